//! Begun.

use leptos::prelude::*;

/// Begun.
#[component]
pub fn FirstRun() -> impl IntoView {
    view! { <main></main> }
}
