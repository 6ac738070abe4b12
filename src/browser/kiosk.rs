//! What an intake needs of the page: that its address says nothing, that Back leads nowhere, the hide keys, and whether one is under way.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::KeyboardEvent;

use super::{document, listen_forever, window};

const KEY: &str = "intake";
/// So many times the hide key, within so long, hides.
const PRESSES: usize = 3;
const WITHIN_MS: f64 = 5_000.0;

/// Whether an intake is under way on this device: read before any program starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum UnderWay {
    /// None is.
    #[default]
    No,
    /// One is: nothing but it may be shown.
    Yes,
    /// Somebody asks to end it: the secret is to be typed.
    Ending,
}

/// Whether one is under way.
pub fn under_way() -> UnderWay {
    LocalStorage::get(KEY).unwrap_or_default()
}

/// Remembers it; whether the browser keeps it.
pub fn set_under_way(is: UnderWay) -> bool {
    match is {
        UnderWay::No => {
            LocalStorage::delete(KEY);
            true
        }
        other => LocalStorage::set(KEY, other).is_ok(),
    }
}

/// Another document at the root address, in the place of this one.
pub fn replace_document() {
    // A refused navigation leaves this document, which the caller has emptied.
    let _ = window().location().replace("/");
}

/// The address bar says nothing, and Back calls instead of leading away.
pub fn hold_address(back: impl Fn() + 'static) {
    stay();
    listen_forever(&window(), "popstate", move |_| {
        stay();
        back();
    });
}

/// One entry of history at the root, which Back leaves and comes back to.
fn stay() {
    if let Ok(history) = window().history() {
        // Refused only to a document that is not shown any more.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some("/"));
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some("/"));
    }
}

/// Calls when the hide key (Shift) was pressed three times within five seconds.
pub fn on_hide_keys(handler: impl Fn() + 'static) {
    let pressed: RefCell<Vec<f64>> = RefCell::default();
    listen_forever(&window(), "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if key.key() != "Shift" || key.repeat() {
            return;
        }
        let now = key.time_stamp();
        let mut pressed = pressed.borrow_mut();
        pressed.retain(|then| now - then < WITHIN_MS);
        pressed.push(now);
        if pressed.len() >= PRESSES {
            pressed.clear();
            drop(pressed);
            handler();
        }
    });
}

/// Fills the screen, where the browser can: asked for at a touch.
pub fn fill_screen() {
    if let Some(root) = document().document_element()
        && document().fullscreen_element().is_none()
    {
        // Refused where the device does not offer it.
        let _ = root.request_fullscreen();
    }
}

/// `ltr` or `rtl`.
pub fn set_direction(direction: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("dir", direction);
    }
}
