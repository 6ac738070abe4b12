//! What people type: edits made from what a screen shows.

use casework::{Case, Interview, Participation, Person, case, interview, participation, person};
use engine::message::{FieldEdit, FieldView, RecordEdit, RecordView};
use record::{RecordId, Value};

use crate::chance::Chance;

/// A text value.
pub fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// A day.
///
/// # Panics
/// Where there is no such day.
pub fn day(year: i32, month: u32, day: u32) -> Value {
    Value::Date(chrono::NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar"))
}

/// A field of a new record.
pub fn first(field: &str, values: Vec<Value>) -> FieldEdit {
    FieldEdit {
        field: field.to_owned(),
        values,
        dots: Vec::new(),
    }
}

/// A field changed on a form that opened with this view.
pub fn change(view: &RecordView, field: &str, values: Vec<Value>) -> RecordEdit {
    let dots = field_of(view, field)
        .map(|shown| shown.dots.clone())
        .unwrap_or_default();
    let fields = vec![FieldEdit {
        field: field.to_owned(),
        values,
        dots,
    }];
    RecordEdit {
        id: view.id,
        kind: view.kind.clone(),
        fields,
    }
}

/// A field of a view, if it has or had a value.
pub fn field_of<'v>(view: &'v RecordView, field: &str) -> Option<&'v FieldView> {
    view.fields.iter().find(|shown| shown.field == field)
}

/// The texts a field shows; dates and choices as words.
pub fn shown(view: &RecordView, field: &str) -> Vec<String> {
    let values = field_of(view, field)
        .map(|shown| shown.values.as_slice())
        .unwrap_or_default();
    values.iter().map(word).collect()
}

/// A value as a word.
pub fn word(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Choice(id) => id.as_str().to_owned(),
        Value::Date(date) => date.to_string(),
        Value::Integer(number) => number.to_string(),
        _ => String::from("…"),
    }
}

/// A new case of this number.
pub fn new_case(id: RecordId, number: &str) -> RecordEdit {
    let fields = vec![
        first(case::NUMBER.id(), vec![text(number)]),
        first(case::OPENED.id(), vec![day(2026, 3, 2)]),
    ];
    RecordEdit {
        id,
        kind: Case::ID.to_owned(),
        fields,
    }
}

/// A new person of this name, a victim in the case.
pub fn new_person(case: RecordId, person: RecordId, part: RecordId, name: &str) -> [RecordEdit; 2] {
    let fields = vec![first(person::FAMILY_NAME.id(), vec![text(name)])];
    let reference = |field: &str, id| first(field, vec![Value::Reference(id)]);
    let parts = vec![
        reference(participation::CASE.id(), case),
        reference(participation::PERSON.id(), person),
        first(participation::ROLE.id(), vec![Value::choice("victim")]),
    ];
    [
        RecordEdit {
            id: person,
            kind: Person::ID.to_owned(),
            fields,
        },
        RecordEdit {
            id: part,
            kind: Participation::ID.to_owned(),
            fields: parts,
        },
    ]
}

/// A new interview of the case.
pub fn new_interview(case: RecordId, id: RecordId, facts: &str) -> RecordEdit {
    let fields = vec![
        first(interview::CASE.id(), vec![Value::Reference(case)]),
        first(interview::DATE.id(), vec![day(2026, 3, 3)]),
        first(interview::STATUS.id(), vec![Value::choice("kept")]),
        first(interview::FACTS.id(), vec![text(facts)]),
    ];
    RecordEdit {
        id,
        kind: Interview::ID.to_owned(),
        fields,
    }
}

/// A record id from chance.
pub fn new_id(chance: &Chance) -> RecordId {
    RecordId::from_bytes(chance.id())
}
