//! A bell that one task rings and another waits for. Ringing twice before it is heard is ringing once.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo_timers::callback::Timeout;

/// The longest delay a browser's timer takes.
const LONGEST_MS: u32 = i32::MAX as u32;

/// A bell; clones ring and hear the same one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signal(Rc<Bell>);

#[derive(Debug, Default)]
struct Bell {
    is_rung: Cell<bool>,
    /// One task listens; a second one would take its place.
    waiting: RefCell<Option<Waker>>,
}

impl Signal {
    pub(crate) fn ring(&self) {
        self.0.is_rung.set(true);
        if let Some(waker) = self.0.waiting.take() {
            waker.wake();
        }
    }

    /// Until the next ring, or the last one not yet heard.
    pub(crate) async fn heard(&self) {
        poll_fn(|context| {
            if self.0.is_rung.take() {
                return Poll::Ready(());
            }
            *self.0.waiting.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// The same, or so long at the most.
    pub(crate) async fn heard_within(&self, milliseconds: u32) {
        let bell = self.clone();
        let _timer = Timeout::new(milliseconds.min(LONGEST_MS), move || bell.ring());
        self.heard().await;
    }
}
