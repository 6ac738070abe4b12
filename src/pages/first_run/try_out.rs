//! Trying the application with invented people, in a throw-away team that is never sent.

use leptos::prelude::*;

use super::StepActions;
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
use crate::i18n::language;
use crate::pages::start::{Head, WorkProgress};
use crate::session::Session;
use crate::t;

/// Makes the throw-away team.
#[component]
pub(super) fn TryOut(
    /// Back to the choice of ways.
    back: Callback<()>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    let begin = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        leptos::task::spawn_local(async move {
            match session.engine.create_demo(language::current().code()).await {
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
        <Head title=t!(demo_title) lead=t!(demo_lead) />
        <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
        {move || if is_busy.get() {
            view! { <WorkProgress progress label=t!(demo_busy) /> }.into_any()
        } else {
            view! {
                <StepActions back>
                    <button type="button" id="create-demo" class="button" on:click=begin>{t!(demo_submit)}</button>
                </StepActions>
            }.into_any()
        }}
    }
}
