//! Writing and reading one value, known or not.

use chrono::{Datelike, NaiveDate};
use minicbor::data::Type;

use super::decode::{Reader, malformed};
use super::encode::{Places, Writer};
use super::{DecodeError, EncodeError, MAX_DEPTH, MAX_TEXT_BYTES, Tables, ValueTag};
use crate::ids::RecordId;
use crate::key::ChoiceId;
use crate::value::{TimeOfDay, UnknownValue, Value};

/// Days from 1 January of year 1 (day 1) to 1 January 1970.
const EPOCH_DAYS: i32 = 719_163;

/// Writes a value, or null.
pub(super) fn encode_optional(
    value: Option<&Value>,
    writer: &mut Writer,
    tables: &mut Places,
) -> Result<(), EncodeError> {
    match value {
        Some(value) => encode(value, writer, tables)?,
        None => {
            writer.null();
        }
    }
    Ok(())
}

/// Reads a value, or null.
pub(super) fn decode_optional(
    reader: &mut Reader<'_>,
    tables: &Tables,
) -> Result<Option<Value>, DecodeError> {
    if reader.decoder.datatype().map_err(malformed)? == Type::Null {
        reader.decoder.null().map_err(malformed)?;
        return Ok(None);
    }
    decode(reader, tables).map(Some)
}

/// Checks that bytes are one value of an unknown kind.
///
/// # Errors
/// They are not, or they read as a known kind, or exceed a cap.
pub(crate) fn decode_unknown(raw: &[u8]) -> Result<UnknownValue, DecodeError> {
    let mut reader = Reader::new(raw);
    let value = decode_optional(&mut reader, &Tables::default())?;
    reader.end()?;
    match value {
        Some(Value::Unknown(unknown)) => Ok(unknown),
        _ => Err(DecodeError::Malformed),
    }
}

fn encode(value: &Value, writer: &mut Writer, tables: &mut Places) -> Result<(), EncodeError> {
    match value {
        Value::Bool(answer) => writer.bool(*answer),
        Value::Integer(number) => writer.i64(*number),
        Value::Text(text) => writer.text(capped(text)?),
        Value::Bytes(bytes) => writer.bytes(capped(bytes)?),
        Value::Date(date) => {
            let days = date.num_days_from_ce().saturating_sub(EPOCH_DAYS);
            tagged(writer, ValueTag::Date).i64(days.into())
        }
        Value::Time(time) => tagged(writer, ValueTag::Time).u64(time.minutes().into()),
        Value::Moment(ms) => tagged(writer, ValueTag::Moment).i64(*ms),
        Value::Choice(id) => tagged(writer, ValueTag::Choice).u64(tables.keys.place(&id.0)),
        Value::Reference(id) => tagged(writer, ValueTag::Reference).bytes(id.as_bytes()),
        Value::Unknown(raw) => {
            writer.raw(raw.as_bytes());
            writer
        }
    };
    Ok(())
}

fn tagged(writer: &mut Writer, tag: ValueTag) -> &mut Writer {
    writer.array(2).u64(tag as u64)
}

fn capped<T: AsRef<[u8]> + ?Sized>(content: &T) -> Result<&T, EncodeError> {
    if content.as_ref().len() > MAX_TEXT_BYTES {
        return Err(EncodeError::ValueTooLong);
    }
    Ok(content)
}

fn decode(reader: &mut Reader<'_>, tables: &Tables) -> Result<Value, DecodeError> {
    let start = reader.decoder.position();
    match reader.decoder.datatype().map_err(malformed)? {
        Type::Bool => reader.decoder.bool().map(Value::Bool).map_err(malformed),
        Type::String => {
            let text = reader.decoder.str().map_err(malformed)?;
            Ok(Value::Text(read_capped(text)?.to_owned()))
        }
        Type::Bytes => Ok(Value::Bytes(read_capped(reader.bytes()?)?.to_owned())),
        Type::Array => match known_tag(reader) {
            Some(tag) => decode_tagged(tag, reader, tables),
            None => decode_unread(start, reader),
        },
        kind if is_integer(kind) => match reader.i64() {
            Ok(number) => Ok(Value::Integer(number)),
            Err(_) => decode_unread(start, reader),
        },
        _ => decode_unread(start, reader),
    }
}

