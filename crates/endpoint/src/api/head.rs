//! Where everything stands; waits for news when asked to.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use sync::RosterHash;
use sync::message::{ErrorCode, Head};
use sync::request::MAX_WAIT_SECONDS;

use crate::access::{Access, Asked};
use crate::answer::{Refusal, cbor};
use crate::state::{Endpoint, Shared};

/// What the client knows; the answer waits while all of it is still so.
#[derive(Deserialize)]
pub(super) struct HeadQuery {
    log: Option<u64>,
    roster: Option<RosterHash>,
    keyring: Option<u64>,
    inbox: Option<u64>,
    #[serde(default)]
    wait_s: u64,
}

impl HeadQuery {
    fn is_news(&self, head: &Head) -> bool {
        self.log.is_none_or(|log| log != head.log.position)
            || self.roster.is_none_or(|roster| roster != head.roster)
            || self.keyring.is_some_and(|keyring| keyring != head.keyring)
            || self.inbox.is_some_and(|inbox| inbox != head.inbox)
    }
}

pub(super) async fn read(
    State(endpoint): State<Shared>,
    access: Access,
    Asked(query): Asked<HeadQuery>,
) -> Result<Response, Refusal> {
    // Followed before looked at, so that no change falls in between.
    let mut changes = endpoint.changes.follow(access.team);
    let wait = Duration::from_secs(query.wait_s.min(MAX_WAIT_SECONDS));
    let deadline = tokio::time::Instant::now() + wait;
    loop {
        let head = look(&endpoint, &access).await?;
        if query.is_news(&head) {
            return Ok(cbor(StatusCode::OK, &head));
        }
        match tokio::time::timeout_at(deadline, changes.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => return Ok(cbor(StatusCode::OK, &head)),
        }
    }
}

async fn look(endpoint: &Endpoint, access: &Access) -> Result<Head, Refusal> {
    let head = endpoint
        .store
        .head(access.team)
        .await?
        .ok_or_else(|| Refusal::unauthorized(ErrorCode::Device))?;
    Ok(Head {
        log: head.log,
        roster: head.roster,
        roster_index: head.roster_index,
        generation: head.generation,
        keyring: head.keyring,
        inbox: head.inbox,
        used_bytes: head.used_bytes,
        limit_bytes: endpoint.limits.team_bytes,
    })
}
