//! The shifts of a day: those noted, and those that lines of the rota bring.

use chrono::{Datelike, NaiveDate};
use record::{Record, RecordId, TimeOfDay};
use serde::{Deserialize, Serialize};

use super::reading::{Holder, Rota, Rule};
use crate::choices::{CancellationReason, ShiftPlace, ShiftStatus};
use crate::{Slots, shift};

/// A shift of a day, noted or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedShift {
    /// Its record, or that which it will have once something is noted of it.
    pub id: RecordId,
    /// Whether it has a record.
    pub is_noted: bool,
    /// The line of the rota that brings it, where nothing was noted.
    pub rule: Option<RecordId>,
    /// The day.
    pub day: NaiveDate,
    /// Where.
    pub station: Option<RecordId>,
    /// The hours planned.
    pub slots: Option<Slots>,
    /// Who holds it: the stand-in, where there is one.
    pub worker: Option<RecordId>,
    /// Whom the worker stands in for.
    pub instead_of: Option<RecordId>,
    /// Where it is held.
    pub place: Option<ShiftPlace>,
    /// Whether it is to be held, was held, or was called off.
    pub status: ShiftStatus,
    /// Why it was called off.
    pub reason: Option<CancellationReason>,
    /// Whether it is called off because who was to hold it is away and nobody stands in.
    pub is_uncovered: bool,
    /// When it really began.
    pub started: Option<TimeOfDay>,
    /// When it really ended.
    pub ended: Option<TimeOfDay>,
    /// How long it really lasted, in minutes, where that was noted.
    pub duration: Option<u32>,
}

/// The id of the shift that a line of the rota has on a day: that of the line, with the day in its last four bytes. Ids are
/// random, so that no two lines meet.
pub fn shift_id(rule: RecordId, day: NaiveDate) -> RecordId {
    let mut bytes = *rule.as_bytes();
    let day = day.num_days_from_ce().to_be_bytes();
    for (byte, day) in bytes.iter_mut().skip(12).zip(day) {
        *byte ^= day;
    }
    RecordId::from_bytes(bytes)
}

/// The shifts of a day, in order of hour and station.
pub(super) fn of_day(rota: &Rota, day: NaiveDate) -> Vec<PlannedShift> {
    let noted: Vec<PlannedShift> = rota.noted_on(day).cloned().collect();
    let stands_for = |rule: &Rule| {
        noted.iter().any(|shift| {
            shift.station == Some(rule.station)
                && shift
                    .slots
                    .as_ref()
                    .is_none_or(|slots| slots.overlap(&rule.slots))
        })
    };
    let mut shifts: Vec<PlannedShift> = rota
        .rules_on(day)
        .filter(|(id, rule)| !rota.is_noted(shift_id(*id, day)) && !stands_for(rule))
        .map(|(id, rule)| planned(rota, id, rule, day))
        .collect();
    shifts.extend(noted.into_iter().map(|shift| shift.with_holder(rota)));
    shifts.sort_by_key(|shift| (shift.start(), shift.station, shift.id));
    shifts
}

/// The shift of a line of which nothing was noted.
fn planned(rota: &Rota, id: RecordId, rule: &Rule, day: NaiveDate) -> PlannedShift {
    let shift = PlannedShift {
        id: shift_id(id, day),
        is_noted: false,
        rule: Some(id),
        day,
        station: Some(rule.station),
        slots: Some(rule.slots.clone()),
        worker: rule.worker,
        instead_of: None,
        place: rule.place,
        status: ShiftStatus::Planned,
        reason: None,
        is_uncovered: false,
        started: None,
        ended: None,
        duration: None,
    };
    match rota.holiday(day, shift.station) {
        Some(_) => PlannedShift {
            status: ShiftStatus::Cancelled,
            reason: Some(CancellationReason::PublicHoliday),
            ..shift
        },
        None => shift.with_holder(rota),
    }
}

impl PlannedShift {
    /// What was noted of a shift of that day.
    pub(super) fn noted(record: &Record, day: NaiveDate) -> Self {
        Self {
            id: record.id(),
            is_noted: true,
            rule: None,
            day,
            station: record.get(shift::STATION),
            slots: record.get(shift::SLOTS),
            worker: record.get(shift::WORKER),
            instead_of: None,
            place: record.get(shift::PLACE),
            status: record.get(shift::STATUS).unwrap_or(ShiftStatus::Planned),
            reason: record.get(shift::CANCELLATION_REASON),
            is_uncovered: false,
            started: record.get(shift::STARTED),
            ended: record.get(shift::ENDED),
            duration: record.get(shift::DURATION),
        }
    }

    /// With whoever stands in; called off where nobody does. What began or is settled stays as it was noted.
    fn with_holder(mut self, rota: &Rota) -> Self {
        if self.status != ShiftStatus::Planned || self.started.is_some() {
            return self;
        }
        match rota.holder(self.worker, self.day) {
            Holder::AsPlanned => {}
            Holder::Replaced(by) => self.instead_of = self.worker.replace(by),
            Holder::Nobody(reason) => {
                self.status = ShiftStatus::Cancelled;
                self.reason = reason;
                self.is_uncovered = true;
            }
        }
        self
    }

    /// When it begins by the plan.
    pub fn start(&self) -> Option<TimeOfDay> {
        self.slots
            .as_ref()
            .and_then(|slots| slots.iter().next())
            .map(|slot| slot.start())
    }

    /// When it ends by the plan.
    pub fn end(&self) -> Option<TimeOfDay> {
        self.slots
            .as_ref()
            .and_then(|slots| slots.iter().last())
            .map(|slot| slot.end())
    }

    /// Whether it began and did not end yet.
    pub fn is_running(&self) -> bool {
        self.started.is_some() && self.ended.is_none() && self.status == ShiftStatus::Planned
    }

    /// How long it is by the plan, in minutes.
    pub fn planned_minutes(&self) -> u32 {
        self.slots.as_ref().map_or(0, Slots::minutes)
    }

    /// How long it was held, in minutes: as noted, or else as planned. Nothing unless it was held.
    pub fn held_minutes(&self) -> u32 {
        match self.status {
            ShiftStatus::Held => self.duration.unwrap_or_else(|| self.planned_minutes()),
            ShiftStatus::Planned | ShiftStatus::Cancelled => 0,
        }
    }
}
