//! Words to records: the index behind the search box, in memory, for as long as the store is open.
//!
//! A *document* is one version of one record's text. A record that changes gets a new document; the old one
//! stays in the postings and is passed over, so that an update costs its own words only. The index knows no
//! schema: the caller says which text is a name and which is prose.

use std::collections::BTreeMap;
use std::ops::Bound;

use casework::{fold_into, is_mark, typed_day};
use chrono::NaiveDate;
use record::RecordId;

use crate::by_id::FastMap;
use crate::phonetic::phonetic_key;

/// What kind of text a word was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Names, numbers of files, telephone numbers, days.
    Name,
    /// Notes and other prose.
    Prose,
}

/// How near to the words asked what was found is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// A name said alike, or one letter off.
    Close,
    /// The word itself, or its beginning.
    Exact,
}

/// Words of a query that are looked for; a pasted page is not a question.
const MOST_WORDS: usize = 8;
/// Names of fewer letters sound like too many others.
const SHORTEST_SOUND: usize = 3;
/// Words of fewer letters are not looked for with one letter off.
const SHORTEST_MISSPELT: usize = 5;

/// The index.
#[derive(Debug, Default)]
pub(crate) struct Search {
    /// Documents of each word, as `document << 1 | is_prose`, rising.
    postings: Vec<Vec<u32>>,
    /// Folded word → its place in `postings`, to add to it.
    words: FastMap<Box<str>, usize>,
    /// The same, to look for beginnings.
    sorted: BTreeMap<Box<str>, usize>,
    /// How a word sounds → the places of the words that sound so; only those in names are given.
    sounds: FastMap<Box<str>, Vec<usize>>,
    /// The record of each document, while it is the record's latest.
    documents: Vec<Option<RecordId>>,
    current: FastMap<RecordId, u32>,
}

/// The shortest word that is looked up in prose; one letter is enough in names.
const SHORTEST_PROSE_PREFIX: usize = 2;

impl Search {
    /// Replaces the text of a record.
    pub(crate) fn put<'a>(
        &mut self,
        record: RecordId,
        texts: impl Iterator<Item = (Class, &'a str)>,
    ) {
        let Ok(document) = u32::try_from(self.documents.len()) else {
            return;
        };
        if document > u32::MAX >> 1 {
            return;
        }
        let mut has_words = false;
        for (class, text) in texts {
            for_each_word(text, |word| {
                has_words = true;
                self.post(word, document << 1 | u32::from(class == Class::Prose));
            });
        }
        let before = if has_words {
            self.documents.push(Some(record));
            self.current.insert(record, document)
        } else {
            self.current.remove(&record)
        };
        let before =
            before.and_then(|before| self.documents.get_mut(usize::try_from(before).ok()?));
        if let Some(before) = before {
            *before = None;
        }
    }

    fn post(&mut self, word: &str, posting: u32) {
        let known = self
            .words
            .get(word)
            .and_then(|place| self.postings.get_mut(*place));
        match known {
            Some(postings) if postings.last() == Some(&posting) => {}
            Some(postings) => postings.push(posting),
            None => {
                let place = self.postings.len();
                self.words.insert(word.into(), place);
                self.sorted.insert(word.into(), place);
                self.postings.push(vec![posting]);
                let sound = phonetic_key(word);
                if sound.len() >= SHORTEST_SOUND {
                    self.sounds.entry(sound.into()).or_default().push(place);
                }
            }
        }
    }

    /// Calls back for every record that has a word beginning with `prefix` (already folded); a record may come
    /// more than once.
    pub(crate) fn find(&self, prefix: &str, class: Option<Class>, mut found: impl FnMut(RecordId)) {
        let is_short = prefix.chars().count() < SHORTEST_PROSE_PREFIX;
        let from = (Bound::Included(prefix), Bound::Unbounded);
        let words = self.sorted.range::<str, _>(from);
        let words = words.take_while(|(word, _)| word.starts_with(prefix));
        for postings in words.filter_map(|(_, place)| self.postings.get(*place)) {
            for posting in postings {
                let is_prose = posting & 1 == 1;
                let is_wanted = match class {
                    Some(Class::Name) => !is_prose,
                    Some(Class::Prose) => is_prose,
                    None => !(is_short && is_prose),
                };
                if let (true, Some(record)) = (is_wanted, self.live(posting >> 1)) {
                    found(record);
                }
            }
        }
    }

