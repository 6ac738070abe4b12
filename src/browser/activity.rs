//! When a person last touched the screen, and when the page leaves and comes back into sight.

use super::{document, listen_forever, window};

/// Calls at each touch, key or wheel, whoever handles it.
pub fn on_touch(handler: impl Fn() + Clone + 'static) {
    for event in ["pointerdown", "keydown", "wheel", "touchmove"] {
        let handler = handler.clone();
        listen_forever(&window(), event, move |_| handler());
    }
}

/// Calls with whether the page is in sight, each time that changes.
pub fn on_sight(handler: impl Fn(bool) + 'static) {
    listen_forever(&document(), "visibilitychange", move |_| {
        handler(is_in_sight());
    });
}

/// Calls when the page is about to go: closed, reloaded, or frozen by the system.
pub fn on_leaving(handler: impl Fn() + 'static) {
    listen_forever(&window(), "pagehide", move |_| handler());
}

/// Calls when a page comes back from the back-forward cache with its old memory.
pub fn on_revival(handler: impl Fn() + 'static) {
    listen_forever(&window(), "pageshow", move |event| {
        let is_revived =
            js_sys::Reflect::get(&event, &"persisted".into()).is_ok_and(|value| value.is_truthy());
        if is_revived {
            handler();
        }
    });
}

/// Whether the page is in sight.
pub fn is_in_sight() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}
