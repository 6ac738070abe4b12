//! Giving way: a long work lets messages through between two of its steps.
//!
//! A timer of zero milliseconds would do, but browsers stretch it to four; a message to oneself waits its turn
//! behind those already there and no longer.

use wasm_bindgen::JsValue;
use web_sys::MessageChannel;

use crate::scope::Listeners;
use crate::signal::Signal;

/// A place in the queue of the worker's messages.
pub(crate) struct Turns {
    channel: MessageChannel,
    arrived: Signal,
    _listeners: Listeners,
}

impl Turns {
    pub(crate) fn new() -> Self {
        let channel = MessageChannel::new().expect("a browser with workers has channels");
        let arrived = Signal::default();
        let arriving = arrived.clone();
        let listeners = Listeners::on(&channel.port1()).hear("message", move |_| arriving.ring());
        channel.port1().start();
        Self {
            channel,
            arrived,
            _listeners: listeners,
        }
    }

    /// Until what was in the queue before has had its turn.
    pub(crate) async fn next(&self) {
        if self.channel.port2().post_message(&JsValue::NULL).is_ok() {
            self.arrived.heard().await;
        }
    }
}
