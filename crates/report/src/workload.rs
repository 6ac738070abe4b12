//! Workload: what each worker did in a period, held against the post.

use std::collections::{BTreeMap, BTreeSet};

use casework::choices::InterviewStatus;
use chrono::{Datelike, NaiveDate};
use record::RecordId;
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::number::Tenths;
use crate::reading::Reading;

/// Hours of full time in a year, where the team does not say otherwise: L. 3121-41 of the labour code.
const YEARLY_HOURS: u32 = 1607;

/// What a worker did in a period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WorkerLoad {
    /// Who; `None` for what names nobody.
    pub worker: Option<RecordId>,
    /// Minutes of shifts held, as really worked where that was noted.
    pub held_minutes: u32,
    /// Minutes that the posts of the worker come to in the period: their share of the team's full time, day by day.
    pub due_minutes: u32,
    /// Interviews kept, with a beneficiary or a professional.
    pub interviews: u32,
    /// Distinct cases in which the worker kept an interview or did an act.
    pub cases: u32,
}

impl WorkerLoad {
    /// The hours of shifts held, in percent of those of the posts; `None` without a post.
    pub fn held_percent(&self) -> Option<Tenths> {
        Tenths::of_ratio(100 * i128::from(self.held_minutes), self.due_minutes.into())
    }
}

/// A post, as far as workload needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PostOfWorker {
    pub(crate) worker: Option<RecordId>,
    pub(crate) percent: u32,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
}

/// The workload from a day, included, to another, not included: everyone who did something or has a post, in order of record; what
/// names nobody first.
pub fn workload(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Vec<WorkerLoad> {
    let mut loads: BTreeMap<Option<RecordId>, WorkerLoad> = BTreeMap::new();
    let mut load = |worker: Option<RecordId>, change: &dyn Fn(&mut WorkerLoad)| {
        let one = loads.entry(worker).or_insert_with(|| WorkerLoad {
            worker,
            ..WorkerLoad::default()
        });
        change(one);
    };
    let last = to.pred_opt().filter(|last| from <= *last);
    for shift in last
        .map(|last| facts.rota.shifts(from..=last))
        .into_iter()
        .flatten()
    {
        let minutes = shift.held_minutes();
        if minutes > 0 {
            load(shift.worker, &|one| {
                one.held_minutes = one.held_minutes.saturating_add(minutes);
            });
        }
    }
    let reading = Reading::new(facts, from, to);
    let mut cases: BTreeSet<(Option<RecordId>, usize)> = BTreeSet::new();
    let interviews = &facts.interviews;
    for row in facts.interviews_here() {
        if interviews.status[row] == Some(InterviewStatus::Kept)
            && reading.span.holds(interviews.day[row])
        {
            let worker = facts.worker(interviews.worker[row]);
            load(worker, &|one| one.interviews += 1);
            cases.extend(interviews.case[row].row().map(|case| (worker, case)));
        }
    }
    let acts = &facts.acts;
    for row in facts
        .acts_here()
        .filter(|row| reading.span.holds(acts.day[*row]))
    {
        let worker = facts.worker(acts.worker[row]);
        cases.extend(acts.case[row].row().map(|case| (worker, case)));
    }
    for (worker, _) in cases {
        load(worker, &|one| one.cases += 1);
    }
    let yearly_minutes = facts
        .yearly_hours
        .values()
        .next()
        .copied()
        .unwrap_or(YEARLY_HOURS)
        .saturating_mul(60);
    for post in facts.posts.values() {
        let due = due_minutes(post, yearly_minutes, from, to);
        if due > 0 {
            load(post.worker, &|one| {
                one.due_minutes = one.due_minutes.saturating_add(due);
            });
        }
    }
    loads.into_values().collect()
}

/// The minutes of a post in a period: of each year its share, by the days of the post that are in both; rounded half up once a year.
fn due_minutes(post: &PostOfWorker, yearly_minutes: u32, from: NaiveDate, to: NaiveDate) -> u32 {
    let first = post.from.map_or(from, |first| first.max(from));
    let after = post
        .until
        .and_then(|until| until.succ_opt())
        .map_or(to, |after| after.min(to));
    if after <= first {
        return 0;
    }
    let years = first.year()..=after.year();
    let minutes = years.filter_map(|year| {
        let start = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let end = NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?;
        let days = (after.min(end) - first.max(start)).num_days().max(0);
        let whole = (end - start).num_days();
        let numerator = i128::from(yearly_minutes) * i128::from(post.percent) * i128::from(days);
        let denominator = 100 * i128::from(whole);
        u32::try_from((2 * numerator + denominator) / (2 * denominator)).ok()
    });
    minutes.fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(percent: u32, post: (Option<&str>, Option<&str>), period: (&str, &str), minutes: u32) {
        let day = |text: &str| text.parse().expect("a day of the table");
        let post = PostOfWorker {
            worker: None,
            percent,
            from: post.0.map(day),
            until: post.1.map(day),
        };
        assert_eq!(
            due_minutes(&post, 1607 * 60, day(period.0), day(period.1)),
            minutes
        );
    }

    #[test]
    fn a_post_is_due_day_by_day() {
        let year = ("2020-01-01", "2021-01-01");
        check(100, (None, None), year, 1607 * 60);
        check(50, (None, None), year, 1607 * 30);
        check(100, (Some("2020-07-01"), None), year, 48_473);
        check(100, (None, Some("2019-12-31")), year, 0);
        check(100, (Some("2020-12-31"), Some("2020-12-31")), year, 263);
        check(
            100,
            (None, None),
            ("2019-01-01", "2021-01-01"),
            2 * 1607 * 60,
        );
        check(100, (None, None), ("2020-01-01", "2020-01-01"), 0);
    }
}
