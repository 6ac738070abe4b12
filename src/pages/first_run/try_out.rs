//! Trying the application with invented people, in a throw-away team that is never sent.

use leptos::prelude::*;

use super::StepActions;
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::attempt::Attempt;
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
    let attempt = Attempt::new();
    let is_busy = attempt.is_busy;
    let begin = move |_| {
        let question = async move { session.engine.create_demo(language::current().code()).await };
        attempt.begin(question, move |opened| session.open(opened));
    };
    let progress = session.engine.news.progress;
    view! {
        <Head title=t!(demo_title) lead=t!(demo_lead) />
        <LiveNotice weight=Weight::Problem text=attempt.sentence() />
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
