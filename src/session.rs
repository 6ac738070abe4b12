//! Which screens exist at all: nothing of a case is reachable but in [`Phase::Unlocked`], which the entrance never is in:
//! it hands over.
//!
//! Locking ends the engine's worker and replaces the document, so that everything decrypted goes with its memory. A
//! worker that dies by itself leaves the screen as it is, with what was typed, under a question for the secret.

use engine::message::{DeviceState, Failure, Opened};
use leptos::prelude::*;
use record::RecordId;

use crate::browser::preferences::{self, LastSeen};
use crate::browser::{locking, page, shell};
use crate::engine_client::{Engine, EngineStatus};

/// Which screens exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is stored here yet.
    FirstRun,
    /// A sealed store.
    Locked,
    /// A store of invented data, which opens without a secret.
    Demo,
    /// Open, and handed over to the workplace's program.
    HandedOver,
    /// Open.
    Unlocked,
    /// Open, but the engine stopped: the screen stays under a question for the secret.
    Interrupted,
    /// It cannot work here; the reason says what to do.
    Unusable(Obstacle),
}

impl Phase {
    /// Whether the work is on the screen.
    #[cfg(feature = "bench")]
    pub fn is_work(self) -> bool {
        matches!(self, Self::Unlocked | Self::Interrupted)
    }
}

/// Why nothing works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The engine does not start.
    NoEngine,
    /// Application and engine are of different builds.
    OtherBuild,
}

/// The session of this page.
#[derive(Clone, Copy)]
pub struct Session {
    /// The engine.
    pub engine: Engine,
    /// Who is at work, once unlocked.
    pub opened: RwSignal<Option<Opened>>,
    /// Which screens exist.
    pub phase: Memo<Phase>,
    /// In the entrance: what is opened is for another program.
    hands_over: bool,
    recovery: StoredValue<Recovery>,
}

/// Whether an engine that stops is started again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recovery {
    /// So many times more.
    Tries(u8),
    /// No: the page is being left.
    Leaving,
}

impl Recovery {
    /// How often an engine that does not stay up is started again, before the page is to be loaded anew.
    const FULL: Self = Self::Tries(2);

    /// One try less, if there is one.
    fn next(self) -> Option<Self> {
        match self {
            Self::Tries(left) => left.checked_sub(1).map(Self::Tries),
            Self::Leaving => None,
        }
    }
}

impl Session {
    /// The record of the worker who is at work here.
    pub fn worker(self) -> Option<RecordId> {
        self.opened
            .with_untracked(|opened| opened.as_ref().and_then(|opened| opened.worker))
    }

    /// Starts the engine and watches it, until it opened a store; then the workplace takes over.
    pub fn start() -> Self {
        let handing = RwSignal::new(false);
        shell::on_taken_over(move || handing.set(true));
        Self::with(Engine::start(), Some(handing))
    }

    /// Starts the engine and watches it, and goes on in the same program.
    #[cfg(feature = "bench")]
    pub fn start_whole() -> Self {
        Self::with(Engine::start(), None)
    }

    /// Goes on with the engine that the entrance handed over; none where it handed nothing over.
    pub fn take_over() -> Option<Self> {
        let (engine, opened, told) = Engine::take_over()?;
        let session = Self::with(engine, None);
        session.open(opened);
        for event in told {
            engine.news.hear(event);
        }
        Some(session)
    }

    /// A session; in the entrance, with the signal that it was taken over.
    fn with(engine: Engine, handing: Option<RwSignal<bool>>) -> Self {
        let opened = RwSignal::new(None::<Opened>);
        let guess = preferences::load_last_seen();
        let phase = Memo::new(move |_| {
            if handing.is_some_and(|handing| handing.get()) {
                return Phase::HandedOver;
            }
            phase_of(
                opened.with(Option::is_some),
                engine.news.status.get(),
                guess,
            )
        });
        let session = Self {
            engine,
            opened,
            phase,
            hands_over: handing.is_some(),
            recovery: StoredValue::new(Recovery::FULL),
        };
        session.restart_when_interrupted();
        session.remember_what_is_here();
        session
    }

    /// The store is open: hands over, shows the first screen, or goes on where it was interrupted.
    pub fn open(&self, opened: Opened) {
        if self.hands_over {
            self.recovery.set_value(Recovery::Leaving);
            self.engine.hand_over(&opened);
            return;
        }
        self.recovery.set_value(Recovery::FULL);
        self.engine.news.sync.set(opened.sync.clone());
        self.engine.news.status.set(EngineStatus::Open);
        self.opened.set(Some(opened));
        self.engine
            .news
            .changes
            .update(|count| *count = count.wrapping_add(1));
    }

    /// Locks all tabs: keeps the drafts, ends the worker, leaves the document.
    pub fn lock(&self) {
        locking::tell_other_tabs();
        self.lock_this_tab();
    }

