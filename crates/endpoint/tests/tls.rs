//! Https with a certificate of one's own: the authority is downloaded over plain http, trusted,
//! and then everything works; without that trust, nothing does.

mod common;

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use common::{Api, Folder, Served};
use endpoint::{Config, StartError, Tls, TlsError, start};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use sync::Digest;

fn local(names: &[&str]) -> Tls {
    Tls::Local {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        trust_listen: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
    }
}

fn der_of(pem: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(pem.to_vec()).expect("PEM is text");
    let body: String = text
        .lines()
        .filter(|line| !line.starts_with("-----"))
        .collect();
    data_encoding::BASE64
        .decode(body.as_bytes())
        .expect("PEM holds base64")
}

/// One request over https, trusting this authority only.
fn get(address: SocketAddr, name: &str, authority: &[u8], path: &str) -> io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from(der_of(authority)))
        .expect("a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider's versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let connection = ClientConnection::new(Arc::new(config), name).expect("a connection");
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[test]
fn a_phone_learns_to_trust_the_endpoint() {
    let served = Served::new(|config| config.tls = local(&["office.example"]));
    let address = served.running().address();
    let (trust, fingerprint) = served.running().trust().expect("a local authority");
    let plain = Api::new(trust.trim_end_matches("/trust").to_owned());

    let elsewhere = plain.get("/anything");
    assert_eq!(
        (elsewhere.status, elsewhere.header("location")),
        (307, Some("/trust"))
    );
    let page = plain.get("/trust");
    let text = String::from_utf8_lossy(&page.body).into_owned();
    assert!(text.contains(fingerprint) && !text.contains("{fingerprint}"));
    assert!(text.contains("https://office.example:") && !text.contains("{addresses}"));
    let policy = page.header("content-security-policy").unwrap_or_default();
    assert!(
        policy.starts_with("default-src 'none'; style-src"),
        "{policy}"
    );

    let authority = plain.get("/trust/permanence-authority.crt");
    assert_eq!(
        authority.header("content-type"),
        Some("application/x-x509-ca-cert")
    );
    let digest = Digest::of(&der_of(&authority.body)).to_bytes();
    assert_eq!(
        digest.map(|byte| format!("{byte:02X}")).join(":"),
        fingerprint
    );

    for name in ["localhost", "127.0.0.1", "office.example"] {
        let answer = get(address, name, &authority.body, "/v1/health").expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{name}: {answer}");
    }
    let page = get(address, "localhost", &authority.body, "/trust").expect("an answer");
    assert!(page.contains(fingerprint));
    get(address, "elsewhere.example", &authority.body, "/").expect_err("another name passes");

    let other = Served::new(|config| config.tls = local(&[]));
    let (trust, _) = other.running().trust().expect("a local authority");
    let other = Api::new(trust.trim_end_matches("/trust").to_owned())
        .get("/trust/permanence-authority.crt");
    get(address, "localhost", &other.body, "/").expect_err("another authority passes");
}

#[test]
fn the_authority_stays_and_covers_what_it_was_made_for() {
    let folder = Folder::new("authority");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let begin = |names: &[&str]| {
        let mut config = Config::local(folder.path().to_path_buf());
        config.tls = local(names);
        let running = runtime.block_on(start(config))?;
        let (_, fingerprint) = running.trust().expect("a local authority");
        let fingerprint = fingerprint.to_owned();
        runtime.block_on(running.stop()).expect("it ran");
        Ok::<String, StartError>(fingerprint)
    };
    let first = begin(&["office.example"]).expect("a start");
    assert_eq!(
        begin(&["office.example", "tablet.local"]).expect("a start"),
        first
    );
    assert_eq!(
        begin(&["desk.office.example", "192.168.7.7"]).expect("a start"),
        first
    );
    match begin(&["other.example"]) {
        Err(StartError::Tls(TlsError::NotCovered(name))) => assert_eq!(name, "other.example"),
        other => panic!("{other:?}"),
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = folder.path().join("tls/authority.key");
        let mode = std::fs::metadata(key).expect("a key").permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may read the key");
    }
}
