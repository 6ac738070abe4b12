//! Tables as workbooks and text files.
//!
//! It runs in a worker of its own, started when a file is asked for and ended with it: neither the screen nor the engine carries
//! what writes workbooks. What it does is pure, and tested natively; [`start`] connects it to the worker.

mod csv_file;
mod entrance;
mod workbook;

use exchange::table::{Asked, Format, Refusal};

pub use entrance::start;

/// The file that is asked for. `progress` hears how far it is, in hundredths, never less than before.
///
/// # Errors
/// It is too large for its format.
pub fn file(asked: &Asked, progress: &mut dyn FnMut(u8)) -> Result<Vec<u8>, Refusal> {
    match asked.format {
        Format::Xlsx => workbook::write(&asked.book, progress),
        Format::Csv => csv_file::write(&asked.book),
    }
}
