//! The page that says how to trust the local authority, and the authority to download. Served
//! over plain http as well, as a device that does not trust it yet has no other way.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::api::secure;
use crate::state::Shared;
use crate::tls::Authority;

/// The page's path.
pub(crate) const PAGE: &str = "/trust";
/// The authority's path.
pub(crate) const AUTHORITY: &str = "/trust/permanence-authority.crt";

const TEXT: &str = concat!(
    include_str!("../../../locales/fr/endpoint-trust.html"),
    include_str!("../../../locales/en/endpoint-trust.html"),
);
/// No script, no image, no address but this one's; the style is in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// What the page shows.
#[derive(Clone, Debug)]
pub(crate) struct Trust {
    pub(crate) authority: Authority,
    /// Where the application is, once the authority is trusted.
    pub(crate) origins: Vec<String>,
}

/// The page alone, for the plain port; every other path leads to it.
pub(crate) fn router(trust: Arc<Trust>) -> Router {
    Router::new()
        .route(
            PAGE,
            get(|State(trust): State<Arc<Trust>>| async move { show(&trust) }),
        )
        .route(
            AUTHORITY,
            get(|State(trust): State<Arc<Trust>>| async move { give(&trust) }),
        )
        .fallback(|| async { Redirect::temporary(PAGE) })
        .layer(from_fn(secure))
        .with_state(trust)
}

pub(crate) async fn page(State(endpoint): State<Shared>) -> Response {
    endpoint.trust.as_deref().map_or_else(nothing, show)
}

pub(crate) async fn authority(State(endpoint): State<Shared>) -> Response {
    endpoint.trust.as_deref().map_or_else(nothing, give)
}

fn nothing() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

fn show(trust: &Trust) -> Response {
    let link = |origin: &String| format!("<a href=\"{origin}\">{origin}</a>");
    let addresses: Vec<String> = trust.origins.iter().filter(is_plain).map(link).collect();
    let html = TEXT
        .replace("{fingerprint}", &trust.authority.fingerprint)
        .replace("{addresses}", &addresses.join(", "));
    let mut response = html.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    response
}

/// An origin the operator gave could hold anything: only plain ones are shown.
fn is_plain(origin: &&String) -> bool {
    origin
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b":/.-[]".contains(&byte))
}

fn give(trust: &Trust) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/x-x509-ca-cert")];
    (kind, trust.authority.pem.clone()).into_response()
}
