//! When nothing can be shown; and what the screens before the work share.

use leptos::html::H1;
use leptos::prelude::*;

use crate::browser::page;
use crate::components::icon::{Glyph, Icon};
use crate::engine_client::Progress;
use crate::session::Obstacle;
use crate::t;

/// It cannot work here; says what to do.
#[component]
pub fn Unusable(
    /// Why not.
    obstacle: Obstacle,
) -> impl IntoView {
    let (title, sentence) = match obstacle {
        Obstacle::NoEngine => (t!(no_engine_title), t!(no_engine)),
        Obstacle::OtherBuild => (t!(other_build_title), t!(other_build)),
    };
    view! {
        <main class="entrance">
            <Brand />
            <Head title lead=sentence />
            <button type="button" id="reload" class="button" on:click=move |_| page::reload()>
                <Glyph icon=Icon::REFRESH /><span>{t!(action_reload)}</span>
            </button>
        </main>
    }
}

/// The name of the application, which says nothing of what it is for.
#[component]
pub(super) fn Brand() -> impl IntoView {
    view! { <p class="entrance-brand"><Glyph icon=Icon::SHIELD /><span>{t!(brand)}</span></p> }
}

/// The heading of a screen, which takes the focus when the screen comes.
#[component]
pub(super) fn Head(
    /// Where in a row of steps.
    #[prop(optional, into)]
    kicker: Option<String>,
    /// What the screen is.
    #[prop(into)]
    title: String,
    /// What to know first.
    #[prop(optional, into)]
    lead: Option<String>,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // Refused only for an element that cannot take the focus, which this one can.
            let _ = heading.focus();
        }
    });
    view! {
        <header class="entrance-head">
            {kicker.map(|kicker| view! { <p class="page-kicker">{kicker}</p> })}
            <h1 class="entrance-title" tabindex="-1" node_ref=heading>{title}</h1>
            {lead.map(|lead| view! { <p class="entrance-lead">{lead}</p> })}
        </header>
    }
}

/// How far a long work has come.
#[component]
pub(super) fn WorkProgress(
    /// What the engine says of it.
    progress: RwSignal<Option<Progress>>,
    /// What goes on.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let done = move || progress.get().map(|progress| progress.done.to_string());
    let total = move || {
        progress.get().map_or_else(
            || "1".to_owned(),
            |progress| progress.total.max(1).to_string(),
        )
    };
    view! {
        <div class="progress" role="status">
            <p id="progress-label">{label}</p>
            <progress class="meter" aria-labelledby="progress-label" max=total value=done></progress>
        </div>
    }
}
