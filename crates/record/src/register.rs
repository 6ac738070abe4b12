//! A register: the writes of one field that no other write replaced.
//!
//! The state of a register is the set of writes seen, less the set of dots replaced. Both sets
//! only grow, so applying and merging commute, associate and repeat without harm. The dots of
//! replaced writes are kept exactly: that is why a rival settled here does not come back when a
//! replica that never heard of the decision is merged.
//!
//! Nothing here depends on a schema, so that devices of different versions reach the same state;
//! a [`Merge`] law only picks what is displayed.

use serde::{Deserialize, Serialize};

use crate::choice::Choices;
use crate::field::Merge;
use crate::ids::{Dot, Stamp};
use crate::value::Value;

/// One live write of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// Who wrote, in which entry, when.
    pub stamp: Stamp,
    /// What was written; `None` cleared the field, or removed elements of a set.
    pub value: Option<Value>,
}

/// The live writes of one field, and the dots they and others replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    live: Live,
    /// Sorted, without duplicates.
    replaced: Vec<Dot>,
}

/// Nearly every register holds one write, so one needs no allocation.
///
/// INVARIANT: `Many` holds at least two writes, sorted by dot, no dot twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Live {
    #[default]
    None,
    One(Write),
    Many(Vec<Write>),
}

impl Register {
    /// The live writes, sorted by dot.
    pub fn writes(&self) -> &[Write] {
        self.live.as_slice()
    }

    /// The dots replaced, sorted.
    pub fn replaced(&self) -> &[Dot] {
        &self.replaced
    }

    /// The dots of the live writes: what a form captures when it opens.
    pub fn dots(&self) -> impl Iterator<Item = Dot> {
        self.writes().iter().map(|write| write.stamp.dot)
    }

    /// The value a single-valued field shows; `None` if it was never written or was cleared.
    pub fn displayed(&self, merge: Merge, choices: Option<&Choices>) -> Option<&Value> {
        self.displayed_write(merge, choices)?.value.as_ref()
    }

    /// The write a single-valued field shows.
    pub fn displayed_write(&self, merge: Merge, choices: Option<&Choices>) -> Option<&Write> {
        displayed(self.writes(), merge, choices)
    }

    /// The rivals of a single-valued field: one write for each distinct live value, the displayed
    /// one first, then from the latest to the earliest. Empty unless there are two.
    pub fn rivals(&self, merge: Merge, choices: Option<&Choices>) -> Vec<&Write> {
        let Some(displayed) = self.displayed_write(merge, choices) else {
            return Vec::new();
        };
        if !merge.is_single() || self.writes().len() < 2 {
            return Vec::new();
        }
        let mut distinct = vec![displayed];
        for write in self.in_order().into_iter().rev() {
            if distinct.iter().all(|other| other.value != write.value) {
                distinct.push(write);
            }
        }
        if distinct.len() < 2 {
            Vec::new()
        } else {
            distinct
        }
    }

    /// The elements of a set: the distinct live values, in the order of values.
    pub fn elements(&self) -> Vec<&Value> {
        let mut elements: Vec<_> = self
            .writes()
            .iter()
            .filter_map(|w| w.value.as_ref())
            .collect();
        elements.sort_unstable();
        elements.dedup();
        elements
    }

    /// The live writes in the order written: Lamport time, then device, sequence, index.
    pub fn in_order(&self) -> Vec<&Write> {
        let mut writes: Vec<_> = self.writes().iter().collect();
        writes.sort_unstable_by_key(|write| write.stamp.display_order());
        writes
    }

    /// Takes in a write and the dots it replaces. Tells whether anything changed.
    pub(crate) fn apply(&mut self, write: Write, replaces: &[Dot]) -> bool {
        let mut changed = false;
        for dot in replaces {
            changed |= self.replace(*dot);
        }
        self.insert(write) | changed
    }

    /// Takes in all that another replica of this register knows. Tells whether anything changed.
    pub(crate) fn merge(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for dot in &other.replaced {
            changed |= self.replace(*dot);
        }
        for write in other.writes() {
            if !self.knows(write) {
                changed |= self.insert(write.clone());
            }
        }
        changed
    }

