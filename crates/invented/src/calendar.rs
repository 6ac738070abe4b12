//! Days: spans of them, and those on which a team works.

use casework::rota;
use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::chance::Chance;

/// Days from the first, included, to the last, not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
}

/// A day written in the source: `day(2020, 2, 29)`.
///
/// A day that does not exist becomes the first of the calendar, which a test would notice.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN)
}

/// So many days later; the same day at the end of the calendar.
pub(crate) fn later(date: NaiveDate, days: usize) -> NaiveDate {
    date.checked_add_days(Days::new(days as u64))
        .unwrap_or(date)
}

/// So many days earlier; the same day at the beginning of the calendar.
pub(crate) fn earlier(date: NaiveDate, days: usize) -> NaiveDate {
    date.checked_sub_days(Days::new(days as u64))
        .unwrap_or(date)
}

impl Span {
    pub(crate) fn days(self) -> usize {
        usize::try_from((self.to - self.from).num_days()).unwrap_or(0)
    }

    pub(crate) fn holds(self, date: NaiveDate) -> bool {
        self.from <= date && date < self.to
    }

    /// Any day of the span.
    pub(crate) fn any_day(self, chance: &mut Chance) -> NaiveDate {
        later(self.from, chance.below(self.days()))
    }

    /// The working day of the span nearest to `date`, later ones first; `date` if there is none.
    pub(crate) fn working_day_near(self, date: NaiveDate) -> NaiveDate {
        let after = (0..10).map(|days| later(date, days));
        let before = (1..10).map(|days| earlier(date, days));
        after
            .chain(before)
            .find(|date| self.holds(*date) && is_working(*date))
            .unwrap_or(date)
    }
}

fn is_working(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(date)
}

/// A public holiday of Moselle.
pub(crate) fn is_holiday(date: NaiveDate) -> bool {
    rota::holiday(date, true).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(near: NaiveDate, working: NaiveDate) {
        let year = Span {
            from: day(2020, 1, 1),
            to: day(2021, 1, 1),
        };
        assert_eq!(year.working_day_near(near), working);
    }

    #[test]
    fn working_days_stay_in_the_span() {
        check(day(2020, 1, 1), day(2020, 1, 2));
        check(day(2020, 2, 29), day(2020, 3, 2));
        check(day(2020, 4, 10), day(2020, 4, 14));
        check(day(2020, 12, 31), day(2020, 12, 31));
        check(day(2020, 12, 26), day(2020, 12, 28));
    }
}
