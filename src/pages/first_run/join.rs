//! Joining a team: a passphrase for this device, 26 characters to type on a device of the team, six digits to compare.

use engine::message::PairingStep;
use leptos::prelude::*;

use super::StepActions;
use super::passphrase::{NewPassphrase, NewSecret};
use crate::browser::storage;
use crate::components::code::CodeGroups;
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::submit::Submit;
use crate::engine_client::attempt::Attempt;
use crate::i18n::problems;
use crate::pages::start::Head;
use crate::session::Session;
use crate::t;

const STEPS: u32 = 3;

/// Joins a team.
#[component]
pub(super) fn JoinTeam(
    /// Back to the choice of ways.
    back: Callback<()>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let shown_secret = RwSignal::new(None::<String>);
    let pairing = session.engine.news.pairing;
    pairing.set(None);
    Effect::new(move |_| {
        if let Some(PairingStep::Joined(opened)) = pairing.get() {
            session.open(*opened);
            leptos::task::spawn_local(async {
                // What the browser answers stands in the settings.
                storage::ask_persistence().await;
            });
        }
    });
    let leave = Callback::new(move |()| {
        leptos::task::spawn_local(async move { drop(session.engine.cancel_pairing().await) });
        pairing.set(None);
        back.run(());
    });
    let again = Callback::new(move |()| {
        pairing.set(None);
        shown_secret.set(None);
    });
    move || match (shown_secret.get(), pairing.get()) {
        (None, _) => view! { <PassphraseStep shown_secret back=leave /> }.into_any(),
        (Some(_), Some(PairingStep::ShowDigits(digits))) => {
            view! { <DigitsStep digits back=leave /> }.into_any()
        }
        (Some(_), Some(PairingStep::Stopped(failure))) => {
            view! { <Stopped sentence=problems::failure(&failure) again back=leave /> }.into_any()
        }
        (Some(secret), _) => view! { <SecretStep secret back=leave /> }.into_any(),
    }
}

fn kicker(step: u32) -> String {
    t!(step_of, step = step, total = STEPS)
}

#[component]
fn PassphraseStep(shown_secret: RwSignal<Option<String>>, back: Callback<()>) -> impl IntoView {
    let session = expect_context::<Session>();
    let secret = NewSecret::new();
    let attempt = Attempt::new();
    let is_busy = attempt.is_busy;
    let join = move || {
        let Some(passphrase) = secret.chosen() else {
            return;
        };
        let question = async move { session.engine.join_team(passphrase).await };
        attempt.begin(question, move |code| shown_secret.set(Some(code)));
    };
    view! {
        <Head kicker=kicker(1) title=t!(create_passphrase_title) lead=t!(join_passphrase_lead) />
        <form class="form" on:submit=move |event| { event.prevent_default(); join(); }>
            <NewPassphrase secret />
            <LiveNotice weight=Weight::Problem text=attempt.sentence() />
            <StepActions back>
                <Submit id="join-team" label=t!(join_submit).to_owned() busy_label=t!(join_busy) is_busy />
            </StepActions>
        </form>
    }
}

#[component]
fn SecretStep(secret: String, back: Callback<()>) -> impl IntoView {
    view! {
        <Head kicker=kicker(2) title=t!(join_secret_title) lead=t!(join_secret_lead) />
        <div id="join-secret"><CodeGroups code=secret size=4 label=t!(join_secret_label) /></div>
        <Waiting />
        <StepActions back />
    }
}

#[component]
fn DigitsStep(digits: String, back: Callback<()>) -> impl IntoView {
    view! {
        <Head kicker=kicker(3) title=t!(join_digits_title) lead=t!(join_digits_lead) />
        <div id="join-digits"><CodeGroups code=digits size=3 label=t!(join_digits_label) /></div>
        <Waiting />
        <StepActions back />
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! { <p class="row soft" role="status"><span class="spinner" aria-hidden="true"></span><span>{t!(join_waiting)}</span></p> }
}

#[component]
fn Stopped(sentence: String, again: Callback<()>, back: Callback<()>) -> impl IntoView {
    view! {
        <Head title=t!(join_stopped_title) />
        <div role="alert"><Notice weight=Weight::Problem text=sentence /></div>
        <StepActions back>
            <button type="button" id="join-again" class="button" on:click=move |_| again.run(())>{t!(action_again)}</button>
        </StepActions>
    }
}
