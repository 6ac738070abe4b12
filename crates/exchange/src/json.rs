//! Records as JSON: the team's own copy of its data, and what an independent count reads.
//!
//! ```json
//! {"format": "permanence-records", "version": 1, "records": [
//!   {"kind": "case", "id": "obsxe3lbnzsw4y3feazdamrweq",
//!    "fields": {"number": "2020-017", "opened": "2020-02-29", "violences": ["physical"]},
//!    "rivals": {"danger": ["high", "moderate"]}}
//! ]}
//! ```
//!
//! `fields` holds what each field shows, by its id: a field that shows nothing is left out; a set
//! or notes are a list even of one. `rivals`, left out where there are none, holds the values of
//! a field that stand against each other, the one shown first. Values:
//!
//! | kind of field | JSON |
//! |---|---|
//! | yes or no | `true`, `false` |
//! | number, cents, minutes | a number |
//! | text, choice, level | a string; choices by their stable id |
//! | day | `"2020-02-29"`, in the team's time zone |
//! | time | `"09:30"` |
//! | instant | milliseconds since 1970-01-01 00:00 UTC |
//! | another record | its id |
//! | bytes | `{"base64": "…"}` |
//! | of a newer version | `{"cbor": "…"}`, base64 |
//!
//! Records are sorted by kind and id, so that two exports of the same data are the same bytes.

use std::collections::BTreeMap;

use casework::Casework;
use data_encoding::BASE64;
use record::{FieldKey, FieldSpec, Kind, Record, RecordKind, Schema, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::plain::PlainRecord;

/// The name of the format, in each file.
pub const FORMAT: &str = "permanence-records";

/// The version of the format that this program writes.
pub const VERSION: u32 = 1;

/// A file could not be read as records.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// It is not JSON, or of another shape.
    #[error("not a file of records, near line {line}")]
    Shape {
        /// Where, from 1; 0 where not known.
        line: usize,
    },
    /// It says it is another format.
    #[error("a file of another format")]
    Format,
    /// It is of a version this program does not read.
    #[error("a file of version {0}, which this program does not read")]
    Version(u32),
    /// The id of a record is not one.
    #[error("record {place}: its id is not an identifier")]
    Id {
        /// Which record of the file, from 1.
        place: usize,
    },
    /// A value does not fit its field.
    #[error("record {place}: the field `{field}` does not take its value")]
    BadValue {
        /// Which record of the file, from 1.
        place: usize,
        /// The field's id.
        field: String,
    },
}

/// A file.
#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    records: Vec<Row>,
}

/// A record of a file.
#[derive(Serialize, Deserialize)]
struct Row {
    kind: String,
    id: String,
    #[serde(default)]
    fields: BTreeMap<String, Json>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    rivals: BTreeMap<String, Vec<Json>>,
}

/// The records as a file. Those of a kind this program does not know are left out: nothing here
/// can tell what their fields show.
pub fn records_to_json<'a>(
    casework: &Casework,
    records: impl IntoIterator<Item = &'a Record>,
) -> Vec<u8> {
    let mut records: Vec<_> = records.into_iter().collect();
    records.sort_by(|a, b| (a.kind(), a.id()).cmp(&(b.kind(), b.id())));
    let rows = records
        .into_iter()
        .filter_map(|record| row(casework, record));
    write_rows(FORMAT, VERSION, rows)
}

/// Plain records as a file of another format, a record a line.
pub(crate) fn plain_to_json(
    casework: &Casework,
    format: &str,
    version: u32,
    records: &[PlainRecord],
) -> Vec<u8> {
    let rows = records.iter().filter_map(|plain| {
        let schema = casework.schema(plain.kind.as_str())?;
        Some(row_of(schema, plain))
    });
    write_rows(format, version, rows)
}

