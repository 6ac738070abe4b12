//! Playwright's tests: the built application, a real endpoint, a real Chromium.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::tally::Tally;
use super::{Intensity, browser};
use crate::app::{self, BuildOptions};
use crate::project::Project;
use crate::{shell, tools};

/// Builds what is tested, runs Playwright, and reads its report.
pub(super) fn run(project: &Project, filters: &[String], intensity: &Intensity) -> Result<Tally> {
    let tools = tools::set_up_build(project)?;
    let browser = browser(project)?;
    app::build(project, &tools, &BuildOptions::shipped(project))?;
    let endpoint = build_endpoint(project)?;
    let folder = project.path("tests/e2e");
    let report = folder.join("results/report.json");
    shell::remove_folder(&folder.join("results"))?;
    let mut command = Command::new("npx");
    command.args(["--no-install", "playwright", "test"]);
    if !filters.is_empty() {
        command
            .arg("--grep")
            .arg(filters.join("|"))
            .arg("--pass-with-no-tests");
    }
    command
        .current_dir(&folder)
        .envs(intensity.variables.iter().cloned())
        .env("PERMANENCE_CHROMIUM", &browser.program)
        .env("PERMANENCE_ENDPOINT", &endpoint)
        .env("npm_config_loglevel", "error");
    // A failed test is in the report; only a missing report is an error of its own.
    let ended = command.status().context("cannot start npx")?;
    let tally = read_report(&shell::read_text(&report).context("Playwright wrote no report")?)?;
    if !ended.success() && tally.failed() == 0 {
        return Ok(Tally::broken("Playwright ended with an error".to_owned()));
    }
    Ok(tally)
}

/// The endpoint with checks and without optimisation of its own code: the very program whose Rust tests just ran. Cargo chooses the features
/// of what it stands on by what is asked for; asked for as a test of the workspace it is that program, and nothing is compiled twice.
/// It serves `dist/` by `--app`.
fn build_endpoint(project: &Project) -> Result<PathBuf> {
    shell::step("Building the endpoint for the tests", || {
        let mut command = Command::new("cargo");
        command
            .args(["test", "--quiet", "--locked", "--workspace"])
            .args(["--no-run", "--test", "api"])
            .current_dir(&project.root)
            .env("CARGO_TARGET_DIR", &project.target);
        shell::run_shown(&mut command, "The endpoint does not build")
    })?;
    Ok(project.target.join("debug/permanence-endpoint"))
}

fn read_report(text: &str) -> Result<Tally> {
    let report: Value = serde_json::from_str(text).context("Playwright's report is not JSON")?;
    let mut tally = Tally::default();
    read_suites(&report["suites"], "", &mut tally);
    for error in report["errors"].as_array().into_iter().flatten() {
        tally
            .broken
            .push(format!("Playwright: {}", first_line(&error["message"])));
    }
    Ok(tally)
}

fn read_suites(suites: &Value, above: &str, tally: &mut Tally) {
    for suite in suites.as_array().into_iter().flatten() {
        let title = format!("{above}{} › ", suite["title"].as_str().unwrap_or_default());
        read_suites(&suite["suites"], &title, tally);
        for spec in suite["specs"].as_array().into_iter().flatten() {
            read_spec(spec, &title, tally);
        }
    }
}

fn read_spec(spec: &Value, above: &str, tally: &mut Tally) {
    let name = || format!("{above}{}", spec["title"].as_str().unwrap_or_default());
    for test in spec["tests"].as_array().into_iter().flatten() {
        match test["status"].as_str() {
            Some("expected") => tally.passed += 1,
            Some("flaky") => {
                tally.passed += 1;
                tally.unsteady.push(name());
            }
            Some("skipped") => {}
            _ => tally.failures.push(name()),
        }
    }
}

fn first_line(message: &Value) -> &str {
    message
        .as_str()
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::read_report;

    #[test]
    fn nested_suites_are_counted() {
        let tally = read_report(
            r#"{"suites":[{"title":"a.spec.ts","specs":[{"title":"one","tests":[{"status":"expected"}]}],
                "suites":[{"title":"group","specs":[{"title":"two","tests":[{"status":"unexpected"}]},
                {"title":"three","tests":[{"status":"skipped"}]},
                {"title":"four","tests":[{"status":"flaky"}]}]}]}],"errors":[]}"#,
        )
        .expect("a report");
        assert_eq!(tally.passed, 2);
        assert_eq!(tally.unsteady, ["a.spec.ts › group › four"]);
        assert_eq!(tally.failures, ["a.spec.ts › group › two"]);
    }

    #[test]
    fn an_error_outside_of_tests_counts() {
        let tally = read_report(r#"{"suites":[],"errors":[{"message":"no such file\nmore"}]}"#)
            .expect("a report");
        assert_eq!(tally.broken, ["Playwright: no such file"]);
    }
}
