//! Asking for the passphrase: on a locked device, and over a page whose engine stopped.

use engine::message::{DeviceState, Failure};
use leptos::html::Dialog;
use leptos::prelude::*;

use super::demo::OpenDemo;
use super::start::{Brand, Head, WorkProgress};
use crate::browser::kiosk::{self, UnderWay};
use crate::browser::{page, preferences};
use crate::components::field::{Autofill, SecretField};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::submit::Submit;
use crate::engine_client::{AskError, EngineStatus};
use crate::i18n::problems;
use crate::session::Session;
use crate::t;

/// A locked device.
#[component]
pub fn Unlock() -> impl IntoView {
    let session = expect_context::<Session>();
    let reason = Signal::derive(move || session.closed_because().as_ref().map(problems::failure));
    view! {
        <main class="entrance">
            <Brand />
            <Head title=t!(unlock_title) lead=t!(unlock_lead) />
            <LiveNotice weight=Weight::Problem text=reason />
            {preferences::load_waiting_since().is_some().then(|| view! { <p class="soft" id="waits">{t!(unlock_waits)}</p> })}
            <SecretForm />
            {(kiosk::under_way() == UnderWay::Ending).then(|| view! { <BackToIntake /> })}
        </main>
    }
}

/// Somebody asked to end an intake, and it is not ended: the way back to it.
#[component]
fn BackToIntake() -> impl IntoView {
    let back = move |_| {
        kiosk::set_under_way(UnderWay::Yes);
        kiosk::replace_document();
    };
    view! {
        <p class="soft">{t!(intake_not_ended)}</p>
        <button type="button" class="button-quiet" id="intake-return" on:click=back>{t!(intake_leave_back)}</button>
    }
}

/// The page stays, with what was typed, under a question for the secret.
#[component]
pub fn Interrupted() -> impl IntoView {
    let session = expect_context::<Session>();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get().filter(|dialog| !dialog.open()) {
            // Opening fails only when it is open already.
            let _ = dialog.show_modal();
        }
    });
    let status = session.engine.news.status;
    view! {
        <dialog class="interrupted" id="interrupted" node_ref=dialog aria-labelledby="interrupted-title" on:cancel=|event: leptos::ev::Event| event.prevent_default()>
            <div class="stack">
                <h2 id="interrupted-title">{t!(interrupted_title)}</h2>
                <p class="soft">{t!(interrupted_lead)}</p>
                {move || match status.get() {
                    EngineStatus::Running(DeviceState::Demo) => view! { <OpenDemo /> }.into_any(),
                    EngineStatus::Running(_) => view! { <SecretForm /> }.into_any(),
                    EngineStatus::Starting | EngineStatus::Open => view! { <p role="status">{t!(starting)}</p> }.into_any(),
                    EngineStatus::Stopped | EngineStatus::OtherBuild => view! { <Reload /> }.into_any(),
                }}
            </div>
        </dialog>
    }
}

#[component]
fn Reload() -> impl IntoView {
    view! {
        <p>{t!(no_engine)}</p>
        <button type="button" id="reload" class="button" on:click=move |_| page::reload()>
            <Glyph icon=Icon::REFRESH /><span>{t!(action_reload)}</span>
        </button>
    }
}

/// The passphrase, and a wait that grows with each wrong one.
#[component]
fn SecretForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    let wait_s = RwSignal::new(0_u32);
    let unlock = move || {
        let has_typed = typed.with_untracked(|typed| !typed.is_empty());
        if !has_typed || is_busy.get_untracked() || wait_s.get_untracked() > 0 {
            return;
        }
        is_busy.set(true);
        error.set(None);
        leptos::task::spawn_local(async move {
            match session.engine.unlock(typed.get_untracked()).await {
                Ok(opened) => session.open(opened),
                Err(refused) => {
                    is_busy.set(false);
                    wait_s.set(seconds_to_wait(&refused));
                    error.set(Some(refused));
                    count_down(wait_s).await;
                }
            }
        });
    };
    let sentence = move |of_secret: bool| {
        Signal::derive(move || {
            error
                .get()
                .filter(|error| is_wrong_secret(error) == of_secret)
                .map(|error| error.sentence())
        })
    };
    let label = Signal::derive(move || match wait_s.get() {
        0 => t!(unlock_submit).to_owned(),
        seconds => t!(unlock_wait, seconds = seconds),
    });
    let progress = session.engine.news.progress;
    view! {
        <form class="form" on:submit=move |event| { event.prevent_default(); unlock(); }>
            <SecretField id="passphrase" label=t!(unlock_passphrase) value=typed error=sentence(true) autofill=Autofill::CurrentPassword />
            <LiveNotice weight=Weight::Problem text=sentence(false) />
            <Submit id="unlock" label busy_label=t!(unlock_busy) is_busy />
            {move || progress.get().map(|_| view! { <WorkProgress progress label=t!(unlock_reading) /> })}
        </form>
    }
}

fn is_wrong_secret(error: &AskError) -> bool {
    matches!(error, AskError::Refused(Failure::WrongSecret { .. }))
}

/// Whole seconds until the engine listens again.
fn seconds_to_wait(error: &AskError) -> u32 {
    match error {
        AskError::Refused(Failure::WrongSecret { wait_ms }) => wait_ms.div_ceil(1_000),
        _ => 0,
    }
}

/// Counts down to nothing; ends too when the form has gone.
async fn count_down(wait_s: RwSignal<u32>) {
    while wait_s
        .try_get_untracked()
        .is_some_and(|seconds| seconds > 0)
    {
        gloo_timers::future::TimeoutFuture::new(1_000).await;
        let _ = wait_s.try_update(|seconds| *seconds = seconds.saturating_sub(1));
    }
}
