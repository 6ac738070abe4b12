//! What holds for any set of records, tidy or not.

use std::collections::BTreeSet;

use proptest::prelude::*;
use record::{Record, RecordId};
use report::{
    Activity, Breakdown, DoesNotAddUp, Facts, Figure, Half, Period, Slice, StationTable, Topic,
    Zone,
};
use testkit::world::world;
use testkit::{Chance, to_records};

fn records(seed: u64) -> Vec<Record> {
    to_records(&world(seed))
}

fn year(year: i32) -> Period {
    Period::year(year).expect("in the calendar")
}

fn activity(facts: &Facts, period: Period) -> Activity {
    Activity::compute(facts, period.from, period.to)
}

/// The activities that tell two tables of facts apart, and the records behind them.
fn shown(facts: &Facts) -> Vec<(Activity, Vec<Breakdown>, Vec<Vec<RecordId>>)> {
    let periods = [2018, 2019, 2020].map(year);
    let all = |period: Period| {
        let ids = figures(facts)
            .into_iter()
            .map(|figure| facts.ids(figure, period.from, period.to));
        let topics = report::breakdowns(facts, period.from, period.to);
        (activity(facts, period), topics, ids.collect())
    };
    periods.into_iter().map(all).collect()
}

fn figures(facts: &Facts) -> Vec<Figure> {
    let zones = || Zone::ALL.into_iter().map(Some).chain([None]);
    let mut figures = vec![
        Figure::CasesHandled,
        Figure::CasesOpened,
        Figure::ConjugalViolence,
        Figure::InterviewsHeld,
        Figure::InterviewsWithProfessionals,
        Figure::SexualViolenceVictims,
    ];
    figures.extend(report::Gap::ALL.map(Figure::Gap));
    let any = |topic: Topic| vec![None; topic.dimensions().len()];
    figures.extend(Topic::ALL.map(|topic| Figure::Part(topic, Slice::of(topic, &any(topic)))));
    figures.extend(Zone::ALL.map(Figure::CasesOfZone));
    figures.extend(Zone::ALL.map(Figure::CasesOfOtherSectors));
    figures.extend(zones().map(Figure::ShiftsScheduled));
    figures.extend(zones().map(Figure::ShiftsHeld));
    figures.extend(zones().map(Figure::ShiftsCancelled));
    if let Ok(table) = activity(facts, year(2020)).stations {
        figures.extend(places(&table).into_iter().map(|(figure, _)| figure));
    }
    figures
}

/// Each place of the table, as a figure, with its number.
fn places(table: &StationTable) -> Vec<(Figure, u32)> {
    let mut places = Vec::new();
    for zone in &table.zones {
        places.push((Figure::CasesOfZone(zone.zone), zone.cases));
        places.push((
            Figure::CasesOfOtherSectors(zone.zone),
            zone.other_sectors.cases,
        ));
        let sectors = zone.other_sectors.sectors.iter();
        let stations = zone
            .companies
            .iter()
            .flat_map(|company| &company.stations)
            .chain(sectors);
        places.extend(stations.map(|row| (Figure::CasesOfStation(row.station), row.cases)));
        let companies = zone.companies.iter();
        places.extend(
            companies.filter_map(|row| {
                Some((Figure::CasesOfCompany(zone.zone, row.company?), row.cases))
            }),
        );
    }
    places
}

#[track_caller]
fn check_sums(table: &StationTable) {
    let mut total = 0;
    for zone in &table.zones {
        let mut of_zone = 0;
        for company in &zone.companies {
            let stations: u32 = company.stations.iter().map(|row| row.cases).sum();
            assert_eq!(stations, company.cases);
            of_zone += stations;
        }
        let sectors: u32 = zone.other_sectors.sectors.iter().map(|row| row.cases).sum();
        assert_eq!(sectors, zone.other_sectors.cases);
        assert_eq!(of_zone + sectors, zone.cases);
        total += zone.cases;
    }
    assert_eq!(total, table.total);
}

