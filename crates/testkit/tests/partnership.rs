//! The invented partnership gives every figure of the acceptance facts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use record::{Record, RecordId};
use report::{Activity, Change, Evolution, Facts, Half, Period, Zone};
use testkit::{Language, acceptance, partnership, to_records};

fn facts() -> Facts {
    to_records(&partnership(Language::French)).iter().collect()
}

fn activity(facts: &Facts, column: &str) -> Activity {
    let (year, half) = column.split_once("-H").unwrap_or((column, ""));
    let year = year.parse().expect("a column begins with its year");
    let period = match half {
        "1" => Period::half(year, Half::First),
        "2" => Period::half(year, Half::Second),
        _ => Period::year(year),
    };
    let period = period.expect("the years are in the calendar");
    Activity::compute(facts, period.from, period.to)
}

/// The figure of a row of the facts; none for a row that no figure gives.
fn row(activity: &Activity, row: &str) -> Option<u32> {
    match row {
        "files_handled" => Some(activity.cases_handled),
        "files_conjugal_violence" => Some(activity.conjugal_violence.part),
        "interviews_held" => Some(activity.interviews_held),
        "sexual_violence_victims" => Some(activity.sexual_violence_victims),
        "interviews_with_professionals" => Some(activity.interviews_with_professionals),
        _ => None,
    }
}

#[test]
fn the_activity_is_that_of_the_report() {
    let facts = facts();
    let expected = acceptance::activity();
    assert_eq!(expected.rows.len(), 5);
    for (place, column) in expected.columns.iter().enumerate() {
        let activity = activity(&facts, column);
        for (name, numbers) in &expected.rows {
            assert_eq!(
                row(&activity, name),
                Some(numbers[place]),
                "{name} of {column}"
            );
        }
        assert_eq!(activity.gaps, [], "{column}");
    }
}

#[test]
fn shares_and_evolutions_are_the_exact_ones() {
    let facts = facts();
    let expected = acceptance::activity();
    let [before, after] = ["2019", "2020"].map(|year| activity(&facts, year));
    for (year, activity) in [("2019", &before), ("2020", &after)] {
        let share = activity
            .conjugal_violence
            .percent()
            .expect("some cases were handled");
        let exact = &expected.shares_of_files_handled["conjugal_violence"][year].exact;
        assert_eq!(format!("{share}%"), *exact);
    }
    let evolution = Evolution::between(&before, &after);
    let changes: BTreeMap<&str, Change> = BTreeMap::from([
        ("files_handled", evolution.cases_handled),
        ("files_conjugal_violence", evolution.conjugal_violence),
        ("interviews_held", evolution.interviews_held),
        ("sexual_violence_victims", evolution.sexual_violence_victims),
        (
            "interviews_with_professionals",
            evolution.interviews_with_professionals,
        ),
    ]);
    for (name, printed) in &expected.evolution_2019_2020 {
        assert_eq!(changes[name.as_str()].to_string(), printed.exact, "{name}");
    }
    assert_eq!(
        evolution.conjugal_violence_share.to_string(),
        "+12.3 points"
    );
}

#[test]
fn the_zones_are_those_of_the_report() {
    let facts = facts();
    let expected = acceptance::zones();
    let codes = codes();
    let table = activity(&facts, "2020")
        .stations
        .expect("every case has its station");
    assert_eq!(table.total, expected.total);
    let mut by_station = BTreeMap::new();
    let mut by_company = BTreeMap::new();
    for zone in &table.zones {
        assert_eq!(zone.cases, expected.by_zone[zone.zone.initials()]);
        assert_eq!(
            zone.other_sectors.cases,
            expected.other_sectors[zone.zone.initials()]
        );
        for company in &zone.companies {
            if let Some(id) = company.company {
                by_company.insert(codes[&id].clone(), company.cases);
            }
            let stations = company.stations.iter();
            by_station.extend(stations.map(|row| (codes[&row.station].clone(), row.cases)));
        }
    }
    assert_eq!(by_station, expected.by_station);
    assert_eq!(by_company, expected.by_company);
}

