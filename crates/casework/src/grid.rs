//! A grid of questions about danger: a versioned file of data, and what its answers come to.
//!
//! The program ships one, drawn from the published criteria of immediate danger and marked to be validated; a team may
//! load another. No threshold is anywhere: the counts are shown, and the worker judges.
//!
//! The file is JSON: `id` (plain: `immediate-danger`), `version`, `label`, `source`, `is_validated`, and `blocks` of a
//! `label` and `questions`; a question has an `id`, a `text` and `is_red`. Texts are `{"fr": …, "en": …}`, `en` optional.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The grid that ships with the program.
const SHIPPED: &str = include_str!("../grids/immediate-danger-1.json");

/// Questions a grid may have.
const MOST_QUESTIONS: usize = 200;
/// Characters a text of it may have.
const LONGEST_TEXT: usize = 600;

/// A grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Names the grid among all; versions of one share it.
    pub id: String,
    /// Rises with each change of the questions.
    pub version: u32,
    /// What it is called.
    pub label: Text,
    /// Where its questions come from.
    pub source: Text,
    /// Whether the team validated it.
    pub is_validated: bool,
    /// In the order asked.
    pub blocks: Vec<Block>,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// What they are about.
    pub label: Text,
    /// In the order asked.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Plain and unique in the grid: answers are kept by it.
    pub id: String,
    /// As it is asked.
    pub text: Text,
    /// Whether a yes weighs more.
    #[serde(default)]
    pub is_red: bool,
}

/// A text in the languages of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// French, the first.
    pub fr: String,
    /// English.
    #[serde(default)]
    pub en: Option<String>,
}

impl Text {
    /// In that language, else in French.
    pub fn in_language(&self, code: &str) -> &str {
        self.en
            .as_deref()
            .filter(|_| code == "en")
            .unwrap_or(&self.fr)
    }
}

/// What was said to a question. It rises: of two answers to one question, the graver is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The question was left out on purpose.
    NotAsked,
    /// No.
    No,
    /// Asked, and not known.
    Unknown,
    /// Yes.
    Yes,
}

impl Answer {
    /// In the order of the screen.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Unknown, Self::NotAsked];

    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::NotAsked => "not_asked",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.id() == id)
    }
}

/// Why a file is no grid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GridError {
    /// It does not follow the form of a grid.
    #[error("line {line}, column {column}: {reason}")]
    Malformed {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong there, in the words of the parser.
        reason: String,
    },
    /// Two questions share an id.
    #[error("the question `{0}` stands twice")]
    Repeated(String),
    /// An id holds other characters than small letters, digits, `_` and `-`.
    #[error("`{0}` is no plain id")]
    NotPlain(String),
    /// A text is empty or too long.
    #[error("the text of `{0}` is empty or too long")]
    BadText(String),
    /// There is no question, or there are too many.
    #[error("a grid has one question at least, and {MOST_QUESTIONS} at most")]
    BadCount,
}

impl Grid {
    /// The grid that ships with the program.
    ///
    /// # Panics
    /// Never: a test reads it.
    pub fn shipped() -> Self {
        Self::parse(SHIPPED).expect("the grid of the program is one")
    }

    /// A grid from its file.
    ///
    /// # Errors
    /// The line and the reason, where it is none.
    pub fn parse(file: &str) -> Result<Self, GridError> {
        let grid: Self = serde_json::from_str(file).map_err(|error| GridError::Malformed {
            line: error.line(),
            column: error.column(),
            reason: error.to_string(),
        })?;
        grid.check()?;
        Ok(grid)
    }

    /// The grid that a new evaluation asks, of those that a team loaded: the latest; the program's where it loaded none.
    pub fn asked<'g>(loaded: impl IntoIterator<Item = &'g Self>) -> Self {
        let latest = loaded.into_iter().max_by_key(|grid| grid.version);
        latest.cloned().unwrap_or_else(Self::shipped)
    }

    /// Names the grid and its version: what an evaluation notes.
    pub fn name(&self) -> String {
        format!("{}/{}", self.id, self.version)
    }

    /// Every question, in the order asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.blocks.iter().flat_map(|block| &block.questions)
    }

    fn check(&self) -> Result<(), GridError> {
        if !(1..=MOST_QUESTIONS).contains(&self.questions().count()) {
            return Err(GridError::BadCount);
        }
        let mut seen = BTreeSet::new();
        let ids = std::iter::once(&self.id).chain(self.questions().map(|question| &question.id));
        for id in ids {
            let is_plain = |byte: u8| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte)
            };
            if id.is_empty() || !id.bytes().all(is_plain) {
                return Err(GridError::NotPlain(id.clone()));
            }
        }
        for question in self.questions() {
            if !seen.insert(&question.id) {
                return Err(GridError::Repeated(question.id.clone()));
            }
        }
        let of_questions = self.questions().map(|one| (&one.id, &one.text));
        let of_blocks = self.blocks.iter().map(|block| (&self.id, &block.label));
        let own = [(&self.id, &self.label), (&self.id, &self.source)];
        for (id, text) in of_questions.chain(of_blocks).chain(own) {
            let texts = std::iter::once(&text.fr).chain(&text.en);
            let is_bad =
                |text: &String| text.trim().is_empty() || text.chars().count() > LONGEST_TEXT;
            if texts.into_iter().any(is_bad) {
                return Err(GridError::BadText(id.clone()));
            }
        }
        Ok(())
    }
}

/// The answers of an evaluation, by question. Where two people answered one question at once, the graver holds.
pub fn read_answers<'t>(kept: impl IntoIterator<Item = &'t str>) -> BTreeMap<&'t str, Answer> {
    let mut answers = BTreeMap::new();
    for (question, answer) in kept.into_iter().filter_map(|one| one.split_once('=')) {
        let Some(answer) = Answer::from_id(answer) else {
            continue;
        };
        let known = answers.entry(question).or_insert(answer);
        *known = answer.max(*known);
    }
    answers
}

/// An answer as an evaluation keeps it.
pub fn write_answer(question: &str, answer: Answer) -> String {
    format!("{question}={}", answer.id())
}

/// What the answers come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Questions of the grid.
    pub questions: u32,
    /// Answered yes, no or unknown.
    pub answered: u32,
    /// Answered yes.
    pub yes: u32,
    /// Answered yes, of those that weigh more.
    pub red: u32,
}

/// Counts the answers to a grid.
pub fn count(grid: &Grid, answers: &BTreeMap<&str, Answer>) -> Counts {
    let mut counts = Counts::default();
    for question in grid.questions() {
        let answer = answers.get(question.id.as_str()).copied();
        counts.questions += 1;
        counts.answered += u32::from(answer.is_some_and(|answer| answer != Answer::NotAsked));
        counts.yes += u32::from(answer == Some(Answer::Yes));
        counts.red += u32::from(answer == Some(Answer::Yes) && question.is_red);
    }
    counts
}
