//! The bytes of operations and pages: recorded vectors, damage, caps.

use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use record::codec::{self, DecodeError, EncodeError, MAX_BYTES, MAX_ITEMS, MAX_TEXT_BYTES, Page};
use record::{
    Applied, ChoiceId, DeviceId, Dot, FieldKey, Operation, Record, RecordId, RecordKind, Stamp,
    TimeOfDay, UnknownValue, Value, Vocabulary,
};

use crate::tiny::Situation;

/// A recorded vector: hexadecimal, broken into lines.
fn vector(text: &str) -> Vec<u8> {
    let digits: String = text.split_whitespace().collect();
    HEXLOWER
        .decode(digits.as_bytes())
        .expect("a vector is hexadecimal")
}

fn operations_vector() -> Vec<u8> {
    vector(include_str!("../golden/operations-1.hex"))
}

fn page_vector() -> Vec<u8> {
    vector(include_str!("../golden/page-1.hex"))
}

#[track_caller]
fn assert_vector(bytes: &[u8], recorded: &[u8]) {
    let actual = HEXLOWER.encode(bytes);
    assert_eq!(
        actual,
        HEXLOWER.encode(recorded),
        "a format is added, never edited"
    );
}

fn dot(device: u8, sequence: u64, index: u32) -> Dot {
    Dot {
        device: DeviceId::from_bytes([device; 16]),
        sequence,
        index,
    }
}

