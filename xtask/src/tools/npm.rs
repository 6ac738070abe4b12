//! What comes from npm: wasm-opt (in the package `binaryen`) for builds, Playwright for tests.
//!
//! Both come from a committed lock file that names digests and no address.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::project::Project;
use crate::shell;

/// An installed wasm-opt.
pub(super) struct WasmOpt {
    /// The folder of the program.
    pub(super) folder: PathBuf,
    /// What it says of its version.
    pub(super) version: String,
}

/// Installs `binaryen` as `xtask/npm` locks it.
pub(super) fn install_binaryen(project: &Project) -> Result<WasmOpt> {
    let source = project.path("xtask/npm");
    let version = locked_version(&source, "binaryen")?;
    let home = project.tool("binaryen", &version);
    let folder = home.join("node_modules").join("binaryen").join("bin");
    let program = folder.join("wasm-opt");
    if !shell::succeeds(Command::new(&program).arg("--version")) {
        shell::step(
            &format!("Installing wasm-opt (npm package binaryen {version})"),
            || {
                for file in ["package.json", "package-lock.json", ".npmrc"] {
                    shell::write_file(&home.join(file), shell::read_text(&source.join(file))?)?;
                }
                clean_install(&home, "wasm-opt could not be installed from npm")
            },
        )?;
    }
    let version = shell::version_of(&program).context("the installed wasm-opt does not start")?;
    Ok(WasmOpt { folder, version })
}

/// Installs Playwright into `tests/e2e/node_modules`, unless what is there matches the lock file.
pub(crate) fn install_e2e(project: &Project) -> Result<()> {
    let folder = project.path("tests/e2e");
    let lock = shell::read_text(&folder.join("package-lock.json"))?;
    let wanted = HEXLOWER.encode(&Sha256::digest(lock.as_bytes()));
    let stamp = folder.join("node_modules").join(".permanence-lock");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    shell::step("Installing Playwright from npm", || {
        clean_install(&folder, "Playwright could not be installed from npm")?;
        shell::write_file(&stamp, &wanted)
    })
}

fn clean_install(folder: &Path, failure: &str) -> Result<()> {
    let mut command = Command::new("npm");
    command
        .args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--loglevel=error",
        ])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder);
    shell::run_quiet(&mut command, failure).map(drop)
}

fn locked_version(folder: &Path, package: &str) -> Result<String> {
    let lock = shell::read_text(&folder.join("package-lock.json"))?;
    let lock: serde_json::Value =
        serde_json::from_str(&lock).context("package-lock.json is not JSON")?;
    let version = &lock["packages"][format!("node_modules/{package}")]["version"];
    version
        .as_str()
        .map(str::to_owned)
        .with_context(|| format!("package-lock.json does not name {package}"))
}
