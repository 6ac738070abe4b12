//! A device that holds the throw-away team of invented people: go on with it, or take it away.

use engine::message::DEMO_PASSPHRASE;
use leptos::prelude::*;

use super::start::{Brand, Head, WorkProgress};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
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
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    let open = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            match session.engine.unlock(DEMO_PASSPHRASE.to_owned()).await {
                Ok(opened) => session.open(opened),
                Err(refused) => {
                    error.set(Some(refused));
                    is_busy.set(false);
                }
            }
        });
    };
    let progress = session.engine.news.progress;
    view! {
        <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
        {move || is_busy.get().then(|| view! { <WorkProgress progress label=t!(unlock_busy) /> })}
        <button type="button" id="demo-open" class="button" aria-disabled=move || is_busy.get().then_some("true") on:click=open>
            <Glyph icon=Icon::DEMO /><span>{t!(demo_open)}</span>
        </button>
    }
}

#[component]
fn LeaveDemo() -> impl IntoView {
    let session = expect_context::<Session>();
    let error = RwSignal::new(None::<AskError>);
    let leave = move |_| {
        leptos::task::spawn_local(async move {
            match session.engine.leave_demo().await {
                Ok(()) => session.engine.restart(),
                Err(refused) => error.set(Some(refused)),
            }
        });
    };
    view! {
        <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
        <button type="button" id="demo-leave" class="button-quiet" on:click=leave>
            <Glyph icon=Icon::REMOVE /><span>{t!(demo_leave)}</span>
        </button>
    }
}
