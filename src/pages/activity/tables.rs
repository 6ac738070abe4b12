//! The figures of a period as tables, beside those of the year before. Every number leads to what it counts.

use chrono::NaiveDate;
use leptos::prelude::*;
use report::{
    Activity, Change, CompanyRow, Discrepancy, Evolution, Figure, Gap, Share, ShiftRow, StationRow,
    StationTable, Total, Zone, ZoneRow,
};

use super::Both;
use super::charts::StationMap;
use super::typed::beside;
use super::words;
use crate::components::notice::{Notice, Weight};
use crate::pages::planning::words::duration;
use crate::route::Route;
use crate::t;

/// A number that leads to what it counts; a zero leads nowhere.
#[component]
pub(in crate::pages) fn Number(
    /// Which number.
    figure: Figure,
    /// Of these figures.
    of: Activity,
    /// How much it is.
    count: u32,
    /// What is shown, where that is more than what records are behind.
    #[prop(optional)]
    shown: Option<u32>,
) -> impl IntoView {
    let text = words::count(shown.unwrap_or(count));
    let Activity { from, to, .. } = of;
    match count {
        0 => text.into_any(),
        _ => view! { <a href=Route::Behind { figure, from, to }.path()>{text}</a> }.into_any(),
    }
}

/// A line of the table of figures.
pub(super) struct Row {
    pub(super) figure: Figure,
    pub(super) before: Total,
    pub(super) now: Total,
    pub(super) change: Change,
}

/// The lines of the table of figures. Pure.
pub(super) fn rows(before: &Activity, now: &Activity) -> [Row; 6] {
    let mut now = now.headlines().into_iter();
    before.headlines().map(|(figure, before)| {
        let now = now.next().map_or(Total::default(), |(_, now)| now);
        let change = Change::of_count(before.sum(), now.sum());
        Row {
            figure,
            before,
            now,
            change,
        }
    })
}

/// The figures, those of the year before, and how they changed.
#[component]
pub(super) fn Figures(both: Both) -> impl IntoView {
    let Both {
        shown, before, now, ..
    } = both;
    let share_change = Evolution::between(&before, &now).conjugal_violence_share;
    let [share_before, share_now] =
        [&before, &now].map(|of| words::share(of.conjugal_share()).unwrap_or_default());
    let lines = rows(&before, &now).into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{words::figure(row.figure)}</th>
                <td class="num"><Number figure=row.figure of=before.clone() count=row.before.counted />{beside(row.before)}</td>
                <td class="num"><Number figure=row.figure of=now.clone() count=row.now.counted />{beside(row.now)}</td>
                <td class="num">{words::change(row.change)}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <section class="section" aria-labelledby="figures">
            <h2 id="figures" class="section-title">{t!(activity_figures)}</h2>
            <table class="figures" id="figures-table">
                <thead><tr>
                    <th scope="col"><span class="visually-hidden">{t!(activity_figure)}</span></th>
                    <th scope="col">{words::period(shown.before())}</th>
                    <th scope="col">{words::period(shown)}</th>
                    <th scope="col">{t!(activity_evolution)}</th>
                </tr></thead>
                <tbody>
                    {lines}
                    <tr><th scope="row">{t!(figure_conjugal_share)}</th><td class="num">{share_before}</td><td class="num">{share_now}</td><td class="num">{words::change(share_change)}</td></tr>
                </tbody>
            </table>
        </section>
    }
}

