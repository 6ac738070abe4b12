//! The engine in the browser: a dedicated worker that keeps everything sealed in IndexedDB and answers the screen.
//!
//! This room only connects: what is decided is decided in [`engine`], natively tested. Here are the browser behind
//! its doors ([`indexed_db`], [`ports`], [`transport`], [`stretch`], [`tabs`]), the bytes that go to and from the
//! screen (`bridge`) and what is done between two requests (`rounds`).
//!
//! It type-checks natively, where calling into the browser panics; its tests run in a real browser.

pub mod indexed_db;
pub mod lock;
pub mod ports;
pub mod post;
pub mod stretch;
pub mod tabs;
pub mod transport;

mod bridge;
mod last_words;
mod rounds;
mod scope;
mod signal;
mod turns;

/// Runs the worker, in the role its name says.
pub fn start() {
    last_words::on_panic();
    let scope = scope::scope();
    let listeners = if scope.name() == stretch::ROLE {
        stretch::serve(&scope)
    } else {
        bridge::serve(&scope)
    };
    // They listen for as long as the worker lives; it ends by being terminated.
    std::mem::forget(listeners);
}
