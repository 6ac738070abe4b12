//! What a build needs beyond Rust and Node, installed once into the cache of tools.
//!
//! Every installer looks first, says what it does, and ends in one sentence when it cannot.

mod browser;
mod cargo_tools;
mod npm;
mod wasm_std;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::shell;

pub(crate) use browser::Browser;
pub(crate) use npm::install_e2e;
pub(crate) use wasm_std::{TARGET as WASM, WasmStd};

/// The trunk that was tried with this project.
const TRUNK_VERSION: &str = "0.21.14";
/// The oldest Node that was tried.
const NODE_MAJOR: u32 = 20;

/// Everything needed to build the application.
#[derive(Debug, Clone)]
pub(crate) struct BuildTools {
    /// How wasm is compiled on this machine.
    pub(crate) wasm_std: WasmStd,
    /// The folders that hold trunk, wasm-bindgen and wasm-opt.
    pub(crate) folders: Vec<PathBuf>,
    /// One line that changes when any tool does; part of the build id.
    pub(crate) identity: String,
}

impl BuildTools {
    /// The environment of a command that compiles wasm or calls a tool.
    ///
    /// # Errors
    /// When a folder cannot stand in a search path.
    pub(crate) fn environment(&self) -> Result<Vec<(OsString, OsString)>> {
        let folders: Vec<PathBuf> = self
            .wasm_std
            .folders()
            .into_iter()
            .chain(self.folders.iter().cloned())
            .collect();
        let mut variables = self.wasm_std.environment();
        variables.push(("PATH".into(), shell::path_with(&folders)?));
        Ok(variables)
    }
}

/// Installs what a build needs and lacks.
pub(crate) fn set_up_build(project: &Project) -> Result<BuildTools> {
    check_basics()?;
    let bindgen_version = project.locked_version("wasm-bindgen")?;
    let wasm_std = wasm_std::set_up(project)?;
    let trunk = cargo_tools::trunk(project, TRUNK_VERSION)?;
    let bindgen = cargo_tools::wasm_bindgen(project, &bindgen_version)?;
    let wasm_opt = npm::install_binaryen(project)?;
    let identity = format!(
        "{} trunk {TRUNK_VERSION} wasm-bindgen {bindgen_version} {}",
        wasm_std.identity(),
        wasm_opt.version
    );
    Ok(BuildTools {
        wasm_std,
        folders: vec![trunk, bindgen, wasm_opt.folder],
        identity,
    })
}

/// Installs what the tests need on top: a browser and its driver, and Playwright.
pub(crate) fn set_up_tests(project: &Project) -> Result<Browser> {
    let browser = browser::set_up()?;
    install_e2e(project)?;
    Ok(browser)
}

/// Looks for the three things that no step here installs: a C compiler, Node and npm.
fn check_basics() -> Result<()> {
    if !["cc", "gcc", "clang"]
        .into_iter()
        .any(|compiler| shell::version_of(compiler).is_some())
    {
        bail!(
            "There is no C compiler (SQLite and the TLS library need one). Run as root: apt-get install build-essential"
        );
    }
    let Some(version) = shell::version_of("node") else {
        bail!("Node is missing. Install Node {NODE_MAJOR} or newer, with npm.");
    };
    match node_major(&version) {
        Some(major) if major >= NODE_MAJOR => {}
        _ => bail!("Node {version} is too old: version {NODE_MAJOR} or newer is needed."),
    }
    if !shell::succeeds(Command::new("npm").arg("--version")) {
        bail!("npm is missing. It comes with Node; on Debian run as root: apt-get install npm");
    }
    Ok(())
}

fn node_major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs Debian packages, or says which command a person with the right must run.
pub(crate) fn install_packages(packages: &[&str], what_for: &str) -> Result<()> {
    let has_apt = shell::succeeds(Command::new("apt-get").arg("--version"));
    if let Some(sentence) = why_not(packages, what_for, has_apt, shell::is_root()) {
        bail!(sentence);
    }
    let command = install_command(packages);
    let install = || {
        let mut install = Command::new("apt-get");
        install
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages);
        install.env("DEBIAN_FRONTEND", "noninteractive");
        install
    };
    shell::step(
        &format!("Installing {} with apt-get", packages.join(", ")),
        || {
            if shell::succeeds(&mut install()) {
                return Ok(());
            }
            shell::run_quiet(
                Command::new("apt-get").arg("update"),
                "apt-get could not read the lists of packages",
            )?;
            shell::run_quiet(&mut install(), &format!("{command} failed"))?;
            Ok(())
        },
    )
}

fn install_command(packages: &[&str]) -> String {
    format!(
        "apt-get install --no-install-recommends {}",
        packages.join(" ")
    )
}

/// Why packages cannot be installed from here, and what to do instead.
fn why_not(packages: &[&str], what_for: &str, has_apt: bool, is_root: bool) -> Option<String> {
    match (has_apt, is_root) {
        (true, true) => None,
        (true, false) => Some(format!(
            "{what_for} is missing. Run as root: {} — then run this command again.",
            install_command(packages)
        )),
        (false, _) => Some(format!(
            "{what_for} is missing and this system has no apt-get. Install what Debian calls: {}",
            packages.join(" ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{node_major, why_not};

    #[test]
    fn what_needs_root_is_said_as_one_command() {
        let packages = ["chromium", "chromium-driver"];
        assert_eq!(why_not(&packages, "Chromium", true, true), None);
        let asked = why_not(&packages, "Chromium", true, false).expect("only root may install");
        assert!(
            asked.contains(
                "Run as root: apt-get install --no-install-recommends chromium chromium-driver"
            ),
            "{asked}"
        );
        let other = why_not(&packages, "Chromium", false, true).expect("there is no apt-get");
        assert!(other.contains("no apt-get"), "{other}");
    }

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("20"), None);
    }
}
