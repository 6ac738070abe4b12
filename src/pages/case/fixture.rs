//! Records as the tests of this page write them.

use engine::message::{FieldView, RecordView};
use record::{RecordId, Value};

/// A record with these values.
pub(in crate::pages) fn record(byte: u8, kind: &str, fields: &[(&str, Value)]) -> RecordView {
    let field = |(field, value): &(&str, Value)| FieldView {
        field: (*field).to_owned(),
        values: vec![value.clone()],
        dots: Vec::new(),
        rivals: Vec::new(),
        needs_decision: false,
        written: None,
    };
    RecordView {
        id: RecordId::from_bytes([byte; 16]),
        kind: kind.to_owned(),
        fields: fields.iter().map(field).collect(),
    }
}
