//! Addresses: where a request comes from, for counting and never for keeping; and by which
//! names this machine is reached.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;

/// The client's address. Behind a proxy it is the last one that the proxy appended.
pub(crate) fn client_address(parts: &Parts, behind_proxy: bool) -> Option<IpAddr> {
    if behind_proxy {
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        if let Some(address) = last.and_then(|text| text.trim().parse().ok()) {
            return Some(address);
        }
    }
    parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip())
}

/// The names and addresses by which this machine is reached when it listens there, and more
/// that the operator gives. The first is the one to show.
pub(crate) fn own_names(listen: IpAddr, given: &[String]) -> Vec<String> {
    let mut names: Vec<String> = given.iter().map(|name| name.to_lowercase()).collect();
    if listen.is_unspecified() {
        names.extend(network_addresses().iter().map(IpAddr::to_string));
    } else if !listen.is_loopback() {
        names.push(listen.to_string());
    }
    names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
    // A socket of the older protocol does not hear the newer one; the reverse mostly holds.
    names.retain(|name| listen.is_ipv6() || given.contains(name) || !name.contains(':'));
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// `scheme://name[:port]`, as a browser writes an origin.
pub(crate) fn origin(scheme: &str, name: &str, port: u16) -> String {
    let host = match name.parse::<IpAddr>() {
        Ok(IpAddr::V6(address)) => format!("[{address}]"),
        _ => name.to_owned(),
    };
    match (scheme, port) {
        ("http", 80) | ("https", 443) => format!("{scheme}://{host}"),
        _ => format!("{scheme}://{host}:{port}"),
    }
}

/// This machine's addresses on its networks: those the system would speak from. No packet is
/// sent, as these sockets are never written to.
fn network_addresses() -> Vec<IpAddr> {
    // Addresses kept for documentation (RFC 5737, RFC 3849): nobody is there.
    let elsewhere: [(IpAddr, IpAddr); 2] = [
        (
            Ipv4Addr::UNSPECIFIED.into(),
            Ipv4Addr::new(192, 0, 2, 1).into(),
        ),
        (
            Ipv6Addr::UNSPECIFIED.into(),
            Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
        ),
    ];
    let from = |(own, other): (IpAddr, IpAddr)| {
        let socket = UdpSocket::bind((own, 0)).ok()?;
        socket.connect((other, 9)).ok()?;
        socket.local_addr().ok().map(|address| address.ip())
    };
    let is_useful = |address: &IpAddr| !address.is_loopback() && !address.is_unspecified();
    elsewhere
        .into_iter()
        .filter_map(from)
        .filter(is_useful)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_as_browsers_write_them() {
        #[track_caller]
        fn check(scheme: &str, name: &str, port: u16, expected: &str) {
            assert_eq!(origin(scheme, name, port), expected);
        }
        check("http", "localhost", 8787, "http://localhost:8787");
        check("https", "localhost", 443, "https://localhost");
        check("http", "localhost", 443, "http://localhost:443");
        check("https", "192.0.2.1", 8443, "https://192.0.2.1:8443");
        check("https", "::1", 8443, "https://[::1]:8443");
    }

    #[test]
    fn given_names_come_first_and_none_twice() {
        let names = own_names(Ipv4Addr::LOCALHOST.into(), &["Office.Local".to_owned()]);
        assert_eq!(names, ["office.local", "localhost", "127.0.0.1"]);
        let names = own_names(
            Ipv4Addr::new(192, 0, 2, 7).into(),
            &["192.0.2.7".to_owned()],
        );
        assert_eq!(names, ["192.0.2.7", "localhost", "127.0.0.1"]);
        let names = own_names(Ipv6Addr::LOCALHOST.into(), &[]);
        assert_eq!(names, ["localhost", "127.0.0.1", "::1"]);
    }
}
