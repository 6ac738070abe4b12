//! `cargo xtask ci`: format, clippy with warnings as errors, tidy, then exactly `cargo xtask test`.

use std::process::Command;

use anyhow::Result;

use crate::project::Project;
use crate::test::{self, Intensity, TestOptions};
use crate::{shell, tidy};

/// Everything that must hold before a change is kept.
pub(crate) fn ci(project: &Project) -> Result<()> {
    shell::step("Format", || {
        let mut command = cargo(project, &["fmt", "--all", "--check"]);
        shell::run_shown(
            &mut command,
            "The code is not formatted: run `cargo fmt --all`",
        )
    })?;
    shell::step("Clippy", || clippy(project, &[]))?;
    shell::step("Clippy, every feature", || {
        clippy(project, &["--all-features"])
    })?;
    shell::step("Tidy", || tidy::tidy(project))?;
    test::test(project, &TestOptions::default(), &Intensity::default())
}

fn clippy(project: &Project, features: &[&str]) -> Result<()> {
    let mut command = cargo(
        project,
        &["clippy", "--locked", "--workspace", "--all-targets"],
    );
    command.args(features).args(["--", "-D", "warnings"]);
    shell::run_shown(&mut command, "Clippy found something")
}

fn cargo(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(arguments)
        .current_dir(&project.root)
        .env("CARGO_TARGET_DIR", &project.target);
    command
}
