//! The keyring's segments: immutable, sealed, named by their digest.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sync::Digest;
use sync::message::KeyringPage;
use sync::request::MAX_SEGMENT_BYTES;

use super::OfGeneration;
use crate::access::{Access, Asked, Named, Right, Signed};
use crate::answer::{Refusal, bytes, cbor};
use crate::state::Shared;

#[derive(Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    after: u64,
}

pub(super) async fn list(
    State(endpoint): State<Shared>,
    access: Access,
    Asked(query): Asked<ListQuery>,
) -> Result<Response, Refusal> {
    access.require(Right::Data)?;
    let segments = endpoint.store.segments(access.team, query.after).await?;
    Ok(cbor(StatusCode::OK, &KeyringPage { segments }))
}

pub(super) async fn read(
    State(endpoint): State<Shared>,
    access: Access,
    Named(segment): Named<Digest>,
) -> Result<Response, Refusal> {
    access.require(Right::Data)?;
    let found = endpoint.store.segment(access.team, segment).await?;
    let found = found.ok_or_else(Refusal::not_found)?;
    endpoint.budgets.read(access.account(), found.len());
    Ok(bytes(found))
}

pub(super) async fn write(
    State(endpoint): State<Shared>,
    Named(segment): Named<Digest>,
    Asked(query): Asked<OfGeneration>,
    signed: Signed<MAX_SEGMENT_BYTES>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Data)?;
    if Digest::of(&signed.body) != segment {
        return Err(Refusal::bad_request());
    }
    let team = signed.access.team;
    let is_administrator = signed.access.role.administers();
    let limit = endpoint.limits.team_bytes;
    let put = endpoint
        .store
        .put_segment(
            team,
            query.generation,
            is_administrator,
            signed.body.into(),
            limit,
        )
        .await?;
    let status = super::answer_put(put)?;
    endpoint.changes.announce(&team);
    Ok(status.into_response())
}
