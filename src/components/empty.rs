//! What a list shows when it has nothing, when it loads, and when it cannot be read.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// An empty list that says what will stand there and how to begin.
#[component]
pub fn Empty(
    /// What the list is of.
    icon: Icon,
    /// A few words.
    #[prop(into)]
    title: String,
    /// A sentence that teaches.
    #[prop(into)]
    text: String,
    /// The way to begin.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon"><Glyph icon /></span>
            <p class="empty-title">{title}</p>
            <p class="empty-text">{text}</p>
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
}

/// Grey lines in the shape of a list, while it is read.
#[component]
pub fn ListSkeleton(
    /// How many lines.
    #[prop(default = 5)]
    lines: usize,
) -> impl IntoView {
    let line = || view! { <li class="skeleton-line"><span class="skeleton-name"></span><span class="skeleton-more"></span></li> };
    view! { <ul class="skeleton" aria-hidden="true">{(0..lines).map(|_| line()).collect_view()}</ul> }
}
