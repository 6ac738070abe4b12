//! The rules that screens and figures share.

use casework::choices::{InterviewStatus, InterviewWith, Known, ShiftStatus, Violence};
use casework::{
    Act, Case, Interview, Participation, Person, Scope, ScopeError, Shift, Station, act, case,
    interview, participation, person, scope_of, shift,
};
use chrono::NaiveDate;
use record::codec::OperationGroup;
use record::{DeviceId, Edit, Record, RecordId, RecordKind};

const CASE: RecordId = RecordId::from_bytes([1; 16]);
const SELF: RecordId = RecordId::from_bytes([2; 16]);

/// A record of a kind, as this edit leaves it.
fn record(kind: RecordKind, fill: impl FnOnce(&mut Edit<'_>)) -> Record {
    let mut record = Record::new(SELF, kind);
    let schema = casework::schema(record.kind().as_str()).unwrap_or(Case::SCHEMA);
    let opened = record.clone();
    let mut edit = Edit::open(schema, &opened);
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

#[track_caller]
fn check_scope(kind: &'static str, case: Option<RecordId>, expected: Result<Scope, ScopeError>) {
    let filled = record(RecordKind::known(kind), |edit| {
        let field = match kind {
            Interview::ID => interview::CASE,
            Act::ID => act::CASE,
            _ => participation::CASE,
        };
        if let Some(case) = case {
            edit.set(field, case);
        }
    });
    assert_eq!(scope_of(&filled), expected, "{kind}");
}

#[test]
fn a_record_names_exactly_one_scope() {
    check_scope(Case::ID, None, Ok(Scope::Case(SELF)));
    check_scope(Person::ID, None, Ok(Scope::Person(SELF)));
    for kind in [Interview::ID, Act::ID, Participation::ID] {
        check_scope(kind, Some(CASE), Ok(Scope::Case(CASE)));
        check_scope(kind, None, Err(ScopeError::NoCase));
    }
    for kind in ["team", "company", "station", "worker", "shift", "field"] {
        check_scope(kind, None, Ok(Scope::Team));
    }
    check_scope("of_a_newer_version", None, Err(ScopeError::UnknownKind));
}

#[track_caller]
fn check_interview(
    with: Option<InterviewWith>,
    status: Option<InterviewStatus>,
    (beneficiary, professional): (bool, bool),
) {
    let interview = record(Interview::KIND, |edit| {
        if let Some(with) = with {
            edit.set(interview::WITH, with);
        }
        if let Some(status) = status {
            edit.set(interview::STATUS, status);
        }
    });
    assert_eq!(
        casework::is_beneficiary_interview_kept(&interview),
        beneficiary
    );
    assert_eq!(
        casework::is_professional_interview_kept(&interview),
        professional
    );
    assert_eq!(
        casework::is_interview_kept(&interview),
        status == Some(InterviewStatus::Kept)
    );
}

#[test]
fn only_interviews_said_to_be_kept_count() {
    use InterviewStatus::{Cancelled, Kept, Missed};
    use InterviewWith::{Beneficiary, Professional};
    check_interview(Some(Beneficiary), Some(Kept), (true, false));
    check_interview(Some(Professional), Some(Kept), (false, true));
    check_interview(Some(Beneficiary), Some(Missed), (false, false));
    check_interview(Some(Beneficiary), Some(Cancelled), (false, false));
    check_interview(Some(Beneficiary), None, (false, false));
    check_interview(None, Some(Kept), (false, false));
}

#[test]
fn an_act_is_dated_and_on_a_case() {
    let dated = record(Act::KIND, |edit| {
        edit.set(act::CASE, CASE)
            .set(act::DATE, NaiveDate::default());
    });
    let undated = record(Act::KIND, |edit| {
        edit.set(act::CASE, CASE);
    });
    assert!(casework::is_act(&dated));
    assert!(!casework::is_act(&undated));
    assert_eq!(casework::case_of(&undated), Some(CASE));
}

#[test]
fn a_case_tells_of_sexual_violence_and_of_its_end() {
    let other = record(Case::KIND, |edit| {
        edit.set(case::VIOLENCES, [Violence::Verbal].into_iter().collect())
            .set(case::KNOWN_TO_SOCIAL_SERVICES, Known::Unknown);
    });
    let sexual = record(Case::KIND, |edit| {
        edit.set(
            case::VIOLENCES,
            [Violence::Verbal, Violence::Sexual].into_iter().collect(),
        )
        .set(case::CLOSED, NaiveDate::default());
    });
    assert!(!casework::is_sexual_violence_case(&other) && !casework::is_closed(&other));
    assert!(casework::is_sexual_violence_case(&sexual) && casework::is_closed(&sexual));
    assert_eq!(casework::case_of(&sexual), None);
}

#[test]
fn a_shift_lasts_as_noted_or_else_as_planned() {
    let slots = "09:00-13:00 14:00-17:30".parse().expect("two slots");
    let planned = record(Shift::KIND, |edit| {
        edit.set(shift::SLOTS, slots)
            .set(shift::STATUS, ShiftStatus::Planned);
    });
    let held = record(Shift::KIND, |edit| {
        edit.set(shift::DURATION, 200)
            .set(shift::STATUS, ShiftStatus::Held);
    });
    assert_eq!(
        (
            casework::shift_minutes(&planned),
            casework::is_shift_held(&planned)
        ),
        (450, false)
    );
    assert_eq!(
        (
            casework::shift_minutes(&held),
            casework::is_shift_held(&held)
        ),
        (200, true)
    );
    assert_eq!(casework::shift_minutes(&record(Station::KIND, |_| {})), 0);
}

#[track_caller]
fn check_name(family: &str, given: &str, pseudonym: &str, expected: &str) {
    let person = record(Person::KIND, |edit| {
        edit.set(person::FAMILY_NAME, family.to_owned())
            .set(person::GIVEN_NAMES, given.to_owned())
            .set(person::PSEUDONYM, pseudonym.to_owned());
    });
    assert_eq!(casework::display_name(&person), expected);
}

#[test]
fn a_person_is_called_by_name_or_else_by_pseudonym() {
    check_name("Bernin", "Aline", "Lune", "Bernin Aline");
    check_name("", "Aline", "", "Aline");
    check_name("", "", "Lune", "Lune");
    check_name("", "", "", "");
}
