//! What the rota rests on, taken in record by record, in any order.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use record::{Record, RecordId};

use super::holidays::{Holiday, holiday};
use super::plan::{self, PlannedShift};
use crate::choices::{self, CancellationReason, RotaWeeks, ShiftPlace, WeekParity};
use crate::{
    Absence, RotaParity, RotaRule, Shift, Slots, Station, Team, absence, binned_on, rota_parity,
    rota_rule, shift, station, team,
};

/// The rota of a team, and what was noted of its shifts.
#[derive(Debug, Clone, Default)]
pub struct Rota {
    pub(super) rules: BTreeMap<RecordId, Rule>,
    parities: BTreeMap<RecordId, (NaiveDate, WeekParity)>,
    absences: BTreeMap<RecordId, Away>,
    /// Shifts of which something was noted, and their days.
    noted: BTreeMap<RecordId, PlannedShift>,
    by_day: BTreeSet<(NaiveDate, RecordId)>,
    /// Shifts that were put in the bin: no line of the rota brings them back.
    binned: BTreeSet<RecordId>,
    /// What teams say of their holidays: one, and more only where two were made.
    teams: BTreeMap<RecordId, bool>,
    /// What stations say of their holidays.
    stations: BTreeMap<RecordId, bool>,
}

/// A line of the rota.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) station: RecordId,
    weekday: Weekday,
    weeks: RotaWeeks,
    pub(super) slots: Slots,
    pub(super) worker: Option<RecordId>,
    pub(super) place: Option<ShiftPlace>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// An absence.
#[derive(Debug, Clone, Copy)]
struct Away {
    worker: RecordId,
    from: NaiveDate,
    until: NaiveDate,
    reason: Option<CancellationReason>,
    replaced_by: Option<RecordId>,
}

/// Who holds a shift once absences are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// Who was to, or nobody was named.
    AsPlanned,
    /// Another one.
    Replaced(RecordId),
    /// Nobody: away for that reason.
    Nobody(Option<CancellationReason>),
}

/// Stand-ins of stand-ins that are followed; who names a ring of them has nobody.
const MOST_REPLACEMENTS: usize = 8;

impl Rota {
    /// The rota of these records; others are passed over.
    pub fn of<'r>(records: impl IntoIterator<Item = &'r Record>) -> Self {
        let mut rota = Self::default();
        for record in records {
            rota.put(record);
        }
        rota
    }

    /// Takes in a record as it is now, in place of what it was.
    pub fn put(&mut self, record: &Record) {
        let id = record.id();
        let is_binned = binned_on(record).is_some();
        match record.kind().as_str() {
            RotaRule::ID => put(&mut self.rules, id, read_rule(record), is_binned),
            RotaParity::ID => put(&mut self.parities, id, read_parity(record), is_binned),
            Absence::ID => put(&mut self.absences, id, read_absence(record), is_binned),
            Shift::ID => self.put_shift(record, is_binned),
            Team::ID => {
                let said = record.get(team::HAS_LOCAL_HOLIDAYS);
                put(&mut self.teams, id, said, false);
            }
            Station::ID => {
                let said = record.get(station::HAS_LOCAL_HOLIDAYS);
                put(&mut self.stations, id, said, false);
            }
            _ => {}
        }
    }

    /// Forgets a record.
    pub fn forget(&mut self, id: RecordId) {
        self.rules.remove(&id);
        self.parities.remove(&id);
        self.absences.remove(&id);
        self.teams.remove(&id);
        self.stations.remove(&id);
        self.forget_shift(id);
    }

    fn forget_shift(&mut self, id: RecordId) {
        if let Some(before) = self.noted.remove(&id) {
            self.by_day.remove(&(before.day, id));
        }
        self.binned.remove(&id);
    }

    fn put_shift(&mut self, record: &Record, is_binned: bool) {
        let id = record.id();
        self.forget_shift(id);
        if is_binned {
            self.binned.insert(id);
        } else if let Some(day) = record.get(shift::DATE) {
            self.by_day.insert((day, id));
            self.noted.insert(id, PlannedShift::noted(record, day));
        }
    }

    /// The shifts of these days, in order of day and hour.
    pub fn shifts(&self, days: RangeInclusive<NaiveDate>) -> Vec<PlannedShift> {
        let last = *days.end();
        let days = days.start().iter_days().take_while(|day| *day <= last);
        days.flat_map(|day| plan::of_day(self, day)).collect()
    }

    /// What was noted of a shift, if anything was.
    pub fn noted(&self, id: RecordId) -> Option<&PlannedShift> {
        self.noted.get(&id)
    }

    pub(super) fn noted_on(&self, day: NaiveDate) -> impl Iterator<Item = &PlannedShift> {
        let all = RecordId::from_bytes([0; 16])..=RecordId::from_bytes([0xff; 16]);
        let range = (day, *all.start())..=(day, *all.end());
        let ids = self.by_day.range(range);
        ids.filter_map(|(_, id)| self.noted.get(id))
    }

    /// Whether something was noted of the shift, be it that it lies in the bin.
    pub(super) fn is_noted(&self, id: RecordId) -> bool {
        self.noted.contains_key(&id) || self.binned.contains(&id)
    }

    /// The lines that have a shift on that day.
    pub(super) fn rules_on(&self, day: NaiveDate) -> impl Iterator<Item = (RecordId, &Rule)> {
        let parity = self.is_even(day);
        let rules = self.rules.iter().map(|(id, rule)| (*id, rule));
        rules.filter(move |(_, rule)| rule.has(day, parity))
    }

    /// Whether the week of a day counts as even.
    pub fn is_even(&self, day: NaiveDate) -> bool {
        let monday = monday_of(day);
        let changes = self
            .parities
            .iter()
            .map(|(id, (from, parity))| (monday_of(*from), *id, *parity));
        let latest = changes
            .filter(|(from, ..)| *from <= monday)
            .max_by_key(|(from, id, _)| (*from, *id));
        let by_calendar = day.iso_week().week().is_multiple_of(2);
        match latest {
            None | Some((_, _, WeekParity::Calendar)) => by_calendar,
            Some((from, _, parity)) => {
                let weeks = (monday - from).num_weeks();
                (parity == WeekParity::Even) == (weeks % 2 == 0)
            }
        }
    }

    /// The holiday of a day at a station, if it is one.
    pub fn holiday(&self, day: NaiveDate, station: Option<RecordId>) -> Option<Holiday> {
        let said = station.and_then(|station| self.stations.get(&station));
        let of_team = || self.teams.values().any(|said| *said);
        holiday(day, said.copied().unwrap_or_else(of_team))
    }

    pub(super) fn holder(&self, worker: Option<RecordId>, day: NaiveDate) -> Holder {
        let Some(named) = worker else {
            return Holder::AsPlanned;
        };
        let mut worker = named;
        for _ in 0..MOST_REPLACEMENTS {
            let Some(away) = self.away(worker, day) else {
                return match worker == named {
                    true => Holder::AsPlanned,
                    false => Holder::Replaced(worker),
                };
            };
            match away.replaced_by {
                Some(other) => worker = other,
                None => return Holder::Nobody(away.reason),
            }
        }
        Holder::Nobody(None)
    }

    /// The absence of a worker on a day; one with a stand-in first.
    fn away(&self, worker: RecordId, day: NaiveDate) -> Option<Away> {
        let of_day = |away: &&Away| away.worker == worker && away.from <= day && day <= away.until;
        let absences = self.absences.values().filter(of_day);
        absences
            .max_by_key(|away| away.replaced_by.is_some())
            .copied()
    }
}

