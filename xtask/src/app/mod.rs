//! The application, from sources to the folder the endpoint serves.
//!
//! Trunk compiles and bundles into a staging folder; then the files are finished as data (`Site`),
//! one small step a module, and written to `dist/` in one go.

mod build_id;
mod compress;
mod csp;
mod names;
mod precache;
mod site;
mod size;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::shell;
use crate::tools::{self, BuildTools};
use site::Site;

/// The page that everything starts from.
const INDEX: &str = "index.html";

/// What to build, and where to.
#[derive(Debug, Clone)]
pub(crate) struct BuildOptions {
    /// Cargo features of the app and the worker, separated by commas; empty for none.
    pub(crate) features: String,
    /// The folder to write.
    pub(crate) dist: PathBuf,
}

impl BuildOptions {
    /// The application as it ships.
    pub(crate) fn shipped(project: &Project) -> Self {
        Self {
            features: String::new(),
            dist: project.dist(),
        }
    }
}

/// Compiles, bundles and finishes the application.
///
/// # Errors
/// In one sentence: what does not compile, what the page lacks, or by how much it is too big.
pub(crate) fn build(project: &Project, tools: &BuildTools, options: &BuildOptions) -> Result<()> {
    let id = build_id::of_sources(
        &project.root,
        &format!("{} {}", tools.identity, options.features),
    )?;
    let staging = project.target.join("app");
    shell::step("Fetching crates", || {
        let mut fetch = Command::new("cargo");
        fetch
            .args(["fetch", "--quiet", "--locked"])
            .current_dir(&project.root);
        shell::run_shown(&mut fetch, "The crates of Cargo.lock cannot be fetched")
    })?;
    shell::step("Compiling the programs of the page (wasm, release)", || {
        compile_pages(project, tools, options, &id)
    })?;
    shell::step("Building the application (wasm, release)", || {
        bundle(project, tools, options, &id, &staging)
    })?;
    let report = shell::step(
        "Finishing the application (policy, precache, compression)",
        || {
            let site = finish(Site::read(&staging)?, &id)?;
            let compressed = compress::all(&site, &project.target.join("compressed"))?;
            site.write(&options.dist, &compressed)?;
            size::measure(&site, &compressed)
        },
    )?;
    print!("{report}");
    if options.features.is_empty() {
        // What is added for a measurement is no part of what ships.
        report.within_budget()?;
    }
    Ok(())
}

/// Compiles the programs of the page all at once. Trunk asks cargo for one after the other, and linking one keeps one core busy for a minute:
/// asked for together they are linked side by side, and trunk finds them done.
fn compile_pages(
    project: &Project,
    tools: &BuildTools,
    options: &BuildOptions,
    id: &str,
) -> Result<()> {
    let mut command = Command::new("cargo");
    command.args([
        "build",
        "--release",
        "--locked",
        "--bins",
        "--target",
        tools::WASM,
    ]);
    if !options.features.is_empty() {
        command.args(["--features", &options.features]);
    }
    environment(&mut command, project, tools, id)?;
    shell::run_shown(&mut command, "The application does not compile")
}

/// What every compilation of the application is told.
fn environment(
    command: &mut Command,
    project: &Project,
    tools: &BuildTools,
    id: &str,
) -> Result<()> {
    command
        .current_dir(&project.root)
        .envs(tools.environment()?)
        .env("CARGO_TARGET_DIR", &project.target)
        .env("PERMANENCE_BUILD", id)
        // Cargo says what does not compile; trunk's own stack helps nobody.
        .env("RUST_BACKTRACE", "0")
        // Trunk reads it as its own `--no-color`, which wants `true` or `false`.
        .env_remove("NO_COLOR");
    Ok(())
}

