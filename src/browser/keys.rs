//! Keys pressed outside of fields, and the dialog they open.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, KeyboardEvent, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use super::{document, listen_forever};

/// A key pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// What it types, as the browser names it: `k`, `/`, `Escape`.
    pub key: String,
    /// Held together with Ctrl or ⌘, and no other.
    pub is_command: bool,
    /// Held together with nothing but Shift.
    pub is_plain: bool,
    /// Typed into a field, where a letter is a letter.
    pub is_typing: bool,
    /// A dialog is open above the page.
    pub is_in_dialog: bool,
}

/// Calls at each key for as long as the page lives; what it answers says whether the key is used up.
pub fn on_key(handler: impl Fn(Pressed) -> bool + 'static) {
    listen_forever(&document(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if event.is_composing() || event.default_prevented() {
            return;
        }
        let has_command = event.ctrl_key() || event.meta_key();
        let pressed = Pressed {
            key: event.key(),
            is_command: has_command && !event.alt_key() && !event.shift_key(),
            is_plain: !has_command && !event.alt_key(),
            is_typing: is_field(event),
            is_in_dialog: document()
                .query_selector("dialog[open]")
                .ok()
                .flatten()
                .is_some(),
        };
        if handler(pressed) {
            event.prevent_default();
        }
    });
}

fn is_field(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        let is_within = element.closest("input, textarea, select, [contenteditable]");
        is_within.is_ok_and(|found| found.is_some())
    })
}

/// Opens a dialog above the page: the rest cannot be reached while it is there.
pub fn show_dialog(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // Refused only for one that is not in the page, or open already.
        let _ = dialog.show_modal();
    }
}

/// Puts the focus on the next or the previous of the links that a selector names, and brings it into sight. From outside of them, on
/// the first or the last.
pub fn focus_step(selector: &str, is_forward: bool) {
    let Ok(found) = document().query_selector_all(selector) else {
        return;
    };
    let links: Vec<HtmlElement> = (0..found.length())
        .filter_map(|place| found.item(place)?.dyn_into().ok())
        .collect();
    let current = document().active_element();
    let place = links
        .iter()
        .position(|link| Some(link.as_ref()) == current.as_ref());
    let next = match (place, is_forward) {
        (Some(place), true) => place.checked_add(1),
        (Some(place), false) => place.checked_sub(1),
        (None, true) => Some(0),
        (None, false) => links.len().checked_sub(1),
    };
    if let Some(link) = next.and_then(|place| links.get(place)) {
        super::page::focus_in_place(link);
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        link.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