impl Rule {
    fn has(&self, day: NaiveDate, is_even: bool) -> bool {
        let is_in_weeks = match self.weeks {
            RotaWeeks::Every => true,
            RotaWeeks::Even => is_even,
            RotaWeeks::Odd => !is_even,
        };
        let is_valid =
            self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until);
        is_in_weeks && is_valid && self.weekday == day.weekday()
    }
}

fn put<T>(map: &mut BTreeMap<RecordId, T>, id: RecordId, read: Option<T>, is_binned: bool) {
    match read.filter(|_| !is_binned) {
        Some(read) => {
            map.insert(id, read);
        }
        None => {
            map.remove(&id);
        }
    }
}

/// A line that says where, on which day and at which hours; none while one of them is missing.
fn read_rule(record: &Record) -> Option<Rule> {
    Some(Rule {
        station: record.get(rota_rule::STATION)?,
        weekday: weekday(record.get(rota_rule::WEEKDAY)?),
        weeks: record.get(rota_rule::WEEKS).unwrap_or(RotaWeeks::Every),
        slots: record.get(rota_rule::SLOTS)?,
        worker: record.get(rota_rule::WORKER),
        place: record.get(rota_rule::PLACE),
        from: record.get(rota_rule::FROM),
        until: record.get(rota_rule::UNTIL),
    })
}

fn read_parity(record: &Record) -> Option<(NaiveDate, WeekParity)> {
    Some((
        record.get(rota_parity::FROM)?,
        record.get(rota_parity::PARITY)?,
    ))
}

fn read_absence(record: &Record) -> Option<Away> {
    let from = record.get(absence::FROM)?;
    Some(Away {
        worker: record.get(absence::WORKER)?,
        from,
        until: record.get(absence::UNTIL).unwrap_or(from),
        reason: record.get(absence::REASON),
        replaced_by: record.get(absence::REPLACED_BY),
    })
}

fn weekday(weekday: choices::Weekday) -> Weekday {
    match weekday {
        choices::Weekday::Monday => Weekday::Mon,
        choices::Weekday::Tuesday => Weekday::Tue,
        choices::Weekday::Wednesday => Weekday::Wed,
        choices::Weekday::Thursday => Weekday::Thu,
        choices::Weekday::Friday => Weekday::Fri,
        choices::Weekday::Saturday => Weekday::Sat,
        choices::Weekday::Sunday => Weekday::Sun,
    }
}

/// The Monday of the week of a day; the day itself at the beginning of the calendar.
fn monday_of(day: NaiveDate) -> NaiveDate {
    let after = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(after).unwrap_or(day)
}
