//! Records as JSON: for the team's own use, and for counts made by other programs.
//!
//! ```text
//! { "format": "permanence-records-1", "records": [ { "id": …, "kind": …, "fields": { field: value, … } }, … ] }
//! ```
//! A value is a boolean, a number, or a text: dates `2020-12-31`, times `09:05`, moments in milliseconds since
//! 1970 UTC, choices and references by id. Sets and notes are arrays. A field without a value is left out, and so
//! are fields that the schema keeps out of exports.

use record::{Merge, Record, Value};
use serde_json::{Map, Value as Json, json};

/// The name of the shape.
pub const FORMAT: &str = "permanence-records-1";

/// The records as one JSON document.
pub fn records_to_json<'a>(records: impl Iterator<Item = &'a Record>) -> String {
    let records: Vec<Json> = records.filter_map(record_to_json).collect();
    json!({ "format": FORMAT, "records": records }).to_string()
}

/// One record; none of a kind that this version does not know.
pub fn record_to_json(record: &Record) -> Option<Json> {
    let schema = casework::schema(record.kind().as_str())?;
    let mut fields = Map::new();
    for spec in schema.fields().filter(|spec| spec.is_exported) {
        let mut values: Vec<Json> = record.values(spec).into_iter().filter_map(value_to_json).collect();
        let value = match spec.merge {
            Merge::AddWins | Merge::Append if values.is_empty() => continue,
            Merge::AddWins | Merge::Append => Json::Array(values),
            Merge::Latest | Merge::Ask | Merge::Highest => match values.pop() {
                Some(value) => value,
                None => continue,
            },
        };
        fields.insert(spec.id.as_str().to_owned(), value);
    }
    Some(json!({ "id": record.id().to_string(), "kind": record.kind().as_str(), "fields": fields }))
}

fn value_to_json(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Bool(answer) => json!(answer),
        Value::Integer(number) | Value::Moment(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Date(date) => json!(date.to_string()),
        Value::Time(time) => json!(format!("{:02}:{:02}", time.hour(), time.minute())),
        Value::Choice(id) => json!(id.as_str()),
        Value::Reference(id) => json!(id.to_string()),
        Value::Bytes(_) | Value::Unknown(_) => return None,
    })
}
