//! Tables as text: a semicolon between cells, a comma before decimals, days as they are written in France. UTF-8, with the mark by
//! which spreadsheets know it.
//!
//! A text that a spreadsheet would take for a formula is written after an apostrophe, so that it stays a text (OWASP, CSV injection).

use exchange::table::{Book, Cell, Refusal, Table};

/// By which spreadsheets know UTF-8.
const MARK: &str = "\u{feff}";

/// What a text may not begin with, lest it is taken for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A number in its smallest unit with a comma before so many places: 1250 of two is `12,50`.
fn decimal(number: i64, places: u32) -> String {
    let scale = 10_u64.pow(places);
    let (sign, abs) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    let width = places as usize;
    format!("{sign}{},{:0width$}", abs / scale, abs % scale)
}

pub(crate) fn write(book: &Book) -> Result<Vec<u8>, Refusal> {
    let mut file = MARK.as_bytes().to_vec();
    for (place, table) in book.tables.iter().enumerate() {
        if place > 0 {
            file.extend_from_slice(b"\r\n");
        }
        if book.tables.len() > 1 {
            file.extend(rows(&[vec![guarded(&table.name)]])?);
        }
        file.extend(of_table(table)?);
    }
    Ok(file)
}

fn of_table(table: &Table) -> Result<Vec<u8>, Refusal> {
    let titles = table.columns.iter().map(|title| guarded(title)).collect();
    let mut all = vec![titles];
    let cells = |row: &Vec<Cell>| row.iter().map(text).collect::<Vec<_>>();
    all.extend(table.rows.iter().map(cells));
    rows(&all)
}

fn rows(rows: &[Vec<String>]) -> Result<Vec<u8>, Refusal> {
    let mut builder = csv::WriterBuilder::new();
    builder
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true);
    let mut writer = builder.from_writer(Vec::new());
    for row in rows {
        // Memory takes every byte.
        writer.write_record(row).map_err(|_| Refusal::Fault)?;
    }
    writer.into_inner().map_err(|_| Refusal::Fault)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Percent(tenths) => decimal(*tenths, 1),
        Cell::FinePercent(hundredths) => decimal(*hundredths, 2),
        Cell::Cents(cents) => decimal(*cents, 2),
        Cell::Day(day) => day.format("%d/%m/%Y").to_string(),
        Cell::Minutes(minutes) => format!("{}:{:02}", minutes / 60, minutes % 60),
    }
}

fn guarded(text: &str) -> String {
    // What stands after blanks is a formula to some programs too.
    let begins = text.trim_start_matches(' ').starts_with(FORMULA);
    if begins {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
