//! A box one types in to find something.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A box to find something, as a region of the page with its own name.
#[component]
pub fn SearchBox(
    /// Unique on the page.
    id: &'static str,
    /// What is looked for, for those who do not see the page: unlike that of another box beside it.
    name: &'static str,
    /// What can be typed.
    hint: &'static str,
    /// Told each change of what is typed.
    on_type: impl Fn(String) + 'static,
) -> impl IntoView {
    view! {
        <div class="search-box" role="search" aria-label=name>
            <Glyph icon=Icon::SEARCH />
            <label class="visually-hidden" for=id>{hint}</label>
            <input id=id type="search" class="search-input" placeholder=hint autocomplete="off" spellcheck="false" on:input:target=move |event| on_type(event.target().value()) />
        </div>
    }
}
