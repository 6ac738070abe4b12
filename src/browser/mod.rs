//! The only place of the application that touches the browser. Everything here is a thin hand on one browser
//! function; what to do with it is decided elsewhere. It compiles natively, where it is never called, except for
//! [`intl`] and [`clock`], which have a small native stand-in for tests.

#[cfg_attr(
    feature = "bench",
    allow(dead_code, reason = "a bench is nobody who touches the screen")
)]
pub mod activity;
pub mod battery;
#[cfg(feature = "bench")]
pub mod bench;
pub mod clock;
pub mod contents;
pub mod engine_worker;
pub mod ink;
pub mod intl;
pub mod keys;
pub mod kiosk;
pub mod locking;
pub mod microphone;
pub mod page;
pub mod preferences;
pub mod random;
pub mod shell;
pub mod side_worker;
pub mod storage;
pub mod voice;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// The window; there is always one where this runs.
fn window() -> web_sys::Window {
    web_sys::window().expect("the application runs in a document")
}

/// The document; there is always one where this runs.
fn document() -> web_sys::Document {
    window()
        .document()
        .expect("the application runs in a document")
}

/// Listens for as long as the page lives.
fn listen_forever(
    target: &EventTarget,
    event: &str,
    handler: impl FnMut(web_sys::Event) + 'static,
) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(handler);
    // A browser refuses a listener only for a detached target, which none of ours is.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}
