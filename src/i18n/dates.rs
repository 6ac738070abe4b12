//! Dates and times as people say them. The words are in `locales/`, names of days and months come from the browser.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::language;
use crate::browser::{clock, intl};
use crate::t;

/// A time of day: "14 h 02".
pub fn time(time: NaiveTime) -> String {
    hour(time.hour(), time.minute())
}

/// A time of day by its parts: "14 h 02".
pub fn hour(hour: impl ToString, minute: impl std::fmt::Display) -> String {
    t!(
        time_of_day,
        hour = hour.to_string(),
        minute = format!("{minute:02}")
    )
}

/// A moment beside today: "aujourd'hui 14 h 02", "hier 9 h 05", "jeudi 26 nov. 14 h 02".
pub fn moment(at_ms: i64) -> String {
    moment_near(clock::civil(at_ms), clock::today())
}

fn moment_near(at: NaiveDateTime, today: NaiveDate) -> String {
    t!(
        day_and_time,
        day = day_near(at.date(), today),
        time = time(at.time())
    )
}

/// A moment after a verb: "à 14 h 02" when it was today, "hier à 9 h 05" otherwise.
pub fn at_moment(at_ms: i64) -> String {
    let at = clock::civil(at_ms);
    match nearness(at.date(), clock::today()) {
        Nearness::Today => t!(at_time, time = time(at.time())),
        _ => t!(day_at_time, day = day(at.date()), time = time(at.time())),
    }
}

/// A civil day beside today: "aujourd'hui", "hier", "demain", "jeudi 26 nov.", "12 mars 2024".
pub fn day(day: NaiveDate) -> String {
    day_near(day, clock::today())
}

/// A civil day as it follows a verb: "aujourd'hui", "jeudi 26 nov.", "le 12 mars 2024".
pub fn on_day(day: NaiveDate) -> String {
    let today = clock::today();
    match nearness(day, today) {
        Nearness::Far => t!(day_on, day = day_near(day, today)),
        _ => day_near(day, today),
    }
}

/// A day in full: "jeudi 26 novembre 2026".
pub fn full_day(day: NaiveDate) -> String {
    said(day, intl::DayStyle::Full)
}

/// A day as letters write it, whatever the day is today: "12 mars 2024".
pub fn written(day: NaiveDate) -> String {
    said(day, intl::DayStyle::Year)
}

/// A day as the browser words it; in French the first of a month is said "1er", which browsers do not.
fn said(day: NaiveDate, style: intl::DayStyle) -> String {
    let text = intl::day(language::current().locale(), day, style);
    match (language::current(), day.day()) {
        (language::Language::French, 1) => first_in_french(&text),
        _ => text,
    }
}

/// The number 1 of a day becomes "1er"; a year or another number is left alone. Pure.
fn first_in_french(text: &str) -> String {
    let words = text.split(' ').map(|word| match word {
        "1" => "1er",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A day of a calendar: "26 nov.".
pub fn short_day(day: NaiveDate) -> String {
    said(day, intl::DayStyle::Short)
}

/// A day of a week that is known: "jeudi 26".
pub fn day_of_week(day: NaiveDate) -> String {
    said(day, intl::DayStyle::WeekdayAndNumber)
}

/// The head of a column of days: "jeu.".
pub fn weekday(day: NaiveDate) -> String {
    said(day, intl::DayStyle::WeekdayAlone)
}

/// The month of a day: "novembre 2026".
pub fn month(day: NaiveDate) -> String {
    said(day, intl::DayStyle::Month)
}

fn day_near(day: NaiveDate, today: NaiveDate) -> String {
    match nearness(day, today) {
        Nearness::Today => t!(day_today).to_owned(),
        Nearness::Yesterday => t!(day_yesterday).to_owned(),
        Nearness::Tomorrow => t!(day_tomorrow).to_owned(),
        Nearness::Near => said(day, intl::DayStyle::Weekday),
        Nearness::Far => said(day, intl::DayStyle::Year),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Nearness {
    Today,
    Yesterday,
    Tomorrow,
    Near,
    Far,
}

/// Within half a year the year goes without saying.
fn nearness(day: NaiveDate, today: NaiveDate) -> Nearness {
    let distance = day.signed_duration_since(today).num_days();
    match distance {
        0 => Nearness::Today,
        -1 => Nearness::Yesterday,
        1 => Nearness::Tomorrow,
        -180..=180 => Nearness::Near,
        _ => Nearness::Far,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test table")
    }

    #[track_caller]
    fn check(day: &str, expected: Nearness) {
        assert_eq!(nearness(date(day), date("2026-11-23")), expected);
    }

    #[test]
    fn the_first_of_a_month_is_said_so() {
        assert_eq!(first_in_french("1 janvier 2025"), "1er janvier 2025");
        assert_eq!(first_in_french("jeudi 1 oct."), "jeudi 1er oct.");
        assert_eq!(first_in_french("11 janvier 2011"), "11 janvier 2011");
    }

    #[test]
    fn days_are_told_by_their_distance() {
        check("2026-11-23", Nearness::Today);
        check("2026-11-22", Nearness::Yesterday);
        check("2026-11-24", Nearness::Tomorrow);
        check("2026-11-26", Nearness::Near);
        check("2024-03-12", Nearness::Far);
    }

    #[test]
    fn minutes_keep_their_zero() {
        language::set(crate::i18n::Language::French);
        assert_eq!(
            time(NaiveTime::from_hms_opt(14, 2, 0).expect("a time")),
            "14\u{a0}h\u{a0}02"
        );
    }
}
