//! One write on its way: what a save is made of.

use serde::{Deserialize, Serialize};

use crate::ids::{Dot, RecordId};
use crate::key::{FieldKey, RecordKind};
use crate::value::Value;

/// One write of one field of one record.
///
/// Its own dot is not in it: the entry that carries it and its place there give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// The record written.
    pub record: RecordId,
    /// The kind of that record. Kind and id together name a record.
    pub kind: RecordKind,
    /// The field written.
    pub field: FieldKey,
    /// What is written. `None` clears a single-valued field; on a set it adds nothing, and only
    /// removes the elements whose dots it replaces.
    pub value: Option<Value>,
    /// The writes that were seen when this one was made, and that it takes the place of.
    pub replaces: Vec<Dot>,
}
