//! When the screen locks by itself: after some minutes without a touch, and on return after a while out of sight.

use leptos::prelude::*;

use crate::browser::preferences::Preferences;
use crate::browser::{activity, clock, page};
use crate::session::Session;
use crate::settings::Settings;

/// How often the idle time is looked at, milliseconds.
const LOOK_MS: u32 = 5_000;

/// When the person was last here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Presence {
    touched_at_ms: i64,
    hidden_at_ms: Option<i64>,
}

/// Whether the session must lock now. Pure.
fn must_lock(presence: Presence, now_ms: i64, preferences: &Preferences) -> bool {
    let idle_ms = now_ms.saturating_sub(presence.touched_at_ms);
    let hidden_ms = presence
        .hidden_at_ms
        .map_or(0, |hidden_at_ms| now_ms.saturating_sub(hidden_at_ms));
    idle_ms >= i64::from(preferences.idle_minutes) * 60_000
        || hidden_ms > i64::from(preferences.grace_seconds) * 1_000
}

/// Watches for as long as the page lives.
pub fn start(session: Session, settings: Settings) {
    let presence = StoredValue::new(Presence {
        touched_at_ms: clock::now_ms(),
        hidden_at_ms: None,
    });
    let look = move || {
        let is_open = session.opened.with_untracked(Option::is_some);
        if is_open
            && must_lock(
                presence.get_value(),
                clock::now_ms(),
                &settings.get_untracked(),
            )
        {
            session.lock();
        }
    };
    activity::on_touch(move || {
        presence.update_value(|presence| presence.touched_at_ms = clock::now_ms());
    });
    activity::on_sight(move |is_in_sight| {
        if is_in_sight {
            look();
            page::set_curtain(false);
        } else {
            page::set_curtain(session.opened.with_untracked(Option::is_some));
            leptos::task::spawn_local(async move { session.engine.flush_drafts().await });
        }
        presence
            .update_value(|presence| presence.hidden_at_ms = (!is_in_sight).then(clock::now_ms));
    });
    activity::on_leaving(move || {
        leptos::task::spawn_local(async move { session.engine.flush_drafts().await });
    });
    activity::on_revival(page::reload);
    gloo_timers::callback::Interval::new(LOOK_MS, look).forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(touched_s_ago: i64, hidden_s_ago: Option<i64>, expected: bool) {
        let now_ms = 10_000_000;
        let presence = Presence {
            touched_at_ms: now_ms - touched_s_ago * 1_000,
            hidden_at_ms: hidden_s_ago.map(|seconds| now_ms - seconds * 1_000),
        };
        assert_eq!(
            must_lock(presence, now_ms, &Preferences::default()),
            expected
        );
    }

    #[test]
    fn five_minutes_without_a_touch_lock() {
        check(299, None, false);
        check(300, None, true);
    }

    #[test]
    fn a_call_of_a_minute_does_not_lock_and_a_longer_one_does() {
        check(10, Some(60), false);
        check(10, Some(61), true);
    }

    #[test]
    fn a_clock_set_back_does_not_lock() {
        check(-600, Some(-600), false);
    }
}
