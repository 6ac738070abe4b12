//! The schemas of the screen: those of the program, with the fields that the team defined. They live outside the reactive
//! graph, like the language: what is drawn after a change has the new ones.

use std::cell::RefCell;
use std::rc::Rc;

use casework::Casework;
use engine::message::RecordView;
use record::{FieldSpec, Schema};

thread_local! {
    static CURRENT: RefCell<Rc<Casework>> = RefCell::new(Rc::default());
}

/// Takes the team's own fields and choices from their descriptions.
pub fn set(descriptions: &[RecordView]) {
    let described = descriptions.iter().filter_map(|view| {
        let schema = casework::schema(&view.kind)?;
        let fields = view.fields.iter();
        let values = fields.map(|field| (field.field.as_str(), field.values.clone()));
        Some(casework::field::described(schema, view.id, values))
    });
    let records: Vec<_> = described.collect();
    CURRENT.set(Rc::new(Casework::with_team_fields(&records)));
}

/// The schema of a kind; none for a kind of a newer version.
pub fn of_kind(kind: &str) -> Option<Schema> {
    CURRENT.with_borrow(|casework| casework.schema(kind).cloned())
}

/// A field of a kind.
pub fn field(kind: &str, field: &str) -> Option<FieldSpec> {
    CURRENT.with_borrow(|casework| casework.schema(kind)?.field(field).cloned())
}

#[cfg(test)]
mod tests {
    use engine::message::FieldView;
    use record::{RecordId, Value};

    use super::*;

    fn said(field: &str, value: Value) -> FieldView {
        FieldView {
            field: field.to_owned(),
            values: vec![value],
            dots: Vec::new(),
            rivals: Vec::new(),
            needs_decision: false,
            written: None,
        }
    }

    #[test]
    fn a_field_of_the_team_is_one_among_the_others() {
        let text = |text: &str| Value::Text(text.to_owned());
        let before = of_kind("case").map_or(0, |schema| schema.fields().count());
        set(&[RecordView {
            id: RecordId::from_bytes([7; 16]),
            kind: "field".to_owned(),
            fields: vec![
                said("record_kind", text("case")),
                said("label", text("Animal au foyer")),
                said("kind", Value::choice("bool")),
            ],
        }]);
        let schema = of_kind("case").expect("a known kind");
        assert_eq!(schema.fields().count(), before + 1);
        let own = schema.fields().last().expect("fields");
        assert_eq!(own.label.as_deref(), Some("Animal au foyer"));
        assert_eq!(field("case", own.id.as_str()).as_ref(), Some(own));
        set(&[]);
        assert_eq!(
            of_kind("case").map_or(0, |schema| schema.fields().count()),
            before
        );
    }
}
