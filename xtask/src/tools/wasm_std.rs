//! The standard library for wasm32: from rustup where it can be fetched, else built with
//! Debian's own compiler.
//!
//! `PERMANENCE_WASM_STD=debian` (or `rustup`) forces one of the two.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::install_packages;
use crate::project::Project;
use crate::shell;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_BIN: &str = "/usr/bin";
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
/// Debian's compiler, in the versions of this project's minimum or newer.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
/// An empty crate, whose only use is to make cargo build the standard library.
const EMPTY_MANIFEST: &str = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
    [lib]\npath = \"lib.rs\"\n[profile.release]\nopt-level = \"s\"\n[workspace]\n";

/// How wasm is compiled on this machine.
#[derive(Debug, Clone)]
pub(crate) enum WasmStd {
    /// The toolchain in use has the target.
    Installed {
        /// What that compiler says of its version.
        rustc: String,
    },
    /// Debian's compiler, with a standard library built here.
    Debian {
        /// The folder given as `--sysroot`.
        sysroot: PathBuf,
        /// What that compiler says of its version.
        rustc: String,
    },
}

impl WasmStd {
    /// The variables that make cargo compile wasm this way.
    pub(super) fn environment(&self) -> Vec<(OsString, OsString)> {
        match self {
            Self::Installed { .. } => Vec::new(),
            Self::Debian { sysroot, .. } => {
                let mut flags = OsString::from("--sysroot ");
                flags.push(sysroot);
                vec![
                    ("RUSTC".into(), DEBIAN_RUSTC.into()),
                    (
                        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS".into(),
                        flags,
                    ),
                ]
            }
        }
    }

    /// Folders to put in front of the search path.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        match self {
            Self::Installed { .. } => Vec::new(),
            Self::Debian { .. } => vec![PathBuf::from(DEBIAN_BIN)],
        }
    }

    /// One line that changes when the standard library does.
    pub(super) fn identity(&self) -> String {
        match self {
            Self::Installed { rustc } => rustc.clone(),
            Self::Debian { rustc, .. } => format!("Debian's {rustc}"),
        }
    }
}

/// Finds or makes a standard library for wasm32.
pub(super) fn set_up(project: &Project) -> Result<WasmStd> {
    let wanted = std::env::var("PERMANENCE_WASM_STD").unwrap_or_default();
    let found = match wanted.as_str() {
        "debian" => debian(project)?,
        "rustup" => installed_or_added()
            .context("rustup could not add wasm32-unknown-unknown (PERMANENCE_WASM_STD=rustup forbids the other way)")?,
        "" => match installed_or_added() {
            Some(found) => found,
            None => debian(project)?,
        },
        other => bail!("PERMANENCE_WASM_STD is {other:?}; it may be debian, rustup or unset"),
    };
    drop_output_of_another(project, &found)?;
    Ok(found)
}

/// The toolchain in use, with the target; rustup adds it if it is missing.
fn installed_or_added() -> Option<WasmStd> {
    if !target_is_there() {
        println!("▸ Adding {TARGET} with rustup");
        if !shell::succeeds(Command::new("rustup").args(["target", "add", TARGET]))
            || !target_is_there()
        {
            println!("  rustup could not fetch it; Debian's own compiler will do.");
            return None;
        }
        println!("✓ Adding {TARGET} with rustup");
    }
    let rustc = shell::version_of("rustc")?;
    Some(WasmStd::Installed { rustc })
}

fn target_is_there() -> bool {
    let mut command = Command::new("rustc");
    command.args(["--print", "target-libdir", "--target", TARGET]);
    let Ok(folder) = shell::run_quiet(&mut command, "rustc does not know wasm32") else {
        return false;
    };
    fs::read_dir(folder.trim()).is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}

