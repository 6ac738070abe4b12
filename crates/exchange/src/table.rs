//! Tables as they leave for a workbook or a text file: typed cells under titles. What writes them is a room of its own, which is
//! fetched when a table is asked for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Several tables in one file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Book {
    /// In order; a file of text holds the first alone, or one after the other.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// What its sheet is called.
    pub name: String,
    /// Titles of its columns.
    pub columns: Vec<String>,
    /// Its rows, one cell a column at the most.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell. Numbers are kept whole, in their unit, so that nothing is rounded on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Words. Never a formula, whatever they begin with.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A share in percent, in tenths of a percent.
    Percent(i64),
    /// A share in percent, in hundredths of a percent.
    FinePercent(i64),
    /// An amount in cents.
    Cents(i64),
    /// A civil day.
    Day(NaiveDate),
    /// A duration in minutes.
    Minutes(u32),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        match text.is_empty() {
            true => Self::Blank,
            false => Self::Text(text.to_owned()),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}

/// Which file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// A workbook: typed cells, widths, the titles kept in sight.
    Xlsx,
    /// Text with a semicolon between cells and a comma before decimals, as French programs read it; UTF-8.
    Csv,
    /// JSON, for programs.
    Json,
}

/// What is asked of the worker that writes and reads tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// A file to write.
    Write {
        /// Which.
        format: Format,
        /// Of what.
        book: Book,
    },
    /// A file to read: a workbook (XLSX, ODS) or text with separators.
    Read(Vec<u8>),
}

/// What that worker says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// How far it is, in hundredths.
    Progress(u8),
    /// The file.
    Done(Vec<u8>),
    /// What stands in a file.
    Read(Vec<RawSheet>),
    /// There is no file: too many rows for a sheet, or a message of another build.
    Refused(Refusal),
}

/// A sheet as it was read: words, days as `2020-02-29`, numbers as `12.5`; nothing is understood yet. Formulas are their last values.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RawSheet {
    /// What it is called.
    pub name: String,
    /// Its rows, from the first that holds something.
    pub rows: Vec<Vec<String>>,
}

/// Why there is no file, or nothing was read of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Written: a sheet holds 1 048 575 rows and 16 384 columns at the most. Read: more rows or columns than an import takes.
    TooLarge,
    /// A message that this build does not understand, or a fault of the program.
    Fault,
    /// It is protected by a password, or a workbook from before 2007.
    Protected,
    /// It is no workbook and no text, or was cut.
    Broken,
    /// Nothing stands in it.
    Empty,
}
