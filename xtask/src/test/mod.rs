//! `cargo xtask test`: every test there is, in three groups, and one closing line.
//!
//! A group that fails does not stop the others. The last line of the output is
//! `N passed, N failed`.

mod end_to_end;
mod native;
mod tally;
mod wasm;

use std::time::Instant;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::project::Project;
use crate::{shell, tools};
use tally::Tally;

/// Which tests to run.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct TestOptions {
    /// Run only tests whose name contains one of these.
    filters: Vec<String>,
    /// Run only this group (can be given again).
    #[arg(long, value_name = "GROUP")]
    only: Vec<Group>,
}

/// The three groups of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// Rust tests on this machine.
    Native,
    /// Rust tests compiled to wasm, in Chromium.
    Wasm,
    /// The built application and a real endpoint, in Chromium.
    E2e,
}

impl Group {
    const ALL: [Self; 3] = [Self::Native, Self::Wasm, Self::E2e];

    fn name(self) -> &'static str {
        match self {
            Self::Native => "Native tests",
            Self::Wasm => "Wasm tests in Chromium",
            Self::E2e => "End-to-end tests in Chromium",
        }
    }
}

/// How much of the repeated tests is done: fixed small counts, or large ones by hand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Intensity {
    /// Variables that the tests read.
    pub(crate) variables: Vec<(&'static str, String)>,
}

/// Runs the tests and prints the closing line.
///
/// # Errors
/// When any test fails, or a group cannot run.
pub(crate) fn test(project: &Project, options: &TestOptions, intensity: &Intensity) -> Result<()> {
    let mut total = Tally::default();
    for group in Group::ALL {
        if options.only.is_empty() || options.only.contains(&group) {
            total += run_group(project, group, options, intensity);
        }
    }
    if options.filters.is_empty() && total.passed + total.failed() == 0 {
        total.broken.push("No test ran at all".to_owned());
    }
    print!("{total}");
    if total.failed() > 0 {
        bail_quietly();
    }
    Ok(())
}

/// The closing line stays the last one: no sentence after it.
fn bail_quietly() -> ! {
    std::process::exit(1)
}

fn run_group(
    project: &Project,
    group: Group,
    options: &TestOptions,
    intensity: &Intensity,
) -> Tally {
    let name = group.name();
    println!("▸ {name}");
    let start = Instant::now();
    let result = match group {
        Group::Native => native::run(project, &options.filters, intensity),
        Group::Wasm => wasm::run(project, &options.filters, intensity),
        Group::E2e => end_to_end::run(project, &options.filters, intensity),
    };
    let tally = result.unwrap_or_else(|error| {
        eprintln!("✗ {error:#}");
        Tally::broken(format!("{name} could not run"))
    });
    let mark = if tally.failed() == 0 { "✓" } else { "✗" };
    let (passed, failed) = (tally.passed, tally.failed());
    let time = shell::seconds(start.elapsed());
    println!("{mark} {name}: {passed} passed, {failed} failed ({time})");
    tally
}

/// A browser, set up.
fn browser(project: &Project) -> Result<tools::Browser> {
    let browser = tools::set_up_tests(project)?;
    if !browser.program.is_file() {
        bail!("Chromium is not at {}", browser.program.display());
    }
    Ok(browser)
}
