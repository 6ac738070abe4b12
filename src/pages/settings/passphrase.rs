//! Another passphrase for this device. The files are not sealed again: only what opens them changes.

use leptos::prelude::*;

use super::Block;
use crate::components::field::{Autofill, SecretField};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::pages::first_run::passphrase::{NewPassphrase, NewSecret};
use crate::session::Session;
use crate::t;

/// Changes the passphrase.
#[component]
pub(super) fn ChangePassphrase() -> impl IntoView {
    let session = expect_context::<Session>();
    let is_demo = session
        .opened
        .with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.is_demo));
    view! {
        <Block id="passphrase-title" title=t!(passphrase_change_title)>
            {if is_demo {
                view! { <Notice weight=Weight::Information text=t!(passphrase_demo) /> }.into_any()
            } else {
                view! { <ChangeForm /> }.into_any()
            }}
        </Block>
    }
}

#[component]
fn ChangeForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let current = RwSignal::new(String::new());
    let secret = NewSecret::new();
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    // Drawn again after a change, so that new words are offered.
    let round = RwSignal::new(0_u32);
    let change = move || {
        let Some(new) = secret.chosen().filter(|_| !is_busy.get_untracked()) else {
            return;
        };
        is_busy.set(true);
        error.set(None);
        leptos::task::spawn_local(async move {
            match session
                .engine
                .change_passphrase(current.get_untracked(), new)
                .await
            {
                Ok(()) => {
                    current.set(String::new());
                    secret.clear();
                    round.update(|round| *round = round.wrapping_add(1));
                    toasts.say(t!(passphrase_changed));
                }
                Err(refused) => error.set(Some(refused)),
            }
            is_busy.set(false);
        });
    };
    view! {
        <p class="soft">{t!(passphrase_change_lead)}</p>
        <form class="form" on:submit=move |event| { event.prevent_default(); change(); }>
            <SecretField id="passphrase-current" label=t!(passphrase_current) value=current autofill=Autofill::CurrentPassword />
            {move || { round.track(); view! { <NewPassphrase secret /> } }}
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            <Submit id="passphrase-change" label=t!(passphrase_change).to_owned() busy_label=t!(busy) is_busy />
        </form>
    }
}
