//! Amounts of money in a form: whether each is one.

use record::{Kind, Value};

use super::draft::Draft;
use crate::schemas;

/// Whether each amount of a draft is one, or blank: what is half typed is kept as text, and must not be saved.
pub fn are_amounts_whole(draft: &Draft) -> bool {
    let schema = schemas::of_kind(&draft.kind);
    let mut amounts = schema
        .iter()
        .flat_map(|schema| schema.fields())
        .filter(|spec| spec.kind == Kind::Cents);
    amounts.all(|spec| {
        let typed = draft.value(spec.id.as_str());
        typed.is_none_or(|value| matches!(value, Value::Integer(_)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_half_typed_is_no_amount() {
        let mut draft = Draft::new("grant", record::RecordId::from_bytes([1; 16]));
        assert!(are_amounts_whole(&draft));
        draft.set_one("paid", Some(Value::Integer(5)));
        assert!(are_amounts_whole(&draft));
        draft.set_one("paid", Some(Value::Text("12,345,6".to_owned())));
        assert!(!are_amounts_whole(&draft));
    }
}
