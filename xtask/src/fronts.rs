//! Thin fronts of work that other rooms do: `figures`, `bench`, `soak`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;

use crate::app::{self, BuildOptions};
use crate::project::Project;
use crate::test::{self, Intensity, TestOptions};
use crate::{shell, tools};

/// What `figures` prints.
#[derive(Debug, Clone, Args)]
pub(crate) struct FiguresOptions {
    /// The year.
    #[arg(long)]
    year: i32,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// An exported file of records [default: the invented data].
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

/// How `bench` measures.
#[derive(Debug, Clone, Args)]
pub(crate) struct BenchOptions {
    /// How many cases.
    #[arg(long = "n", default_value_t = 10_000)]
    cases: u32,
    /// Also write the results to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// How long `soak` goes on.
#[derive(Debug, Clone, Args)]
pub(crate) struct SoakOptions {
    /// Seeds of the simulation.
    #[arg(long, default_value_t = 100_000)]
    seeds: u64,
    /// Kills of the endpoint and of the browser.
    #[arg(long, default_value_t = 500)]
    kills: u64,
    /// Cases of each property.
    #[arg(long, default_value_t = 1_000_000)]
    cases: u64,
    /// Saves of two tabs at once.
    #[arg(long, default_value_t = 200)]
    saves: u64,
    #[command(flatten)]
    tests: TestOptions,
}

/// Prints the activity and the zones of a year as the engine computes them.
pub(crate) fn figures(project: &Project, options: &FiguresOptions) -> Result<()> {
    let mut command = Command::new("cargo");
    command
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "permanence-testkit",
            "--bin",
            "permanence-figures",
            "--",
        ])
        .arg("--year")
        .arg(options.year.to_string())
        .current_dir(&project.root)
        .env("CARGO_TARGET_DIR", &project.target);
    if options.json {
        command.arg("--json");
    }
    if let Some(file) = &options.from {
        command.arg("--from").arg(std::path::absolute(file)?);
    }
    shell::run_shown(&mut command, "The figures could not be computed")
}

/// Measures the application in Chromium, beside the baseline.
pub(crate) fn bench(project: &Project, options: &BenchOptions) -> Result<()> {
    let folder = project.path("tests/e2e/bench");
    let config = folder.join("playwright.config.ts");
    if !config.is_file() {
        bail!("The bench is not built yet: tests/e2e/bench has no playwright.config.ts.");
    }
    let tools = tools::set_up_build(project)?;
    let browser = tools::set_up_tests(project)?;
    let dist = project.target.join("bench/dist");
    app::build(
        project,
        &tools,
        &BuildOptions {
            features: "bench".to_owned(),
            dist: dist.clone(),
        },
    )?;
    let endpoint = shell::step("Building the endpoint", || {
        let mut command = Command::new("cargo");
        command
            .args([
                "build",
                "--locked",
                "--profile",
                "server",
                "--package",
                "permanence-endpoint",
            ])
            .current_dir(&project.root)
            .env("CARGO_TARGET_DIR", &project.target);
        shell::run_shown(&mut command, "The endpoint does not build")?;
        Ok(project.target.join("server/permanence-endpoint"))
    })?;
    let mut command = Command::new("npx");
    command
        .args(["--no-install", "playwright", "test", "--config"])
        .arg(&config)
        .current_dir(project.path("tests/e2e"))
        .env("PERMANENCE_CHROMIUM", &browser.program)
        .env("PERMANENCE_ENDPOINT", &endpoint)
        .env("PERMANENCE_DIST", &dist)
        .env("PERMANENCE_BENCH_CASES", options.cases.to_string());
    if let Some(file) = &options.json {
        command.env(
            "PERMANENCE_BENCH_JSON",
            OsString::from(std::path::absolute(file)?),
        );
    }
    shell::run_shown(&mut command, "The bench failed")
}

/// The same tests with large counts, by hand.
pub(crate) fn soak(project: &Project, options: &SoakOptions) -> Result<()> {
    let variables = vec![
        ("PERMANENCE_SEEDS", options.seeds.to_string()),
        ("PERMANENCE_KILLS", options.kills.to_string()),
        ("PROPTEST_CASES", options.cases.to_string()),
        ("PERMANENCE_SAVES", options.saves.to_string()),
    ];
    test::test(project, &options.tests, &Intensity { variables })
}
