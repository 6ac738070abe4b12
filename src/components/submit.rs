//! The button that sends a form, which says when it is at work.

use leptos::prelude::*;

/// A form's main button. While busy it keeps its place and its focus, and does nothing.
#[component]
pub fn Submit(
    /// Unique on the page, where something looks for it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// What it says while it does it.
    #[prop(into)]
    busy_label: String,
    /// At work.
    #[prop(into)]
    is_busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <button type="submit" class="button" id=id aria-disabled=move || is_busy.get().then_some("true")>
            {move || is_busy.get().then(|| view! { <span class="spinner" aria-hidden="true"></span> })}
            <span aria-live="polite">{move || if is_busy.get() { busy_label.clone() } else { label.get() }}</span>
        </button>
    }
}