/// Debian's compiler and a standard library built by it into the cache of tools.
fn debian(project: &Project) -> Result<WasmStd> {
    if !debian_packages_are_there() {
        install_packages(&DEBIAN_PACKAGES, "The wasm32 standard library")?;
    }
    let rustc = shell::version_of(DEBIAN_RUSTC).context("Debian's rustc does not start")?;
    let version = rustc
        .split_whitespace()
        .nth(1)
        .unwrap_or("unknown")
        .to_owned();
    let sysroot = project.tool("wasm-sysroot", &format!("debian-{version}"));
    let stamp = sysroot.join("complete");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == rustc) {
        return Ok(WasmStd::Debian { sysroot, rustc });
    }
    shell::step(
        "Building the wasm32 standard library with Debian's compiler (once; a minute or two)",
        || {
            shell::remove_folder(&sysroot)?;
            let built = build_standard_library(&sysroot.join("build"))?;
            copy_libraries(
                &built,
                &sysroot.join("lib/rustlib").join(TARGET).join("lib"),
            )?;
            link_linker(&sysroot)?;
            shell::remove_folder(&sysroot.join("build"))?;
            shell::write_file(&stamp, &rustc)
        },
    )?;
    Ok(WasmStd::Debian { sysroot, rustc })
}

fn debian_packages_are_there() -> bool {
    shell::version_of(DEBIAN_RUSTC).is_some()
        && shell::version_of("/usr/bin/cargo").is_some()
        && shell::succeeds(Command::new("dpkg").args(["--status", "rust-web-src"]))
}

/// Builds std for wasm32 beside an empty crate; gives the folder of the libraries.
fn build_standard_library(folder: &Path) -> Result<PathBuf> {
    shell::write_file(&folder.join("Cargo.toml"), EMPTY_MANIFEST)?;
    shell::write_file(&folder.join("lib.rs"), "")?;
    let mut command = Command::new("/usr/bin/cargo");
    command
        .args([
            "build",
            "--quiet",
            "--release",
            "-Z",
            "build-std=std,panic_abort,panic_unwind,test",
            "--target",
            TARGET,
        ])
        .current_dir(folder)
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Link-time optimisation needs the bitcode.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("PATH", shell::path_with(&[PathBuf::from(DEBIAN_BIN)])?);
    shell::run_quiet(
        &mut command,
        "Debian's compiler could not build the wasm32 standard library",
    )?;
    Ok(folder.join("target").join(TARGET).join("release/deps"))
}

fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&path, to.join(name)).with_context(|| format!("cannot copy {name}"))?;
        }
    }
    Ok(())
}

/// Puts a linker where rustc looks for it: rustup's `rust-lld`, else Debian's.
fn link_linker(sysroot: &Path) -> Result<()> {
    let host = host_triple()?;
    let place = sysroot.join("lib/rustlib").join(&host).join("bin");
    fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
    let linker = find_linker(&host)?;
    std::os::unix::fs::symlink(&linker, place.join("rust-lld"))
        .with_context(|| format!("cannot link {}", linker.display()))
}

fn find_linker(host: &str) -> Result<PathBuf> {
    let of_toolchain = shell::run_quiet(
        Command::new("rustc").args(["--print", "sysroot"]),
        "rustc does not start",
    )
    .map(|sysroot| {
        Path::new(sysroot.trim())
            .join("lib/rustlib")
            .join(host)
            .join("bin/rust-lld")
    });
    let candidates = of_toolchain
        .into_iter()
        .chain(["/usr/bin/lld-22", "/usr/bin/lld"].map(PathBuf::from));
    if let Some(linker) = candidates.into_iter().find(|path| path.is_file()) {
        return Ok(linker);
    }
    install_packages(&["lld-22"], "A linker for wasm")?;
    Ok(PathBuf::from("/usr/bin/lld-22"))
}

fn host_triple() -> Result<String> {
    let said = shell::run_quiet(
        Command::new(DEBIAN_RUSTC).arg("-vV"),
        "Debian's rustc does not start",
    )?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .context("Debian's rustc does not say its host")
}

/// Cargo does not see that a standard library changed: its wasm output is dropped by hand.
fn drop_output_of_another(project: &Project, found: &WasmStd) -> Result<()> {
    let stamp = project.target.join("wasm-std");
    let identity = found.identity();
    if fs::read_to_string(&stamp).is_ok_and(|before| before == identity) {
        return Ok(());
    }
    shell::remove_folder(&project.target.join(TARGET))?;
    shell::write_file(&stamp, &identity)
}
