//! The compiled tables and how a message is put together. Pure but for the language of the screen.

use super::language::{self, Language};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A piece of a message.
pub(super) enum Part {
    /// As it stands.
    Text(&'static str),
    /// The argument of that position.
    Argument(u8),
    /// One of several, by the argument of that position.
    Choose(u8, &'static [(Case, &'static [Part])]),
}

/// When a piece is chosen; the first that fits wins.
pub(super) enum Case {
    /// The number itself.
    #[allow(dead_code, reason = "no message of today says so")]
    Exactly(i64),
    /// The plural category of a number, or a text.
    Named(&'static str),
    /// Always.
    Otherwise,
}

/// A whole number given to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number(pub i64);

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(value)
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(i64::from(value))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

/// What a message is given.
pub(super) enum Argument {
    /// As it stands.
    Text(String),
    /// Written in the manner of the language.
    Number(Number),
}

fn table(language: Language) -> &'static [&'static [Part]] {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

/// A message without arguments.
fn whole(id: u16) -> &'static str {
    whole_in(language::current(), id)
}

fn whole_in(language: Language, id: u16) -> &'static str {
    match table(language).get(usize::from(id)).copied() {
        Some([Part::Text(text)]) => text,
        _ => "",
    }
}

/// A message with its arguments.
fn render(id: u16, arguments: &[Argument]) -> String {
    let language = language::current();
    let mut text = String::new();
    if let Some(parts) = table(language).get(usize::from(id)) {
        put(&mut text, parts, arguments, language);
    }
    text
}

fn put(text: &mut String, parts: &[Part], arguments: &[Argument], language: Language) {
    for part in parts {
        match part {
            Part::Text(piece) => text.push_str(piece),
            Part::Argument(position) => match arguments.get(usize::from(*position)) {
                Some(Argument::Text(piece)) => text.push_str(piece),
                Some(Argument::Number(number)) => text.push_str(&language.number(number.0)),
                None => {}
            },
            Part::Choose(position, cases) => {
                let argument = arguments.get(usize::from(*position));
                let chosen = argument.and_then(|argument| {
                    cases
                        .iter()
                        .find(|(case, _)| fits(case, argument, language))
                });
                if let Some((_, parts)) = chosen {
                    put(text, parts, arguments, language);
                }
            }
        }
    }
}

fn fits(case: &Case, argument: &Argument, language: Language) -> bool {
    match (case, argument) {
        (Case::Otherwise, _) => true,
        (Case::Exactly(wanted), Argument::Number(number)) => *wanted == number.0,
        (Case::Named(wanted), Argument::Number(number)) => *wanted == language.plural(number.0),
        (Case::Named(wanted), Argument::Text(text)) => wanted == text,
        (Case::Exactly(_), Argument::Text(_)) => false,
    }
}

/// The label of that full key, in the language of the screen.
pub(super) fn label(key: &str) -> Option<&'static str> {
    label_in(language::current(), key)
}

/// The label of that full key.
pub(super) fn label_in(language: Language, key: &str) -> Option<&'static str> {
    let place = LABELS
        .binary_search_by(|(known, _)| (*known).cmp(key))
        .ok()?;
    Some(whole_in(language, LABELS.get(place)?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, count: i64, expected: &str) {
        language::set_for_test(language);
        assert_eq!(crate::t!(sync_pending, count = count), expected);
    }

    #[test]
    fn counts_are_said_in_the_plural_of_the_language() {
        check(Language::French, 1, "En attente d’envoi (1)");
        check(Language::French, 3, "En attente d’envoi (3)");
        check(Language::English, 1, "Waiting to be sent (1)");
    }

    #[test]
    fn labels_are_sorted_for_the_search() {
        assert!(LABELS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
