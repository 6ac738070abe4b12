//! The requests, one file a kind; here the routes, and what holds for every answer.

mod auth;
mod blobs;
mod head;
mod inbox;
mod keyring;
mod log;
mod rendezvous;
mod roster;
mod team;
mod wraps;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use sync::message::ErrorCode;
use sync::request as path;

use crate::access::Anyone;
use crate::answer::Refusal;
use crate::state::Shared;
use crate::store::Put;
use crate::{app, trust};

/// What a page of this origin may use of the device: the camera to pair, the microphone for
/// spoken notes, nothing else.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), \
    camera=(self), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
    magnetometer=(), microphone=(self), midi=(), payment=(), serial=(), usb=()";

/// What a write of keys says: the generation it is sealed for.
#[derive(serde::Deserialize)]
struct OfGeneration {
    generation: u32,
}

/// All requests the endpoint answers, the application included.
pub(crate) fn router(endpoint: Shared) -> Router {
    Router::new()
        .route(path::CHALLENGE, post(auth::challenge))
        .route(path::TOKEN, post(auth::token))
        .route(path::LOG, get(log::read))
        .route("/v1/log/{batch}", put(log::write))
        .route(path::HEAD, get(head::read))
        .route(path::ROSTER, get(roster::read).post(roster::write))
        .route(path::KEYRING, get(keyring::list))
        .route(
            "/v1/keyring/{segment}",
            get(keyring::read).put(keyring::write),
        )
        .route(path::WRAPS, get(wraps::list))
        .route(
            "/v1/wraps/{device}",
            get(wraps::read).put(wraps::write).delete(wraps::delete),
        )
        .route(path::INBOX, get(inbox::list))
        .route(
            "/v1/inbox/{item}",
            get(inbox::read).post(inbox::write).delete(inbox::delete),
        )
        .route("/v1/blobs/{blob}", get(blobs::status).delete(blobs::delete))
        .route(
            "/v1/blobs/{blob}/parts/{index}",
            get(blobs::read).put(blobs::write),
        )
        .route("/v1/blobs/{blob}/complete", post(blobs::complete))
        .route(path::ACK, post(team::acknowledge))
        .route(path::PRUNE, post(team::prune))
        .route(path::TEAM, axum::routing::delete(team::delete))
        .route(
            "/v1/rendezvous/{id}",
            get(rendezvous::look)
                .put(rendezvous::leave)
                .delete(rendezvous::forget),
        )
        .route(path::HEALTH, get(health))
        .route(trust::PAGE, get(trust::page))
        .route(trust::AUTHORITY, get(trust::authority))
        .fallback(anything_else)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(secure))
        .with_state(endpoint)
}

/// The headers that every answer carries; a handler's own stay.
pub(crate) async fn secure(request: Request, next: Next) -> Response {
    const ALWAYS: &[(&str, &str)] = &[
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", PERMISSIONS),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        (
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ];
    let mut response = next.run(request).await;
    for (name, value) in ALWAYS {
        response
            .headers_mut()
            .entry(*name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// A file of the application, or nothing.
async fn anything_else(State(endpoint): State<Shared>, request: Request) -> Response {
    if request.uri().path().starts_with("/v1/") {
        return Refusal::not_found().into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return wrong_method().await;
    }
    app::serve(&endpoint.app, request.uri().path(), request.headers()).await
}

async fn wrong_method() -> Response {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::BadRequest).into_response()
}

async fn health(State(endpoint): State<Shared>, _: Anyone) -> Result<Response, Refusal> {
    endpoint.store.check().await?;
    let body = concat!(
        r#"{"status":"ok","version":""#,
        env!("CARGO_PKG_VERSION"),
        r#""}"#
    );
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// The answer to something put under a name, where the name says all.
fn answer_put(put: Put) -> Result<StatusCode, Refusal> {
    match put {
        Put::New => Ok(StatusCode::CREATED),
        Put::Same => Ok(StatusCode::OK),
        Put::Other => Err(Refusal::conflict(ErrorCode::Conflict)),
        Put::Full => Err(Refusal::team_full()),
        Put::Generation => Err(Refusal::conflict(ErrorCode::Generation)),
    }
}
