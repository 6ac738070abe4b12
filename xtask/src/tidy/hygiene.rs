//! What belongs to one machine stays out: its paths, its registry, the addresses of its downloads.

use super::Violation;
use super::source::Sources;

/// Each in two pieces, so that this file does not find itself.
const FORBIDDEN: [(&str, &str, &str); 9] = [
    ("/wo", "rk/", "a path of one machine"),
    ("/ro", "ot/", "a path of one machine"),
    ("/ho", "me/", "a path of one machine"),
    ("/Us", "ers/", "a path of one machine"),
    ("registry.npm", "js.", "the address of a registry"),
    ("index.crates", ".io", "the address of a registry"),
    ("static.crates", ".io", "the address of a registry"),
    ("sparse+", "http", "the address of a registry"),
    ("files.python", "hosted", "the address of a registry"),
];

/// Every line that names a machine or a registry, and every lock file with addresses.
pub(super) fn check(sources: &Sources) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in &sources.files {
        for (place, line) in file.text.lines().enumerate() {
            for (start, end, what) in FORBIDDEN {
                if line.contains(&format!("{start}{end}")) {
                    found.push(Violation::new(
                        &file.path,
                        place + 1,
                        format!("{what}: `{start}{end}`"),
                    ));
                }
            }
            if file.path.ends_with("package-lock.json")
                && line.trim_start().starts_with("\"resolved\"")
            {
                found.push(Violation::new(
                    &file.path,
                    place + 1,
                    "an address of a download; make the lock with omit-lockfile-registry-resolved",
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Sources, check};

    #[track_caller]
    fn count(path: &str, text: &str, expected: usize) {
        let mut sources = Sources::default();
        sources.add(path, text);
        assert_eq!(check(&sources).len(), expected, "{path}: {text}");
    }

    #[test]
    fn a_machine_is_found() {
        count("docs/a.md", &["see /ho", "me/someone/project"].concat(), 1);
        count("a.rs", &["const A: &str = \"/wo", "rk/a\";"].concat(), 1);
        count(
            "a.toml",
            &["replace = \"sparse+", "https://mirror.example/\""].concat(),
            1,
        );
        count(
            "Cargo.lock",
            "source = \"registry+https://github.com/rust-lang/crates.io-index\"",
            0,
        );
    }

    #[test]
    fn a_lock_with_addresses_is_found() {
        count(
            "tests/e2e/package-lock.json",
            "      \"resolved\": \"https://mirror.example/a.tgz\",",
            1,
        );
        count(
            "tests/e2e/package-lock.json",
            "      \"integrity\": \"sha512-…\",",
            0,
        );
    }
}
