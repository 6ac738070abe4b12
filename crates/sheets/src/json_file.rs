//! Tables as JSON, for programs: numbers in the unit that people read (percent, euros, minutes), days as `2020-02-29`.

use exchange::table::{Book, Cell, Refusal, Table};
use serde_json::{Value, json};

pub(crate) fn write(book: &Book) -> Result<Vec<u8>, Refusal> {
    let tables: Vec<Value> = book.tables.iter().map(table).collect();
    let file = json!({ "format": "permanence-tables", "version": 1, "tables": tables });
    serde_json::to_vec_pretty(&file).map_err(|_| Refusal::Fault)
}

fn table(table: &Table) -> Value {
    let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>();
    let rows: Vec<_> = table.rows.iter().map(row).collect();
    json!({ "name": table.name, "columns": table.columns, "rows": rows })
}

fn cell(cell: &Cell) -> Value {
    match cell {
        Cell::Blank => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Whole(number) => (*number).into(),
        Cell::Percent(tenths) => decimal(*tenths, 10.0),
        Cell::FinePercent(hundredths) => decimal(*hundredths, 100.0),
        Cell::Cents(cents) => decimal(*cents, 100.0),
        Cell::Day(day) => day.to_string().into(),
        Cell::Minutes(minutes) => (*minutes).into(),
    }
}

/// Written with the fewest digits that give it back: 902 tenths are 90.2.
#[allow(
    clippy::cast_precision_loss,
    reason = "amounts of money stay far below 2^53 cents"
)]
fn decimal(number: i64, unit: f64) -> Value {
    json!(number as f64 / unit)
}
