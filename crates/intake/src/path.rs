//! The questions of an intake as a versioned file of data, so that a team can change them.
//!
//! The file is JSON: `id`, `version`, and `parts` of an `id` and `questions`. A question has an `id` (by which its texts are found in the
//! file of each language, and by which answers are kept), a `pictogram`, a `kind`, `options` where one or several are chosen, `when` it
//! is asked, `into` which field its answer goes, and `right` where it only checks that it was understood. `texts`, by language, say what
//! the files of the languages do not: the parts, questions and options of a team's own.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The path that ships with the program.
const SHIPPED: &str = include_str!("../path-1.json");

/// Questions a path may have.
const MOST_QUESTIONS: usize = 120;
/// Options a question may have.
const MOST_OPTIONS: usize = 18;
/// Bytes of an id.
const LONGEST_ID: usize = 40;
/// Words of a question: a longer one is not read by whoever is afraid.
pub const MOST_WORDS: usize = 15;
/// Characters of a title or an option.
const LONGEST_TEXT: usize = 160;
/// Questions that only check that the screen was understood: the hide button, and that no answer is owed.
const CHECKS: usize = 2;

/// The question of the program that asks with whom the team may speak of her.
pub const PARTNERS: &str = "consent_partners";
/// Where it is said whether she may be contacted at all.
const SAFE: (&str, &str) = ("case", "contact_consent");
/// Where ways to reach her go.
const REACHED_BY: [&str; 5] = [
    "phone",
    "email",
    "address",
    "contact_channel",
    "contact_hours",
];

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
    /// Its own texts, by the code of their language; of what it asks as the program does, the program's stand.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, Words>,
}

/// What a path says in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Titles by the id of the part.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, String>,
    /// Questions by their id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub questions: BTreeMap<String, Asked>,
}

/// A question as it is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The question; as the program says it, where it is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ask: String,
    /// Options by their id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
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
    /// She agrees to something: her answer is shown and heard again before she signs.
    #[serde(default, skip_serializing_if = "is_false")]
    pub receipt: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_false(is: &bool) -> bool {
    !*is
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
    /// It does not follow the form of a path.
    #[error("line {line}, column {column}: {reason}")]
    Malformed {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong there, in the words of the parser.
        reason: String,
    },
    /// It asks nothing, or too much.
    #[error("no question, more than {MOST_QUESTIONS}, or more than {MOST_OPTIONS} options")]
    TooLong,
    /// It checks too little.
    #[error("fewer than {CHECKS} questions check that the screen was understood")]
    Unchecked,
    /// How to reach her is asked before whether she may be reached.
    #[error("{0:?} asks how to reach her before she said whether that is safe")]
    Unsafe(String),
    /// A question has more than [`MOST_WORDS`] words, or another text is too long.
    #[error("a text of {0:?} is too long")]
    Text(String),
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
            texts: BTreeMap::new(),
        })
    }

    /// The path that an intake asks, of those that a team loaded: the latest; the program's where it loaded none.
    pub fn asked(loaded: impl IntoIterator<Item = Self>) -> Self {
        let latest = loaded.into_iter().max_by_key(|path| path.version);
        latest.unwrap_or_else(Self::shipped)
    }

    /// Names the path and its version.
    pub fn name(&self) -> String {
        format!("{}/{}", self.id, self.version)
    }

    /// The file of the path.
    pub fn to_text(&self) -> String {
        // Writing plain data to memory does not fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Asks of these partners by their names as well, where the path asks with whom one may speak: before the kinds of partner, as many as
    /// there is room for.
    #[must_use]
    pub fn naming(mut self, partners: &[(String, String)]) -> Self {
        let mut asked = self.parts.iter_mut().flat_map(|part| &mut part.questions);
        let Some(question) = asked.find(|question| question.id == PARTNERS) else {
            return self;
        };
        let room = MOST_OPTIONS.saturating_sub(question.options.len());
        let named = &partners[..room.min(partners.len())];
        let options = named.iter().map(|(id, _)| Choice {
            id: id.clone(),
            pictogram: Some("handshake".to_owned()),
        });
        question.options.splice(0..0, options.collect::<Vec<_>>());
        let words = self.texts.entry("fr".to_owned()).or_default();
        let said = words.questions.entry(PARTNERS.to_owned()).or_default();
        said.options.extend(named.iter().cloned());
        self
    }

    /// The path of a file.
    ///
    /// # Errors
    /// What is wrong with it first.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let path: Self = serde_json::from_str(text).map_err(|error| PathError::Malformed {
            line: error.line(),
            column: error.column(),
            reason: error.to_string(),
        })?;
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
        if self.questions().count() > MOST_QUESTIONS || self.questions().next().is_none() {
            return Err(PathError::TooLong);
        }
        let mut before: Vec<&Question> = Vec::new();
        let mut ids = BTreeSet::new();
        for question in self.questions() {
            let id = &question.id;
            if !is_plain(id) || !ids.insert(id) {
                return Err(PathError::Id(id.clone()));
            }
            question.check(&before)?;
            before.push(question);
        }
        let checks = self.questions().filter(|one| one.right.is_some());
        if checks.count() < CHECKS {
            return Err(PathError::Unchecked);
        }
        self.texts.values().try_for_each(Words::check)
    }
}

