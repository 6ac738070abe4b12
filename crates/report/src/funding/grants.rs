//! The grants of a year: asked for, agreed, paid; the gaps, and what contradicts itself.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use record::RecordId;
use serde::{Deserialize, Serialize};

use super::reading::{Entries, GrantEntry};
use super::{Column, FunderName, Remark, sum};
use crate::number::Hundredths;

/// Months between the first payment of a year and the next from which on the day of the first is to be checked.
const LONG_BEFORE: u32 = 6;

/// The grants of a year (fr: *état des subventions*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantYear {
    /// The year.
    pub year: i32,
    /// In order of funder, the State last.
    pub rows: Vec<GrantRow>,
    /// The sums of the rows.
    pub totals: GrantSums,
    /// Of what was paid, how much is above what was agreed, in cents: the sum over the rows where it is.
    pub above_agreed: i64,
    /// Of what was agreed, how much is not paid, in cents: the sum over the rows where it is.
    pub unpaid: i64,
    /// What contradicts itself.
    pub remarks: Vec<Remark>,
}

/// One grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantRow {
    /// Its record.
    pub grant: RecordId,
    /// Who pays.
    pub funder: FunderName,
    /// What was asked for, in cents.
    pub requested: Option<i64>,
    /// What was agreed, in cents.
    pub agreed: Option<i64>,
    /// What was paid, in cents.
    pub paid: Option<i64>,
    /// When.
    pub paid_on: Option<NaiveDate>,
}

/// Sums of the grants of a year, in cents. What was not said counts as nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GrantSums {
    /// Asked for.
    pub requested: i64,
    /// Agreed.
    pub agreed: i64,
    /// Paid.
    pub paid: i64,
}

impl GrantSums {
    /// The sum of a column.
    pub fn of(self, column: Column) -> i64 {
        match column {
            Column::Requested => self.requested,
            Column::Agreed => self.agreed,
            Column::Paid => self.paid,
        }
    }
}

impl GrantRow {
    /// What was paid more than agreed, in cents, less than nothing where less was paid; `None` where nothing was agreed.
    pub fn gap(&self) -> Option<i64> {
        Some(self.paid.unwrap_or(0).saturating_sub(self.agreed?))
    }

    /// What was agreed and not paid, in cents; never less than nothing.
    pub fn unpaid(&self) -> i64 {
        self.gap().map_or(0, |gap| gap.saturating_neg().max(0))
    }
}

impl GrantYear {
    /// The share of a grant in what was paid that year, in percent.
    pub fn share_of_paid(&self, row: &GrantRow) -> Option<Hundredths> {
        Hundredths::percent(row.paid.unwrap_or(0), self.totals.paid)
    }
}

/// The grants by year, the latest first.
pub(super) fn years(entries: &Entries) -> Vec<GrantYear> {
    let mut by_year: BTreeMap<i32, Vec<GrantRow>> = BTreeMap::new();
    for grant in &entries.grants {
        by_year
            .entry(grant.year)
            .or_default()
            .push(row(entries, grant));
    }
    let years = by_year.into_iter().rev();
    years
        .map(|(year, rows)| of_year(entries, year, rows))
        .collect()
}

fn row(entries: &Entries, grant: &GrantEntry) -> GrantRow {
    GrantRow {
        grant: grant.id,
        funder: entries.name(entries.payer(grant.funder)),
        requested: grant.requested,
        agreed: grant.agreed,
        paid: grant.paid,
        paid_on: grant.paid_on,
    }
}

fn of_year(entries: &Entries, year: i32, mut rows: Vec<GrantRow>) -> GrantYear {
    rows.sort_by(|one, other| {
        let key = |row: &GrantRow| (row.funder.is_state, row.funder.label.clone(), row.grant);
        key(one).cmp(&key(other))
    });
    let column = |of: fn(&GrantRow) -> Option<i64>| sum(rows.iter().filter_map(of));
    let totals = GrantSums {
        requested: column(|row| row.requested),
        agreed: column(|row| row.agreed),
        paid: column(|row| row.paid),
    };
    let mut remarks = stated_otherwise(entries, year, totals);
    remarks.extend(agreed_otherwise(entries, year, &rows));
    remarks.extend(paid_above(&rows));
    remarks.extend(long_before(&rows));
    remarks.extend(rows.iter().filter_map(|row| outside_year(year, row)));
    GrantYear {
        year,
        above_agreed: sum(rows.iter().map(|row| row.gap().unwrap_or(0).max(0))),
        unpaid: sum(rows.iter().map(GrantRow::unpaid)),
        totals,
        rows,
        remarks,
    }
}

