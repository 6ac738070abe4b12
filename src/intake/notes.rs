//! What the worker notes beside the questions, while they sit together: shown where the worker wants it, gone with all else at one touch.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::kiosk::Kiosk;
use crate::i18n::language;
use crate::t;

/// A pause in typing after which a note is sealed, milliseconds.
const PAUSE_MS: u32 = 1_000;

/// The notes, folded until they are wanted.
#[component]
pub(super) fn Notes(kiosk: Kiosk) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let typed = RwSignal::new(0_u32);
    let seal_later = move || {
        typed.update(|count| *count += 1);
        let now = typed.get_untracked();
        leptos::task::spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            // Typed on since, or gone.
            if typed.try_get_untracked() == Some(now) {
                kiosk.note();
            }
        });
    };
    let pane = move || {
        is_open.get().then(|| view! {
            <label class="field-label" for="intake-notes">{t!(intake_notes)}</label>
            <textarea class="field-input" id="intake-notes" rows="12" autocomplete="off" spellcheck="false" prop:value=kiosk.noted
                on:input:target=move |event| { kiosk.noted.set(event.target().value()); seal_later(); }
                on:blur=move |_| kiosk.note()></textarea>
        })
    };
    view! {
        <aside class="intake-notes" lang=language::current().code() dir="ltr" aria-label=t!(intake_notes)>
            <button type="button" class="intake-quiet" id="intake-notes-fold" aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|is| *is = !*is)>{t!(intake_notes)}</button>
            {pane}
        </aside>
    }
}
