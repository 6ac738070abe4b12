//! The money of the acceptance facts, entered as a team would, gives the exact totals and every remark.

use std::collections::BTreeMap;

use casework::choices::FunderKind;
use casework::{
    Convention, Funder, FundingLine, Grant, StatedTotal, convention, funder, funding_line, grant,
    stated_total,
};
use chrono::NaiveDate;
use record::{Record, RecordId};
use report::Funding;
use report::funding::{Column, Plan, Remark};
use testkit::acceptance::{self, FundingFacts, GrantTotals};
use testkit::{InventedRecord, Language, partnership, to_records};

fn id(of: u8, index: u8) -> RecordId {
    let mut bytes = [0; 16];
    (bytes[0], bytes[1]) = (of, index);
    RecordId::from_bytes(bytes)
}

/// The facts as records: a grant under the name that its row bears, be it a second one.
fn entered(facts: &FundingFacts) -> Vec<InventedRecord> {
    let mut payers: BTreeMap<&str, RecordId> = BTreeMap::new();
    let mut records = vec![
        InventedRecord::new(id(1, 0), Convention::ID)
            .with(convention::FIRST_YEAR, 2020)
            .with(convention::LAST_YEAR, 2022)
            .with(convention::YEARLY_TOTAL, facts.plan.total_per_year),
    ];
    for (index, line) in (0_u8..).zip(&facts.plan.lines) {
        let payer = id(2, index);
        payers.insert(&line.funder, payer);
        let aliases = facts
            .aliases
            .iter()
            .filter(|(_, first)| **first == line.funder);
        let kind = match line.funder.as_str() {
            "state-cipdr" => FunderKind::State,
            _ => FunderKind::InterMunicipal,
        };
        records.push(
            InventedRecord::new(payer, Funder::ID)
                .with(funder::LABEL, line.label.clone())
                .with(funder::CODE, line.funder.clone())
                .with(funder::KIND, kind)
                .with(
                    funder::ALIASES,
                    aliases.map(|(alias, _)| alias.clone()).collect(),
                ),
        );
        let years = (0_u8..).zip(&facts.plan.years).zip(&line.amounts.amounts);
        records.extend(years.map(|((place, year), amount)| {
            InventedRecord::new(id(3 + place, index), FundingLine::ID)
                .with(funding_line::CONVENTION, id(1, 0))
                .with(funding_line::FUNDER, payer)
                .with(funding_line::YEAR, u32::try_from(*year).expect("a year"))
                .with(funding_line::AMOUNT, *amount)
        }));
    }
    for (index, row) in (0_u8..).zip(&facts.grants_2020.rows) {
        // Whom the plan does not name is entered under the name of the row.
        let payer = *payers.entry(&row.funder).or_insert_with(|| {
            records.push(
                InventedRecord::new(id(7, index), Funder::ID)
                    .with(funder::LABEL, row.funder.clone()),
            );
            id(7, index)
        });
        records.push(
            InventedRecord::new(id(8, index), Grant::ID)
                .with(grant::FUNDER, payer)
                .with(grant::YEAR, 2020)
                .with(grant::REQUESTED, row.requested)
                .with(grant::AGREED, row.after_convention)
                .with(grant::PAID, row.paid)
                .with(grant::PAID_ON, row.paid_on),
        );
    }
    let printed = &facts.grants_2020.printed_totals;
    records.push(
        InventedRecord::new(id(9, 0), StatedTotal::ID)
            .with(stated_total::YEAR, 2020)
            .with(stated_total::SOURCE, "Bilan 2020".to_owned())
            .with(stated_total::REQUESTED, printed.requested)
            .with(stated_total::AGREED, printed.after_convention)
            .with(stated_total::PAID, printed.paid),
    );
    records
}

/// From the facts, and from the invented partnership.
fn both() -> [(FundingFacts, Funding); 2] {
    let funding = |records: &[Record]| Funding::of(records);
    let facts = acceptance::funding();
    let from_facts = funding(&to_records(&entered(&facts)));
    let invented = funding(&to_records(&partnership(Language::French)));
    [(facts, from_facts), (acceptance::funding(), invented)]
}

fn shares(plan: &Plan, amounts: &[i64]) -> Vec<String> {
    let shares = amounts.iter().enumerate().map(|(place, amount)| {
        let share = plan.share(*amount, place).expect("a share of something");
        share.to_string()
    });
    shares.collect()
}

