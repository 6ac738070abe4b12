//! Which records of persons are one person, kept up to date one record at a time.

use std::collections::{BTreeMap, BTreeSet};

use record::RecordId;

use crate::by_id::FastMap;

/// The merges of persons, resolved.
#[derive(Default)]
pub(crate) struct Merges {
    /// What each record says it was merged into.
    said: BTreeMap<RecordId, RecordId>,
    /// The record that stands for each one that was merged.
    kept: FastMap<RecordId, RecordId>,
    /// The other way round.
    merged: FastMap<RecordId, BTreeSet<RecordId>>,
}

impl Merges {
    /// Takes in what a record says now.
    pub(crate) fn put(&mut self, person: RecordId, into: Option<RecordId>) {
        if self.said.get(&person).copied() == into {
            return;
        }
        let was_merged = match into {
            Some(into) => self.said.insert(person, into).is_some(),
            None => self.said.remove(&person).is_some(),
        };
        match into.map(|into| self.kept(into)) {
            Some(kept) if !was_merged && kept != person => self.join(person, kept),
            _ => self.resolve_all(),
        }
    }

    /// One that stood for itself, and maybe for others, goes to another.
    fn join(&mut self, person: RecordId, kept: RecordId) {
        let mut all = self.merged.remove(&person).unwrap_or_default();
        all.insert(person);
        self.kept.extend(all.iter().map(|one| (*one, kept)));
        self.merged.entry(kept).or_default().extend(all);
    }

    fn resolve_all(&mut self) {
        self.kept.clear();
        self.merged.clear();
        for person in self.said.keys() {
            let kept = casework::kept_person(*person, |one| self.said.get(&one).copied());
            if kept != *person {
                self.kept.insert(*person, kept);
                self.merged.entry(kept).or_default().insert(*person);
            }
        }
    }

    /// The record that stands for a person.
    pub(crate) fn kept(&self, person: RecordId) -> RecordId {
        self.kept.get(&person).copied().unwrap_or(person)
    }

    /// The records that this one stands for, itself not among them.
    pub(crate) fn merged_into(&self, kept: RecordId) -> impl Iterator<Item = RecordId> {
        self.merged.get(&kept).into_iter().flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> RecordId {
        RecordId::from_bytes([byte; 16])
    }

    /// After each step, all is as if it were resolved at once.
    #[track_caller]
    fn check(steps: &[(u8, Option<u8>)]) {
        let mut merges = Merges::default();
        for (person, into) in steps {
            merges.put(id(*person), into.map(id));
            for one in (1..9).map(id) {
                let said = |one| merges.said.get(&one).copied();
                let kept = casework::kept_person(one, said);
                assert_eq!(merges.kept(one), kept, "{steps:?}");
                let is_there = merges.merged_into(kept).any(|merged| merged == one);
                assert_eq!(is_there, kept != one, "{steps:?}");
            }
        }
    }

    #[test]
    fn step_by_step_is_as_at_once() {
        check(&[(1, Some(2)), (3, Some(1)), (2, Some(4))]);
        check(&[(2, Some(4)), (3, Some(1)), (1, Some(2)), (1, None)]);
        check(&[(1, Some(2)), (2, Some(1)), (3, Some(2)), (2, None)]);
        check(&[(5, Some(5)), (5, Some(6)), (6, Some(5)), (5, None)]);
        check(&[(1, Some(2)), (1, Some(3)), (1, Some(3)), (3, Some(2))]);
    }
}
