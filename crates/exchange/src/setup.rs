//! How a team is set up, as a file for another team: its stations and companies, funders, posts, own fields and choices, letters, texts
//! of the report, settings. Nobody stands in it: no worker, no case, no note.
//!
//! ```json
//! {"format": "permanence-setup", "version": 1, "records": [{"kind": "station", "id": "…", "fields": {"label": "…"}}]}
//! ```
//!
//! Values are those of [`json`](crate::json). Identifiers only tell the records of one file from each other: who reads it makes new ones.

use std::collections::BTreeMap;

use casework::{
    Casework, Company, Funder, Letter, Post, ReportText, Station, Team, TeamChoice, TeamField,
    Worker, binned_on, team,
};
use record::{FieldSpec, Kind, Record, RecordId, Value};

use crate::json::{self, JsonError};
use crate::plain::PlainRecord;

const FORMAT: &str = "permanence-setup";
const VERSION: u32 = 1;

/// The kinds of record in a file.
const KINDS: [&str; 9] = [
    Team::ID,
    Company::ID,
    Station::ID,
    Funder::ID,
    Post::ID,
    TeamField::ID,
    TeamChoice::ID,
    Letter::ID,
    ReportText::ID,
];

/// What a team calls itself is its own.
const OWN: [&str; 2] = [team::NAME.id(), team::TIME_ZONE.id()];

/// Whether a field goes along: none that points to a worker, no note, nothing that a team defined and another does not know.
fn goes_along(kind: &str, spec: &FieldSpec) -> bool {
    let is_own = kind == Team::ID && OWN.contains(&spec.id.as_str());
    let names_somebody = spec.target == Some(Worker::ID);
    let is_note = spec.id == *"note" || spec.label.is_some();
    !is_own && !names_somebody && !is_note
}

/// The set-up of a team as a file.
pub fn write<'a>(casework: &Casework, records: impl IntoIterator<Item = &'a Record>) -> Vec<u8> {
    let is_told =
        |record: &&Record| KINDS.contains(&record.kind().as_str()) && binned_on(record).is_none();
    let plain = |record: &Record| {
        let schema = casework.schema(record.kind().as_str())?;
        let mut plain = PlainRecord::of(record, schema);
        plain.fields.retain(|(field, _)| {
            schema
                .field(field.as_str())
                .is_some_and(|spec| goes_along(schema.kind().as_str(), spec))
        });
        (!plain.fields.is_empty()).then_some(plain)
    };
    let records = records.into_iter().filter(is_told);
    let mut records: Vec<PlainRecord> = records.filter_map(plain).collect();
    records.sort_by(|one, other| (&one.kind, one.id).cmp(&(&other.kind, other.id)));
    json::plain_to_json(casework, FORMAT, VERSION, &records)
}

/// The records of a file, for a team whose own record is `team`: under new identifiers, but for letters, which stand in the place of
/// those of the program.
///
/// # Errors
/// It is no such file, of a newer version, or holds a value that does not fit.
pub fn read(
    casework: &Casework,
    file: &[u8],
    team: RecordId,
    mut make_id: impl FnMut() -> RecordId,
) -> Result<Vec<PlainRecord>, JsonError> {
    let mut records = json::plain_from_json(casework, FORMAT, VERSION, file)?;
    records.retain(|record| KINDS.contains(&record.kind.as_str()));
    let mut ids: BTreeMap<RecordId, RecordId> = BTreeMap::new();
    for record in &records {
        let id = match record.kind.as_str() {
            Team::ID => team,
            Letter::ID => record.id,
            _ => make_id(),
        };
        ids.insert(record.id, id);
    }
    for record in &mut records {
        let schema = casework.schema(record.kind.as_str());
        record.id = ids.get(&record.id).copied().unwrap_or(record.id);
        record.fields.retain_mut(|(field, values)| {
            let spec = schema.and_then(|schema| schema.field(field.as_str()));
            let Some(spec) = spec.filter(|spec| goes_along(record.kind.as_str(), spec)) else {
                return false;
            };
            if matches!(spec.kind, Kind::Reference | Kind::References) {
                // What points out of the file points nowhere.
                let new = |value: &Value| Some(Value::Reference(*ids.get(&value.as_reference()?)?));
                *values = values.iter().filter_map(new).collect();
            }
            !values.is_empty()
        });
    }
    records.retain(|record| !record.fields.is_empty());
    Ok(records)
}