/// Cases by station, company and zone; or why they are not shown.
#[component]
pub(super) fn Stations(both: Both) -> impl IntoView {
    let Both { now, stations, .. } = both;
    let table = match now.stations.clone() {
        Ok(table) => {
            view! { <StationMap table=table.clone() stations /><StationLines table now /> }
                .into_any()
        }
        Err(refusal) => {
            let (from, to) = (now.from, now.to);
            let reason = move |reason: &Discrepancy| {
                let text = words::discrepancy(reason);
                match way_to_mend(reason, from, to) {
                    Some(route) => view! { <li><a href=route.path()>{text}</a></li> }.into_any(),
                    None => view! { <li>{text}</li> }.into_any(),
                }
            };
            let reasons = refusal.reasons.iter().map(reason).collect_view();
            view! {
                <Notice weight=Weight::Waiting text=t!(activity_refused, placed = refusal.placed, total = refusal.total)>
                    <ul class="planning-conflicts">{reasons}</ul>
                </Notice>
            }
            .into_any()
        }
    };
    view! {
        <section class="section" aria-labelledby="by-station">
            <h2 id="by-station" class="section-title">{t!(activity_stations)}</h2>
            {table}
        </section>
    }
}

/// Where what keeps the table from adding up is mended.
fn way_to_mend(reason: &Discrepancy, from: NaiveDate, to: NaiveDate) -> Option<Route> {
    match reason {
        Discrepancy::CasesWithoutStation { .. } => Some(Route::Behind {
            figure: Figure::Gap(Gap::CasesWithoutStation),
            from,
            to,
        }),
        Discrepancy::StationWithoutZone { station, .. }
        | Discrepancy::UnknownCompany { station, .. }
        | Discrepancy::CompanyInOtherZone { station, .. } => Some(Route::TeamPart(*station)),
        // What is not on this device comes with the next exchange.
        Discrepancy::UnknownCases { .. } | Discrepancy::UnknownStation { .. } => None,
    }
}

/// What a line of the table by station is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Level {
    Zone,
    Company,
    Station,
}

impl Level {
    pub(in crate::pages) const fn class(self) -> &'static str {
        match self {
            Self::Zone => "of-zone",
            Self::Company => "of-company",
            Self::Station => "of-station",
        }
    }
}

/// A line of the table by station.
pub(in crate::pages) struct Line {
    pub(in crate::pages) level: Level,
    pub(in crate::pages) label: String,
    pub(in crate::pages) figure: Figure,
    pub(in crate::pages) cases: u32,
}

/// The lines of the table by station, those without a case left out. Pure.
pub(in crate::pages) fn lines(table: &StationTable) -> Vec<Line> {
    let mut lines: Vec<Line> = table.zones.iter().flat_map(of_zone).collect();
    lines.retain(|line| line.cases > 0 || line.level == Level::Zone);
    lines
}

fn of_zone(row: &ZoneRow) -> Vec<Line> {
    let zone = row.zone;
    let head = Line {
        level: Level::Zone,
        label: zone.initials().to_owned(),
        figure: Figure::CasesOfZone(zone),
        cases: row.cases,
    };
    let companies = row
        .companies
        .iter()
        .flat_map(|company| of_company(zone, company));
    let others = Line {
        level: Level::Company,
        label: t!(activity_others).to_owned(),
        figure: Figure::CasesOfOtherSectors(zone),
        cases: row.other_sectors.cases,
    };
    let sectors = row.other_sectors.sectors.iter().map(of_station);
    std::iter::once(head)
        .chain(companies)
        .chain([others])
        .chain(sectors)
        .collect()
}

fn of_company(zone: Zone, row: &CompanyRow) -> Vec<Line> {
    let head = row.company.map(|company| Line {
        level: Level::Company,
        label: row.label.clone(),
        figure: Figure::CasesOfCompany(zone, company),
        cases: row.cases,
    });
    head.into_iter()
        .chain(row.stations.iter().map(of_station))
        .collect()
}

fn of_station(row: &StationRow) -> Line {
    Line {
        level: Level::Station,
        label: row.label.clone(),
        figure: Figure::CasesOfStation(row.station),
        cases: row.cases,
    }
}

