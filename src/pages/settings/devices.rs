//! The devices of the team, and taking in a new one: 26 characters read from it, then six digits.

use engine::message::{DeviceView, PairingStep};
use leptos::prelude::*;

use super::Block;
use crate::components::code::compact;
use crate::components::empty::ListSkeleton;
use crate::components::field::{Autofill, TextField};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::submit::Submit;
use crate::engine_client::AskError;
use crate::engine_client::attempt::Attempt;
use crate::i18n::problems;
use crate::session::Session;
use crate::t;

/// The devices of the team.
#[component]
pub(super) fn Devices() -> impl IntoView {
    let session = expect_context::<Session>();
    let has_right = session.opened.with_untracked(|opened| {
        opened
            .as_ref()
            .is_some_and(|opened| opened.is_administrator && !opened.is_demo)
    });
    view! {
        <Block id="devices-title" title=t!(devices_title)><DeviceList /></Block>
        <Block id="device-add-title" title=t!(device_add_title)>
            {if has_right {
                view! { <AddDevice /> }.into_any()
            } else {
                view! { <Notice weight=Weight::Information text=t!(device_add_not_allowed) /> }.into_any()
            }}
        </Block>
    }
}

#[component]
fn DeviceList() -> impl IntoView {
    let session = expect_context::<Session>();
    let devices = RwSignal::new(None::<Vec<DeviceView>>);
    let error = RwSignal::new(None::<AskError>);
    let news = session.engine.news;
    Effect::new(move |_| {
        news.changes.track();
        news.pairing.track();
        leptos::task::spawn_local(async move {
            match session.engine.devices().await {
                Ok(found) => devices.set(Some(found)),
                Err(refused) => error.set(Some(refused)),
            }
        });
    });
    view! {
        <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
        {move || match devices.get() {
            None => view! { <ListSkeleton lines=2 /> }.into_any(),
            Some(found) => view! {
                <ul class="list" id="device-list">{found.into_iter().map(|device| view! { <DeviceLine device /> }).collect_view()}</ul>
            }.into_any(),
        }}
    }
}

#[component]
fn DeviceLine(device: DeviceView) -> impl IntoView {
    let name = if device.worker.is_empty() {
        t!(device_unnamed).to_owned()
    } else {
        device.worker
    };
    view! {
        <li class="device-line">
            <Glyph icon=Icon::DEVICE />
            <span class="device-name">{name}</span>
            <span class="device-marks">
                {device.is_this.then(|| view! { <span class="chip">{t!(device_this)}</span> })}
                {device.is_administrator.then(|| view! { <span class="chip">{t!(role_administrator)}</span> })}
            </span>
        </li>
    }
}

/// Where the taking in of a device stands; the steps after the first come from the engine.
#[component]
fn AddDevice() -> impl IntoView {
    let session = expect_context::<Session>();
    let pairing = session.engine.news.pairing;
    let is_asked = RwSignal::new(false);
    pairing.set(None);
    let again = Callback::new(move |()| {
        leptos::task::spawn_local(async move { drop(session.engine.cancel_pairing().await) });
        pairing.set(None);
        is_asked.set(false);
    });
    move || match (is_asked.get(), pairing.get()) {
        (false, _) => view! { <SecretStep is_asked /> }.into_any(),
        (true, Some(PairingStep::AskDigits)) => view! { <DigitsStep again /> }.into_any(),
        (true, Some(PairingStep::Added)) => {
            view! { <Ended weight=Weight::Information text=t!(device_added).to_owned() again /> }
                .into_any()
        }
        (true, Some(PairingStep::Stopped(failure))) => {
            view! { <Ended weight=Weight::Problem text=problems::failure(&failure) again /> }
                .into_any()
        }
        (true, _) => view! { <Waiting again /> }.into_any(),
    }
}

#[component]
fn SecretStep(is_asked: RwSignal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let worker_name = RwSignal::new(String::new());
    let secret = RwSignal::new(String::new());
    let attempt = Attempt::new();
    let is_busy = attempt.is_busy;
    let accept = move || {
        let (name, code) = (
            worker_name.get_untracked().trim().to_owned(),
            compact(&secret.get_untracked()),
        );
        if name.is_empty() || code.is_empty() {
            return;
        }
        let question = async move { session.engine.accept_device(code, name).await };
        attempt.begin(question, move |()| is_asked.set(true));
    };
    view! {
        <p class="soft">{t!(device_add_lead)}</p>
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); accept(); }>
            <TextField id="device-worker" label=t!(device_worker) hint=t!(device_worker_hint) value=worker_name />
            <TextField id="device-secret" label=t!(device_secret) hint=t!(device_secret_hint) value=secret />
            <LiveNotice weight=Weight::Problem text=attempt.sentence() />
            <Submit id="device-accept" label=t!(action_next).to_owned() busy_label=t!(device_looking) is_busy />
        </form>
    }
}

#[component]
fn DigitsStep(again: Callback<()>) -> impl IntoView {
    let session = expect_context::<Session>();
    let digits = RwSignal::new(String::new());
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    let confirm = move || {
        let typed = compact(&digits.get_untracked());
        if typed.is_empty() || is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        leptos::task::spawn_local(async move {
            // Once it is added, an event says so. Wrong digits end the pairing: somebody may stand in between.
            match session.engine.confirm_device(typed).await {
                Ok(()) => {}
                Err(AskError::Refused(failure)) => session
                    .engine
                    .news
                    .pairing
                    .set(Some(PairingStep::Stopped(failure))),
                Err(stopped) => error.set(Some(stopped)),
            }
            let _ = is_busy.try_set(false);
        });
    };
    let sentence = Signal::derive(move || error.get().map(|error| error.sentence()));
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); confirm(); }>
            <TextField
                id="device-digits"
                label=t!(device_digits)
                hint=t!(device_digits_hint)
                value=digits
                error=sentence
                autofill=Autofill::OneTimeCode
                keyboard="numeric"
            />
            <div class="buttons">
                <Submit id="device-confirm" label=t!(device_confirm).to_owned() busy_label=t!(busy) is_busy />
                <GiveUp again />
            </div>
        </form>
    }
}

#[component]
fn Waiting(again: Callback<()>) -> impl IntoView {
    view! {
        <p class="row soft" role="status"><span class="spinner" aria-hidden="true"></span><span>{t!(device_waiting)}</span></p>
        <GiveUp again />
    }
}

#[component]
fn GiveUp(again: Callback<()>) -> impl IntoView {
    view! { <button type="button" id="device-cancel" class="button-quiet" on:click=move |_| again.run(())>{t!(device_cancel)}</button> }
}

#[component]
fn Ended(weight: Weight, text: String, again: Callback<()>) -> impl IntoView {
    let word = if weight == Weight::Problem {
        t!(action_again)
    } else {
        t!(device_another)
    };
    view! {
        <div role="alert" id="device-ended"><Notice weight text /></div>
        <button type="button" id="device-again" class="button-quiet" on:click=move |_| again.run(())>{word}</button>
    }
}
