//! Names of the engine's files.
//!
//! Trunk leaves the name of a worker without a digest, because the application must know it when it
//! starts. Here its three files get names by content, so that they can be cached for ever, and the
//! page says the name of the first in `<meta name="permanence-engine">`. The order matters: each
//! file names the one before it.

use anyhow::{Context, Result};

use super::INDEX;
use super::site::Site;

const LOADER: &str = "engine-loader.js";
const SCRIPT: &str = "engine-worker.js";
const WASM: &str = "engine-worker_bg.wasm";

/// Renames wasm, script and loader, and tells the page.
pub(super) fn name_by_content(site: &mut Site) -> Result<()> {
    let wasm = site.rename_by_content(WASM, ".wasm").context("the worker was not built")?;
    let script = replace_all(site, SCRIPT, &[(WASM, &wasm)])?;
    let loader = replace_all(site, LOADER, &[(SCRIPT, &script), (WASM, &wasm)])?;
    site.replace_once(
        INDEX,
        &format!("name=\"permanence-engine\" content=\"/{LOADER}\""),
        &format!("name=\"permanence-engine\" content=\"/{loader}\""),
    )
}

/// Replaces names inside a file, then renames the file itself. Gives its new name.
fn replace_all(site: &mut Site, path: &str, names: &[(&str, &str)]) -> Result<String> {
    let mut text = site.text(path)?.to_owned();
    for (from, to) in names {
        text = text.replace(from, to);
    }
    site.put(path, text);
    site.rename_by_content(path, ".js")
}

#[cfg(test)]
mod tests {
    use super::{Site, name_by_content};

    #[test]
    fn each_file_names_the_one_before() {
        let mut site = Site::default();
        site.put("index.html", "<meta name=\"permanence-engine\" content=\"/engine-loader.js\">");
        site.put("engine-loader.js", "\"./engine-worker.js\" \"./engine-worker_bg.wasm\"");
        site.put("engine-worker.js", "'engine-worker_bg.wasm'");
        site.put("engine-worker_bg.wasm", "wasm");
        name_by_content(&mut site).expect("all files are there");
        let names: Vec<&str> = site.iter().map(|(path, _)| path).collect();
        let [loader, script, wasm, index] = names[..] else { panic!("four files: {names:?}") };
        assert!(site.text(index).expect("text").contains(loader));
        assert!(site.text(loader).expect("text").contains(script));
        assert!(site.text(loader).expect("text").contains(wasm));
        assert!(site.text(script).expect("text").contains(wasm));
    }
}
