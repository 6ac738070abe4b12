//! One widget a kind of field. A new kind makes the compiler ask for its widget here.

use leptos::prelude::*;
use record::{FieldSpec, Kind, Reader, Value};

use super::draft::Draft;
use super::hours::HoursInput;
use super::options::Options;
use super::values::{from_input, to_input, to_line};
use crate::i18n::labels;
use crate::t;

/// A field of a draft under its label.
#[component]
pub fn FieldInput(
    /// The field.
    spec: FieldSpec,
    /// The draft it belongs to.
    draft: RwSignal<Draft>,
    /// What references may point to.
    options: Signal<Options>,
) -> impl IntoView {
    let kind = draft.with_untracked(|draft| draft.kind.clone());
    let label = labels::of_spec(&kind, &spec);
    let id = format!("{kind}-{}", spec.id.as_str()).replace('_', "-");
    match spec.kind {
        Kind::Text if casework::is_hours(&kind, spec.id.as_str()) => {
            view! { <HoursInput spec draft id label /> }.into_any()
        }
        Kind::Text | Kind::Texts => {
            view! { <LineInput spec draft id label input="text" /> }.into_any()
        }
        Kind::Cents => view! { <LineInput spec draft id label input="text" /> }.into_any(),
        Kind::Integer | Kind::Minutes => {
            view! { <LineInput spec draft id label input="number" /> }.into_any()
        }
        Kind::Date => view! { <LineInput spec draft id label input="date" /> }.into_any(),
        Kind::Time => view! { <LineInput spec draft id label input="time" /> }.into_any(),
        Kind::LongText => view! { <ProseInput spec draft id label /> }.into_any(),
        Kind::Notes => view! { <NotesInput spec draft id label /> }.into_any(),
        Kind::Choice | Kind::Level | Kind::Reference => {
            view! { <SelectInput spec draft id label options /> }.into_any()
        }
        Kind::Choices | Kind::References => {
            view! { <SetInput spec draft id label options /> }.into_any()
        }
        Kind::Bool => view! { <AnswerInput spec draft id label /> }.into_any(),
        Kind::Moment => ().into_any(),
    }
}

#[component]
fn LineInput(
    spec: FieldSpec,
    draft: RwSignal<Draft>,
    id: String,
    label: String,
    input: &'static str,
) -> impl IntoView {
    let field = spec.id.as_str().to_owned();
    let kind = spec.kind;
    let is_set = kind == Kind::Texts;
    let is_amount = kind == Kind::Cents;
    let shown = Memo::new({
        let field = field.clone();
        move |_| {
            draft.with(|draft| {
                draft
                    .values(&field)
                    .iter()
                    .map(|value| to_line(kind, value))
                    .collect::<Vec<_>>()
                    .join(", ")
            })
        }
    });
    let typed = move |typed: String| {
        let parts: Vec<&str> = if is_set {
            typed.split(',').map(str::trim).collect()
        } else {
            vec![&typed]
        };
        let values: Vec<Value> = parts
            .into_iter()
            .filter_map(|part| from_input(kind, part))
            .collect();
        draft.update(|draft| draft.set(&field, values));
    };
    let class = if input == "text" && !is_amount {
        "field"
    } else {
        "field field-short"
    };
    // What is half typed is not written over: the input is told a value only when it differs in meaning.
    let first = shown.get_untracked();
    view! {
        <div class=class>
            <label class="field-label" for=id.clone()>{label}</label>
            <input
                class="field-input"
                id=id.clone()
                name=id
                type=input
                min=(input == "number").then_some("0")
                inputmode=is_amount.then_some("decimal")
                autocomplete="off"
                spellcheck="false"
                value=first
                on:input:target=move |event| typed(event.target().value())
            />
        </div>
    }
}

#[component]
fn ProseInput(spec: FieldSpec, draft: RwSignal<Draft>, id: String, label: String) -> impl IntoView {
    let field = spec.id.as_str().to_owned();
    let first = draft
        .with_untracked(|draft| draft.value(&field).map(to_input))
        .unwrap_or_default();
    let typed = move |typed: String| {
        draft.update(|draft| draft.set_one(&field, from_input(Kind::LongText, &typed)));
    };
    view! {
        <div class="field field-wide">
            <label class="field-label" for=id.clone()>{label}</label>
            <textarea
                class="field-input"
                id=id.clone()
                name=id
                rows="4"
                autocomplete="off"
                prop:value=first
                on:input:target=move |event| typed(event.target().value())
            ></textarea>
        </div>
    }
}

