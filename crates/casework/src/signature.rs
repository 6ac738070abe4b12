//! A signature freezes an evaluation: a copy of what it said is written with it, and that is what holds from then on.
//!
//! The program refuses to change what is signed. A colleague who wrote without network at the same moment could not know; what was
//! written so merges into the record like anything else, stays in its history, and does not touch the copy.
//!
//! ```text
//! copy = base64 of record::codec::encode_operations(0, one write for each value shown)
//! ```

use std::borrow::Cow;
use std::sync::LazyLock;

use data_encoding::BASE64;
use record::codec::{self, MAX_TEXT_BYTES};
use record::{DeviceId, EncodeError, Operation, Record, RecordKind, Schema, Value, Vocabulary};

use crate::evaluation::{self, BINNED, SIGNED_COPY};
use crate::{Evaluation, is_signed, vocabulary};

/// What is said of the record and not by it: neither is frozen.
const OUTSIDE: [&str; 2] = [BINNED.id(), SIGNED_COPY.id()];

/// Made once: lists read many copies.
static WORDS: LazyLock<Vocabulary> = LazyLock::new(vocabulary);

/// What the record says now, as a text that the signature keeps.
///
/// # Errors
/// It says more than a text can hold.
pub fn copy_of(schema: &Schema, record: &Record) -> Result<String, EncodeError> {
    let fields = schema
        .fields()
        .filter(|spec| !OUTSIDE.contains(&spec.id.as_str()));
    let writes = fields.flat_map(|spec| {
        let values = record.values(spec).into_iter();
        values.map(move |value| write(record, spec.id.clone(), value.clone()))
    });
    let operations: Vec<Operation> = writes.collect();
    let text = BASE64.encode(&codec::encode_operations(0, &operations)?);
    if text.len() > MAX_TEXT_BYTES {
        return Err(EncodeError::ValueTooLong);
    }
    Ok(text)
}

fn write(record: &Record, field: record::FieldKey, value: Value) -> Operation {
    Operation {
        record: record.id(),
        kind: record.kind().clone(),
        field,
        value: Some(value),
        replaces: Vec::new(),
    }
}

/// The record as it was signed, for reading: who wrote what is not told. None where it is not signed, or was by a version that kept
/// no copy.
pub fn signed_copy(record: &Record) -> Option<Record> {
    if !is_signed(record) {
        return None;
    }
    read_copy(record, &record.get(SIGNED_COPY)?)
}

/// A copy read; none where it is damaged or of another record.
fn read_copy(record: &Record, copy: &str) -> Option<Record> {
    let bytes = BASE64.decode(copy.as_bytes()).ok()?;
    let group = codec::decode_operations(&bytes, &WORDS).ok()?;
    let kind: RecordKind = Evaluation::KIND;
    let mut signed = Record::new(record.id(), kind);
    for (operation, stamp) in group.stamped(DeviceId::from_bytes([0; 16]), 0, 0, 0) {
        if signed.apply(operation, stamp) == record::Applied::Foreign {
            return None;
        }
    }
    Some(signed)
}

/// The record as it counts: what was signed where it is signed, as it stands otherwise. The bin is no part of a signature.
pub fn as_it_counts(record: &Record) -> Cow<'_, Record> {
    let Some(mut signed) = signed_copy(record) else {
        return Cow::Borrowed(record);
    };
    if let Some(day) = record.get(BINNED) {
        let binned = write(record, BINNED.key(), Value::Date(day));
        let group = codec::OperationGroup {
            first_index: 0,
            operations: vec![binned],
        };
        for (operation, stamp) in group.stamped(DeviceId::from_bytes([0; 16]), 1, 0, 0) {
            // Its own record, whatever became of it.
            let _ = signed.apply(operation, stamp);
        }
    }
    Cow::Owned(signed)
}

/// The fields that say something else now than what was signed.
pub fn written_beside<'s>(
    schema: &'s Schema,
    record: &Record,
    signed: &Record,
) -> Vec<&'s record::FieldSpec> {
    let sorted = |record: &Record, spec| {
        let mut values: Vec<Value> = record.values(spec).into_iter().cloned().collect();
        values.sort();
        values
    };
    let fields = schema
        .fields()
        .filter(|spec| !OUTSIDE.contains(&spec.id.as_str()) && spec.id != *evaluation::SIGNED.id());
    fields
        .filter(|spec| sorted(record, spec) != sorted(signed, spec))
        .collect()
}
