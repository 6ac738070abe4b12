//! The screens around the questions: the languages, what the hide button does, reading together, the agreement, the thanks, and what stands
//! there while all is hidden.

use leptos::prelude::*;

use super::kiosk::{Kiosk, Step};
use super::parts::{Frame, HideButton, Pictogram, Title, Ways};
use super::texts::{Said, direction};
use crate::browser::contents;
use crate::browser::intl;
use crate::browser::{clock, page};
use crate::components::paper::Paper;
use crate::i18n::language;
use crate::t;

/// The size of the paper to sign on, in pixels.
const PAPER: (u32, u32) = (1200, 360);
/// How faithful a drawing is kept, from 0 to 1.
const QUALITY: f64 = 0.8;

/// Nothing is known yet; where nothing can be known, the worker is asked for, and finds the way out.
#[component]
pub(super) fn Beginning(kiosk: Kiosk) -> impl IntoView {
    move || {
        kiosk.is_unkept.get().then(|| view! {
            <main class="intake-main" id="content" lang=language::current().code()>
                <h1>{t!(intake_title)}</h1>
                <p class="intake-text" role="alert">{t!(intake_no_desk)}</p>
                <div class="intake-ways">
                    <button type="button" class="button-quiet" id="intake-again" on:click=move |_| page::reload()>{t!(action_reload)}</button>
                    <button type="button" class="button" id="intake-end" on:click=move |_| kiosk.end()>{t!(intake_leave_end)}</button>
                </div>
            </main>
        })
    }
}

/// The languages, each in its own script.
#[component]
pub(super) fn Languages(kiosk: Kiosk) -> impl IntoView {
    let chosen = kiosk.texts.with_untracked(|texts| texts.language.clone());
    // Before a language is chosen the sign stands alone.
    let hide = kiosk.texts.with_untracked(|texts| texts.word("hide"));
    let hide = if hide.is_empty() {
        t!(intake_hide).to_owned()
    } else {
        hide
    };
    let named = kiosk.languages().into_iter().map(|(_, name)| name);
    let named = named.collect::<Vec<_>>().join(" · ");
    let line = |(code, name): (&'static str, &'static str)| {
        view! {
            <button type="button" class="intake-option intake-tongue" id=format!("language-{code}") lang=code dir=direction(code) aria-pressed=(chosen == code).to_string() on:click=move |_| kiosk.choose_language(code)><span>{name}</span></button>
        }
    };
    view! {
        <header class="intake-top">
            <HideButton kiosk word=hide is_bare=true />
        </header>
        <main class="intake-main" id="content">
            <h1 class="visually-hidden">{named}</h1>
            <p class="intake-part" aria-hidden="true"><Pictogram name="languages".to_owned() /></p>
            <div class="intake-options intake-tongues">{kiosk.languages().into_iter().map(line).collect_view()}</div>
            <super::parts::Unkept kiosk />
        </main>
    }
}

/// What the hide button does, and what it does not.
#[component]
pub(super) fn HideExplained(kiosk: Kiosk) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let said = ["hide_does", "hide_does_not", "hide_try"].map(|id| texts.word(id));
    let foot = view! { <Ways kiosk next="begin" on_next=move |()| kiosk.first() /> };
    let paragraphs = said
        .clone()
        .map(|text| view! { <p class="intake-text">{text}</p> });
    view! {
        <Frame kiosk foot=foot.into_any()>
            <p class="intake-part"><Pictogram name="eye-off".to_owned() /></p>
            <Title kiosk text=texts.word("hide_title") more=said.map(Into::into).into() />
            {paragraphs}
        </Frame>
    }
}

/// A check was not understood: the worker is asked to read along. It is no exam.
#[component]
pub(super) fn Together(kiosk: Kiosk, next: Option<String>) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let go_on = move |_| kiosk.show(next.clone());
    let foot = view! { <div class="intake-ways"><button type="button" class="button" id="intake-next" on:click=go_on>{texts.word("together_go_on")}</button></div> };
    view! {
        <Frame kiosk foot=foot.into_any()>
            <p class="intake-part"><Pictogram name="handshake".to_owned() /></p>
            <Title kiosk text=texts.word("together_title") more=vec![texts.word("together_text").into()] />
            <p class="intake-text">{texts.word("together_text")}</p>
        </Frame>
    }
}