/// Totals that a paper states and that the rows do not come to.
fn stated_otherwise(entries: &Entries, year: i32, totals: GrantSums) -> Vec<Remark> {
    let of_year = entries.stated.iter().filter(|stated| stated.year == year);
    let differing = of_year.flat_map(|stated| {
        Column::ALL
            .into_iter()
            .zip(stated.totals)
            .filter_map(move |(column, total)| {
                let sum = totals.of(column);
                let stated_total = total.filter(|total| *total != sum)?;
                Some(Remark::StatedTotalDiffers {
                    column,
                    source: stated.source.clone(),
                    stated: stated_total,
                    sum,
                })
            })
    });
    differing.collect()
}

/// What was agreed with a funder beside what conventions plan, where both are known.
fn agreed_otherwise(entries: &Entries, year: i32, rows: &[GrantRow]) -> Vec<Remark> {
    let mut agreed: BTreeMap<RecordId, i64> = BTreeMap::new();
    for row in rows {
        if let (Some(funder), Some(cents)) = (row.funder.funder, row.agreed) {
            let before = agreed.entry(funder).or_default();
            *before = before.saturating_add(cents);
        }
    }
    let differing = agreed.into_iter().filter_map(|(funder, agreed)| {
        let lines = entries.lines.iter().filter(|line| line.year == year);
        let mut of_funder = lines
            .filter(|line| entries.payer(line.funder) == Some(funder))
            .map(|line| line.amount)
            .peekable();
        of_funder.peek()?;
        let planned = sum(of_funder);
        (planned != agreed).then(|| Remark::AgreedDiffersFromPlan {
            funder: entries.name(Some(funder)).label,
            planned,
            agreed,
        })
    });
    differing.collect()
}

/// Who paid more than was agreed: those who were to pay the same and paid the same are told together.
fn paid_above(rows: &[GrantRow]) -> Vec<Remark> {
    let mut alike: BTreeMap<(i64, i64), Vec<String>> = BTreeMap::new();
    let mut remarks = Vec::new();
    for row in rows {
        let label = row.funder.label.clone();
        match (row.agreed, row.paid) {
            (Some(agreed), Some(paid)) if paid > agreed => {
                alike.entry((agreed, paid)).or_default().push(label);
            }
            (None, Some(paid)) if paid > 0 => {
                remarks.push(Remark::PaidWithoutAgreement {
                    funder: label,
                    paid,
                });
            }
            _ => {}
        }
    }
    let above = alike.into_iter().map(|((agreed, paid), funders)| {
        let excess = sum(funders.iter().map(|_| paid.saturating_sub(agreed)));
        Remark::PaidAboveAgreed {
            funders,
            agreed,
            paid,
            excess,
        }
    });
    above.chain(remarks).collect()
}

/// A first payment that comes long before every other of the year.
fn long_before(rows: &[GrantRow]) -> Option<Remark> {
    let mut payments: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((row.paid_on?, row)))
        .collect();
    payments.sort_by_key(|(day, row)| (*day, row.grant));
    let [(first, row), (next, _), _, ..] = payments.as_slice() else {
        return None;
    };
    let months = whole_months(*first, *next);
    (months >= LONG_BEFORE).then(|| Remark::PaidLongBeforeOthers {
        funder: row.funder.label.clone(),
        day: *first,
        months,
    })
}

/// The whole months from one day to a later one.
fn whole_months(from: NaiveDate, to: NaiveDate) -> u32 {
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
    let between = u32::try_from(months(to) - months(from)).unwrap_or(0);
    let is_whole = from
        .checked_add_months(Months::new(between))
        .is_some_and(|day| day <= to);
    if is_whole {
        between
    } else {
        between.saturating_sub(1)
    }
}

/// A payment outside of its year, or without a day.
fn outside_year(year: i32, row: &GrantRow) -> Option<Remark> {
    let funder = row.funder.label.clone();
    match (row.paid.filter(|paid| *paid > 0), row.paid_on) {
        (_, Some(day)) if day.year() < year => Some(Remark::PaidBeforeYear { funder, day }),
        (_, Some(day)) if day.year() > year => Some(Remark::PaidAfterYear { funder, day }),
        (Some(paid), None) => Some(Remark::PaidWithoutDay { funder, paid }),
        _ => None,
    }
}