/// `24.86%` and `16%` as numbers.
fn printed(shares: &[String]) -> Vec<String> {
    let whole = |share: &String| {
        let number = share.trim_end_matches('%');
        match number.contains('.') {
            true => number.to_owned(),
            false => format!("{number}.00"),
        }
    };
    shares.iter().map(whole).collect()
}

#[test]
fn the_plan_is_the_printed_one() {
    for (facts, funding) in both() {
        let plan = funding.plan_of(2020).expect("a plan");
        assert_eq!(plan.years, facts.plan.years);
        assert_eq!(plan.rows.len(), facts.plan.lines.len());
        for line in &facts.plan.lines {
            let row = plan.rows.iter().find(|row| row.funder.label == line.label);
            let amounts = row
                .expect("every funder")
                .cells
                .iter()
                .filter_map(|cell| cell.amount);
            let amounts: Vec<_> = amounts.collect();
            assert_eq!(amounts, line.amounts.amounts, "{}", line.label);
            assert_eq!(
                shares(plan, &amounts),
                printed(&line.amounts.printed_shares)
            );
        }
        let without = &facts.plan.subtotal_without_state;
        assert_eq!(plan.totals_without_state, without.amounts);
        assert_eq!(
            shares(plan, &plan.totals_without_state),
            printed(&without.printed_shares)
        );
        assert!(
            plan.totals
                .iter()
                .all(|total| *total == facts.plan.total_per_year)
        );
        assert!(plan.rows.last().is_some_and(|row| row.funder.is_state));
        assert_eq!(plan.remarks, []);
    }
}

#[test]
fn the_grants_add_up_exactly() {
    for (facts, funding) in both() {
        let year = funding.year(2020).expect("grants");
        assert_eq!(year.rows.len(), facts.grants_2020.rows.len());
        let totals = GrantTotals {
            requested: year.totals.requested,
            after_convention: year.totals.agreed,
            paid: year.totals.paid,
        };
        assert_eq!(totals, facts.grants_2020.exact_totals);
        assert_ne!(totals, facts.grants_2020.printed_totals);
        assert_eq!(year.above_agreed, facts.grants_2020.paid_above_agreed);
        assert_eq!(year.unpaid, 0);
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn every_remark_of_the_facts_is_made_and_no_other() {
    for (facts, funding) in both() {
        let remarks = &funding.year(2020).expect("grants").remarks;
        assert_eq!(
            remarks.len(),
            facts.grants_2020.remarks.len(),
            "{remarks:#?}"
        );
        let stated = |wanted: Column, by: i64| {
            let found = remarks.iter().any(|remark| matches!(remark,
                Remark::StatedTotalDiffers { column, stated, sum, .. } if *column == wanted && stated - sum == by));
            assert!(found, "{wanted:?}: {remarks:#?}");
        };
        stated(Column::Requested, 570_000);
        stated(Column::Paid, -240_000);
        let four = remarks.iter().find_map(|remark| match remark {
            Remark::PaidAboveAgreed {
                funders,
                agreed,
                paid,
                excess,
            } => Some((funders.len(), *agreed, *paid, *excess)),
            _ => None,
        });
        assert_eq!(four, Some((4, 158_000, 240_000, 328_000)));
        let label = |code: &str| {
            let line = facts.plan.lines.iter().find(|line| line.funder == code);
            line.map(|line| line.label.clone()).expect("a funder")
        };
        let early = Remark::PaidLongBeforeOthers {
            funder: label("cc-bouzonvillois-trois-frontieres"),
            day: day("2020-01-09"),
            months: 7,
        };
        let late = Remark::PaidAfterYear {
            funder: label("state-cipdr"),
            day: day("2021-02-05"),
        };
        for remark in [early, late] {
            assert!(remarks.contains(&remark), "{remark:?} in {remarks:#?}");
        }
    }
}

#[test]
fn a_funder_under_two_names_is_one() {
    let [(facts, funding), (_, invented)] = both();
    assert_eq!(funding.funders.len(), facts.plan.lines.len());
    let state = facts
        .plan
        .lines
        .iter()
        .find(|line| line.funder == "state-cipdr");
    let twice = Remark::OneUnderTwoNames {
        funder: state.expect("the State").label.clone(),
        other: "state-fipdr".to_owned(),
    };
    assert_eq!(funding.remarks, [twice]);
    assert_eq!(invented.remarks, []);
}
