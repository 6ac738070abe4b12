//! What stands above the page until it is mended: which concerns there are (pure), and their sentences.

use engine::message::{Failure, SyncProblem, SyncState};
use leptos::prelude::*;

use super::settings::is_nearly_full;
use crate::browser::storage::{self, StorageRoom};
use crate::browser::{clock, page, preferences, shell};
use crate::components::banners::Banner;
use crate::components::notice::Weight;
use crate::i18n::problems;
use crate::navigator::Navigator;
use crate::route::{Route, SettingsPart};
use crate::session::Session;
use crate::t;

/// Beyond this, the device's clock is worth a word.
const SKEW_MS: i64 = 5 * 60_000;

/// Beyond this, unsent work is worth a word.
const LONG_MS: i64 = 24 * 3_600_000;

/// How often the room left is looked at.
const LOOK_MS: u32 = 10 * 60_000;

/// Something to know or to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Concern {
    Demo,
    ReadOnly,
    Damaged(u32),
    Exchange(SyncProblem),
    LongUnsent,
    NearlyFull,
    Clock,
    Uninstalled,
    Update,
}

/// All that concerns are drawn from.
#[derive(Debug, Clone, Default)]
struct Circumstances {
    is_demo: bool,
    is_read_only: bool,
    is_typing: bool,
    is_uninstalled: bool,
    has_update: bool,
    damaged_rows: u32,
    room: Option<StorageRoom>,
    sync: SyncState,
    waiting_since_ms: Option<i64>,
    now_ms: i64,
}

