//! The danger level: a shape, a word and a colour, never one of them alone.

use leptos::prelude::*;

use crate::i18n::labels;

/// The look of a level; a level of a newer version looks like the middle one.
fn step_of(level: &str) -> &'static str {
    match level {
        "low" => "low",
        "high" | "critical" | "immediate" => "high",
        _ => "middle",
    }
}

/// A danger level.
#[component]
pub fn DangerChip(
    /// The choice's id.
    level: String,
) -> impl IntoView {
    let step = step_of(&level);
    view! {
        <span class=format!("chip chip-{step}")>
            <span class=format!("shape shape-{step}") aria-hidden="true"></span>
            {labels::choice("danger", &level)}
        </span>
    }
}
