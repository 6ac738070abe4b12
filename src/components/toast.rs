//! What was just done.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::t;

/// How long it stays, milliseconds: long enough to be read.
const STAY_MS: u32 = 5_000;
/// The same where it can be undone: one must see it, decide and reach it.
const STAY_TO_UNDO_MS: u32 = 12_000;
/// A sentence that says what to do takes its time to be read.
const STAY_REFUSED_MS: u32 = 20_000;

/// What was done, and the way back.
#[derive(Clone)]
struct Toast {
    text: String,
    undo: Option<Callback<()>>,
    icon: Icon,
}

/// Where pages say what was done. One thing at a time: a new one takes the place of the last.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>>,
    /// How long the one that is shown stays.
    stay_ms: StoredValue<u32>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Toasts {
    /// Nothing was done yet.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
            stay_ms: StoredValue::new(STAY_MS),
            timer: StoredValue::new_local(None),
        }
    }

    /// Says what was done.
    pub fn say(&self, text: impl Into<String>) {
        self.show(text.into(), None, Icon::CHECK, STAY_MS);
    }

    /// Says what was done, and offers to undo it.
    pub fn offer_undo(&self, text: impl Into<String>, undo: Callback<()>) {
        self.show(text.into(), Some(undo), Icon::CHECK, STAY_TO_UNDO_MS);
    }

    /// Says what could not be done, and why.
    pub fn refuse(&self, text: impl Into<String>) {
        self.show(text.into(), None, Icon::WARNING, STAY_REFUSED_MS);
    }

    fn show(&self, text: String, undo: Option<Callback<()>>, icon: Icon, stay_ms: u32) {
        self.shown.set(Some(Toast { text, undo, icon }));
        self.stay_ms.set_value(stay_ms);
        self.let_go();
    }

    /// It stays while one is at it.
    fn hold(&self) {
        self.timer.set_value(None);
    }

    /// It goes after its time.
    fn let_go(&self) {
        let shown = self.shown;
        let timer = Timeout::new(self.stay_ms.get_value(), move || shown.set(None));
        self.timer.set_value(Some(timer));
    }
}

/// What was just done.
#[component]
pub fn ToastPlace(
    /// What pages said.
    toasts: Toasts,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status">
            {move || toasts.shown.get().map(|Toast { text, undo, icon }| view! {
                <div class="toast" on:pointerenter=move |_| toasts.hold() on:pointerleave=move |_| toasts.let_go() on:focusin=move |_| toasts.hold() on:focusout=move |_| toasts.let_go()>
                    <Glyph icon /><span>{text}</span>
                    {undo.map(|undo| {
                        let undone = move |_| {
                            toasts.shown.set(None);
                            undo.run(());
                        };
                        view! { <button type="button" class="toast-undo" on:click=undone>{t!(action_undo)}</button> }
                    })}
                </div>
            })}
        </div>
    }
}
