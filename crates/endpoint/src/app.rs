//! The application's files: built into the binary, or read from a folder while developing.
//!
//! A file whose name holds a digest of its content never changes and is kept for a year; the
//! document is never stored; the rest, the service worker above all, is asked for anew each
//! time. Smaller siblings (`.br`, `.gz`) made by the build are chosen by what the browser takes.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE32_NOPAD;
use sync::Digest;

/// Every file of the application: its path from `/`, and its bytes.
type Table = &'static [(&'static str, &'static [u8])];

const BUILT_IN: Table = include!(concat!(env!("OUT_DIR"), "/app_files.rs"));
const DOCUMENT: &str = "/index.html";
const POLICY: &str = "/csp.txt";
/// Used where the build left no policy beside the document.
const STRICT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; \
    font-src 'self'; media-src blob:; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types default";
const NOT_BUILT_IN: &str = concat!(
    include_str!("../../../locales/fr/endpoint-not-built-in.html"),
    include_str!("../../../locales/en/endpoint-not-built-in.html"),
);

/// Where the files come from.
#[derive(Clone, Debug)]
pub(crate) enum AppFiles {
    /// The binary.
    BuiltIn,
    /// A folder, read at each request.
    Folder(PathBuf),
}

impl AppFiles {
    async fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::BuiltIn => {
                let found = BUILT_IN
                    .binary_search_by(|(name, _)| (*name).cmp(path))
                    .ok()?;
                BUILT_IN.get(found).map(|(_, bytes)| Cow::Borrowed(*bytes))
            }
            Self::Folder(folder) => tokio::fs::read(inside(folder, path)?)
                .await
                .ok()
                .map(Cow::Owned),
        }
    }
}

/// Answers a GET of the application.
pub(crate) async fn serve(files: &AppFiles, path: &str, headers: &HeaderMap) -> Response {
    let name = if is_route(path) { DOCUMENT } else { path };
    if is_hidden(name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some((bytes, encoding)) = choose(files, name, headers).await else {
        return absent(name);
    };
    let policy = files.read(POLICY).await;
    let policy = policy
        .as_deref()
        .and_then(|text| HeaderValue::from_bytes(text.trim_ascii()).ok());
    let policy = policy.unwrap_or(HeaderValue::from_static(STRICT_POLICY));
    let keeping = Keeping::of(name);
    let tag = tag_of(&bytes);
    let is_known = keeping == Keeping::AskEachTime
        && headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|known| *known == tag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        bytes.into_response()
    };
    let set = response.headers_mut();
    set.insert(header::CONTENT_SECURITY_POLICY, policy);
    set.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(type_of(name)),
    );
    set.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(keeping.as_str()),
    );
    set.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if keeping == Keeping::AskEachTime {
        set.insert(header::ETAG, tag);
    }
    if let Some(encoding) = encoding {
        set.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// A path without an extension is a screen of the application, whose document finds it.
fn is_route(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_none_or(|last| !last.contains('.'))
}

fn is_hidden(name: &str) -> bool {
    name == POLICY || has_extension(name, "br") || has_extension(name, "gz")
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|found| found == extension)
}

async fn choose(
    files: &AppFiles,
    name: &str,
    headers: &HeaderMap,
) -> Option<(Cow<'static, [u8]>, Option<&'static str>)> {
    for (encoding, extension) in [("br", "br"), ("gzip", "gz")] {
        if accepts(headers, encoding)
            && let Some(bytes) = files.read(&format!("{name}.{extension}")).await
        {
            return Some((bytes, Some(encoding)));
        }
    }
    Some((files.read(name).await?, None))
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let weight = weight
                .trim()
                .strip_prefix("q=")
                .and_then(|weight| weight.parse().ok());
            name.trim().eq_ignore_ascii_case(encoding) && weight.unwrap_or(1.0_f32) > 0.0
        })
}

fn absent(name: &str) -> Response {
    if name != DOCUMENT {
        return StatusCode::NOT_FOUND.into_response();
    }
    let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (html, NOT_BUILT_IN).into_response()
}

/// The file of a path, unless the path leads out of the folder.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut file = folder.to_path_buf();
    for part in path.strip_prefix('/')?.split('/') {
        let is_plain =
            !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
        if !is_plain {
            return None;
        }
        file.push(part);
    }
    Some(file)
}

fn tag_of(bytes: &[u8]) -> HeaderValue {
    let digest = BASE32_NOPAD.encode(&Digest::of(bytes).to_bytes());
    HeaderValue::from_str(&format!("\"{digest}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// How long a browser may keep a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    Never,
    ForEver,
    AskEachTime,
}

impl Keeping {
    fn of(name: &str) -> Self {
        match name {
            DOCUMENT => Self::Never,
            _ if is_named_by_content(name) => Self::ForEver,
            _ => Self::AskEachTime,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Never => "no-store",
            Self::ForEver => "public, max-age=31536000, immutable",
            Self::AskEachTime => "no-cache",
        }
    }
}

/// Whether the name holds a digest: a piece of 16 or more hexadecimal digits between `-`, `_`
/// and `.`, as the build writes them.
fn is_named_by_content(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.split(['-', '_', '.'])
        .any(|piece| piece.len() >= 16 && piece.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn type_of(name: &str) -> &'static str {
    match Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
    {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "ftl") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_how_long_a_file_is_kept() {
        #[track_caller]
        fn check(name: &str, expected: &str) {
            assert_eq!(Keeping::of(name).as_str(), expected);
        }
        const FOR_EVER: &str = "public, max-age=31536000, immutable";
        check("/index.html", "no-store");
        check("/sw.js", "no-cache");
        check("/manifest.webmanifest", "no-cache");
        check("/permanence-0123456789abcdef.js", FOR_EVER);
        check("/engine-0123456789abcdef_bg.wasm", FOR_EVER);
        check("/fonts/text-0123456789abcdef.woff2", FOR_EVER);
        check("/permanence-01234567.js", "no-cache");
        check("/0123456789abcdef/sw.js", "no-cache");
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        #[track_caller]
        fn check(path: &str, expected: Option<&str>) {
            assert_eq!(inside(Path::new("/app"), path), expected.map(PathBuf::from));
        }
        check("/a.js", Some("/app/a.js"));
        check("/fonts/a.woff2", Some("/app/fonts/a.woff2"));
        check("/../secret", None);
        check("/fonts/../../secret", None);
        check("//etc/passwd", None);
        check("/.git/config", None);
        check("/a\\..\\b", None);
        check("/", None);
        check("a.js", None);
    }

    #[test]
    fn a_screen_is_not_a_file() {
        for path in ["/", "/cases", "/cases/abc", "/cases/"] {
            assert!(is_route(path), "{path}");
        }
        for path in ["/a.js", "/fonts/a.woff2", "/cases/a.b"] {
            assert!(!is_route(path), "{path}");
        }
    }

    #[test]
    fn encodings_are_taken_when_they_are_offered() {
        #[track_caller]
        fn check(offered: &str, expected: [bool; 2]) {
            let mut headers = HeaderMap::new();
            let value = HeaderValue::from_str(offered).expect("a value");
            headers.insert(header::ACCEPT_ENCODING, value);
            assert_eq!(
                [accepts(&headers, "br"), accepts(&headers, "gzip")],
                expected
            );
        }
        check("gzip, deflate, br, zstd", [true, true]);
        check("gzip", [false, true]);
        check("br;q=0, gzip;q=0.5", [false, true]);
        check("identity", [false, false]);
    }
}
