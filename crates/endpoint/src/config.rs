//! What an endpoint is started with.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::limits::Limits;

/// How hard a write is pushed to the disk before it is acknowledged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Durability {
    /// Synced: nothing acknowledged is lost when the power fails.
    #[default]
    Full,
    /// Not synced. For the test that shows that the others can fail.
    Off,
}

/// How the endpoint speaks https.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// Plain http: behind a proxy, or on this very machine.
    #[default]
    Off,
    /// With an authority and a certificate of its own, for a local network.
    Local {
        /// More names or addresses the certificate holds for.
        names: Vec<String>,
        /// Where the page that explains how to trust it is served over plain http.
        trust_listen: Option<SocketAddr>,
    },
    /// With a given certificate chain and key, PEM files.
    Files {
        /// The certificate chain.
        certificate: PathBuf,
        /// Its private key.
        key: PathBuf,
    },
}

/// Everything an endpoint is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; port 0 chooses a free one.
    pub listen: SocketAddr,
    /// The folder of the database and of the local certificate.
    pub data: PathBuf,
    /// Serves the application from this folder instead of the one built in.
    pub app: Option<PathBuf>,
    /// The origins clients may name in what they sign. Empty: this machine's own addresses.
    pub origins: Vec<String>,
    /// Whether the peer is a proxy that appends the client's address to `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// How to speak https.
    pub tls: Tls,
    /// What each device, team and address may use.
    pub limits: Limits,
    /// How hard writes are pushed to the disk.
    pub durability: Durability,
}

impl Config {
    /// An endpoint on this machine alone, on a free port.
    #[must_use]
    pub fn local(data: PathBuf) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data,
            app: None,
            origins: Vec::new(),
            behind_proxy: false,
            tls: Tls::Off,
            limits: Limits::default(),
            durability: Durability::Full,
        }
    }
}