/// Reads the head of `[tag, content]` where this version knows the tag.
fn known_tag(reader: &mut Reader<'_>) -> Option<ValueTag> {
    if reader.any_array() != Ok(2) {
        return None;
    }
    match reader.u64() {
        Ok(0) => Some(ValueTag::Date),
        Ok(1) => Some(ValueTag::Time),
        Ok(2) => Some(ValueTag::Moment),
        Ok(3) => Some(ValueTag::Choice),
        Ok(4) => Some(ValueTag::Reference),
        _ => None,
    }
}

fn decode_tagged(
    tag: ValueTag,
    reader: &mut Reader<'_>,
    tables: &Tables,
) -> Result<Value, DecodeError> {
    match tag {
        ValueTag::Date => date_of(reader.i64()?).map(Value::Date),
        ValueTag::Time => time_of(reader.u64()?).map(Value::Time),
        ValueTag::Moment => reader.i64().map(Value::Moment),
        ValueTag::Choice => reader.key(tables).map(|key| Value::Choice(ChoiceId(key))),
        ValueTag::Reference => {
            let id = RecordId::from_bytes(reader.bytes_16()?);
            Ok(Value::Reference(id))
        }
    }
}

fn date_of(days: i64) -> Result<NaiveDate, DecodeError> {
    let days = i32::try_from(days)
        .ok()
        .and_then(|days| days.checked_add(EPOCH_DAYS));
    days.and_then(NaiveDate::from_num_days_from_ce_opt)
        .ok_or(DecodeError::Malformed)
}

fn time_of(minutes: u64) -> Result<TimeOfDay, DecodeError> {
    let minutes = u16::try_from(minutes).ok();
    minutes
        .and_then(TimeOfDay::from_minutes)
        .ok_or(DecodeError::Malformed)
}

/// Keeps the item that starts at `start` as it is.
fn decode_unread(start: usize, reader: &mut Reader<'_>) -> Result<Value, DecodeError> {
    reader.decoder.set_position(start);
    skip(reader, 0)?;
    let end = reader.decoder.position();
    let raw = reader
        .decoder
        .input()
        .get(start..end)
        .ok_or(DecodeError::Malformed)?;
    Ok(Value::Unknown(UnknownValue::from_checked(read_capped(
        raw,
    )?)))
}

fn read_capped<T: AsRef<[u8]> + ?Sized>(content: &T) -> Result<&T, DecodeError> {
    if content.as_ref().len() > MAX_TEXT_BYTES {
        return Err(DecodeError::TooLarge);
    }
    Ok(content)
}

/// Steps over one well-formed item of definite length.
fn skip(reader: &mut Reader<'_>, depth: usize) -> Result<(), DecodeError> {
    if depth > MAX_DEPTH {
        return Err(DecodeError::TooDeep);
    }
    let inner = match reader.decoder.datatype().map_err(malformed)? {
        Type::Array => reader.any_array()?,
        Type::Map => {
            let pairs = reader.decoder.map().map_err(malformed)?;
            let pairs = pairs.ok_or(DecodeError::Malformed)?;
            pairs.checked_mul(2).ok_or(DecodeError::Malformed)?
        }
        Type::Tag => reader.decoder.tag().map(|_| 1).map_err(malformed)?,
        Type::String => reader.decoder.str().map(|_| 0).map_err(malformed)?,
        Type::Bytes => reader.decoder.bytes().map(|_| 0).map_err(malformed)?,
        Type::ArrayIndef | Type::MapIndef | Type::StringIndef | Type::BytesIndef => {
            return Err(DecodeError::Malformed);
        }
        Type::Break | Type::Unknown(_) => return Err(DecodeError::Malformed),
        _ => reader.decoder.skip().map(|()| 0).map_err(malformed)?,
    };
    for _ in 0..inner {
        skip(reader, depth + 1)?;
    }
    Ok(())
}

fn is_integer(kind: Type) -> bool {
    matches!(
        kind,
        Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::Int
    )
}
