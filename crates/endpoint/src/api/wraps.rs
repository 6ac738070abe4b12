//! Wraps of the generation secret: outside the roster, named by it, deleted when past.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use sync::DeviceId;
use sync::message::WrapList;
use sync::request::MAX_WRAP_BYTES;

use super::OfGeneration;
use crate::access::{Access, Asked, Named, Right, Signed};
use crate::answer::{Refusal, cbor};
use crate::state::Shared;

pub(super) async fn list(
    State(endpoint): State<Shared>,
    access: Access,
) -> Result<Response, Refusal> {
    access.require(Right::Administer)?;
    let wraps = endpoint.store.wraps(access.team).await?;
    Ok(cbor(StatusCode::OK, &WrapList { wraps }))
}

/// A device reads its own; an administrator any, to give back to an endpoint that lost them.
pub(super) async fn read(
    State(endpoint): State<Shared>,
    access: Access,
    Named(device): Named<DeviceId>,
) -> Result<Response, Refusal> {
    if device != access.device {
        access.require(Right::Administer)?;
    }
    let wrap = endpoint
        .store
        .wrap(access.team, device)
        .await?
        .ok_or_else(Refusal::not_found)?;
    endpoint.budgets.read(access.account(), wrap.bytes.len());
    Ok(cbor(StatusCode::OK, &wrap))
}

pub(super) async fn write(
    State(endpoint): State<Shared>,
    Named(device): Named<DeviceId>,
    Asked(query): Asked<OfGeneration>,
    signed: Signed<MAX_WRAP_BYTES>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Administer)?;
    let team = signed.access.team;
    let put = endpoint
        .store
        .put_wrap(team, device, query.generation, signed.body.into())
        .await?;
    Ok(super::answer_put(put)?.into_response())
}

pub(super) async fn delete(
    State(endpoint): State<Shared>,
    Named(device): Named<DeviceId>,
    signed: Signed<0>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Administer)?;
    endpoint
        .store
        .delete_wraps(signed.access.team, device)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
