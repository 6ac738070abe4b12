//! The hours of a day: from and to, as many times as there are slots.
//!
//! The draft holds them as they are stored, `09:00-12:00 14:00-18:00`; a slot that is half typed is kept as `09:00-` and
//! refused when the form is saved.

use leptos::prelude::*;
use record::{FieldSpec, Value};

use super::draft::Draft;
use crate::t;

/// Slots of a day, at the most.
const MOST_SLOTS: usize = 4;

/// From and to of each slot, as typed.
fn read(text: &str) -> Vec<[String; 2]> {
    let slots = text.split_whitespace().map(|slot| {
        let (from, until) = slot.split_once('-').unwrap_or((slot, ""));
        [from.to_owned(), until.to_owned()]
    });
    slots.collect()
}

/// The text of slots; those where nothing is typed are left out.
fn write(slots: &[[String; 2]]) -> String {
    let typed = slots
        .iter()
        .filter(|[from, until]| !(from.is_empty() && until.is_empty()));
    typed
        .map(|[from, until]| format!("{from}-{until}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether the hours of a draft are slots in order, or none.
pub fn are_hours_whole(draft: &Draft, field: &str) -> bool {
    let text = draft.value(field).and_then(Value::as_text);
    text.is_none_or(|text| text.parse::<casework::Slots>().is_ok())
}

/// The hours of a day.
#[component]
pub(super) fn HoursInput(
    spec: FieldSpec,
    draft: RwSignal<Draft>,
    id: String,
    label: String,
) -> impl IntoView {
    let field = StoredValue::new(spec.id.as_str().to_owned());
    let id = StoredValue::new(id);
    let first = draft.with_untracked(|draft| {
        field.with_value(|field| draft.value(field).and_then(Value::as_text).map(read))
    });
    let slots = StoredValue::new(first.unwrap_or_default());
    let count = RwSignal::new(slots.with_value(Vec::len).max(1));
    let typed = move |place: usize, side: usize, text: String| {
        slots.update_value(|slots| {
            while slots.len() <= place {
                slots.push(Default::default());
            }
            if let Some(one) = slots.get_mut(place).and_then(|slot| slot.get_mut(side)) {
                *one = text;
            }
        });
        let text = slots.with_value(|slots| write(slots));
        let value = (!text.is_empty()).then_some(Value::Text(text));
        draft.update(|draft| field.with_value(|field| draft.set_one(field, value)));
    };
    let input = move |place: usize, side: usize| {
        let name = id
            .with_value(|id| format!("{id}-{place}-{}", if side == 0 { "from" } else { "until" }));
        let label = match side {
            0 => t!(hours_from, place = place + 1),
            _ => t!(hours_until, place = place + 1),
        };
        let known =
            slots.with_value(|slots| slots.get(place).and_then(|slot| slot.get(side)).cloned());
        view! {
            <input class="field-input" type="time" id=name.clone() name=name aria-label=label value=known.unwrap_or_default()
                on:input:target=move |event| typed(place, side, event.target().value()) />
        }
    };
    let row = move |place: usize| view! { <p class="hours-slot">{input(place, 0)}<span aria-hidden="true">"–"</span>{input(place, 1)}</p> };
    view! {
        <fieldset class="field field-set" id=id.get_value()>
            <legend class="field-label">{label}</legend>
            <For each=move || 0..count.get() key=|place| *place children=row />
            {move || (count.get() < MOST_SLOTS).then(|| view! {
                <button type="button" class="button-quiet" id=id.with_value(|id| format!("{id}-more")) on:click=move |_| count.update(|count| *count += 1)>{t!(hours_more)}</button>
            })}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, back: &str) {
        assert_eq!(write(&read(text)), back);
    }

    #[test]
    fn what_is_half_typed_is_kept() {
        check("09:00-12:00 14:00-18:00", "09:00-12:00 14:00-18:00");
        check("09:00-", "09:00-");
        check("-12:00", "-12:00");
        check("- 14:00-18:00", "14:00-18:00");
        check("", "");
    }

    #[test]
    fn hours_out_of_order_are_not_whole() {
        let mut draft = Draft::new("shift", record::RecordId::from_bytes([1; 16]));
        assert!(are_hours_whole(&draft, "slots"));
        for (text, is_whole) in [
            ("09:00-12:00", true),
            ("09:00-", false),
            ("12:00-09:00", false),
        ] {
            draft.set_one("slots", Some(Value::Text(text.to_owned())));
            assert_eq!(are_hours_whole(&draft, "slots"), is_whole, "{text}");
        }
    }
}
