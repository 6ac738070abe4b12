//! The application's files: which header each gets, which sibling is chosen, what is not served.

mod common;

use std::fs;

use common::{Answer, Folder, Served};

const SCRIPT: &str = "/permanence-0123456789abcdef.js";
const POLICY: &str = "default-src 'none'; script-src 'self' 'sha256-abc='";

/// A small built application.
fn built() -> Folder {
    let folder = Folder::new("app");
    let put = |name: &str, content: &[u8]| {
        let file = folder.path().join(name.trim_start_matches('/'));
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, content).expect("a file");
    };
    put("/index.html", b"<!doctype html><title>Permanence</title>");
    put("/index.html.br", b"document, brotli");
    put("/csp.txt", format!("{POLICY}\n").as_bytes());
    put("/sw.js", b"// service worker");
    put("/manifest.webmanifest", b"{}");
    put("/fonts/text-0123456789abcdef.woff2", b"font");
    put(SCRIPT, b"script, plain");
    put(&format!("{SCRIPT}.br"), b"script, brotli");
    put(&format!("{SCRIPT}.gz"), b"script, gzip");
    folder
}

fn served(folder: &Folder) -> Served {
    Served::new(|config| config.app = Some(folder.path().to_path_buf()))
}

fn get(served: &Served, path: &str, encodings: &str) -> Answer {
    served
        .api
        .call("GET", path, &[("accept-encoding", encodings)], &[])
}

#[test]
fn each_kind_of_file_has_its_headers() {
    let folder = built();
    let served = served(&folder);
    let check = |path: &str, kind: &str, keeping: &str| {
        let answer = get(&served, path, "identity");
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("cache-control"), Some(keeping), "{path}");
        assert_eq!(
            answer.header("content-security-policy"),
            Some(POLICY),
            "{path}"
        );
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            Some("same-origin"),
            "{path}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
    };
    const FOR_EVER: &str = "public, max-age=31536000, immutable";
    check("/", "text/html; charset=utf-8", "no-store");
    check("/index.html", "text/html; charset=utf-8", "no-store");
    check("/cases/abcdef", "text/html; charset=utf-8", "no-store");
    check(SCRIPT, "text/javascript; charset=utf-8", FOR_EVER);
    check("/fonts/text-0123456789abcdef.woff2", "font/woff2", FOR_EVER);
    check("/sw.js", "text/javascript; charset=utf-8", "no-cache");
    check(
        "/manifest.webmanifest",
        "application/manifest+json",
        "no-cache",
    );
}

#[test]
fn the_smallest_sibling_the_browser_takes_is_sent() {
    let folder = built();
    let served = served(&folder);
    let check = |path: &str, encodings: &str, body: &str, encoding: Option<&str>| {
        let answer = get(&served, path, encodings);
        assert_eq!(
            String::from_utf8_lossy(&answer.body),
            body,
            "{path} {encodings}"
        );
        assert_eq!(
            answer.header("content-encoding"),
            encoding,
            "{path} {encodings}"
        );
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
    };
    check(SCRIPT, "gzip, deflate, br", "script, brotli", Some("br"));
    check(SCRIPT, "gzip, br;q=0", "script, gzip", Some("gzip"));
    check(SCRIPT, "identity", "script, plain", None);
    check("/cases", "br", "document, brotli", Some("br"));
    check("/sw.js", "br, gzip", "// service worker", None);
}

#[test]
fn what_is_known_is_not_sent_again() {
    let folder = built();
    let served = served(&folder);
    let first = get(&served, "/sw.js", "identity");
    let tag = first.header("etag").expect("a tag").to_owned();
    let again = served
        .api
        .call("GET", "/sw.js", &[("if-none-match", &tag)], &[]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    fs::write(folder.path().join("sw.js"), b"// newer").expect("a file");
    let newer = served
        .api
        .call("GET", "/sw.js", &[("if-none-match", &tag)], &[]);
    assert_eq!(
        (newer.status, newer.body.as_slice()),
        (200, b"// newer".as_slice())
    );
}

#[test]
fn nothing_else_is_served() {
    let folder = built();
    fs::write(folder.path().join(".hidden.txt"), b"secret").expect("a file");
    let served = served(&folder);
    fs::write(served.folder.path().join("outside.txt"), b"secret").expect("a file");
    let outside = format!(
        "/../{}/outside.txt",
        served
            .folder
            .path()
            .file_name()
            .expect("a name")
            .to_string_lossy()
    );
    let encoded = outside.replace("..", "%2e%2e");
    let sibling = format!("{SCRIPT}.br");
    for path in [
        "/missing.js",
        "/csp.txt",
        &sibling,
        "/.hidden.txt",
        &outside,
        &encoded,
        "//x.js",
    ] {
        let answer = get(&served, path, "identity");
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.is_empty(), "{path}");
    }
    let posted = served.api.call("POST", "/", &[], b"x");
    assert_eq!(posted.outcome(), (405, "bad-request".to_owned()));
}

#[test]
fn without_an_application_a_page_says_so() {
    let empty = Folder::new("no-app");
    let served = served(&empty);
    for path in ["/", "/cases"] {
        let answer = get(&served, path, "identity");
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(text.contains("<h1>Le serveur fonctionne"), "{text}");
        assert!(text.contains("<h1>The server is running"), "{text}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}
