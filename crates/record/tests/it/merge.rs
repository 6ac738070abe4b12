//! What a field shows after concurrent writes, in whatever order they arrive.

use record::{Applied, Record, RecordId, RecordKind};

use crate::tiny::{
    DANGER, Danger, NOTES, SCHEMA, Situation, TOWN, TRIED, apply_all, empty, record_of, shown,
    writes_of,
};

/// A history shows this, in every order its writes may arrive in, repeated or not, and merged
/// from any two halves.
#[track_caller]
fn check(history: &str, expected: &str) {
    let writes = writes_of(history);
    let reference = record_of(history);
    assert_eq!(shown(&reference), expected, "{history}");
    for order in orders(writes.len()) {
        let ordered: Vec<_> = order.iter().map(|place| writes[*place].clone()).collect();
        let mut record = empty();
        apply_all(&mut record, &ordered);
        assert!(record == reference, "order {order:?} of {history}");
        apply_all(&mut record, &ordered);
        assert!(record == reference, "order {order:?} of {history}, twice");
        for cut in 0..=ordered.len() {
            let (ours, theirs) = ordered.split_at(cut);
            let merged = merge_of(ours, theirs);
            assert!(
                merged == reference,
                "order {order:?} of {history}, merged at {cut}"
            );
        }
    }
}

fn merge_of(
    ours: &[(record::Operation, record::Stamp)],
    theirs: &[(record::Operation, record::Stamp)],
) -> Record {
    let (mut merged, mut other) = (empty(), empty());
    apply_all(&mut merged, ours);
    apply_all(&mut other, theirs);
    assert_ne!(merged.merge(&other), Applied::Foreign);
    assert_eq!(merged.merge(&other), Applied::Already);
    merged
}

/// Every order of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else {
        return vec![Vec::new()];
    };
    let shorter = orders(last);
    let places = 0..count;
    places
        .flat_map(|place| {
            shorter.iter().map(move |order| {
                let mut longer = order.clone();
                longer.insert(place, last);
                longer
            })
        })
        .collect()
}

#[test]
fn a_later_write_replaces_what_it_saw() {
    check("a1 town=Metz", "town=Metz");
    check("a1 town=Metz; b2 town=Nancy <a1", "town=Nancy");
    check("a1 town=Metz; a2 town= <a1", "");
}

#[test]
fn back_to_the_first_value_is_the_first_value() {
    check(
        "a1 town=Metz; a2 town=Nancy <a1; a3 town=Metz <a2",
        "town=Metz",
    );
    check(
        "a1 town=Metz; b2 town=Nancy <a1; b3 town=Metz <b2; a2 housing=hotel",
        "town=Metz housing=hotel",
    );
}

#[test]
fn different_fields_of_one_record_both_win() {
    check("a1 town=Metz; b1 housing=hotel", "town=Metz housing=hotel");
}

#[test]
fn unseen_writes_are_rivals_and_the_latest_is_shown_first() {
    check("a1 town=Metz; b1 town=Nancy", "town=Nancy|Metz");
    check("a1 town=Metz @5; b1 town=Nancy", "town=Metz|Nancy");
    check(
        "a1 town=Metz; b1 town=Nancy; c1 town=Lyon @3",
        "town=Lyon|Nancy|Metz",
    );
    check(
        "a1 town=Metz; a2 town=Nancy <a1; b1 town=Lyon <a1 @9",
        "town=Lyon|Nancy",
    );
}

#[test]
fn equal_values_written_apart_are_one() {
    check("a1 town=Metz; b1 town=Metz", "town=Metz");
    check(
        "a1 town=Metz; b1 town=Metz; c1 town=Nancy @9",
        "town=Nancy|Metz",
    );
    check("a1 town=; b1 town=", "");
}

#[test]
fn a_clearing_is_a_rival_too() {
    check(
        "a1 town=Metz; a2 town= <a1; b2 town=Nancy <a1",
        "town=Nancy|-",
    );
    check(
        "a1 town=Metz; a2 town= <a1 @9; b2 town=Nancy <a1",
        "town=-|Nancy",
    );
    check(
        "a1 address=rue; a2 address= <a1; b2 address=quai <a1",
        "address=quai|-?",
    );
}

#[test]
fn safety_fields_ask_until_a_person_decides() {
    check("a1 address=rue; b1 address=quai", "address=quai|rue?");
    check(
        "a1 address=rue; b1 address=quai; c1 address=rue <a1,b1",
        "address=rue",
    );
}

