//! Leaving everything decrypted behind: a fresh document in this tab, and word to the other tabs.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "locking";
const LOCK: &str = "lock";

/// Replaces the document by itself. The server sends it `no-store`, so no copy of the page stays behind.
pub fn replace_document() {
    let location = super::window().location();
    if let Ok(path) = location.pathname() {
        // A refused navigation leaves the locked screen, which shows nothing.
        let _ = location.replace(&path);
    }
}

/// Tells the other tabs to lock.
pub fn tell_other_tabs() {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        let _ = channel.post_message(&LOCK.into());
        channel.close();
    }
}

/// Calls when another tab locks.
pub fn on_other_tab(handler: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
        return;
    };
    let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(LOCK) {
            handler();
        }
    });
    channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
    closure.forget();
    // The channel lives as long as the page.
    std::mem::forget(channel);
}
