//! The command line. What it prints is for the operator: pseudonyms, counts and sizes.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::{Args, Parser, Subcommand, ValueEnum};
use data_encoding::BASE32_NOPAD;
use sync::{Digest, TeamId};

use crate::config::{Config, Durability, Tls};
use crate::limits::Limits;
use crate::server::start;
use crate::store::Store;
use crate::store::sqlite::SqliteStore;
use crate::token::{now_s, random};

/// How long an invitation may be used, in seconds.
const INVITATION_SECONDS: u64 = 30 * 24 * 3600;

/// Stores sealed batches it cannot read, and serves the application
#[derive(Debug, Parser)]
#[command(name = "permanence-endpoint", version)]
pub struct CommandLine {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Serve devices, and the application
    Serve(Box<Serve>),
    /// Print a code with which one new team can be made, once, within 30 days
    Invite(Data),
    /// List the teams: pseudonym, live devices, batches, bytes
    Teams(Data),
    /// List the devices of a team: pseudonym, role, state, how far it has the log
    Devices {
        #[command(flatten)]
        data: Data,
        /// The team, as `teams` shows it
        #[arg(long)]
        team: TeamId,
    },
}

#[derive(Debug, Args)]
struct Data {
    /// The folder of the database
    #[arg(long, env = "PERMANENCE_DATA")]
    data: PathBuf,
}

/// How to speak https.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TlsMode {
    /// Plain http: behind a proxy, or on this machine alone
    Off,
    /// With a certificate of its own, for a local network; the page /trust says how to trust it
    #[value(name = "self")]
    Local,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    data: Data,
    /// Where to listen
    #[arg(long, env = "PERMANENCE_LISTEN", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Serve the application from this folder, not the one built in
    #[arg(long, env = "PERMANENCE_APP")]
    app: Option<PathBuf>,
    /// An origin the application is reached at, as a browser shows it (again for more);
    /// needed behind a proxy
    #[arg(long = "origin", env = "PERMANENCE_ORIGIN", value_delimiter = ',')]
    origins: Vec<String>,
    /// Count requests by the last address of X-Forwarded-For
    #[arg(long, env = "PERMANENCE_BEHIND_PROXY")]
    behind_proxy: bool,
    /// How to speak https without certificate files
    #[arg(long, env = "PERMANENCE_TLS", default_value = "off")]
    tls: TlsMode,
    /// Another name or address that the local certificate holds for (again for more)
    #[arg(long = "tls-name", env = "PERMANENCE_TLS_NAME", value_delimiter = ',')]
    tls_names: Vec<String>,
    /// Where the page /trust is served over plain http [default: the port after --listen]
    #[arg(long, env = "PERMANENCE_TRUST_LISTEN")]
    trust_listen: Option<SocketAddr>,
    /// A certificate chain, PEM
    #[arg(
        long,
        env = "PERMANENCE_TLS_CERT",
        requires = "tls_key",
        conflicts_with = "tls"
    )]
    tls_cert: Option<PathBuf>,
    /// Its private key, PEM
    #[arg(long, env = "PERMANENCE_TLS_KEY", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    #[command(flatten)]
    limits: Limits,
    /// How hard writes are pushed to the disk; for tests
    #[arg(long, hide = true, default_value = "full")]
    durability: Durability,
}

/// Does what the command line says.
///
/// # Errors
/// In words for the operator.
pub async fn run(line: CommandLine) -> anyhow::Result<()> {
    match line.action {
        Action::Serve(options) => serve(*options).await,
        Action::Invite(Data { data }) => invite(&data).await,
        Action::Teams(Data { data }) => teams(&data).await,
        Action::Devices {
            data: Data { data },
            team,
        } => devices(&data, team).await,
    }
}

impl From<Serve> for Config {
    fn from(options: Serve) -> Self {
        let tls = match (options.tls_cert, options.tls_key, options.tls) {
            (Some(certificate), Some(key), _) => Tls::Files { certificate, key },
            (.., TlsMode::Local) => Tls::Local {
                names: options.tls_names,
                trust_listen: options.trust_listen,
            },
            (.., TlsMode::Off) => Tls::Off,
        };
        Self {
            listen: options.listen,
            data: options.data.data,
            app: options.app,
            origins: options.origins,
            behind_proxy: options.behind_proxy,
            tls,
            limits: options.limits,
            durability: options.durability,
        }
    }
}

async fn serve(options: Serve) -> anyhow::Result<()> {
    let running = start(options.into())
        .await
        .context("the endpoint does not start")?;
    println!("listening on {}", running.address());
    for origin in running.origins() {
        println!("open {origin}");
    }
    if let Some((page, fingerprint)) = running.trust() {
        println!("to trust the local certificate, open {page}");
        println!("its SHA-256 fingerprint is {fingerprint}");
    }
    let stop = running.stopper();
    tokio::spawn(async move {
        asked_to_stop().await;
        stop();
    });
    Ok(running.wait().await?)
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

/// An invitation's code: 26 characters for 128 random bits. The database keeps its digest.
///
/// # Errors
/// The database does not take it.
pub async fn make_invitation(store: &dyn Store) -> anyhow::Result<String> {
    let code = BASE32_NOPAD.encode(&random::<16>()?).to_ascii_lowercase();
    let expires_s = now_s().saturating_add(INVITATION_SECONDS);
    store.invite(Digest::of(code.as_bytes()), expires_s).await?;
    Ok(code)
}

async fn invite(data: &Path) -> anyhow::Result<()> {
    // The first invitation may come before the first start: it makes the database.
    let store = SqliteStore::open(data, Durability::Full)?;
    println!("{}", make_invitation(&store).await?);
    Ok(())
}

fn open(data: &Path) -> anyhow::Result<SqliteStore> {
    let file = data.join(crate::store::sqlite::FILE_NAME);
    ensure!(
        file.is_file(),
        "no database in the folder {}",
        data.display()
    );
    Ok(SqliteStore::open(data, Durability::Full)?)
}

async fn teams(data: &Path) -> anyhow::Result<()> {
    println!(
        "{:52}  {:>7}  {:>9}  {:>13}",
        "team", "devices", "batches", "bytes"
    );
    for team in open(data)?.teams().await? {
        let (batches, bytes) = (team.head.log.position, team.head.used_bytes);
        println!(
            "{}  {:>7}  {batches:>9}  {bytes:>13}",
            team.team, team.live_devices
        );
    }
    Ok(())
}

async fn devices(data: &Path, team: TeamId) -> anyhow::Result<()> {
    println!(
        "{:26}  {:13}  {:7}  {:>12}",
        "device", "role", "state", "acknowledged"
    );
    for device in open(data)?.devices(team).await? {
        let state = if device.row.is_revoked {
            "revoked"
        } else {
            "live"
        };
        let role = format!("{:?}", device.row.role).to_lowercase();
        println!(
            "{}  {role:13}  {state:7}  {:>12}",
            device.row.device, device.acknowledged
        );
    }
    Ok(())
}
