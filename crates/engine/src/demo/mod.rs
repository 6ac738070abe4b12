//! The throw-away team of the demonstration: the invented partnership, moved so that it reaches to today.
//!
//! The data is made here and now from [`invented`], by a seed: the same each day but for the dates. Nothing of it is
//! ever sent.

mod extras;

use std::collections::BTreeMap;

use casework::{
    Act, Case, Convention, FundingLine, Grant, Interview, ReportText, Shift, StatedTotal, Team,
};
use casework::{act, case, interview, shift};
use chrono::{Datelike, Days, Months, NaiveDate};
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
        setup_file: None,
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
    let years = years_to(today);
    let mut records: Vec<RecordEdit> = records
        .map(|record| match is_by_year(record.kind) {
            true => moved_by_years(record, years),
            false => moved(record, weeks),
        })
        .collect();
    number_anew(&mut records);
    let extras = extras::records(language, today, &mut records);
    records.extend(extras);
    records
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

/// The year of the invented grants.
const YEAR_OF_GRANTS: i32 = 2020;

/// How many years lie between the invented grants and the last year that is over.
fn years_to(today: NaiveDate) -> i32 {
    (today.year() - 1 - YEAR_OF_GRANTS).max(0)
}

/// Whether a record says a year rather than days: the money, and the texts of the report.
fn is_by_year(kind: &str) -> bool {
    let kinds = [
        Convention::ID,
        FundingLine::ID,
        Grant::ID,
        StatedTotal::ID,
        ReportText::ID,
    ];
    kinds.contains(&kind)
}

/// A record as of so many years later, in its years, its days and its words.
fn moved_by_years(record: InventedRecord, years: i32) -> RecordEdit {
    let months = Months::new(u32::try_from(years).unwrap_or_default() * 12);
    let later = move |field: &str, value: Value| match value {
        Value::Date(day) => Value::Date(day.checked_add_months(months).unwrap_or(day)),
        Value::Integer(year) if field.ends_with("year") => {
            Value::Integer(year.saturating_add(years.into()))
        }
        Value::Text(text) => Value::Text(words_later(&text, years)),
        value => value,
    };
    edit_of(record, later)
}

/// The years of the convention that a text names, so many years later.
fn words_later(text: &str, years: i32) -> String {
    // The last first: a year that was moved is not moved again.
    (YEAR_OF_GRANTS..=YEAR_OF_GRANTS + 2)
        .rev()
        .fold(text.to_owned(), |text, year| {
            text.replace(&year.to_string(), &(year + years).to_string())
        })
}

fn moved(record: InventedRecord, days: Days) -> RecordEdit {
    let later = |day: NaiveDate| day.checked_add_days(days).unwrap_or(day);
    edit_of(record, |_, value| match value {
        Value::Date(day) => Value::Date(later(day)),
        value => value,
    })
}

fn edit_of(record: InventedRecord, moved: impl Fn(&str, Value) -> Value) -> RecordEdit {
    let fields = record.fields.into_iter().map(|(field, values)| {
        let values = values.into_iter().map(|value| moved(field, value));
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

/// Gives each file that has a number the next one of the year in which it is opened now, as a team does.
fn number_anew(records: &mut [RecordEdit]) {
    let numbered = records.iter_mut().filter(|record| record.kind == Case::ID);
    let mut numbered: Vec<_> = numbered
        .filter_map(|record| {
            let opened = field_mut(record, case::OPENED.id())?.as_date()?;
            let id = record.id;
            let number = field_mut(record, case::NUMBER.id())?;
            Some((opened, id, number))
        })
        .collect();
    numbered.sort_by_key(|(opened, id, _)| (*opened, *id));
    let mut last: BTreeMap<i32, u32> = BTreeMap::new();
    for (opened, _, number) in numbered {
        let of_year = last.entry(opened.year()).or_default();
        *of_year = of_year.saturating_add(1);
        *number = Value::Text(format!("{}-{of_year:03}", opened.year()));
    }
}

/// The first value of a field.
fn field_mut<'r>(record: &'r mut RecordEdit, id: &str) -> Option<&'r mut Value> {
    let mut fields = record.fields.iter_mut();
    fields.find(|field| field.field == id)?.values.first_mut()
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
    fn a_number_is_of_the_year_of_its_case_and_of_no_other_case() {
        for today in [(2026, 11, 25), (2027, 1, 2), (2027, 7, 1)] {
            let today = NaiveDate::from_ymd_opt(today.0, today.1, today.2).expect("a day");
            let mut numbers = std::collections::BTreeSet::new();
            for record in records("fr", today) {
                let value = |id: &str| {
                    let mut fields = record.fields.iter();
                    Some(
                        fields
                            .find(|field| field.field == id)?
                            .values
                            .first()?
                            .clone(),
                    )
                };
                if record.kind != Case::ID {
                    continue;
                }
                let (Some(Value::Text(number)), Some(Value::Date(opened))) =
                    (value(case::NUMBER.id()), value(case::OPENED.id()))
                else {
                    continue;
                };
                assert!(number.starts_with(&opened.year().to_string()), "{number}");
                assert!(numbers.insert(number.clone()), "twice {number} of {today}");
            }
            assert!(numbers.len() > 300);
        }
    }
}
