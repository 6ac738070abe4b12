//! Fields a team defines are records, and end in the schemas of its casework.

use casework::choices::TeamFieldKind;
use casework::field::{
    CHOICES, IS_COUNTED, IS_RETIRED, IS_SEARCHABLE, KIND, LABEL, POSITION, RECORD_KIND,
};
use casework::{Case, Casework, TeamField};
use record::codec::OperationGroup;
use record::{Compartment, DeviceId, Edit, FieldSpec, Kind, Merge, Record, RecordId, Stat};

/// The description of a field, numbered `number`.
fn description(number: u8, fill: impl FnOnce(&mut Edit<'_>)) -> Record {
    let mut record = Record::new(RecordId::from_bytes([number; 16]), TeamField::KIND);
    let opened = record.clone();
    let mut edit = Edit::open(TeamField::SCHEMA, &opened);
    fill(&mut edit);
    let group = OperationGroup {
        first_index: 0,
        operations: edit.finish(),
    };
    let device = DeviceId::from_bytes([7; 16]);
    for (operation, stamp) in group.stamped(device, 1, 1, 0) {
        let _ = record.apply(operation, stamp);
    }
    record
}

fn of_case(edit: &mut Edit<'_>, label: &str, kind: TeamFieldKind) {
    edit.set(RECORD_KIND, Case::ID.to_owned())
        .set(LABEL, label.to_owned())
        .set(KIND, kind);
}

fn team_specs(casework: &Casework) -> Vec<FieldSpec> {
    let schema = casework.schema(Case::ID).expect("there is one a kind");
    schema
        .fields()
        .filter(|spec| spec.label.is_some())
        .cloned()
        .collect()
}

#[test]
fn a_team_without_fields_has_the_schemas_of_the_program() {
    let casework = Casework::default();
    assert!(casework.schemas().iter().eq(casework::schemas()));
    assert!(casework.schema("of_a_newer_version").is_none());
}

#[test]
fn fields_come_in_the_order_of_their_positions() {
    let pets = description(1, |edit| {
        of_case(edit, "Animaux", TeamFieldKind::Integer);
        edit.set(POSITION, 2).set(IS_COUNTED, true);
    });
    let visits = description(2, |edit| {
        of_case(edit, "Visites", TeamFieldKind::Choices);
        let answers = ["often", "never"].map(str::to_owned);
        edit.set(CHOICES, answers.into_iter().collect())
            .set(POSITION, 1)
            .set(IS_SEARCHABLE, true);
    });
    let specs = team_specs(&Casework::with_team_fields([&pets, &visits]));
    let labels: Vec<_> = specs
        .iter()
        .filter_map(|spec| spec.label.as_deref())
        .collect();
    assert_eq!(labels, ["Visites", "Animaux"]);
    let [visits, pets] = specs.as_slice() else {
        panic!("two fields were defined");
    };
    assert_eq!((visits.kind, visits.merge), (Kind::Choices, Merge::AddWins));
    assert!(visits.is_searchable && visits.compartment == Compartment::Personal);
    assert_eq!(
        (pets.stat, pets.compartment),
        (Stat::Sum, Compartment::Figures)
    );
    assert_eq!(pets.id.as_str(), "team_aeaqcaibaeaqcaibaeaqcaibae");
}

#[test]
fn a_retired_field_is_read_and_asked_for_no_longer() {
    let retired = description(2, |edit| {
        of_case(edit, "Ancien", TeamFieldKind::Bool);
        edit.set(IS_RETIRED, true);
    });
    let specs = team_specs(&Casework::with_team_fields([&retired]));
    let [old] = specs.as_slice() else {
        unreachable!("one field: {specs:?}")
    };
    assert!(!old.is_asked && old.is_exported);
}

#[test]
fn what_is_incomplete_defines_nothing() {
    let unnamed = description(1, |edit| {
        edit.set(RECORD_KIND, Case::ID.to_owned())
            .set(KIND, TeamFieldKind::Bool);
    });
    let elsewhere = description(3, |edit| {
        of_case(edit, "Ailleurs", TeamFieldKind::Bool);
        edit.set(RECORD_KIND, "of_a_newer_version".to_owned());
    });
    let other = Record::new(RecordId::from_bytes([4; 16]), Case::KIND);
    let casework = Casework::with_team_fields([&unnamed, &elsewhere, &other]);
    assert!(casework.schemas().iter().eq(casework::schemas()));
}
