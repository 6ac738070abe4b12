//! The people of a case: whom it is for, and what to call them. Pure.

use casework::{participation, person};
use engine::message::{ParticipantView, RecordView};
use record::Value;

use crate::pages::reading::{text_of, value_of};

/// The people of a case as they concern who helps: the victims first, the accused last.
pub(super) fn in_order(mut people: Vec<ParticipantView>) -> Vec<ParticipantView> {
    people.sort_by_key(rank);
    people
}

/// Whom the case is for: its name stands above, and its rules are those that count.
pub(in crate::pages) fn beneficiary(people: &[ParticipantView]) -> Option<&RecordView> {
    let readable = people.iter().filter(|part| part.person.is_some());
    readable.min_by_key(|part| rank(part))?.person.as_ref()
}

fn rank(part: &ParticipantView) -> u8 {
    let role = value_of(&part.participation, participation::ROLE.id()).and_then(Value::as_choice);
    match role {
        Some("victim") => 0,
        Some("accused") => 2,
        _ => 1,
    }
}

/// Given and family names, or the pseudonym, or nothing.
pub(in crate::pages) fn display_name(person: &RecordView) -> String {
    let names = [person::GIVEN_NAMES, person::FAMILY_NAME];
    let full = names
        .into_iter()
        .filter_map(|field| text_of(person, field))
        .collect::<Vec<_>>()
        .join(" ");
    if full.is_empty() {
        text_of(person, person::PSEUDONYM).unwrap_or_default()
    } else {
        full
    }
}

#[cfg(test)]
mod tests {
    use record::RecordId;

    use super::super::fixture::record;
    use super::*;

    fn part(byte: u8, role: &'static str) -> ParticipantView {
        ParticipantView {
            participation: record(
                100 + byte,
                "participation",
                &[("role", Value::choice(role))],
            ),
            person: Some(record(byte, "person", &[])),
        }
    }

    #[track_caller]
    fn check(roles: &[&'static str], expected: u8) {
        let people: Vec<ParticipantView> = (1..)
            .zip(roles)
            .map(|(byte, role)| part(byte, role))
            .collect();
        let found = beneficiary(&people).map(|person| person.id);
        assert_eq!(found, Some(RecordId::from_bytes([expected; 16])));
    }

    #[test]
    fn a_case_bears_the_name_and_the_rules_of_its_victim() {
        check(&["accused", "victim"], 2);
        check(&["witness", "accused", "victim"], 3);
        check(&["accused", "witness"], 2);
        check(&["victim", "victim"], 1);
        check(&["accused"], 1);
    }
}
