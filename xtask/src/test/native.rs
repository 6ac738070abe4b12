//! The Rust tests of every crate, on this machine.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::Intensity;
use super::tally::Tally;
use crate::project::Project;

/// `cargo test` over the workspace: library, programs, integration tests and examples in comments.
pub(super) fn run(project: &Project, filters: &[String], intensity: &Intensity) -> Result<Tally> {
    let mut command = Command::new("cargo");
    command
        .args(["test", "--locked", "--workspace", "--no-fail-fast"])
        .current_dir(&project.root)
        .env("CARGO_TARGET_DIR", &project.target)
        .envs(intensity.variables.iter().cloned());
    count(
        &mut command,
        filters,
        "Some crate does not compile, or some test program died",
    )
}

/// Runs a `cargo test` and counts; shows what fails and hides what passes.
pub(super) fn count(command: &mut Command, filters: &[String], failure: &str) -> Result<Tally> {
    command.arg("--").args(filters).stdout(Stdio::piped());
    let mut child = command.spawn().context("cannot start cargo")?;
    let mut tally = Tally::default();
    let output = child.stdout.take().context("cargo has no output")?;
    for line in BufReader::new(output).lines() {
        let line = line.context("cannot read what cargo prints")?;
        if tally.read_rust_line(&line) {
            println!("{line}");
        }
    }
    let status = child.wait().context("cargo cannot be waited for")?;
    if !status.success() && tally.failed() == 0 {
        tally.broken.push(failure.to_owned());
    }
    Ok(tally)
}
