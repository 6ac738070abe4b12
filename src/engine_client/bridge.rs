//! Numbers on questions, postcard bytes across, answers back to who asked.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use engine::message::{Asked, Event, Opened, Reply, Request, Told};
use futures_channel::oneshot;

use crate::browser::engine_worker::EngineWorker;

/// Numbers of the workplace's questions begin here, so that a late answer to the entrance is nobody's.
const FIRST_AFTER_ENTRANCE: u32 = 1 << 20;

/// A running worker and the questions it has not answered.
#[derive(Default)]
pub(super) struct Bridge {
    worker: Option<EngineWorker>,
    open: Open,
}

/// The questions not yet answered, by number.
#[derive(Default)]
struct Open {
    last: u32,
    askers: BTreeMap<u32, oneshot::Sender<Reply>>,
}

impl Open {
    fn ask(&mut self, request: Request) -> (Asked, oneshot::Receiver<Reply>) {
        let (sender, receiver) = oneshot::channel();
        self.last = self.last.wrapping_add(1);
        self.askers.insert(self.last, sender);
        (
            Asked {
                number: self.last,
                request,
            },
            receiver,
        )
    }

    fn answer(&mut self, number: u32, reply: Reply) {
        if let Some(asker) = self.askers.remove(&number) {
            // Who asked may have left the screen.
            let _ = asker.send(reply);
        }
    }
}

impl Bridge {
    /// Starts a worker; false where the browser gives none.
    pub(super) fn start(bridge: &Rc<RefCell<Self>>, hear: impl Fn(Event) + 'static) -> bool {
        let worker = EngineWorker::start(listener(bridge, hear));
        let has_started = worker.is_some();
        bridge.borrow_mut().worker = worker;
        has_started
    }

    /// Goes on with the worker that the entrance handed over; gives what it opened, and what it told since.
    pub(super) fn take_over(
        bridge: &Rc<RefCell<Self>>,
        hear: impl Fn(Event) + 'static,
    ) -> Option<(Opened, Vec<Event>)> {
        let taken = EngineWorker::take_over(listener(bridge, hear))?;
        let mut bridge = bridge.borrow_mut();
        bridge.worker = Some(taken.worker);
        bridge.open.last = FIRST_AFTER_ENTRANCE;
        let told = taken
            .said
            .iter()
            .filter_map(|bytes| match postcard::from_bytes(bytes) {
                Ok(Told::Event(event)) => Some(event),
                // An answer to the entrance, which asks no more.
                Ok(Told::Reply(..)) | Err(_) => None,
            });
        Some((postcard::from_bytes(&taken.opened).ok()?, told.collect()))
    }

    /// Gives the worker away, with what it opened.
    pub(super) fn hand_over(&mut self, opened: &Opened) {
        if let (Some(worker), Ok(bytes)) = (self.worker.take(), postcard::to_allocvec(opened)) {
            worker.hand_over(&bytes);
        }
        self.open.askers.clear();
    }

    /// Ends the worker; every open question hears that it stopped.
    pub(super) fn stop(&mut self) {
        self.worker = None;
        self.open.askers.clear();
    }

    /// Sends a question. Without a worker the answer is at once that it stopped.
    pub(super) fn send(&mut self, request: Request) -> oneshot::Receiver<Reply> {
        let (asked, receiver) = self.open.ask(request);
        match (&self.worker, postcard::to_allocvec(&asked)) {
            (Some(worker), Ok(bytes)) => worker.post(&bytes),
            _ => self.open.askers.clear(),
        }
        receiver
    }
}

/// Takes what a worker posts: answers to who asked, events to who hears.
fn listener(
    bridge: &Rc<RefCell<Bridge>>,
    hear: impl Fn(Event) + 'static,
) -> impl Fn(Vec<u8>) + 'static {
    let bridge = Rc::downgrade(bridge);
    move |bytes: Vec<u8>| match postcard::from_bytes(&bytes) {
        Ok(Told::Event(event)) => hear(event),
        Ok(Told::Reply(number, reply)) => {
            if let Some(bridge) = bridge.upgrade() {
                bridge.borrow_mut().open.answer(number, *reply);
            }
        }
        // Another build's bytes; the handshake finds out.
        Err(_) => {}
    }
}

/// The answer, unless the pause ends first.
pub(super) async fn first<T>(
    answer: impl Future<Output = T>,
    pause: impl Future<Output = ()>,
) -> Option<T> {
    let mut answer = pin!(answer);
    let mut pause = pin!(pause);
    std::future::poll_fn(move |context| {
        if let Poll::Ready(value) = answer.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        pause.as_mut().poll(context).map(|()| None)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reaches_who_asked_and_nobody_else() {
        let mut open = Open::default();
        let (first, mut first_answer) = open.ask(Request::SyncNow);
        let (second, mut second_answer) = open.ask(Request::Devices);
        assert_ne!(first.number, second.number);
        open.answer(second.number, Reply::Done);
        open.answer(999, Reply::Done);
        assert!(matches!(first_answer.try_recv(), Ok(None)));
        assert!(matches!(second_answer.try_recv(), Ok(Some(Reply::Done))));
    }

    #[test]
    fn a_stopped_worker_answers_everyone() {
        let mut bridge = Bridge::default();
        let mut answer = bridge.send(Request::SyncState);
        assert!(answer.try_recv().is_err());
    }
}