/// Runs trunk into the staging folder.
fn bundle(
    project: &Project,
    tools: &BuildTools,
    options: &BuildOptions,
    id: &str,
    staging: &Path,
) -> Result<()> {
    shell::remove_folder(staging)?;
    let mut command = Command::new("trunk");
    command.args(["build", "--release", "--dist"]).arg(staging);
    if !options.features.is_empty() {
        command.arg("--features").arg(&options.features);
    }
    environment(&mut command, project, tools, id)?;
    shell::run_shown(&mut command, "The application does not build")
}

/// Every change between what trunk wrote and what is served. Pure.
fn finish(mut site: Site, id: &str) -> Result<Site> {
    names::by_content(&mut site)?;
    name_build(&mut site, id)?;
    let policy = csp::policy(site.text(INDEX)?);
    site.put("csp.txt", policy);
    precache::list_files(&mut site, id)?;
    site.put("build.json", format!("{{\"build\":\"{id}\"}}\n"));
    Ok(site)
}

fn name_build(site: &mut Site, id: &str) -> Result<()> {
    site.replace_once(
        INDEX,
        "name=\"permanence-build\" content=\"development\"",
        &format!("name=\"permanence-build\" content=\"{id}\""),
    )
    .context("index.html must say <meta name=\"permanence-build\" content=\"development\">")
}

#[cfg(test)]
mod tests {
    use super::{Site, finish};

    fn staged() -> Site {
        let mut site = Site::default();
        site.put(
            "index.html",
            "<head><meta name=\"permanence-build\" content=\"development\">\
            <meta name=\"permanence-engine\" content=\"/engine-loader.js\">\
            <meta name=\"permanence-sheets\" content=\"/sheets-loader.js\">\
            <meta name=\"permanence-desk\" content=\"/desk-loader.js\">\
            <meta name=\"permanence-intake\" content=\"/intake.js /intake_bg.wasm\">\
            <meta name=\"permanence-workplace\" content=\"/workplace.js /workplace_bg.wasm\"></head>\
            <script type=\"module\">start()</script>",
        );
        site.put(
            "engine-loader.js",
            "import init from \"./engine-worker.js\"; init(\"./engine-worker_bg.wasm\");",
        );
        site.put(
            "engine-worker.js",
            "new URL('engine-worker_bg.wasm', import.meta.url)",
        );
        site.put("engine-worker_bg.wasm", "wasm");
        site.put(
            "side-loader.js",
            "import \"./side-worker.js\"; \"./side-worker_bg.wasm\"",
        );
        site.put("sheets-worker.js", "'sheets-worker_bg.wasm'");
        site.put("sheets-worker_bg.wasm", "wasm");
        site.put("intake-worker.js", "'intake-worker_bg.wasm'");
        site.put("intake-worker_bg.wasm", "desk");
        site.put("intake.js", "'intake_bg.wasm'");
        site.put("intake_bg.wasm", "intake");
        site.put("workplace.js", "'workplace_bg.wasm'");
        site.put("workplace_bg.wasm", "workplace");
        site.put("permanence-1.js", "");
        site.put("permanence-1_bg.wasm", "");
        site.put(
            "sw.js",
            "const BUILD = \"development\";\nconst FILES = [];\n",
        );
        site
    }

    #[test]
    fn finishing_fills_in_every_name() {
        let site = finish(staged(), "abc123").expect("the staged site has all it needs");
        let index = site.text("index.html").expect("the page is still there");
        assert!(index.contains("content=\"abc123\""), "{index}");
        assert!(!index.contains("/engine-loader.js"), "{index}");
        assert!(site.text("csp.txt").expect("a policy").contains("'sha256-"));
        assert!(
            site.text("sw.js")
                .expect("a service worker")
                .contains("[\"/\", ")
        );
    }

    #[test]
    fn finishing_is_deterministic() {
        let once = finish(staged(), "abc123").expect("complete");
        let twice = finish(staged(), "abc123").expect("complete");
        assert_eq!(once, twice);
    }

    #[test]
    fn a_page_without_the_build_is_refused() {
        let mut site = staged();
        site.put("index.html", "<head></head>");
        assert!(finish(site, "abc123").is_err());
    }
}
