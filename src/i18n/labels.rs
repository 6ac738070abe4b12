//! The names of fields, choices and kinds, looked up at run time because schemas are data.

use record::{Choices, FieldSpec, Kind, Value};

use super::{amounts, catalog, dates};
use crate::t;

/// The label of a field; the field's id where there is none (a field of a newer version).
pub fn field(kind: &str, field: &str) -> String {
    named("field", kind, field)
}

/// The label of a field of a kind, which may be the team's own.
pub fn of_spec(kind: &str, spec: &FieldSpec) -> String {
    let own = spec.label.as_deref().map(str::to_owned);
    own.unwrap_or_else(|| field(kind, spec.id.as_str()))
}

/// What a kind of record is called.
pub fn kind(kind: &str) -> String {
    named("kind", kind, "")
}

/// The label of a choice; the choice's id where there is none.
pub fn choice(choices: &str, id: &str) -> String {
    named("choice", choices, id)
}

/// The label of one of the choices of a field, which may be the team's own.
pub fn choice_of(choices: &Choices, id: &str) -> String {
    let own = choices.own().iter().find(|own| own.id == *id);
    match (own, choices.list()) {
        (Some(own), _) => own.label.to_string(),
        (None, Some(list)) => choice(list.name, id),
        (None, None) => id.to_owned(),
    }
}

/// The heading of a group of fields.
pub fn section(section: &str) -> String {
    named("section", section, "")
}

/// A value as people say it.
pub fn value(spec: &FieldSpec, value: &Value) -> String {
    match (value, &spec.choices) {
        (Value::Choice(id), Some(choices)) => choice_of(choices, id.as_str()),
        (Value::Choice(id), None) => id.as_str().to_owned(),
        (Value::Bool(true), _) => t!(answer_yes).to_owned(),
        (Value::Bool(false), _) => t!(answer_no).to_owned(),
        (Value::Text(text), _) => text.clone(),
        (Value::Integer(cents), _) if spec.kind == Kind::Cents => amounts::money(*cents),
        (Value::Integer(number), _) => number.to_string(),
        (Value::Date(day), _) => dates::day(*day),
        (Value::Time(time), _) => dates::hour(time.hour(), time.minute()),
        (Value::Moment(at_ms), _) => dates::moment(*at_ms),
        (Value::Reference(_) | Value::Bytes(_) | Value::Unknown(_), _) => {
            t!(value_other).to_owned()
        }
    }
}

/// A telephone number told by its end: it is shown whole once the rule for calling it was read, and nowhere else.
pub fn number_by_its_end(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let end: String = digits.iter().skip(digits.len().saturating_sub(2)).collect();
    t!(number_by_its_end, end = end)
}

fn named(prefix: &str, group: &str, id: &str) -> String {
    catalog::label(&key(prefix, group, id)).map_or_else(
        || if id.is_empty() { group } else { id }.to_owned(),
        str::to_owned,
    )
}

/// Fluent identifiers have no underscore.
fn key(prefix: &str, group: &str, id: &str) -> String {
    format!("{prefix}-{group}-{id}")
        .trim_end_matches('-')
        .replace('_', "-")
}
