//! What a record says, read by the typed fields of its schema. Pure.

use engine::message::RecordView;
use record::{Choice, Field, TimeOfDay, Value};

/// The first value of a field.
pub(super) fn value_of<'r>(record: &'r RecordView, field: &str) -> Option<&'r Value> {
    record
        .fields
        .iter()
        .find(|known| known.field == field)?
        .values
        .first()
}

/// All values of a field.
pub(super) fn values_of<'r>(record: &'r RecordView, field: &str) -> &'r [Value] {
    let field = record.fields.iter().find(|known| known.field == field);
    field.map_or(&[], |field| &field.values)
}

/// The text of a field.
pub(super) fn text_of(record: &RecordView, field: Field<String>) -> Option<String> {
    value_of(record, field.id())
        .and_then(Value::as_text)
        .map(str::to_owned)
}

/// The day a field says.
pub(super) fn day_of(
    record: &RecordView,
    field: Field<chrono::NaiveDate>,
) -> Option<chrono::NaiveDate> {
    value_of(record, field.id()).and_then(Value::as_date)
}

/// The hour a field says.
pub(super) fn time_of(record: &RecordView, field: Field<TimeOfDay>) -> Option<TimeOfDay> {
    match value_of(record, field.id()) {
        Some(Value::Time(time)) => Some(*time),
        _ => None,
    }
}

/// The number a field says.
pub(super) fn number_of(record: &RecordView, field: &str) -> Option<i64> {
    match value_of(record, field) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}

/// Whether the record lies in the bin.
pub(super) fn is_binned(record: &RecordView) -> bool {
    value_of(record, "binned")
        .and_then(Value::as_date)
        .is_some()
}

/// The answer of a yes-or-no field.
pub(super) fn answer_of(record: &RecordView, field: Field<bool>) -> Option<bool> {
    match value_of(record, field.id()) {
        Some(Value::Bool(answer)) => Some(*answer),
        _ => None,
    }
}

/// The answer of a field with choices; none too where a newer version wrote it.
pub(super) fn choice_of<C: Choice>(record: &RecordView, field: Field<C>) -> Option<C> {
    C::from_id(value_of(record, field.id())?.as_choice()?)
}
