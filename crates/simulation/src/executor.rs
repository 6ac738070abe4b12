//! Futures polled by hand on one thread: nothing wakes anything, whoever waits is asked again.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Polls after which a future is taken to hang.
const MOST_POLLS: usize = 2_000_000;

/// A task that somebody polls now and then.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Polls a future to its end.
///
/// # Panics
/// When it does not end: a hang is a fault.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..MOST_POLLS {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    unreachable!("a future hangs")
}

/// Polls a task once. True when it has ended.
pub fn poll(task: &mut Task) -> bool {
    let mut context = Context::from_waker(Waker::noop());
    task.as_mut().poll(&mut context).is_ready()
}

/// Gives way once.
pub fn give_way() -> impl Future<Output = ()> {
    let mut has_given = false;
    std::future::poll_fn(move |_| {
        if std::mem::replace(&mut has_given, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
}
