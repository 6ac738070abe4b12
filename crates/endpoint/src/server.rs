//! Binds the port, and runs the endpoint until it is told to stop.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::TokioTimer;
use tokio::task::JoinHandle;

use crate::address::{origin, own_names};
use crate::api;
use crate::app::AppFiles;
use crate::command::make_invitation;
use crate::config::{Config, Tls};
use crate::limits::Budgets;
use crate::rendezvous::Rendezvous;
use crate::state::{Changes, Endpoint};
use crate::store::sqlite::SqliteStore;
use crate::store::{Store, StoreError};
use crate::tls::{self, LocalTls, TlsError};
use crate::token::Mint;
use crate::trust::{self, Trust};

/// How long a request may still run once the endpoint was told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// Why an endpoint does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database cannot be opened.
    #[error("the data folder: {0}")]
    Store(#[from] StoreError),
    /// The port cannot be bound, or the certificate files cannot be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// There is no local certificate.
    #[error("{0}")]
    Tls(#[from] TlsError),
}

/// An endpoint that runs.
pub struct Running {
    address: SocketAddr,
    names: Vec<String>,
    origins: Vec<String>,
    trust: Option<(SocketAddr, Arc<Trust>)>,
    store: Arc<dyn Store>,
    handles: Vec<Handle<SocketAddr>>,
    tasks: Vec<JoinHandle<io::Result<()>>>,
}

impl Running {
    /// A code with which one team can be made.
    ///
    /// # Errors
    /// The database does not take it.
    pub async fn invite(&self) -> anyhow::Result<String> {
        make_invitation(&*self.store).await
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The origins clients may name, the one to show first.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    /// Where the page about the local authority is served over plain http, and the authority's
    /// fingerprint; with a local certificate only.
    #[must_use]
    pub fn trust(&self) -> Option<(String, &str)> {
        let (address, trust) = self.trust.as_ref()?;
        let ip = address.ip();
        let name = if ip.is_unspecified() {
            self.names.first()
        } else {
            None
        };
        let name = name.cloned().unwrap_or_else(|| ip.to_string());
        let page = format!("{}{}", origin("http", &name, address.port()), trust::PAGE);
        Some((page, &trust.authority.fingerprint))
    }

    /// Lets running requests end, and stops.
    ///
    /// # Errors
    /// The server failed before.
    pub async fn stop(self) -> io::Result<()> {
        for handle in &self.handles {
            handle.graceful_shutdown(Some(GRACE));
        }
        self.wait().await
    }

    /// Waits until it stops by itself, which it does on a failure only.
    ///
    /// # Errors
    /// The failure.
    pub async fn wait(self) -> io::Result<()> {
        for task in self.tasks {
            task.await.map_err(io::Error::other)??;
        }
        Ok(())
    }

    /// What [`Running::stop`] does, for a signal handler while another task waits.
    pub fn stopper(&self) -> impl Fn() + Send + Sync + 'static + use<> {
        let handles = self.handles.clone();
        move || {
            for handle in &handles {
                handle.graceful_shutdown(Some(GRACE));
            }
        }
    }
}

/// Opens the store, binds the port and serves.
///
/// # Errors
/// See [`StartError`].
pub async fn start(config: Config) -> Result<Running, StartError> {
    // A second installation, by another endpoint of the same program, changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let store = open_store(&config).await?;
    let secret = store.secret().await?;
    let listener = bind(config.listen)?;
    let address = listener.local_addr()?;
    let names = names(&config, address.ip());
    let local = local_tls(&config, &names)?;
    let origins = origins(&config, &names, address.port());
    let trust = local.as_ref().map(|local| {
        Arc::new(Trust {
            authority: local.authority.clone(),
            origins: origins.clone(),
        })
    });
    let endpoint = Endpoint {
        store: Arc::clone(&store),
        budgets: Budgets::new(&config.limits),
        limits: config.limits.clone(),
        mint: Mint::new(secret),
        rendezvous: Rendezvous::new(),
        changes: Changes::default(),
        origins: origins.clone(),
        behind_proxy: config.behind_proxy,
        app: config
            .app
            .clone()
            .map_or(AppFiles::BuiltIn, AppFiles::Folder),
        trust: trust.clone(),
    };
    let router = api::router(Arc::new(endpoint));
    let mut running = Running {
        address,
        names,
        origins,
        trust: None,
        store,
        handles: Vec::new(),
        tasks: Vec::new(),
    };
    let certificate = certificate(&config.tls, local).await?;
    running.serve(listener, certificate, router)?;
    if let Some(trust) = trust {
        running.serve_trust(&config.tls, trust)?;
    }
    Ok(running)
}

impl Running {
    fn serve(
        &mut self,
        listener: TcpListener,
        certificate: Option<RustlsConfig>,
        router: Router,
    ) -> io::Result<()> {
        let handle = Handle::new();
        self.handles.push(handle.clone());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let task = if let Some(certificate) = certificate {
            let mut server = axum_server::from_tcp_rustls(listener, certificate)?.handle(handle);
            let http = &mut server.http_builder().http1();
            http.timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIMEOUT);
            tokio::spawn(server.serve(service))
        } else {
            let mut server = axum_server::from_tcp(listener)?.handle(handle);
            let http = &mut server.http_builder().http1();
            http.timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIMEOUT);
            tokio::spawn(server.serve(service))
        };
        self.tasks.push(task);
        Ok(())
    }

    fn serve_trust(&mut self, tls: &Tls, trust: Arc<Trust>) -> io::Result<()> {
        let wanted = match tls {
            Tls::Local {
                trust_listen: Some(wanted),
                ..
            } => *wanted,
            _ => SocketAddr::new(self.address.ip(), self.address.port().wrapping_add(1)),
        };
        let listener = bind(wanted)?;
        self.trust = Some((listener.local_addr()?, Arc::clone(&trust)));
        self.serve(listener, None, trust::router(trust))
    }
}

