//! Begun.

use leptos::prelude::*;

use crate::route::SettingsPart;

/// Begun.
#[component]
pub fn Settings(part: SettingsPart) -> impl IntoView {
    let _ = part;
    view! { <main></main> }
}
