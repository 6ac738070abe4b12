//! A panel above the page: from the bottom on a phone, at the side in the office. A native `<dialog>`.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::t;

/// A panel above the page, open while `is_open`.
#[component]
pub fn Sheet(
    /// Unique on the page.
    id: &'static str,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Open or not; closing by Escape sets it too.
    is_open: RwSignal<bool>,
    /// What it shows.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (is_open.get(), dialog.open()) {
            // Opening fails only when it is open already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog class="sheet" id=id node_ref=dialog aria-labelledby=format!("{id}-title") on:close=move |_| is_open.set(false)>
            <header class="sheet-header">
                <h2 id=format!("{id}-title") class="sheet-title">{title}</h2>
                <button type="button" class="button-quiet" on:click=move |_| is_open.set(false)>
                    <Glyph icon=Icon::CLOSE />
                    <span>{t!(action_close)}</span>
                </button>
            </header>
            <div class="sheet-body">{move || is_open.get().then(|| children())}</div>
        </dialog>
    }
}
