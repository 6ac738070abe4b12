//! The texts of the intake in one language, as their file says them (`locales/intake`). A text that is missing is empty, never a fault.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::browser::intl;

/// The languages there are, a line each: code and own name, in the order offered.
const NAMES: &str = include_str!("../../locales/intake/languages.txt");

/// The languages there are, by their codes, with their own names, in the order offered.
pub(crate) fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.lines().filter_map(|line| line.split_once(' '))
}

/// Those whose texts somebody has read whose language it is.
pub(crate) const REVIEWED: [&str; 1] = ["fr"];

/// Those that are written from right to left.
const LEFTWARDS: [&str; 2] = ["ar", "fa"];

/// The texts of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Texts {
    /// Its code.
    pub(crate) language: String,
    /// Whether somebody whose language it is has read them.
    pub(crate) reviewed: bool,
    words: BTreeMap<String, String>,
    remaining: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    questions: BTreeMap<String, Asked>,
}

/// A question as it is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
struct Asked {
    ask: String,
    #[serde(default)]
    options: BTreeMap<String, String>,
}

impl Texts {
    /// The texts of a file; none where it is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// A word of the screens.
    pub(crate) fn word(&self, id: &str) -> String {
        self.words.get(id).cloned().unwrap_or_default()
    }

    /// The title of a part.
    pub(crate) fn part(&self, id: &str) -> String {
        self.parts.get(id).cloned().unwrap_or_default()
    }

    /// A question as it is asked.
    pub(crate) fn ask(&self, question: &str) -> String {
        let asked = self.questions.get(question);
        asked.map(|asked| asked.ask.clone()).unwrap_or_default()
    }

    /// An option of a question: its own text, else yes or no.
    pub(crate) fn option(&self, question: &str, option: &str) -> String {
        let own = self.questions.get(question);
        let own = own.and_then(|asked| asked.options.get(option).cloned());
        own.unwrap_or_else(|| self.word(option))
    }

    /// How many questions are left, in the plural of the language.
    pub(crate) fn left(&self, count: usize) -> String {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let category = intl::plural(&self.language, count);
        let text = self.remaining.get(&category);
        let text = text.or_else(|| self.remaining.get("other"));
        let number = intl::number(&self.language, count);
        text.map(|text| text.replace("{n}", &number))
            .unwrap_or_default()
    }

    /// `ltr` or `rtl`.
    pub(crate) fn direction(&self) -> &'static str {
        direction(&self.language)
    }
}

/// `ltr` or `rtl`.
pub(crate) fn direction(language: &str) -> &'static str {
    if LEFTWARDS.contains(&language) {
        "rtl"
    } else {
        "ltr"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use intake::Path;

    const FRENCH: &str = include_str!("../../locales/intake/fr.json");

    fn file(code: &str) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/intake");
        std::fs::read_to_string(format!("{folder}/{code}.json")).expect("a file of this language")
    }

    #[test]
    fn every_language_says_all_that_the_path_asks() {
        let french = Texts::parse(FRENCH).expect("texts");
        for (code, _) in languages() {
            let texts = Texts::parse(&file(code)).expect(code);
            assert_eq!(texts.language, code);
            let words = |texts: &Texts| texts.words.keys().cloned().collect::<Vec<_>>();
            assert_eq!(words(&texts), words(&french), "{code}");
            assert!(texts.words.values().all(|word| !word.is_empty()), "{code}");
            assert!(texts.remaining.contains_key("other"), "{code}");
            for part in Path::shipped().parts {
                assert!(!texts.part(&part.id).is_empty(), "{code} {}", part.id);
                for question in part.questions {
                    let ask = texts.ask(&question.id);
                    let count = ask.split_whitespace().count();
                    assert!((1..=15).contains(&count), "{code} {}: {ask}", question.id);
                    for option in &question.options {
                        let word = texts.option(&question.id, &option.id);
                        assert!(!word.is_empty(), "{code} {} {}", question.id, option.id);
                    }
                }
            }
        }
    }

    #[test]
    fn only_what_was_read_by_a_native_speaker_says_so() {
        let is_reviewed = |code: &&str| Texts::parse(&file(code)).expect(code).reviewed;
        let reviewed: Vec<_> = languages()
            .map(|(code, _)| code)
            .filter(is_reviewed)
            .collect();
        assert_eq!(reviewed, REVIEWED);
    }
}
