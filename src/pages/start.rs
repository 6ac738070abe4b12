//! Before anything can be shown, and when nothing can.

use leptos::prelude::*;

use crate::browser::page;
use crate::session::Obstacle;
use crate::t;

/// The engine is being started.
#[component]
pub fn Starting() -> impl IntoView {
    view! { <main class="entrance" aria-busy="true"><p role="status" class="entrance-wait">{t!(starting)}</p></main> }
}

/// It cannot work here; says what to do.
#[component]
pub fn Unusable(obstacle: Obstacle) -> impl IntoView {
    let (title, sentence) = match obstacle {
        Obstacle::NoEngine => (t!(no_engine_title), t!(no_engine)),
        Obstacle::OtherBuild => (t!(other_build_title), t!(other_build)),
    };
    view! {
        <main class="entrance">
            <h1>{title}</h1>
            <p>{sentence}</p>
            <button class="button" on:click=move |_| page::reload()>{t!(action_reload)}</button>
        </main>
    }
}