fn write_rows(format: &str, version: u32, rows: impl Iterator<Item = Row>) -> Vec<u8> {
    let mut text = format!(r#"{{"format":"{format}","version":{version},"records":["#).into_bytes();
    let mut is_first = true;
    for row in rows {
        text.extend_from_slice(if is_first { b"\n" } else { b",\n" });
        is_first = false;
        text.extend_from_slice(json!(row).to_string().as_bytes());
    }
    text.extend_from_slice(b"\n]}\n");
    text
}

/// The records of a file, less their rivals. Fields this program does not know are passed over,
/// and so are kinds.
///
/// # Errors
/// Another format or version, or a value that does not fit its field.
pub fn records_from_json(casework: &Casework, text: &[u8]) -> Result<Vec<PlainRecord>, JsonError> {
    plain_from_json(casework, FORMAT, VERSION, text)
}

/// The same, of a file of another format.
pub(crate) fn plain_from_json(
    casework: &Casework,
    format: &str,
    version: u32,
    text: &[u8],
) -> Result<Vec<PlainRecord>, JsonError> {
    let file: File =
        serde_json::from_slice(text).map_err(|error| JsonError::Shape { line: error.line() })?;
    if file.format != format {
        return Err(JsonError::Format);
    }
    if file.version != version {
        return Err(JsonError::Version(file.version));
    }
    let mut records = Vec::with_capacity(file.records.len());
    for (place, row) in (1..).zip(&file.records) {
        records.extend(plain(casework, place, row)?);
    }
    Ok(records)
}

fn row_of(schema: &Schema, plain: &PlainRecord) -> Row {
    let fields = plain.fields.iter().filter_map(|(id, values)| {
        let spec = schema.field(id.as_str())?;
        Some((id.to_string(), field_to_json(spec, values)))
    });
    Row {
        kind: plain.kind.to_string(),
        id: plain.id.to_string(),
        fields: fields.collect(),
        rivals: BTreeMap::new(),
    }
}

fn row(casework: &Casework, record: &Record) -> Option<Row> {
    let schema = casework.schema(record.kind().as_str())?;
    let plain = PlainRecord::of(record, schema);
    let rivals = schema
        .fields()
        .filter(|spec| spec.is_exported)
        .filter_map(|spec| {
            let values = record
                .rivals(spec)
                .into_iter()
                .map(|write| write.value.as_ref().map_or(Json::Null, value_to_json));
            let values: Vec<_> = values.collect();
            (!values.is_empty()).then(|| (spec.id.to_string(), values))
        });
    Some(Row {
        rivals: rivals.collect(),
        ..row_of(schema, &plain)
    })
}

fn field_to_json(spec: &FieldSpec, values: &[Value]) -> Json {
    match values {
        [value] if spec.merge.is_single() => value_to_json(value),
        values => values.iter().map(value_to_json).collect(),
    }
}

fn value_to_json(value: &Value) -> Json {
    match value {
        Value::Bool(answer) => json!(answer),
        Value::Integer(number) | Value::Moment(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Date(date) => json!(date.to_string()),
        Value::Time(time) => json!(time.to_string()),
        Value::Choice(id) => json!(id.as_str()),
        Value::Reference(id) => json!(id.to_string()),
        Value::Bytes(bytes) => json!({ "base64": BASE64.encode(bytes) }),
        Value::Unknown(raw) => json!({ "cbor": BASE64.encode(raw.as_bytes()) }),
    }
}

fn plain(casework: &Casework, place: usize, row: &Row) -> Result<Option<PlainRecord>, JsonError> {
    let id = row.id.parse().map_err(|_| JsonError::Id { place })?;
    let Some(schema) = casework.schema(&row.kind) else {
        return Ok(None);
    };
    let mut fields = Vec::new();
    for (field, json) in &row.fields {
        let Some(spec) = schema.field(field) else {
            continue;
        };
        let values = field_from_json(spec, json).ok_or_else(|| JsonError::BadValue {
            place,
            field: field.clone(),
        })?;
        if !values.is_empty() {
            fields.push((FieldKey::clone(&spec.id), values));
        }
    }
    Ok(Some(PlainRecord {
        id,
        kind: RecordKind::clone(schema.kind()),
        fields,
    }))
}

fn field_from_json(spec: &FieldSpec, json: &Json) -> Option<Vec<Value>> {
    match json {
        Json::Array(values) if !spec.merge.is_single() => values
            .iter()
            .map(|json| value_from_json(spec.kind, json))
            .collect(),
        json if spec.merge.is_single() => Some(vec![value_from_json(spec.kind, json)?]),
        _ => None,
    }
}

/// A value of a kind of field. A choice may be one of a newer version: it is kept.
fn value_from_json(kind: Kind, json: &Json) -> Option<Value> {
    if let Json::Object(members) = json {
        let bytes = |name: &str| BASE64.decode(members.get(name)?.as_str()?.as_bytes()).ok();
        let unknown = |raw: Vec<u8>| raw.try_into().ok().map(Value::Unknown);
        return bytes("base64")
            .map(Value::Bytes)
            .or_else(|| bytes("cbor").and_then(unknown));
    }
    match kind {
        Kind::Bool => json.as_bool().map(Value::Bool),
        Kind::Integer | Kind::Cents | Kind::Minutes => json.as_i64().map(Value::Integer),
        Kind::Moment => json.as_i64().map(Value::Moment),
        Kind::Text | Kind::LongText | Kind::Texts | Kind::Notes => {
            json.as_str().map(|text| Value::Text(text.to_owned()))
        }
        Kind::Date => json.as_str()?.parse().ok().map(Value::Date),
        Kind::Time => json.as_str()?.parse().ok().map(Value::Time),
        Kind::Choice | Kind::Choices | Kind::Level => json
            .as_str()
            .map(|id| Value::Choice(record::ChoiceId::shared(id))),
        Kind::Reference | Kind::References => json.as_str()?.parse().ok().map(Value::Reference),
    }
}

#[cfg(test)]
mod tests {
    use casework::choices::{Danger, Violence};
    use casework::{Case, case};
    use record::codec::OperationGroup;
    use record::{DeviceId, Edit, RecordId};

    use super::*;

    fn write(record: &mut Record, device: u8, edit: impl FnOnce(&mut Edit<'_>)) {
        let opened = record.clone();
        let mut form = Edit::open(Case::SCHEMA, &opened);
        edit(&mut form);
        let group = OperationGroup {
            first_index: 0,
            operations: form.finish(),
        };
        let device = DeviceId::from_bytes([device; 16]);
        for (operation, stamp) in group.stamped(device, 1, 1, 0) {
            let _ = record.apply(operation, stamp);
        }
    }

    fn sample() -> Record {
        let mut record = Record::new(RecordId::from_bytes([7; 16]), Case::KIND);
        let mut theirs = record.clone();
        write(&mut record, 1, |form| {
            form.set(case::NUMBER, "2020-017 \"é\"".to_owned())
                .set(
                    case::OPENED,
                    "2020-02-29".parse().expect("a day of the calendar"),
                )
                .set(case::CHILDREN, 2)
                .set(case::CONJUGAL_VIOLENCE, true)
                .set(case::DANGER, Danger::High)
                .set(
                    case::VIOLENCES,
                    [Violence::Verbal, Violence::Physical].into_iter().collect(),
                )
                .append(case::NOTES, "One.");
        });
        write(&mut theirs, 2, |form| {
            form.set(case::DANGER, Danger::Moderate);
        });
        let _ = record.merge(&theirs);
        record
    }

    #[test]
    fn a_record_is_written_as_documented() {
        let json = records_to_json(&Casework::default(), [&sample()]);
        let json: Json = serde_json::from_slice(&json).expect("what is written is JSON");
        let expected = json!({"format": "permanence-records", "version": 1, "records": [{
            "kind": "case",
            "id": "a4dqobyha4dqobyha4dqobyha4",
            "fields": {
                "number": "2020-017 \"é\"",
                "opened": "2020-02-29",
                "children": 2,
                "conjugal_violence": true,
                "danger": "high",
                "violences": ["physical", "verbal"],
                "notes": ["One."],
            },
            "rivals": {"danger": ["high", "moderate"]},
        }]});
        assert_eq!(json, expected);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let casework = Casework::default();
        let record = sample();
        let json = records_to_json(&casework, [&record]);
        let read = records_from_json(&casework, &json).expect("what is written is read");
        let again: Vec<_> = read.iter().map(|plain| plain.to_record(1)).collect();
        let plain = PlainRecord::of(&record, Case::SCHEMA);
        assert_eq!(PlainRecord::of(&again[0], Case::SCHEMA), plain);
    }

    #[track_caller]
    fn check_refused(text: &str, error: JsonError) {
        let read = records_from_json(&Casework::default(), text.as_bytes());
        assert_eq!(read, Err(error));
    }

    #[test]
    fn other_files_are_refused() {
        let head = r#""format":"permanence-records","version":1"#;
        check_refused("", JsonError::Shape { line: 1 });
        check_refused("[]", JsonError::Shape { line: 1 });
        check_refused(
            r#"{"format":"other","version":1,"records":[]}"#,
            JsonError::Format,
        );
        check_refused(
            r#"{"format":"permanence-records","version":2,"records":[]}"#,
            JsonError::Version(2),
        );
        check_refused(
            &format!(r#"{{{head},"records":[{{"kind":"case","id":"x"}}]}}"#),
            JsonError::Id { place: 1 },
        );
        for value in ["\"30 février\"", "[\"2020-01-01\"]", "3", "{}", "null"] {
            let row = format!(
                r#"{{"kind":"case","id":"a4dqobyha4dqobyha4dqobyha4","fields":{{"opened":{value}}}}}"#
            );
            let field = "opened".to_owned();
            check_refused(
                &format!(r#"{{{head},"records":[{row}]}}"#),
                JsonError::BadValue { place: 1, field },
            );
        }
    }

    #[test]
    fn what_a_newer_version_adds_is_passed_over() {
        let text = r#"{"format":"permanence-records","version":1,"records":[
            {"kind":"spaceship","id":"a4dqobyha4dqobyha4dqobyha4","fields":{"opened":[]}},
            {"kind":"case","id":"a4dqobyha4dqobyha4dqobyha4","fields":{"orbit":{}}}]}"#;
        let read = records_from_json(&Casework::default(), text.as_bytes());
        let read = read.expect("unknown kinds and fields are passed over");
        assert_eq!(read.len(), 1);
        assert!(read[0].fields.is_empty());
    }
}
