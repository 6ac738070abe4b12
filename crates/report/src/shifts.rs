//! Shifts by zone and place.

use std::collections::BTreeMap;

use casework::choices::{ShiftPlace, ShiftStatus};
use casework::rota::PlannedShift;
use chrono::NaiveDate;
use record::RecordId;
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::number::Share;
use crate::stations::Zone;

/// Shifts of a period.
///
/// One shift is one station on one day, its slots together: records of the same station and day
/// are one shift, held if one of them was held, else cancelled if one was cancelled, else still
/// planned. A record without a station of its own is a shift by itself. What the rota brings counts
/// though nothing was noted of it: as planned, or as cancelled on a public holiday and where the
/// worker is away and nobody stands in.
///
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftTable {
    /// A row a zone that has shifts or is one of the two; `None`, last, where the zone is not known.
    pub zones: Vec<ShiftRow>,
    /// The sum of `zones`.
    pub total: ShiftRow,
}

/// The shifts of a zone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftRow {
    /// Which; `None` for shifts whose station or zone is not known, and for the total.
    pub zone: Option<Zone>,
    /// Every shift of the rota, whatever became of it; the sum of the three that follow.
    pub scheduled: u32,
    /// Those that took place.
    pub held: u32,
    /// Those that were cancelled.
    pub cancelled: u32,
    /// Those of which nobody said yet what became.
    pub open: u32,
    /// Where those held took place; sums to `held`.
    pub held_by_place: PlaceCounts,
    /// Minutes of the shifts held, as really worked where that was noted.
    pub held_minutes: u32,
    /// Minutes of all shifts, as planned.
    pub scheduled_minutes: u32,
}

/// Shifts held, by place. Records of one shift that name several places count at the first of
/// this list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCounts {
    /// In the police or gendarmerie station.
    pub station: u32,
    /// In the association's own premises.
    pub own_premises: u32,
    /// By telephone or video from elsewhere.
    pub remote: u32,
    /// Nobody said where.
    pub not_stated: u32,
}

impl ShiftRow {
    /// Held, of all that were scheduled.
    pub fn held_share(&self) -> Share {
        Share {
            part: self.held,
            whole: self.scheduled,
        }
    }
}

/// The table of the shifts in the span.
pub(crate) fn table(facts: &Facts, from: NaiveDate, to: NaiveDate) -> ShiftTable {
    let mut rows: BTreeMap<Option<Zone>, ShiftRow> = BTreeMap::new();
    for zone in Zone::ALL {
        rows.insert(Some(zone), ShiftRow::default());
    }
    let mut total = ShiftRow::default();
    for shift in shifts(facts, from, to) {
        rows.entry(shift.zone).or_default().add(&shift);
        total.add(&shift);
    }
    let unknown = rows.remove(&None);
    let mut zones: Vec<_> = rows
        .into_iter()
        .map(|(zone, row)| ShiftRow { zone, ..row })
        .collect();
    zones.extend(unknown);
    ShiftTable { zones, total }
}

/// One station on one day.
#[derive(Debug)]
pub(crate) struct ShiftOfDay {
    pub(crate) zone: Option<Zone>,
    pub(crate) status: ShiftStatus,
    place: Option<ShiftPlace>,
    scheduled_minutes: u32,
    held_minutes: u32,
    /// What makes it up: the ids of records of shifts, or those they will have once something is noted.
    pub(crate) ids: Vec<RecordId>,
}

/// The shifts from a day, included, to another, not included: those of the same station and day make one.
pub(crate) fn shifts(
    facts: &Facts,
    from: NaiveDate,
    to: NaiveDate,
) -> impl Iterator<Item = ShiftOfDay> {
    let mut days: BTreeMap<(NaiveDate, RecordId), Vec<PlannedShift>> = BTreeMap::new();
    let last = to.pred_opt().filter(|last| from <= *last);
    let planned = last.map(|last| facts.rota.shifts(from..=last));
    for shift in planned.into_iter().flatten() {
        let of_day = (shift.day, shift.station.unwrap_or(shift.id));
        days.entry(of_day).or_default().push(shift);
    }
    days.into_values().map(|parts| shift_of_day(facts, &parts))
}

fn shift_of_day(facts: &Facts, parts: &[PlannedShift]) -> ShiftOfDay {
    let is = |status| move |part: &&PlannedShift| part.status == status;
    let held = || parts.iter().filter(is(ShiftStatus::Held));
    let status = if held().next().is_some() {
        ShiftStatus::Held
    } else if parts.iter().any(|part| is(ShiftStatus::Cancelled)(&part)) {
        ShiftStatus::Cancelled
    } else {
        ShiftStatus::Planned
    };
    let station = parts.first().and_then(|part| part.station);
    let row = station.and_then(|station| facts.stations.find(station));
    ShiftOfDay {
        zone: row.and_then(|row| facts.stations.zone[row]),
        status,
        place: held().filter_map(|part| part.place).min(),
        scheduled_minutes: sum(parts.iter().map(PlannedShift::planned_minutes)),
        held_minutes: sum(held().map(PlannedShift::held_minutes)),
        ids: parts.iter().map(|part| part.id).collect(),
    }
}

/// Minutes are typed by people: a sum too large stays at the largest.
fn sum(minutes: impl Iterator<Item = u32>) -> u32 {
    minutes.fold(0, u32::saturating_add)
}

impl ShiftRow {
    fn add(&mut self, shift: &ShiftOfDay) {
        self.scheduled += 1;
        self.scheduled_minutes = self
            .scheduled_minutes
            .saturating_add(shift.scheduled_minutes);
        match shift.status {
            ShiftStatus::Planned => self.open += 1,
            ShiftStatus::Cancelled => self.cancelled += 1,
            ShiftStatus::Held => {
                self.held += 1;
                self.held_minutes = self.held_minutes.saturating_add(shift.held_minutes);
                self.held_by_place.add(shift.place);
            }
        }
    }
}

impl PlaceCounts {
    fn add(&mut self, place: Option<ShiftPlace>) {
        let count = match place {
            Some(ShiftPlace::Station) => &mut self.station,
            Some(ShiftPlace::OwnPremises) => &mut self.own_premises,
            Some(ShiftPlace::Remote) => &mut self.remote,
            None => &mut self.not_stated,
        };
        *count += 1;
    }
}
