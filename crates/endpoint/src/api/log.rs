//! The log of sealed batches.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use sync::batch::{self, MAX_BATCH_BYTES};
use sync::message::{BatchAccepted, ErrorCode, LogPage};
use sync::{BatchId, Digest};

use crate::access::{Access, Asked, Named, Right, Signed};
use crate::answer::{Refusal, cbor};
use crate::state::Shared;
use crate::store::{LogRead, NewBatch};

/// The largest page, unless a single batch is larger, in bytes.
const MAX_PAGE_BYTES: u64 = 8 << 20;

#[derive(Deserialize)]
pub(super) struct PageQuery {
    #[serde(default)]
    after: u64,
    digest: Option<Digest>,
    max_bytes: Option<u64>,
}

#[derive(Deserialize)]
pub(super) struct WriteQuery {
    #[serde(default)]
    restore: u8,
}

pub(super) async fn read(
    State(endpoint): State<Shared>,
    access: Access,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    access.require(Right::Data)?;
    let max_bytes = query
        .max_bytes
        .unwrap_or(MAX_PAGE_BYTES)
        .min(MAX_PAGE_BYTES);
    let read = endpoint
        .store
        .read_log(access.team, query.after, query.digest, max_bytes)
        .await?;
    let LogRead::Run(run) = read else {
        return Err(Refusal::conflict(ErrorCode::Cursor));
    };
    let length = run.items.iter().map(|item| item.bytes.len()).sum();
    endpoint.budgets.read(access.account(), length);
    let page = LogPage {
        start: run.start,
        items: run.items,
        end: run.end,
        head: run.head,
    };
    Ok(cbor(StatusCode::OK, &page))
}

pub(super) async fn write(
    State(endpoint): State<Shared>,
    Named(batch): Named<BatchId>,
    Asked(query): Asked<WriteQuery>,
    signed: Signed<MAX_BATCH_BYTES>,
) -> Result<Response, Refusal> {
    signed.access.require(Right::Data)?;
    let team = signed.access.team;
    let (header, ..) = batch::split(&signed.body, &team).map_err(|_| Refusal::bad_request())?;
    if header.batch != batch {
        return Err(Refusal::bad_request());
    }
    let digest = Digest::of(&signed.body);
    let batch = NewBatch {
        batch,
        generation: header.generation,
        bytes: signed.body.into(),
        is_restored: query.restore == 1,
    };
    let outcome = endpoint
        .store
        .put_batch(team, batch, endpoint.limits.team_bytes)
        .await?;
    let status = super::answer_put(outcome.put)?;
    endpoint.changes.announce(&team);
    Ok(cbor(
        status,
        &BatchAccepted {
            digest,
            position: outcome.position,
        },
    ))
}
