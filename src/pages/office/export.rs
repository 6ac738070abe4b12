//! The money as tables to take away: plans with their shares, grants with their gaps, and what contradicts itself. Pure.

use engine::message::table::{Book, Cell, Table};
use report::Funding;
use report::funding::{GrantYear, Plan};

use super::funding::name;
use super::words;
use crate::t;

/// Everything that the screen shows.
pub(super) fn book(funding: &Funding) -> Book {
    let plans = funding.plans.iter().map(plan);
    let years = funding.years.iter().map(grants);
    let mut tables: Vec<Table> = plans.chain(years).collect();
    let of_plans = funding.plans.iter().flat_map(|plan| &plan.remarks);
    let of_years = funding.years.iter().flat_map(|year| &year.remarks);
    let remarks: Vec<_> = funding
        .remarks
        .iter()
        .chain(of_plans)
        .chain(of_years)
        .map(|remark| vec![Cell::from(words::remark(remark))])
        .collect();
    if !remarks.is_empty() {
        tables.push(Table {
            name: t!(remarks_title).to_owned(),
            columns: vec![t!(remarks_title).to_owned()],
            rows: remarks,
        });
    }
    Book { tables }
}

fn plan(plan: &Plan) -> Table {
    let pair = |cents: i64, place: usize| {
        let share = plan.share(cents, place);
        [
            Cell::Cents(cents),
            share.map_or(Cell::Blank, |share| Cell::FinePercent(share.0)),
        ]
    };
    let line = |label: &str, amounts: Vec<Option<i64>>| {
        let cells = amounts
            .into_iter()
            .enumerate()
            .flat_map(|(place, cents)| match cents {
                Some(cents) => pair(cents, place),
                None => [Cell::Blank, Cell::Blank],
            });
        std::iter::once(Cell::from(label))
            .chain(cells)
            .collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = plan
        .rows
        .iter()
        .map(|row| {
            line(
                &name(&row.funder.label),
                row.cells.iter().map(|cell| cell.amount).collect(),
            )
        })
        .collect();
    let sums = |sums: &[i64]| sums.iter().copied().map(Some).collect();
    rows.push(line(
        t!(plan_without_state),
        sums(&plan.totals_without_state),
    ));
    rows.push(line(t!(planning_total), sums(&plan.totals)));
    let years = plan.years.iter().flat_map(|year| {
        let year = year.to_string();
        [year.clone(), t!(export_share_of, year = year)]
    });
    Table {
        name: match plan.label.is_empty() {
            true => t!(plan_without_convention).to_owned(),
            false => plan.label.clone(),
        },
        columns: std::iter::once(t!(funding_funder).to_owned())
            .chain(years)
            .collect(),
        rows,
    }
}

fn grants(year: &GrantYear) -> Table {
    let cents = |amount: Option<i64>| amount.map_or(Cell::Blank, Cell::Cents);
    let mut rows: Vec<Vec<Cell>> = year
        .rows
        .iter()
        .map(|row| {
            vec![
                Cell::from(name(&row.funder.label)),
                cents(row.requested),
                cents(row.agreed),
                cents(row.paid),
                cents(row.gap()),
                row.paid_on.map_or(Cell::Blank, Cell::Day),
            ]
        })
        .collect();
    let totals = year.totals;
    let gap = totals.paid.saturating_sub(totals.agreed);
    let mut total = vec![Cell::from(t!(planning_total))];
    total.extend([totals.requested, totals.agreed, totals.paid, gap].map(Cell::Cents));
    rows.push(total);
    let columns = [
        t!(funding_funder),
        t!(grant_requested),
        t!(grant_agreed),
        t!(grant_paid),
        t!(grant_gap),
        t!(grant_paid_on),
    ];
    Table {
        name: t!(grants_of, year = year.year.to_string()),
        columns: columns.map(str::to_owned).into(),
        rows,
    }
}
