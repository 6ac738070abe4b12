//! Two values of one field, told as a sentence: who wrote what and when, what holds meanwhile, and the ways on.

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
        .map(|rival| sentence(&of, rival))
        .collect();
    let kept = of
        .field
        .rivals
        .first()
        .map(|rival| word(&of, rival.value.as_ref()))
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
            let words = word(&of, rival.value.as_ref());
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

fn sentence(of: &ConflictOf, rival: &RivalView) -> String {
    let value = word(of, rival.value.as_ref());
    let when = dates::at_moment(rival.written.at_ms);
    let by = rival.written.by.clone();
    match (rival.written.is_mine, by.is_empty()) {
        (true, _) => t!(conflict_mine, value = value, when = when),
        (false, true) => t!(conflict_somebody, value = value, when = when),
        (false, false) => t!(conflict_other, by = by, value = value, when = when),
    }
}

/// Whether people disagree on whom a person is one with.
fn is_merge(of: &ConflictOf) -> bool {
    of.kind == Person::ID && of.field.field == person::MERGED_INTO.id()
}

/// A value as people say it; a field of a newer version has no words of its own. A telephone number is told by its end:
/// it is shown whole once the rule for calling it was read, and nowhere else.
fn word(of: &ConflictOf, value: Option<&Value>) -> String {
    let is_guarded = casework::is_guarded(&of.kind, &of.field.field);
    if let Some(number) = value.and_then(Value::as_text).filter(|_| is_guarded) {
        return labels::number_by_its_end(number);
    }
    match (value, schemas::field(&of.kind, &of.field.field)) {
        // Whom a record was merged into is told where the person is shown.
        (None, _) if is_merge(of) => t!(merge_none).to_owned(),
        (Some(_), _) if is_merge(of) => t!(merge_other).to_owned(),
        (None, _) => t!(value_nothing).to_owned(),
        (Some(value), Some(spec)) => labels::value(&spec, value),
        (Some(_), None) => t!(value_other).to_owned(),
    }
}