#[component]
fn StationLines(table: StationTable, now: Activity) -> impl IntoView {
    let total = table.total;
    let line = |line: Line| {
        let share = Share {
            part: line.cases,
            whole: total,
        };
        view! {
            <tr class=line.level.class()>
                <th scope="row">{line.label}</th>
                <td class="num"><Number figure=line.figure of=now.clone() count=line.cases /></td>
                <td class="num">{words::share(share)}</td>
                <td><meter class="bar-of" min="0" max=total.max(1).to_string() value=line.cases.to_string() aria-hidden="true"></meter></td>
            </tr>
        }
    };
    let lines = lines(&table).into_iter().map(line).collect_view();
    view! {
        <table class="figures figures-bars" id="stations-table">
            <thead><tr>
                <th scope="col">{t!(activity_place)}</th>
                <th scope="col">{t!(activity_cases)}</th>
                <th scope="col">{t!(activity_share)}</th>
                <td></td>
            </tr></thead>
            <tbody>{lines}</tbody>
            <tfoot><tr><th scope="row">{t!(planning_total)}</th><td class="num"><Number figure=Figure::CasesHandled of=now.clone() count=total /></td><td></td><td></td></tr></tfoot>
        </table>
    }
}

/// Shifts by zone: planned, held, called off, and where.
#[component]
pub(super) fn Shifts(both: Both) -> impl IntoView {
    let now = both.now;
    let row = |row: &ShiftRow, is_total: bool| {
        let zone = row.zone;
        let number = |figure: Figure, count: u32| match is_total {
            true => words::count(count).into_any(),
            false => view! { <Number figure of=now.clone() count /> }.into_any(),
        };
        let label = match (is_total, zone) {
            (true, _) => t!(planning_total),
            (false, None) => t!(planning_no_zone),
            (false, Some(zone)) => zone.initials(),
        };
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="num">{number(Figure::ShiftsScheduled(zone), row.scheduled)}</td>
                <td class="num">{number(Figure::ShiftsHeld(zone), row.held)}</td>
                <td class="num">{number(Figure::ShiftsCancelled(zone), row.cancelled)}</td>
                <td class="num">{words::share(row.held_share())}</td>
                <td class="num">{duration(row.held_minutes)}</td>
            </tr>
        }
    };
    let rows = now
        .shifts
        .zones
        .iter()
        .map(|zone| row(zone, false))
        .collect_view();
    let total = row(&now.shifts.total, true);
    let places = now.shifts.total.held_by_place;
    let places = t!(
        activity_places,
        station = places.station,
        own = places.own_premises,
        remote = places.remote,
        unsaid = places.not_stated
    );
    view! {
        <section class="section" aria-labelledby="by-shift">
            <h2 id="by-shift" class="section-title">{t!(activity_shifts)}</h2>
            <div class="figures-wide">
                <table class="figures" id="shifts-table">
                    <thead><tr>
                        <th scope="col">{t!(activity_zone)}</th>
                        <th scope="col">{t!(planning_planned)}</th>
                        <th scope="col">{t!(planning_held)}</th>
                        <th scope="col">{t!(activity_cancelled)}</th>
                        <th scope="col">{t!(activity_held_share)}</th>
                        <th scope="col">{t!(activity_hours_held)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{total}</tfoot>
                </table>
            </div>
            <p class="soft" id="shifts-places">{places}</p>
        </section>
    }
}

/// What was left blank and keeps the figures from being complete, each with the way to it.
#[component]
pub(super) fn Gaps(both: Both) -> impl IntoView {
    let Activity { from, to, gaps, .. } = both.over;
    let line = move |one: report::GapCount| {
        let figure = Figure::Gap(one.gap);
        view! { <li><a href=Route::Behind { figure, from, to }.path()>{t!(activity_gap, what = words::gap(one.gap), count = one.records)}</a></li> }
    };
    (!gaps.is_empty()).then(|| view! {
        <Notice weight=Weight::Waiting text=t!(activity_gaps)>
            <ul class="planning-conflicts" id="gaps">{gaps.into_iter().map(line).collect_view()}</ul>
        </Notice>
    })
}
