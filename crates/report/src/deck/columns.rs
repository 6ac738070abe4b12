//! The columns of the table of activity: halves and years, the year before first.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::activity::Activity;
use crate::facts::Facts;
use crate::period::{Half, Period};

/// What a column is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// A civil year.
    Year(i32),
    /// January to June.
    FirstHalf(i32),
    /// July to December.
    SecondHalf(i32),
    /// Any other days.
    Days,
}

/// A column: its span, and all figures of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What it is of.
    pub span: Span,
    /// The figures.
    pub activity: Activity,
}

/// The same days a year before; 29 February is the day before 1 March.
pub(super) fn year_before(from: NaiveDate, to: NaiveDate) -> (NaiveDate, NaiveDate) {
    let before = |day: NaiveDate| {
        let year = day.year() - 1;
        day.with_year(year)
            .or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
            .unwrap_or(day)
    };
    (before(from), before(to))
}

/// The columns of a period: both years with their halves, both halves, or the days and those a year before.
pub(super) fn columns(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Vec<Column> {
    let before = year_before(from, to);
    let periods: Vec<(NaiveDate, NaiveDate)> = match span(from, to) {
        Span::Year(year) => [year - 1, year]
            .into_iter()
            .flat_map(|year| {
                let halves = [Half::First, Half::Second].map(|half| Period::half(year, half));
                halves.into_iter().chain([Period::year(year)])
            })
            .flatten()
            .map(|period| (period.from, period.to))
            .collect(),
        _ => vec![before, (from, to)],
    };
    let column = |(from, to): (NaiveDate, NaiveDate)| Column {
        span: span(from, to),
        activity: Activity::compute(facts, from, to),
    };
    periods.into_iter().map(column).collect()
}

fn span(from: NaiveDate, to: NaiveDate) -> Span {
    let year = from.year();
    let is = |period: Option<Period>| period == Some(Period { from, to });
    if is(Period::year(year)) {
        Span::Year(year)
    } else if is(Period::half(year, Half::First)) {
        Span::FirstHalf(year)
    } else if is(Period::half(year, Half::Second)) {
        Span::SecondHalf(year)
    } else {
        Span::Days
    }
}
