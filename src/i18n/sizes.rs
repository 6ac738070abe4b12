//! Sizes of files as people say them.

use crate::t;

const KILOBYTE: u64 = 1_000;
const MEGABYTE: u64 = 1_000 * KILOBYTE;
const GIGABYTE: u64 = 1_000 * MEGABYTE;

/// A room: megabytes, or gigabytes from ten on; rounded up.
pub fn room(bytes: u64) -> String {
    if bytes < 10 * GIGABYTE {
        t!(size_megabytes, count = count(bytes, MEGABYTE))
    } else {
        t!(size_gigabytes, count = count(bytes, GIGABYTE))
    }
}

/// A file: kilobytes, or megabytes from ten on; rounded up.
pub fn file(bytes: u64) -> String {
    if bytes < 10 * MEGABYTE {
        t!(size_kilobytes, count = count(bytes, KILOBYTE))
    } else {
        room(bytes)
    }
}

/// The most that something may take: whole megabytes, so that what is said to fit fits.
pub fn most(bytes: u64) -> String {
    let megabytes = i64::try_from(bytes / MEGABYTE).unwrap_or(i64::MAX);
    t!(size_megabytes, count = megabytes)
}

fn count(bytes: u64, unit: u64) -> i64 {
    i64::try_from(bytes.div_ceil(unit)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, language};

    #[test]
    fn sizes_are_rounded_up_to_a_unit_one_reads() {
        language::set(Language::French);
        let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
        let cases = [
            (0, "0 ko"),
            (1, "1 ko"),
            (1_000, "1 ko"),
            (1_001, "2 ko"),
            (10 * MEGABYTE, "10 Mo"),
            (20 << 20, "21 Mo"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(plain(file(bytes)), expected, "{bytes}");
        }
        assert_eq!(plain(most(20 << 20)), "20 Mo");
        assert_eq!(plain(room(1)), "1 Mo");
        assert_eq!(plain(room(12 * GIGABYTE)), "12 Go");
    }
}
