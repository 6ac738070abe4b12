//! Whose key seals a record: that of one case, of one person, or of the team.

use record::{Record, RecordId};

use crate::rules::case_field;
use crate::{Case, Person, Task, schema};

/// What a record belongs to, and so whose key seals it. Exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A case: the case itself and all that hangs on it.
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
    let kind = record.kind().as_str();
    let case = case_field(kind).and_then(|field| record.get(field));
    match (kind, case) {
        (Case::ID, _) => Ok(Scope::Case(record.id())),
        (Person::ID, _) => Ok(Scope::Person(record.id())),
        (_, Some(case)) => Ok(Scope::Case(case)),
        // A task may be of the team.
        (Task::ID, None) => Ok(Scope::Team),
        _ if case_field(kind).is_some() => Err(ScopeError::NoCase),
        _ if schema(kind).is_some() => Ok(Scope::Team),
        _ => Err(ScopeError::UnknownKind),
    }
}
