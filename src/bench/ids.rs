//! The ids of the bench's callers, which are texts, as ids of records and back.
//!
//! A text of 15 bytes at the most stands in the id itself, behind its length; so does a UUID in its usual form.
//! Any other text gives a digest, and the record keeps the text beside.

use record::RecordId;

/// The first byte of an id that is a digest of a longer text.
const LONG: u8 = 0x00;
/// The first byte of an id of a record that the caller does not know of.
const OWN: u8 = 0xff;
/// Where the hyphens of a UUID stand.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// The record of a text.
pub(super) fn id_of(text: &str) -> RecordId {
    let id = short(text).or_else(|| uuid(text));
    RecordId::from_bytes(id.unwrap_or_else(|| digest(LONG, text)))
}

/// The text of a record; none where the record keeps it.
pub(super) fn text_of(id: RecordId) -> Option<String> {
    let bytes = id.as_bytes();
    match short_text(bytes) {
        Some(text) => Some(text),
        None if bytes[0] == LONG => None,
        None => Some(uuid_text(bytes)),
    }
}

/// A record of the bench's own, named by words.
pub(super) fn own(words: &[&str]) -> RecordId {
    RecordId::from_bytes(digest(OWN, &words.join("/")))
}

fn short(text: &str) -> Option<[u8; 16]> {
    let mut id = [0; 16];
    let (length, rest) = id.split_first_mut()?;
    *length = u8::try_from(text.len())
        .ok()
        .filter(|length| (1..16).contains(length))?;
    rest.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    // A text that ends in zeros, or has control letters, would not be told from another id.
    text.bytes().all(|byte| byte >= b' ').then_some(id)
}

fn short_text(id: &[u8; 16]) -> Option<String> {
    let length = usize::from(id[0]);
    if !(1..16).contains(&length) {
        return None;
    }
    let (text, rest) = id.split_at(length + 1);
    let is_short = rest.iter().all(|byte| *byte == 0) && text[1..].iter().all(|byte| *byte >= b' ');
    let text = std::str::from_utf8(&text[1..]).ok()?;
    is_short.then(|| text.to_owned())
}

fn uuid(text: &str) -> Option<[u8; 16]> {
    let has_form = text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(place, byte)| match HYPHENS.contains(&place) {
                true => byte == b'-',
                false => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            });
    if !has_form {
        return None;
    }
    let digits: String = text.chars().filter(|letter| *letter != '-').collect();
    let id = u128::from_str_radix(&digits, 16).ok()?.to_be_bytes();
    // One that would be read back as something else is kept beside.
    (id[0] != LONG && short_text(&id).is_none()).then_some(id)
}

fn uuid_text(id: &[u8; 16]) -> String {
    let digits = format!("{:032x}", u128::from_be_bytes(*id));
    let mut text = String::with_capacity(36);
    for digit in digits.chars() {
        if HYPHENS.contains(&text.len()) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}

/// FNV-1a of 128 bits: it names, it protects nothing.
fn digest(first: u8, text: &str) -> [u8; 16] {
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    for byte in text.bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    let mut id = hash.to_be_bytes();
    id[0] = first;
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_kept_beside: bool) {
        let back = text_of(id_of(text));
        assert_eq!(back.is_none(), is_kept_beside, "{text}");
        assert!(back.is_none_or(|back| back == text), "{text}");
    }

    #[test]
    fn texts_come_back() {
        check("d-000123", false);
        check("1", false);
        check("123456789012345", false);
        check("3f2504e0-4f89-41d3-9a0c-0305e82c3301", false);
        check("003504e0-4f89-41d3-9a0c-0305e82c3301", true);
        check("1234567890123456", true);
        check("3f2504e04f8941d39a0c0305e82c3301", true);
        check("3F2504E0-4F89-41D3-9A0C-0305E82C3301", true);
        check("", true);
        check("a\u{0}", true);
    }

    #[test]
    fn own_records_are_nobody_elses() {
        assert_ne!(own(&["station", "Forbach"]), own(&["station", "Boulay"]));
        assert_ne!(own(&["a"]).as_bytes()[0], id_of("a").as_bytes()[0]);
    }
}
