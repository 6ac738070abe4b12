//! Records as plain data: what a save would be told.

use record::{
    DeviceId, Dot, Field, FieldKey, FieldType, Operation, Record, RecordId, RecordKind, Stamp,
    Value,
};

/// A record to make: its kind, and the values of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventedRecord {
    /// The record.
    pub id: RecordId,
    /// Its kind's id.
    pub kind: &'static str,
    /// Field ids with their values: one, or several for sets and notes; never none.
    pub fields: Vec<(&'static str, Vec<Value>)>,
}

impl InventedRecord {
    /// A record without any field yet.
    pub fn new(id: RecordId, kind: &'static str) -> Self {
        Self {
            id,
            kind,
            fields: Vec::new(),
        }
    }

    /// Gives a field its value.
    #[must_use]
    pub fn with<T: FieldType>(mut self, field: Field<T>, value: T) -> Self {
        let mut values = value.into_values();
        values.retain(|value| !value.is_blank());
        if !values.is_empty() {
            self.fields.push((field.id(), values));
        }
        self
    }

    /// Gives a field its value, if there is one.
    #[must_use]
    pub fn with_some<T: FieldType>(self, field: Field<T>, value: Option<T>) -> Self {
        match value {
            Some(value) => self.with(field, value),
            None => self,
        }
    }

    /// The writes that make the record, none replacing another.
    pub fn operations(&self) -> Vec<Operation> {
        let writes = self.fields.iter().flat_map(|(field, values)| {
            values.iter().map(move |value| Operation {
                record: self.id,
                kind: RecordKind::known(self.kind),
                field: FieldKey::known(field),
                value: Some(value.clone()),
                replaces: Vec::new(),
            })
        });
        writes.collect()
    }

    /// The record as it is once made by one device in its entry of that sequence.
    pub fn to_record(&self, sequence: u64) -> Record {
        let mut record = Record::new(self.id, RecordKind::known(self.kind));
        for (index, operation) in (0..).zip(self.operations()) {
            let stamp = Stamp {
                dot: Dot {
                    device: DeviceId::from_bytes([0; 16]),
                    sequence,
                    index,
                },
                lamport: sequence,
                at_ms: 0,
            };
            let _ = record.apply(&operation, stamp);
        }
        record
    }
}

/// The records as they are once made, in entries numbered from 1.
pub fn to_records(invented: &[InventedRecord]) -> Vec<Record> {
    (1..)
        .zip(invented)
        .map(|(sequence, record)| record.to_record(sequence))
        .collect()
}
