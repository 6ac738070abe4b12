//! What must hold of every kind, field and choice.

use std::collections::BTreeSet;

use casework::choices::Danger;
use casework::{Case, KINDS};
use record::{Choice, Choices, Compartment, FieldSpec, Kind, Schema, Stat};

/// Checks a rule on every field of every kind.
#[track_caller]
fn check_all(rule: &str, holds: impl Fn(&Schema, &FieldSpec) -> bool) {
    for schema in casework::schemas() {
        for spec in schema.fields() {
            assert!(holds(schema, spec), "{}.{}: {rule}", schema.kind(), spec.id);
        }
    }
}

/// An id that a Fluent message can be named after, once `_` is written `-`.
fn is_plain(id: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !id.is_empty() && id.bytes().all(is_plain)
}

#[test]
fn every_kind_has_its_schema() {
    assert!(
        casework::schemas()
            .map(|schema| schema.kind().as_str())
            .eq(KINDS)
    );
    for kind in KINDS {
        assert_eq!(
            casework::schema(kind).map(|schema| schema.kind().as_str()),
            Some(kind)
        );
    }
    assert!(casework::schema("of_a_newer_version").is_none());
    assert_eq!(
        KINDS.into_iter().collect::<BTreeSet<_>>().len(),
        KINDS.len()
    );
}

#[test]
fn ids_are_plain_and_unique_in_their_kind() {
    for schema in casework::schemas() {
        let ids: BTreeSet<_> = schema.fields().map(|spec| &spec.id).collect();
        assert_eq!(
            ids.len(),
            schema.fields().count(),
            "{} repeats an id",
            schema.kind()
        );
    }
    check_all("the id is plain", |_, spec| is_plain(spec.id.as_str()));
    check_all("the section is plain", |_, spec| is_plain(spec.section));
    check_all("team_ is for fields a team defines", |_, spec| {
        !spec.id.as_str().starts_with("team_")
    });
}

#[test]
fn choices_are_plain_unique_and_named_once() {
    let mut lists = BTreeSet::new();
    check_all("choices have a list, and nothing else has", |_, spec| {
        let chooses = matches!(spec.kind, Kind::Choice | Kind::Choices | Kind::Level);
        spec.choices.is_some() == chooses
    });
    for spec in casework::schemas().flat_map(Schema::fields) {
        if let Some(Choices::Fixed(list)) = &spec.choices {
            lists.insert((list.name, list.ids));
        }
    }
    let names: BTreeSet<_> = lists.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), lists.len(), "two lists share a name");
    for (name, ids) in lists {
        assert!(
            is_plain(name) && ids.iter().all(|id| is_plain(id)),
            "{name}"
        );
        assert_eq!(
            ids.iter().collect::<BTreeSet<_>>().len(),
            ids.len(),
            "{name} repeats an id"
        );
    }
}

#[test]
fn references_point_to_kinds_there_are() {
    check_all(
        "a reference has a target, and nothing else has",
        |_, spec| {
            let refers = matches!(spec.kind, Kind::Reference | Kind::References);
            spec.target.is_some() == refers && spec.target.is_none_or(|kind| KINDS.contains(&kind))
        },
    );
}

#[test]
fn what_figures_count_outlives_a_forgotten_case() {
    check_all("what is counted is sealed with the figures", |_, spec| {
        spec.stat == Stat::None || spec.compartment == Compartment::Figures
    });
    check_all("free text dies with the case", |schema, spec| {
        let is_narrative = matches!(spec.kind, Kind::LongText | Kind::Notes);
        let names_someone = match schema.kind().as_str() {
            "case" | "interview" | "act" | "worker" => matches!(spec.kind, Kind::Text),
            "person" => matches!(spec.kind, Kind::Text | Kind::Texts | Kind::Date),
            _ => false,
        };
        !(is_narrative || names_someone) || spec.compartment == Compartment::Personal
    });
}

#[test]
fn danger_rises() {
    assert!(Danger::ALL.is_sorted());
    assert_eq!(Danger::LIST.ids, ["low", "moderate", "high", "immediate"]);
}

#[test]
fn decoding_knows_every_id() {
    let vocabulary = casework::vocabulary();
    for schema in casework::schemas() {
        assert!(schema.known_ids().all(|id| vocabulary.find(id).is_some()));
    }
    let known: Vec<_> = Case::SCHEMA.known_ids().collect();
    for id in ["case", "number", "danger", "immediate"] {
        assert!(known.contains(&id), "{id}");
    }
}
