//! Which period is shown. Pure.

use chrono::NaiveDate;
use report::{Half, Period};

/// How much of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Part {
    /// All of it.
    Whole,
    /// January to June.
    First,
    /// July to December.
    Second,
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) struct Shown {
    /// The year.
    pub(in crate::pages) year: i32,
    /// How much of it.
    pub(in crate::pages) part: Part,
}

impl Shown {
    /// The first day, and the day after the last.
    pub(in crate::pages) fn days(self) -> (NaiveDate, NaiveDate) {
        let period = match self.part {
            Part::Whole => Period::year(self.year),
            Part::First => Period::half(self.year, Half::First),
            Part::Second => Period::half(self.year, Half::Second),
        };
        // The years of a calendar that people step through are in it.
        period.map_or((NaiveDate::MIN, NaiveDate::MIN), |period| {
            (period.from, period.to)
        })
    }

    /// The same a year before.
    pub(in crate::pages) fn before(self) -> Self {
        Self {
            year: self.year.saturating_sub(1),
            ..self
        }
    }

    /// The same a year after.
    pub(in crate::pages) fn after(self) -> Self {
        Self {
            year: self.year.saturating_add(1),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_compared_with_the_same_half_of_the_year_before() {
        let shown = Shown {
            year: 2020,
            part: Part::Second,
        };
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(shown.days(), (day("2020-07-01"), day("2021-01-01")));
        assert_eq!(
            shown.before().days(),
            (day("2019-07-01"), day("2020-01-01"))
        );
        assert_eq!(shown.before().after(), shown);
    }
}
