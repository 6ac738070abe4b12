//! Several records of one person: which of them stands for all.
//!
//! A merge deletes nothing and overwrites nothing: the record that is no longer used says into which other one it went
//! ([`person::MERGED_INTO`]), and whoever meets it goes on from there. Participations keep naming the record they named, so
//! that clearing one field takes the merge back.

use std::collections::BTreeSet;

use record::RecordId;

#[cfg(doc)]
use crate::person;

/// The record that stands for a person, given where each record was merged into.
///
/// Two devices may merge the same two records in opposite directions, and so make a ring: there the smallest id stands for
/// all, on every device. A record merged into itself stands for itself.
pub fn kept_person(
    person: RecordId,
    merged_into: impl Fn(RecordId) -> Option<RecordId>,
) -> RecordId {
    let mut seen = BTreeSet::new();
    let mut current = person;
    while let Some(next) = merged_into(current) {
        if !seen.insert(current) {
            return smallest_of_ring(current, merged_into);
        }
        current = next;
    }
    current
}

/// The smallest id of the ring that goes through this record.
fn smallest_of_ring(
    start: RecordId,
    merged_into: impl Fn(RecordId) -> Option<RecordId>,
) -> RecordId {
    let ring = std::iter::successors(merged_into(start), |current| {
        merged_into(*current).filter(|_| *current != start)
    });
    ring.fold(start, RecordId::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> RecordId {
        RecordId::from_bytes([byte; 16])
    }

    /// Whom each of the persons 1 to 9 is kept as, given pairs of "merged into".
    #[track_caller]
    fn check(merged: &[(u8, u8)], expected: &[(u8, u8)]) {
        let link = |person: RecordId| {
            let found = merged.iter().find(|(from, _)| id(*from) == person);
            found.map(|(_, into)| id(*into))
        };
        for (person, kept) in expected {
            assert_eq!(kept_person(id(*person), link), id(*kept), "{person}");
        }
    }

    #[test]
    fn nobody_merged_stands_for_oneself() {
        check(&[], &[(1, 1), (2, 2)]);
    }

    #[test]
    fn chains_are_followed_to_their_end() {
        check(&[(1, 2)], &[(1, 2), (2, 2)]);
        check(&[(1, 2), (2, 3), (4, 2)], &[(1, 3), (2, 3), (3, 3), (4, 3)]);
    }

    #[test]
    fn a_ring_stands_by_its_smallest_record_wherever_one_begins() {
        check(&[(1, 2), (2, 1)], &[(1, 1), (2, 1)]);
        check(&[(3, 2), (2, 5), (5, 3)], &[(2, 2), (3, 2), (5, 2)]);
        // What leads to a ring is of it, and is not asked.
        check(&[(1, 7), (7, 5), (5, 7)], &[(1, 5), (5, 5), (7, 5)]);
    }

    #[test]
    fn one_merged_into_itself_is_as_one_that_is_not() {
        check(&[(4, 4), (6, 4)], &[(4, 4), (6, 4)]);
    }
}