#[track_caller]
fn check_refusal(refusal: &DoesNotAddUp) {
    let misplaced: u32 = refusal.reasons.iter().map(report::Discrepancy::cases).sum();
    assert!(refusal.placed < refusal.total && !refusal.reasons.is_empty());
    assert_eq!(refusal.placed + misplaced, refusal.total);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stations_companies_and_zones_sum_to_the_total_or_nothing_is_printed(seed: u64) {
        let facts: Facts = records(seed).iter().collect();
        let activity = activity(&facts, year(2020));
        match &activity.stations {
            Ok(table) => {
                prop_assert_eq!(table.total, activity.cases_handled);
                check_sums(table);
            }
            Err(refusal) => {
                prop_assert_eq!(refusal.total, activity.cases_handled);
                check_refusal(refusal);
            }
        }
    }

    #[test]
    fn halves_add_up_where_figures_are_additive(seed: u64) {
        let facts: Facts = records(seed).iter().collect();
        let half = |half| activity(&facts, Period::half(2020, half).expect("in the calendar"));
        let (first, second, whole) = (half(Half::First), half(Half::Second), activity(&facts, year(2020)));
        let sum = |figure: fn(&Activity) -> u32| (figure(&first) + figure(&second), figure(&whole));
        for (halves, year) in [
            sum(|activity| activity.cases_opened),
            sum(|activity| activity.interviews_held),
            sum(|activity| activity.interviews_with_professionals),
            sum(|activity| activity.shifts.total.scheduled),
            sum(|activity| activity.shifts.total.held),
            sum(|activity| activity.shifts.total.held_minutes),
        ] {
            prop_assert_eq!(halves, year);
        }
        for (halves, year) in [
            sum(|activity| activity.cases_handled),
            sum(|activity| activity.sexual_violence_victims),
        ] {
            prop_assert!(halves >= year && 2 * year >= halves);
        }
    }

    #[test]
    fn the_order_of_arrival_shows_nowhere(seed: u64, order: u64) {
        let mut records = records(seed);
        let expected = shown(&records.iter().collect());
        Chance::new(order).shuffle(&mut records);
        prop_assert_eq!(shown(&records.iter().collect()), expected);
    }

    #[test]
    fn facts_kept_up_to_date_equal_facts_made_anew(before: u64, after: u64, order: u64) {
        let (before, mut after) = (records(before), records(after));
        let anew: Facts = after.iter().collect();
        let mut kept: Facts = before.iter().collect();
        let stays: BTreeSet<_> = after.iter().map(|record| (record.kind(), record.id())).collect();
        for record in before.iter().filter(|record| !stays.contains(&(record.kind(), record.id()))) {
            kept.remove(record.kind(), record.id());
        }
        drop(stays);
        Chance::new(order).shuffle(&mut after);
        kept.extend(&after);
        kept.extend(&after);
        prop_assert_eq!(shown(&kept), shown(&anew));
        prop_assert_eq!(kept.case_count(), anew.case_count());
    }

    #[test]
    fn each_number_has_so_many_records_behind_it(seed: u64) {
        let facts: Facts = records(seed).iter().collect();
        let period = year(2020);
        let activity = activity(&facts, period);
        let mut numbers = vec![
            (Figure::CasesHandled, activity.cases_handled),
            (Figure::CasesOpened, activity.cases_opened),
            (Figure::ConjugalViolence, activity.conjugal_violence.part),
            (Figure::InterviewsHeld, activity.interviews_held),
            (Figure::InterviewsWithProfessionals, activity.interviews_with_professionals),
            (Figure::SexualViolenceVictims, activity.sexual_violence_victims),
        ];
        numbers.extend(activity.gaps.iter().map(|count| (Figure::Gap(count.gap), count.records)));
        if let Ok(table) = &activity.stations {
            numbers.extend(places(table));
        }
        for (figure, number) in numbers {
            let ids = facts.ids(figure, period.from, period.to);
            prop_assert_eq!(ids.len(), usize::try_from(number).expect("a small world"), "{:?}", figure);
            prop_assert!(ids.is_sorted_by(|a, b| a < b), "{:?}", figure);
        }
        for row in &activity.shifts.zones {
            for (figure, number) in [
                (Figure::ShiftsScheduled(row.zone), row.scheduled),
                (Figure::ShiftsHeld(row.zone), row.held),
                (Figure::ShiftsCancelled(row.zone), row.cancelled),
            ] {
                let records = facts.ids(figure, period.from, period.to).len();
                let number = usize::try_from(number).expect("a small world");
                prop_assert!(records >= number && (records > 0) == (number > 0), "{:?}", figure);
            }
        }
    }
}
