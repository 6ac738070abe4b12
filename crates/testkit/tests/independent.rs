//! An independent count, in another language and over the export, agrees on every figure.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use casework::Casework;
use record::Record;
use report::{
    Activity, Change, Evolution, Facts, Figure, Half, Period, Slice, StationTable, Topic,
};
use serde_json::{Map, Value as Json, json};
use testkit::world::world;
use testkit::{Language, acceptance, partnership, sized, to_records};

/// Random worlds compared beside the partnership.
const WORLDS: u64 = 120;

fn periods() -> Vec<Period> {
    let whole = [2018, 2019, 2020, 2021].map(Period::year);
    let halves =
        [2019, 2020].map(|year| [Half::First, Half::Second].map(|half| Period::half(year, half)));
    let edge = |text: &str| text.parse().expect("a day of the calendar");
    let night = Period {
        from: edge("2019-12-31"),
        to: edge("2020-01-01"),
    };
    let empty = Period {
        to: night.from,
        ..night
    };
    let periods = whole
        .into_iter()
        .chain(halves.into_iter().flatten())
        .flatten();
    periods.chain([night, empty]).collect()
}

fn worlds() -> Vec<Vec<Record>> {
    let mut worlds = vec![
        to_records(&partnership(Language::French)),
        to_records(&sized(150, 5).collect::<Vec<_>>()),
    ];
    worlds.extend((0..WORLDS).map(|seed| to_records(&world(seed))));
    worlds
}

/// Writes each world as a file, and gives what Python counts: a row a file and period.
fn counted_apart(folder: &Path, worlds: &[Vec<Record>]) -> Vec<Json> {
    let casework = Casework::default();
    let write = |(place, records): (usize, &Vec<Record>)| {
        let path = folder.join(format!("world-{place:03}.json"));
        let json = exchange::json::records_to_json(&casework, records);
        std::fs::write(&path, json).expect("the temporary folder takes files");
        path
    };
    let files: Vec<PathBuf> = worlds.iter().enumerate().map(write).collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/independent/count.py");
    let periods: Vec<_> = periods()
        .iter()
        .map(|period| format!("{}:{}", period.from, period.to))
        .collect();
    let output = Command::new("python3")
        .arg(script)
        .args(["--periods", &periods.join(",")])
        .args(files)
        .output()
        .expect("python3 is installed");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).expect("Python prints UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect()
}

/// What the program counts, in the shape that Python prints.
fn counted_here(facts: &Facts, period: Period, before: Option<&Activity>) -> (Activity, Json) {
    let activity = Activity::compute(facts, period.from, period.to);
    let figures = [
        (
            "cases_handled",
            activity.cases_handled,
            Figure::CasesHandled,
        ),
        ("cases_opened", activity.cases_opened, Figure::CasesOpened),
        (
            "conjugal_violence",
            activity.conjugal_violence.part,
            Figure::ConjugalViolence,
        ),
        (
            "interviews_held",
            activity.interviews_held,
            Figure::InterviewsHeld,
        ),
        (
            "interviews_with_professionals",
            activity.interviews_with_professionals,
            Figure::InterviewsWithProfessionals,
        ),
        (
            "sexual_violence_victims",
            activity.sexual_violence_victims,
            Figure::SexualViolenceVictims,
        ),
    ];
    let ids = |figure| -> Vec<String> {
        let ids = facts.ids(figure, period.from, period.to);
        let mut ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
        ids.sort();
        ids
    };
    let json = json!({
        "from": period.from.to_string(),
        "to": period.to.to_string(),
        "figures": figures.iter().map(|(name, count, _)| (name.to_string(), json!(count))).collect::<Map<_, _>>(),
        "behind": figures.iter().map(|(name, _, figure)| (name.to_string(), json!(ids(*figure)))).collect::<Map<_, _>>(),
        "conjugal_violence_percent": activity.conjugal_violence.percent().map(|percent| percent.to_string()),
        "stations": activity.stations.as_ref().ok().map(stations),
        "shifts": shifts(&activity),
        "breakdowns": breakdowns(facts, period),
        "answers": answers(facts, period),
        "workload": workload(facts, period),
        "typed": typed(&activity),
        "evolution": before.map(|before| evolution(before, &activity)),
    });
    (activity, json)
}

/// Counts other than 0, by name; those of one name together.
fn counts(counts: impl IntoIterator<Item = (String, u32)>) -> Json {
    let mut sums = BTreeMap::<String, u32>::new();
    for (name, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        *sums.entry(name).or_default() += count;
    }
    json!(sums)
}

