//! What the project does to itself: set up, build, run, test, check.
//!
//! `cargo xtask --help` lists the commands. Each ends with one clear sentence when it fails.

mod app;
mod project;
mod shell;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use app::BuildOptions;
use project::Project;

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
        Task::Setup { tests } => {
            tools::set_up_build(&project)?;
            if tests {
                tools::set_up_tests(&project)?;
            }
            println!("✓ Everything is there.");
            Ok(())
        }
        Task::Build => {
            let tools = tools::set_up_build(&project)?;
            app::build(&project, &tools, &BuildOptions::shipped(&project))
        }
    }
}
