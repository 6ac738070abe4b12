//! What is done between two requests: background steps, exchanges with the endpoint, a pairing, other tabs' commits.
//!
//! Each task sleeps until its bell rings. Here is decided when, never what; all of it may be repeated or cut short
//! at any point, which the engine is made for.

use std::rc::Rc;

use engine::message::{Request, SyncProblem};
use engine::ports::{Clock, Ports};
use engine::{Engine, Next};
use js_sys::Math::random;
use wasm_bindgen_futures::spawn_local;

use crate::ports::BrowserPorts;
use crate::scope::{Listeners, scope};
use crate::signal::Signal;
use crate::turns::Turns;

/// An exchange by itself even when nothing seems new, milliseconds.
const IDLE_MS: u32 = 5 * 60_000;
/// The pause after a first exchange that failed, milliseconds; each next one is twice as long.
const FIRST_PAUSE_MS: u32 = 2_000;
/// The longest such pause, milliseconds.
const LONGEST_PAUSE_MS: u32 = 5 * 60_000;
/// News that comes sooner than this after the last makes the next wait a little, milliseconds.
const HURRY_MS: i64 = 1_000;

type BrowserEngine = Engine<BrowserPorts>;

/// What a request leaves to do once it is answered, beside background steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consequence {
    /// Nothing more.
    Steps,
    /// There may be something to send, or somebody wants it outright.
    Exchange,
    /// Two devices wait for each other.
    Pairing,
}

impl Consequence {
    /// The consequence of a request.
    pub(crate) const fn of(request: &Request) -> Self {
        match request {
            Request::CreateTeam(_)
            | Request::Unlock { .. }
            | Request::Save { .. }
            | Request::FinishAttachment { .. }
            | Request::SyncNow
            | Request::SetInvitation { .. }
            | Request::ConfirmDevice { .. } => Self::Exchange,
            Request::JoinTeam { .. } | Request::AcceptDevice { .. } => Self::Pairing,
            _ => Self::Steps,
        }
    }
}

/// The bells of the tasks.
#[derive(Clone, Default)]
struct Bells {
    steps: Signal,
    exchange: Signal,
    /// An exchange ended well: from there on the endpoint can be followed.
    synced: Signal,
    pairing: Signal,
    other_tab: Signal,
}

/// The tasks, for as long as the worker lives.
pub(crate) struct Rounds {
    bells: Bells,
    _listeners: [Option<Listeners>; 2],
}

impl Rounds {
    /// Starts the tasks; nothing is done before the first request.
    pub(crate) fn start(engine: &Rc<BrowserEngine>) -> Self {
        let bells = Bells::default();
        spawn_local(step_on(Rc::clone(engine), bells.clone()));
        spawn_local(exchange_on(Rc::clone(engine), bells.clone()));
        spawn_local(follow_on(Rc::clone(engine), bells.clone()));
        spawn_local(pair_on(Rc::clone(engine), bells.clone()));
        spawn_local(catch_up_on(Rc::clone(engine), bells.clone()));
        let (online, other_tab) = (bells.exchange.clone(), bells.other_tab.clone());
        let listeners = [
            Some(Listeners::on(&scope()).hear("online", move |_| online.ring())),
            engine
                .ports()
                .store()
                .on_other_tab(move || other_tab.ring()),
        ];
        Self {
            bells,
            _listeners: listeners,
        }
    }

    /// After a request was answered.
    pub(crate) fn after(&self, consequence: Consequence) {
        self.bells.steps.ring();
        match consequence {
            Consequence::Steps => {}
            Consequence::Exchange => self.bells.exchange.ring(),
            Consequence::Pairing => self.bells.pairing.ring(),
        }
    }
}

/// Background steps, with a turn for everything else between two of them.
async fn step_on(engine: Rc<BrowserEngine>, bells: Bells) {
    let turns = Turns::new();
    loop {
        bells.steps.heard().await;
        while engine.step().await == Next::Again {
            turns.next().await;
        }
    }
}

async fn exchange_on(engine: Rc<BrowserEngine>, bells: Bells) {
    let mut failures = 0;
    bells.exchange.heard().await;
    loop {
        let problem = engine.exchange().await;
        bells.steps.ring();
        if problem.is_none() {
            failures = 0;
            bells.synced.ring();
        } else {
            failures += 1;
        }
        let again_ms = engine.attachments_again_in_ms();
        let pause = pause(problem.as_ref(), failures, random()).within(again_ms);
        if pause.is_binding {
            engine.ports().clock().sleep(pause.milliseconds).await;
        } else {
            bells.exchange.heard_within(pause.milliseconds).await;
        }
    }
}

/// Keeps asking whether there is news, as long as exchanges end well.
async fn follow_on(engine: Rc<BrowserEngine>, bells: Bells) {
    let clock = engine.ports().clock();
    let (mut failures, mut hurried) = (0, 0);
    loop {
        bells.synced.heard().await;
        let (answer, is_quick) = news(&engine).await;
        match answer {
            Ok(true) => {
                (failures, hurried) = (0, if is_quick { hurried + 1 } else { 0 });
                clock.sleep(breath_ms(hurried)).await;
            }
            // Nothing may be asked here, or the endpoint does not wait: the next exchange tells.
            Ok(false) => continue,
            Err(problem) => {
                failures += 1;
                clock
                    .sleep(pause(Some(&problem), failures, random()).milliseconds)
                    .await;
            }
        }
        bells.exchange.ring();
    }
}