fn stations(table: &StationTable) -> Json {
    let zone = |row: &report::ZoneRow| row.zone.initials().to_owned();
    let companies = || table.zones.iter().flat_map(|zone| &zone.companies);
    let sectors = table
        .zones
        .iter()
        .flat_map(|zone| &zone.other_sectors.sectors);
    let rows = companies()
        .flat_map(|company| &company.stations)
        .chain(sectors);
    let named = companies().filter_map(|row| Some((row.company?.to_string(), row.cases)));
    json!({
        "total": table.total,
        "zones": counts(table.zones.iter().map(|row| (zone(row), row.cases))),
        "companies": counts(named),
        "other_sectors": counts(table.zones.iter().map(|row| (zone(row), row.other_sectors.cases))),
        "stations": counts(rows.map(|row| (row.station.to_string(), row.cases))),
    })
}

/// What was typed in by hand.
fn typed(activity: &Activity) -> Json {
    let names = [
        "cases_handled",
        "cases_opened",
        "conjugal_violence",
        "interviews_held",
        "interviews_with_professionals",
        "sexual_violence_victims",
    ];
    let typed = names
        .into_iter()
        .zip(activity.headlines())
        .map(|(name, (_, total))| (name.to_owned(), json!(total.typed)));
    let shifts = (
        "shifts_held".to_owned(),
        json!(activity.shifts_held().typed),
    );
    Json::Object(typed.chain([shifts]).collect())
}

/// How the cases handled answer the fields that the schema counts.
fn answers(facts: &Facts, period: Period) -> Json {
    let answered = report::answers(facts, casework::Case::SCHEMA, period.from, period.to);
    let members = answered.into_iter().map(|one| {
        let given = one
            .counts
            .iter()
            .map(|count| (count.answer.clone(), count.cases));
        let member = json!({ "counts": counts(given), "sum": one.sum, "blank": one.blank });
        (one.field, member)
    });
    Json::Object(members.collect())
}

/// What each worker did, by the id of the worker; "?" for what names nobody.
fn workload(facts: &Facts, period: Period) -> Json {
    let loads = report::workload(facts, period.from, period.to).into_iter();
    let members = loads.map(|load| {
        let member = counts([
            ("held_minutes".to_owned(), load.held_minutes),
            ("due_minutes".to_owned(), load.due_minutes),
            ("interviews".to_owned(), load.interviews),
            ("cases".to_owned(), load.cases),
        ]);
        (
            load.worker
                .map_or("?".to_owned(), |worker| worker.to_string()),
            member,
        )
    });
    Json::Object(members.collect())
}

/// Every topic: its cells by their answers, and what is computed beside; as many records behind each cell as it counts.
fn breakdowns(facts: &Facts, period: Period) -> Json {
    let topics = report::breakdowns(facts, period.from, period.to);
    let counted = topics.iter().map(|one| {
        let behind = |answers: &[Option<&str>]| {
            let figure = Figure::Part(one.topic, Slice::of(one.topic, answers));
            facts.ids(figure, period.from, period.to).len()
        };
        let cells = one.cells.iter().map(|cell| {
            let answers: Vec<_> = cell.answers.iter().map(|one| Some(one.as_str())).collect();
            assert_eq!(
                behind(&answers),
                cell.count as usize,
                "{:?} {answers:?}",
                one.topic
            );
            assert_eq!(one.count(&answers), cell.count);
            (cell.answers.join("/"), cell.count)
        });
        let cells = counts(cells);
        // A case of which two reports left is one case behind both.
        if one.topic != Topic::ChildReports {
            let any = vec![None; one.topic.dimensions().len()];
            assert_eq!(behind(&any), one.total() as usize, "{:?}", one.topic);
        }
        let members = json!({
            "cells": cells,
            "median_days": one.median_days.map(|days| days.to_string()),
            "participants": one.participants,
        });
        (one.topic.name().to_owned(), members)
    });
    Json::Object(counted.collect())
}

