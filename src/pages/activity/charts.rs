//! The figures as pictures, each beside its table: the period beside the one a year before, and the stations on the schema of the territory.

use casework::choices::Zone;
use casework::station;
use engine::message::RecordView;
use leptos::prelude::*;
use record::RecordId;
use report::{Activity, Evolution, Figure, StationTable};

use super::tables::{lines, rows};
use super::words;
use crate::components::chart::{BarLine, Bars};
use crate::components::territory::{Disc, Territory};
use crate::pages::reading::{choice_of, number_of, text_of};
use crate::t;

/// The figures of a period beside those of the one a year before, as bars; nothing where nothing was done in either.
#[component]
pub(in crate::pages) fn EvolutionBars(
    /// The figures of both.
    activities: [Activity; 2],
    /// What both are called.
    names: [String; 2],
) -> impl IntoView {
    let [before, now] = activities;
    let lines = rows(&before, &now).into_iter().map(|row| BarLine {
        label: words::figure(row.figure),
        bars: [row.before.sum(), row.now.sum()]
            .map(|count| (count, words::count(count)))
            .into(),
    });
    let evolution = Evolution::between(&before, &now);
    let summary = t!(
        report_evolution_summary,
        before = names[0].clone(),
        now = names[1].clone(),
        cases = words::change(evolution.cases_handled),
        interviews = words::change(evolution.interviews_held)
    );
    let is_empty = [&before, &now].map(words::handled) == [0, 0];
    (!is_empty).then(|| view! { <Bars lines=lines.collect() series=names.into() summary /> })
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
    let disc = |record: &RecordView| disc_of(record, cases(record.id));
    stations.iter().filter_map(disc).collect()
}

/// Where a station is on the schema; what lies outside of it is nowhere.
pub(in crate::pages) fn spot_of(station: &RecordView) -> Option<(u8, u8)> {
    let along = |field: &str| {
        let place = number_of(station, field).and_then(|place| u8::try_from(place).ok());
        place.filter(|place| *place <= 100)
    };
    along(station::MAP_X.id()).zip(along(station::MAP_Y.id()))
}

/// A station on the schema, as large as its cases; none where it has no place on it.
pub(in crate::pages) fn disc_of(station: &RecordView, cases: u32) -> Option<Disc> {
    let (x, y) = spot_of(station)?;
    Some(Disc {
        x,
        y,
        label: text_of(station, station::LABEL).unwrap_or_default(),
        cases,
        is_hollow: choice_of(station, station::ZONE) == Some(Zone::Zgn),
    })
}
