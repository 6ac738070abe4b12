//! How the cases handled in a period answer the fields that the schema counts, and those that a team defined and wants
//! counted: how many give each answer of a list, or what their numbers add up to.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use casework::Case;
use chrono::NaiveDate;
use record::{FieldSpec, Kind, Record, Schema, Stat, Value};
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::figure::NoSuchFigureError;
use crate::reading::Reading;

/// An answer to a field, named by a digest of both (FNV-1a, 64 bits): small enough for a table of every case, and the same
/// on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AnswerKey(u64);

impl AnswerKey {
    /// The answer with that id to the field with that id; of yes-or-no fields `true` or `false`.
    pub fn of(field: &str, answer: &str) -> Self {
        let bytes = field.bytes().chain([b'=']).chain(answer.bytes());
        Self(bytes.fold(0xcbf2_9ce4_8422_2325, |digest, byte| {
            (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }
}

impl fmt::Display for AnswerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for AnswerKey {
    type Err = NoSuchFigureError;

    fn from_str(text: &str) -> Result<Self, NoSuchFigureError> {
        let digest = u64::from_str_radix(text, 16).map_err(|_| NoSuchFigureError)?;
        let key = Self(digest);
        (key.to_string() == text)
            .then_some(key)
            .ok_or(NoSuchFigureError)
    }
}

/// How the cases handled answer a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The field's id.
    pub field: String,
    /// Its answers in the order of its list, those that no case has included; of a number one, the cases that say one.
    pub counts: Vec<AnswerCount>,
    /// What its numbers add up to, where it holds a number; in its unit (cents, minutes).
    pub sum: Option<i64>,
    /// Cases handled that do not answer it.
    pub blank: u32,
}

/// How many cases handled have an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerCount {
    /// The answer's id; of yes-or-no fields `true` or `false`.
    pub answer: String,
    /// What names it among figures.
    pub key: AnswerKey,
    /// How many. Where several answers may be chosen, a case counts at each.
    pub cases: u32,
}

/// The answers of a case: the field, and the answer; that a number was given is one.
pub(crate) type Given = Box<[(AnswerKey, AnswerKey)]>;

/// The numbers of a case: the field, and the number.
pub(crate) type Numbers = Box<[(AnswerKey, i64)]>;

/// What stands for the answer to a field that holds a number.
const NUMBER: &str = "number";

/// What a case answers, and its numbers. A field that a team defined counts at every answer that stands, also while two people
/// disagree; of the fields of the program what the case shows.
pub(crate) fn given(case: &Record) -> (Given, Numbers) {
    let (mut given, mut numbers) = (Vec::new(), Vec::new());
    for (field, register) in case.registers() {
        let id = field.as_str();
        let values = match Case::SCHEMA.field(id) {
            Some(spec) => case.values(spec),
            None => register.elements(),
        };
        for value in values {
            given.extend(answer_of(value).map(|answer| (field_key(id), AnswerKey::of(id, answer))));
            if let Value::Integer(number) = value {
                numbers.push((field_key(id), *number));
            }
        }
    }
    given.sort_unstable();
    given.dedup();
    numbers.sort_unstable();
    (given.into(), numbers.into())
}

fn field_key(field: &str) -> AnswerKey {
    AnswerKey::of(field, "")
}

fn answer_of(value: &Value) -> Option<&str> {
    match value {
        Value::Choice(id) => Some(id.as_str()),
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        Value::Integer(_) => Some(NUMBER),
        _ => None,
    }
}

/// How a field is counted; `None` for one that is not.
fn counting(spec: &FieldSpec) -> Option<Stat> {
    let is_chosen = matches!(
        spec.kind,
        Kind::Bool | Kind::Choice | Kind::Choices | Kind::Level
    );
    let is_number = matches!(spec.kind, Kind::Integer | Kind::Cents | Kind::Minutes);
    match spec.stat {
        Stat::Distribution if is_chosen => Some(Stat::Distribution),
        Stat::Sum if is_number => Some(Stat::Sum),
        _ => None,
    }
}

/// How the cases handled from a day, included, to another, not included, answer the fields of the schema of cases. Fields that none of
/// them answers are left out.
pub fn answers(facts: &Facts, schema: &Schema, from: NaiveDate, to: NaiveDate) -> Vec<Answers> {
    let reading = Reading::new(facts, from, to);
    let mut cases = 0_u32;
    let mut with_field: BTreeMap<AnswerKey, u32> = BTreeMap::new();
    let mut with_answer: BTreeMap<AnswerKey, u32> = BTreeMap::new();
    let mut sums: BTreeMap<AnswerKey, i64> = BTreeMap::new();
    for row in reading.cases_handled() {
        cases += 1;
        let mut last = None;
        for (field, answer) in &facts.cases.answers[row] {
            *with_answer.entry(*answer).or_default() += 1;
            if last.replace(*field) != Some(*field) {
                *with_field.entry(*field).or_default() += 1;
            }
        }
        for (field, number) in &facts.cases.numbers[row] {
            let sum = sums.entry(*field).or_default();
            *sum = sum.saturating_add(*number);
        }
    }
    let count = |field: &str, answer: &str| {
        let key = AnswerKey::of(field, answer);
        AnswerCount {
            answer: answer.to_owned(),
            key,
            cases: with_answer.get(&key).copied().unwrap_or(0),
        }
    };
    let answered = schema.fields().filter_map(|spec| {
        let id = spec.id.as_str();
        let counting = counting(spec)?;
        let answered = *with_field.get(&field_key(id))?;
        let counts = match (counting, &spec.choices) {
            (Stat::Sum, _) => vec![count(id, NUMBER)],
            (_, Some(choices)) => choices.ids().map(|answer| count(id, answer)).collect(),
            (_, None) => ["true", "false"].map(|answer| count(id, answer)).into(),
        };
        Some(Answers {
            field: id.to_owned(),
            counts,
            sum: (counting == Stat::Sum).then(|| sums.get(&field_key(id)).copied().unwrap_or(0)),
            blank: cases - answered,
        })
    });
    answered.collect()
}
