//! The rules that screens and figures share.

use casework::choices::{
    ActKind, InterviewStatus, InterviewWith, Known, Outcome, ProcedureStatus, Recurrence,
    ShiftStatus, TaskKind, Violence, Weekday,
};
use casework::{
    Act, Case, DueKind, Evaluation, Interview, LetterRefusal, Participation, Person, Procedure,
    SafeHours, Scope, ScopeError, Shift, Station, Task, act, case, due_of, evaluation, interview,
    participation, person, procedure, scope_of, shift, task,
};
use chrono::{NaiveDate, NaiveDateTime};
use record::codec::OperationGroup;
use record::{DeviceId, Edit, Record, RecordId, RecordKind, TimeOfDay};

const CASE: RecordId = RecordId::from_bytes([1; 16]);
const SELF: RecordId = RecordId::from_bytes([2; 16]);

/// A record of a kind, as this edit leaves it.
fn record(kind: RecordKind, fill: impl FnOnce(&mut Edit<'_>)) -> Record {
    record_of(SELF, kind, fill)
}

/// The record of an id, as this edit leaves it.
pub(crate) fn record_of(
    id: RecordId,
    kind: RecordKind,
    fill: impl FnOnce(&mut Edit<'_>),
) -> Record {
    let mut record = Record::new(id, kind);
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
    check_scope(Task::ID, None, Ok(Scope::Team));
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

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day of November")
}

#[track_caller]
fn check_due(kind: RecordKind, fill: impl FnOnce(&mut Edit<'_>), expected: Option<(u32, DueKind)>) {
    let found = due_of(&record(kind, fill)).map(|due| (due.day, due.kind));
    assert_eq!(found, expected.map(|(on, kind)| (day(on), kind)));
}

#[test]
fn what_is_open_is_due_by_its_day() {
    let task = |edit: &mut Edit<'_>| {
        edit.set(task::DUE, day(3));
    };
    check_due(Task::KIND, task, Some((3, DueKind::Task)));
    let appointment = |edit: &mut Edit<'_>| {
        edit.set(task::DUE, day(3))
            .set(task::KIND, TaskKind::Appointment);
    };
    check_due(Task::KIND, appointment, Some((3, DueKind::Appointment)));
    let measure = |edit: &mut Edit<'_>| {
        edit.set(act::KIND, ActKind::Measure)
            .set(act::EXPIRES, day(9));
    };
    check_due(Act::KIND, measure, Some((9, DueKind::MeasureEnds)));
    let referral = |edit: &mut Edit<'_>| {
        edit.set(act::KIND, ActKind::Referral)
            .set(act::REMIND, day(4))
            .set(act::OUTCOME, Outcome::NoNews);
    };
    check_due(Act::KIND, referral, Some((4, DueKind::ReferralNews)));
    let hearing = |edit: &mut Edit<'_>| {
        edit.set(procedure::NEXT_HEARING, day(5))
            .set(procedure::STATUS, ProcedureStatus::UnderWay);
    };
    check_due(Procedure::KIND, hearing, Some((5, DueKind::Hearing)));
    let again = |edit: &mut Edit<'_>| {
        edit.set(evaluation::NEXT_DUE, day(6));
    };
    check_due(Evaluation::KIND, again, Some((6, DueKind::Evaluation)));
}

#[test]
fn a_task_that_comes_again_has_a_next_day() {
    let next = |from: (u32, u32), recurrence| {
        let from = NaiveDate::from_ymd_opt(2026, from.0, from.1).expect("a day");
        casework::next_due(from, recurrence).map(|day| day.to_string())
    };
    let said = |day: &str| Some(day.to_owned());
    assert_eq!(next((11, 25), Recurrence::Weekly), said("2026-12-02"));
    assert_eq!(next((11, 25), Recurrence::Fortnightly), said("2026-12-09"));
    assert_eq!(next((1, 31), Recurrence::Monthly), said("2026-02-28"));
}

