//! The desk of an intake, asked from a page: one question after the other, each answered before the next is posted.

use std::cell::RefCell;
use std::collections::VecDeque;

use futures_channel::oneshot;
use intake::desk::{Asked, Refusal, Told};

use crate::browser::side_worker::SideWorker;

/// A question on its way, and who waits for the answer.
type Waiting = (Vec<u8>, oneshot::Sender<Told>);

#[derive(Default)]
struct Desk {
    worker: Option<SideWorker>,
    /// The first was posted.
    waiting: VecDeque<Waiting>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// What the desk says; the worker is started where it does not run.
pub async fn ask(asked: &Asked) -> Told {
    const FAULT: Told = Told::Refused(Refusal::Mismatch);
    let Ok(bytes) = postcard::to_allocvec(asked) else {
        return FAULT;
    };
    let (answer, answered) = oneshot::channel();
    DESK.with_borrow_mut(|desk| {
        if desk.worker.is_none() {
            desk.worker = SideWorker::of_desk(hear, fail);
        }
        let Some(worker) = &desk.worker else { return };
        // Another one that waits is posted once it is answered.
        if desk.waiting.is_empty() {
            worker.post(&bytes);
        }
        desk.waiting.push_back((bytes, answer));
    });
    answered.await.unwrap_or(FAULT)
}

fn hear(bytes: Vec<u8>) {
    let told = postcard::from_bytes(&bytes).unwrap_or(Told::Refused(Refusal::Mismatch));
    let first = DESK.with_borrow_mut(|desk| desk.waiting.pop_front());
    if let Some((_, answer)) = first {
        // Who asked may have gone.
        let _ = answer.send(told);
    }
    DESK.with_borrow(|desk| {
        if let (Some((bytes, _)), Some(worker)) = (desk.waiting.front(), &desk.worker) {
            worker.post(bytes);
        }
    });
}

/// Ends the worker, where nobody waits for it.
pub fn end() {
    if DESK.with_borrow(|desk| desk.waiting.is_empty()) {
        fail();
    }
}

/// The worker is gone: who waits is told, and the next question starts another one.
fn fail() {
    let desk = DESK.take();
    for (_, answer) in desk.waiting {
        // Who asked may have gone.
        let _ = answer.send(Told::Refused(Refusal::NoStore));
    }
}