/// The code of each station and company.
fn codes() -> BTreeMap<RecordId, String> {
    let records = to_records(&partnership(Language::French));
    let code = |record: &Record| match record.kind().as_str() {
        "station" => record.get(casework::station::CODE),
        "company" => record.get(casework::company::CODE),
        _ => None,
    };
    records
        .iter()
        .filter_map(|record| Some((record.id(), code(record)?)))
        .collect()
}

#[test]
fn the_shifts_are_those_of_the_report() {
    let expected = acceptance::rota().held_2020;
    let shifts = activity(&facts(), "2020").shifts;
    let row = |zone| {
        shifts
            .zones
            .iter()
            .find(|row| row.zone == Some(zone))
            .expect("both zones")
    };
    let [zpn, zgn] = Zone::ALL.map(row);
    assert_eq!(
        (zpn.held, zgn.held, shifts.total.held),
        (expected.zpn, expected.zgn, expected.total)
    );
    assert_eq!((zpn.scheduled, zgn.scheduled), (158, 131));
    assert_eq!(zpn.held + zpn.cancelled, zpn.scheduled);
    let places = shifts.total.held_by_place;
    assert!(
        places.station > 0 && places.own_premises > 0 && places.remote > 0,
        "{places:?}"
    );
    assert_eq!(places.not_stated, 0);
}

#[test]
fn stations_and_companies_are_those_of_the_facts() {
    let expected = acceptance::stations();
    let invented = invented::places::STATIONS;
    let all: Vec<_> = expected
        .stations
        .iter()
        .chain(&expected.other_sectors)
        .collect();
    assert_eq!(all.len(), invented.len());
    for facts in all {
        let place = invented
            .iter()
            .find(|place| place.slug == facts.id)
            .expect("each is there");
        let company = place
            .company
            .map(|index| invented::places::COMPANIES[index].slug);
        let is_other_sector = expected
            .other_sectors
            .iter()
            .any(|other| other.id == facts.id);
        let zone = Zone::from(place.zone).initials();
        assert_eq!(
            (place.label, zone),
            (facts.label.as_str(), facts.zone.as_str())
        );
        assert_eq!(company, facts.company.as_deref());
        assert_eq!(place.funder, facts.funder.as_deref().unwrap_or_default());
        assert_eq!(place.aliases, facts.aliases);
        assert_eq!(place.is_other_sector, is_other_sector);
    }
    for (company, facts) in invented::places::COMPANIES.iter().zip(&expected.companies) {
        assert_eq!(
            (company.slug, company.label),
            (facts.id.as_str(), facts.label.as_str())
        );
    }
}

#[test]
fn the_awkward_cases_are_there() {
    let records = to_records(&partnership(Language::French));
    let interviews: Vec<_> = records
        .iter()
        .filter(|record| *record.kind() == casework::Interview::KIND)
        .collect();
    let on = |text: &str| {
        let date: NaiveDate = text.parse().expect("a day of the calendar");
        interviews
            .iter()
            .filter(|record| record.get(casework::interview::DATE) == Some(date))
            .count()
    };
    for date in [
        "2018-12-31",
        "2019-01-01",
        "2019-12-31",
        "2020-01-01",
        "2020-02-29",
        "2020-12-31",
        "2021-01-01",
    ] {
        assert!(on(date) > 0, "{date}");
    }
    let facts = facts();
    let seen = |year| {
        let period = Period::year(year).expect("in the calendar");
        let ids = facts.ids(report::Figure::CasesHandled, period.from, period.to);
        ids.into_iter().collect::<BTreeSet<_>>()
    };
    assert_eq!(seen(2019).intersection(&seen(2020)).count(), 24);
    assert!(!seen(2018).is_empty() && !seen(2021).is_empty());
}

#[test]
fn ids_differ_and_values_fit_their_fields() {
    for language in [Language::French, Language::English] {
        let records = partnership(language);
        let ids: BTreeSet<_> = records.iter().map(|record| record.id).collect();
        assert_eq!(ids.len(), records.len());
        for record in &records {
            let schema = casework::schema(record.kind).expect("kinds are known");
            for (field, values) in &record.fields {
                let spec = schema.field(field).expect("fields are known");
                assert!(
                    values.iter().all(|value| spec.accepts(value)),
                    "{} {field}",
                    record.kind
                );
            }
        }
    }
}
