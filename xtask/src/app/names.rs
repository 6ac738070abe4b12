//! Names of the six programs' files: each holds the digest of its content, so that it can be cached
//! for ever.
//!
//! Trunk leaves the names of a worker and of the workplace without a digest, because the page must know them when it
//! starts them; and the digest in the application's name is taken before wasm-opt runs, so another wasm-opt
//! would give other bytes the same name. Here both are named anew. The page learns the name of
//! a worker's first script by `<meta name="permanence-engine">` or `<meta name="permanence-sheets">`, and those of the workplace by
//! `<meta name="permanence-workplace">`. The order matters: each file names
//! the one before it.

use anyhow::{Context, Result};

use super::INDEX;
use super::site::Site;

/// The first script of every worker but the engine's, which has one of its own.
const SIDE_LOADER: &str = "side-loader.js";
const APP_PREFIX: &str = "permanence-";
const SCRIPT_ENDING: &str = ".js";
const WASM_ENDING: &str = "_bg.wasm";

/// Renames the files of the programs, and tells the page.
pub(super) fn by_content(site: &mut Site) -> Result<()> {
    name_worker(site, &ENGINE)?;
    let loader = site.take_text(SIDE_LOADER)?;
    for files in [&SHEETS, &DESK] {
        let own = loader
            .replace("side-worker_bg.wasm", files.wasm)
            .replace("side-worker.js", files.script);
        site.put(files.loader, own);
        name_worker(site, files)?;
    }
    name_program(site, "workplace")?;
    name_program(site, "intake")?;
    name_app(site)
}

/// A worker's files: its loader, its script and its program, and the name by which the page asks for the loader.
struct WorkerFiles {
    meta: &'static str,
    loader: &'static str,
    script: &'static str,
    wasm: &'static str,
}

const ENGINE: WorkerFiles = WorkerFiles {
    meta: "permanence-engine",
    loader: "engine-loader.js",
    script: "engine-worker.js",
    wasm: "engine-worker_bg.wasm",
};

/// What writes tables as files.
const SHEETS: WorkerFiles = WorkerFiles {
    meta: "permanence-sheets",
    loader: "sheets-loader.js",
    script: "sheets-worker.js",
    wasm: "sheets-worker_bg.wasm",
};

/// What seals in an intake.
const DESK: WorkerFiles = WorkerFiles {
    meta: "permanence-desk",
    loader: "desk-loader.js",
    script: "intake-worker.js",
    wasm: "intake-worker_bg.wasm",
};

fn name_worker(site: &mut Site, files: &WorkerFiles) -> Result<()> {
    let wasm = site
        .rename_by_content(files.wasm, WASM_ENDING)
        .context("the worker was not built")?;
    let script = rename_with(site, files.script, &[(files.wasm, &wasm)])?;
    let names = [(files.script, script.as_str()), (files.wasm, wasm.as_str())];
    let loader = rename_with(site, files.loader, &names)?;
    site.replace_once(
        INDEX,
        &format!("name=\"{}\" content=\"/{}\"", files.meta, files.loader),
        &format!("name=\"{}\" content=\"/{loader}\"", files.meta),
    )
}

/// A program of the page that is started later: its script and its program, which the page asks for by one name.
fn name_program(site: &mut Site, name: &str) -> Result<()> {
    let (built_script, built_wasm) = (
        format!("{name}{SCRIPT_ENDING}"),
        format!("{name}{WASM_ENDING}"),
    );
    let wasm = site
        .rename_by_content(&built_wasm, WASM_ENDING)
        .with_context(|| format!("the program {name} was not built"))?;
    let script = rename_with(site, &built_script, &[(&built_wasm, &wasm)])?;
    let meta = format!("name=\"permanence-{name}\" content=");
    site.replace_once(
        INDEX,
        &format!("{meta}\"/{built_script} /{built_wasm}\""),
        &format!("{meta}\"/{script} /{wasm}\""),
    )
}

fn name_app(site: &mut Site) -> Result<()> {
    for ending in [WASM_ENDING, SCRIPT_ENDING] {
        let built = only_file(site, ending)?;
        // "permanence-<trunk's digest>" becomes "permanence-<digest>".
        let plain = format!("permanence{ending}");
        site.rename(&built, &plain)?;
        let named = site.rename_by_content(&plain, ending)?;
        let page = site.text(INDEX)?.replace(&built, &named);
        site.put(INDEX, page);
    }
    Ok(())
}

/// The one file of the application with that ending, as trunk named it.
fn only_file(site: &Site, ending: &str) -> Result<String> {
    let mut found = site
        .iter()
        .map(|(path, _)| path)
        .filter(|path| path.starts_with(APP_PREFIX) && path.ends_with(ending));
    let first = found
        .next()
        .with_context(|| format!("the bundle has no {APP_PREFIX}…{ending}"))?;
    anyhow::ensure!(
        found.next().is_none(),
        "the bundle has two files {APP_PREFIX}…{ending}"
    );
    Ok(first.to_owned())
}

