//! The throw-away team of the demonstration: a handful of invented people, so that every screen has something to show.
//!
//! `demo.csv` holds the stations and the cases; days are counted back from today. Nothing of it is ever sent.

use casework::choices::{InterviewMode, InterviewStatus, InterviewWith, Role};
use casework::{Case, Interview, Participation, Person, Station};
use casework::{case, interview, participation, person, station};
use chrono::{Days, NaiveDate};
use record::{ChoiceId, RecordId, Scalar, TimeOfDay, Value};

use crate::message::{FieldEdit, RecordEdit, TeamSetup};
use crate::team::one;

const DATA: &str = include_str!("demo.csv");

/// Names of the invented team and worker, in the language of the screen.
fn names(language: &str) -> (&'static str, &'static str) {
    if language == "en" {
        ("Demonstration", "Camille")
    } else {
        ("Démonstration", "Camille")
    }
}

/// The team, less its records.
pub(crate) fn setup(language: &str) -> TeamSetup {
    let (team_name, worker_name) = names(language);
    TeamSetup {
        passphrase: String::new(),
        team_name: team_name.to_owned(),
        worker_name: worker_name.to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        records: Vec::new(),
        invitation: None,
    }
}

/// Its records, as of that day.
pub(crate) fn records(today: NaiveDate) -> Vec<RecordEdit> {
    let lines = DATA
        .lines()
        .map(|line| line.split(';').collect::<Vec<&str>>());
    lines
        .flat_map(|fields| records_of_line(&fields, today))
        .collect()
}

fn records_of_line(fields: &[&str], today: NaiveDate) -> Vec<RecordEdit> {
    match fields {
        ["station", code, label, zone] => vec![record(
            Station::ID,
            id_of("station", code),
            vec![
                one(station::CODE.id(), text(code)),
                one(station::LABEL.id(), text(label)),
                one(station::ZONE.id(), choice(zone)),
            ],
        )],
        [
            "case",
            number,
            given,
            family,
            station,
            danger,
            origin,
            conjugal,
            days,
        ] => {
            let days: Vec<u64> = days.split(' ').filter_map(|day| day.parse().ok()).collect();
            let opened = days
                .iter()
                .max()
                .copied()
                .unwrap_or_default()
                .saturating_add(1);
            let mut fields = vec![
                one(case::NUMBER.id(), text(&format!("D-{number:0>3}"))),
                one(case::OPENED.id(), Value::Date(before(today, opened))),
                one(
                    case::STATION.id(),
                    Value::Reference(id_of("station", station)),
                ),
                one(case::ORIGIN.id(), choice(origin)),
            ];
            fields.extend(chosen(case::DANGER.id(), danger));
            if !conjugal.is_empty() {
                fields.push(one(
                    case::CONJUGAL_VIOLENCE.id(),
                    Value::Bool(*conjugal == "yes"),
                ));
            }
            let mut records = vec![record(Case::ID, id_of("case", number), fields)];
            records.extend(person_of(number, given, family));
            records.extend(
                days.iter()
                    .map(|day| interview_of(number, station, before(today, *day), *day)),
            );
            records
        }
        _ => Vec::new(),
    }
}

fn person_of(number: &str, given: &str, family: &str) -> Vec<RecordEdit> {
    if given.is_empty() {
        return Vec::new();
    }
    let person = id_of("person", number);
    let part = vec![
        one(
            participation::CASE.id(),
            Value::Reference(id_of("case", number)),
        ),
        one(participation::PERSON.id(), Value::Reference(person)),
        one(participation::ROLE.id(), Role::Victim.into_value()),
    ];
    let names = vec![
        one(person::GIVEN_NAMES.id(), text(given)),
        one(person::FAMILY_NAME.id(), text(family)),
        one(person::VOICEMAIL_ALLOWED.id(), Value::Bool(false)),
        one(person::CONTACT_HOURS.id(), text("10:00 – 11:30")),
    ];
    vec![
        record(Person::ID, person, names),
        record(Participation::ID, id_of("participation", number), part),
    ]
}

fn interview_of(number: &str, station: &str, date: NaiveDate, day: u64) -> RecordEdit {
    let start = TimeOfDay::new(9, 30).map(Value::Time);
    let mut fields = vec![
        one(
            interview::CASE.id(),
            Value::Reference(id_of("case", number)),
        ),
        one(interview::DATE.id(), Value::Date(date)),
        one(
            interview::STATION.id(),
            Value::Reference(id_of("station", station)),
        ),
        one(
            interview::WITH.id(),
            InterviewWith::Beneficiary.into_value(),
        ),
        one(interview::STATUS.id(), InterviewStatus::Kept.into_value()),
        one(interview::MODE.id(), InterviewMode::Station.into_value()),
    ];
    fields.extend(start.map(|start| one(interview::START.id(), start)));
    record(
        Interview::ID,
        id_of("interview", &format!("{number}/{day}")),
        fields,
    )
}

fn record(kind: &str, id: RecordId, fields: Vec<FieldEdit>) -> RecordEdit {
    RecordEdit {
        id,
        kind: kind.to_owned(),
        fields,
    }
}

fn chosen(field: &str, id: &str) -> Option<FieldEdit> {
    (!id.is_empty()).then(|| one(field, choice(id)))
}

fn choice(id: &str) -> Value {
    Value::Choice(ChoiceId::shared(id))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn before(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}

/// An id that follows from a name: the demonstration is the same each time.
fn id_of(kind: &str, name: &str) -> RecordId {
    let digest = sync::Digest::of(format!("demo/{kind}/{name}").as_bytes()).to_bytes();
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    RecordId::from_bytes(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_makes_records_of_known_fields_and_choices() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let records = records(today);
        assert_eq!(
            records
                .iter()
                .filter(|record| record.kind == Case::ID)
                .count(),
            12
        );
        for record in &records {
            let schema = casework::schema(&record.kind).expect("a known kind");
            for field in &record.fields {
                let spec = schema.field(&field.field).expect("a known field");
                assert!(
                    field.values.iter().all(|value| spec.accepts(value)),
                    "{}",
                    field.field
                );
            }
        }
    }
}
