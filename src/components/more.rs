//! The rest of a long list: how much of it is shown, and the way to more.

use engine::message::Excerpt;
use leptos::prelude::*;

use crate::t;

/// Rows shown at first, and added each time.
pub const ROWS_AT_A_TIME: u32 = 200;

/// How much of a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Rows on the screen.
    pub rows: usize,
    /// Rows there are.
    pub total: u32,
}

impl<T> From<&Excerpt<T>> for Shown {
    fn from(excerpt: &Excerpt<T>) -> Self {
        Self {
            rows: excerpt.rows.len(),
            total: excerpt.total,
        }
    }
}

impl Shown {
    /// Whether some are left out.
    fn is_part(self) -> bool {
        u32::try_from(self.rows).is_ok_and(|rows| rows < self.total)
    }
}

/// Says that a list goes on, and asks for more of it; nothing where it is whole.
#[component]
pub fn More(
    /// What is shown; none before the first answer.
    #[prop(into)]
    shown: Signal<Option<Shown>>,
    /// How many rows are asked for.
    most: RwSignal<u32>,
) -> impl IntoView {
    let is_waiting = move || {
        let rows = shown
            .get()
            .map_or(0, |shown| shown.rows.try_into().unwrap_or(u32::MAX));
        rows < most.get()
    };
    let ask = move |_| {
        if !is_waiting() {
            most.update(|most| *most = most.saturating_add(ROWS_AT_A_TIME));
        }
    };
    let is_part = Memo::new(move |_| shown.get().is_some_and(Shown::is_part));
    view! {
        <Show when=move || is_part.get()>
            <p class="row" id="more">
                <span class="soft">{t!(more_goes_on)}</span>
                <button type="button" class="button-quiet" aria-busy=move || is_waiting().to_string() on:click=ask>
                    {move || if is_waiting() { t!(more_coming) } else { t!(more_show) }}
                </button>
            </p>
        </Show>
    }
}