    /// Puts decoded parts together; `None` unless there is something, and both are
    /// sorted, without repeats, and disjoint.
    pub(crate) fn from_parts(writes: Vec<Write>, replaced: Vec<Dot>) -> Option<Self> {
        let is_empty = writes.is_empty() && replaced.is_empty();
        let is_sorted = writes.is_sorted_by(|a, b| a.stamp.dot < b.stamp.dot)
            && replaced.is_sorted_by(|a, b| a < b);
        let is_disjoint = || {
            writes
                .iter()
                .all(|write| replaced.binary_search(&write.stamp.dot).is_err())
        };
        (!is_empty && is_sorted && is_disjoint()).then(|| Self {
            live: Live::from_sorted(writes),
            replaced,
        })
    }

    fn replace(&mut self, dot: Dot) -> bool {
        match self.replaced.binary_search(&dot) {
            Ok(_) => false,
            Err(place) => {
                self.replaced.insert(place, dot);
                self.live.remove(dot);
                true
            }
        }
    }

    fn insert(&mut self, write: Write) -> bool {
        if self.replaced.binary_search(&write.stamp.dot).is_ok() {
            return false;
        }
        self.live.insert(write)
    }

    /// Whether this very write is live here or was replaced: spares a copy of its value.
    fn knows(&self, write: &Write) -> bool {
        self.replaced.binary_search(&write.stamp.dot).is_ok() || self.writes().contains(write)
    }
}

impl Live {
    fn from_sorted(mut writes: Vec<Write>) -> Self {
        match writes.len() {
            0 => Self::None,
            1 => writes.pop().map_or(Self::None, Self::One),
            _ => Self::Many(writes),
        }
    }

    fn as_slice(&self) -> &[Write] {
        match self {
            Self::None => &[],
            Self::One(write) => std::slice::from_ref(write),
            Self::Many(writes) => writes,
        }
    }

    fn remove(&mut self, dot: Dot) {
        match self {
            Self::None => {}
            Self::One(write) if write.stamp.dot == dot => *self = Self::None,
            Self::One(_) => {}
            Self::Many(writes) => {
                writes.retain(|write| write.stamp.dot != dot);
                *self = Self::from_sorted(std::mem::take(writes));
            }
        }
    }

    fn insert(&mut self, write: Write) -> bool {
        let mut writes = match std::mem::take(self) {
            Self::None => {
                *self = Self::One(write);
                return true;
            }
            Self::One(only) => vec![only],
            Self::Many(writes) => writes,
        };
        let changed = insert_sorted(&mut writes, write);
        *self = Self::from_sorted(writes);
        changed
    }
}

/// The write to show among live ones.
pub(crate) fn displayed<'w>(
    writes: impl IntoIterator<Item = &'w Write>,
    merge: Merge,
    choices: Option<&Choices>,
) -> Option<&'w Write> {
    let latest = |write: &&Write| write.stamp.display_order();
    let highest = |write: &&'w Write| {
        let height = write
            .value
            .as_ref()
            .map(|value| (rank(value, choices), value));
        (height, write.stamp.display_order())
    };
    match merge {
        Merge::Highest => writes.into_iter().max_by_key(highest),
        _ => writes.into_iter().max_by_key(latest),
    }
}

/// Inserts by dot. A dot stands for one write; a device that gave it to two is faulty or hostile,
/// and the greater of the two is kept so that every replica keeps the same.
fn insert_sorted(writes: &mut Vec<Write>, write: Write) -> bool {
    match writes.binary_search_by_key(&write.stamp.dot, |known| known.stamp.dot) {
        Err(place) => {
            writes.insert(place, write);
            true
        }
        Ok(place) => match writes.get_mut(place) {
            Some(known) if twin_order(known) < twin_order(&write) => {
                *known = write;
                true
            }
            _ => false,
        },
    }
}

/// The order between two writes of one dot.
fn twin_order(write: &Write) -> (u64, i64, Option<&Value>) {
    (write.stamp.lamport, write.stamp.at_ms, write.value.as_ref())
}

/// How high a value stands. A choice of a newer version stands above all that are known here:
/// a danger is never shown lower than it may be.
fn rank(value: &Value, choices: Option<&Choices>) -> usize {
    match (value, choices) {
        (Value::Choice(id), Some(choices)) => choices.rank(id.as_str()).unwrap_or(usize::MAX),
        (Value::Unknown(_), _) => usize::MAX,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thousands of records are held decoded: a field must not grow unseen. Bytes, at most.
    #[test]
    fn a_field_stays_small() {
        assert!(size_of::<Value>() <= 32);
        assert!(size_of::<Write>() <= 80);
        assert!(size_of::<Register>() <= 104);
        assert!(size_of::<(crate::FieldKey, Register)>() <= 128);
    }
}
