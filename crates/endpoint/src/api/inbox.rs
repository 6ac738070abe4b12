//! The inbox: what an intake device seals for the team, and what is sealed for one device.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sync::message::InboxList;
use sync::request::MAX_INBOX_BYTES;
use sync::{DeviceId, InboxId};

use crate::access::{Access, Asked, Named, Right, Signed};
use crate::answer::{Refusal, bytes, cbor};
use crate::state::{Endpoint, Shared};

#[derive(Deserialize)]
pub(super) struct WriteQuery {
    to: Option<DeviceId>,
}

/// Everything addressed to the device and, if it holds the generation, to the team.
pub(super) async fn list(
    State(endpoint): State<Shared>,
    access: Access,
) -> Result<Response, Refusal> {
    let mut items = endpoint
        .store
        .inbox(access.team, Some(access.device))
        .await?;
    if access.role.holds_generation() {
        items.extend(endpoint.store.inbox(access.team, None).await?);
        items.sort_by_key(|item| item.position);
    }
    Ok(cbor(StatusCode::OK, &InboxList { items }))
}

pub(super) async fn read(
    State(endpoint): State<Shared>,
    access: Access,
    Named(item): Named<InboxId>,
) -> Result<Response, Refusal> {
    let found = find(&endpoint, &access, item).await?;
    endpoint.budgets.read(access.account(), found.len());
    Ok(bytes(found))
}

/// Every live device may leave something; only who may read it sees it again.
pub(super) async fn write(
    State(endpoint): State<Shared>,
    Named(item): Named<InboxId>,
    Asked(query): Asked<WriteQuery>,
    signed: Signed<MAX_INBOX_BYTES>,
) -> Result<Response, Refusal> {
    let team = signed.access.team;
    let limit = endpoint.limits.team_bytes;
    let put = endpoint
        .store
        .put_inbox(team, item, query.to, signed.body.into(), limit)
        .await?;
    let status = super::answer_put(put)?;
    endpoint.changes.announce(&team);
    Ok(status.into_response())
}

pub(super) async fn delete(
    State(endpoint): State<Shared>,
    Named(item): Named<InboxId>,
    signed: Signed<0>,
) -> Result<Response, Refusal> {
    find(&endpoint, &signed.access, item).await?;
    endpoint
        .store
        .delete_inbox(signed.access.team, item)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn find(endpoint: &Endpoint, access: &Access, item: InboxId) -> Result<Vec<u8>, Refusal> {
    let found = endpoint.store.inbox_item(access.team, item).await?;
    let found = found.ok_or_else(Refusal::not_found)?;
    if found.to != Some(access.device) {
        access.require(Right::Data)?;
    }
    Ok(found.bytes)
}
