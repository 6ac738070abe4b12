//! A certificate of one's own for a local network: an authority made once and kept in the data
//! folder, and a certificate made from it at each start for the names of the day.
//!
//! A phone is asked to trust the authority, so the authority is bound (RFC 5280, 4.2.1.10) to
//! local names and private addresses: whoever steals its key cannot pass for a site elsewhere.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    NameConstraints, PKCS_ECDSA_P256_SHA256, date_time_ymd,
};
use sync::Digest;

const FOLDER: &str = "tls";
const AUTHORITY: &str = "authority.crt";
const AUTHORITY_KEY: &str = "authority.key";
const AUTHORITY_NAMES: &str = "authority.names";

const DAY: Duration = Duration::from_secs(24 * 3600);
const AUTHORITY_DAYS: u32 = 3650;
/// Browsers refuse certificates that last longer than 398 days.
const CERTIFICATE_DAYS: u32 = 397;

/// Top-level names that never leave a local network (RFC 6761, 6762, 8375, and common use).
const LOCAL_NAMES: &[&str] = &["localhost", "local", "lan", "home.arpa", "internal"];
/// Private, link-local and loopback networks (RFC 1918, 3927, 4193, 4291).
const LOCAL_NETWORKS: &[(&str, u8)] = &[
    ("10.0.0.0", 8),
    ("127.0.0.0", 8),
    ("169.254.0.0", 16),
    ("172.16.0.0", 12),
    ("192.168.0.0", 16),
    ("::1", 128),
    ("fc00::", 7),
    ("fe80::", 10),
];

/// Why there is no local certificate.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file of the folder cannot be read or written.
    #[error("the folder of certificates: {0}")]
    File(#[from] io::Error),
    /// The authority or the certificate cannot be made.
    #[error("certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The authority was not made for this name.
    #[error(
        "the local authority does not cover {0:?}: delete the folder `tls` of the data folder to \
         make another one, which every device must then trust anew"
    )]
    NotCovered(String),
}

/// The authority to trust.
#[derive(Clone, Debug)]
pub(crate) struct Authority {
    /// Its certificate.
    pub(crate) pem: String,
    /// SHA-256 of the certificate, as devices show it: `AB:CD:…`.
    pub(crate) fingerprint: String,
}

/// Everything to serve https with.
pub(crate) struct LocalTls {
    pub(crate) authority: Authority,
    /// The certificate, then the authority.
    pub(crate) chain_pem: String,
    pub(crate) key_pem: String,
}

