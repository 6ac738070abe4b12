//! A record as plain data: what it shows, without who wrote it, when, and beside what.

use record::{
    DeviceId, Dot, FieldKey, Operation, Record, RecordId, RecordKind, Schema, Stamp, Value,
};

/// What a record shows, field by field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainRecord {
    /// The record.
    pub id: RecordId,
    /// Its kind.
    pub kind: RecordKind,
    /// Fields with what they show: one value, or several for sets and notes; never none.
    pub fields: Vec<(FieldKey, Vec<Value>)>,
}

impl PlainRecord {
    /// What a record shows of the fields of its schema that exports hold; where it is signed, what was signed.
    pub fn of(record: &Record, schema: &Schema) -> Self {
        let record = &*casework::as_it_counts(record);
        let shown = |spec: &record::FieldSpec| {
            let values: Vec<_> = record.values(spec).into_iter().cloned().collect();
            (!values.is_empty()).then(|| (spec.id.clone(), values))
        };
        Self {
            id: record.id(),
            kind: record.kind().clone(),
            fields: schema
                .fields()
                .filter(|spec| spec.is_exported)
                .filter_map(shown)
                .collect(),
        }
    }

    /// The record as it is once made by one device in its entry of that sequence.
    pub fn to_record(&self, sequence: u64) -> Record {
        let mut record = Record::new(self.id, self.kind.clone());
        let writes = self
            .fields
            .iter()
            .flat_map(|(field, values)| values.iter().map(move |value| (field, value)));
        for (index, (field, value)) in (0..).zip(writes) {
            let operation = Operation {
                record: self.id,
                kind: self.kind.clone(),
                field: field.clone(),
                value: Some(value.clone()),
                replaces: Vec::new(),
            };
            let dot = Dot {
                device: DeviceId::from_bytes([0; 16]),
                sequence,
                index,
            };
            let stamp = Stamp {
                dot,
                lamport: sequence,
                at_ms: 0,
            };
            let _ = record.apply(&operation, stamp);
        }
        record
    }
}
