//! What to know before a shift begins: whether work is unsent, whether there is room, and whether the clock, the version and
//! the battery are as they should be.

use engine::message::SyncState;
use leptos::prelude::*;

use crate::browser::battery::{self, Battery};
use crate::browser::shell;
use crate::browser::storage::{self, StorageRoom};
use crate::components::icon::{Glyph, Icon};
use crate::pages::banners::is_clock_off;
use crate::pages::settings::is_nearly_full;
use crate::session::Session;
use crate::t;

/// Below this, in a hundred, a battery does not last a shift.
const LOW_BATTERY: u8 = 30;

/// What is looked at.
#[derive(Debug, Clone, Default)]
struct State {
    sync: SyncState,
    room: Option<StorageRoom>,
    battery: Option<Battery>,
    has_update: bool,
}

/// A line of the check.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    is_fine: bool,
    text: String,
}

/// The lines of the check; what the browser does not tell has none. Pure.
fn lines(state: &State) -> Vec<Line> {
    let line = |is_fine: bool, text: String| Line { is_fine, text };
    let pending = state.sync.pending;
    let unsent = match pending {
        0 => line(true, t!(check_sent).to_owned()),
        count => line(false, t!(check_unsent, count = count)),
    };
    let clock = match state.sync.clock_skew_ms {
        None => line(true, t!(check_clock_unknown).to_owned()),
        Some(_) if is_clock_off(&state.sync) => line(false, t!(check_clock_off).to_owned()),
        Some(_) => line(true, t!(check_clock).to_owned()),
    };
    let room = state.room.map(|room| match is_nearly_full(room) {
        true => line(false, t!(check_room_full).to_owned()),
        false => line(true, t!(check_room).to_owned()),
    });
    let version = match state.has_update {
        true => line(false, t!(check_version_new).to_owned()),
        false => line(true, t!(check_version).to_owned()),
    };
    let battery = state.battery.map(|battery| {
        let is_fine = battery.is_charging || battery.percent >= LOW_BATTERY;
        line(
            is_fine,
            t!(check_battery, percent = u32::from(battery.percent)),
        )
    });
    [Some(unsent), room, Some(clock), Some(version), battery]
        .into_iter()
        .flatten()
        .collect()
}

/// What to know before a shift begins.
#[component]
pub(super) fn ShiftCheck() -> impl IntoView {
    let session = expect_context::<Session>();
    let room = RwSignal::new(None);
    let battery = RwSignal::new(None);
    leptos::task::spawn_local(async move {
        // The page may have gone.
        let _ = room.try_set(storage::room().await);
        let _ = battery.try_set(battery::battery().await);
    });
    let found = Memo::new(move |_| {
        lines(&State {
            sync: session.engine.news.sync.get(),
            room: room.get(),
            battery: battery.get(),
            has_update: shell::has_update(),
        })
    });
    let is_fine = move || found.read().iter().all(|line| line.is_fine);
    let line = |line: Line| {
        let icon = if line.is_fine {
            Icon::CHECK
        } else {
            Icon::WARNING
        };
        view! { <li class:is-fine=line.is_fine><Glyph icon /><span>{line.text}</span></li> }
    };
    view! {
        <details class="shift-check" open=move || !is_fine()>
            <summary>{move || if is_fine() { t!(check_fine) } else { t!(check_look) }}</summary>
            <ul>{move || found.get().into_iter().map(line).collect_view()}</ul>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(state: &State, amiss: &[&str]) {
        crate::i18n::language::set(crate::i18n::Language::French);
        let found = lines(state);
        let told: Vec<_> = found
            .iter()
            .filter(|line| !line.is_fine)
            .map(|line| line.text.replace(['\u{a0}', '\u{202f}'], " "))
            .collect();
        assert_eq!(told, amiss);
    }

    #[test]
    fn what_is_amiss_is_told() {
        check(&State::default(), &[]);
        let unsent = SyncState {
            pending: 3,
            ..SyncState::default()
        };
        check(
            &State {
                sync: unsent,
                ..State::default()
            },
            &["3 enregistrements attendent d’être envoyés"],
        );
        let late = SyncState {
            clock_skew_ms: Some(-6 * 60_000),
            ..SyncState::default()
        };
        check(
            &State {
                sync: late,
                ..State::default()
            },
            &["L’horloge de cet appareil est décalée"],
        );
        let full = StorageRoom {
            used_bytes: 9,
            quota_bytes: 10,
            is_persistent: true,
        };
        check(
            &State {
                room: Some(full),
                has_update: true,
                ..State::default()
            },
            &[
                "L’espace de cet appareil est presque plein",
                "Une nouvelle version est prête",
            ],
        );
        let empty = |is_charging| State {
            battery: Some(Battery {
                percent: 12,
                is_charging,
            }),
            ..State::default()
        };
        check(&empty(false), &["Batterie : 12 %"]);
        check(&empty(true), &[]);
    }
}
