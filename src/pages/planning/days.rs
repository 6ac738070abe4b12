//! Which days a calendar shows. Pure.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate};

/// How much is shown at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// Monday to Sunday.
    Week,
    /// The weeks that a month has a day in.
    Month,
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    /// A day of it.
    pub(super) day: NaiveDate,
    /// How much.
    pub(super) span: Span,
}

impl Shown {
    /// All days shown, whole weeks.
    pub(super) fn days(self) -> RangeInclusive<NaiveDate> {
        let (first, last) = match self.span {
            Span::Week => (self.day, self.day),
            Span::Month => month_of(self.day),
        };
        monday_of(first)..=sunday_of(last)
    }

    /// Whether a day is of the week or month itself.
    pub(super) fn holds(self, day: NaiveDate) -> bool {
        match self.span {
            Span::Week => self.days().contains(&day),
            Span::Month => (day.year(), day.month()) == (self.day.year(), self.day.month()),
        }
    }

    /// The week or month before.
    pub(super) fn before(self) -> Self {
        let day = match self.span {
            Span::Week => self.day.checked_sub_days(Days::new(7)),
            Span::Month => self.day.checked_sub_months(Months::new(1)),
        };
        Self {
            day: day.unwrap_or(self.day),
            ..self
        }
    }

    /// The week or month after.
    pub(super) fn after(self) -> Self {
        let day = match self.span {
            Span::Week => self.day.checked_add_days(Days::new(7)),
            Span::Month => self.day.checked_add_months(Months::new(1)),
        };
        Self {
            day: day.unwrap_or(self.day),
            ..self
        }
    }
}

fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1));
    let last = next.and_then(|next| next.pred_opt()).unwrap_or(day);
    (first, last)
}

/// The Monday of a week.
pub(super) fn monday_of(day: NaiveDate) -> NaiveDate {
    let after = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(after).unwrap_or(day)
}

fn sunday_of(day: NaiveDate) -> NaiveDate {
    monday_of(day).checked_add_days(Days::new(6)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[track_caller]
    fn check(of: &str, span: Span, first: &str, last: &str) {
        let shown = Shown { day: day(of), span };
        assert_eq!(shown.days(), day(first)..=day(last));
    }

    #[test]
    fn whole_weeks_are_shown() {
        check("2026-11-26", Span::Week, "2026-11-23", "2026-11-29");
        check("2026-11-29", Span::Week, "2026-11-23", "2026-11-29");
        check("2026-11-26", Span::Month, "2026-10-26", "2026-12-06");
        check("2027-02-28", Span::Month, "2027-02-01", "2027-02-28");
    }

    #[test]
    fn months_step_by_months_and_weeks_by_weeks() {
        let of = |text: &str, span| Shown {
            day: day(text),
            span,
        };
        assert_eq!(of("2027-01-31", Span::Month).after().day, day("2027-02-28"));
        assert_eq!(of("2027-01-01", Span::Week).before().day, day("2026-12-25"));
        assert!(!of("2026-11-26", Span::Month).holds(day("2026-10-31")));
        assert!(of("2026-11-26", Span::Week).holds(day("2026-11-29")));
    }
}
