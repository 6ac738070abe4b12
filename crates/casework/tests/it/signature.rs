//! The copy that a signature keeps: a stored format, so an old one opens for ever.

use casework::choices::Danger;
use casework::signature::{copy_of, signed_copy, written_beside};
use casework::{Evaluation, as_it_counts, due_of, evaluation};
use record::{DeviceId, Edit, OperationGroup, Record, RecordId};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day of the calendar")
}

fn change(record: &mut Record, sequence: u64, fill: impl FnOnce(&mut Edit<'_>)) {
    let opened = record.clone();
    let mut edit = Edit::open(Evaluation::SCHEMA, &opened);
    fill(&mut edit);
    let group = OperationGroup {
        first_index: 0,
        operations: edit.finish(),
    };
    let device = DeviceId::from_bytes([1; 16]);
    for (operation, stamp) in group.stamped(device, sequence, sequence, 0) {
        assert_eq!(record.apply(operation, stamp), record::Applied::Changed);
    }
}

fn evaluated() -> Record {
    let mut record = Record::new(RecordId::from_bytes([5; 16]), Evaluation::KIND);
    change(&mut record, 1, |edit| {
        edit.set(evaluation::DATE, day("2026-11-02"))
            .set(evaluation::GRID, "immediate-danger/1".to_owned())
            .set(
                evaluation::ANSWERS,
                ["fear=yes", "firearms=no"]
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
            )
            .set(evaluation::JUDGEMENT, Danger::High)
            .set(evaluation::REASON, "Il est revenu".to_owned())
            .set(evaluation::SIGNED, day("2026-11-03"));
    });
    record
}

#[test]
fn the_copy_has_one_spelling_and_opens_again() {
    let golden = include_str!("../golden/signed-copy-1.txt").trim();
    let mut record = evaluated();
    let copy = copy_of(Evaluation::SCHEMA, &record).expect("short enough");
    assert_eq!(copy, golden);
    change(&mut record, 2, |edit| {
        edit.set(evaluation::SIGNED_COPY, golden.to_owned())
            .set(evaluation::REASON, "Tout va bien".to_owned())
            .set(evaluation::BINNED, day("2026-11-04"));
    });
    let signed = signed_copy(&record).expect("it is signed");
    assert_eq!(
        signed.get(evaluation::REASON).as_deref(),
        Some("Il est revenu")
    );
    let beside = written_beside(Evaluation::SCHEMA, &record, &signed);
    assert_eq!(
        beside
            .iter()
            .map(|spec| spec.id.as_str())
            .collect::<Vec<_>>(),
        ["reason"]
    );
    let counts = as_it_counts(&record);
    assert_eq!(
        counts.get(evaluation::REASON).as_deref(),
        Some("Il est revenu")
    );
    assert_eq!(counts.get(evaluation::BINNED), Some(day("2026-11-04")));
}

#[test]
fn a_copy_of_another_record_is_none() {
    let mut other = Record::new(RecordId::from_bytes([6; 16]), Evaluation::KIND);
    let copy = copy_of(Evaluation::SCHEMA, &evaluated()).expect("short enough");
    change(&mut other, 1, |edit| {
        edit.set(evaluation::SIGNED, day("2026-11-03"))
            .set(evaluation::SIGNED_COPY, copy);
    });
    assert!(signed_copy(&other).is_none());
    assert!(
        signed_copy(&evaluated()).is_none(),
        "one of an older version has no copy"
    );
}

#[test]
fn a_copy_that_is_damaged_is_passed_over() {
    let id = record::RecordId::from_bytes([5; 16]);
    let mut record = record::Record::new(id, record::RecordKind::shared("evaluation"));
    let blank = record.clone();
    let schema = casework::schema("evaluation").expect("a known kind");
    let mut edit = record::Edit::open(schema, &blank);
    edit.set(evaluation::NEXT_DUE, "2026-12-02".parse().expect("a day"))
        .set(evaluation::SIGNED, "2026-11-03".parse().expect("a day"))
        .set(evaluation::SIGNED_COPY, "not base64 é".to_owned());
    let group = record::OperationGroup {
        first_index: 0,
        operations: edit.finish(),
    };
    let device = record::DeviceId::from_bytes([1; 16]);
    for (operation, stamp) in group.stamped(device, 1, 1, 0) {
        assert_eq!(record.apply(operation, stamp), record::Applied::Changed);
    }
    assert!(
        due_of(&record).is_some(),
        "what stands in the record counts"
    );
}