/// One value of each kind, one of none, and three of kinds that are not known.
fn all_values() -> Vec<Option<Value>> {
    let unknown = |raw: &[u8]| {
        UnknownValue::try_from(raw.to_vec())
            .map(Value::Unknown)
            .ok()
    };
    vec![
        None,
        Some(Value::Bool(true)),
        Some(Value::Integer(-4_200)),
        Some(Value::Text("Behren-lès-Forbach".to_owned())),
        NaiveDate::from_ymd_opt(2020, 2, 29).map(Value::Date),
        NaiveDate::from_ymd_opt(1933, 1, 1).map(Value::Date),
        TimeOfDay::new(23, 59).map(Value::Time),
        Some(Value::Moment(1_600_000_000_123)),
        Some(Value::choice("shelter")),
        Some(Value::Choice(ChoiceId::shared("of_a_newer_version"))),
        Some(Value::Reference(RecordId::from_bytes([5; 16]))),
        Some(Value::Bytes(vec![0, 255])),
        unknown(&[0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]),
        unknown(&[0x83, 0x09, 0x61, 0x61, 0xa1, 0x01, 0xf6]),
        unknown(&[0xc1, 0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ]
}

fn all_operations() -> Vec<Operation> {
    let one = |(place, value)| Operation {
        record: RecordId::from_bytes([if place < 9 { 1 } else { 2 }; 16]),
        kind: if place < 12 {
            Situation::KIND
        } else {
            RecordKind::shared("of_a_newer_version")
        },
        field: FieldKey::shared(if place % 2 == 0 {
            "town"
        } else {
            "of_a_newer_version"
        }),
        value,
        replaces: (0..place % 3).map(|index| dot(7, 300, index)).collect(),
    };
    (0_u32..).zip(all_values()).map(one).collect()
}

fn all_records() -> Vec<Record> {
    let mut records = vec![
        Record::new(RecordId::from_bytes([1; 16]), Situation::KIND),
        Record::new(RecordId::from_bytes([2; 16]), Situation::KIND),
        Record::new(
            RecordId::from_bytes([2; 16]),
            RecordKind::shared("of_a_newer_version"),
        ),
    ];
    for (place, operation) in (0_u32..).zip(all_operations()) {
        let stamp = Stamp {
            dot: dot(
                if place % 4 == 0 { 7 } else { 8 },
                u64::from(place / 5) + 1,
                place % 5,
            ),
            lamport: u64::from(place / 5) + 20,
            at_ms: 1_577_836_800_000 + i64::from(place / 5),
        };
        let applied: Vec<_> = records
            .iter_mut()
            .map(|record| record.apply(&operation, stamp))
            .collect();
        assert_eq!(
            applied
                .iter()
                .filter(|applied| **applied == Applied::Changed)
                .count(),
            1
        );
    }
    records
}

#[test]
fn operations_have_the_recorded_bytes() {
    let bytes = codec::encode_operations(40, &all_operations()).expect("they are few");
    assert_vector(&bytes, &operations_vector());
    let group = codec::decode_operations(&bytes, &Vocabulary::EMPTY).expect("the vector opens");
    assert_eq!(group.first_index, 40);
    assert!(group.operations == all_operations());
    let stamps = group.stamped(DeviceId::from_bytes([7; 16]), 3, 9, -1);
    let last = stamps.last().expect("there are some").1;
    assert_eq!(last.dot, dot(7, 3, 40 + 14));
}

#[test]
fn a_page_has_the_recorded_bytes() {
    let records = all_records();
    let bytes = codec::encode_page(&records).expect("it is small");
    assert_vector(&bytes, &page_vector());
    let page = Page::open(&bytes, &Vocabulary::new(Situation::SCHEMA.known_ids()))
        .expect("the vector opens");
    let decoded: Result<Vec<_>, _> = page.records().collect();
    assert!(decoded == Ok(records.clone()));
    assert_eq!(page.len(), 3);
    assert!(page.ids().eq(records.iter().map(Record::id)));
    assert!(page.record(1).as_ref() == Ok(&records[1]));
    assert_eq!(page.record(3).err(), Some(DecodeError::Malformed));
}

#[test]
fn an_empty_page_is_a_page() {
    let bytes = codec::encode_page([]).expect("it is empty");
    let page = Page::open(&bytes, &Vocabulary::EMPTY).expect("it is empty");
    assert!(page.is_empty());
    assert_eq!(
        codec::decode_record(&bytes, &Vocabulary::EMPTY),
        Err(DecodeError::Malformed)
    );
}

#[test]
fn bytes_cut_short_or_prolonged_are_refused() {
    let recorded = operations_vector();
    for length in 0..recorded.len() {
        let cut = codec::decode_operations(&recorded[..length], &Vocabulary::EMPTY);
        assert!(cut.is_err(), "{length} bytes of operations");
    }
    let longer = [recorded.as_slice(), &[0]].concat();
    assert_eq!(
        codec::decode_operations(&longer, &Vocabulary::EMPTY).err(),
        Some(DecodeError::Malformed)
    );
    let recorded = page_vector();
    for length in 0..recorded.len() {
        assert!(
            Page::open(&recorded[..length], &Vocabulary::EMPTY).is_err(),
            "{length} bytes of a page"
        );
    }
    let longer = [recorded.as_slice(), &[0]].concat();
    assert!(Page::open(&longer, &Vocabulary::EMPTY).is_err());
}

#[test]
fn any_byte_changed_is_an_error_or_other_content_and_never_a_panic() {
    let (operations, page) = (operations_vector(), page_vector());
    let opened = all_records();
    for place in 0..operations.len() {
        for flip in 1..=255 {
            let mut bytes = operations.clone();
            bytes[place] ^= flip;
            if let Ok(group) = codec::decode_operations(&bytes, &Vocabulary::EMPTY) {
                let is_other = group.first_index != 40 || group.operations != all_operations();
                assert!(is_other, "byte {place} ^ {flip} changed nothing");
            }
        }
    }
    for place in 0..page.len() {
        for flip in 1..=255 {
            let mut bytes = page.clone();
            bytes[place] ^= flip;
            if let Ok(page) = Page::open(&bytes, &Vocabulary::EMPTY) {
                let records: Result<Vec<_>, _> = page.records().collect();
                assert!(
                    records.as_ref() != Ok(&opened),
                    "byte {place} ^ {flip} changed nothing"
                );
            }
        }
    }
}

/// Operations whose only value is these bytes, decoded.
fn decode_value(raw: &[u8]) -> Result<Option<Value>, DecodeError> {
    let mut bytes = vector("8501 80 826163 6166 00 81 83");
    bytes.extend([0x50; 17]);
    bytes.extend(vector("00 81 83 01"));
    bytes.extend(raw);
    bytes.push(0x80);
    let group = codec::decode_operations(&bytes, &Vocabulary::EMPTY)?;
    Ok(group
        .operations
        .into_iter()
        .next()
        .and_then(|operation| operation.value))
}

#[track_caller]
fn check_value(raw: &str, expected: &Result<Option<Value>, DecodeError>) {
    assert_eq!(&decode_value(&vector(raw)), expected, "{raw}");
}

#[track_caller]
fn check_unknown(raw: &str) {
    let value = decode_value(&vector(raw));
    let kept = match &value {
        Ok(Some(Value::Unknown(unknown))) => Some(unknown.as_bytes()),
        _ => None,
    };
    assert_eq!(kept, Some(vector(raw).as_slice()), "{raw} is {value:?}");
}

#[test]
fn values_are_read_by_kind() {
    check_value("f6", &Ok(None));
    check_value("f5", &Ok(Some(Value::Bool(true))));
    check_value("3903e7", &Ok(Some(Value::Integer(-1_000))));
    check_value("820000", &Ok(Some(Value::Date(NaiveDate::default()))));
    check_value("82011905a0", &Err(DecodeError::Malformed));
    check_value("82001b7fffffffffffffff", &Err(DecodeError::Malformed));
    check_value("820302", &Err(DecodeError::Malformed));
    check_value("82044101", &Err(DecodeError::Malformed));
    check_value("820160", &Err(DecodeError::Malformed));
    check_value("62c328", &Err(DecodeError::Malformed));
}

#[test]
fn what_no_kind_reads_is_kept_as_it_is() {
    check_unknown("820500");
    check_unknown("83000000");
    check_unknown("80");
    check_unknown("a0");
    check_unknown("f7");
    check_unknown("f93c00");
    check_unknown("1bffffffffffffffff");
    check_unknown("c11a514b67b0");
}

#[test]
fn what_is_not_one_sound_item_is_refused() {
    for raw in [
        "9fff", "bfff", "5fff", "7fff", "ff", "1c", "81ff", "8201", "81", "d9",
    ] {
        check_value(raw, &Err(DecodeError::Malformed));
    }
}

#[test]
fn nesting_is_capped() {
    let nested = |depth: usize| [vec![0x81; depth], vec![0xf7]].concat();
    assert!(decode_value(&nested(codec::MAX_DEPTH)).is_ok());
    assert_eq!(
        decode_value(&nested(codec::MAX_DEPTH + 1)),
        Err(DecodeError::TooDeep)
    );
    assert_eq!(decode_value(&nested(1_000_000)), Err(DecodeError::TooDeep));
}

#[track_caller]
fn check_refused(bytes: &[u8], expected: DecodeError) {
    assert_eq!(
        codec::decode_operations(bytes, &Vocabulary::EMPTY),
        Err(expected)
    );
    assert_eq!(Page::open(bytes, &Vocabulary::EMPTY).err(), Some(expected));
}

#[test]
fn announced_lengths_reserve_nothing_that_is_not_there() {
    check_refused(&vector("85 01 9bffffffffffffffff"), DecodeError::Malformed);
    check_refused(&vector("85 01 9a7fffffff"), DecodeError::Malformed);
    check_refused(
        &vector("85 01 81 5bffffffffffffffff"),
        DecodeError::Malformed,
    );
    let mut many = vector("85 01");
    many.extend(vector("9a00020001"));
    many.extend(vec![0; MAX_ITEMS + 1]);
    check_refused(&many, DecodeError::TooLarge);
    check_refused(&vec![0; MAX_BYTES + 1], DecodeError::TooLarge);
}

#[test]
fn a_newer_version_is_told_from_damage() {
    check_refused(&vector("85 02 80 80"), DecodeError::Newer { version: 2 });
    check_refused(&vector("86 1903e7"), DecodeError::Newer { version: 999 });
    check_refused(&vector("85 00 80 80 00 80"), DecodeError::Malformed);
    check_refused(b"<!doctype html>", DecodeError::Malformed);
    check_refused(&[], DecodeError::Malformed);
}

#[track_caller]
fn check_unwritable(operation: Operation, expected: EncodeError) {
    assert_eq!(codec::encode_operations(0, &[operation]), Err(expected));
}

#[test]
fn what_could_not_be_read_back_is_not_written() {
    let mut operation = all_operations().remove(0);
    operation.value = Some(Value::Text("a".repeat(MAX_TEXT_BYTES)));
    let bytes = codec::encode_operations(0, &[operation.clone()]).expect("just within the cap");
    assert!(codec::decode_operations(&bytes, &Vocabulary::EMPTY).is_ok());
    operation.value = Some(Value::Text("a".repeat(MAX_TEXT_BYTES + 1)));
    check_unwritable(operation.clone(), EncodeError::ValueTooLong);
    operation.value = Some(Value::Bytes(vec![0; MAX_TEXT_BYTES + 1]));
    check_unwritable(operation.clone(), EncodeError::ValueTooLong);
    operation.value = Some(Value::Choice(ChoiceId::shared(
        &"a".repeat(codec::MAX_ID_BYTES + 1),
    )));
    check_unwritable(operation.clone(), EncodeError::IdTooLong);
    operation.value = None;
    operation.replaces = vec![dot(1, 1, 1); MAX_ITEMS / 3 + 1];
    check_unwritable(operation.clone(), EncodeError::TooLarge);
    operation.replaces.clear();
    assert_eq!(
        codec::encode_operations(u32::MAX, &[operation]),
        Err(EncodeError::TooLarge)
    );
    let large = Value::Text("a".repeat(MAX_TEXT_BYTES));
    let many = all_operations()
        .into_iter()
        .cycle()
        .take(MAX_BYTES / MAX_TEXT_BYTES + 1);
    let many: Vec<_> = many
        .map(|operation| Operation {
            value: Some(large.clone()),
            ..operation
        })
        .collect();
    assert_eq!(
        codec::encode_operations(0, &many),
        Err(EncodeError::TooLarge)
    );
}

#[test]
fn one_damaged_record_of_a_page_does_not_stop_the_others() {
    let records = all_records();
    let bytes = codec::encode_page(&records).expect("it is small");
    let second = bytes
        .windows(16)
        .position(|window| window == [2; 16])
        .expect("the second id");
    let mut damaged = bytes;
    damaged[second + 18] ^= 0xff;
    let page = Page::open(&damaged, &Vocabulary::EMPTY).expect("the head is sound");
    let sound: Vec<_> = page.records().map(|record| record.is_ok()).collect();
    assert_eq!(sound, [true, false, true]);
}

/// Decodes a page of one record whose body is these bytes. The page knows the keys `s` and `t`,
/// one device, and two entries of it.
#[track_caller]
fn check_body(body: &str, expected: Option<DecodeError>) {
    let body = vector(body);
    let mut bytes = vector("8501 81");
    bytes.extend([0x50; 17]);
    bytes.extend(vector("82 6173 6174 88 00010100 00020200 82"));
    bytes.extend([0x50; 17]);
    bytes.extend([0x58, u8::try_from(body.len()).expect("a short body")]);
    bytes.extend(body);
    let decoded = codec::decode_record(&bytes, &Vocabulary::EMPTY);
    assert_eq!(decoded.err(), expected);
}

#[test]
fn a_record_has_one_spelling() {
    let refused = Some(DecodeError::Malformed);
    check_body("82 00 81 82 01 83 00 00 6161", None);
    check_body("82 00 81 83 01 83 01 00 6161 83 00 01 00", None);
    check_body("82 00 81 83 01 83 00 00 6161 80", refused);
    check_body("82 00 81 83 01 83 00 00 6161 83 00 01 00", refused);
    check_body("82 00 81 82 01 80", refused);
    check_body("82 00 81 82 01 86 01 00 6161 00 00 6161", refused);
    check_body("82 00 81 82 01 86 00 00 6161 00 00 6162", refused);
    check_body("82 00 81 83 01 80 86 00 02 00 00 01 00", refused);
    check_body("82 00 82 82 01 83 00 00 f5 82 00 83 00 00 f5", refused);
    check_body("82 00 82 82 01 83 00 00 f5 82 01 83 00 00 f5", refused);
    check_body("82 02 80", refused);
    check_body("82 00 81 82 01 83 02 00 6161", refused);
    check_body("82 00 80 00", refused);
}

#[test]
fn indexes_do_not_run_over() {
    let last = "8501 80 826163 6166 1affffffff 80";
    assert!(codec::decode_operations(&vector(last), &Vocabulary::EMPTY).is_ok());
    let mut beyond = vector("8501 80 826163 6166 1affffffff 81 83");
    beyond.extend([0x50; 17]);
    beyond.extend(vector("00 81 83 01 f6 80"));
    let decoded = codec::decode_operations(&beyond, &Vocabulary::EMPTY);
    assert_eq!(decoded.err(), Some(DecodeError::Malformed));
}

#[test]
fn what_is_unknown_crosses_an_older_version_untouched() {
    let mut newer = all_records();
    let older = newer.clone().into_iter().map(|record| {
        let bytes = codec::encode_record(&record).expect("it is small");
        let mut kept = codec::decode_record(&bytes, &Vocabulary::EMPTY).expect("just encoded");
        let known = Operation {
            record: kept.id(),
            kind: kept.kind().clone(),
            field: FieldKey::known("children"),
            value: Some(Value::Integer(1)),
            replaces: Vec::new(),
        };
        let stamp = Stamp {
            dot: dot(9, 1, 0),
            lamport: 90,
            at_ms: 0,
        };
        assert_eq!(kept.apply(&known, stamp), Applied::Changed);
        kept
    });
    for (record, older) in newer.iter_mut().zip(older) {
        assert_eq!(record.merge(&older), Applied::Changed);
        assert!(*record == older, "the older version lost something");
    }
}