    /// Calls back for every record that has, in a name, a word that is said like this one (already folded) or is one
    /// letter off; a record may come more than once.
    pub(crate) fn find_close(&self, word: &str, mut found: impl FnMut(RecordId)) {
        let sound = phonetic_key(word);
        let alike = self.sounds.get(sound.as_str()).into_iter().flatten();
        let misspelt = self.misspelt(word);
        for postings in alike
            .chain(misspelt)
            .filter_map(|place| self.postings.get(*place))
        {
            for posting in postings.iter().filter(|posting| *posting & 1 == 0) {
                if let Some(record) = self.live(posting >> 1) {
                    found(record);
                }
            }
        }
    }

    /// The places of words one letter off. The first letter is taken to be right: few mistake it, and it leaves a part of the
    /// words to look at.
    fn misspelt(&self, word: &str) -> impl Iterator<Item = &usize> {
        let is_name =
            word.chars().count() >= SHORTEST_MISSPELT && !word.bytes().any(|b| b.is_ascii_digit());
        let first = word.chars().next().filter(|_| is_name).map(String::from);
        let of_first = first.map(|first| {
            let from = (Bound::Included(first.as_str()), Bound::Unbounded);
            let words = self.sorted.range::<str, _>(from);
            words
                .take_while(|(known, _)| known.starts_with(first.as_str()))
                .filter(|(known, _)| is_one_letter_off(word, known))
                .map(|(_, place)| place)
                .collect::<Vec<_>>()
        });
        of_first.into_iter().flatten()
    }

    fn live(&self, document: u32) -> Option<RecordId> {
        *self.documents.get(usize::try_from(document).ok()?)?
    }
}

/// Whether one word becomes the other by one letter more, less, changed, or two that changed places. A number is either
/// right or another number.
fn is_one_letter_off(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > 1 || one.iter().chain(other).any(u8::is_ascii_digit) {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    let is_swapped =
        || one.len() > 1 && other.len() > 1 && one[0] == other[1] && one[1] == other[0];
    match (one, other) {
        ([_, rest @ ..], [_, other_rest @ ..]) if one.len() == other.len() => {
            rest == other_rest || (is_swapped() && one[2..] == other[2..])
        }
        ([_, rest @ ..], _) if one.len() > other.len() => rest == other,
        (_, [_, rest @ ..]) => rest == one,
        // The very same word.
        _ => false,
    }
}

/// The folded words of a query. A telephone number typed in groups is one word, and so is a day.
pub(crate) fn query_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let has_day = text
        .split_whitespace()
        .any(|part| typed_day(part).is_some());
    if !has_day && telephone(text).is_some() {
        for_each_word(text, |word| words.push(word.to_owned()));
        return words;
    }
    for part in text.split_whitespace() {
        match typed_day(part) {
            Some(day) => words.push(day_word(day)),
            None => for_each_word(part, |word| words.push(word.to_owned())),
        }
    }
    words.dedup();
    words.truncate(MOST_WORDS);
    words
}

/// The word by which a day is found: it begins with a letter that nobody types, so that no number finds it.
pub(crate) fn day_word(day: NaiveDate) -> String {
    day.format("ʣ%Y%m%d").to_string()
}

/// Calls back for each folded word of a text: lower case, no accents, hyphens and apostrophes split; runs of
/// groups of digits also come joined, as telephone numbers are written in groups.
fn for_each_word(text: &str, mut word_found: impl FnMut(&str)) {
    if let Some(number) = telephone(text) {
        word_found(&number);
        return;
    }
    let mut word = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() {
            fold_into(character, &mut word);
        } else if !word.is_empty() && !is_mark(character) {
            word_found(&word);
            word.clear();
        }
    }
    if !word.is_empty() {
        word_found(&word);
    }
}

/// The digits of a text that is a telephone number and nothing else, in national form.
fn telephone(text: &str) -> Option<String> {
    let text = text.trim();
    let is_number = |c: char| c.is_ascii_digit() || " .-+()/\u{a0}\u{202f}".contains(c);
    if !text.chars().all(is_number) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_grouped = text.chars().any(|c| !c.is_ascii_digit());
    if !is_grouped || digits.len() < 6 || is_file_number(text) {
        return None;
    }
    let is_french = text.starts_with("+33") || text.starts_with("0033");
    let national = digits
        .trim_start_matches("00")
        .strip_prefix("33")
        .filter(|_| is_french);
    Some(national.map_or(digits.clone(), |rest| {
        format!("0{}", rest.trim_start_matches('0'))
    }))
}