#[test]
fn what_is_done_settled_or_put_away_is_due_no_more() {
    let done = |edit: &mut Edit<'_>| {
        edit.set(task::DUE, day(3)).set(task::DONE, day(2));
    };
    check_due(Task::KIND, done, None);
    let binned = |edit: &mut Edit<'_>| {
        edit.set(task::DUE, day(3)).set(task::BINNED, day(2));
    };
    check_due(Task::KIND, binned, None);
    let settled = |edit: &mut Edit<'_>| {
        edit.set(act::KIND, ActKind::Referral)
            .set(act::REMIND, day(4))
            .set(act::OUTCOME, Outcome::Effective);
    };
    check_due(Act::KIND, settled, None);
    let decided = |edit: &mut Edit<'_>| {
        edit.set(procedure::NEXT_HEARING, day(5))
            .set(procedure::STATUS, ProcedureStatus::Decided);
    };
    check_due(Procedure::KIND, decided, None);
    check_due(Case::KIND, |_| {}, None);
}

#[test]
fn a_letter_about_a_referral_rests_on_consent_for_as_long_as_it_was_given() {
    use casework::choices::Consent::{No, NotAsked, Yes};
    let check = |consent, until, reason: Option<&str>, expected| {
        assert_eq!(
            casework::letter_refusal(consent, until, reason, day(10)),
            expected
        );
    };
    let none = Some(LetterRefusal::NoConsent);
    check(Some(Yes), None, None, None);
    check(Some(Yes), Some(day(10)), None, None);
    check(
        Some(Yes),
        Some(day(9)),
        None,
        Some(LetterRefusal::ConsentOver(day(9))),
    );
    check(Some(Yes), Some(day(9)), Some("Danger"), None);
    check(Some(No), None, None, none);
    check(Some(NotAsked), None, Some("  "), none);
    check(None, None, Some("Danger"), None);
    check(None, Some(day(20)), None, none);
}

#[track_caller]
fn check_safe(
    avoided: &[Weekday],
    from: Option<u8>,
    until: Option<u8>,
    at: (u32, u32),
    expected: bool,
) {
    let hour = |hour: u8| TimeOfDay::new(hour.into(), 0);
    let hours = SafeHours {
        avoided: avoided.to_vec(),
        from: from.and_then(hour),
        until: until.and_then(hour),
    };
    let at: NaiveDateTime = day(at.0).and_hms_opt(at.1, 30, 0).expect("an hour");
    assert_eq!(hours.hold(at), expected, "{hours:?} {at}");
}

#[test]
fn a_call_is_safe_at_the_hours_the_person_named_and_never_on_a_day_to_avoid() {
    use Weekday::{Saturday, Wednesday};
    // 25 November 2026 is a Wednesday.
    check_safe(&[], None, None, (25, 3), true);
    check_safe(&[Wednesday], None, None, (25, 3), false);
    check_safe(&[Saturday], None, None, (25, 3), true);
    check_safe(&[], Some(9), Some(16), (25, 9), true);
    check_safe(&[], Some(9), Some(16), (25, 16), false);
    check_safe(&[Wednesday], Some(9), Some(16), (25, 10), false);
    check_safe(&[], Some(9), None, (25, 8), false);
    check_safe(&[], None, Some(16), (25, 8), true);
    check_safe(&[], Some(9), Some(9), (25, 8), true);
}

#[test]
fn a_night_belongs_to_the_day_on_which_it_begins() {
    use Weekday::{Thursday, Wednesday};
    check_safe(&[], Some(22), Some(6), (25, 23), true);
    check_safe(&[], Some(22), Some(6), (25, 5), true);
    check_safe(&[], Some(22), Some(6), (25, 12), false);
    check_safe(&[Wednesday], Some(22), Some(6), (25, 23), false);
    check_safe(&[Wednesday], Some(22), Some(6), (25, 5), true);
    check_safe(&[Wednesday], Some(22), Some(6), (26, 5), false);
    check_safe(&[Thursday], Some(22), Some(6), (26, 5), true);
}
