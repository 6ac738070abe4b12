//! Tables as workbooks, text files and JSON, written and read.
//!
//! It runs in a worker of its own, started when a file is asked for and ended with it: neither the screen nor the engine carries
//! what writes workbooks. What it does is pure, and tested natively; [`start`] connects it to the worker.

mod csv_file;
mod entrance;
mod json_file;
mod reading;
mod workbook;

use exchange::table::{Asked, Book, Format, Refusal, Told};

pub use entrance::start;
pub use reading::read;

/// The answer to what is asked. `progress` hears how far it is, in hundredths, never less than before.
pub fn answer(asked: Asked, progress: &mut dyn FnMut(u8)) -> Told {
    let answer = match asked {
        Asked::Write { format, book } => file(format, &book, progress).map(Told::Done),
        Asked::Read(bytes) => reading::read(bytes).map(Told::Read),
    };
    answer.unwrap_or_else(Told::Refused)
}

/// The file of these tables.
///
/// # Errors
/// It is too large for its format.
pub fn file(format: Format, book: &Book, progress: &mut dyn FnMut(u8)) -> Result<Vec<u8>, Refusal> {
    match format {
        Format::Xlsx => workbook::write(book, progress),
        Format::Csv => csv_file::write(book),
        Format::Json => json_file::write(book),
    }
}
