//! The questions of an intake as a versioned file of data, so that a team can change them.
//!
//! The file is JSON: `id`, `version`, and `parts` of an `id` and `questions`. A question has an `id` (by which its texts are found in the
//! file of each language, and by which answers are kept), a `pictogram`, a `kind`, `options` where one or several are chosen, `when` it
//! is asked, `into` which field its answer goes, and `right` where it only checks that it was understood.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The path that ships with the program.
const SHIPPED: &str = include_str!("../path-1.json");

/// Questions a path may have.
const MOST_QUESTIONS: usize = 120;
/// Options a question may have.
const MOST_OPTIONS: usize = 12;
/// Bytes of an id.
const LONGEST_ID: usize = 40;

/// A path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// Names the path among all; versions of one share it.
    pub id: String,
    /// Rises with each change of the questions.
    pub version: u32,
    /// In the order asked.
    pub parts: Vec<Part>,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// By which its title is found.
    pub id: String,
    /// In the order asked.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// By which its texts are found, and its answer kept.
    pub id: String,
    /// The name of its pictogram.
    pub pictogram: String,
    /// How it is answered.
    pub kind: Kind,
    /// What may be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// When it is asked; always, where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Which field its answer goes into; among the words of the person, where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<Target>,
    /// The option that shows that it was understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
}

/// How a question is answered. Each may be left without an answer in two ways: not known, not wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of the options.
    Choice,
    /// Any of the options.
    Several,
    /// Words.
    Text,
    /// A telephone number.
    Phone,
    /// A small whole number.
    Number,
}

/// What may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// By which its text is found; where its field has a list, the choice's id.
    pub id: String,
    /// The name of its pictogram.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pictogram: Option<String>,
}

/// A question is asked where another one was answered so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The other question, which comes before.
    pub question: String,
    /// Any of these options.
    pub is: Vec<String>,
}

/// Where an answer goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// `case` or `person`.
    pub record: String,
    /// The id of the field.
    pub field: String,
    /// For a yes: this choice is added to the field's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add: Option<String>,
}

/// Why a file is no path.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PathError {
    /// It is no JSON of this shape.
    #[error("not a path of questions")]
    Shape,
    /// It asks too much.
    #[error("more than {MOST_QUESTIONS} questions, or {MOST_OPTIONS} options")]
    TooLong,
    /// An id is empty, too long, or there twice.
    #[error("the id {0:?} is not plain, or is there twice")]
    Id(String),
    /// A condition names a question that does not come before, or an option it does not have.
    #[error("the condition of {0:?} names no answer of a question before it")]
    Condition(String),
    /// A question that is chosen from has no options, another one has some, or its right answer is none of them.
    #[error("the options of {0:?} do not fit")]
    Options(String),
    /// An answer goes nowhere.
    #[error("the answer of {0:?} goes into no record of a case")]
    Target(String),
}

impl Path {
    /// The path that ships with the program.
    pub fn shipped() -> Self {
        // Parsed by a test: it cannot fail here.
        Self::parse(SHIPPED).unwrap_or(Self {
            id: String::new(),
            version: 0,
            parts: Vec::new(),
        })
    }

    /// The file of that path.
    pub const fn shipped_text() -> &'static str {
        SHIPPED
    }

    /// The path of a file.
    ///
    /// # Errors
    /// What is wrong with it first.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let path: Self = serde_json::from_str(text).map_err(|_| PathError::Shape)?;
        path.check()?;
        Ok(path)
    }

    /// Its questions in order.
    pub fn questions(&self) -> impl DoubleEndedIterator<Item = &Question> {
        self.parts.iter().flat_map(|part| &part.questions)
    }

    /// A question by its id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The part that a question is in.
    pub fn part_of(&self, id: &str) -> Option<&Part> {
        let has = |part: &&Part| part.questions.iter().any(|question| question.id == id);
        self.parts.iter().find(has)
    }

    fn check(&self) -> Result<(), PathError> {
        if self.questions().count() > MOST_QUESTIONS || self.parts.is_empty() {
            return Err(PathError::TooLong);
        }
        let mut before: Vec<&Question> = Vec::new();
        let mut ids = BTreeSet::new();
        for question in self.questions() {
            let id = &question.id;
            if !is_plain(id) || !ids.insert(id) {
                return Err(PathError::Id(id.clone()));
            }
            question.check_options()?;
            let known = question
                .when
                .as_ref()
                .is_none_or(|when| when.names(&before));
            if !known {
                return Err(PathError::Condition(id.clone()));
            }
            let goes = question.into.as_ref();
            if goes.is_some_and(|into| !["case", "person"].contains(&into.record.as_str())) {
                return Err(PathError::Target(id.clone()));
            }
            before.push(question);
        }
        Ok(())
    }
}

impl Question {
    fn check_options(&self) -> Result<(), PathError> {
        let is_chosen = matches!(self.kind, Kind::Choice | Kind::Several);
        let has = |id: &String| self.options.iter().any(|option| option.id == *id);
        if self.options.len() > MOST_OPTIONS {
            return Err(PathError::TooLong);
        }
        let fits = is_chosen != self.options.is_empty()
            && self.options.iter().all(|option| is_plain(&option.id))
            && self.right.as_ref().is_none_or(has);
        match fits {
            true => Ok(()),
            false => Err(PathError::Options(self.id.clone())),
        }
    }
}

impl Condition {
    /// Whether one of these questions has every answer that is named.
    fn names(&self, before: &[&Question]) -> bool {
        let asked = before.iter().find(|question| question.id == self.question);
        asked.is_some_and(|asked| {
            let has = |id: &String| asked.options.iter().any(|option| option.id == *id);
            !self.is.is_empty() && self.is.iter().all(has)
        })
    }
}

fn is_plain(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_that_ships_is_one() {
        let path = Path::parse(SHIPPED).expect("a path");
        assert_eq!((path.id.as_str(), path.version), ("intake", 1));
        let contact = path.questions().position(|one| one.id == "contact_again");
        let phone = path.questions().position(|one| one.id == "contact_phone");
        assert!(contact < phone, "safe contact comes before any number");
        assert_eq!(
            path.part_of("weapon").map(|part| part.id.as_str()),
            Some("danger")
        );
    }

    #[track_caller]
    fn check(questions: &str, error: &PathError) {
        let text =
            format!(r#"{{"id":"x","version":1,"parts":[{{"id":"a","questions":[{questions}]}}]}}"#);
        assert_eq!(Path::parse(&text).as_ref(), Err(error), "{text}");
    }

    #[test]
    fn what_is_wrong_with_a_path_is_said() {
        let yes = r#"{"id":"a","pictogram":"x","kind":"choice","options":[{"id":"yes"}]}"#;
        check(&format!("{yes},{yes}"), &PathError::Id("a".to_owned()));
        check(
            r#"{"id":"A","pictogram":"x","kind":"text"}"#,
            &PathError::Id("A".to_owned()),
        );
        check(
            r#"{"id":"a","pictogram":"x","kind":"choice"}"#,
            &PathError::Options("a".to_owned()),
        );
        check(
            r#"{"id":"a","pictogram":"x","kind":"text","when":{"question":"b","is":["yes"]}}"#,
            &PathError::Condition("a".to_owned()),
        );
        check(
            r#"{"id":"a","pictogram":"x","kind":"text","into":{"record":"team","field":"name"}}"#,
            &PathError::Target("a".to_owned()),
        );
        check(r#"{"id":"a","kind":"text"}"#, &PathError::Shape);
        assert_eq!(Path::parse("nothing"), Err(PathError::Shape));
    }
}
