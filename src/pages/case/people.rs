//! The people of a case: whom it is for, and what to call them. Pure.

use casework::{participation, person};
use engine::message::{MergedRecord, ParticipantView, RecordView};
use record::Value;

use crate::pages::reading::{text_of, value_of};

/// The people of a case as they concern who helps: the victims first, the accused last.
fn in_order(mut people: Vec<ParticipantView>) -> Vec<ParticipantView> {
    people.sort_by_key(rank);
    people
}

/// A person of a case.
#[derive(Debug, Clone)]
pub(super) struct Present {
    /// Her record.
    pub(super) person: RecordView,
    /// What she is in the case, by the ids of the choices: several where records that were merged both take part.
    pub(super) roles: Vec<String>,
    /// The records that were merged into hers.
    pub(super) merged: Vec<RecordView>,
}

/// The people of a case, each once, as they concern who helps.
pub(super) fn once_each(people: Vec<ParticipantView>, merged: &[MergedRecord]) -> Vec<Present> {
    let mut present: Vec<Present> = Vec::new();
    for part in in_order(people) {
        let Some(person) = part.person else { continue };
        let role = value_of(&part.participation, participation::ROLE.id());
        let role = role.and_then(Value::as_choice).map(str::to_owned);
        match present.iter_mut().find(|one| one.person.id == person.id) {
            Some(known) => {
                let is_new = |role: &String| !known.roles.contains(role);
                let new: Vec<String> = role.into_iter().filter(is_new).collect();
                known.roles.extend(new);
            }
            None => {
                let of_her = merged.iter().filter(|one| one.kept == person.id);
                present.push(Present {
                    merged: of_her.map(|one| one.person.clone()).collect(),
                    roles: role.into_iter().collect(),
                    person,
                });
            }
        }
    }
    present
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
    fn one_who_takes_part_twice_stands_once_with_both_roles() {
        let mut people = vec![part(1, "witness"), part(2, "accused"), part(3, "victim")];
        let same = people[0].person.clone();
        people[2].person = same;
        people.push(people[1].clone());
        let merged = [MergedRecord {
            kept: RecordId::from_bytes([1; 16]),
            person: record(3, "person", &[]),
        }];
        let found: Vec<_> = once_each(people, &merged)
            .into_iter()
            .map(|one| {
                (
                    one.person.id.as_bytes()[0],
                    one.roles.join(" "),
                    one.merged.len(),
                )
            })
            .collect();
        let expected = [
            (1, "victim witness".to_owned(), 1),
            (2, "accused".to_owned(), 0),
        ];
        assert_eq!(found, expected);
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
