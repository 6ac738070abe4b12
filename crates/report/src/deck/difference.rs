//! What changed since a report was published: every number of it beside what it would be now.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use record::RecordId;
use serde::{Deserialize, Serialize};

use super::Deck;
use crate::activity::Activity;
use crate::breakdown::Topic;
use crate::figure::Figure;
use crate::funding;
use crate::stations::Zone;

/// A number of a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Counted {
    /// A figure of some days.
    Figure {
        /// The first day.
        from: NaiveDate,
        /// The day after the last.
        to: NaiveDate,
        /// Which.
        figure: Figure,
    },
    /// A figure of some days, as it was typed in by hand; shifts held where no figure is named.
    Typed {
        /// The first day.
        from: NaiveDate,
        /// The day after the last.
        to: NaiveDate,
        /// Which.
        figure: Option<Figure>,
    },
    /// Minutes of shifts held.
    HeldMinutes {
        /// The first day.
        from: NaiveDate,
        /// The day after the last.
        to: NaiveDate,
        /// Of which zone.
        zone: Option<Zone>,
    },
    /// A cell of a breakdown.
    Part {
        /// Of what.
        topic: Topic,
        /// Its answers.
        answers: Vec<String>,
    },
    /// Cases handled that give an answer.
    Answer {
        /// The field's id.
        field: String,
        /// The answer's id.
        answer: String,
    },
    /// What the numbers of a field add up to.
    Sum {
        /// The field's id.
        field: String,
    },
    /// An amount of a grant, in cents.
    Grant {
        /// Its record.
        grant: RecordId,
        /// Which amount.
        column: funding::Column,
    },
    /// An amount of a plan, in cents.
    Plan {
        /// Who pays.
        funder: Option<RecordId>,
        /// For which year.
        year: i32,
    },
}

/// A number that is no more what it was; none where it did not stand in the report, or does not now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which number.
    pub of: Counted,
    /// What it is called, where it is of a place, a funder: as it was called then, else as now.
    pub label: String,
    /// In the report.
    pub then: Option<i64>,
    /// As the data is now.
    pub now: Option<i64>,
}

/// The numbers that two reports of one period do not share.
pub fn differences(then: &Deck, now: &Deck) -> Vec<Difference> {
    let (then, now) = (numbers(then), numbers(now));
    let mut all: BTreeMap<&Counted, (Option<i64>, Option<i64>, &str)> = BTreeMap::new();
    for (of, (label, number)) in &now {
        all.insert(of, (None, Some(*number), label));
    }
    for (of, (label, number)) in &then {
        let one = all.entry(of).or_default();
        (one.0, one.2) = (Some(*number), label);
    }
    let is_zero = |number: Option<i64>| number.unwrap_or(0) == 0;
    let differing = all
        .into_iter()
        .filter(|(_, (then, now, _))| then != now && !(is_zero(*then) && is_zero(*now)));
    differing
        .map(|(of, (then, now, label))| Difference {
            of: of.clone(),
            label: label.to_owned(),
            then,
            now,
        })
        .collect()
}

/// Every number of a report, with the label of what it is of.
fn numbers(deck: &Deck) -> BTreeMap<Counted, (String, i64)> {
    let mut numbers = BTreeMap::new();
    for column in &deck.columns {
        of_activity(&column.activity, &mut numbers);
    }
    let mut put = |of: Counted, label: &str, number: i64| {
        numbers.insert(of, (label.to_owned(), number));
    };
    for topic in &deck.topics {
        for cell in &topic.cells {
            let (topic, answers) = (topic.topic, cell.answers.clone());
            put(Counted::Part { topic, answers }, "", cell.count.into());
        }
    }
    for answers in &deck.answers {
        let field = || answers.field.clone();
        for count in &answers.counts {
            let answer = count.answer.clone();
            put(
                Counted::Answer {
                    field: field(),
                    answer,
                },
                "",
                count.cases.into(),
            );
        }
        if let Some(sum) = answers.sum {
            put(Counted::Sum { field: field() }, "", sum);
        }
    }
    for row in deck.grants.iter().flat_map(|year| &year.rows) {
        let amounts = [row.requested, row.agreed, row.paid];
        for (column, amount) in funding::Column::ALL.into_iter().zip(amounts) {
            let of = Counted::Grant {
                grant: row.grant,
                column,
            };
            put(of, &row.funder.label, amount.unwrap_or(0));
        }
    }
    if let Some(plan) = &deck.plan {
        for row in &plan.rows {
            for (year, cell) in plan.years.iter().zip(&row.cells) {
                let of = Counted::Plan {
                    funder: row.funder.funder,
                    year: *year,
                };
                put(of, &row.funder.label, cell.amount.unwrap_or(0));
            }
        }
    }
    numbers
}

fn of_activity(activity: &Activity, numbers: &mut BTreeMap<Counted, (String, i64)>) {
    let (from, to) = (activity.from, activity.to);
    let mut put = |figure: Figure, label: &str, count: u32| {
        let of = Counted::Figure { from, to, figure };
        numbers.insert(of, (label.to_owned(), count.into()));
    };
    for (figure, count) in Activity::HEADLINES {
        put(figure, "", count(activity));
    }
    for zone in activity.stations.iter().flat_map(|table| &table.zones) {
        put(Figure::CasesOfZone(zone.zone), "", zone.cases);
        put(
            Figure::CasesOfOtherSectors(zone.zone),
            "",
            zone.other_sectors.cases,
        );
        let named = zone
            .companies
            .iter()
            .filter_map(|row| Some((row.company?, row)));
        for (company, row) in named {
            put(
                Figure::CasesOfCompany(zone.zone, company),
                &row.label,
                row.cases,
            );
        }
        let stations = zone.companies.iter().flat_map(|row| &row.stations);
        for row in stations.chain(&zone.other_sectors.sectors) {
            put(Figure::CasesOfStation(row.station), &row.label, row.cases);
        }
    }
    for row in &activity.shifts.zones {
        put(Figure::ShiftsScheduled(row.zone), "", row.scheduled);
        put(Figure::ShiftsHeld(row.zone), "", row.held);
        put(Figure::ShiftsCancelled(row.zone), "", row.cancelled);
    }
    let typed = activity
        .headlines()
        .map(|(figure, total)| (Some(figure), total.typed));
    let typed = typed
        .into_iter()
        .chain([(None, activity.shifts_held().typed)]);
    numbers.extend(typed.map(|(figure, typed)| {
        let of = Counted::Typed { from, to, figure };
        (of, (String::new(), typed.into()))
    }));
    for row in &activity.shifts.zones {
        let zone = row.zone;
        let of = Counted::HeldMinutes { from, to, zone };
        numbers.insert(of, (String::new(), row.held_minutes.into()));
    }
}
