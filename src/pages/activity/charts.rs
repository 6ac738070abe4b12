//! The figures as pictures, each beside its table: the period beside the one a year before, and the stations on the schema of the territory.

use casework::station;
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Value};
use report::{Figure, StationTable};

use super::Both;
use super::tables::{lines, rows};
use super::words;
use crate::components::chart::{BarLine, Bars};
use crate::components::territory::{Disc, Territory};
use crate::pages::reading::{choice_of, text_of, value_of};
use crate::t;

/// The figures of both periods as bars.
#[component]
pub(super) fn EvolutionBars(both: Both) -> impl IntoView {
    let lines = rows(&both.before, &both.now)
        .into_iter()
        .map(|row| BarLine {
            label: words::figure(row.figure),
            bars: [row.before, row.now]
                .map(|count| (count, words::count(count)))
                .into(),
        });
    let series = [both.shown.before(), both.shown].map(words::period);
    let evolution = report::Evolution::between(&both.before, &both.now);
    let summary = t!(
        report_evolution_summary,
        before = series[0].clone(),
        now = series[1].clone(),
        cases = words::change(evolution.cases_handled),
        interviews = words::change(evolution.interviews_held)
    );
    let is_empty = both.before.cases_handled == 0 && both.now.cases_handled == 0;
    (!is_empty).then(|| view! { <Bars lines=lines.collect() series=series.into() summary /> })
}

/// The stations that have a place on the schema, as large as their cases.
#[component]
pub(super) fn StationMap(table: StationTable, stations: Vec<RecordView>) -> impl IntoView {
    let discs = discs(&table, &stations);
    (!discs.is_empty())
        .then(|| view! { <Territory discs summary=t!(territory_summary).to_owned() /> })
}

/// A disc a station that the team placed. Pure.
fn discs(table: &StationTable, stations: &[RecordView]) -> Vec<Disc> {
    let all = lines(table);
    let cases = |station: RecordId| {
        let line = all
            .iter()
            .find(|line| line.figure == Figure::CasesOfStation(station));
        line.map_or(0, |line| line.cases)
    };
    let at = |record: &RecordView, field: &str| match value_of(record, field) {
        Some(Value::Integer(place)) => u8::try_from(*place).ok().filter(|place| *place <= 100),
        _ => None,
    };
    let disc = |record: &RecordView| {
        Some(Disc {
            x: at(record, station::MAP_X.id())?,
            y: at(record, station::MAP_Y.id())?,
            label: text_of(record, station::LABEL).unwrap_or_default(),
            cases: cases(record.id),
            is_hollow: choice_of(record, station::ZONE) == Some(casework::choices::Zone::Zgn),
        })
    };
    stations.iter().filter_map(disc).collect()
}
