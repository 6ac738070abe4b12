//! The invented partnership gives every figure of the acceptance facts.

use std::collections::{BTreeMap, BTreeSet};

use casework::choices::{self, RotaWeeks, Weekday};
use casework::rota::{Rota, hours_by};
use casework::{RotaRule, Station, Team, rota_rule, station};
use chrono::NaiveDate;
use record::codec::OperationGroup;
use record::{Choice, DeviceId, Edit, Record, RecordId};
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

/// The lines of the facts, as the team would enter them.
fn rota_of_the_facts() -> Rota {
    let records = to_records(&partnership(Language::French));
    let codes: BTreeMap<String, RecordId> = records
        .iter()
        .filter_map(|record| Some((record.get(station::CODE)?, record.id())))
        .collect();
    let rules = (1_u8..).zip(acceptance::rota().rules).map(|(byte, rule)| {
        let slots = rule.slots.iter().map(|[from, to]| format!("{from}-{to}"));
        let slots: Vec<_> = slots.collect();
        let mut record = Record::new(RecordId::from_bytes([byte; 16]), RotaRule::KIND);
        let opened = record.clone();
        let mut edit = Edit::open(RotaRule::SCHEMA, &opened);
        edit.set(rota_rule::STATION, codes[&rule.station]);
        edit.set(
            rota_rule::WEEKDAY,
            Weekday::from_id(&rule.weekday).expect("a weekday"),
        );
        edit.set(
            rota_rule::WEEKS,
            RotaWeeks::from_id(&rule.parity).expect("every, even or odd"),
        );
        edit.set(
            rota_rule::SLOTS,
            slots.join(" ").parse().expect("hours in order"),
        );
        let group = OperationGroup {
            first_index: 0,
            operations: edit.finish(),
        };
        for (operation, stamp) in group.stamped(DeviceId::from_bytes([1; 16]), 1, 1, 0) {
            let _ = record.apply(operation, stamp);
        }
        record
    });
    let rules: Vec<Record> = rules.collect();
    // Of the records of the team only the stations and the team itself: what it noted and its own lines are left out.
    let places = records
        .iter()
        .filter(|record| [Station::ID, Team::ID].contains(&record.kind().as_str()));
    Rota::of(rules.iter().chain(places))
}

#[test]
fn the_hours_of_even_and_odd_weeks_are_those_of_the_facts() {
    let expected = acceptance::rota().exact;
    let rota = rota_of_the_facts();
    let zones: BTreeMap<RecordId, choices::Zone> = to_records(&partnership(Language::French))
        .iter()
        .filter_map(|record| Some((record.id(), record.get(station::ZONE)?)))
        .collect();
    let hours = |monday: (i32, u32, u32)| {
        let monday = NaiveDate::from_ymd_opt(monday.0, monday.1, monday.2).expect("a day");
        let shifts = rota.shifts(monday..=monday + chrono::Days::new(6));
        let by_zone = hours_by(&shifts, |shift| {
            shift
                .station
                .and_then(|station| zones.get(&station))
                .copied()
        });
        let of = |zone| by_zone[&Some(zone)].planned / 60;
        (of(choices::Zone::Zpn), of(choices::Zone::Zgn))
    };
    // Weeks 10 and 11 of 2020, without a holiday.
    let (even, odd) = (hours((2020, 3, 2)), hours((2020, 3, 9)));
    assert_eq!(even, (expected.zpn_hours.even, expected.zgn_hours.even));
    assert_eq!(odd, (expected.zpn_hours.odd, expected.zgn_hours.odd));
    assert_eq!(even.0 + even.1, expected.hours_even_week);
    assert_eq!(odd.0 + odd.1, expected.hours_odd_week);
}

#[test]
fn the_lines_of_the_facts_bring_every_shift_of_the_report() {
    let days = |year| {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        day(1, 1)..=day(12, 31)
    };
    let brought = rota_of_the_facts().shifts(days(2020));
    let brought: BTreeSet<_> = brought.iter().map(|one| (one.day, one.station)).collect();
    let noted = facts().rota().shifts(days(2020));
    assert!(noted.iter().all(|shift| shift.is_noted));
    let noted: BTreeSet<_> = noted.iter().map(|one| (one.day, one.station)).collect();
    assert_eq!(brought, noted);
    assert_eq!(brought.len(), 158 + 131);
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
