//! Begun.

use leptos::prelude::*;

/// Begun.
#[component]
pub fn DemoAgain() -> impl IntoView {
    view! { <main></main> }
}
