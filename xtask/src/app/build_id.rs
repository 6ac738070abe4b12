//! The build id: a digest of everything the two wasm programs are made from. The application and
//! its worker carry it and compare it when they meet; the service worker names its cache by it.
//! No version control is asked, so a copied folder builds the same id.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The folders and files that count.
const SOURCES: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates",
    "index.html",
    "locales",
    "public",
    "src",
    "style",
];
/// Folders inside them that never reach a wasm program.
const SKIPPED: [&str; 5] = [
    "tests",
    "benches",
    "endpoint",
    "simulation",
    "proptest-regressions",
];
/// How many hexadecimal digits are kept: 64 bits tell builds apart well enough.
const DIGITS: usize = 16;

/// The id of the sources under `root`, built with `tools`.
pub(super) fn of_sources(root: &Path, tools: &str) -> Result<String> {
    let mut hasher = Sha256::new();
    feed(&mut hasher, "tools", tools.as_bytes());
    for source in SOURCES {
        add(&mut hasher, root, source)?;
    }
    Ok(HEXLOWER.encode(&hasher.finalize())[..DIGITS].to_owned())
}

fn add(hasher: &mut Sha256, root: &Path, path: &str) -> Result<()> {
    let full = root.join(path);
    if !full.is_dir() {
        let bytes = fs::read(&full).with_context(|| format!("cannot read {path}"))?;
        feed(hasher, path, &bytes);
        return Ok(());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(&full).with_context(|| format!("cannot read {path}"))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    for name in names
        .iter()
        .filter(|name| !SKIPPED.contains(&name.as_str()))
    {
        add(hasher, root, &format!("{path}/{name}"))?;
    }
    Ok(())
}

/// Lengths go in as well, so that no two lists of files feed the same bytes.
fn feed(hasher: &mut Sha256, name: &str, bytes: &[u8]) {
    hasher.update((name.len() as u64).to_le_bytes());
    hasher.update(name);
    hasher.update((bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::of_sources;
    use crate::project::Project;

    #[test]
    fn the_id_depends_on_sources_and_tools_alone() {
        let root = Project::find().expect("the project is here").root;
        let id = of_sources(&root, "tools").expect("the sources can be read");
        assert_eq!(id, of_sources(&root, "tools").expect("the same sources"));
        assert_ne!(
            id,
            of_sources(&root, "other tools").expect("the same sources")
        );
        assert_eq!(id.len(), 16);
    }
}
