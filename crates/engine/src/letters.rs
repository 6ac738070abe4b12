//! The texts of letters: those that ship with the program, and a guard over what a team may put in their place.

use casework::template::Template;
use casework::{Letter, letter};
use record::Value;

use crate::message::{Failure, RecordEdit};

/// Whether the text of a letter may be saved. It may name only what the recipient may read.
///
/// # Errors
/// [`Failure::BadValue`], where it may not; the screen said the line and the reason before.
pub(crate) fn check(edit: &RecordEdit) -> Result<(), Failure> {
    if edit.kind != Letter::ID {
        return Ok(());
    }
    let texts = edit
        .fields
        .iter()
        .filter(|field| field.field == letter::TEXT.id());
    let mut texts = texts
        .flat_map(|field| &field.values)
        .filter_map(Value::as_text)
        .peekable();
    if texts.peek().is_none() {
        return Ok(());
    }
    let template = Template::shipped()
        .into_iter()
        .find(|template| template.record() == edit.id);
    let is_good = template.is_some_and(|template| texts.all(|text| template.check(text).is_ok()));
    match is_good {
        true => Ok(()),
        false => Err(Failure::BadValue {
            field: letter::TEXT.id().to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use record::RecordId;

    use super::*;
    use crate::message::FieldEdit;

    #[track_caller]
    fn check_saved(id: RecordId, texts: &[&str], is_good: bool) {
        let values = texts.iter().map(|text| Value::Text((*text).to_owned()));
        let edit = RecordEdit {
            id,
            kind: Letter::ID.to_owned(),
            fields: vec![FieldEdit {
                field: letter::TEXT.id().to_owned(),
                values: values.collect(),
                dots: Vec::new(),
            }],
        };
        assert_eq!(check(&edit).is_ok(), is_good, "{texts:?}");
    }

    #[test]
    fn a_text_that_says_more_than_the_recipient_may_read_is_not_saved() {
        for template in Template::shipped() {
            let id = template.record();
            check_saved(id, &["Bonjour {person.name}"], true);
            check_saved(id, &[], true);
            check_saved(id, &["Bonjour {person.shoes}"], false);
            check_saved(id, &["Bonjour {person.name"], false);
            let is_child_protection = template.id == "concern";
            check_saved(id, &["{interviews.opinions}"], is_child_protection);
        }
        check_saved(RecordId::from_bytes([9; 16]), &["Bonjour"], false);
    }
}
