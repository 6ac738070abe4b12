//! Tools that are Rust programs: trunk and wasm-bindgen, each installed by cargo into its own
//! folder of the cache.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::project::Project;
use crate::shell;

/// Cargo settings that make a tool compile quickly. Without them trunk, which only starts other
/// programs, is built with link-time optimisation, for minutes.
const FAST_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// One program to install.
struct CargoTool<'a> {
    package: &'a str,
    program: &'a str,
    folder: &'a str,
    version: &'a str,
    arguments: &'a [&'a str],
    /// Optimisation of the program: it is used a few times, so compiling it counts more.
    optimisation: &'a str,
}

/// Installs trunk; gives the folder of its program. Its own network features stay out: everything
/// it would download is already there.
pub(super) fn trunk(project: &Project, version: &str) -> Result<PathBuf> {
    install(
        project,
        &CargoTool {
            package: "trunk",
            program: "trunk",
            folder: "trunk",
            version,
            arguments: &["--locked", "--no-default-features"],
            optimisation: "0",
        },
    )
}

/// Installs the command line of wasm-bindgen, in the very version of the library. Without
/// `--locked`: its lock file names crates that a copy of the registry may lack.
pub(super) fn wasm_bindgen(project: &Project, version: &str) -> Result<PathBuf> {
    install(
        project,
        &CargoTool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            folder: "wasm-bindgen",
            version,
            arguments: &[],
            optimisation: "1",
        },
    )
}

fn install(project: &Project, tool: &CargoTool<'_>) -> Result<PathBuf> {
    let root = project.tool(tool.folder, tool.version);
    let bin = root.join("bin");
    let program = bin.join(tool.program);
    if shell::version_of(&program).is_some_and(|said| said.contains(tool.version)) {
        return Ok(bin);
    }
    let title = format!(
        "Installing {} {} (once; some minutes)",
        tool.package, tool.version
    );
    shell::step(&title, || {
        let mut command = Command::new("cargo");
        command
            .args(["install", "--quiet", "--force", "--root"])
            .arg(&root)
            .args(tool.arguments)
            .arg(format!("{}@{}", tool.package, tool.version))
            .current_dir(std::env::temp_dir())
            // A folder of its own, so that nothing of this project's settings leaks in.
            .env("CARGO_TARGET_DIR", root.join("build"))
            .envs(FAST_BUILD)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.optimisation)
            .env_remove("RUSTFLAGS");
        shell::run_shown(
            &mut command,
            &format!("{} {} could not be installed", tool.package, tool.version),
        )?;
        shell::remove_folder(&root.join("build"))
    })?;
    Ok(bin)
}
