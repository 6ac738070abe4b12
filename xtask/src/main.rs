//! What the project does to itself: set up, build, run, test, check.
//!
//! `cargo xtask --help` lists the commands. Each ends with one clear sentence when it fails.

mod app;
mod ci;
mod fronts;
mod project;
mod run;
mod shell;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use app::BuildOptions;
use fronts::{BenchOptions, FiguresOptions, SoakOptions};
use project::Project;
use run::RunOptions;
use test::{Intensity, TestOptions};

/// Set up, build, run, test and check Permanence.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
struct CommandLine {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Install what is missing: the wasm standard library, trunk, wasm-bindgen, wasm-opt.
    Setup {
        /// Also what the tests need: Chromium and Playwright.
        #[arg(long)]
        tests: bool,
    },
    /// Build the application into `dist/`: wasm, policy, precache list, compressed files, sizes.
    Build,
    /// Set up, build everything, start the endpoint, and print the address to open.
    Run(RunOptions),
    /// The same as `run --demo`: open on invented data.
    Demo(RunOptions),
    /// Set up and run every test; the last line says how many passed and failed.
    Test(TestOptions),
    /// What must hold before a change is kept: format, clippy, tidy, then `test`.
    Ci,
    /// Check the project's invariants from its sources.
    Tidy,
    /// Run the tests with large counts of seeds, kills and cases, by hand.
    Soak(SoakOptions),
    /// Measure the application in Chromium, beside a hand-written baseline.
    Bench(BenchOptions),
    /// Print the figures of a year as the engine computes them.
    Figures(FiguresOptions),
}

fn main() -> ExitCode {
    match perform(CommandLine::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    let project = Project::find()?;
    match task {
        Task::Setup { tests } => set_up(&project, tests),
        Task::Build => {
            let tools = tools::set_up_build(&project)?;
            app::build(&project, &tools, &BuildOptions::shipped(&project))
        }
        Task::Run(options) => run::run(&project, &options),
        Task::Demo(options) => run::run(&project, &options.on_invented_data()),
        Task::Test(options) => test::test(&project, &options, &Intensity::default()),
        Task::Ci => ci::ci(&project),
        Task::Tidy => tidy::tidy(&project),
        Task::Soak(options) => fronts::soak(&project, &options),
        Task::Bench(options) => fronts::bench(&project, &options),
        Task::Figures(options) => fronts::figures(&project, &options),
    }
}

fn set_up(project: &Project, with_tests: bool) -> Result<()> {
    tools::set_up_build(project)?;
    if with_tests {
        tools::set_up_tests(project)?;
    }
    println!("✓ Everything is there.");
    Ok(())
}