/// A year, a hyphen and a number: how files are numbered, not how one telephones.
fn is_file_number(text: &str) -> bool {
    let Some((year, rest)) = text.split_once('-') else {
        return false;
    };
    year.len() == 4 && !rest.contains('-') && rest.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &[&str]) {
        assert_eq!(query_words(text), words, "{text}");
    }

    #[test]
    fn words_are_folded() {
        check("Éloïse  LE-GOFF", &["eloise", "le", "goff"]);
        check("d’Œuvre", &["d", "oeuvre"]);
        check("Jose\u{301}", &["jose"]);
        check("Şahin ŁĘCKI Straße", &["sahin", "lecki", "strasse"]);
        check("نادية ب", &["نادية", "ب"]);
        check("2026-0428", &["2026", "0428"]);
        check("", &[]);
        check("— … !", &[]);
    }

    #[test]
    fn telephone_numbers_are_one_word() {
        check("06 12 34 56 78", &["0612345678"]);
        check("06.12.34.56.78", &["0612345678"]);
        check("+33 6 12 34 56 78", &["0612345678"]);
        check("0033 (0)6 12 34 56 78", &["0612345678"]);
        check("0612345678", &["0612345678"]);
        check("06 12", &["06", "12"]);
    }

    #[test]
    fn a_day_is_one_word_however_it_is_written() {
        for text in ["3/4/1991", "03.04.1991", "1991-04-03"] {
            check(text, &["ʣ19910403"]);
        }
        check("Nadia 03/04/1991", &["nadia", "ʣ19910403"]);
        check("03/04/1991 04.05.2026", &["ʣ19910403", "ʣ20260504"]);
    }

    #[track_caller]
    fn check_off(one: &str, other: &str, expected: bool) {
        assert_eq!(is_one_letter_off(one, other), expected, "{one} {other}");
        assert_eq!(is_one_letter_off(other, one), expected, "{other} {one}");
    }

    #[test]
    fn one_letter_more_less_changed_or_swapped_is_one_off() {
        check_off("belkacem", "belkacm", true);
        check_off("belkacem", "belkaceem", true);
        check_off("belkacem", "belkacen", true);
        check_off("belkacem", "belkaecm", true);
        check_off("belkacem", "balkacen", false);
        check_off("belkacem", "belkacem", false);
        check_off("belkacem", "belkac", false);
        check_off("2026a", "2025a", false);
    }

    #[test]
    fn names_said_alike_are_close() {
        let mut search = Search::default();
        search.put(id(1), [(Class::Name, "Nadia Belkacem")].into_iter());
        search.put(id(2), [(Class::Prose, "Belkassem est venue")].into_iter());
        let close = |word: &str| {
            let mut found = Vec::new();
            search.find_close(word, |record| found.push(record));
            found.dedup();
            found
        };
        assert_eq!(close("belkassem"), [id(1)]);
        assert_eq!(close("belkacme"), [id(1)]);
        assert_eq!(close("durand"), []);
    }

    fn id(number: u8) -> RecordId {
        RecordId::from_bytes([number; 16])
    }

    fn found(search: &Search, prefix: &str, class: Option<Class>) -> Vec<RecordId> {
        let mut found = Vec::new();
        search.find(prefix, class, |record| found.push(record));
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn finds_by_prefix_and_class() {
        let mut search = Search::default();
        search.put(
            id(1),
            [
                (Class::Name, "Nadia Belkacem"),
                (Class::Prose, "a peur de rentrer"),
            ]
            .into_iter(),
        );
        search.put(id(2), [(Class::Prose, "Nadine est venue")].into_iter());
        assert_eq!(found(&search, "nad", None), [id(1), id(2)]);
        assert_eq!(found(&search, "nad", Some(Class::Name)), [id(1)]);
        assert_eq!(found(&search, "nad", Some(Class::Prose)), [id(2)]);
        assert_eq!(found(&search, "n", None), [id(1)]);
        assert_eq!(found(&search, "z", None), []);
    }

    #[test]
    fn a_changed_record_is_found_by_its_new_words_only() {
        let mut search = Search::default();
        search.put(id(1), [(Class::Name, "Nadia")].into_iter());
        search.put(id(1), [(Class::Name, "Lucie")].into_iter());
        assert_eq!(found(&search, "nadia", None), []);
        assert_eq!(found(&search, "lucie", None), [id(1)]);
        search.put(id(1), [(Class::Name, "")].into_iter());
        assert_eq!(found(&search, "lucie", None), []);
    }
}
