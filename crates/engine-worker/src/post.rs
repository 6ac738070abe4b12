//! Bytes between a page and a worker that is not the engine's.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::MessageEvent;

use crate::scope::{Listeners, scope, take_bytes};

/// Calls with the bytes of every message, for as long as the worker lives.
pub fn hear(handler: impl Fn(Vec<u8>) + 'static) {
    let listeners = Listeners::on(&scope()).hear("message", move |event| {
        let event: MessageEvent = event.unchecked_into();
        if let Some(bytes) = take_bytes(&event.data()) {
            handler(bytes.to_vec());
        }
    });
    // It ends by being terminated.
    std::mem::forget(listeners);
}

/// Posts bytes to the page.
pub fn tell(bytes: &[u8]) {
    let buffer = Uint8Array::from(bytes).buffer();
    // Posting fails only for what cannot be moved; a fresh buffer can.
    let _ = scope().post_message_with_transfer(&buffer, &Array::of1(&buffer));
}
