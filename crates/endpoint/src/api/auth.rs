//! From a challenge to a token: a device proves that it holds its auth key.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use sync::message::{self, Challenge, ChallengeRequest, ErrorCode, Token, TokenRequest};
use sync::request::{ChallengeToSign, TOKEN_SECONDS};

use crate::access::Open;
use crate::answer::{Refusal, cbor};
use crate::state::Shared;
use crate::token::{CHALLENGE_SECONDS, now_ms, now_s};

const MAX_BYTES: usize = 4 << 10;

/// Anyone gets a challenge for any team and device: it tells nothing about either.
pub(super) async fn challenge(
    State(endpoint): State<Shared>,
    Open(body): Open<MAX_BYTES>,
) -> Result<Response, Refusal> {
    let request: ChallengeRequest = message::decode(&body).map_err(|_| Refusal::bad_request())?;
    let nonce = endpoint
        .mint
        .challenge(&request.team, &request.device, now_s())?;
    let challenge = Challenge {
        nonce,
        expires_in_s: CHALLENGE_SECONDS,
        now_ms: now_ms(),
    };
    Ok(cbor(StatusCode::OK, &challenge))
}

pub(super) async fn token(
    State(endpoint): State<Shared>,
    Open(body): Open<MAX_BYTES>,
) -> Result<Response, Refusal> {
    let request: TokenRequest = message::decode(&body).map_err(|_| Refusal::bad_request())?;
    let refused = || Refusal::unauthorized(ErrorCode::Signature);
    let now = now_s();
    let challenge = endpoint
        .mint
        .recognises(&request.nonce, &request.team, &request.device, now)
        .ok_or_else(refused)?;
    if !endpoint.origins.contains(&request.origin) {
        return Err(refused());
    }
    let device = endpoint
        .store
        .device(request.team, request.device)
        .await?
        .filter(|device| !device.is_revoked)
        .ok_or_else(|| Refusal::unauthorized(ErrorCode::Device))?;
    let signed = ChallengeToSign {
        origin: &request.origin,
        team: &request.team,
        device: &request.device,
        nonce: &request.nonce,
    };
    if !device
        .auth_key
        .verifies(&signed.to_bytes(), &request.signature)
    {
        return Err(refused());
    }
    if !endpoint.mint.answer(&challenge, now) {
        return Err(refused());
    }
    let (bearer, id) = endpoint.mint.token(request.team, request.device, now)?;
    let expires_in_s = u32::try_from(TOKEN_SECONDS).unwrap_or(u32::MAX);
    Ok(cbor(
        StatusCode::OK,
        &Token {
            bearer,
            id,
            expires_in_s,
        },
    ))
}
