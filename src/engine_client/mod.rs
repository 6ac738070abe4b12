//! The screen's end of the bridge to the engine: requests become futures, events become signals.
//!
//! A worker that dies takes every open question with it ([`AskError::Stopped`]); the screen keeps what was typed, and
//! a new worker asks for the secret again. Holds no key and decrypts nothing.

mod asks;
pub mod attempt;
mod bridge;
mod contents;
pub mod drafts;

use std::cell::RefCell;
use std::rc::Rc;

use engine::message::{
    DeviceState, Event, Failure, Opened, PairingStep, Reply, Request, SyncState, Work,
};
use leptos::prelude::*;

use crate::browser::shell;

use bridge::Bridge;
use drafts::DraftKeeper;

/// How long a lock waits for drafts to be kept.
const FLUSH_MS: u32 = 700;

/// How long a worker may take to load on a slow phone.
const GREETING_MS: u32 = 60_000;

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskError {
    /// The engine answered that it cannot.
    Refused(Failure),
    /// The engine stopped before it answered.
    Stopped,
}

impl AskError {
    /// The sentence to show.
    pub fn sentence(&self) -> String {
        match self {
            Self::Refused(failure) => crate::i18n::problems::failure(failure),
            Self::Stopped => crate::t!(engine_stopped).to_owned(),
        }
    }
}

/// Whether there is an engine to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineStatus {
    /// The worker loads.
    Starting,
    /// It answered; this is what the device holds.
    Running(DeviceState),
    /// Its store is open.
    Open,
    /// It died, or the browser gave none.
    Stopped,
    /// It is of another build: the page must be loaded again.
    OtherBuild,
}

/// How far a long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which work.
    pub work: Work,
    /// Done so far.
    pub done: u32,
    /// To do in all.
    pub total: u32,
}

/// What the engine says by itself, as signals.
#[derive(Clone, Copy)]
pub struct EngineNews {
    /// Whether there is an engine.
    pub status: RwSignal<EngineStatus>,
    /// Rises each time records changed: read again what is on the screen.
    pub changes: RwSignal<u32>,
    /// The sync line.
    pub sync: RwSignal<SyncState>,
    /// Number of cases once the whole list and the search are ready.
    pub ready: RwSignal<Option<u32>>,
    /// Rows of the store that could not be read.
    pub damaged_rows: RwSignal<u32>,
    /// The long work that goes on.
    pub progress: RwSignal<Option<Progress>>,
    /// The last step of a pairing.
    pub pairing: RwSignal<Option<PairingStep>>,
    /// Why the engine closed, when it said so.
    pub closed: RwSignal<Option<Failure>>,
    /// How many forms on the screen hold text that is not saved.
    pub typing: RwSignal<u32>,
}

impl EngineNews {
    fn new() -> Self {
        Self {
            status: RwSignal::new(EngineStatus::Starting),
            changes: RwSignal::new(0),
            sync: RwSignal::new(SyncState::default()),
            ready: RwSignal::new(None),
            damaged_rows: RwSignal::new(0),
            progress: RwSignal::new(None),
            pairing: RwSignal::new(None),
            closed: RwSignal::new(None),
            typing: RwSignal::new(0),
        }
    }

    /// Takes what the engine says.
    pub fn hear(&self, event: Event) {
        match event {
            Event::Changed => self.changes.update(|count| *count = count.wrapping_add(1)),
            Event::Sync(state) => self.sync.set(state),
            Event::Ready { cases } => self.ready.set(Some(cases)),
            Event::Damaged { rows } => self.damaged_rows.set(rows),
            Event::Progress { work, done, total } => {
                self.progress
                    .set((done < total).then_some(Progress { work, done, total }));
            }
            Event::Pairing(step) => self.pairing.set(Some(step)),
            Event::Closed(failure) => {
                self.closed.set(Some(failure));
                self.status.set(EngineStatus::Stopped);
            }
        }
    }

    fn forget(&self) {
        self.ready.set(None);
        self.progress.set(None);
        self.pairing.set(None);
        self.closed.set(None);
    }
}