/// The answer to one long poll after the other until one is not "nothing new", and whether it came at once.
async fn news(engine: &BrowserEngine) -> (Result<bool, SyncProblem>, bool) {
    loop {
        let began_ms = engine.ports().clock().now_ms();
        let answer = engine.follow().await;
        let is_quick = engine.ports().clock().now_ms() - began_ms < HURRY_MS;
        if is_quick || answer != Ok(false) {
            return (answer, is_quick);
        }
    }
}

async fn pair_on(engine: Rc<BrowserEngine>, bells: Bells) {
    loop {
        bells.pairing.heard().await;
        engine.pair().await;
        // A device that has just joined has everything to read.
        bells.steps.ring();
        bells.exchange.ring();
    }
}

async fn catch_up_on(engine: Rc<BrowserEngine>, bells: Bells) {
    loop {
        bells.other_tab.heard().await;
        engine.catch_up().await;
        bells.steps.ring();
    }
}

/// How long until the next exchange by itself.
#[derive(Debug, PartialEq, Eq)]
struct Pause {
    milliseconds: u32,
    /// No bell shortens it.
    is_binding: bool,
}

impl Pause {
    /// No longer than until attachments are tried again. One that the endpoint asked for stays.
    fn within(self, again_ms: Option<u32>) -> Self {
        match again_ms {
            Some(again_ms) if !self.is_binding => Self {
                milliseconds: self.milliseconds.min(again_ms.max(FIRST_PAUSE_MS)),
                ..self
            },
            _ => self,
        }
    }
}

/// `dice` lies between 0 and 1 and spreads the devices of a team that failed at the same moment.
fn pause(problem: Option<&SyncProblem>, failures: u32, dice: f64) -> Pause {
    match problem {
        None => Pause {
            milliseconds: IDLE_MS,
            is_binding: false,
        },
        Some(SyncProblem::TooMany { retry_after_s }) => {
            let asked_ms = retry_after_s.saturating_mul(1000);
            Pause {
                milliseconds: spread(asked_ms, 1.0, dice),
                is_binding: true,
            }
        }
        Some(_) => {
            let doubled = FIRST_PAUSE_MS.saturating_mul(1 << failures.saturating_sub(1).min(16));
            Pause {
                milliseconds: spread(doubled.min(LONGEST_PAUSE_MS), 0.5, dice),
                is_binding: false,
            }
        }
    }
}

/// How long news waits that follows on news, milliseconds: one edit is seen at once, a stream of them in handfuls.
fn breath_ms(hurried: u32) -> u32 {
    if hurried == 0 {
        0
    } else {
        50 << hurried.min(5)
    }
}

/// Between `least` and `least` and a half of a duration.
fn spread(milliseconds: u32, least: f64, dice: f64) -> u32 {
    (f64::from(milliseconds) * (least + dice / 2.0)) as u32
}

#[cfg(test)]
mod tests {
    use super::{IDLE_MS, Pause, SyncProblem, breath_ms, pause};

    #[track_caller]
    fn check(
        problem: Option<&SyncProblem>,
        failures: u32,
        dice: f64,
        milliseconds: u32,
        is_binding: bool,
    ) {
        let expected = Pause {
            milliseconds,
            is_binding,
        };
        assert_eq!(pause(problem, failures, dice), expected);
    }

    #[test]
    fn pauses_grow_with_failures_and_end() {
        check(None, 0, 0.5, IDLE_MS, false);
        check(Some(&SyncProblem::Unreachable), 1, 0.0, 1_000, false);
        check(Some(&SyncProblem::Unreachable), 1, 1.0, 2_000, false);
        check(Some(&SyncProblem::Unreachable), 4, 1.0, 16_000, false);
        check(
            Some(&SyncProblem::EndpointFault),
            u32::MAX,
            1.0,
            300_000,
            false,
        );
    }

    #[test]
    fn an_endpoint_that_asks_for_a_pause_gets_it() {
        check(
            Some(&SyncProblem::TooMany { retry_after_s: 60 }),
            1,
            0.0,
            60_000,
            true,
        );
        check(
            Some(&SyncProblem::TooMany { retry_after_s: 60 }),
            9,
            1.0,
            90_000,
            true,
        );
        check(
            Some(&SyncProblem::TooMany {
                retry_after_s: u32::MAX,
            }),
            1,
            1.0,
            u32::MAX,
            true,
        );
    }

    #[test]
    fn attachments_that_wait_are_tried_before_the_next_idle_exchange() {
        assert_eq!(pause(None, 0, 0.5).within(None).milliseconds, IDLE_MS);
        assert_eq!(pause(None, 0, 0.5).within(Some(8_000)).milliseconds, 8_000);
        assert_eq!(pause(None, 0, 0.5).within(Some(0)).milliseconds, 2_000);
        let asked = SyncProblem::TooMany { retry_after_s: 60 };
        let asked = pause(Some(&asked), 1, 0.0).within(Some(8_000));
        assert_eq!(asked.milliseconds, 60_000);
    }

    #[test]
    fn a_stream_of_news_is_taken_in_handfuls() {
        assert_eq!(
            [0, 1, 2, 5, u32::MAX].map(breath_ms),
            [0, 100, 200, 1_600, 1_600]
        );
    }
}
