//! The device tells that something is to be done, and never what: the moments alone are kept in clear, so that a locked page
//! tells them too. Nothing is told while the application is closed: that would ask a server to know the moments.

use chrono::{Days, NaiveDate};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use record::TimeOfDay;

use crate::browser::{clock, preferences, shell};
use crate::session::Session;
use crate::settings::Settings;
use crate::t;

/// How often the time is looked at, milliseconds.
const LOOK_MS: u32 = 15_000;
/// How long before its hour something is told, milliseconds.
const BEFORE_MS: i64 = 15 * 60_000;
/// What has no hour is told when the day begins, in minutes since midnight.
const MORNING: u16 = 8 * 60 + 30;
/// How far ahead moments are kept: a device that is not opened for longer tells no more.
const AHEAD: Days = Days::new(2);

/// When to tell of something due, if that is still to come. Pure.
fn moment(day: NaiveDate, at: Option<TimeOfDay>, now_ms: i64) -> Option<i64> {
    let (minutes, before_ms) = match at {
        Some(at) => (at.minutes(), BEFORE_MS),
        None => (MORNING, 0),
    };
    let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0)?;
    let moment = clock::moment_of(day.and_time(time)) - before_ms;
    (moment > now_ms).then_some(moment)
}

/// Keeps the moments to come as they change, where reminders are wanted.
pub fn plan(session: Session, settings: Settings) {
    let is_wanted = Memo::new(move |_| settings.get().has_reminders);
    Effect::new(move |_| {
        session.engine.news.changes.track();
        session.engine.news.ready.track();
        if !is_wanted.get() {
            preferences::save_reminders(&[]);
            return;
        }
        leptos::task::spawn_local(async move {
            let today = clock::today();
            let until = today.checked_add_days(AHEAD).unwrap_or(today);
            // Without an answer, what was kept stands.
            let found = session.engine.moments(today..=until).await;
            // Meanwhile they may be wanted no longer.
            if let (Ok(found), Some(true)) = (found, is_wanted.try_get_untracked()) {
                let now_ms = clock::now_ms();
                let to_come = found.into_iter();
                let mut moments: Vec<i64> = to_come
                    .filter_map(|(day, at)| moment(day, at, now_ms))
                    .collect();
                moments.sort_unstable();
                moments.dedup();
                preferences::save_reminders(&moments);
            }
        });
    });
}

/// Tells each moment once, for as long as the page lives. Called by the entrance, which every page begins with.
pub fn ring() {
    Interval::new(LOOK_MS, || {
        let moments = preferences::load_reminders();
        let now_ms = clock::now_ms();
        let (passed, to_come): (Vec<i64>, Vec<i64>) =
            moments.into_iter().partition(|moment| *moment <= now_ms);
        if !passed.is_empty() {
            preferences::save_reminders(&to_come);
            shell::remind(t!(brand), t!(reminder_text));
        }
    })
    .forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_comes_before_its_hour_or_in_the_morning_and_never_after() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
        let at = |hour: i64, minute: i64| {
            let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
            midnight.timestamp_millis() + (hour * 60 + minute) * 60_000
        };
        let two = TimeOfDay::from_minutes(14 * 60);
        assert_eq!(moment(day, two, at(8, 0)), Some(at(13, 45)));
        assert_eq!(moment(day, None, at(8, 0)), Some(at(8, 30)));
        assert_eq!(moment(day, None, at(9, 0)), None);
        assert_eq!(moment(day, two, at(13, 50)), None);
    }
}
