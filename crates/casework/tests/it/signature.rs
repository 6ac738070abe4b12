//! The copy that a signature keeps.

use casework::{due_of, evaluation};

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