#[test]
fn a_decision_covers_only_the_rivals_it_lists() {
    check(
        "a1 address=rue; b1 address=quai; c1 address=rue <a1,b1; d1 address=place",
        "address=place|rue?",
    );
    check(
        "a1 danger=high; b1 danger=low; c2 danger=low <a1,b1; d1 danger=immediate",
        "danger=immediate|low?",
    );
}

#[test]
fn danger_shows_the_highest_until_decided() {
    check("a1 danger=high; b9 danger=low", "danger=high|low?");
    check("a1 danger=high; b9 danger=", "danger=high|-?");
    check("a1 danger=high; b2 danger=low <a1", "danger=low");
    check(
        "a1 danger=immediate; b9 danger=a_newer_level",
        "danger=a_newer_level|immediate?",
    );
}

#[test]
fn a_set_keeps_an_element_while_one_write_adds_it() {
    check("a1 tried=hotel; b1 tried=street", "tried=hotel+street");
    check("a1 tried=hotel; a2 tried= <a1", "");
    check(
        "a1 tried=hotel; b1 tried=hotel; a2 tried= <a1",
        "tried=hotel",
    );
    check(
        "a1 tried=hotel; a1.1 tried=street; a2 tried= <a1; b2 tried=hotel @7",
        "tried=hotel+street",
    );
}

#[test]
fn notes_are_all_shown_in_the_order_written() {
    check(
        "a1 notes=one; b3 notes=three; a2 notes=two",
        "notes=one/two/three",
    );
    check("a1 notes=same; b2 notes=same", "notes=same/same");
}

#[test]
fn a_write_that_was_replaced_before_it_came_stays_replaced() {
    check(
        "c3 town=Lyon <b2; b2 town=Nancy <a1; a1 town=Metz",
        "town=Lyon",
    );
}

#[test]
fn one_dot_for_two_writes_ends_the_same_everywhere() {
    check("a1 town=Metz; a1 town=Nancy", "town=Nancy");
    check("a1 town=Metz @9; a1 town=Nancy", "town=Metz");
    check("a1 town=Metz; a1 town=Nancy; b2 town=Lyon <a1", "town=Lyon");
}

#[test]
fn a_settled_rival_does_not_come_back_with_an_old_replica() {
    let old = record_of("a1 address=rue; b1 address=quai");
    let mut record = record_of("a1 address=rue; b1 address=quai; a2 address=quai <a1,b1");
    for _ in 0..3 {
        assert_eq!(record.merge(&old), Applied::Already);
        assert_eq!(shown(&record), "address=quai");
    }
    let mut old = old;
    assert_eq!(old.merge(&record), Applied::Changed);
    assert!(old == record, "merging goes both ways");
}

#[test]
fn what_is_about_another_record_changes_nothing() {
    let mut record = empty();
    let (mut operation, stamp) = writes_of("a1 town=Metz").remove(0);
    operation.kind = RecordKind::known("another");
    assert_eq!(record.apply(&operation, stamp), Applied::Foreign);
    operation.kind = Situation::KIND;
    operation.record = RecordId::from_bytes([1; 16]);
    assert_eq!(record.apply(&operation, stamp), Applied::Foreign);
    let other = Record::new(operation.record, Situation::KIND);
    assert_eq!(record.merge(&other), Applied::Foreign);
    let other = Record::new(record.id(), RecordKind::known("another"));
    assert_eq!(record.merge(&other), Applied::Foreign);
    assert!(record == empty());
}

#[test]
fn typed_fields_read_what_is_displayed() {
    let record = record_of(
        "a1 town=Metz; a2 danger=high; b9 danger=low; a3 tried=street; a4 tried=hotel; \
         a5 notes=one; a6 notes=two",
    );
    assert_eq!(record.get(TOWN).as_deref(), Some("Metz"));
    assert_eq!(record.get(DANGER), Some(Danger::High));
    assert_eq!(record.get(TRIED).map(|tried| tried.len()), Some(2));
    assert_eq!(
        record.get(NOTES).map(|notes| notes.0),
        Some(vec!["one".into(), "two".into()])
    );
    assert_eq!(record.last_write().map(|stamp| stamp.lamport), Some(9));
    assert_eq!(
        SCHEMA.field("town").and_then(|spec| record.value(spec)),
        record.values(&TOWN.spec()).first().copied()
    );
}

#[test]
fn a_choice_of_a_newer_version_is_kept_and_not_read() {
    let record = record_of("a1 danger=a_newer_level");
    assert_eq!(record.get(DANGER), None);
    assert_eq!(shown(&record), "danger=a_newer_level");
}