/// A handle on the engine: cheap to copy, one for the whole page.
#[derive(Clone, Copy)]
pub struct Engine {
    /// What it says by itself.
    pub news: EngineNews,
    bridge: StoredValue<Rc<RefCell<Bridge>>, LocalStorage>,
    drafts: StoredValue<Vec<DraftKeeper>>,
}

impl Engine {
    /// Starts the engine's worker.
    pub fn start() -> Self {
        let engine = Self::new();
        engine.spawn();
        engine
    }

    fn new() -> Self {
        let engine = Self {
            news: EngineNews::new(),
            bridge: StoredValue::new_local(Rc::default()),
            drafts: StoredValue::default(),
        };
        shell::on_engine_stopped(move || engine.stop());
        engine
    }

    /// Goes on with the worker that the entrance started; gives what it opened, and what it told since, to be heard
    /// after. None where nothing was handed over.
    pub fn take_over() -> Option<(Self, Opened, Vec<Event>)> {
        let engine = Self::new();
        let bridge = engine.bridge.get_value();
        let (opened, told) = Bridge::take_over(&bridge, move |event| engine.news.hear(event))?;
        Some((engine, opened, told))
    }

    /// Gives the worker, and what it opened, to the workplace's program. There is nothing to ask here any more.
    pub fn hand_over(&self, opened: &Opened) {
        self.bridge
            .with_value(|bridge| bridge.borrow_mut().hand_over(opened));
    }

    /// Starts a new worker after one stopped. Everything in it is locked.
    pub fn restart(&self) {
        self.stop();
        self.news.forget();
        self.spawn();
    }

    /// Ends the worker and with it everything it decrypted.
    pub fn stop(&self) {
        self.bridge.with_value(|bridge| bridge.borrow_mut().stop());
        self.news.status.set(EngineStatus::Stopped);
    }

    /// Asks; the answer comes when the engine gives it.
    pub async fn ask(&self, request: Request) -> Result<Reply, AskError> {
        let answer = self
            .bridge
            .with_value(|bridge| bridge.borrow_mut().send(request));
        match answer.await {
            Ok(Reply::Failed(failure)) => Err(AskError::Refused(failure)),
            Ok(reply) => Ok(reply),
            Err(_) => Err(AskError::Stopped),
        }
    }

    /// Sends a request; the answer is awaited later.
    #[cfg(feature = "bench")]
    pub fn send(&self, request: Request) -> futures_channel::oneshot::Receiver<Reply> {
        self.bridge
            .with_value(|bridge| bridge.borrow_mut().send(request))
    }

    /// Asks without waiting for the answer, for what must leave before the page goes.
    pub fn tell(&self, request: Request) {
        self.bridge
            .with_value(|bridge| drop(bridge.borrow_mut().send(request)));
    }

    /// Keeps at once what every form has typed and not kept; gives up after a breath.
    pub async fn flush_drafts(&self) {
        let keepers = self.drafts.get_value();
        let all = async {
            for keeper in keepers {
                keeper.flush().await;
            }
        };
        bridge::first(all, gloo_timers::future::TimeoutFuture::new(FLUSH_MS)).await;
    }

    fn spawn(self) {
        self.news.status.set(EngineStatus::Starting);
        let bridge = self.bridge.get_value();
        if Bridge::start(&bridge, move |event| self.news.hear(event)) {
            leptos::task::spawn_local(self.greet());
        } else {
            self.news.status.set(EngineStatus::Stopped);
        }
    }

    /// The handshake: application and worker must be of one build.
    async fn greet(self) {
        let answer = self.ask(Request::Hello {
            build: crate::BUILD.to_owned(),
        });
        let pause = gloo_timers::future::TimeoutFuture::new(GREETING_MS);
        match bridge::first(answer, pause).await {
            Some(Ok(Reply::Hello { build, device })) if build == crate::BUILD => {
                self.news.status.set(EngineStatus::Running(device));
                // The engine is there: what comes after a right secret may come now.
                shell::load_workplace();
            }
            Some(Ok(_) | Err(AskError::Refused(Failure::Mismatch))) => {
                self.news.status.set(EngineStatus::OtherBuild);
            }
            // A browser that has no store to give says so here.
            Some(Err(AskError::Refused(failure))) => self.news.hear(Event::Closed(failure)),
            Some(Err(AskError::Stopped)) | None => self.stop(),
        }
    }
}
