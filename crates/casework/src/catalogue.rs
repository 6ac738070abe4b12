//! The kinds of record, and their schemas with the fields the team defined.

use record::{FieldSpec, Record, RecordId, RecordKind, Schema, Vocabulary};

use crate::{
    Absence, Act, Attachment, Case, Child, Company, Convention, Evaluation, Funder, FundingLine,
    Grant, Interview, Letter, Participation, Partner, Person, Post, Procedure, Publication,
    ReportText, RotaParity, RotaRule, SavedList, Session, Shift, StatedTotal, Station, Task, Team,
    TeamChoice, TeamField, TypedTotal, Worker, field, team_choice,
};

/// The version of the schemas: what a field brought now gives as its `since`.
pub const SCHEMA_VERSION: u16 = 6;

/// The ids of the kinds of record.
pub const KINDS: [&str; 33] = [
    Team::ID,
    Company::ID,
    Station::ID,
    Worker::ID,
    Case::ID,
    Person::ID,
    Participation::ID,
    Interview::ID,
    Act::ID,
    Shift::ID,
    TeamField::ID,
    Child::ID,
    Procedure::ID,
    Evaluation::ID,
    Task::ID,
    Partner::ID,
    TeamChoice::ID,
    Letter::ID,
    Attachment::ID,
    SavedList::ID,
    RotaRule::ID,
    RotaParity::ID,
    Absence::ID,
    Funder::ID,
    Convention::ID,
    FundingLine::ID,
    Grant::ID,
    StatedTotal::ID,
    Session::ID,
    ReportText::ID,
    Publication::ID,
    Post::ID,
    TypedTotal::ID,
];

/// In the order of [`KINDS`].
const SCHEMAS: [&Schema; 33] = [
    Team::SCHEMA,
    Company::SCHEMA,
    Station::SCHEMA,
    Worker::SCHEMA,
    Case::SCHEMA,
    Person::SCHEMA,
    Participation::SCHEMA,
    Interview::SCHEMA,
    Act::SCHEMA,
    Shift::SCHEMA,
    TeamField::SCHEMA,
    Child::SCHEMA,
    Procedure::SCHEMA,
    Evaluation::SCHEMA,
    Task::SCHEMA,
    Partner::SCHEMA,
    TeamChoice::SCHEMA,
    Letter::SCHEMA,
    Attachment::SCHEMA,
    SavedList::SCHEMA,
    RotaRule::SCHEMA,
    RotaParity::SCHEMA,
    Absence::SCHEMA,
    Funder::SCHEMA,
    Convention::SCHEMA,
    FundingLine::SCHEMA,
    Grant::SCHEMA,
    StatedTotal::SCHEMA,
    Session::SCHEMA,
    ReportText::SCHEMA,
    Publication::SCHEMA,
    Post::SCHEMA,
    TypedTotal::SCHEMA,
];

/// The schemas of the program, without the fields a team defines.
pub fn schemas() -> impl ExactSizeIterator<Item = &'static Schema> {
    SCHEMAS.into_iter()
}

/// The schema of a kind, without the fields a team defines; `None` for a kind of a newer version.
pub fn schema(kind: &str) -> Option<&'static Schema> {
    SCHEMAS.into_iter().find(|schema| *schema.kind() == *kind)
}

/// Every id the program knows, for decoding.
pub fn vocabulary() -> Vocabulary {
    Vocabulary::new(SCHEMAS.into_iter().flat_map(Schema::known_ids))
}

/// The schemas of a team: those of the program, and the fields the team defined.
#[derive(Clone, Debug)]
pub struct Casework {
    /// In the order of [`KINDS`].
    schemas: Vec<Schema>,
}

impl Casework {
    /// The schemas with the fields that records of the kind `field` describe, and the choices that those of the kind `choice` add;
    /// other records are passed over.
    pub fn with_team_fields<'a>(
        descriptions: impl IntoIterator<Item = &'a Record, IntoIter: Clone>,
    ) -> Self {
        let descriptions = descriptions.into_iter();
        let choices = team_choice::own_choices(descriptions.clone());
        let mut defined: Vec<DefinedField> = descriptions.filter_map(DefinedField::read).collect();
        defined.sort_by_key(|field| (field.position, field.description));
        let schemas = SCHEMAS.into_iter().map(|schema| {
            let of_kind = defined.iter().filter(|field| field.kind == *schema.kind());
            let schema = schema
                .clone()
                .with_team_fields(of_kind.map(|field| field.spec.clone()));
            choices.iter().fold(schema, |schema, (list, own)| {
                schema.with_own_choices(list, own)
            })
        });
        Self {
            schemas: schemas.collect(),
        }
    }

    /// The schema of a kind; `None` for a kind of a newer version.
    pub fn schema(&self, kind: &str) -> Option<&Schema> {
        self.schemas.iter().find(|schema| *schema.kind() == *kind)
    }

    /// Every schema, in the order of [`KINDS`].
    pub fn schemas(&self) -> &[Schema] {
        &self.schemas
    }
}

impl Default for Casework {
    /// The schemas of a team that defined no field.
    fn default() -> Self {
        Self {
            schemas: SCHEMAS.into_iter().cloned().collect(),
        }
    }
}

/// A field the team defined, and where it goes.
struct DefinedField {
    position: u32,
    description: RecordId,
    kind: RecordKind,
    spec: FieldSpec,
}

impl DefinedField {
    fn read(description: &Record) -> Option<Self> {
        let (kind, spec) = field::team_field(description)?;
        Some(Self {
            position: description.get(field::POSITION).unwrap_or(u32::MAX),
            description: description.id(),
            kind,
            spec,
        })
    }
}
