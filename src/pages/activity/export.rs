//! The activity as tables to take away: every number of the screen, and what each counts. Pure.

use casework::Case;
use engine::message::table::{Book, Cell, Table};
use report::{Activity, Breakdown, Change, Share, ShiftRow};

use super::tables::{Row, lines, rows};
use super::topics::{name, named_answers};
use super::{Both, words};
use crate::i18n::labels;
use crate::schemas;
use crate::t;

/// Everything that the screen shows.
pub(super) fn book(both: &Both) -> Book {
    let mut tables = vec![figures(both)];
    tables.extend(stations(&both.now));
    tables.push(shifts(&both.now));
    tables.extend(both.topics.iter().map(topic));
    tables.push(answers(both));
    tables.push(definitions());
    Book { tables }
}

fn table(name: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    Table {
        name: name.to_owned(),
        columns: columns.iter().map(|title| (*title).to_owned()).collect(),
        rows,
    }
}

fn share(share: Share) -> Cell {
    share
        .percent()
        .map_or(Cell::Blank, |percent| Cell::Percent(percent.0))
}

/// A change with its unit: percent as a share, points and "n.s." in words.
fn change(change: Change) -> Cell {
    match change {
        Change::Percent(tenths) => Cell::Percent(tenths.0),
        other => Cell::from(words::change(other)),
    }
}

fn figures(both: &Both) -> Table {
    let [before, now] = [both.shown.before(), both.shown].map(words::period);
    let is_typed = !(both.before.typed.is_empty() && both.now.typed.is_empty());
    let line = |row: Row| {
        let line = vec![
            words::figure(row.figure).into(),
            row.before.sum().into(),
            row.now.sum().into(),
            change(row.change),
        ];
        let typed = [row.before.typed, row.now.typed].map(Cell::from);
        line.into_iter()
            .chain(typed.into_iter().filter(|_| is_typed))
            .collect()
    };
    let mut lines: Vec<Vec<Cell>> = rows(&both.before, &both.now)
        .into_iter()
        .map(line)
        .collect();
    let evolution = report::Evolution::between(&both.before, &both.now);
    lines.push(vec![
        t!(figure_conjugal_share).into(),
        share(both.before.conjugal_share()),
        share(both.now.conjugal_share()),
        change(evolution.conjugal_violence_share),
    ]);
    let typed = [&before, &now].map(|period| t!(typed_of, period = period.clone()));
    let mut columns = vec![t!(activity_figure), &before, &now, t!(activity_evolution)];
    columns.extend(typed.iter().map(String::as_str).filter(|_| is_typed));
    table(t!(activity_figures), &columns, lines)
}

fn stations(now: &Activity) -> Option<Table> {
    let stations = now.stations.as_ref().ok()?;
    let of_total = |part: u32| {
        share(Share {
            part,
            whole: stations.total,
        })
    };
    let mut rows: Vec<Vec<Cell>> = lines(stations)
        .into_iter()
        .map(|line| {
            vec![
                Cell::from(line.label),
                line.cases.into(),
                of_total(line.cases),
            ]
        })
        .collect();
    rows.push(vec![
        t!(planning_total).into(),
        stations.total.into(),
        Cell::Blank,
    ]);
    let columns = [t!(activity_place), t!(activity_cases), t!(activity_share)];
    Some(table(t!(activity_stations), &columns, rows))
}

fn shifts(now: &Activity) -> Table {
    let row = |row: &ShiftRow, label: &str| {
        vec![
            Cell::from(label),
            row.scheduled.into(),
            row.held.into(),
            row.cancelled.into(),
            share(row.held_share()),
            Cell::Minutes(row.held_minutes),
        ]
    };
    let zones = now.shifts.zones.iter();
    let mut rows: Vec<_> = zones
        .map(|one| {
            row(
                one,
                one.zone
                    .map_or(t!(planning_no_zone), report::Zone::initials),
            )
        })
        .collect();
    rows.push(row(&now.shifts.total, t!(planning_total)));
    let columns = [
        t!(activity_zone),
        t!(planning_planned),
        t!(planning_held),
        t!(activity_cancelled),
        t!(activity_held_share),
        t!(activity_hours_held),
    ];
    table(t!(activity_shifts), &columns, rows)
}

/// One row a cell, with its answers in words.
fn topic(topic: &Breakdown) -> Table {
    let dimensions = topic.topic.dimensions();
    let named: Vec<_> = (0..dimensions.len())
        .map(|place| named_answers(topic, place))
        .collect();
    let word = |(place, id): (usize, &String)| {
        let known = named
            .get(place)
            .and_then(|named| named.iter().find(|(known, _)| known == id));
        Cell::from(known.map_or(id.as_str(), |(_, word)| word.as_str()))
    };
    let row = |cell: &report::Cell| {
        let answers = cell.answers.iter().enumerate().map(word);
        answers.chain([cell.count.into()]).collect()
    };
    let rows = topic.cells.iter().map(row).collect();
    let titles: Vec<String> = (0..dimensions.len())
        .map(|place| name(dimensions, place))
        .collect();
    let columns: Vec<&str> = titles
        .iter()
        .map(String::as_str)
        .chain([t!(export_count)])
        .collect();
    table(words::topic(topic.topic), &columns, rows)
}

fn answers(both: &Both) -> Table {
    let whole = both.now.cases_handled;
    let mut rows = Vec::new();
    for answers in &both.answers {
        let Some(spec) = schemas::field(Case::ID, &answers.field) else {
            continue;
        };
        let label = labels::of_spec(Case::ID, &spec);
        let mut row = |answer: String, count: u32| {
            rows.push(vec![
                Cell::from(label.as_str()),
                Cell::from(answer),
                count.into(),
                share(Share { part: count, whole }),
            ]);
        };
        for count in answers.counts.iter().filter(|count| count.cases > 0) {
            row(words::answer(&spec, &count.answer), count.cases);
        }
        row(t!(activity_blank).to_owned(), answers.blank);
        if let Some(sum) = answers.sum {
            rows.push(vec![
                Cell::from(label.as_str()),
                t!(planning_total).into(),
                Cell::Whole(sum),
                Cell::Blank,
            ]);
        }
    }
    let columns = [
        t!(export_field),
        t!(export_answer),
        t!(activity_cases),
        t!(activity_share),
    ];
    table(t!(activity_profile), &columns, rows)
}

fn definitions() -> Table {
    let rows = words::definitions()
        .into_iter()
        .map(|(name, text)| vec![name.into(), text.into()]);
    let columns = [t!(activity_figure), t!(export_definition)];
    table(t!(activity_definitions), &columns, rows.collect())
}
