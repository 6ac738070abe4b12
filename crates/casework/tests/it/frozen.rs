//! Ids are never reused: the golden lists remember every field and choice, and what it was.
//!
//! Additions pass while the version of the schemas that brings them is the current one. When it
//! is raised, the lists must first learn what the last one brought.

use std::collections::BTreeSet;

use casework::SCHEMA_VERSION;
use record::{Choices, FieldSpec, Schema};

/// The lines of a golden list, without its comments.
fn lines(golden: &str) -> BTreeSet<String> {
    let lines = golden
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

fn field_line(schema: &Schema, spec: &FieldSpec) -> String {
    let of = match (&spec.choices, spec.target) {
        (Some(Choices::Fixed(list)), _) => format!("({})", list.name),
        (_, Some(target)) => format!("({target})"),
        _ => String::new(),
    };
    format!(
        "{}.{} {}{of} {} {} {}",
        schema.kind(),
        spec.id,
        spec.kind.id(),
        spec.merge.id(),
        spec.compartment.id(),
        spec.since
    )
}

fn fields() -> impl Iterator<Item = (u16, String)> {
    casework::schemas().flat_map(|schema| {
        schema
            .fields()
            .map(move |spec| (spec.since, field_line(schema, spec)))
    })
}

fn choices() -> BTreeSet<String> {
    let specs = casework::schemas().flat_map(Schema::fields);
    let lists = specs.filter_map(|spec| match &spec.choices {
        Some(Choices::Fixed(list)) => Some(*list),
        _ => None,
    });
    lists
        .flat_map(|list| list.ids.iter().map(|id| format!("{}.{id}", list.name)))
        .collect()
}

#[track_caller]
fn assert_none(lines: &[&String], reason: &str) {
    assert!(lines.is_empty(), "{reason}:\n{lines:#?}");
}

#[test]
fn fields_are_only_added() {
    let golden = lines(include_str!("../golden/fields.txt"));
    let current: BTreeSet<String> = fields().map(|(_, line)| line).collect();
    let changed: Vec<_> = golden.difference(&current).collect();
    assert_none(
        &changed,
        "these fields were removed or changed, which loses stored data",
    );
    let older: BTreeSet<_> = fields()
        .filter(|(since, _)| *since < SCHEMA_VERSION)
        .map(|(_, line)| line)
        .collect();
    let forgotten: Vec<_> = older.difference(&golden).collect();
    assert_none(
        &forgotten,
        "add these fields of an earlier version to tests/golden/fields.txt",
    );
    assert!(fields().all(|(since, _)| (1..=SCHEMA_VERSION).contains(&since)));
}

#[test]
fn choices_are_only_added() {
    let golden = lines(include_str!("../golden/choices.txt"));
    let current = choices();
    let removed: Vec<_> = golden.difference(&current).collect();
    assert_none(
        &removed,
        "these choices were removed, which loses stored data",
    );
}
