//! The list of files that the service worker keeps, each with the digest of its content.

use anyhow::{Context, Result};

use super::INDEX;
use super::site::{Site, digest};

const SERVICE_WORKER: &str = "sw.js";
/// Files that a page never asks for.
const NEVER: [&str; 3] = [SERVICE_WORKER, "csp.txt", "build.json"];

/// Writes build id and list into the service worker.
pub(super) fn list_files(site: &mut Site, id: &str) -> Result<()> {
    let entries: Vec<String> = site
        .iter()
        .filter(|(path, _)| is_kept(path))
        .map(|(path, bytes)| format!("  [\"{}\", \"{}\"],\n", address(path), digest(bytes)))
        .collect();
    let list = format!("const FILES = [\n{}];", entries.concat());
    site.replace_once(SERVICE_WORKER, "const FILES = [];", &list)
        .context("public/sw.js must say `const FILES = [];`")?;
    site.replace_once(
        SERVICE_WORKER,
        "const BUILD = \"development\";",
        &format!("const BUILD = \"{id}\";"),
    )
    .context("public/sw.js must say `const BUILD = \"development\";`")
}

/// The page is kept under the address that people open.
fn address(path: &str) -> String {
    if path == INDEX {
        "/".to_owned()
    } else {
        format!("/{path}")
    }
}

/// Whether the application needs the file when there is no network.
pub(super) fn is_kept(path: &str) -> bool {
    !NEVER.contains(&path)
}

#[cfg(test)]
mod tests {
    use super::{Site, list_files};

    #[test]
    fn the_list_names_each_file_but_itself() {
        let mut site = Site::default();
        site.put(
            "sw.js",
            "const BUILD = \"development\";\nconst FILES = [];\n",
        );
        site.put("index.html", "page");
        site.put("csp.txt", "policy");
        list_files(&mut site, "id").expect("the markers are there");
        let text = site.text("sw.js").expect("text");
        assert!(text.contains("const BUILD = \"id\";"), "{text}");
        assert!(text.contains("[\"/\", \""), "{text}");
        assert!(
            !text.contains("/csp.txt") && !text.contains("/sw.js"),
            "{text}"
        );
    }
}