    /// Locks this tab.
    pub fn lock_this_tab(&self) {
        if self.opened.with_untracked(Option::is_none) {
            return;
        }
        page::set_curtain(true);
        let session = *self;
        leptos::task::spawn_local(async move {
            session.engine.flush_drafts().await;
            session.recovery.set_value(Recovery::Leaving);
            session.engine.stop();
            locking::replace_document();
        });
    }

    /// Why the engine closed, when it said so.
    pub fn closed_because(&self) -> Option<Failure> {
        self.engine.news.closed.get()
    }

    fn remember_what_is_here(self) {
        Effect::new(move |_| {
            let opened = self
                .opened
                .with(|opened| opened.as_ref().map(|opened| opened.is_demo));
            let found = match (opened, self.engine.news.status.get()) {
                (Some(true), _) => DeviceState::Demo,
                (Some(false), _) => DeviceState::Sealed,
                (None, EngineStatus::Running(found)) => found,
                (None, _) => return,
            };
            preferences::save_last_seen(last_seen(found));
        });
    }

    fn restart_when_interrupted(self) {
        Effect::new(move |_| {
            let is_stopped = self.engine.news.status.get() == EngineStatus::Stopped;
            let next = self.recovery.get_value().next();
            if let Some(next) =
                next.filter(|_| is_stopped && self.opened.with_untracked(Option::is_some))
            {
                self.recovery.set_value(next);
                self.engine.restart();
            }
        });
    }
}

/// What to remember of a state.
fn last_seen(found: DeviceState) -> LastSeen {
    match found {
        DeviceState::Empty => LastSeen::Nothing,
        DeviceState::Sealed | DeviceState::Newer => LastSeen::Sealed,
        DeviceState::Demo => LastSeen::Demo,
    }
}

/// Until the engine has said what is here, the screen is that of the last time: what is asked of an engine that is still
/// being loaded is answered when it runs.
fn phase_of(is_opened: bool, status: EngineStatus, guess: LastSeen) -> Phase {
    match (is_opened, status) {
        (true, EngineStatus::Open) => Phase::Unlocked,
        (true, _) => Phase::Interrupted,
        (false, EngineStatus::OtherBuild) => Phase::Unusable(Obstacle::OtherBuild),
        (false, EngineStatus::Starting) => match guess {
            LastSeen::Nothing => Phase::FirstRun,
            LastSeen::Sealed => Phase::Locked,
            LastSeen::Demo => Phase::Demo,
        },
        (false, EngineStatus::Running(DeviceState::Empty)) => Phase::FirstRun,
        (
            false,
            EngineStatus::Running(DeviceState::Sealed | DeviceState::Newer) | EngineStatus::Open,
        ) => Phase::Locked,
        (false, EngineStatus::Running(DeviceState::Demo)) => Phase::Demo,
        (false, EngineStatus::Stopped) => Phase::Unusable(Obstacle::NoEngine),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is_opened: bool, status: EngineStatus, expected: Phase) {
        for guess in [LastSeen::Nothing, LastSeen::Sealed, LastSeen::Demo] {
            assert_eq!(phase_of(is_opened, status, guess), expected);
        }
    }

    #[test]
    fn cases_are_on_the_screen_only_once_opened() {
        check(
            false,
            EngineStatus::Running(DeviceState::Empty),
            Phase::FirstRun,
        );
        check(
            false,
            EngineStatus::Running(DeviceState::Sealed),
            Phase::Locked,
        );
        check(
            false,
            EngineStatus::Running(DeviceState::Newer),
            Phase::Locked,
        );
        check(false, EngineStatus::Running(DeviceState::Demo), Phase::Demo);
        check(
            false,
            EngineStatus::Stopped,
            Phase::Unusable(Obstacle::NoEngine),
        );
        check(true, EngineStatus::Open, Phase::Unlocked);
    }

    #[test]
    fn until_the_engine_answers_the_screen_is_that_of_the_last_time() {
        for found in [
            DeviceState::Empty,
            DeviceState::Sealed,
            DeviceState::Newer,
            DeviceState::Demo,
        ] {
            let guessed = phase_of(false, EngineStatus::Starting, last_seen(found));
            let known = phase_of(false, EngineStatus::Running(found), LastSeen::default());
            assert_eq!(guessed, known);
        }
    }

    #[test]
    fn a_stopped_engine_leaves_the_screen_under_a_question() {
        check(true, EngineStatus::Stopped, Phase::Interrupted);
        check(true, EngineStatus::Starting, Phase::Interrupted);
        check(
            true,
            EngineStatus::Running(DeviceState::Sealed),
            Phase::Interrupted,
        );
        check(true, EngineStatus::OtherBuild, Phase::Interrupted);
        check(
            false,
            EngineStatus::OtherBuild,
            Phase::Unusable(Obstacle::OtherBuild),
        );
    }

    #[test]
    fn an_engine_that_does_not_stay_up_is_not_started_for_ever() {
        let tries = std::iter::successors(Some(Recovery::FULL), |recovery| recovery.next()).count();
        assert_eq!(tries, 3);
        assert_eq!(Recovery::Leaving.next(), None);
    }
}
