//! Hours of shifts, by whatever they are put together by.

use std::collections::BTreeMap;

use super::plan::PlannedShift;
use crate::choices::ShiftStatus;

/// Minutes of some shifts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hours {
    /// By the plan, those called off left out.
    pub planned: u32,
    /// As held.
    pub held: u32,
}

impl Hours {
    fn add(&mut self, shift: &PlannedShift) {
        if shift.status != ShiftStatus::Cancelled {
            self.planned = self.planned.saturating_add(shift.planned_minutes());
        }
        self.held = self.held.saturating_add(shift.held_minutes());
    }
}

/// The hours of shifts by worker, station, zone or anything else that a shift says.
pub fn hours_by<'s, K: Ord>(
    shifts: impl IntoIterator<Item = &'s PlannedShift>,
    key: impl Fn(&PlannedShift) -> K,
) -> BTreeMap<K, Hours> {
    let mut hours: BTreeMap<K, Hours> = BTreeMap::new();
    for shift in shifts {
        hours.entry(key(shift)).or_default().add(shift);
    }
    hours
}