/// Whether she agrees to what she answered: unticked, with a signature, a mark or nothing.
#[component]
pub(super) fn Agree(kiosk: Kiosk) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let (ink, is_agreed) = (kiosk.ink, kiosk.is_agreed);
    let go_on = move |()| {
        let drawn = ink.drawn();
        leptos::task::spawn_local(async move {
            let drawn = match drawn {
                Some(canvas) => contents::drawn(&canvas, QUALITY).await,
                None => None,
            };
            kiosk.agree(drawn, is_agreed.get_untracked());
        });
    };
    let foot = view! { <Ways kiosk next="next" on_next=go_on /> };
    let receipt = kiosk.receipt();
    let heard = receipt
        .iter()
        .flat_map(|(ask, answers)| std::iter::once(ask).chain(answers));
    let words = ["sign_text", "sign_agree"].map(|id| texts.word(id).into());
    let heard = heard.cloned().chain(words).collect();
    view! {
        <Frame kiosk foot=foot.into_any()>
            <p class="intake-part"><Pictogram name="pencil".to_owned() /></p>
            <Title kiosk text=texts.word("sign_title") more=heard />
            <Receipt lines=receipt />
            <p class="intake-text">{texts.word("sign_text")}</p>
            <label class="intake-option" for="intake-agree">
                <input type="checkbox" id="intake-agree" prop:checked=is_agreed on:change:target=move |event| is_agreed.set(event.target().checked()) />
                <span>{texts.word("sign_agree")}</span>
            </label>
            <div class="intake-paper">
                <Paper id="intake-paper" label=texts.word("sign_here") size=PAPER ink />
                <button type="button" class="intake-quiet" id="intake-wipe" on:click=move |_| ink.clear()>{texts.word("clear")}</button>
            </div>
        </Frame>
    }
}

/// What she said yes or no to, item by item, before she signs. It stays on this screen: nothing of it is sent anywhere.
#[component]
fn Receipt(lines: Vec<(Said, Vec<Said>)>) -> impl IntoView {
    let answer = |said: Said| view! { <dd lang=said.language>{said.text}</dd> };
    let line = |(ask, answers): (Said, Vec<Said>)| {
        view! { <div><dt lang=ask.language>{ask.text}</dt>{answers.into_iter().map(answer).collect_view()}</div> }
    };
    (!lines.is_empty()).then(|| view! { <dl class="intake-receipt" id="intake-receipt">{lines.into_iter().map(line).collect_view()}</dl> })
}

/// The end: nothing of what was answered is there any more.
#[component]
pub(super) fn Thanks(kiosk: Kiosk) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let foot = view! { <div class="intake-ways"><button type="button" class="button" id="intake-card" on:click=move |_| kiosk.step.set(Step::Card)>{texts.word("card")}</button></div> };
    view! {
        <Frame kiosk foot=foot.into_any()>
            <p class="intake-part"><Pictogram name="heart".to_owned() /></p>
            <Title kiosk text=texts.word("thanks_title") more=vec![texts.word("thanks_text").into()] />
            <p class="intake-text">{texts.word("thanks_text")}</p>
        </Frame>
    }
}

/// For the worker, in the language of the team: end it, or go back.
#[component]
pub(super) fn Leaving(kiosk: Kiosk) -> impl IntoView {
    view! {
        <main class="intake-main" id="content" lang=language::current().code() dir="ltr">
            <h1 tabindex="-1">{t!(intake_leave_title)}</h1>
            <p class="intake-text">{t!(intake_leave_text)}</p>
            <div class="intake-ways">
                <button type="button" class="button-quiet" id="intake-back" on:click=move |_| kiosk.back()>{t!(intake_leave_back)}</button>
                <button type="button" class="button" id="intake-end" on:click=move |_| kiosk.end()>{t!(intake_leave_end)}</button>
            </div>
        </main>
    }
}

/// What stands there while all is hidden: the day and the hour.
#[component]
pub(super) fn Hidden(kiosk: Kiosk) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    let language = if texts.language.is_empty() {
        "fr"
    } else {
        texts.language.as_str()
    };
    let today = intl::day(language, clock::today(), intl::DayStyle::Full);
    let show = move |_| kiosk.is_hidden.set(false);
    request_animation_frame(|| page::focus("intake-show"));
    view! {
        <div class="intake intake-neutral">
            <p class="intake-day">{today}</p>
            <p class="visually-hidden" role="status">{texts.word("hidden")}</p>
            <button type="button" class="button-quiet" id="intake-show" on:click=show>{if texts.language.is_empty() { "·".to_owned() } else { texts.word("resume") }}</button>
        </div>
    }
}