/// What stands, the gravest first. Pure.
fn concerns(circumstances: &Circumstances) -> Vec<Concern> {
    let Circumstances { sync, now_ms, .. } = circumstances;
    let is_long_unsent = circumstances
        .waiting_since_ms
        .is_some_and(|since_ms| now_ms.saturating_sub(since_ms) >= LONG_MS);
    let problem = sync.problem.clone().filter(needs_somebody);
    let sends = !circumstances.is_demo;
    [
        circumstances.is_demo.then_some(Concern::Demo),
        circumstances.is_read_only.then_some(Concern::ReadOnly),
        (circumstances.damaged_rows > 0).then_some(Concern::Damaged(circumstances.damaged_rows)),
        problem.filter(|_| sends).map(Concern::Exchange),
        (is_long_unsent && sends).then_some(Concern::LongUnsent),
        circumstances
            .room
            .filter(|room| is_nearly_full(*room))
            .map(|_| Concern::NearlyFull),
        is_clock_off(sync).then_some(Concern::Clock),
        (circumstances.is_uninstalled && sends).then_some(Concern::Uninstalled),
        // Never in mid-form: a new version takes the page with it.
        (circumstances.has_update && !circumstances.is_typing).then_some(Concern::Update),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether the clock of this device is known to be wrong.
pub(super) fn is_clock_off(sync: &SyncState) -> bool {
    let skew_ms = sync.clock_skew_ms;
    skew_ms.is_some_and(|skew_ms| skew_ms.saturating_abs() > SKEW_MS)
}

/// A network that is away comes back by itself, and the sync line says what waits; the rest needs a person.
fn needs_somebody(problem: &SyncProblem) -> bool {
    match problem {
        SyncProblem::Unreachable
        | SyncProblem::TooMany { .. }
        | SyncProblem::EndpointFault
        | SyncProblem::NotInvited => false,
        SyncProblem::InvitationRefused
        | SyncProblem::Refused
        | SyncProblem::TooLarge
        | SyncProblem::NotOurEndpoint
        | SyncProblem::Tampered
        | SyncProblem::Cloned => true,
    }
}

/// When work began to wait: kept while it waits, forgotten when it is sent. Pure.
fn waiting_since(sync: &SyncState, before_ms: Option<i64>, now_ms: i64) -> Option<i64> {
    (sync.pending > 0).then(|| before_ms.unwrap_or(now_ms))
}

/// The sentence of a concern, and what can be done.
fn banner(concern: Concern, navigator: Navigator) -> Banner {
    let to = |word: &str, part| {
        Some((
            word.to_owned(),
            Callback::new(move |()| navigator.go(Route::Settings(part))),
        ))
    };
    let (weight, text, action) = match concern {
        Concern::Demo => (
            Weight::Information,
            t!(banner_demo).to_owned(),
            to(t!(banner_demo_leave), SettingsPart::Storage),
        ),
        Concern::ReadOnly => (Weight::Problem, t!(banner_read_only).to_owned(), None),
        Concern::Damaged(rows) => (
            Weight::Problem,
            problems::failure(&Failure::StorageDamaged { rows }),
            None,
        ),
        Concern::Exchange(problem) => (
            Weight::Problem,
            problems::sync_problem(&problem),
            to(t!(banner_to_sync), SettingsPart::Sync),
        ),
        Concern::LongUnsent => (
            Weight::Waiting,
            t!(banner_long_unsent).to_owned(),
            to(t!(banner_to_sync), SettingsPart::Sync),
        ),
        Concern::NearlyFull => (
            Weight::Problem,
            t!(room_nearly_full).to_owned(),
            to(t!(banner_to_storage), SettingsPart::Storage),
        ),
        Concern::Clock => (Weight::Waiting, t!(banner_clock).to_owned(), None),
        Concern::Uninstalled => (Weight::Waiting, t!(room_install).to_owned(), None),
        Concern::Update => {
            let take = Callback::new(|()| shell::activate_update());
            (
                Weight::Information,
                t!(banner_update).to_owned(),
                Some((t!(version_take).to_owned(), take)),
            )
        }
    };
    Banner {
        weight,
        text,
        action,
    }
}

/// Watches what concerns are drawn from, and gives their banners.
pub(super) fn watch(session: Session, navigator: Navigator) -> Signal<Vec<Banner>> {
    let news = session.engine.news;
    let room = watch_room();
    let has_update = RwSignal::new(shell::has_update());
    shell::on_update(move || {
        let _ = has_update.try_set(true);
    });
    let waiting_since_ms = watch_waiting(session);
    let found = Memo::new(move |_| {
        let (is_demo, is_read_only) = session.opened.with(|opened| {
            opened.as_ref().map_or((false, false), |opened| {
                (opened.is_demo, opened.is_read_only)
            })
        });
        concerns(&Circumstances {
            is_demo,
            is_read_only,
            is_typing: news.typing.get() > 0,
            is_uninstalled: page::is_uninstalled_on_ios(),
            has_update: has_update.get(),
            damaged_rows: news.damaged_rows.get(),
            room: room.get(),
            sync: news.sync.get(),
            waiting_since_ms: waiting_since_ms.get(),
            now_ms: clock::now_ms(),
        })
    });
    Signal::derive(move || {
        found
            .get()
            .into_iter()
            .map(|concern| banner(concern, navigator))
            .collect()
    })
}

fn watch_room() -> RwSignal<Option<StorageRoom>> {
    let room = RwSignal::new(None);
    let look = move || {
        leptos::task::spawn_local(async move {
            let found = storage::room().await;
            let _ = room.try_set(found);
        });
    };
    look();
    let interval =
        StoredValue::new_local(Some(gloo_timers::callback::Interval::new(LOOK_MS, look)));
    on_cleanup(move || drop(interval.try_update_value(Option::take)));
    room
}

fn watch_waiting(session: Session) -> RwSignal<Option<i64>> {
    let since_ms = RwSignal::new(preferences::load_waiting_since());
    Effect::new(move |_| {
        let before_ms = since_ms.get_untracked();
        let now = session
            .engine
            .news
            .sync
            .with(|sync| waiting_since(sync, before_ms, clock::now_ms()));
        if now != before_ms {
            preferences::save_waiting_since(now);
            since_ms.set(now);
        }
    });
    since_ms
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 3_600_000;

    fn calm() -> Circumstances {
        Circumstances {
            now_ms: 100 * HOUR_MS,
            ..Circumstances::default()
        }
    }

    fn syncing(problem: SyncProblem) -> Circumstances {
        Circumstances {
            sync: SyncState {
                problem: Some(problem),
                ..SyncState::default()
            },
            ..calm()
        }
    }

    #[track_caller]
    fn check(circumstances: &Circumstances, expected: &[Concern]) {
        assert_eq!(concerns(circumstances), expected);
    }

    #[test]
    fn nothing_stands_when_all_is_well() {
        check(&calm(), &[]);
        check(&syncing(SyncProblem::Unreachable), &[]);
    }

    #[test]
    fn what_a_person_must_mend_stands() {
        check(
            &syncing(SyncProblem::Refused),
            &[Concern::Exchange(SyncProblem::Refused)],
        );
        check(
            &Circumstances {
                damaged_rows: 2,
                ..calm()
            },
            &[Concern::Damaged(2)],
        );
    }

    #[test]
    fn a_day_of_waiting_stands_and_an_hour_less_does_not() {
        let waiting = |hours: i64| Circumstances {
            waiting_since_ms: Some((100 - hours) * HOUR_MS),
            ..calm()
        };
        check(&waiting(23), &[]);
        check(&waiting(24), &[Concern::LongUnsent]);
        check(
            &Circumstances {
                is_demo: true,
                ..waiting(48)
            },
            &[Concern::Demo],
        );
    }

    #[test]
    fn a_clock_five_minutes_off_stands_either_way() {
        let skewed = |skew_ms| Circumstances {
            sync: SyncState {
                clock_skew_ms: Some(skew_ms),
                ..SyncState::default()
            },
            ..calm()
        };
        check(&skewed(SKEW_MS), &[]);
        check(&skewed(SKEW_MS + 1), &[Concern::Clock]);
        check(&skewed(i64::MIN), &[Concern::Clock]);
    }

    #[test]
    fn a_new_version_waits_for_the_end_of_a_form() {
        check(
            &Circumstances {
                has_update: true,
                ..calm()
            },
            &[Concern::Update],
        );
        check(
            &Circumstances {
                has_update: true,
                is_typing: true,
                ..calm()
            },
            &[],
        );
    }

    #[test]
    fn waiting_is_counted_from_its_first_hour() {
        let sync = |pending| SyncState {
            pending,
            ..SyncState::default()
        };
        assert_eq!(waiting_since(&sync(1), None, 7), Some(7));
        assert_eq!(waiting_since(&sync(2), Some(3), 7), Some(3));
        assert_eq!(waiting_since(&sync(0), Some(3), 7), None);
    }
}
