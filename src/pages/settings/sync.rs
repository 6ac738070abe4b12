//! What waits to be sent, why it waits, and the code that lets the team use the endpoint.

use leptos::prelude::*;

use super::Block;
use crate::components::field::TextField;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::i18n::{dates, problems};
use crate::session::Session;
use crate::t;

/// The exchange with the endpoint.
#[component]
pub(super) fn Sync() -> impl IntoView {
    let session = expect_context::<Session>();
    if session
        .opened
        .with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.is_demo))
    {
        return view! { <Notice weight=Weight::Information text=t!(sync_demo) /> }.into_any();
    }
    view! {
        <Exchange />
        <Invitation />
    }
    .into_any()
}

#[component]
fn Exchange() -> impl IntoView {
    let session = expect_context::<Session>();
    let state = session.engine.news.sync;
    let error = RwSignal::new(None::<AskError>);
    let sync_now = move |_| {
        error.set(None);
        leptos::task::spawn_local(async move {
            match session.engine.sync_now().await {
                Ok(found) => state.set(found),
                Err(refused) => error.set(Some(refused)),
            }
        });
    };
    let is_running = Memo::new(move |_| state.with(|state| state.is_running));
    let problem = Signal::derive(move || {
        let asked = error.get().map(|error| error.sentence());
        asked.or_else(|| state.with(|state| state.problem.as_ref().map(problems::sync_problem)))
    });
    view! {
        <Block id="exchange" title=t!(sync_title)>
            <SyncFacts />
            <LiveNotice weight=Weight::Waiting text=problem />
            <button type="button" id="sync-now" class="button-quiet" aria-disabled=move || is_running.get().then_some("true") on:click=sync_now>
                <Glyph icon=Icon::REFRESH />
                <span aria-live="polite">{move || if is_running.get() { t!(sync_running) } else { t!(sync_now) }}</span>
            </button>
        </Block>
    }
}

#[component]
fn SyncFacts() -> impl IntoView {
    let session = expect_context::<Session>();
    let state = session.engine.news.sync;
    let pending = move || state.with(|state| i64::from(state.pending));
    let last = move || {
        state.with(|state| {
            state
                .synced_at_ms
                .map_or_else(|| t!(sync_never).to_owned(), dates::moment)
        })
    };
    let waiting = move || state.with(|state| state.waiting);
    view! {
        <dl class="facts num">
            <div><dt>{t!(sync_fact_pending)}</dt><dd id="sync-pending">{move || t!(count_only, count = pending())}</dd></div>
            <div><dt>{t!(sync_fact_last)}</dt><dd id="sync-last">{last}</dd></div>
            {move || (waiting() > 0).then(|| view! {
                <div><dt>{t!(sync_fact_waiting)}</dt><dd>{t!(count_only, count = waiting())}</dd></div>
            })}
        </dl>
    }
}

#[component]
fn Invitation() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let code = RwSignal::new(String::new());
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    let save = move || {
        let typed = code.get_untracked().trim().to_owned();
        if typed.is_empty() || is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        leptos::task::spawn_local(async move {
            match session.engine.set_invitation(typed).await {
                Ok(()) => {
                    code.set(String::new());
                    toasts.say(t!(invitation_saved));
                }
                Err(refused) => error.set(Some(refused)),
            }
            is_busy.set(false);
        });
    };
    let sentence = Signal::derive(move || error.get().map(|error| error.sentence()));
    view! {
        <Block id="invitation-title" title=t!(invitation_title)>
            <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
                <TextField id="invitation" label=t!(invitation_label) hint=t!(invitation_hint) value=code error=sentence />
                <Submit id="invitation-save" label=t!(invitation_save).to_owned() busy_label=t!(busy) is_busy />
            </form>
        </Block>
    }
}
