//! The worker's own global scope, and listeners that are taken off again.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, Event, EventTarget};
use zeroize::Zeroizing;

/// The global object, which is a dedicated worker's wherever this program runs.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

type Handler = Closure<dyn FnMut(Event)>;

/// Listeners on one object. They end with this value, so that no handler outlives what it captured.
pub(crate) struct Listeners {
    target: EventTarget,
    listening: Vec<(&'static str, Handler)>,
}

impl Listeners {
    pub(crate) fn on(target: &EventTarget) -> Self {
        Self {
            target: target.clone(),
            listening: Vec::new(),
        }
    }

    /// Calls `handler` at each event of that name.
    pub(crate) fn hear(mut self, name: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        let closure = Handler::new(handler);
        // Only a detached target refuses, and none of ours is a node of a page.
        let _ = self
            .target
            .add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        self.listening.push((name, closure));
        self
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        for (name, closure) in &self.listening {
            let _ = self
                .target
                .remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        }
    }
}

/// Waits for the first of several events. The listeners stand from the first poll on, so it must be awaited
/// before control goes back to the browser.
pub(crate) async fn first_event(
    target: &EventTarget,
    names: &[&'static str],
) -> (&'static str, Event) {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(Cell::new(Some(sender)));
    let mut listeners = Listeners::on(target);
    for &name in names {
        let sender = Rc::clone(&sender);
        listeners = listeners.hear(name, move |event| {
            if let Some(sender) = sender.take() {
                let _ = sender.send((name, event));
            }
        });
    }
    receiver.await.expect("the listeners above keep the sender")
}

/// Moves bytes out of a message: a buffer or an array of bytes, wiped where it was.
pub(crate) fn take_bytes(data: &JsValue) -> Option<Zeroizing<Vec<u8>>> {
    let array = match data.dyn_ref::<Uint8Array>() {
        Some(array) => array.clone(),
        None => Uint8Array::new(data.dyn_ref::<ArrayBuffer>()?),
    };
    let bytes = Zeroizing::new(array.to_vec());
    array.fill(0, 0, array.length());
    Some(bytes)
}
