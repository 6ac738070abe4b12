//! Chromium and its driver: looked for on the path and by two variables, installed by apt-get.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::install_packages;
use crate::shell;

/// The names a Chromium goes by.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The browser that tests run in.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    /// Chromium itself.
    pub(crate) program: PathBuf,
    /// chromedriver, of the same version.
    pub(crate) driver: PathBuf,
}

/// Finds or installs Chromium. `PERMANENCE_CHROMIUM` and `CHROMEDRIVER` win over the path.
pub(super) fn set_up() -> Result<Browser> {
    if let Some(found) = find() {
        return Ok(found);
    }
    install_packages(&["chromium", "chromium-driver"], "Chromium")?;
    find().context("Chromium was installed but does not start")
}

fn find() -> Option<Browser> {
    let program = named_by("PERMANENCE_CHROMIUM")
        .or_else(|| BROWSERS.iter().find_map(|name| on_path(name)))?;
    let driver = named_by("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?;
    shell::version_of(&driver)?;
    shell::version_of(&program)?;
    Some(Browser { program, driver })
}

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}
