//! What a worker says when it dies by a fault of the program: the place in the code, and nothing else.
//!
//! The message of a panic stays inside: it could hold what somebody typed. After it nothing runs any more, for the
//! memory may be half changed; what was answered as saved is saved.

use js_sys::{Object, Reflect};

use crate::scope::scope;

/// The only key of the plain object posted: `{ panic: "file:line" }`. All other messages are bytes.
const PANIC: &str = "panic";

/// Posts the place and closes the worker.
pub(crate) fn on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|place| format!("{}:{}", place.file(), place.line()))
            .unwrap_or_default();
        let words = Object::new();
        // Nothing more can be done where even this fails.
        let _ = Reflect::set(&words, &PANIC.into(), &place.into());
        let _ = scope().post_message(&words);
        scope().close();
    }));
}
