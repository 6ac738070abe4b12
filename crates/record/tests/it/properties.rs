//! Laws that hold for any history: order, repeats, grouping and encoding change nothing.
//!
//! A case is a list of numbers, each of which spells a write over few dots, fields and values, so
//! that writes meet often: dots given twice, replacements that come first, fields and values of
//! newer versions.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;
use record::{
    ChoiceId, DeviceId, Dot, FieldKey, Operation, Record, RecordId, Stamp, UnknownValue, Value,
    Vocabulary, codec,
};

use crate::tiny::{SCHEMA, apply_all, empty, shown};

/// 120 000 in all.
fn cases(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    }
}

/// Takes a number of `0..bound` off a case's number.
fn take(number: &mut u64, bound: u64) -> u64 {
    let taken = *number % bound;
    *number /= bound;
    taken
}

fn dot(number: &mut u64) -> Dot {
    Dot {
        device: DeviceId::from_bytes([u8::try_from(take(number, 3)).expect("under 3"); 16]),
        sequence: take(number, 3) + 1,
        index: u32::try_from(take(number, 2)).expect("under 2"),
    }
}

fn value(number: &mut u64) -> Option<Value> {
    let values = [
        None,
        Some(Value::Text("Metz".to_owned())),
        Some(Value::Text("Nancy".to_owned())),
        Some(Value::Integer(-1)),
        Some(Value::choice("low")),
        Some(Value::choice("immediate")),
        Some(Value::Choice(ChoiceId::shared("a_newer_level"))),
        Some(Value::Moment(1_000)),
        Some(Value::Reference(RecordId::from_bytes([3; 16]))),
        Some(Value::Bytes(vec![0, 1])),
        Some(unknown(&[0xf9, 0x3c, 0x00])),
        Some(unknown(&[0x82, 0x18, 0x63, 0x81, 0x01])),
    ];
    let place = usize::try_from(take(number, values.len() as u64)).expect("under 12");
    values[place].clone()
}

fn unknown(raw: &[u8]) -> Value {
    Value::Unknown(UnknownValue::try_from(raw.to_vec()).expect("an item of no known kind"))
}

fn write(mut number: u64) -> (Operation, Stamp) {
    let fields = [
        "town",
        "address",
        "danger",
        "tried",
        "notes",
        "of_a_newer_version",
    ];
    let field = usize::try_from(take(&mut number, 6)).expect("under 6");
    let operation = Operation {
        record: empty().id(),
        kind: empty().kind().clone(),
        field: FieldKey::known(fields[field]),
        value: value(&mut number),
        replaces: (0..take(&mut number, 4))
            .map(|_| dot(&mut number))
            .collect(),
    };
    let stamp = Stamp {
        dot: dot(&mut number),
        lamport: take(&mut number, 4),
        at_ms: 0,
    };
    (operation, stamp)
}

fn writes(numbers: &[u64]) -> Vec<(Operation, Stamp)> {
    numbers.iter().map(|number| write(*number)).collect()
}

fn record(writes: &[(Operation, Stamp)]) -> Record {
    let mut record = empty();
    apply_all(&mut record, writes);
    record
}

fn merged(a: &Record, b: &Record) -> Record {
    let mut merged = a.clone();
    let _ = merged.merge(b);
    merged
}

fn numbers() -> impl Strategy<Value = Vec<u64>> {
    vec(any::<u64>(), 0..9)
}

proptest! {
    #![proptest_config(cases(30_000))]

    #[test]
    fn order_and_repeats_of_writes_change_nothing(
        numbers in numbers(),
        shuffled in vec(any::<prop::sample::Index>(), 0..9),
    ) {
        let mut writes = writes(&numbers);
        let reference = record(&writes);
        for (place, other) in shuffled.iter().enumerate() {
            if place < writes.len() {
                let other = other.index(writes.len());
                writes.swap(place, other);
                writes.push(writes[other].clone());
            }
        }
        let shuffled = record(&writes);
        prop_assert!(shuffled == reference);
        prop_assert_eq!(shown(&shuffled), shown(&reference));
    }
}

proptest! {
    #![proptest_config(cases(50_000))]

    #[test]
    fn merging_commutes_associates_and_repeats(
        ours in numbers(),
        theirs in numbers(),
        others in numbers(),
    ) {
        let (a, b, c) = (writes(&ours), writes(&theirs), writes(&others));
        let all = record(&[a.clone(), b.clone(), c.clone()].concat());
        let (a, b, c) = (record(&a), record(&b), record(&c));
        prop_assert!(merged(&a, &a) == a);
        prop_assert!(merged(&a, &b) == merged(&b, &a));
        prop_assert!(merged(&merged(&a, &b), &c) == merged(&a, &merged(&b, &c)));
        prop_assert!(merged(&merged(&a, &b), &c) == all);
        prop_assert!(merged(&all, &b) == all);
    }
}

proptest! {
    #![proptest_config(cases(30_000))]

    #[test]
    fn encoding_loses_nothing_and_is_one(numbers in numbers(), first_index in 0_u32..1_000) {
        let writes = writes(&numbers);
        let operations: Vec<_> = writes.iter().map(|(operation, _)| operation.clone()).collect();
        let bytes = codec::encode_operations(first_index, &operations).expect("it is small");
        let group = codec::decode_operations(&bytes, &vocabulary()).expect("it was just encoded");
        prop_assert!(group.operations == operations);
        prop_assert_eq!(group.first_index, first_index);
        let again = codec::encode_operations(first_index, &group.operations);
        prop_assert_eq!(again.expect("it is small"), bytes);
        let record = record(&writes);
        let bytes = codec::encode_record(&record).expect("it is small");
        let decoded = codec::decode_record(&bytes, &Vocabulary::EMPTY).expect("just encoded");
        prop_assert!(decoded == record);
        prop_assert_eq!(codec::encode_record(&decoded).expect("it is small"), bytes);
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn damaged_bytes_are_an_error_or_something_else_and_never_a_panic(
        numbers in numbers(),
        damages in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let writes = writes(&numbers);
        let operations: Vec<_> = writes.iter().map(|(operation, _)| operation.clone()).collect();
        let mut bytes = codec::encode_operations(0, &operations).expect("it is small");
        damage(&mut bytes, &damages);
        if let Ok(group) = codec::decode_operations(&bytes, &Vocabulary::EMPTY) {
            let again = codec::encode_operations(0, &group.operations);
            prop_assert!(again.is_ok());
        }
        prop_assert!(codec::decode_operations(&bytes[..cut.index(bytes.len())], &Vocabulary::EMPTY).is_err());
        let mut bytes = codec::encode_record(&record(&writes)).expect("it is small");
        damage(&mut bytes, &damages);
        if let Ok(record) = codec::decode_record(&bytes, &Vocabulary::EMPTY) {
            prop_assert!(merged(&record, &record) == record);
            prop_assert!(codec::encode_record(&record).is_ok());
            let _ = shown(&record);
        }
        prop_assert!(codec::decode_record(&bytes[..cut.index(bytes.len())], &Vocabulary::EMPTY).is_err());
    }
}

fn damage(bytes: &mut [u8], damages: &[(prop::sample::Index, u8)]) {
    for (place, byte) in damages {
        let place = place.index(bytes.len());
        bytes[place] = *byte;
    }
}

fn vocabulary() -> Vocabulary {
    Vocabulary::new(SCHEMA.known_ids())
}
