//! A device that holds the throw-away team of invented people: go on with it, or take it away.

use engine::message::DEMO_PASSPHRASE;
use leptos::prelude::*;

use super::start::{Brand, Head, WorkProgress};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::attempt::Attempt;
use crate::session::Session;
use crate::t;

/// The throw-away team, closed.
#[component]
pub fn DemoAgain() -> impl IntoView {
    view! {
        <main class="entrance">
            <Brand />
            <Head title=t!(demo_again_title) lead=t!(demo_again_lead) />
            <OpenDemo />
            <LeaveDemo />
        </main>
    }
}

/// Opens the throw-away team: it has no secret.
#[component]
pub(super) fn OpenDemo() -> impl IntoView {
    let session = expect_context::<Session>();
    let attempt = Attempt::new();
    let is_busy = attempt.is_busy;
    let open = move |_| {
        let question = async move { session.engine.unlock(DEMO_PASSPHRASE.to_owned()).await };
        attempt.begin(question, move |opened| session.open(opened));
    };
    let progress = session.engine.news.progress;
    view! {
        <LiveNotice weight=Weight::Problem text=attempt.sentence() />
        {move || is_busy.get().then(|| view! { <WorkProgress progress label=t!(unlock_busy) /> })}
        <button type="button" id="demo-open" class="button" aria-disabled=move || is_busy.get().then_some("true") on:click=open>
            <Glyph icon=Icon::DEMO /><span>{t!(demo_open)}</span>
        </button>
    }
}

#[component]
fn LeaveDemo() -> impl IntoView {
    let session = expect_context::<Session>();
    let attempt = Attempt::new();
    let leave = move |_| {
        let question = async move { session.engine.leave_demo().await };
        attempt.begin(question, move |()| session.engine.restart());
    };
    view! {
        <LiveNotice weight=Weight::Problem text=attempt.sentence() />
        <button type="button" id="demo-leave" class="button-quiet" on:click=leave>
            <Glyph icon=Icon::REMOVE /><span>{t!(demo_leave)}</span>
        </button>
    }
}
