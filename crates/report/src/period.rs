//! Half-open periods of civil days.

use chrono::NaiveDate;

/// Days from the first, included, to the last, not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
}

/// A half of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Half {
    /// January to June.
    First,
    /// July to December.
    Second,
}

impl Period {
    /// A civil year; `None` outside the calendar's range.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self {
            from: NaiveDate::from_ymd_opt(year, 1, 1)?,
            to: NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?,
        })
    }

    /// A half of a civil year; `None` outside the calendar's range.
    pub fn half(year: i32, half: Half) -> Option<Self> {
        let whole = Self::year(year)?;
        let middle = NaiveDate::from_ymd_opt(year, 7, 1)?;
        Some(match half {
            Half::First => Self {
                to: middle,
                ..whole
            },
            Half::Second => Self {
                from: middle,
                ..whole
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_meet_and_cover_the_year() {
        let [year, first, second] = [
            Period::year(2020),
            Period::half(2020, Half::First),
            Period::half(2020, Half::Second),
        ]
        .map(|period| period.expect("2020 is in the calendar"));
        assert_eq!((first.from, second.to), (year.from, year.to));
        assert_eq!(first.to, second.from);
        assert_eq!((year.to - year.from).num_days(), 366);
    }

    #[test]
    fn years_out_of_the_calendar_are_none() {
        assert_eq!(Period::year(i32::MAX), None);
        assert_eq!(Period::half(i32::MIN, Half::First), None);
    }
}
