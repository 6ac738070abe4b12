//! Where things are: the project's folders, its build output, the cache of tools.
//!
//! Knows nothing of what is built or tested.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell;

/// The folders that every command works with. All paths are absolute.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's output folder; follows `CARGO_TARGET_DIR`.
    pub(crate) target: PathBuf,
    /// Installed tools, kept over `cargo clean`: one folder a tool and version.
    pub(crate) tools: PathBuf,
}

impl Project {
    /// Finds the project that this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("the xtask crate has no parent folder")?
            .to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self {
            target,
            tools: cache_folder()?.join("tools"),
            root,
        })
    }

    /// A path inside the project.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The finished application: what the endpoint serves.
    pub(crate) fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// The folder of one tool in one version.
    pub(crate) fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.tools.join(format!("{name}-{version}"))
    }

    /// The version of a package in `Cargo.lock`.
    ///
    /// # Errors
    /// When the lock file is unreadable or does not name the package.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let lock = shell::read_text(&self.path("Cargo.lock"))?;
        locked_version(&lock, package)
            .with_context(|| format!("Cargo.lock does not name {package}"))
    }
}

/// `${XDG_CACHE_HOME:-~/.cache}/permanence`.
fn cache_folder() -> Result<PathBuf> {
    if let Some(cache) = std::env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        return Ok(PathBuf::from(cache).join("permanence"));
    }
    let home = std::env::var_os("HOME")
        .context("HOME is not set, so there is no place for the cache of tools")?;
    Ok(PathBuf::from(home).join(".cache").join("permanence"))
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn a_locked_version_is_read_from_the_line_after_the_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