/// Notes are added, never rewritten: those that stand are shown, and one more may be typed.
#[component]
fn NotesInput(spec: FieldSpec, draft: RwSignal<Draft>, id: String, label: String) -> impl IntoView {
    let field = spec.id.as_str().to_owned();
    let is_private = spec.reader == Reader::Author;
    let described_by = is_private.then(|| format!("{id}-hint"));
    let written = draft.with_untracked(|draft| {
        draft
            .opened_values(&field)
            .iter()
            .map(to_input)
            .collect::<Vec<_>>()
    });
    // What was typed and not saved comes back into the box; what was written before stands above it.
    let first = draft.with_untracked(|draft| match draft.values(&field) {
        values if values == draft.opened_values(&field) => String::new(),
        values => values.first().map(to_input).unwrap_or_default(),
    });
    let typed = move |typed: String| {
        let note = from_input(Kind::Notes, &typed);
        // An empty list would stand for "as it was"; notes are only ever added.
        draft.update(|draft| match note {
            Some(note) => draft.set(&field, vec![note]),
            None => {
                let opened = draft.opened_values(&field).to_vec();
                draft.set(&field, opened);
            }
        });
    };
    view! {
        <div class="field field-wide">
            <label class="field-label" for=id.clone()>{label}</label>
            {is_private.then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{t!(note_private_hint)}</p> })}
            {(!written.is_empty()).then(|| view! {
                <ul class="notes">{written.into_iter().map(|note| view! { <li class="note">{note}</li> }).collect_view()}</ul>
            })}
            <textarea
                class="field-input"
                id=id.clone()
                name=id
                rows="3"
                autocomplete="off"
                aria-describedby=described_by
                placeholder=t!(note_placeholder)
                prop:value=first
                on:input:target=move |event| typed(event.target().value())
            ></textarea>
        </div>
    }
}

#[component]
fn SelectInput(
    spec: FieldSpec,
    draft: RwSignal<Draft>,
    id: String,
    label: String,
    options: Signal<Options>,
) -> impl IntoView {
    let field = spec.id.as_str().to_owned();
    let kind = spec.kind;
    let current = Memo::new({
        let field = field.clone();
        move |_| {
            draft
                .with(|draft| draft.value(&field).map(to_input))
                .unwrap_or_default()
        }
    });
    let chosen =
        move |id: String| draft.update(|draft| draft.set_one(&field, from_input(kind, &id)));
    let listed = move || {
        let now = current.get();
        let listed = options.with(|options| options.of_field(&spec));
        let is_foreign = !now.is_empty() && listed.iter().all(|(id, _)| *id != now);
        let word = || {
            from_input(kind, &now).map_or_else(|| now.clone(), |value| labels::value(&spec, &value))
        };
        let foreign = is_foreign.then(|| (now.clone(), word()));
        let option = move |(id, word): (String, String)| {
            let is_chosen = id == now;
            view! { <option value=id selected=is_chosen>{word}</option> }
        };
        listed.into_iter().chain(foreign).map(option).collect_view()
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <select class="field-input" id=id.clone() name=id on:change:target=move |event| chosen(event.target().value())>
                <option value="">{t!(nothing_chosen)}</option>
                {listed}
            </select>
        </div>
    }
}

#[component]
fn SetInput(
    spec: FieldSpec,
    draft: RwSignal<Draft>,
    id: String,
    label: String,
    options: Signal<Options>,
) -> impl IntoView {
    let field = StoredValue::new(spec.id.as_str().to_owned());
    let kind = spec.kind;
    let group = id.clone();
    let boxes = move || {
        let listed = options.with(|options| options.of_field(&spec));
        listed
            .into_iter()
            .map(|(choice, word)| view! { <SetBox draft field kind group=group.clone() choice word /> })
            .collect_view()
    };
    view! {
        <fieldset class="field field-wide field-set" id=id>
            <legend class="field-label">{label}</legend>
            <div class="field-choices">{boxes}</div>
        </fieldset>
    }
}

#[component]
fn SetBox(
    draft: RwSignal<Draft>,
    field: StoredValue<String>,
    kind: Kind,
    group: String,
    choice: String,
    word: String,
) -> impl IntoView {
    let value = from_input(kind, &choice);
    let has = {
        let value = value.clone();
        move || {
            value.as_ref().is_some_and(|value| {
                draft.with(|draft| draft.values(&field.get_value()).contains(value))
            })
        }
    };
    let toggle = move |is_on: bool| {
        let Some(value) = value.clone() else { return };
        draft.update(|draft| {
            let field = field.get_value();
            let mut values: Vec<Value> = draft
                .values(&field)
                .iter()
                .filter(|known| **known != value)
                .cloned()
                .collect();
            if is_on {
                values.push(value);
            }
            values.sort();
            draft.set(&field, values);
        });
    };
    view! {
        <label class="field-choice">
            <input
                type="checkbox"
                name=format!("{group}-{choice}").replace('_', "-")
                prop:checked=has
                on:change:target=move |event| toggle(event.target().checked())
            />
            <span>{word}</span>
        </label>
    }
}

/// Yes, no, or nothing said: three answers of one size.
#[component]
fn AnswerInput(
    spec: FieldSpec,
    draft: RwSignal<Draft>,
    id: String,
    label: String,
) -> impl IntoView {
    let field = StoredValue::new(spec.id.as_str().to_owned());
    let answers = [
        (Some(true), t!(answer_yes)),
        (Some(false), t!(answer_no)),
        (None, t!(answer_unknown)),
    ];
    let name = id.clone();
    let radio = move |(answer, word): (Option<bool>, &'static str)| {
        let value = answer.map(Value::Bool);
        let is_it = {
            let value = value.clone();
            move || draft.with(|draft| draft.value(&field.get_value()) == value.as_ref())
        };
        view! {
            <label class="choice-option">
                <input
                    type="radio"
                    name=name.clone()
                    value=answer.map(|answer| answer.to_string()).unwrap_or_default()
                    prop:checked=is_it
                    on:change=move |_| draft.update(|draft| draft.set_one(&field.get_value(), value.clone()))
                />
                <span class="choice-word">{word}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choice" id=id>
            <legend class="field-label">{label}</legend>
            <div class="choice-options">{answers.into_iter().map(radio).collect_view()}</div>
        </fieldset>
    }
}
