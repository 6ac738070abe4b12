//! From a form to operations: what changed since it opened, and nothing else.

use std::collections::BTreeMap;

use crate::choice::Choices;
use crate::field::{Field, FieldSpec, Merge};
use crate::ids::Dot;
use crate::key::FieldKey;
use crate::operation::Operation;
use crate::record::Record;
use crate::register::{Register, Write, displayed};
use crate::schema::Schema;
use crate::typed::{FieldType, Notes};
use crate::value::Value;

/// A value cannot be put in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The schema has no field of this id.
    #[error("the record has no such field")]
    NoSuchField,
    /// The value is of another kind, or not among the choices of the field.
    #[error("the field does not take such a value")]
    WrongValue,
    /// More than one value for a field that holds one, or a decision on one that holds several.
    #[error("the field holds another number of values")]
    WrongCount,
}

/// An edit of a record.
///
/// Writes replace the dots that were live when the form opened, so a value that arrived meanwhile
/// becomes a rival instead of being overwritten unseen. A value equal to the one that was
/// displayed yields nothing; sets yield what was added and what was removed.
///
/// Where the record is still as it was when the form opened, nothing need be said. Where it may
/// have moved on, [`Edit::saw`] takes the dots captured then.
#[derive(Clone, Debug)]
pub struct Edit<'a> {
    schema: &'a Schema,
    opened: &'a Record,
    seen: BTreeMap<String, Vec<Dot>>,
    wanted: BTreeMap<FieldKey, Vec<NewWrite>>,
}

/// A write an edit makes: its value, and the dots it replaces.
type NewWrite = (Option<Value>, Vec<Dot>);

/// The merge law of a field, and the choices that rank its values.
type Law<'l> = (Merge, Option<&'l Choices>);

impl<'a> Edit<'a> {
    /// Opens an edit of a record as it is now; of a new record, as [`Record::new`] makes it.
    pub fn open(schema: &'a Schema, record: &'a Record) -> Self {
        Self {
            schema,
            opened: record,
            seen: BTreeMap::new(),
            wanted: BTreeMap::new(),
        }
    }

    /// The form opened earlier, when these were the live writes of the field: what the edit then
    /// says of the field replaces them, and none that came since. To be told before the values.
    pub fn saw(&mut self, id: &str, dots: &[Dot]) -> &mut Self {
        self.seen.insert(id.to_owned(), dots.to_vec());
        self
    }

    /// The field should say this. Sets are given whole; notes are added to those there are.
    pub fn set<T: FieldType>(&mut self, field: Field<T>, value: T) -> &mut Self {
        self.want(field, value.into_values())
    }

    /// The field should say nothing. Notes stay: they are never rewritten.
    pub fn clear<T: FieldType>(&mut self, field: Field<T>) -> &mut Self {
        self.want(field, Vec::new())
    }

    /// Adds a note.
    pub fn append(&mut self, field: Field<Notes>, text: impl Into<String>) -> &mut Self {
        self.want(field, vec![Value::Text(text.into())])
    }

    /// The field of this id should say these values: none or one for a single-valued field, the
    /// whole of a set, the notes to add.
    ///
    /// # Errors
    /// No such field, or values it does not take. Those it holds are always taken, so that what
    /// a newer version wrote survives a form of this one.
    pub fn put(&mut self, id: &str, values: Vec<Value>) -> Result<&mut Self, EditError> {
        let spec = self.schema.field(id).ok_or(EditError::NoSuchField)?;
        if spec.merge.is_single() && values.len() > 1 {
            return Err(EditError::WrongCount);
        }
        self.check(spec, &values)?;
        let writes = self.new_writes(id, (spec.merge, spec.choices.as_ref()), values);
        self.wanted.insert(spec.id.clone(), writes);
        Ok(self)
    }

    /// A person decided between rivals: the value replaces those listed, and no other, even where
    /// it is the one displayed already.
    ///
    /// # Errors
    /// No such field, one that holds several values, or a value it does not take.
    pub fn decide(
        &mut self,
        id: &str,
        value: Option<Value>,
        rivals: &[Dot],
    ) -> Result<&mut Self, EditError> {
        let spec = self.schema.field(id).ok_or(EditError::NoSuchField)?;
        if !spec.merge.is_single() {
            return Err(EditError::WrongCount);
        }
        self.check(spec, value.as_slice())?;
        let write = (value.filter(|value| !value.is_blank()), rivals.to_vec());
        self.wanted.insert(spec.id.clone(), vec![write]);
        Ok(self)
    }

