//! Lists as tables to take away: the cases that a filter finds, the records behind a number, every record of a small kind.

use casework::choices::Danger;
use engine::message::table::{Book, Cell, Table};
use engine::message::{CaseQuery, CaseRow, RecordView};
use record::{Choice, FieldSpec, Kind, Reader, Value};

use super::form::read_options;
use super::reading::{is_binned, values_of};
use crate::components::case_row::case_title;
use crate::engine_client::AskError;
use crate::forms::Options;
use crate::i18n::labels;
use crate::schemas;
use crate::session::Session;
use crate::t;

/// Rows that are asked for at once.
const PAGE: u32 = 200;

/// Every case that a filter finds.
pub(super) async fn of_cases(session: Session, query: CaseQuery) -> Result<Book, AskError> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let page = session
            .engine
            .cases(CaseQuery {
                offset,
                limit: PAGE,
                ..query.clone()
            })
            .await?;
        let is_last = page.rows.is_empty();
        rows.extend(page.rows.iter().map(of_case));
        if is_last || rows.len() >= usize::try_from(page.total).unwrap_or(0) {
            break;
        }
    }
    let columns = [
        labels::field("case", "number"),
        t!(export_person).to_owned(),
        labels::field("case", "station"),
        labels::field("case", "opened"),
        t!(export_last_contact).to_owned(),
        labels::field("case", "danger"),
        t!(case_closed).to_owned(),
    ];
    Ok(one(t!(place_cases), columns.into(), rows))
}

/// A table alone.
pub(super) fn one(name: &str, columns: Vec<String>, rows: Vec<Vec<Cell>>) -> Book {
    let table = Table {
        name: name.to_owned(),
        columns,
        rows,
    };
    Book {
        tables: vec![table],
    }
}

/// A case, in the columns of the list.
fn of_case(row: &CaseRow) -> Vec<Cell> {
    let day = |day: Option<chrono::NaiveDate>| day.map_or(Cell::Blank, Cell::Day);
    let danger = row.danger.as_deref();
    let danger = danger.map(|level| labels::choice(Danger::LIST.name, level));
    let name = match row.name.trim() {
        "" if row.number.trim().is_empty() => case_title(row),
        name => name.to_owned(),
    };
    vec![
        row.number.as_str().into(),
        name.into(),
        row.station_label.as_str().into(),
        day(row.opened),
        day(row.last_contact),
        danger.map_or(Cell::Blank, Cell::from),
        if row.is_closed {
            t!(answer_yes).into()
        } else {
            Cell::Blank
        },
    ]
}

/// Every record of a kind that is not in the bin, a column a field that forms ask for.
pub(super) async fn of_kind(session: Session, kind: &'static str) -> Result<Book, AskError> {
    let options = read_options(session).await;
    let records = session.engine.records(kind).await?;
    let schema = schemas::of_kind(kind);
    let is_told =
        |spec: &&FieldSpec| spec.is_exported && spec.is_asked && spec.reader == Reader::Everyone;
    let fields: Vec<FieldSpec> = schema
        .iter()
        .flat_map(|schema| schema.fields())
        .filter(is_told)
        .cloned()
        .collect();
    let is_there = |one: &&RecordView| !is_binned(one);
    let row = |record: &RecordView| {
        let cells = fields
            .iter()
            .map(|spec| cell(spec, values_of(record, spec.id.as_str()), &options));
        cells.collect::<Vec<_>>()
    };
    let rows = records.iter().filter(is_there).map(row).collect();
    let columns = fields
        .iter()
        .map(|spec| labels::of_spec(kind, spec))
        .collect();
    Ok(one(&labels::kind(kind), columns, rows))
}

/// What a field shows, typed where it is one number or one day.
fn cell(spec: &FieldSpec, values: &[Value], options: &Options) -> Cell {
    let word = |value: &Value| match value {
        Value::Reference(id) => options.name_of(&id.to_string()).unwrap_or_default(),
        value => labels::value(spec, value),
    };
    match (spec.kind, values) {
        (_, []) => Cell::Blank,
        // A year is no number of anything: nothing groups its digits.
        (Kind::Integer, [Value::Integer(year)]) if spec.id.as_str().ends_with("year") => {
            year.to_string().into()
        }
        (Kind::Integer, [Value::Integer(number)]) => Cell::Whole(*number),
        (Kind::Cents, [Value::Integer(cents)]) => Cell::Cents(*cents),
        (Kind::Minutes, [Value::Integer(minutes)]) => {
            u32::try_from(*minutes).map_or(Cell::Whole(*minutes), Cell::Minutes)
        }
        (_, [Value::Date(day)]) => Cell::Day(*day),
        (_, values) => values
            .iter()
            .map(word)
            .collect::<Vec<_>>()
            .join(", ")
            .into(),
    }
}
