//! Two values of one field, told as a sentence: who wrote what and when, what holds meanwhile, and the ways on.

use std::collections::BTreeMap;

use casework::{Person, person};
use engine::message::{FieldView, RivalView};
use leptos::prelude::*;
use record::{Dot, RecordId, Value};

use super::icon::{Glyph, Icon};
use crate::i18n::{dates, labels};
use crate::schemas;
use crate::t;

/// A field with rival values.
#[derive(Clone)]
pub struct ConflictOf {
    /// The record.
    pub record: RecordId,
    /// Its kind's id.
    pub kind: String,
    /// The field.
    pub field: FieldView,
}

impl ConflictOf {
    /// Whether people disagree on whom a person is one with.
    fn is_merge(&self) -> bool {
        self.kind == Person::ID && self.field.field == person::MERGED_INTO.id()
    }

    /// The records that it would make one with the person.
    pub fn merged_into(&self) -> impl Iterator<Item = RecordId> {
        let rivals = self.field.rivals.iter().filter(|_| self.is_merge());
        rivals.filter_map(|rival| match rival.value {
            Some(Value::Reference(id)) => Some(id),
            _ => None,
        })
    }
}

/// What persons are called, as far as it is known yet.
pub type Names = BTreeMap<RecordId, String>;

/// A person's decision between rivals.
#[derive(Clone)]
pub struct Decision {
    /// The record.
    pub record: RecordId,
    /// Its kind's id.
    pub kind: String,
    /// The field's id.
    pub field: String,
    /// What it shall be.
    pub value: Option<Value>,
    /// The writes the decision covers.
    pub dots: Vec<Dot>,
}

/// Rival values and the ways to decide.
#[component]
pub fn Conflict(
    /// The field.
    of: ConflictOf,
    /// What the persons it speaks of are called.
    names: Names,
    /// Called with the decision.
    on_decide: Callback<Decision>,
) -> impl IntoView {
    let spec = schemas::field(&of.kind, &of.field.field);
    let label = spec.map_or_else(
        || labels::field(&of.kind, &of.field.field),
        |spec| labels::of_spec(&of.kind, &spec),
    );
    let told: Vec<String> = of
        .field
        .rivals
        .iter()
        .map(|rival| sentence(&of, rival, &names))
        .collect();
    let kept = of
        .field
        .rivals
        .first()
        .map(|rival| word(&of, rival.value.as_ref(), &names))
        .unwrap_or_default();
    let class = if of.field.needs_decision {
        "conflict"
    } else {
        "conflict conflict-quiet"
    };
    let ways = of
        .field
        .rivals
        .clone()
        .into_iter()
        .enumerate()
        .map(|(place, rival)| {
            let of = of.clone();
            let words = word(&of, rival.value.as_ref(), &names);
            let label = if place == 0 {
                t!(conflict_keep, value = words)
            } else {
                t!(conflict_take, value = words)
            };
            let decide = move |_| {
                on_decide.run(Decision {
                    record: of.record,
                    kind: of.kind.clone(),
                    field: of.field.field.clone(),
                    value: rival.value.clone(),
                    dots: of.field.dots.clone(),
                });
            };
            let look = if place == 0 { "button" } else { "button-quiet" };
            view! { <button type="button" class=look on:click=decide>{label}</button> }
        });
    view! {
        <div class=class role="group" aria-label=label>
            <p><Glyph icon=Icon::DECIDE /><b>{label.clone()}</b></p>
            {told.into_iter().map(|told| view! { <p>{told}</p> }).collect_view()}
            <p class="soft">{t!(conflict_meanwhile, value = kept)}</p>
            <div class="conflict-actions">{ways.collect_view()}</div>
        </div>
    }
}

fn sentence(of: &ConflictOf, rival: &RivalView, names: &Names) -> String {
    let value = word(of, rival.value.as_ref(), names);
    let when = dates::at_moment(rival.written.at_ms);
    let by = rival.written.by.clone();
    match (rival.written.is_mine, by.is_empty()) {
        (true, _) => t!(conflict_mine, value = value, when = when),
        (false, true) => t!(conflict_somebody, value = value, when = when),
        (false, false) => t!(conflict_other, by = by, value = value, when = when),
    }
}

/// A value as people say it; a field of a newer version has no words of its own. A telephone number is told by its end:
/// it is shown whole once the rule for calling it was read, and nowhere else.
fn word(of: &ConflictOf, value: Option<&Value>, names: &Names) -> String {
    let is_guarded = casework::is_guarded(&of.kind, &of.field.field);
    if let Some(number) = value.and_then(Value::as_text).filter(|_| is_guarded) {
        return labels::number_by_its_end(number);
    }
    match (value, schemas::field(&of.kind, &of.field.field)) {
        (None, _) if of.is_merge() => t!(merge_none).to_owned(),
        (Some(Value::Reference(id)), _) if of.is_merge() => match names.get(id) {
            Some(name) => t!(merge_with, name = name),
            None => t!(merge_other).to_owned(),
        },
        (None, _) => t!(value_nothing).to_owned(),
        (Some(value), Some(spec)) => labels::value(&spec, value),
        (Some(_), None) => t!(value_other).to_owned(),
    }
}
