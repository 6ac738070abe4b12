//! One writer at a time among the tabs of a profile, by Web Locks.
//!
//! The lock only saves work: a save compares and swaps, so it is right without. Where a browser has no Web Locks,
//! or a tab put to sleep by the system keeps the lock, work goes on without it.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortSignal;

use crate::scope::scope;

/// How long another tab may keep us waiting, milliseconds.
const PATIENCE_MS: u32 = 10_000;

#[wasm_bindgen]
extern "C" {
    /// The lock manager, which web-sys counts as unstable.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// Holds the lock until dropped.
#[derive(Debug)]
pub struct Exclusive {
    /// Settles the promise that the browser waits for.
    release: Option<Function>,
}

impl Drop for Exclusive {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // Settling a promise throws nothing.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Waits for the lock of that name, or for its want.
pub(crate) async fn hold(name: &str) -> Exclusive {
    let Some(locks) = lock_manager() else {
        return Exclusive { release: None };
    };
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(Cell::new(Some(sender)));
    let answering = Rc::clone(&sender);
    // Called once, when the lock is ours; kept until the promise it gives back is settled.
    let granted = Closure::once_into_js(move |_lock: JsValue| match answering.take() {
        Some(answer) => held_promise(answer),
        None => Promise::resolve(&JsValue::UNDEFINED),
    });
    let Ok(ended) =
        patience().and_then(|options| locks.request(name, &options, granted.unchecked_ref()))
    else {
        return Exclusive { release: None };
    };
    spawn_local(async move {
        // Held and released, or given up: whoever still waits goes on without.
        let _ = JsFuture::from(ended).await;
        sender.take();
    });
    receiver.await.unwrap_or(Exclusive { release: None })
}

/// A promise that is settled when the hold it sends is dropped; at once, where nobody waits any more.
fn held_promise(answer: oneshot::Sender<Exclusive>) -> Promise {
    let mut answer = Some(answer);
    Promise::new(&mut |release, _| {
        if let Some(answer) = answer.take() {
            let _ = answer.send(Exclusive {
                release: Some(release),
            });
        }
    })
}

fn patience() -> Result<Object, JsValue> {
    let options = Object::new();
    Reflect::set(
        &options,
        &"signal".into(),
        &AbortSignal::timeout_with_u32(PATIENCE_MS),
    )?;
    Ok(options)
}

fn lock_manager() -> Option<LockManager> {
    let navigator = Reflect::get(&scope(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
