//! What was just done.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How long it stays, milliseconds: long enough to be read.
const STAY_MS: u32 = 5_000;

/// Where pages say what was done. One thing at a time: a new one takes the place of the last.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<String>>,
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
        let shown = self.shown;
        shown.set(Some(text.into()));
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
    view! {
        <div class="toasts" role="status">
            {move || toasts.shown.get().map(|text| view! {
                <div class="toast"><Glyph icon=Icon::CHECK /><span>{text}</span></div>
            })}
        </div>
    }
}
