//! `cargo xtask tidy`: the project's invariants, checked from its sources and from `cargo metadata`.
//!
//! Each check is a plain function from sources to violations and has a test that shows it fail. A
//! violation is a file, a line and a sentence.

mod dependencies;
mod directions;
mod functions;
mod glossary;
mod golden;
mod hygiene;
mod locales;
mod prose;
mod purity;
mod source;
mod words;

use std::fmt;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::shell;
use source::Sources;

/// One broken rule, at one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Violation {
    /// The file, from the project's root.
    pub(super) file: String,
    /// The line, from one; zero where the whole file is meant.
    pub(super) line: usize,
    /// What is wrong and, where it helps, what to do.
    pub(super) sentence: String,
}

impl Violation {
    fn new(file: &str, line: usize, sentence: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            sentence: sentence.into(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.sentence)
    }
}

/// Runs every check and prints what it finds.
///
/// # Errors
/// When anything is found, or the sources cannot be read.
pub(crate) fn tidy(project: &Project) -> Result<()> {
    let sources = Sources::read(&project.root)?;
    let mut found = check(&sources, &metadata(project)?);
    found.sort();
    found.dedup();
    for violation in &found {
        println!("{violation}");
    }
    if !found.is_empty() {
        bail!("{} places are not tidy (listed above)", found.len());
    }
    println!("  {} files are tidy.", sources.files.len());
    Ok(())
}

fn check(sources: &Sources, metadata: &serde_json::Value) -> Vec<Violation> {
    [
        source::unreadable(sources),
        directions::check(metadata),
        purity::check(sources, metadata),
        functions::check(sources),
        words::check(sources),
        prose::check(sources),
        locales::check(sources),
        glossary::check(sources),
        dependencies::check(sources),
        hygiene::check(sources),
        golden::check(sources),
    ]
    .concat()
}

fn metadata(project: &Project) -> Result<serde_json::Value> {
    let mut command = Command::new("cargo");
    command
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--locked",
            "--offline",
        ])
        .current_dir(&project.root);
    let text = shell::run_quiet(&mut command, "cargo metadata failed")?;
    serde_json::from_str(&text).context("cargo metadata is not JSON")
}

#[cfg(test)]
mod tests {
    use super::{Project, tidy};

    #[test]
    fn a_violation_reads_as_editors_expect() {
        let violation = super::Violation::new("src/app.rs", 3, "is wrong");
        assert_eq!(violation.to_string(), "src/app.rs:3: is wrong");
    }

    #[test]
    fn the_project_is_found() {
        let project = Project::find().expect("the project is here");
        assert!(project.path("Cargo.toml").is_file());
        let _: fn(&Project) -> anyhow::Result<()> = tidy;
    }
}