async fn open_store(config: &Config) -> Result<Arc<dyn Store>, StartError> {
    let (data, durability) = (config.data.clone(), config.durability);
    let opened = tokio::task::spawn_blocking(move || SqliteStore::open(&data, durability)).await;
    Ok(Arc::new(opened.map_err(io::Error::other)??))
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn names(config: &Config, listen: IpAddr) -> Vec<String> {
    match &config.tls {
        Tls::Local { names, .. } => own_names(listen, names),
        Tls::Off | Tls::Files { .. } => own_names(listen, &[]),
    }
}

fn origins(config: &Config, names: &[String], port: u16) -> Vec<String> {
    if !config.origins.is_empty() {
        let plain = |origin: &String| origin.trim_end_matches('/').to_lowercase();
        return config.origins.iter().map(plain).collect();
    }
    let scheme = if config.tls == Tls::Off {
        "http"
    } else {
        "https"
    };
    names
        .iter()
        .map(|name| origin(scheme, name, port))
        .collect()
}

fn local_tls(config: &Config, names: &[String]) -> Result<Option<LocalTls>, TlsError> {
    match &config.tls {
        Tls::Local { names: given, .. } => tls::prepare(&config.data, names, given).map(Some),
        Tls::Off | Tls::Files { .. } => Ok(None),
    }
}

async fn certificate(tls: &Tls, local: Option<LocalTls>) -> io::Result<Option<RustlsConfig>> {
    match (tls, local) {
        (Tls::Files { certificate, key }, _) => RustlsConfig::from_pem_file(certificate, key)
            .await
            .map(Some),
        (_, Some(local)) => {
            let (chain, key) = (local.chain_pem.into_bytes(), local.key_pem.into_bytes());
            RustlsConfig::from_pem(chain, key).await.map(Some)
        }
        (_, None) => Ok(None),
    }
}
