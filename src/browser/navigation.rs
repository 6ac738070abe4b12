//! The address bar: what it says, how it changes, and clicks on our own links. Knows no route.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MouseEvent};

use super::{document, listen_forever, window};

/// The path of the address bar, with its query.
pub fn path() -> String {
    let location = window().location();
    let search = location.search().unwrap_or_default();
    location.pathname().unwrap_or_else(|_| "/".to_owned()) + &search
}

/// Whether a step is added to the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Back returns to where one was.
    Push,
    /// Back skips where one was.
    Replace,
}

/// Writes the address bar.
pub fn go(path: &str, step: Step) {
    let Ok(history) = window().history() else {
        return;
    };
    // Refused only when called hundreds of times a second; the screen changes all the same.
    let _ = match step {
        Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(path)),
        Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(path)),
    };
}

/// Goes one step back in the browser's history.
pub fn back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}

/// Calls with the new path when Back or Forward is pressed.
pub fn on_back(handler: impl Fn(String) + 'static) {
    listen_forever(&window(), "popstate", move |_| handler(path()));
}

/// Calls with the path of a plain click on a link of ours, instead of loading the page again.
pub fn on_link(handler: impl Fn(String) + 'static) {
    listen_forever(&document(), "click", move |event| {
        let Ok(click) = event.clone().dyn_into::<MouseEvent>() else {
            return;
        };
        if let Some(path) = own_link(&click) {
            event.prevent_default();
            handler(path);
        }
    });
}

fn own_link(click: &MouseEvent) -> Option<String> {
    let has_modifier = click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key();
    if click.default_prevented() || click.button() != 0 || has_modifier {
        return None;
    }
    let link = click
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("a[href]")
        .ok()??;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    link.get_attribute("href")
        .filter(|address| address.starts_with('/'))
}
