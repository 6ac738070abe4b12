//! Blobs: sealed parts that may arrive in any order and over days.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use sync::BlobId;
use sync::blob::{MAX_PARTS, MAX_SEALED_PART_BYTES};
use sync::message::{self, BlobComplete, ErrorCode};

use crate::access::{Access, Named, Right, Signed};
use crate::answer::{Refusal, bytes, cbor};
use crate::state::Shared;

/// The digests of as many parts as a blob may have.
const MAX_COMPLETE_BYTES: usize = 64 << 10;

pub(super) async fn status(
    State(endpoint): State<Shared>,
    access: Access,
    Named(blob): Named<BlobId>,
) -> Result<Response, Refusal> {
    access.require(Right::Data)?;
    let status = endpoint
        .store
        .blob(access.team, blob)
        .await?
        .ok_or_else(Refusal::not_found)?;
    Ok(cbor(StatusCode::OK, &status))
}

pub(super) async fn read(
    State(endpoint): State<Shared>,
    access: Access,
    Named((blob, index)): Named<(BlobId, u32)>,
) -> Result<Response, Refusal> {
    access.require(Right::Data)?;
    let part = endpoint.store.blob_part(access.team, blob, index).await?;
    let part = part.ok_or_else(Refusal::not_found)?;
    endpoint.budgets.read(access.account(), part.len());
    Ok(bytes(part))
}

pub(super) async fn write(
    State(endpoint): State<Shared>,
    Named((blob, index)): Named<(BlobId, u32)>,
    signed: Signed<MAX_SEALED_PART_BYTES>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Data)?;
    if index >= MAX_PARTS || signed.body.is_empty() {
        return Err(Refusal::bad_request());
    }
    let limit = endpoint.limits.team_bytes;
    let team = signed.access.team;
    let put = endpoint
        .store
        .put_blob_part(team, blob, index, signed.body.into(), limit)
        .await?;
    Ok(super::answer_put(put)?.into_response())
}

pub(super) async fn complete(
    State(endpoint): State<Shared>,
    Named(blob): Named<BlobId>,
    signed: Signed<MAX_COMPLETE_BYTES>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Data)?;
    let BlobComplete { digests } =
        message::decode(&signed.body).map_err(|_| Refusal::bad_request())?;
    if endpoint
        .store
        .complete_blob(signed.access.team, blob, digests)
        .await?
    {
        Ok(StatusCode::OK.into_response())
    } else {
        Err(Refusal::conflict(ErrorCode::Missing))
    }
}

pub(super) async fn delete(
    State(endpoint): State<Shared>,
    Named(blob): Named<BlobId>,
    signed: Signed<0>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Data)?;
    endpoint.store.delete_blob(signed.access.team, blob).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
