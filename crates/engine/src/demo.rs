//! The throw-away team of the demonstration: the invented partnership, moved so that it reaches to today.
//!
//! The data is made here and now from [`invented`], by a seed: the same each day but for the dates. Nothing of it is
//! ever sent.

use std::collections::BTreeMap;

use casework::{Act, Case, Interview, Shift, Team};
use casework::{act, case, interview, shift};
use chrono::{Datelike, Days, NaiveDate};
use invented::{InventedRecord, Language};
use record::Value;

use crate::message::{FieldEdit, RecordEdit, TeamSetup};

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

/// Its records, as of that day; those of a case stand together.
pub(crate) fn records(language: &str, today: NaiveDate) -> Vec<RecordEdit> {
    let mut invented = invented::partnership(Language::of_tag(language));
    // The team and its name are those of the demonstration.
    invented.retain(|record| record.kind != Team::ID);
    let weeks = weeks_to(&invented, today);
    let mut order: BTreeMap<_, Vec<InventedRecord>> = BTreeMap::new();
    for record in invented {
        order.entry(case_of(&record)).or_default().push(record);
    }
    let records = order.into_values().flatten();
    records.map(|record| moved(record, weeks)).collect()
}

/// The case a record hangs on; none for what comes first.
fn case_of(record: &InventedRecord) -> Option<record::RecordId> {
    let mut references = record
        .fields
        .iter()
        .filter(|(field, _)| *field == interview::CASE.id());
    let named = references.find_map(|(_, values)| values.first()?.as_reference());
    named.or((record.kind == Case::ID).then_some(record.id))
}

/// How many days lie between the last thing that happened and today, in whole weeks: weekdays stay.
fn weeks_to(invented: &[InventedRecord], today: NaiveDate) -> Days {
    let is_happening = |kind: &str, field: &str| {
        (kind == Interview::ID && field == interview::DATE.id())
            || (kind == Act::ID && field == act::DATE.id())
            || (kind == Shift::ID && field == shift::DATE.id())
    };
    let fields = invented
        .iter()
        .flat_map(|record| record.fields.iter().map(|field| (record.kind, field)));
    let days = fields
        .filter(|(kind, (field, _))| is_happening(kind, field))
        .filter_map(|(_, (_, values))| values.first()?.as_date());
    let since = days.max().map_or(0, |last| (today - last).num_days());
    Days::new(u64::try_from(since).unwrap_or_default() / 7 * 7)
}

fn moved(record: InventedRecord, days: Days) -> RecordEdit {
    let later = |day: NaiveDate| day.checked_add_days(days).unwrap_or(day);
    let is_case = record.kind == Case::ID;
    let fields = record.fields.into_iter().map(|(field, values)| {
        let is_number = is_case && field == case::NUMBER.id();
        let values = values.into_iter().map(|value| match value {
            Value::Date(day) => Value::Date(later(day)),
            Value::Text(number) if is_number => Value::Text(renumbered(number, later)),
            value => value,
        });
        FieldEdit {
            field: field.to_owned(),
            values: values.collect(),
            dots: Vec::new(),
        }
    });
    RecordEdit {
        id: record.id,
        kind: record.kind.to_owned(),
        fields: fields.collect(),
    }
}

/// A file number that begins with a year, of the year it is moved to.
fn renumbered(number: String, later: impl Fn(NaiveDate) -> NaiveDate) -> String {
    let moved = number.split_once('-').and_then(|(year, rest)| {
        let middle = NaiveDate::from_ymd_opt(year.parse().ok()?, 7, 1)?;
        Some(format!("{}-{rest}", later(middle).year()))
    });
    moved.unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_of_known_fields_and_reaches_to_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let records = records("fr", today);
        let cases = records
            .iter()
            .filter(|record| record.kind == Case::ID)
            .count();
        assert!(cases > 300, "{cases}");
        let mut last = NaiveDate::MIN;
        for record in &records {
            let schema = casework::schema(&record.kind).expect("a known kind");
            for field in &record.fields {
                let spec = schema.field(&field.field).expect("a known field");
                assert!(
                    field.values.iter().all(|value| spec.accepts(value)),
                    "{}",
                    field.field
                );
                if record.kind == Interview::ID && field.field == interview::DATE.id() {
                    last = last.max(field.values[0].as_date().expect("a day"));
                }
            }
        }
        assert!(last <= today && (today - last).num_days() < 21, "{last}");
    }

    #[test]
    fn numbers_move_with_the_years() {
        let later = |day: NaiveDate| day.checked_add_days(Days::new(6 * 365)).expect("a day");
        assert_eq!(renumbered("2020-0012".to_owned(), later), "2026-0012");
        assert_eq!(renumbered("D-12".to_owned(), later), "D-12");
    }
}
