//! The set-up of a team, given to another: all of it arrives, under other identifiers, and nobody with it.

use std::collections::BTreeSet;

use casework::{Casework, Post, Station, Team, Worker, station, worker};
use exchange::PlainRecord;
use exchange::json::JsonError;
use exchange::setup;
use record::{Record, RecordId, Value};
use testkit::{Language, partnership, to_records};

fn records() -> Vec<Record> {
    to_records(&partnership(Language::French))
}

fn id(number: u16) -> RecordId {
    let mut bytes = [0xee; 16];
    bytes[..2].copy_from_slice(&number.to_be_bytes());
    RecordId::from_bytes(bytes)
}

fn read(file: &[u8]) -> Result<Vec<PlainRecord>, JsonError> {
    let mut last = 0;
    setup::read(&Casework::default(), file, id(u16::MAX), || {
        last += 1;
        id(last)
    })
}

#[test]
fn a_set_up_arrives_whole_under_new_identifiers() {
    let records = records();
    let file = setup::write(&Casework::default(), &records);
    let brought = read(&file).expect("a set-up");
    let of = |kind: &str| {
        brought
            .iter()
            .filter(|one| one.kind == *kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (of("company").len(), of("station").len(), of("funder").len()),
        (2, 16, 7)
    );
    assert_eq!((of("report_text").len(), of(Post::ID).len()), (6, 2));
    let old: BTreeSet<RecordId> = records.iter().map(Record::id).collect();
    assert!(brought.iter().all(|one| !old.contains(&one.id)));
    let team = of(Team::ID);
    assert_eq!(team.len(), 1);
    assert_eq!(team[0].id, id(u16::MAX));
    let companies: BTreeSet<RecordId> = of("company").iter().map(|one| one.id).collect();
    let mut linked = 0;
    for station in of(Station::ID) {
        let company = station
            .fields
            .iter()
            .find(|(field, _)| *field == *station::COMPANY.id());
        for value in company.iter().flat_map(|(_, values)| values) {
            assert!(
                matches!(value, Value::Reference(id) if companies.contains(id)),
                "{value:?}"
            );
            linked += 1;
        }
    }
    assert_eq!(linked, 8, "the brigades of both companies");
    // What it writes of what it brought is the same set-up.
    let again: Vec<Record> = (1..)
        .zip(&brought)
        .map(|(sequence, one)| one.to_record(sequence))
        .collect();
    let twice = read(&setup::write(&Casework::default(), &again)).expect("a set-up");
    assert_eq!(twice.len(), brought.len());
}

#[test]
fn nobody_stands_in_a_set_up() {
    let records = records();
    let file = String::from_utf8(setup::write(&Casework::default(), &records)).expect("UTF-8");
    for record in &records {
        let names = record
            .get(worker::NAME)
            .filter(|_| *record.kind() == Worker::KIND);
        assert!(names.is_none_or(|name| !file.contains(&name)));
        if ["case", "person", "worker", "interview"].contains(&record.kind().as_str()) {
            assert!(
                !file.contains(&record.id().to_string()),
                "{}",
                record.kind()
            );
        }
    }
    assert!(!file.contains("\"note\"") && !file.contains("\"time_zone\""));
}

#[test]
fn another_file_is_refused_and_strange_kinds_are_passed_over() {
    for strange in [
        "",
        "[]",
        "{}",
        "{\"format\":\"permanence-records\",\"version\":1,\"records\":[]}",
        "{\"format\":\"permanence-setup\",\"version\":2,\"records\":[]}",
    ] {
        assert!(read(strange.as_bytes()).is_err(), "{strange}");
    }
    let case = "{\"format\":\"permanence-setup\",\"version\":1,\"records\":[{\"kind\":\"case\",\"id\":\"aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"fields\":{\"number\":\"1\"}}]}";
    assert_eq!(read(case.as_bytes()), Ok(Vec::new()));
}
