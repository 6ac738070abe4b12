//! What the office asks for: the whole yearly report, and a workbook.

use engine::message::table::{Book, Cell, Format, Table};
use report::Period;
use serde_json::{Value as Json, json};

use super::{Bench, reason};
use crate::files;

/// Columns of the workbook that is written.
const COLUMNS: u32 = 7;

impl Bench {
    /// The report of a year, with all that it prints, from the worker to here.
    pub(super) async fn deck(&self, year: u32) -> Result<Json, String> {
        let year = i32::try_from(year).map_err(|_| "no such year")?;
        let Period { from, to } = Period::year(year).ok_or("no such year")?;
        let report = self.session.engine.report((from, to)).await;
        let report = report.map_err(reason)?;
        let handled = report.now.now().map(|now| now.cases_handled);
        Ok(json!({ "columns": report.now.columns.len(), "cases_handled": handled }))
    }

    /// A workbook of so many rows, written in its worker: how long it is, and how often it said how far it was.
    pub(super) async fn workbook(&self, rows: u32) -> Result<Json, String> {
        let cell = |row: u32, column: u32| match column % 3 {
            0 => Cell::from(format!("Dossier {row}")),
            1 => Cell::Whole(row.into()),
            _ => Cell::Percent((row % 1_000).into()),
        };
        let row = |row: u32| (0..COLUMNS).map(|column| cell(row, column)).collect();
        let table = Table {
            name: "Dossiers".to_owned(),
            columns: (0..COLUMNS)
                .map(|column| format!("Colonne {column}"))
                .collect(),
            rows: (0..rows).map(row).collect(),
        };
        let told = std::rc::Rc::new(std::cell::Cell::new(0_u32));
        let telling = std::rc::Rc::clone(&told);
        let book = Book {
            tables: vec![table],
        };
        let file = files::write(Format::Xlsx, book, move |_| telling.set(telling.get() + 1)).await;
        let file = file.map_err(|refused| format!("{refused:?}"))?;
        Ok(json!({ "bytes": file.len(), "told": told.get() }))
    }
}
