//! The heading of a page, and the way back above it.

use leptos::html::H1;
use leptos::prelude::*;

use crate::browser::page;
use crate::components::icon::{Glyph, Icon};
use crate::navigator::Navigator;
use crate::route::Route;

/// The heading of a page. It takes the focus when one arrives, so that a screen reader says where one is.
#[component]
pub(super) fn Heading(
    /// Unique on the page.
    #[prop(default = "title")]
    id: &'static str,
    /// What the page is of.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let heading = NodeRef::<H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && navigator.take_arrival()
        {
            page::focus_in_place(&heading);
        }
    });
    view! { <h1 class="page-title" id=id tabindex="-1" node_ref=heading>{text}</h1> }
}

/// The way back to where the page hangs.
#[component]
pub(super) fn BackLink(
    /// Where.
    to: Route,
    /// What is there.
    word: &'static str,
) -> impl IntoView {
    view! { <a class="button-quiet back" href=to.path()><Glyph icon=Icon::BACK /><span>{word}</span></a> }
}
