//! What is listed as missing.

use casework::choices::{AgeBracket, Consent, Danger, Origin, Sex};
use casework::{Case, Missing, Person, case, missing_of_case, missing_of_person, person};
use record::{Choice, DeviceId, Edit, OperationGroup, Record, RecordId, Schema};

fn made(schema: &Schema, edit: impl FnOnce(&mut Edit<'_>)) -> Record {
    let blank = Record::new(RecordId::from_bytes([1; 16]), schema.kind().clone());
    let mut record = blank.clone();
    let mut form = Edit::open(schema, &blank);
    edit(&mut form);
    let group = OperationGroup {
        first_index: 0,
        operations: form.finish(),
    };
    for (operation, stamp) in group.stamped(DeviceId::from_bytes([1; 16]), 1, 1, 0) {
        assert_eq!(record.apply(operation, stamp), record::Applied::Changed);
    }
    record
}

#[track_caller]
fn check_case(edit: impl FnOnce(&mut Edit<'_>), expected: &[Missing]) {
    assert_eq!(missing_of_case(&made(Case::SCHEMA, edit)), expected);
}

#[track_caller]
fn check_person(edit: impl FnOnce(&mut Edit<'_>), expected: &[Missing]) {
    assert_eq!(missing_of_person(&made(Person::SCHEMA, edit)), expected);
}

#[test]
fn a_case_lacks_what_the_figures_and_a_safe_call_need() {
    use Missing::{Consent as NoConsent, Danger as NoDanger, Origin as NoOrigin, Station};
    check_case(|_| {}, &[Station, NoOrigin, NoDanger, NoConsent]);
    let day = "2026-11-26".parse().expect("a day");
    check_case(
        |form| {
            form.set(case::CLOSED, day);
        },
        &[],
    );
    check_case(
        |form| {
            form.set(case::BINNED, day);
        },
        &[],
    );
    let full = |form: &mut Edit<'_>| {
        form.set(case::STATION, RecordId::from_bytes([2; 16]))
            .set(case::ORIGIN, Origin::Patrol)
            .set(case::DANGER, Danger::High)
            .set(case::CONTACT_CONSENT, Consent::No);
    };
    check_case(full, &[]);
    let unasked = |form: &mut Edit<'_>| {
        full(form);
        form.set(case::CONTACT_CONSENT, Consent::NotAsked);
    };
    check_case(unasked, &[NoConsent]);
}

#[test]
fn a_person_has_a_name_of_some_kind_a_sex_and_an_age_of_some_kind() {
    use Missing::{Age, Name, Sex as NoSex};
    check_person(|_| {}, &[Name, NoSex, Age]);
    let bracket = *AgeBracket::ALL.first().expect("a bracket");
    let known = |form: &mut Edit<'_>| {
        form.set(person::PSEUDONYM, "La dame au chien".to_owned())
            .set(person::SEX, Sex::Woman)
            .set(person::AGE_BRACKET, bracket);
    };
    check_person(known, &[]);
    let day = "1990-02-03".parse().expect("a day");
    check_person(
        |form| {
            form.set(person::BIRTH_DATE, day);
        },
        &[Name, NoSex],
    );
}
