//! `cargo xtask run`: everything from the sources to an address to open.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::app::{self, BuildOptions};
use crate::project::Project;
use crate::{shell, tools};

/// How and where the endpoint is started.
#[derive(Debug, Clone, Args)]
pub(crate) struct RunOptions {
    /// Open on invented data, in a folder of its own that is emptied first.
    #[arg(long)]
    demo: bool,
    /// Speak https with a certificate made here, so that a phone on the same network can use it.
    #[arg(long, value_name = "HOW")]
    tls: Option<TlsMode>,
    /// The address to listen on [default: 127.0.0.1:8787; with --tls self, all of this machine's].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The folder of the database [default: target/data].
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

/// How the endpoint gets its certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TlsMode {
    /// An authority of its own, kept in the data folder.
    #[value(name = "self")]
    Own,
}

impl RunOptions {
    /// The same, on invented data.
    pub(crate) fn on_invented_data(mut self) -> Self {
        self.demo = true;
        self
    }

    fn listen(&self) -> &str {
        match (&self.listen, self.tls) {
            (Some(address), _) => address,
            (None, Some(TlsMode::Own)) => "0.0.0.0:8443",
            (None, None) => "127.0.0.1:8787",
        }
    }
}

/// Sets up, builds and serves; returns when the endpoint ends.
pub(crate) fn run(project: &Project, options: &RunOptions) -> Result<()> {
    let tools = tools::set_up_build(project)?;
    app::build(project, &tools, &BuildOptions::shipped(project))?;
    let endpoint = build_endpoint(project)?;
    let data = data_folder(project, options)?;
    serve(&endpoint, &data, options)
}

/// Builds the endpoint as it ships, with the application inside.
fn build_endpoint(project: &Project) -> Result<PathBuf> {
    shell::step("Building the endpoint, with the application inside", || {
        let mut command = Command::new("cargo");
        command
            .args([
                "build",
                "--locked",
                "--profile",
                "server",
                "--package",
                "permanence-endpoint",
            ])
            .current_dir(&project.root)
            .env("CARGO_TARGET_DIR", &project.target)
            .env("PERMANENCE_DIST", project.dist());
        shell::run_shown(&mut command, "The endpoint does not build")
    })?;
    Ok(project.target.join("server/permanence-endpoint"))
}

fn data_folder(project: &Project, options: &RunOptions) -> Result<PathBuf> {
    match (&options.data, options.demo) {
        (Some(folder), _) => Ok(std::path::absolute(folder)?),
        (None, false) => Ok(project.target.join("data")),
        (None, true) => {
            let folder = project.target.join("demo");
            shell::remove_folder(&folder)?;
            Ok(folder)
        }
    }
}

fn serve(endpoint: &Path, data: &Path, options: &RunOptions) -> Result<()> {
    let mut invite = Command::new(endpoint);
    invite.arg("invite").arg("--data").arg(data);
    let invitation = shell::run_quiet(&mut invite, "The endpoint cannot make its database")?;
    println!("▸ Starting the endpoint; Ctrl-C ends it");
    println!("  Its data is in {}", data.display());
    println!("  Invitation for a new team: {}", invitation.trim());
    if options.demo {
        println!("  For the invented data, choose it on the first screen.");
    }
    let mut command = Command::new(endpoint);
    command
        .arg("serve")
        .arg("--listen")
        .arg(options.listen())
        .arg("--data")
        .arg(data);
    if options.tls == Some(TlsMode::Own) {
        command.args(["--tls", "self"]);
    }
    shell::run_shown(&mut command, "The endpoint ended with an error")
}
