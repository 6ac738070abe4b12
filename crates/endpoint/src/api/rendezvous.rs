//! Where two devices meet while pairing. Without a token: one of them has none yet. Who knows
//! the name knows the secret it derives from; the endpoint keeps nothing on the disk.

use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sync::RendezvousId;
use sync::message::ErrorCode;
use sync::request::{MAX_RENDEZVOUS_BYTES, MAX_WAIT_SECONDS};

use crate::access::{Anyone, Asked, Named, Open};
use crate::answer::{Refusal, bytes};
use crate::rendezvous::Left;
use crate::state::Shared;

#[derive(Deserialize)]
pub(super) struct LookQuery {
    #[serde(default)]
    wait_s: u64,
}

pub(super) async fn look(
    State(endpoint): State<Shared>,
    _: Anyone,
    Named(id): Named<RendezvousId>,
    Asked(query): Asked<LookQuery>,
) -> Result<Response, Refusal> {
    let wait = Duration::from_secs(query.wait_s.min(MAX_WAIT_SECONDS));
    let message = endpoint.rendezvous.wait(&id, wait).await;
    Ok(bytes(message.ok_or_else(Refusal::not_found)?))
}

pub(super) async fn leave(
    State(endpoint): State<Shared>,
    Named(id): Named<RendezvousId>,
    Open(body): Open<MAX_RENDEZVOUS_BYTES>,
) -> Result<Response, Refusal> {
    match endpoint.rendezvous.leave(id, &body, Instant::now()) {
        Left::New => Ok(StatusCode::CREATED.into_response()),
        Left::Same => Ok(StatusCode::OK.into_response()),
        Left::Other => Err(Refusal::conflict(ErrorCode::Conflict)),
        Left::Full => Err(Refusal::unavailable()),
    }
}

pub(super) async fn forget(
    State(endpoint): State<Shared>,
    _: Anyone,
    Named(id): Named<RendezvousId>,
) -> Response {
    endpoint.rendezvous.forget(&id);
    StatusCode::NO_CONTENT.into_response()
}
