//! Tests compiled to wasm, run in Chromium through its driver: `tests/wasm*.rs` of any crate.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::tally::Tally;
use super::{Intensity, browser, native};
use crate::project::Project;
use crate::{shell, tools};

/// What the driver is asked to start: the arguments that a headless browser in a container needs.
const CAPABILITIES: &str = r#"{"goog:chromeOptions":{"args":["--headless","--no-sandbox","--disable-gpu",
"--disable-dev-shm-usage","--disable-quic","--no-first-run","--disable-background-networking",
"--disable-component-update","--disable-sync"],"binary":"CHROMIUM"}}"#;
/// How long one test program may take in the browser, in seconds.
const TIMEOUT_S: &str = "300";

/// Runs the wasm tests of every crate that has some.
pub(super) fn run(project: &Project, filters: &[String], intensity: &Intensity) -> Result<Tally> {
    let crates = crates_with_tests(project)?;
    if crates.is_empty() {
        println!("  No crate has tests/wasm*.rs.");
        return Ok(Tally::default());
    }
    let tools = tools::set_up_build(project)?;
    let browser = browser(project)?;
    let capabilities = project.target.join("webdriver.json");
    shell::write_file(
        &capabilities,
        CAPABILITIES.replace("CHROMIUM", &browser.program.to_string_lossy()),
    )?;
    let mut command = Command::new("cargo");
    command.args([
        "test",
        "--locked",
        "--no-fail-fast",
        "--target",
        tools::WASM,
        "--test",
        "wasm*",
    ]);
    for package in &crates {
        command.arg("--package").arg(package);
    }
    command
        .current_dir(&project.root)
        .envs(tools.environment()?)
        .envs(intensity.variables.iter().cloned())
        .env("CARGO_TARGET_DIR", &project.target)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", TIMEOUT_S);
    native::count(
        &mut command,
        filters,
        "A wasm test does not compile, or the browser did not answer",
    )
}

/// The packages under `crates/` that have a `tests/wasm*.rs`.
fn crates_with_tests(project: &Project) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let folder = project.path("crates");
    for entry in fs::read_dir(&folder).context("cannot read crates/")? {
        let path = entry?.path();
        if has_wasm_test(&path.join("tests")) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            found.push(format!("permanence-{name}"));
        }
    }
    found.sort();
    Ok(found)
}

fn has_wasm_test(tests: &Path) -> bool {
    let Ok(entries) = fs::read_dir(tests) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with("wasm") && name.ends_with(".rs")
    })
}
