//! Totals typed in by hand for days that no record is of: counted beside the records, and never among them.

use std::collections::BTreeMap;

use casework::{binned_on, typed_total};
use chrono::NaiveDate;
use record::{Record, RecordId};
use serde::{Deserialize, Serialize};

use crate::activity::Activity;
use crate::facts::Facts;
use crate::figure::Figure;
use crate::number::Share;
use crate::reading::Reading;

/// Totals of some days, typed in by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedTotal {
    /// Its record.
    pub record: RecordId,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// The station it is of; none for the whole team.
    pub station: Option<RecordId>,
    /// The label of that station.
    pub place: String,
    /// In the order of [`Activity::HEADLINES`].
    pub headlines: [u32; 6],
    /// Shifts held.
    pub shifts_held: u32,
    /// Where they come from.
    pub note: String,
}

/// What is doubtful about totals typed in by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TypedRemark {
    /// It says no first or no last day, or they are in the wrong order: counted nowhere.
    WithoutDays {
        /// The totals.
        record: RecordId,
    },
    /// Some of its days are outside of the period: not counted in it.
    Straddles {
        /// The totals.
        record: RecordId,
    },
    /// Two are of the same days, and of the same station or one of them of the whole team: both count.
    Doubled {
        /// The totals.
        record: RecordId,
        /// The others.
        other: RecordId,
    },
    /// Cases on this device were handled in those days: they count as well.
    AlsoRecorded {
        /// The totals.
        record: RecordId,
        /// How many cases, of its station if it is of one.
        cases: u32,
    },
}

/// A number: what the records give, and what was typed in beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// From records; each leads to them.
    pub counted: u32,
    /// Typed in by hand.
    pub typed: u32,
}

impl Total {
    /// Both together.
    pub const fn sum(self) -> u32 {
        self.counted.saturating_add(self.typed)
    }
}

impl Activity {
    /// The figures of the table that a team prints, with what was typed in beside each.
    pub fn headlines(&self) -> [(Figure, Total); 6] {
        let mut places = 0..;
        Self::HEADLINES.map(|(figure, count)| {
            let place = places.next().unwrap_or_default();
            let typed = self.typed_sum(|one| one.headlines.get(place).copied().unwrap_or(0));
            let counted = count(self);
            (figure, Total { counted, typed })
        })
    }

    /// One of those figures.
    pub fn headline(&self, figure: Figure) -> Total {
        let found = self.headlines().into_iter().find(|(one, _)| *one == figure);
        found.map_or(Total::default(), |(_, total)| total)
    }

    /// The share of conjugal violence, with what was typed in.
    pub fn conjugal_share(&self) -> Share {
        Share {
            part: self.headline(Figure::ConjugalViolence).sum(),
            whole: self.headline(Figure::CasesHandled).sum(),
        }
    }

    /// Shifts held, both zones together, with what was typed in.
    pub fn shifts_held(&self) -> Total {
        Total {
            counted: self.shifts.total.held,
            typed: self.typed_sum(|one| one.shifts_held),
        }
    }

    fn typed_sum(&self, number: impl Fn(&TypedTotal) -> u32) -> u32 {
        self.typed
            .iter()
            .map(number)
            .fold(0, |sum: u32, one| sum.saturating_add(one))
    }
}

/// Totals as a record says them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    station: Option<RecordId>,
    headlines: [u32; 6],
    shifts_held: u32,
    note: String,
}

impl Said {
    /// What a record says; none where it lies in the bin.
    pub(crate) fn read(record: &Record) -> Option<Self> {
        let number = |field| record.get(field).unwrap_or(0);
        binned_on(record).is_none().then(|| Self {
            from: record.get(typed_total::FROM),
            until: record.get(typed_total::UNTIL),
            station: record.get(typed_total::STATION),
            headlines: [
                number(typed_total::CASES_HANDLED),
                number(typed_total::CASES_OPENED),
                number(typed_total::CONJUGAL_VIOLENCE),
                number(typed_total::INTERVIEWS_HELD),
                number(typed_total::INTERVIEWS_WITH_PROFESSIONALS),
                number(typed_total::SEXUAL_VIOLENCE_VICTIMS),
            ],
            shifts_held: number(typed_total::SHIFTS_HELD),
            note: record.get(typed_total::NOTE).unwrap_or_default(),
        })
    }

