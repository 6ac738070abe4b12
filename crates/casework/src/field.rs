//! A field that the team defines for itself: a record that describes a field of another kind.

use record::{
    ChoiceId, DeviceId, Dot, Edit, Field, FieldKey, FieldSpec, Kind, Record, RecordId, RecordKind,
    Schema, Set, Stamp, Stat, Value, fields,
};

use crate::choices::TeamFieldKind;

fields! {
    /// A field the team defines.
    TeamField = "field" {
        /// The kind of record that gets the field: `case`.
        RECORD_KIND: String = Field::new("record_kind").figures();
        /// What forms and exports call it.
        LABEL: String = Field::new("label").figures().listed();
        /// What it holds.
        KIND: TeamFieldKind = Field::new("kind").figures();
        /// The answers, where it is a choice. An answer is its own label.
        CHOICES: Set<String> = Field::new("choices").figures();
        /// Whether figures count it, and so keep it once a case is forgotten.
        IS_COUNTED: bool = Field::new("is_counted").figures();
        /// Whether search finds records by it.
        IS_SEARCHABLE: bool = Field::new("is_searchable").figures();
        /// Where it stands among the others of its kind.
        POSITION: u32 = Field::new("position").figures();
        /// Whether forms ask for it no longer. What was written stays.
        IS_RETIRED: bool = Field::new("is_retired").figures();
    }
}

/// The field that a record of this kind describes, and the kind of record that gets it.
///
/// `None` while the description is incomplete or of a newer version. One that is retired is read and not asked for. The id of the
/// field follows from that of the record, so it is never reused.
pub fn team_field(description: &Record) -> Option<(RecordKind, FieldSpec)> {
    if *description.kind() != TeamField::KIND {
        return None;
    }
    let kind = match description.get(KIND)? {
        TeamFieldKind::Bool => Kind::Bool,
        TeamFieldKind::Integer => Kind::Integer,
        TeamFieldKind::Text => Kind::Text,
        TeamFieldKind::LongText => Kind::LongText,
        TeamFieldKind::Date => Kind::Date,
        TeamFieldKind::Choice => Kind::Choice,
        TeamFieldKind::Choices => Kind::Choices,
    };
    let id = FieldKey::shared(&format!("team_{}", description.id()));
    let mut spec = FieldSpec::team(id, kind, &description.get(LABEL)?);
    if matches!(kind, Kind::Choice | Kind::Choices) {
        let answers = description.get(CHOICES).unwrap_or_default();
        spec = spec.with_choices(answers.iter().map(|answer| ChoiceId::shared(answer)));
    }
    if description.get(IS_COUNTED) == Some(true) {
        spec = spec.with_stat(stat_of(kind));
    }
    spec.is_searchable = description.get(IS_SEARCHABLE) == Some(true);
    // What was written stays to be read, found and exported; forms ask for it no longer.
    spec.is_asked = description.get(IS_RETIRED) != Some(true);
    Some((RecordKind::shared(&description.get(RECORD_KIND)?), spec))
}

/// A record of the program's schema, from what a screen was told of it: a description, for [`team_field`] to read.
pub fn described<'f>(
    schema: &Schema,
    id: RecordId,
    fields: impl IntoIterator<Item = (&'f str, Vec<Value>)>,
) -> Record {
    let mut record = Record::new(id, schema.kind().clone());
    let blank = record.clone();
    let mut edit = Edit::open(schema, &blank);
    for (field, values) in fields {
        // What a newer version says of it is passed over.
        let _ = edit.put(field, values);
    }
    for (index, operation) in (0..).zip(edit.finish()) {
        let dot = Dot {
            device: DeviceId::from_bytes([0; 16]),
            sequence: 0,
            index,
        };
        let stamp = Stamp {
            dot,
            lamport: 0,
            at_ms: 0,
        };
        // A record that is only read needs no true stamps.
        let _ = record.apply(&operation, stamp);
    }
    record
}

fn stat_of(kind: Kind) -> Stat {
    match kind {
        Kind::Integer | Kind::Cents | Kind::Minutes => Stat::Sum,
        Kind::Bool | Kind::Choice | Kind::Choices | Kind::Level => Stat::Distribution,
        Kind::Text
        | Kind::LongText
        | Kind::Texts
        | Kind::Date
        | Kind::Time
        | Kind::Moment
        | Kind::Reference
        | Kind::References
        | Kind::Notes => Stat::None,
    }
}
