//! What a choice may be: from a list of the schema, or from the team's own records.

use engine::message::RecordView;
use record::{Choices, FieldSpec, Value};

use crate::i18n::labels;

/// The records that references point to, by kind: stations, workers, companies.
#[derive(Debug, Clone, Default)]
pub struct Options {
    records: Vec<(String, String, String)>,
}

impl Options {
    /// From the small kinds the engine gave.
    pub fn of(records: &[RecordView]) -> Self {
        let mut all: Vec<(String, String, String)> = records
            .iter()
            .map(|record| (record.kind.clone(), record.id.to_string(), name_of(record)))
            .collect();
        all.sort_by(|a, b| crate::i18n::language::compare(&a.2, &b.2));
        Self { records: all }
    }

    /// The name of the record with that id, once the lists are read.
    pub fn name_of(&self, id: &str) -> Option<String> {
        self.records
            .iter()
            .find(|(_, known, _)| known == id)
            .map(|(.., name)| name.clone())
    }

    /// Ids and names of the records of a kind, in the order shown.
    pub fn of_kind(&self, kind: &str) -> Vec<(String, String)> {
        let of_kind = self.records.iter().filter(|(known, ..)| known == kind);
        of_kind
            .map(|(_, id, name)| (id.clone(), name.clone()))
            .collect()
    }

    /// Ids and words a field may choose from, in the order shown.
    pub fn of_field(&self, spec: &FieldSpec) -> Vec<(String, String)> {
        match (&spec.choices, spec.target) {
            (Some(choices), _) => offered(choices),
            (None, Some(target)) => self.of_kind(target),
            (None, None) => Vec::new(),
        }
    }
}

/// What forms offer of a list: what the team retired is offered no longer.
fn offered(choices: &Choices) -> Vec<(String, String)> {
    let is_retired = |id: &str| {
        let own = choices.own().iter().find(|own| own.id == *id);
        own.is_some_and(|own| own.is_retired)
    };
    let ids = choices.ids().filter(|id| !is_retired(id));
    ids.map(|id| (id.to_owned(), labels::choice_of(choices, id)))
        .collect()
}

/// The first of the texts a small record is known by.
fn name_of(record: &RecordView) -> String {
    let named = ["label", "name"].into_iter().find_map(|field| {
        let field = record.fields.iter().find(|known| known.field == field)?;
        field.values.first().and_then(Value::as_text)
    });
    named.unwrap_or_default().to_owned()
}
