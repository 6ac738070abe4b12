//! What `permanence-figures` prints: the numbers and the names of the facts.

use casework::Casework;
use serde_json::{Value as Json, json};
use testkit::printout::Printout;
use testkit::{Language, acceptance, partnership, to_records};

fn printout() -> Json {
    let records = to_records(&partnership(Language::French));
    let printout = Printout::new(2020, "test", &records).expect("2020 is in the calendar");
    serde_json::to_value(printout.with_differences()).expect("a print-out is JSON")
}

#[test]
fn the_json_has_the_numbers_and_names_of_the_facts() {
    let printed = printout();
    let activity = acceptance::activity();
    let columns = printed["activity"]["columns"].as_array().expect("columns");
    for (place, column) in activity.columns.iter().enumerate() {
        let here = columns
            .iter()
            .position(|name| name == column)
            .expect("each column is there");
        for (row, numbers) in &activity.rows {
            assert_eq!(
                printed["activity"]["rows"][row][here], numbers[place],
                "{row} {column}"
            );
        }
    }
    for (year, share) in &activity.shares_of_files_handled["conjugal_violence"] {
        let here = &printed["activity"]["shares_of_files_handled"]["conjugal_violence"][year];
        assert_eq!(*here, share.exact);
    }
    for (row, change) in &activity.evolution_2019_2020 {
        assert_eq!(printed["activity"]["evolution"][row], change.exact);
    }
    let zones = acceptance::zones();
    let expected = json!({
        "year": 2020,
        "by_station": zones.by_station,
        "by_company": zones.by_company,
        "other_sectors": zones.other_sectors,
        "by_zone": zones.by_zone,
        "total": zones.total,
    });
    assert_eq!(printed["zones"], expected);
    let held = acceptance::rota().held_2020;
    assert_eq!(printed["shifts"]["ZPN"]["held"], held.zpn);
    assert_eq!(printed["shifts"]["ZGN"]["held"], held.zgn);
    assert_eq!(printed["shifts"]["total"]["held"], held.total);
    let grants = &printed["funding"]["grants"];
    let exact = acceptance::funding().grants_2020.exact_totals;
    assert_eq!(grants["totals"]["requested"], exact.requested);
    assert_eq!(grants["totals"]["agreed"], exact.after_convention);
    assert_eq!(grants["totals"]["paid"], exact.paid);
    assert_eq!(printed["funding"]["plan"]["totals"][0], 5_125_000);
}

#[test]
fn contradictions_of_the_printed_report_are_told() {
    let printed = printout();
    let differences = printed["differences"].as_array().expect("differences");
    let figures: Vec<_> = differences
        .iter()
        .filter_map(|row| row["figure"].as_str())
        .collect();
    assert_eq!(
        figures,
        [
            "share of conjugal_violence, 2020",
            "evolution of files_conjugal_violence",
            "evolution of interviews_held",
        ]
    );
    assert!(
        differences
            .iter()
            .all(|row| row["why"].as_str().is_some_and(|why| !why.is_empty()))
    );
}

#[test]
fn an_export_read_back_prints_the_same() {
    let casework = Casework::default();
    let records = to_records(&partnership(Language::French));
    let json = exchange::json::records_to_json(&casework, &records);
    let read = exchange::json::records_from_json(&casework, &json).expect("our own export");
    let again: Vec<_> = read.iter().map(|plain| plain.to_record(1)).collect();
    let print = |records| {
        Printout::new(2020, "test", records)
            .expect("in the calendar")
            .to_string()
    };
    assert_eq!(print(&again), print(&records));
    assert!(Printout::new(i32::MIN, "test", &records).is_err());
}
