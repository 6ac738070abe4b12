//! What a convention plans: funders by years.

use std::collections::BTreeMap;

use record::RecordId;
use serde::{Deserialize, Serialize};

use super::reading::{ConventionEntry, Entries, LineEntry};
use super::{FunderName, Remark, sum};
use crate::number::Hundredths;

/// Years of a convention that are shown at the most: one of a hundred years is a slip of the finger.
const MOST_YEARS: i32 = 12;

/// The funding plan of a convention (fr: *plan de financement*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The convention; `None` for lines that name none, or one that is not here.
    pub convention: Option<RecordId>,
    /// Its name.
    pub label: String,
    /// Its years, in order; each row, total and subtotal has one amount a year.
    pub years: Vec<i32>,
    /// One a funder, the State last, as such plans print them; others in order of name.
    pub rows: Vec<PlanRow>,
    /// The sum of the rows, in cents.
    pub totals: Vec<i64>,
    /// The sum of the rows without the State's, in cents.
    pub totals_without_state: Vec<i64>,
    /// What contradicts itself.
    pub remarks: Vec<Remark>,
}

/// What one funder is to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Who.
    pub funder: FunderName,
    /// One a year.
    pub cells: Vec<PlanCell>,
}

/// What is planned of one funder for one year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanCell {
    /// How much, in cents; `None` where no line says so.
    pub amount: Option<i64>,
    /// The lines behind it.
    pub lines: Vec<RecordId>,
}

impl Plan {
    /// The share of an amount in the total of its year, in percent.
    pub fn share(&self, amount: i64, year: usize) -> Option<Hundredths> {
        Hundredths::percent(amount, *self.totals.get(year)?)
    }
}

/// The plans, the latest first.
pub(super) fn plans(entries: &Entries) -> Vec<Plan> {
    let mut by_convention: BTreeMap<Option<RecordId>, Vec<&LineEntry>> = BTreeMap::new();
    for line in &entries.lines {
        let known = |id: &RecordId| entries.conventions.iter().any(|one| one.id == *id);
        by_convention
            .entry(line.convention.filter(known))
            .or_default()
            .push(line);
    }
    for convention in &entries.conventions {
        by_convention.entry(Some(convention.id)).or_default();
    }
    let plan_of = |(id, lines): (Option<RecordId>, Vec<&LineEntry>)| {
        let convention = entries.conventions.iter().find(|one| Some(one.id) == id);
        plan(entries, convention, &lines)
    };
    let mut plans: Vec<_> = by_convention.into_iter().map(plan_of).collect();
    plans.sort_by(|one, other| {
        let latest = |plan: &Plan| plan.years.last().copied();
        latest(other)
            .cmp(&latest(one))
            .then_with(|| one.label.cmp(&other.label))
    });
    plans
}

fn plan(entries: &Entries, convention: Option<&ConventionEntry>, lines: &[&LineEntry]) -> Plan {
    let years = years_of(convention, lines);
    let mut rows: BTreeMap<Option<RecordId>, Vec<PlanCell>> = BTreeMap::new();
    for line in lines {
        let cells = rows
            .entry(entries.payer(line.funder))
            .or_insert_with(|| vec![PlanCell::default(); years.len()]);
        let place = years.iter().position(|year| *year == line.year);
        if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
            cell.amount = Some(cell.amount.unwrap_or(0).saturating_add(line.amount));
            cell.lines.push(line.id);
        }
    }
    let mut rows: Vec<_> = rows
        .into_iter()
        .map(|(payer, cells)| PlanRow {
            funder: entries.name(payer),
            cells,
        })
        .collect();
    rows.sort_by(|one, other| {
        let key = |row: &PlanRow| {
            (
                row.funder.is_state,
                row.funder.label.clone(),
                row.funder.funder,
            )
        };
        key(one).cmp(&key(other))
    });
    let total = |place: usize, with_state: bool| {
        let counted = rows.iter().filter(|row| with_state || !row.funder.is_state);
        sum(counted.filter_map(|row| row.cells.get(place)?.amount))
    };
    let totals: Vec<_> = (0..years.len()).map(|place| total(place, true)).collect();
    let totals_without_state = (0..years.len()).map(|place| total(place, false)).collect();
    Plan {
        convention: convention.map(|one| one.id),
        label: convention.map(|one| one.label.clone()).unwrap_or_default(),
        remarks: remarks(convention, &years, &totals),
        years,
        rows,
        totals,
        totals_without_state,
    }
}

/// The years of the convention, and those that its lines name beside.
fn years_of(convention: Option<&ConventionEntry>, lines: &[&LineEntry]) -> Vec<i32> {
    let mut years: Vec<i32> = lines.iter().map(|line| line.year).collect();
    if let Some(first) = convention.and_then(|one| one.first) {
        let last = convention.and_then(|one| one.last).unwrap_or(first);
        years.extend((first..=last.max(first)).take(usize::try_from(MOST_YEARS).unwrap_or(1)));
    }
    years.sort_unstable();
    years.dedup();
    years
}

fn remarks(convention: Option<&ConventionEntry>, years: &[i32], totals: &[i64]) -> Vec<Remark> {
    let planned = convention.and_then(|one| one.yearly_total);
    let first = convention.and_then(|one| one.first);
    let last = convention.and_then(|one| one.last).or(first);
    let is_covered =
        |year: i32| first.is_none_or(|first| year >= first) && last.is_none_or(|last| year <= last);
    let differs = years.iter().zip(totals).filter_map(|(year, sum)| {
        let planned = planned.filter(|planned| planned != sum && is_covered(*year))?;
        Some(Remark::PlanDiffers {
            year: *year,
            planned,
            sum: *sum,
        })
    });
    let outside = years
        .iter()
        .filter(|year| convention.is_some() && !is_covered(**year));
    differs
        .chain(outside.map(|year| Remark::OutsideConvention { year: *year }))
        .collect()
}
