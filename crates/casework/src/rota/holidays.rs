//! Public holidays of France, and the two that only Moselle and Alsace have.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A public holiday: the eleven of article L. 3133-1 of the labour code, and the two of L. 3134-13 for Moselle and Alsace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The Friday before Easter: Moselle and Alsace.
    GoodFriday,
    /// The Monday after Easter.
    EasterMonday,
    /// 1 May.
    Labour,
    /// 8 May.
    Victory,
    /// The thirty-ninth day after Easter.
    Ascension,
    /// The Monday after Pentecost.
    WhitMonday,
    /// 14 July.
    National,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice,
    /// 25 December.
    Christmas,
    /// 26 December: Moselle and Alsace.
    SaintStephen,
}

impl Holiday {
    /// Whether only Moselle and Alsace have it.
    pub const fn is_local(self) -> bool {
        matches!(self, Self::GoodFriday | Self::SaintStephen)
    }
}

/// The holiday of a day, if it is one; `is_local` for a place that has those of Moselle and Alsace.
pub fn holiday(day: NaiveDate, is_local: bool) -> Option<Holiday> {
    let found = fixed(day).or_else(|| movable(day))?;
    (is_local || !found.is_local()).then_some(found)
}

fn fixed(day: NaiveDate) -> Option<Holiday> {
    Some(match (day.month(), day.day()) {
        (1, 1) => Holiday::NewYear,
        (5, 1) => Holiday::Labour,
        (5, 8) => Holiday::Victory,
        (7, 14) => Holiday::National,
        (8, 15) => Holiday::Assumption,
        (11, 1) => Holiday::AllSaints,
        (11, 11) => Holiday::Armistice,
        (12, 25) => Holiday::Christmas,
        (12, 26) => Holiday::SaintStephen,
        _ => return None,
    })
}

fn movable(day: NaiveDate) -> Option<Holiday> {
    let easter = easter(day.year())?;
    Some(match (day - easter).num_days() {
        -2 => Holiday::GoodFriday,
        1 => Holiday::EasterMonday,
        39 => Holiday::Ascension,
        50 => Holiday::WhitMonday,
        _ => return None,
    })
}

/// Easter Sunday in the Gregorian calendar: the algorithm published without a name in *Nature* of 20 April 1876, as given by
/// Meeus, *Astronomical Algorithms*, chapter 8.
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (
        year.rem_euclid(19),
        year.div_euclid(100),
        year.rem_euclid(100),
    );
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let days_from_march = h + l - 7 * m + 21;
    let first = NaiveDate::from_ymd_opt(year, 3, 1)?;
    first.checked_add_days(Days::new(u64::try_from(days_from_march).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn easter_is_where_almanacs_print_it() {
        let printed = [
            "1961-04-02",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2019-04-21",
            "2020-04-12",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2038-04-25",
            "2285-03-22",
        ];
        for sunday in printed.map(day) {
            assert_eq!(easter(sunday.year()), Some(sunday));
        }
    }

    #[track_caller]
    fn check(text: &str, everywhere: Option<Holiday>, in_moselle: Option<Holiday>) {
        assert_eq!(holiday(day(text), false), everywhere, "{text}");
        assert_eq!(holiday(day(text), true), in_moselle, "{text} in Moselle");
    }

    #[test]
    fn moselle_has_two_more() {
        check("2020-04-10", None, Some(Holiday::GoodFriday));
        check("2020-12-26", None, Some(Holiday::SaintStephen));
        let both = |text, holiday| check(text, Some(holiday), Some(holiday));
        both("2020-04-13", Holiday::EasterMonday);
        both("2020-05-21", Holiday::Ascension);
        both("2020-06-01", Holiday::WhitMonday);
        both("2026-11-11", Holiday::Armistice);
        check("2020-04-12", None, None);
        check("2026-11-26", None, None);
    }

    #[test]
    fn a_year_has_eleven_or_thirteen() {
        // In 2008 Ascension fell on 1 May.
        for (year, everywhere) in [(2008, 10), (2019, 11), (2020, 11), (2026, 11)] {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
            let days = || first.iter_days().take_while(|day| day.year() == year);
            let count = |is_local| {
                days()
                    .filter(|day| holiday(*day, is_local).is_some())
                    .count()
            };
            assert_eq!((count(false), count(true)), (everywhere, everywhere + 2));
        }
    }
}