impl Words {
    fn check(&self) -> Result<(), PathError> {
        let is_long = |text: &String| text.chars().count() > LONGEST_TEXT;
        let title = self.parts.iter().find(|(_, title)| is_long(title));
        if let Some((id, _)) = title {
            return Err(PathError::Text(id.clone()));
        }
        let is_bad = |asked: &Asked| {
            asked.ask.split_whitespace().count() > MOST_WORDS
                || is_long(&asked.ask)
                || asked.options.values().any(is_long)
        };
        let bad = self.questions.iter().find(|(_, asked)| is_bad(asked));
        bad.map_or(Ok(()), |(id, _)| Err(PathError::Text(id.clone())))
    }
}

impl Question {
    /// Against the questions before it.
    fn check(&self, before: &[&Self]) -> Result<(), PathError> {
        self.check_options()?;
        let when = self.when.as_ref();
        if !when.is_none_or(|when| when.names(before)) {
            return Err(PathError::Condition(self.id.clone()));
        }
        let into = self.into.as_ref();
        if into.is_some_and(|into| !["case", "person"].contains(&into.record.as_str())) {
            return Err(PathError::Target(self.id.clone()));
        }
        let goes_to = |one: &Self, record: &str, field: &str| {
            let into = one.into.as_ref();
            into.is_some_and(|into| into.record == record && into.field == field)
        };
        let reaches = self.kind == Kind::Phone
            || REACHED_BY
                .iter()
                .any(|field| goes_to(self, "person", field));
        let is_safe = before.iter().any(|one| goes_to(one, SAFE.0, SAFE.1));
        match reaches && !is_safe {
            true => Err(PathError::Unsafe(self.id.clone())),
            false => Ok(()),
        }
    }

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

    /// What checks that the screen was understood, so that a path is one.
    const CHECKED: &str = r#"{"id":"c1","pictogram":"x","kind":"choice","options":[{"id":"yes"}],"right":"yes"},
        {"id":"c2","pictogram":"x","kind":"choice","options":[{"id":"yes"}],"right":"yes"}"#;

    fn with(questions: &str, more: &str) -> String {
        format!(
            r#"{{"id":"x","version":1,"parts":[{{"id":"a","questions":[{CHECKED}{questions}]}}]{more}}}"#
        )
    }

    #[track_caller]
    fn check(question: &str, error: &PathError) {
        let text = with(&format!(",{question}"), "");
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
        check(
            r#"{"id":"a","pictogram":"x","kind":"phone"}"#,
            &PathError::Unsafe("a".to_owned()),
        );
        let nothing = r#"{"id":"x","version":1,"parts":[]}"#;
        assert_eq!(Path::parse(nothing), Err(PathError::TooLong));
        let unchecked =
            format!(r#"{{"id":"x","version":1,"parts":[{{"id":"a","questions":[{yes}]}}]}}"#);
        assert_eq!(Path::parse(&unchecked), Err(PathError::Unchecked));
    }

    #[test]
    fn a_file_that_is_none_is_told_by_its_line() {
        let place = |text: &str| match Path::parse(text) {
            Err(PathError::Malformed { line, reason, .. }) => Some((line, reason)),
            _ => None,
        };
        let (line, reason) = place("{\n \"id\": \"x\",\n \"colour\": 1}").expect("no path");
        assert_eq!(line, 3);
        assert!(reason.contains("colour"), "{reason}");
        assert!(place("nothing").is_some());
    }

    #[test]
    fn a_path_brings_its_own_texts_and_none_that_is_long() {
        let own = |ask: &str| {
            with(
                "",
                &format!(r#","texts":{{"fr":{{"questions":{{"c1":{{"ask":"{ask}"}}}}}}}}"#),
            )
        };
        let path = Path::parse(&own("Aimez-vous le thé ?")).expect("a path");
        assert_eq!(path.texts["fr"].questions["c1"].ask, "Aimez-vous le thé ?");
        assert_eq!(Path::parse(&path.to_text()), Ok(path));
        let long = own(&"mot ".repeat(16));
        assert_eq!(Path::parse(&long), Err(PathError::Text("c1".to_owned())));
    }

    #[test]
    fn partners_are_named_before_their_kinds_as_many_as_there_is_room_for() {
        let partners: Vec<_> = (0..20)
            .map(|at| (format!("p_{at}"), format!("Partenaire {at}")))
            .collect();
        let kinds = Path::shipped()
            .question(PARTNERS)
            .expect("asked")
            .options
            .len();
        let path = Path::shipped().naming(&partners);
        let asked = path.question(PARTNERS).expect("asked");
        assert_eq!(asked.options.len(), MOST_OPTIONS);
        assert_eq!(asked.options[0].id, "p_0");
        let named = &path.texts["fr"].questions[PARTNERS].options;
        assert_eq!(named.len(), MOST_OPTIONS - kinds);
        assert_eq!(named["p_1"], "Partenaire 1");
        assert_eq!(Path::parse(&path.to_text()), Ok(path));
    }

    #[test]
    fn the_latest_path_of_a_team_is_asked_and_else_the_programs() {
        assert_eq!(Path::asked([]), Path::shipped());
        let own = |version| Path {
            version,
            ..Path::shipped()
        };
        assert_eq!(Path::asked([own(4), own(7), own(2)]).version, 7);
    }
}
