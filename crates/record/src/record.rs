//! A record: a map from field id to register.

use serde::{Deserialize, Serialize};

use crate::choice::Choices;
use crate::field::{Field, FieldSpec, Merge};
use crate::ids::{Dot, RecordId, Stamp};
use crate::key::{FieldKey, RecordKind};
use crate::operation::Operation;
use crate::register::{Register, Write};
use crate::schema::Schema;
use crate::typed::FieldType;
use crate::value::Value;

/// What applying or merging did.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// The record changed.
    Changed,
    /// All of it was known.
    Already,
    /// It is about another record, or another kind: nothing was done.
    Foreign,
}

/// A record of any kind, fields of newer versions included.
///
/// Kept compact: a sorted vector of fields, one live write inline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    id: RecordId,
    kind: RecordKind,
    /// Sorted by key, without duplicates.
    registers: Vec<(FieldKey, Register)>,
}

impl Record {
    /// A record nobody wrote yet.
    pub const fn new(id: RecordId, kind: RecordKind) -> Self {
        Self {
            id,
            kind,
            registers: Vec::new(),
        }
    }

    /// The id of the record.
    pub fn id(&self) -> RecordId {
        self.id
    }

    /// The kind of the record.
    pub fn kind(&self) -> &RecordKind {
        &self.kind
    }

    /// Takes in one write. Order and repeats do not matter.
    pub fn apply(&mut self, operation: &Operation, stamp: Stamp) -> Applied {
        if operation.record != self.id || operation.kind != self.kind {
            return Applied::Foreign;
        }
        let write = Write {
            stamp,
            value: operation.value.clone(),
        };
        let register = self.register_mut(&operation.field);
        Applied::from_change(register.apply(write, &operation.replaces))
    }

    /// Takes in all that another replica of this record knows. Order and repeats do not matter.
    pub fn merge(&mut self, other: &Self) -> Applied {
        if other.id != self.id || other.kind != self.kind {
            return Applied::Foreign;
        }
        let mut changed = false;
        for (key, register) in &other.registers {
            changed |= self.register_mut(key).merge(register);
        }
        Applied::from_change(changed)
    }

    /// What a field displays, typed; `None` if nothing, or only what a newer version can read.
    pub fn get<T: FieldType>(&self, field: Field<T>) -> Option<T> {
        let choices = field.choices.map(Choices::Fixed);
        T::read(self.register(field.id)?, field.merge, choices.as_ref())
    }

    /// The value a single-valued field displays. For sets and notes, see [`Record::values`].
    pub fn value(&self, spec: &FieldSpec) -> Option<&Value> {
        self.displayed_write(spec)?.value.as_ref()
    }

    /// The write a single-valued field displays: who, when and what, a clearing included.
    pub fn displayed_write(&self, spec: &FieldSpec) -> Option<&Write> {
        if !spec.merge.is_single() {
            return None;
        }
        let register = self.register(spec.id.as_str())?;
        register.displayed_write(spec.merge, spec.choices.as_ref())
    }

    /// All that a field displays: none or one value, the elements of a set, or the notes in the
    /// order written.
    pub fn values(&self, spec: &FieldSpec) -> Vec<&Value> {
        let Some(register) = self.register(spec.id.as_str()) else {
            return Vec::new();
        };
        match spec.merge {
            Merge::Latest | Merge::Ask | Merge::Highest => self.value(spec).into_iter().collect(),
            Merge::AddWins => register.elements(),
            Merge::Append => register
                .in_order()
                .into_iter()
                .filter_map(|write| write.value.as_ref())
                .collect(),
        }
    }

    /// The notes of an append-only field, in the order written, with their stamps.
    pub fn notes(&self, id: &str) -> Vec<&Write> {
        let mut notes = self
            .register(id)
            .map(Register::in_order)
            .unwrap_or_default();
        notes.retain(|write| write.value.is_some());
        notes
    }

    /// The rival writes of a field, one for each distinct value, the displayed one first; empty
    /// unless there are two.
    pub fn rivals(&self, spec: &FieldSpec) -> Vec<&Write> {
        match self.register(spec.id.as_str()) {
            Some(register) => register.rivals(spec.merge, spec.choices.as_ref()),
            None => Vec::new(),
        }
    }

    /// The fields whose rivals wait for a person, in the order of the schema.
    pub fn needs_decision<'s>(&self, schema: &'s Schema) -> Vec<&'s FieldSpec> {
        let asking = schema.fields().filter(|spec| spec.merge.asks());
        asking
            .filter(|spec| !self.rivals(spec).is_empty())
            .collect()
    }

    /// The dots of the live writes of a field: what a form captures when it opens.
    pub fn dots(&self, id: &str) -> Vec<Dot> {
        self.register(id)
            .into_iter()
            .flat_map(Register::dots)
            .collect()
    }

    /// The register of a field, if it was ever written.
    pub fn register(&self, id: &str) -> Option<&Register> {
        let place = self
            .registers
            .binary_search_by(|(key, _)| key.as_str().cmp(id))
            .ok()?;
        self.registers.get(place).map(|(_, register)| register)
    }

    /// Every field ever written, known here or not, sorted by id.
    pub fn registers(&self) -> impl ExactSizeIterator<Item = (&FieldKey, &Register)> {
        self.registers.iter().map(|(key, register)| (key, register))
    }

    /// The stamp of the latest live write of any field: when the record last changed, and by whom.
    pub fn last_write(&self) -> Option<Stamp> {
        let writes = self
            .registers
            .iter()
            .flat_map(|(_, register)| register.writes());
        writes
            .map(|write| write.stamp)
            .max_by_key(Stamp::display_order)
    }

    /// Puts decoded parts together; `None` unless the fields are sorted, without repeats.
    pub(crate) fn from_parts(
        id: RecordId,
        kind: RecordKind,
        registers: Vec<(FieldKey, Register)>,
    ) -> Option<Self> {
        let is_sorted = registers.is_sorted_by(|(a, _), (b, _)| a < b);
        is_sorted.then_some(Self {
            id,
            kind,
            registers,
        })
    }

    fn register_mut(&mut self, key: &FieldKey) -> &mut Register {
        let place = match self.registers.binary_search_by(|(known, _)| known.cmp(key)) {
            Ok(place) => place,
            Err(place) => {
                self.registers
                    .insert(place, (key.clone(), Register::default()));
                place
            }
        };
        &mut self.registers[place].1
    }
}

impl Applied {
    fn from_change(changed: bool) -> Self {
        if changed {
            Self::Changed
        } else {
            Self::Already
        }
    }
}
