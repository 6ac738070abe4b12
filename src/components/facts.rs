//! What a record says, to be read: the fields that have a value, each under its label, in the order of the schema.

use std::collections::BTreeSet;

use casework::{Evaluation, case, evaluation};
use engine::message::{FieldView, RecordView};
use leptos::prelude::*;
use record::{DeviceId, Dot, FieldSpec, Kind, Value};

use crate::forms::Options;
use crate::i18n::labels;
use crate::schemas;
use crate::t;

/// A field and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fact {
    label: String,
    /// One, or several where each stands for itself.
    words: Vec<String>,
    /// The person said it herself, on the tablet, and nobody wrote it anew since.
    is_spoken: bool,
}

/// The entries by which what a person said on the tablet was taken over, by device and number in its chain.
pub type Spoken = BTreeSet<(DeviceId, u64)>;

/// Whether all that a field says was written by such entries. Pure.
fn is_spoken(field: &FieldView, spoken: &Spoken) -> bool {
    let is_hers = |dot: &Dot| spoken.contains(&(dot.device, dot.sequence));
    // The day a case was opened is the program's to say.
    let is_answer = field.field != case::OPENED.id();
    is_answer && !field.dots.is_empty() && field.dots.iter().all(is_hers)
}

/// The fields that have a value. Pure.
fn facts(record: &RecordView, options: &Options, spoken: &Spoken) -> Vec<Fact> {
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
            is_spoken: is_spoken(field, spoken),
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
    /// What the person said herself on the tablet.
    #[prop(optional)]
    spoken: Spoken,
) -> impl IntoView {
    let fact = |fact: Fact| {
        let words = fact.words.into_iter().map(|word| view! { <dd>{word}</dd> });
        let spoken = fact
            .is_spoken
            .then(|| view! { <dd class="fact-spoken">{t!(fact_spoken)}</dd> });
        view! { <div><dt>{fact.label}</dt>{words.collect_view()}{spoken}</div> }
    };
    move || {
        let facts = options.with(|options| facts(&record, options, &spoken));
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
        let found = facts(&record, &Options::default(), &Spoken::new());
        let labels: Vec<&str> = found.iter().map(|fact| fact.label.as_str()).collect();
        assert_eq!(labels, ["Numéro du dossier", "Violences"]);
        assert_eq!(found[1].words.len(), 1);
        assert!(found[1].words[0].contains(", "));
    }

    #[test]
    fn what_she_said_herself_is_hers_until_somebody_writes_it_anew() {
        let dot = |device: u8, sequence: u64| Dot {
            device: DeviceId::from_bytes([device; 16]),
            sequence,
            index: 3,
        };
        let written = |dots: &[Dot]| FieldView {
            dots: dots.to_vec(),
            ..field("number", vec![Value::Text("2026-1".to_owned())])
        };
        let spoken = Spoken::from([(DeviceId::from_bytes([1; 16]), 7)]);
        assert!(is_spoken(&written(&[dot(1, 7)]), &spoken));
        assert!(!is_spoken(&written(&[dot(1, 8)]), &spoken));
        assert!(!is_spoken(&written(&[dot(2, 7)]), &spoken));
        // Beside what was known before: which of them is hers is for people to tell.
        assert!(!is_spoken(&written(&[dot(1, 7), dot(2, 4)]), &spoken));
        assert!(!is_spoken(&written(&[]), &spoken));
        let opened = FieldView {
            field: "opened".to_owned(),
            ..written(&[dot(1, 7)])
        };
        assert!(!is_spoken(&opened, &spoken));
    }
}
