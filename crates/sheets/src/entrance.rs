//! The worker: a request's bytes come in, how far it is and the file go out.

use exchange::table::{Refusal, Told};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Listens for as long as the worker lives. Called where the global object is a dedicated worker's.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        answer(&Uint8Array::new(&event.data()).to_vec());
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // It ends by being terminated.
    hear.forget();
}

fn answer(bytes: &[u8]) {
    let Ok(asked) = postcard::from_bytes(bytes) else {
        return tell(&Told::Refused(Refusal::Fault));
    };
    tell(&crate::answer(asked, &mut |part| {
        tell(&Told::Progress(part));
    }));
}

fn tell(told: &Told) {
    // What cannot be written is no value of these types.
    let Ok(bytes) = postcard::to_allocvec(told) else {
        return;
    };
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let buffer = Uint8Array::from(bytes.as_slice()).buffer();
    // Posting fails only for what cannot be moved; a fresh buffer can.
    let _ = scope.post_message_with_transfer(&buffer, &Array::of1(&buffer));
}
