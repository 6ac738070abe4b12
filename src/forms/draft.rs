//! What a form holds: the values typed, those it opened with, and the writes it saw. Pure.

use std::collections::BTreeMap;

use engine::message::{FieldEdit, FieldView, RecordEdit, RecordView};
use record::{Dot, RecordId, Value};
use serde::{Deserialize, Serialize};

/// A record in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The record, new or not.
    pub id: RecordId,
    /// Its kind's id.
    pub kind: String,
    opened: BTreeMap<String, Vec<Value>>,
    dots: BTreeMap<String, Vec<Dot>>,
    typed: BTreeMap<String, Vec<Value>>,
}

impl Draft {
    /// A new record.
    pub fn new(kind: &str, id: RecordId) -> Self {
        Self {
            id,
            kind: kind.to_owned(),
            opened: BTreeMap::new(),
            dots: BTreeMap::new(),
            typed: BTreeMap::new(),
        }
    }

    /// A record as the screen saw it. What is written meanwhile becomes a rival instead of being lost.
    pub fn of(view: &RecordView) -> Self {
        let mut draft = Self::new(&view.kind, view.id);
        for field in &view.fields {
            draft
                .opened
                .insert(field.field.clone(), field.values.clone());
            draft.dots.insert(field.field.clone(), field.dots.clone());
        }
        draft
    }

    /// As it was when the form opened, to be read.
    pub fn as_view(&self) -> RecordView {
        let fields = self.opened.iter().map(|(field, values)| FieldView {
            field: field.clone(),
            values: values.clone(),
            dots: Vec::new(),
            rivals: Vec::new(),
            needs_decision: false,
            written: None,
        });
        RecordView {
            id: self.id,
            kind: self.kind.clone(),
            fields: fields.collect(),
        }
    }

    /// What a field says now.
    pub fn values(&self, field: &str) -> &[Value] {
        self.typed
            .get(field)
            .or_else(|| self.opened.get(field))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The one value of a field.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.values(field).first()
    }

    /// What the field said when the form opened.
    pub fn opened_values(&self, field: &str) -> &[Value] {
        self.opened
            .get(field)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The field shall say this. Said again what it said when the form opened, it is as if never touched.
    pub fn set(&mut self, field: &str, values: Vec<Value>) {
        if self.opened_values(field) == values {
            self.typed.remove(field);
        } else {
            self.typed.insert(field.to_owned(), values);
        }
    }

    /// The field shall say this one thing.
    pub fn set_one(&mut self, field: &str, value: Option<Value>) {
        self.set(field, value.into_iter().collect());
    }

    /// Nothing was said of the record when the form opened.
    pub fn is_new(&self) -> bool {
        self.opened.is_empty()
    }

    /// Nothing was typed.
    pub fn is_unchanged(&self) -> bool {
        self.typed.is_empty()
    }

    /// The changes, as the engine takes them; none where there are none.
    pub fn edit(&self) -> Option<RecordEdit> {
        let fields = self.typed.iter().map(|(field, values)| FieldEdit {
            field: field.clone(),
            values: values.clone(),
            dots: self.dots.get(field).cloned().unwrap_or_default(),
        });
        let fields: Vec<FieldEdit> = fields.collect();
        (!fields.is_empty()).then(|| RecordEdit {
            id: self.id,
            kind: self.kind.clone(),
            fields,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<Value> {
        vec![Value::Text(text.to_owned())]
    }

    fn opened() -> Draft {
        let device = record::DeviceId::from_bytes([1; 16]);
        let dots = vec![Dot {
            device,
            sequence: 1,
            index: 0,
        }];
        let number = FieldView {
            field: "number".to_owned(),
            values: text("2026-1"),
            dots,
            rivals: Vec::new(),
            needs_decision: false,
            written: None,
        };
        Draft::of(&RecordView {
            id: RecordId::from_bytes([2; 16]),
            kind: "case".to_owned(),
            fields: vec![number],
        })
    }

    #[test]
    fn only_what_changed_is_sent_with_the_writes_it_saw() {
        let mut draft = opened();
        draft.set("number", text("2026-2"));
        draft.set("origin", vec![Value::choice("patrol")]);
        let edit = draft.edit().expect("two fields changed");
        let sent: Vec<(&str, usize)> = edit
            .fields
            .iter()
            .map(|field| (field.field.as_str(), field.dots.len()))
            .collect();
        assert_eq!(sent, [("number", 1), ("origin", 0)]);
    }

    #[test]
    fn what_is_typed_back_is_not_sent() {
        let mut draft = opened();
        draft.set("number", text("2026-2"));
        draft.set("number", text("2026-1"));
        assert_eq!(draft.edit().map(|edit| edit.fields.len()), None);
    }

    #[test]
    fn a_cleared_field_is_sent_empty() {
        let mut draft = opened();
        draft.set_one("number", None);
        assert_eq!(
            draft.edit().map(|edit| edit.fields[0].values.len()),
            Some(0)
        );
    }
}