    /// Its days, half-open, where it says them.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (from, until) = (self.from?, self.until?);
        Some((from, until.succ_opt()?)).filter(|(from, to)| from < to)
    }
}

/// What was typed in for days that lie in the period, the earliest first, and what is doubtful about it.
pub(crate) fn typed(
    facts: &Facts,
    from: NaiveDate,
    to: NaiveDate,
) -> (Vec<TypedTotal>, Vec<TypedRemark>) {
    let (mut totals, mut remarks) = (Vec::new(), Vec::new());
    for (record, said) in &facts.typed {
        let record = *record;
        match said.days() {
            None => remarks.push(TypedRemark::WithoutDays { record }),
            Some((first, after)) if from <= first && after <= to => {
                totals.push(total(facts, record, said, (first, after)));
            }
            Some((first, after)) if first < to && from < after => {
                remarks.push(TypedRemark::Straddles { record });
            }
            Some(_) => {}
        }
    }
    totals.sort_by(|one, other| {
        (one.from, &one.place, one.record).cmp(&(other.from, &other.place, other.record))
    });
    remarks.extend(doubled(&totals));
    remarks.extend(totals.iter().filter_map(|one| also_recorded(facts, one)));
    (totals, remarks)
}

fn total(
    facts: &Facts,
    record: RecordId,
    said: &Said,
    (from, to): (NaiveDate, NaiveDate),
) -> TypedTotal {
    let row = said
        .station
        .and_then(|station| facts.stations.find(station));
    TypedTotal {
        record,
        from,
        to,
        station: said.station,
        place: row
            .map(|row| facts.stations.label[row].clone())
            .unwrap_or_default(),
        headlines: said.headlines,
        shifts_held: said.shifts_held,
        note: said.note.clone(),
    }
}

fn doubled(totals: &[TypedTotal]) -> impl Iterator<Item = TypedRemark> {
    let pairs = totals.iter().enumerate().flat_map(|(place, one)| {
        let later = totals.iter().skip(place + 1);
        later.map(move |other| (one, other))
    });
    let share_days =
        |one: &TypedTotal, other: &TypedTotal| one.from < other.to && other.from < one.to;
    let share_place = |one: &TypedTotal, other: &TypedTotal| {
        one.station.is_none() || other.station.is_none() || one.station == other.station
    };
    pairs
        .filter(move |(one, other)| share_days(one, other) && share_place(one, other))
        .map(|(one, other)| TypedRemark::Doubled {
            record: one.record,
            other: other.record,
        })
}

fn also_recorded(facts: &Facts, total: &TypedTotal) -> Option<TypedRemark> {
    let reading = Reading::new(facts, total.from, total.to);
    let station = total.station.map(|station| facts.stations.find(station));
    let is_there = |case: &usize| match station {
        None => true,
        Some(station) => station.is_some() && facts.cases.station[*case].row() == station,
    };
    let cases = reading.cases_handled().filter(is_there).count();
    let cases = u32::try_from(cases).unwrap_or(u32::MAX);
    (cases > 0).then_some(TypedRemark::AlsoRecorded {
        record: total.record,
        cases,
    })
}

/// Totals as the facts keep them.
pub(crate) type TypedFacts = BTreeMap<RecordId, Said>;

impl Facts {
    pub(crate) fn read_typed(&mut self, record: &Record) {
        self.typed.remove(&record.id());
        self.typed
            .extend(Said::read(record).map(|said| (record.id(), said)));
    }
}
