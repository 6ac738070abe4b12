//! What does not fit in a rota.

use chrono::NaiveDate;
use record::RecordId;
use serde::{Deserialize, Serialize};

use super::plan::PlannedShift;
use crate::choices::ShiftStatus;

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Conflict {
    /// One worker is to be in two places at once.
    TwoPlaces {
        /// Who.
        worker: RecordId,
        /// When.
        day: NaiveDate,
        /// The two shifts.
        shifts: [RecordId; 2],
    },
    /// Who was to hold it is away, and nobody stands in.
    Uncovered {
        /// The shift.
        shift: RecordId,
        /// When.
        day: NaiveDate,
    },
    /// Nobody was named.
    NobodyNamed {
        /// The shift.
        shift: RecordId,
        /// When.
        day: NaiveDate,
    },
}

/// What does not fit in these shifts, which must be in order of day.
pub fn conflicts(shifts: &[PlannedShift]) -> Vec<Conflict> {
    let of_days = shifts.chunk_by(|one, other| one.day == other.day);
    of_days.flat_map(of_day).collect()
}

fn of_day(shifts: &[PlannedShift]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (place, shift) in shifts.iter().enumerate() {
        let day = shift.day;
        if shift.is_uncovered {
            found.push(Conflict::Uncovered {
                shift: shift.id,
                day,
            });
        } else if shift.status == ShiftStatus::Planned && shift.worker.is_none() {
            found.push(Conflict::NobodyNamed {
                shift: shift.id,
                day,
            });
        }
        let later = shifts.iter().skip(place + 1);
        let at_once = later.filter(|other| are_at_once(shift, other));
        found.extend(at_once.filter_map(|other| {
            Some(Conflict::TwoPlaces {
                worker: shift.worker?,
                day,
                shifts: [shift.id, other.id],
            })
        }));
    }
    found
}

fn are_at_once(one: &PlannedShift, other: &PlannedShift) -> bool {
    let is_on = |shift: &PlannedShift| shift.status != ShiftStatus::Cancelled;
    let overlap = || match (&one.slots, &other.slots) {
        (Some(one), Some(other)) => one.overlap(other),
        _ => false,
    };
    one.worker.is_some() && one.worker == other.worker && is_on(one) && is_on(other) && overlap()
}
