//! Begun.

use leptos::prelude::*;

/// Begun.
#[component]
pub fn Unlock() -> impl IntoView {
    view! { <main></main> }
}
