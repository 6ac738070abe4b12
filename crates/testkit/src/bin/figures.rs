//! Prints the figures of a year as the program computes them: activity, halves, stations, shifts.
//!
//! On the invented partnership, unless given an export of records.

use std::path::PathBuf;

use anyhow::Context;
use casework::Casework;
use clap::Parser;
use record::Record;
use testkit::printout::Printout;
use testkit::{Language, partnership, to_records};

/// Prints the figures of a year, of its halves and of the year before.
#[derive(Parser)]
#[command(name = "permanence-figures")]
struct Arguments {
    /// The year.
    #[arg(long, default_value_t = 2020)]
    year: i32,
    /// Prints JSON, with the names of tests/facts.
    #[arg(long)]
    json: bool,
    /// An export of records (docs/export.md) instead of the invented partnership.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Writes the records themselves as JSON, and no figure.
    #[arg(long, conflicts_with = "from")]
    export: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if arguments.export {
        let records = to_records(&partnership(Language::French));
        let json = exchange::json::records_to_json(&Casework::default(), &records);
        return print(&json);
    }
    let printout = match &arguments.from {
        Some(path) => {
            let name = path.display().to_string();
            Printout::new(arguments.year, &name, &read(path)?)?
        }
        None => {
            let records = to_records(&partnership(Language::French));
            Printout::new(arguments.year, "invented partnership", &records)?.with_differences()
        }
    };
    let text = if arguments.json {
        serde_json::to_string_pretty(&printout)?
    } else {
        printout.to_string()
    };
    print(format!("{}\n", text.trim_end()).as_bytes())
}

/// A reader that closes early, such as `head`, is no fault.
fn print(text: &[u8]) -> anyhow::Result<()> {
    use std::io::{ErrorKind, Write};
    match std::io::stdout().lock().write_all(text) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("writing the figures"),
    }
}

fn read(path: &PathBuf) -> anyhow::Result<Vec<Record>> {
    let text = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let plain = exchange::json::records_from_json(&Casework::default(), &text)
        .with_context(|| format!("{} is not an export of records", path.display()))?;
    Ok((1..)
        .zip(&plain)
        .map(|(sequence, plain)| plain.to_record(sequence))
        .collect())
}
