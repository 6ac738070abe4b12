//! What a record says, to be read: the fields that have a value, each under its label, in the order of the schema.

use casework::{Evaluation, evaluation};
use engine::message::{FieldView, RecordView};
use leptos::prelude::*;
use record::{FieldSpec, Kind, Value};

use crate::forms::Options;
use crate::i18n::labels;
use crate::schemas;

/// A field and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fact {
    label: String,
    /// One, or several where each stands for itself.
    words: Vec<String>,
}

/// The fields that have a value. Pure.
fn facts(record: &RecordView, options: &Options) -> Vec<Fact> {
    let Some(schema) = schemas::of_kind(&record.kind) else {
        return Vec::new();
    };
    let said = |spec: &FieldSpec| {
        let field = record
            .fields
            .iter()
            .find(|field| field.field == spec.id.as_str())?;
        let words = words_of(spec, field, options);
        (!words.is_empty()).then(|| Fact {
            label: labels::of_spec(&record.kind, spec),
            words,
        })
    };
    let is_shown = |spec: &&FieldSpec| {
        // The case a record hangs on is the one on the screen; answers to a grid are read with its questions.
        let is_telling = spec.is_asked || !matches!(spec.kind, Kind::Reference | Kind::Texts);
        // A number is shown once the rule for calling it was read.
        let is_guarded = casework::is_guarded(&record.kind, spec.id.as_str());
        // The grid has its name above its questions.
        let is_grid = record.kind == Evaluation::ID && spec.id == *evaluation::GRID.id();
        is_telling && !is_guarded && !is_grid
    };
    schema.fields().filter(is_shown).filter_map(said).collect()
}

fn words_of(spec: &FieldSpec, field: &FieldView, options: &Options) -> Vec<String> {
    let word = |value: &Value| match value {
        Value::Reference(id) => options.name_of(&id.to_string()),
        value => Some(labels::value(spec, value)),
    };
    let words: Vec<String> = field.values.iter().filter_map(word).collect();
    match spec.kind {
        Kind::Notes => words,
        _ if words.is_empty() => words,
        _ => vec![words.join(", ")],
    }
}

/// What a record says, to be read.
#[component]
pub fn Facts(
    /// The record.
    record: RecordView,
    /// What references point to.
    options: Signal<Options>,
    /// What stands where nothing is said.
    nothing: &'static str,
) -> impl IntoView {
    let fact = |fact: Fact| {
        let words = fact.words.into_iter().map(|word| view! { <dd>{word}</dd> });
        view! { <div><dt>{fact.label}</dt>{words.collect_view()}</div> }
    };
    move || {
        let facts = options.with(|options| facts(&record, options));
        if facts.is_empty() {
            view! { <p class="soft">{nothing}</p> }.into_any()
        } else {
            view! { <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use record::RecordId;

    use super::*;

    fn field(field: &str, values: Vec<Value>) -> FieldView {
        FieldView {
            field: field.to_owned(),
            values,
            dots: Vec::new(),
            rivals: Vec::new(),
            needs_decision: false,
            written: None,
        }
    }

    #[test]
    fn only_what_is_said_is_shown_in_the_order_of_the_schema() {
        crate::i18n::language::set(crate::i18n::Language::French);
        let record = RecordView {
            id: RecordId::from_bytes([1; 16]),
            kind: "case".to_owned(),
            fields: vec![
                field(
                    "violences",
                    vec![Value::choice("physical"), Value::choice("verbal")],
                ),
                field(
                    "station",
                    vec![Value::Reference(RecordId::from_bytes([9; 16]))],
                ),
                field("origin", Vec::new()),
                field("number", vec![Value::Text("2026-1".to_owned())]),
            ],
        };
        let found = facts(&record, &Options::default());
        let labels: Vec<&str> = found.iter().map(|fact| fact.label.as_str()).collect();
        assert_eq!(labels, ["Numéro du dossier", "Violences"]);
        assert_eq!(found[1].words.len(), 1);
        assert!(found[1].words[0].contains(", "));
    }
}
