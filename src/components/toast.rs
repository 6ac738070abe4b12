//! What was just done, and the way to undo it. Undo stands in the place of "are you sure".

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::t;

/// How long it stays, milliseconds: long enough to read and to reach.
const STAY_MS: u32 = 10_000;

/// Something that was done.
#[derive(Clone)]
struct Toast {
    text: String,
    undo: Option<Callback<()>>,
}

/// Where pages say what was done. One thing at a time: a new one takes the place of the last.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Toasts {
    /// Nothing was done yet.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
            timer: StoredValue::new_local(None),
        }
    }

    /// Says what was done.
    pub fn say(&self, text: impl Into<String>) {
        self.show(Toast {
            text: text.into(),
            undo: None,
        });
    }

    /// Says what was done, and offers to undo it.
    #[allow(dead_code, reason = "the pages of cases use it")]
    pub fn say_undoable(&self, text: impl Into<String>, undo: Callback<()>) {
        self.show(Toast {
            text: text.into(),
            undo: Some(undo),
        });
    }

    fn show(&self, toast: Toast) {
        let shown = self.shown;
        shown.set(Some(toast));
        self.timer
            .set_value(Some(Timeout::new(STAY_MS, move || shown.set(None))));
    }
}

/// What was just done.
#[component]
pub fn ToastPlace(
    /// What pages said.
    toasts: Toasts,
) -> impl IntoView {
    let undo = move |undo: Callback<()>| {
        toasts.shown.set(None);
        undo.run(());
    };
    view! {
        <div class="toasts" role="status">
            {move || toasts.shown.get().map(|toast| view! {
                <div class="toast">
                    <Glyph icon=Icon::CHECK />
                    <span class="toast-text">{toast.text}</span>
                    {toast.undo.map(|callback| view! {
                        <button type="button" class="toast-undo" on:click=move |_| undo(callback)>
                            <Glyph icon=Icon::UNDO /><span>{t!(action_undo)}</span>
                        </button>
                    })}
                </div>
            })}
        </div>
    }
}