/// Replaces names inside a script, then renames the script itself. Gives its new name.
fn rename_with(site: &mut Site, path: &str, names: &[(&str, &str)]) -> Result<String> {
    let mut text = site.text(path)?.to_owned();
    for (from, to) in names {
        text = text.replace(from, to);
    }
    site.put(path, text);
    site.rename_by_content(path, SCRIPT_ENDING)
}

#[cfg(test)]
mod tests {
    use super::{Site, by_content};

    fn built() -> Site {
        let mut site = Site::default();
        site.put(
            "index.html",
            "<meta name=\"permanence-engine\" content=\"/engine-loader.js\">\
            <meta name=\"permanence-sheets\" content=\"/sheets-loader.js\">\
            <meta name=\"permanence-desk\" content=\"/desk-loader.js\">\
            <meta name=\"permanence-intake\" content=\"/intake.js /intake_bg.wasm\">\
            <meta name=\"permanence-workplace\" content=\"/workplace.js /workplace_bg.wasm\">\
            import '/permanence-1.js' '/permanence-1_bg.wasm'",
        );
        site.put(
            "engine-loader.js",
            "\"./engine-worker.js\" \"./engine-worker_bg.wasm\"",
        );
        site.put("engine-worker.js", "'engine-worker_bg.wasm'");
        site.put("engine-worker_bg.wasm", "engine");
        site.put(
            "side-loader.js",
            "import \"./side-worker.js\"; \"./side-worker_bg.wasm\"",
        );
        site.put("sheets-worker.js", "'sheets-worker_bg.wasm'");
        site.put("sheets-worker_bg.wasm", "sheets");
        site.put("intake-worker.js", "'intake-worker_bg.wasm'");
        site.put("intake-worker_bg.wasm", "desk");
        site.put("intake.js", "'intake_bg.wasm'");
        site.put("intake_bg.wasm", "intake");
        site.put("workplace.js", "'workplace_bg.wasm'");
        site.put("workplace_bg.wasm", "workplace");
        site.put("permanence-1.js", "script");
        site.put("permanence-1_bg.wasm", "app");
        site
    }

    #[track_caller]
    fn named(site: &Site, start: &str, end: &str) -> String {
        let mut found = site
            .iter()
            .map(|(path, _)| path)
            .filter(|path| path.starts_with(start) && path.ends_with(end));
        found.next().expect("a file of that name").to_owned()
    }

    #[test]
    fn each_file_names_the_one_before() {
        let mut site = built();
        by_content(&mut site).expect("all files are there");
        let wasm = named(&site, "engine-worker", ".wasm");
        let script = named(&site, "engine-worker", ".js");
        let loader = named(&site, "engine-loader", ".js");
        let workplace = [
            named(&site, "workplace", ".js"),
            named(&site, "workplace", ".wasm"),
        ];
        let app = [
            named(&site, "permanence", ".js"),
            named(&site, "permanence", ".wasm"),
        ];
        let index = site.text("index.html").expect("text");
        assert!(site.text(&script).expect("text").contains(&wasm));
        assert!(site.text(&loader).expect("text").contains(&wasm));
        assert!(site.text(&loader).expect("text").contains(&script));
        assert!(
            index.contains(&loader) && app.iter().all(|name| index.contains(name)),
            "{index}"
        );
        assert!(
            index.contains(&format!("\"/{} /{}\"", workplace[0], workplace[1])),
            "{index}"
        );
        assert!(
            site.text(&workplace[0])
                .expect("text")
                .contains(&workplace[1])
        );
        let intake = [
            named(&site, "intake-", ".js"),
            named(&site, "intake-", ".wasm"),
        ];
        assert!(
            intake
                .iter()
                .all(|name| !index.contains("/intake.js") && !name.is_empty())
        );
        let desk = named(&site, "desk-loader", ".js");
        let worker = named(&site, "intake-worker", ".js");
        assert!(index.contains(&desk) && site.text(&desk).expect("text").contains(&worker));
        assert!(
            site.bytes("side-loader.js").is_none(),
            "it was for making others"
        );
        assert!(!index.contains("permanence-1"), "{index}");
    }

    #[test]
    fn another_content_has_another_name() {
        let (mut one, mut two) = (built(), built());
        two.put("permanence-1_bg.wasm", "other");
        by_content(&mut one).expect("all files are there");
        by_content(&mut two).expect("all files are there");
        assert_ne!(
            named(&one, "permanence", ".wasm"),
            named(&two, "permanence", ".wasm")
        );
        assert_eq!(
            named(&one, "permanence", ".js"),
            named(&two, "permanence", ".js")
        );
    }

    #[test]
    fn a_missing_worker_is_said() {
        let mut site = Site::default();
        site.put("index.html", "");
        assert!(
            format!("{:#}", by_content(&mut site).expect_err("no worker"))
                .starts_with("the worker was not built")
        );
    }
}