fn shifts(activity: &Activity) -> Json {
    let row = |row: &report::ShiftRow| {
        let places = row.held_by_place;
        let counted = counts([
            ("scheduled".to_owned(), row.scheduled),
            ("scheduled_minutes".to_owned(), row.scheduled_minutes),
            ("held".to_owned(), row.held),
            ("held_minutes".to_owned(), row.held_minutes),
            ("cancelled".to_owned(), row.cancelled),
            ("held: station".to_owned(), places.station),
            ("held: own_premises".to_owned(), places.own_premises),
            ("held: remote".to_owned(), places.remote),
            ("held: not stated".to_owned(), places.not_stated),
        ]);
        (
            row.zone.map_or("?", report::Zone::initials).to_owned(),
            counted,
        )
    };
    let rows = activity.shifts.zones.iter().filter(|row| row.scheduled > 0);
    Json::Object(rows.map(row).collect())
}

fn evolution(before: &Activity, after: &Activity) -> Json {
    let text = |change: Change| match change {
        Change::Percent(tenths) | Change::Points(tenths) => tenths.signed().to_string(),
        Change::NotSignificant => "n.s.".to_owned(),
    };
    let changes = Evolution::between(before, after);
    json!({
        "cases_handled": text(changes.cases_handled),
        "cases_opened": text(changes.cases_opened),
        "conjugal_violence": text(changes.conjugal_violence),
        "conjugal_violence_share": text(changes.conjugal_violence_share),
        "interviews_held": text(changes.interviews_held),
        "interviews_with_professionals": text(changes.interviews_with_professionals),
        "sexual_violence_victims": text(changes.sexual_violence_victims),
        "shifts_held": text(changes.shifts_held),
    })
}

#[test]
fn an_independent_count_agrees_everywhere() {
    let folder = std::env::temp_dir().join(format!("permanence-count-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder takes folders");
    let worlds = worlds();
    let rows = counted_apart(&folder, &worlds);
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    assert_eq!(rows.len(), worlds.len() * periods().len());
    let mut rows = rows.into_iter();
    let (mut printed, mut refused) = (0, 0);
    for (place, records) in worlds.iter().enumerate() {
        let facts: Facts = records.iter().collect();
        let mut before = None;
        for period in periods() {
            let (activity, here) = counted_here(&facts, period, before.as_ref());
            let mut apart = rows.next().expect("as many rows as asked for");
            if let Json::Object(members) = &mut apart {
                members.remove("file");
            }
            assert_eq!(here, apart, "world {place}, {period:?}");
            *(if activity.stations.is_ok() {
                &mut printed
            } else {
                &mut refused
            }) += 1;
            before = Some(activity);
        }
    }
    // Worlds where every table prints, or none does, would prove little.
    assert!(
        printed > 300 && refused > 100,
        "{printed} printed, {refused} refused"
    );
}

/// The facts by Python alone: whatever the program counts, the records hold the report.
#[test]
fn an_independent_count_gives_the_facts() {
    let folder = std::env::temp_dir().join(format!("permanence-facts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder takes folders");
    let rows = counted_apart(&folder, &[to_records(&partnership(Language::English))]);
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    let expected = acceptance::activity();
    let figures = [
        ("files_handled", "cases_handled"),
        ("files_conjugal_violence", "conjugal_violence"),
        ("interviews_held", "interviews_held"),
        ("sexual_violence_victims", "sexual_violence_victims"),
        (
            "interviews_with_professionals",
            "interviews_with_professionals",
        ),
    ];
    for (place, column) in expected.columns.iter().enumerate() {
        let (year, half) = column.split_once("-H").unwrap_or((column, ""));
        let (from, to) = match half {
            "1" => (format!("{year}-01-01"), format!("{year}-07-01")),
            _ => (
                format!("{year}-01-01"),
                format!("{}-01-01", year.parse::<i32>().expect("a year") + 1),
            ),
        };
        let row = rows
            .iter()
            .find(|row| row["from"] == from && row["to"] == to)
            .expect("counted");
        for (fact, figure) in figures {
            assert_eq!(
                row["figures"][figure], expected.rows[fact][place],
                "{fact} of {column}"
            );
        }
    }
    let year = rows
        .iter()
        .find(|row| row["from"] == "2020-01-01" && row["to"] == "2021-01-01");
    let year = year.expect("2020 was counted");
    let zones = acceptance::zones();
    assert_eq!(year["stations"]["total"], zones.total);
    assert_eq!(year["stations"]["zones"], json!(zones.by_zone));
    assert_eq!(
        year["stations"]["other_sectors"],
        json!(zones.other_sectors)
    );
    let held = acceptance::rota().held_2020;
    assert_eq!(year["shifts"]["ZPN"]["held"], held.zpn);
    assert_eq!(year["shifts"]["ZGN"]["held"], held.zgn);
}
