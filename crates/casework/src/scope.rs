//! Whose key seals a record: that of one case, of one person, or of the team.

use record::{Record, RecordId};

use crate::{Act, Case, Interview, Participation, Person, act, interview, participation, schema};

/// What a record belongs to, and so whose key seals it. Exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A case: the case itself, its participations, interviews and acts.
    Case(RecordId),
    /// A person: its key dies with the last of the person's cases.
    Person(RecordId),
    /// The team: everything else.
    Team,
}

/// The scope of a record cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// It belongs to a case and does not say which.
    #[error("the record does not say which case it belongs to")]
    NoCase,
    /// It is of a kind of a newer version.
    #[error("the record is of a kind this program does not know")]
    UnknownKind,
}

/// The scope of a record, as it is once its first write is applied.
///
/// # Errors
/// The record names no case where it should, or is of an unknown kind.
pub fn scope_of(record: &Record) -> Result<Scope, ScopeError> {
    let of_case = |case: Option<RecordId>| case.map(Scope::Case).ok_or(ScopeError::NoCase);
    match record.kind().as_str() {
        Case::ID => Ok(Scope::Case(record.id())),
        Person::ID => Ok(Scope::Person(record.id())),
        Participation::ID => of_case(record.get(participation::CASE)),
        Interview::ID => of_case(record.get(interview::CASE)),
        Act::ID => of_case(record.get(act::CASE)),
        kind if schema(kind).is_some() => Ok(Scope::Team),
        _ => Err(ScopeError::UnknownKind),
    }
}
