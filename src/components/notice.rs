//! A sentence that must be read: what happened, what is safe, what to do.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How much a notice matters. Each has its icon, so that colour tells nothing alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Good to know.
    Information,
    /// Waits for something.
    Waiting,
    /// Something did not work.
    Problem,
}

impl Weight {
    fn look(self) -> (&'static str, Icon) {
        match self {
            Self::Information => ("notice", Icon::INFORMATION),
            Self::Waiting => ("notice notice-waiting", Icon::WAITING),
            Self::Problem => ("notice notice-problem", Icon::WARNING),
        }
    }
}

/// A sentence with its icon, and what can be done about it.
#[component]
pub fn Notice(
    /// How much it matters.
    weight: Weight,
    /// The sentence.
    #[prop(into)]
    text: String,
    /// Buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, icon) = weight.look();
    view! {
        <div class=class>
            <Glyph icon />
            <p class="notice-text">{text}</p>
            {children.map(|children| view! { <div class="notice-actions">{children()}</div> })}
        </div>
    }
}

/// A place for a sentence that comes and goes; it is read out when it comes.
#[component]
pub fn LiveNotice(
    /// How much it matters.
    weight: Weight,
    /// The sentence, when there is one.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="live" role="alert">
            {move || text.get().map(|text| view! { <Notice weight text /> })}
        </div>
    }
}
