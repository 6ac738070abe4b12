//! The intake on the screen: the tablet in the person's own hands. It knows a path of questions, the texts of a language and a desk that
//! seals; no engine runs, and nothing of any case can be reached from here.

mod card;
mod kiosk;
mod notes;
mod parts;
mod pictograms;
mod question;
mod screens;
pub(crate) mod texts;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use self::kiosk::{Kiosk, Step};
use crate::browser::{activity, clock, kiosk as browser, page, voice};

/// Without a touch for so long, the screen hides itself.
const IDLE_MS: i64 = 90_000;
/// How often that is looked at.
const LOOK_MS: u32 = 1_000;

/// The intake.
#[component]
pub fn Intake() -> impl IntoView {
    let kiosk = Kiosk::new();
    page::set_title("·");
    browser::hold_address(move || kiosk.back());
    browser::on_hide_keys(move || hide(kiosk));
    hide_when_idle(kiosk);
    voice::on_voices(move || kiosk.voices.update(|found| *found += 1));
    leptos::task::spawn_local(async move { kiosk.begin().await });
    let screen = move || match kiosk.is_hidden.get() {
        true => view! { <screens::Hidden kiosk /> }.into_any(),
        false => view! { <Shown kiosk /> }.into_any(),
    };
    view! { {screen} }
}

/// What she sees goes from the page at once, whatever is under way.
fn hide(kiosk: Kiosk) {
    if !kiosk.is_hidden.get_untracked() {
        voice::hush();
        kiosk.is_hidden.set(true);
    }
}

fn hide_when_idle(kiosk: Kiosk) {
    let touched = StoredValue::new(clock::now_ms());
    activity::on_touch(move || touched.set_value(clock::now_ms()));
    activity::on_sight(move |is_in_sight| {
        if !is_in_sight {
            hide(kiosk);
        }
    });
    leptos::task::spawn_local(async move {
        loop {
            TimeoutFuture::new(LOOK_MS).await;
            if clock::now_ms().saturating_sub(touched.get_value()) >= IDLE_MS {
                hide(kiosk);
            }
        }
    });
}

/// What is on the screen while it is not hidden. A change of language draws it anew.
#[component]
fn Shown(kiosk: Kiosk) -> impl IntoView {
    let body = move || {
        kiosk.texts.track();
        match kiosk.step.get() {
            Step::Beginning => view! { <screens::Beginning kiosk /> }.into_any(),
            Step::Language => view! { <screens::Languages kiosk /> }.into_any(),
            Step::Hide => view! { <screens::HideExplained kiosk /> }.into_any(),
            // A path of another version may have no such question any more.
            Step::Question(id) if kiosk.question(&id).is_some() => {
                view! { <question::QuestionScreen kiosk id /> }.into_any()
            }
            Step::Question(_) => view! { <screens::Agree kiosk /> }.into_any(),
            Step::Together(next) => view! { <screens::Together kiosk next /> }.into_any(),
            Step::Agree => view! { <screens::Agree kiosk /> }.into_any(),
            Step::Thanks => view! { <screens::Thanks kiosk /> }.into_any(),
            Step::Card => view! { <card::Card kiosk /> }.into_any(),
            Step::Leaving(_) => view! { <screens::Leaving kiosk /> }.into_any(),
        }
    };
    let beside = move || {
        let is_among = matches!(
            kiosk.step.get(),
            Step::Question(_) | Step::Together(_) | Step::Agree
        );
        let has = is_among
            && kiosk
                .ticket
                .with_value(|ticket| ticket.as_ref().is_some_and(|ticket| ticket.has_notes));
        has.then(|| view! { <notes::Notes kiosk /> })
    };
    view! {
        <div class="intake-sides">
            <div class="intake">{body}</div>
            {beside}
        </div>
    }
}