    /// The operations of the edit, sorted by field; none where nothing changed.
    pub fn finish(self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (field, writes) in self.wanted {
            for (value, replaces) in writes {
                operations.push(Operation {
                    record: self.opened.id(),
                    kind: self.opened.kind().clone(),
                    field: field.clone(),
                    value,
                    replaces,
                });
            }
        }
        operations
    }

    fn want<T: FieldType>(&mut self, field: Field<T>, values: Vec<Value>) -> &mut Self {
        let choices = field.choices.map(Choices::Fixed);
        let writes = self.new_writes(field.id, (field.merge, choices.as_ref()), values);
        self.wanted.insert(field.key(), writes);
        self
    }

    fn new_writes(&self, id: &str, law: Law<'_>, values: Vec<Value>) -> Vec<NewWrite> {
        let register = self.opened.register(id);
        match self.seen.get(id) {
            Some(seen) => new_writes(law, values, seen, register),
            None => new_writes(law, values, &self.opened.dots(id), register),
        }
    }

    fn check(&self, spec: &FieldSpec, values: &[Value]) -> Result<(), EditError> {
        let live = self
            .opened
            .register(spec.id.as_str())
            .map(Register::writes)
            .unwrap_or_default();
        let holds = |value: &Value| live.iter().any(|write| write.value.as_ref() == Some(value));
        if values
            .iter()
            .all(|value| spec.accepts(value) || holds(value))
        {
            Ok(())
        } else {
            Err(EditError::WrongValue)
        }
    }
}

/// The writes that make a field say `values`, given the dots seen.
fn new_writes(
    (merge, choices): Law<'_>,
    mut values: Vec<Value>,
    seen: &[Dot],
    register: Option<&Register>,
) -> Vec<NewWrite> {
    values.retain(|value| !value.is_blank());
    match merge {
        Merge::Latest | Merge::Ask | Merge::Highest => {
            let value = values.pop();
            let base = seen_writes(seen, register);
            let shown = displayed(base.iter().copied(), merge, choices);
            let is_unchanged = shown.and_then(|write| write.value.as_ref()) == value.as_ref();
            if is_unchanged && base.len() == seen.len() {
                return Vec::new();
            }
            vec![(value, seen.to_vec())]
        }
        Merge::AddWins => element_writes(values, seen, register),
        Merge::Append => values
            .into_iter()
            .map(|note| (Some(note), Vec::new()))
            .collect(),
    }
}

/// The writes seen that are still live.
fn seen_writes<'r>(seen: &[Dot], register: Option<&'r Register>) -> Vec<&'r Write> {
    let live = register.map(Register::writes).unwrap_or_default();
    live.iter()
        .filter(|write| seen.contains(&write.stamp.dot))
        .collect()
}

/// One write for all elements removed, which lists their live adds, and one an element added. The
/// first also replaces what earlier removals left, so that nothing piles up.
fn element_writes(
    elements: Vec<Value>,
    seen: &[Dot],
    register: Option<&Register>,
) -> Vec<NewWrite> {
    let base = seen_writes(seen, register);
    let mut writes: Vec<NewWrite> = Vec::new();
    let removed: Vec<Dot> = base
        .iter()
        .filter(|write| {
            write
                .value
                .as_ref()
                .is_some_and(|value| !elements.contains(value))
        })
        .map(|write| write.stamp.dot)
        .collect();
    if !removed.is_empty() {
        writes.push((None, removed));
    }
    for element in elements.into_iter().map(Some) {
        let is_there = base.iter().any(|write| write.value == element)
            || writes.iter().any(|(value, _)| *value == element);
        if !is_there {
            writes.push((element, Vec::new()));
        }
    }
    if let Some((_, replaces)) = writes.first_mut() {
        let left = base.iter().filter(|write| write.value.is_none());
        replaces.extend(left.map(|write| write.stamp.dot));
    }
    writes
}
