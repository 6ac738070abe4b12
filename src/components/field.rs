//! Text fields outside the schemas: names, codes and passphrases of the set-up screens.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::t;

/// What a field lets the browser and password managers do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Autofill {
    /// Nothing is offered and nothing kept.
    Off,
    /// The passphrase in force.
    CurrentPassword,
    /// A passphrase to come.
    NewPassword,
    /// A code that serves once.
    OneTimeCode,
}

impl Autofill {
    fn attribute(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::CurrentPassword => "current-password",
            Self::NewPassword => "new-password",
            Self::OneTimeCode => "one-time-code",
        }
    }
}

/// A line of text under its label. `error` is shown below and read with the field.
#[component]
pub fn TextField(
    /// Unique on the page.
    id: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// A word of help, shown under the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What password managers may do.
    #[prop(default = Autofill::Off)]
    autofill: Autofill,
    /// Which keyboard a phone shows: `text`, `numeric`.
    #[prop(default = "text")]
    keyboard: &'static str,
) -> impl IntoView {
    let has_hint = hint.is_some();
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            <input
                class="field-input"
                id=id
                name=id
                type="text"
                inputmode=keyboard
                autocomplete=autofill.attribute()
                autocapitalize="none"
                spellcheck="false"
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=move || described_by(id, has_hint, error.read().is_some())
            />
            <FieldError id error />
        </div>
    }
}

/// A passphrase: hidden or shown as one likes, pasted and filled in freely.
#[component]
pub fn SecretField(
    /// Unique on the page.
    id: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// A word of help, shown under the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The passphrase in force, or one to come.
    autofill: Autofill,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let has_hint = hint.is_some();
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            <div class="field-secret">
                <input
                    class="field-input"
                    id=id
                    name=id
                    type=move || if is_shown.get() { "text" } else { "password" }
                    autocomplete=autofill.attribute()
                    autocapitalize="none"
                    spellcheck="false"
                    prop:value=value
                    on:input:target=move |event| value.set(event.target().value())
                    aria-invalid=move || error.read().is_some().then_some("true")
                    aria-describedby=move || described_by(id, has_hint, error.read().is_some())
                />
                <ShowButton is_shown />
            </div>
            <FieldError id error />
        </div>
    }
}

#[component]
fn ShowButton(is_shown: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="field-show"
            aria-pressed=move || is_shown.get().to_string()
            on:click=move |_| is_shown.update(|shown| *shown = !*shown)
        >
            {move || {
                let (icon, word) = if is_shown.get() { (Icon::HIDE, t!(secret_hide)) } else { (Icon::SHOW, t!(secret_show)) };
                view! { <Glyph icon /> <span>{word}</span> }
            }}
        </button>
    }
}

#[component]
fn FieldError(id: &'static str, error: Signal<Option<String>>) -> impl IntoView {
    move || {
        error.get().map(|sentence| {
            view! {
                <p class="field-error" id=format!("{id}-error")>
                    <Glyph icon=Icon::WARNING />
                    <span>{sentence}</span>
                </p>
            }
        })
    }
}

fn described_by(id: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let parts: Vec<String> = [(has_hint, "hint"), (has_error, "error")]
        .into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, part)| format!("{id}-{part}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
