//! What concerns a team as a whole: what its devices hold, what may be forgotten, its end.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use sync::RosterHash;
use sync::message::{self, Acknowledgement, PruneRequest, Pruned};

use crate::access::{Right, Signed, if_match};
use crate::answer::{Refusal, cbor};
use crate::state::Shared;

const MAX_BYTES: usize = 4 << 10;

pub(super) async fn acknowledge(
    State(endpoint): State<Shared>,
    signed: Signed<MAX_BYTES>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Data)?;
    let acknowledgement: Acknowledgement =
        message::decode(&signed.body).map_err(|_| Refusal::bad_request())?;
    let (team, device) = signed.access.account();
    endpoint
        .store
        .acknowledge(team, device, acknowledgement.position)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn prune(
    State(endpoint): State<Shared>,
    signed: Signed<MAX_BYTES>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Administer)?;
    let request: PruneRequest =
        message::decode(&signed.body).map_err(|_| Refusal::bad_request())?;
    let up_to = endpoint
        .store
        .prune(signed.access.team, request.up_to)
        .await?;
    Ok(cbor(StatusCode::OK, &Pruned { up_to }))
}

pub(super) async fn delete(
    State(endpoint): State<Shared>,
    headers: HeaderMap,
    signed: Signed<0>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Administer)?;
    let roster: RosterHash = if_match(&headers)
        .parse()
        .map_err(|_| Refusal::bad_request())?;
    if endpoint
        .store
        .delete_team(signed.access.team, roster)
        .await?
    {
        endpoint.changes.announce(&signed.access.team);
        Ok(StatusCode::NO_CONTENT.into_response())
    } else {
        Err(Refusal::roster_moved())
    }
}
