//! The names of fields, choices and kinds, looked up at run time because schemas are data.

use super::catalog;

/// The label of a field; the field's id where there is none (a field of a newer version).
pub fn field(kind: &str, field: &str) -> String {
    named("field", kind, field)
}

/// The label of a choice; the choice's id where there is none.
pub fn choice(choices: &str, id: &str) -> String {
    named("choice", choices, id)
}

/// The heading of a group of fields.
pub fn section(section: &str) -> String {
    named("section", section, "")
}

fn named(prefix: &str, group: &str, id: &str) -> String {
    catalog::label(&key(prefix, group, id)).map_or_else(
        || if id.is_empty() { group } else { id }.to_owned(),
        str::to_owned,
    )
}

/// Fluent identifiers have no underscore.
fn key(prefix: &str, group: &str, id: &str) -> String {
    format!("{prefix}-{group}-{id}")
        .trim_end_matches('-')
        .replace('_', "-")
}