/// Opens or makes the authority, and makes a certificate for these names and addresses. Those
/// the operator gave must be covered by the authority; others are left out when they are not.
pub(crate) fn prepare(
    data: &Path,
    names: &[String],
    given: &[String],
) -> Result<LocalTls, TlsError> {
    let folder = data.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let (pem, key, covered) = match fs::read_to_string(folder.join(AUTHORITY)) {
        Ok(pem) => {
            let key = KeyPair::from_pem(&fs::read_to_string(folder.join(AUTHORITY_KEY))?)?;
            (pem, key, read_names(&folder)?)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => make_authority(&folder, names)?,
        Err(error) => return Err(error.into()),
    };
    if let Some(other) = given.iter().find(|name| !is_covered(name, &covered)) {
        return Err(TlsError::NotCovered(other.clone()));
    }
    let names = names
        .iter()
        .filter(|name| is_covered(name, &covered))
        .cloned()
        .collect();
    let (chain, key_pem) = make_certificate(names, &covered, key)?;
    let fingerprint = fingerprint_of(&pem);
    Ok(LocalTls {
        chain_pem: format!("{chain}{pem}"),
        key_pem,
        authority: Authority { pem, fingerprint },
    })
}

fn make_authority(
    folder: &Path,
    names: &[String],
) -> Result<(String, KeyPair, Vec<String>), TlsError> {
    let covered: Vec<String> = names
        .iter()
        .filter(|name| !is_local(name))
        .cloned()
        .collect();
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let pem = authority_params(&covered).self_signed(&key)?.pem();
    // The certificate last: with it the authority is there, whole.
    write_private(&folder.join(AUTHORITY_KEY), &key.serialize_pem())?;
    write_private(&folder.join(AUTHORITY_NAMES), &covered.join("\n"))?;
    write_private(&folder.join(AUTHORITY), &pem)?;
    Ok((pem, key, covered))
}

fn make_certificate(
    names: Vec<String>,
    covered: &[String],
    authority_key: KeyPair,
) -> Result<(String, String), TlsError> {
    let issuer = Issuer::new(authority_params(covered), authority_key);
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = named("Permanence");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    set_validity(&mut params, CERTIFICATE_DAYS);
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    Ok((params.signed_by(&key, &issuer)?.pem(), key.serialize_pem()))
}

fn authority_params(covered: &[String]) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = named("Permanence local authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    set_validity(&mut params, AUTHORITY_DAYS);
    let networks = LOCAL_NETWORKS.iter().filter_map(|(network, prefix)| {
        let network: IpAddr = network.parse().ok()?;
        Some(GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(
            network, *prefix,
        )))
    });
    let local = LOCAL_NAMES
        .iter()
        .map(|name| GeneralSubtree::DnsName((*name).to_owned()));
    let permitted_subtrees = local
        .chain(networks)
        .chain(covered.iter().map(|name| subtree_of(name)))
        .collect();
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees,
        excluded_subtrees: Vec::new(),
    });
    params
}

fn subtree_of(name: &str) -> GeneralSubtree {
    match name.parse::<IpAddr>() {
        Ok(address) => {
            let prefix = if address.is_ipv4() { 32 } else { 128 };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(address, prefix))
        }
        Err(_) => GeneralSubtree::DnsName(name.to_owned()),
    }
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

/// From yesterday, as clocks differ, for so many days.
fn set_validity(params: &mut CertificateParams, days: u32) {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let from = now.saturating_sub(DAY);
    params.not_before = date_time_ymd(1970, 1, 1) + from;
    params.not_after = date_time_ymd(1970, 1, 1) + from + DAY * days;
}

fn is_covered(name: &str, covered: &[String]) -> bool {
    let name = name.to_lowercase();
    let name = name.as_str();
    is_local(name)
        || covered
            .iter()
            .any(|known| name == known || name.ends_with(&format!(".{known}")))
}

fn is_local(name: &str) -> bool {
    match name.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => {
            address.is_private() || address.is_loopback() || address.is_link_local()
        }
        Ok(IpAddr::V6(address)) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
        Err(_) => LOCAL_NAMES
            .iter()
            .any(|local| name == *local || name.ends_with(&format!(".{local}"))),
    }
}

fn read_names(folder: &Path) -> Result<Vec<String>, TlsError> {
    let names = fs::read_to_string(folder.join(AUTHORITY_NAMES))?;
    Ok(names.lines().map(str::to_owned).collect())
}

fn write_private(file: &Path, content: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(content.as_bytes())?;
    file.sync_all()
}

fn fingerprint_of(pem: &str) -> String {
    let body: String = pem
        .lines()
        .filter(|line| !line.starts_with("-----"))
        .collect();
    let der = data_encoding::BASE64
        .decode(body.as_bytes())
        .unwrap_or_default();
    let digest = Digest::of(&der).to_bytes();
    digest.map(|byte| format!("{byte:02X}")).join(":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_names_are_told_from_others() {
        for name in [
            "localhost",
            "office.local",
            "10.1.2.3",
            "192.168.1.20",
            "::1",
            "fd00::1",
        ] {
            assert!(is_local(name), "{name}");
        }
        for name in [
            "example.org",
            "notlocal",
            "mylocal",
            "8.8.8.8",
            "2001:db8::1",
        ] {
            assert!(!is_local(name), "{name}");
        }
    }
}
