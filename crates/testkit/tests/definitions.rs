//! What counts and what does not, one case at a time.

use casework::choices::{InterviewStatus, InterviewWith, Role, ShiftPlace, ShiftStatus, Violence};
use casework::{
    Act, Case, Interview, Participation, Person, Shift, act, case, interview, participation,
    person, shift,
};
use chrono::NaiveDate;
use invented::InventedRecord;
use record::RecordId;
use report::{Activity, Facts, Gap, Period};
use testkit::to_records;

fn id(kind: u8, index: u8) -> RecordId {
    let mut bytes = [0; 16];
    bytes[0] = kind;
    bytes[1] = index;
    RecordId::from_bytes(bytes)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

fn a_case(index: u8) -> InventedRecord {
    InventedRecord::new(id(1, index), Case::ID).with(case::CONJUGAL_VIOLENCE, true)
}

fn met(index: u8, case: u8, date: &str) -> InventedRecord {
    InventedRecord::new(id(2, index), Interview::ID)
        .with(interview::CASE, id(1, case))
        .with(interview::DATE, day(date))
}

fn kept(index: u8, case: u8, date: &str) -> InventedRecord {
    met(index, case, date)
        .with(interview::STATUS, InterviewStatus::Kept)
        .with(interview::WITH, InterviewWith::Beneficiary)
}

fn part(index: u8, case: u8, person: u8, role: Role) -> InventedRecord {
    InventedRecord::new(id(3, index), Participation::ID)
        .with(participation::CASE, id(1, case))
        .with(participation::PERSON, id(4, person))
        .with(participation::ROLE, role)
}

fn sexual(case: u8) -> InventedRecord {
    a_case(case).with(case::VIOLENCES, [Violence::Sexual].into_iter().collect())
}

fn noted(index: u8, station: u8, date: &str, status: ShiftStatus) -> InventedRecord {
    InventedRecord::new(id(5, index), Shift::ID)
        .with(shift::STATION, id(6, station))
        .with(shift::DATE, day(date))
        .with(shift::STATUS, status)
        .with(shift::SLOTS, "09:00-12:00".parse().expect("slots"))
}

fn activity(records: &[InventedRecord]) -> Activity {
    let facts: Facts = to_records(records).iter().collect();
    let year = Period::year(2020).expect("in the calendar");
    Activity::compute(&facts, year.from, year.to)
}

/// Cases handled; interviews with beneficiaries, with professionals.
#[track_caller]
fn check_contacts(records: &[InventedRecord], expected: (u32, u32, u32)) {
    let found = activity(records);
    let found = (
        found.cases_handled,
        found.interviews_held,
        found.interviews_with_professionals,
    );
    assert_eq!(found, expected);
}

#[test]
fn contacts_that_make_a_case_handled() {
    let case = || a_case(1);
    let on = |date| kept(1, 1, date);
    check_contacts(&[case()], (0, 0, 0));
    check_contacts(&[case(), on("2020-01-01")], (1, 1, 0));
    check_contacts(&[case(), on("2020-02-29")], (1, 1, 0));
    check_contacts(&[case(), on("2020-12-31")], (1, 1, 0));
    check_contacts(&[case(), on("2019-12-31")], (0, 0, 0));
    check_contacts(&[case(), on("2021-01-01")], (0, 0, 0));
    check_contacts(
        &[case(), on("2020-05-01"), kept(2, 1, "2020-05-02")],
        (1, 2, 0),
    );
    let act = InventedRecord::new(id(7, 1), Act::ID)
        .with(act::CASE, id(1, 1))
        .with(act::DATE, day("2020-06-30"));
    check_contacts(&[case(), act], (1, 0, 0));
    let professional = met(1, 1, "2020-05-01")
        .with(interview::STATUS, InterviewStatus::Kept)
        .with(interview::WITH, InterviewWith::Professional);
    check_contacts(&[case(), professional], (1, 0, 1));
    for status in [InterviewStatus::Missed, InterviewStatus::Cancelled] {
        let missed = met(1, 1, "2020-05-01")
            .with(interview::STATUS, status)
            .with(interview::WITH, InterviewWith::Beneficiary);
        check_contacts(&[case(), missed], (0, 0, 0));
    }
}

#[test]
fn what_is_left_blank_is_not_guessed_but_told() {
    let gaps = |records: &[InventedRecord]| {
        let gaps = activity(records).gaps;
        gaps.iter()
            .map(|count| (count.gap, count.records))
            .collect::<Vec<_>>()
    };
    let opened = a_case(1).with(case::OPENED, day("2020-01-01"));
    let no_status = met(1, 1, "2020-05-01").with(interview::WITH, InterviewWith::Beneficiary);
    check_contacts(&[opened.clone(), no_status.clone()], (0, 0, 0));
    assert_eq!(
        gaps(&[opened.clone(), no_status]),
        [(Gap::InterviewsWithoutStatus, 1)]
    );
    let no_party = met(1, 1, "2020-05-01").with(interview::STATUS, InterviewStatus::Kept);
    check_contacts(&[opened.clone(), no_party.clone()], (1, 0, 0));
    let expected = [
        (Gap::InterviewsWithoutParty, 1),
        (Gap::CasesWithoutStation, 1),
    ];
    assert_eq!(gaps(&[opened, no_party]), expected);
}

#[track_caller]
fn check_victims(records: &[InventedRecord], expected: u32) {
    assert_eq!(activity(records).sexual_violence_victims, expected);
}

#[test]
fn victims_of_sexual_violence_are_persons() {
    let [first, second] = [1, 2].map(|case| kept(case, case, "2020-03-01"));
    let both = || vec![sexual(1), sexual(2), first.clone(), second.clone()];
    let with = |parts: &[InventedRecord]| [both(), parts.to_vec()].concat();
    check_victims(&both(), 0);
    check_victims(&with(&[part(1, 1, 1, Role::Victim)]), 1);
    check_victims(
        &with(&[part(1, 1, 1, Role::Victim), part(2, 2, 1, Role::Victim)]),
        1,
    );
    check_victims(
        &with(&[part(1, 1, 1, Role::Victim), part(2, 1, 2, Role::Victim)]),
        2,
    );
    check_victims(
        &with(&[part(1, 1, 1, Role::Victim), part(2, 1, 1, Role::Victim)]),
        1,
    );
    check_victims(
        &with(&[part(1, 1, 1, Role::Accused), part(2, 2, 2, Role::Witness)]),
        0,
    );
    // Not handled in the year, or not sexual violence.
    check_victims(&[sexual(1), part(1, 1, 1, Role::Victim)], 0);
    check_victims(&[a_case(1), first, part(1, 1, 1, Role::Victim)], 0);
}

#[test]
fn records_merged_into_one_person_are_one_victim() {
    let [first, second] = [1, 2].map(|case| kept(case, case, "2020-03-01"));
    let one_in_each = vec![
        sexual(1),
        sexual(2),
        first,
        second,
        part(1, 1, 1, Role::Victim),
        part(2, 2, 2, Role::Victim),
    ];
    let merged = |from: u8, into: u8| {
        InventedRecord::new(id(4, from), Person::ID).with(person::MERGED_INTO, id(4, into))
    };
    let with = |persons: &[InventedRecord]| [one_in_each.clone(), persons.to_vec()].concat();
    check_victims(&with(&[]), 2);
    check_victims(&with(&[merged(1, 2)]), 1);
    check_victims(&with(&[merged(2, 1)]), 1);
    check_victims(&with(&[merged(1, 2), merged(2, 1)]), 1);
    check_victims(&with(&[merged(1, 3), merged(2, 3)]), 1);
    check_victims(&with(&[merged(1, 3)]), 2);
}

/// Scheduled, held, cancelled, minutes held.
#[track_caller]
fn check_shifts(records: &[InventedRecord], expected: (u32, u32, u32, u32)) {
    let total = activity(records).shifts.total;
    assert_eq!(
        (
            total.scheduled,
            total.held,
            total.cancelled,
            total.held_minutes
        ),
        expected
    );
    assert_eq!(total.scheduled, total.held + total.cancelled + total.open);
}

#[test]
fn a_shift_is_one_station_on_one_day() {
    use ShiftStatus::{Cancelled, Held, Planned};
    let on = |index, status| noted(index, 1, "2020-03-02", status);
    check_shifts(&[on(1, Held)], (1, 1, 0, 180));
    check_shifts(&[on(1, Held), on(2, Held)], (1, 1, 0, 360));
    check_shifts(&[on(1, Held), on(2, Cancelled)], (1, 1, 0, 180));
    check_shifts(&[on(1, Planned), on(2, Cancelled)], (1, 0, 1, 0));
    check_shifts(&[on(1, Planned)], (1, 0, 0, 0));
    check_shifts(&[on(1, Held).with(shift::DURATION, 200)], (1, 1, 0, 200));
    check_shifts(
        &[on(1, Held), noted(2, 2, "2020-03-02", Held)],
        (2, 2, 0, 360),
    );
    check_shifts(
        &[on(1, Held), noted(2, 1, "2020-03-03", Held)],
        (2, 2, 0, 360),
    );
    check_shifts(&[noted(1, 1, "2021-01-01", Held)], (0, 0, 0, 0));
}

#[test]
fn a_shift_noted_at_several_places_counts_at_one() {
    let at =
        |index, place| noted(index, 1, "2020-03-02", ShiftStatus::Held).with(shift::PLACE, place);
    let places = |records: &[InventedRecord]| activity(records).shifts.total.held_by_place;
    let mixed = places(&[at(1, ShiftPlace::Remote), at(2, ShiftPlace::Station)]);
    assert_eq!((mixed.station, mixed.remote, mixed.not_stated), (1, 0, 0));
    let unsaid = places(&[noted(1, 1, "2020-03-02", ShiftStatus::Held)]);
    assert_eq!((unsaid.station, unsaid.not_stated), (0, 1));
}

#[test]
fn a_case_counts_at_each_of_its_answers_and_blank_where_it_has_none() {
    let violent = |index: u8, violences: &[Violence]| {
        InventedRecord::new(id(1, index), Case::ID).with(
            case::VIOLENCES,
            violences.iter().copied().collect::<record::Set<_>>(),
        )
    };
    let records = [
        violent(1, &[Violence::Verbal, Violence::Physical]),
        violent(2, &[Violence::Verbal]),
        InventedRecord::new(id(1, 3), Case::ID),
        // Not handled.
        violent(4, &[Violence::Verbal]),
        kept(1, 1, "2020-03-01"),
        kept(2, 2, "2020-03-01"),
        kept(3, 3, "2020-03-01"),
    ];
    let facts: Facts = to_records(&records).iter().collect();
    let year = Period::year(2020).expect("in the calendar");
    let answers = report::answers(&facts, Case::SCHEMA, year.from, year.to);
    let violences = answers
        .iter()
        .find(|answers| answers.field == case::VIOLENCES.id())
        .expect("somebody answered");
    let given: Vec<_> = violences
        .counts
        .iter()
        .filter(|count| count.cases > 0)
        .map(|count| (count.answer.as_str(), count.cases))
        .collect();
    assert_eq!(given, [("physical", 1), ("verbal", 2)]);
    assert_eq!(violences.blank, 1);
    assert!(
        answers
            .iter()
            .all(|answers| answers.field != case::ORIGIN.id()),
        "nobody answered"
    );
    for count in &violences.counts {
        let behind = facts.ids(
            report::Figure::CasesAnswering(count.key),
            year.from,
            year.to,
        );
        assert_eq!(u32::try_from(behind.len()), Ok(count.cases));
    }
}
