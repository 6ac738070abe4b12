//! The roster: verified as every client verifies it, then compared and swapped.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use minicbor::bytes::ByteVec;
use serde::Deserialize;
use sync::message::{ErrorCode, RosterPage};
use sync::request::{AUTHORIZATION_HEADER, INVITATION_HEADER};
use sync::roster::MAX_ROSTER_ENTRY_BYTES;
use sync::{
    Change, Digest, GenerationChange, Member, Roster, RosterHash, SignedRosterEntry, WrapDigest,
};

use crate::access::{Access, Asked, Open, Signed, if_match};
use crate::answer::{Refusal, cbor};
use crate::state::{Endpoint, Shared};
use crate::store::{DeviceRow, GenerationStart, NewRoster, RosterPut};
use crate::token::now_s;

#[derive(Deserialize)]
pub(super) struct PageQuery {
    #[serde(default)]
    from: u64,
}

#[derive(Deserialize)]
pub(super) struct WriteQuery {
    keyring: Option<u64>,
    #[serde(default)]
    restore: u8,
}

/// How an entry is given.
enum Giving {
    /// By its signer, who knows which segments it merged.
    Fresh { merged_keyring: Option<u64> },
    /// By any device, to an endpoint that came back from a backup: what it names may be lost.
    Restored,
}

pub(super) async fn read(
    State(endpoint): State<Shared>,
    access: Access,
    Asked(query): Asked<PageQuery>,
) -> Result<Response, Refusal> {
    let head = endpoint
        .store
        .head(access.team)
        .await?
        .ok_or_else(Refusal::not_found)?;
    let entries = endpoint.store.roster(access.team, query.from).await?;
    endpoint
        .budgets
        .read(access.account(), entries.iter().map(Vec::len).sum());
    let entries: Vec<ByteVec> = entries.into_iter().map(ByteVec::from).collect();
    // An entry may have arrived between the two reads: the page is the newer of them.
    let last = query
        .from
        .saturating_add(entries.len() as u64)
        .saturating_sub(1);
    let head_index = head.roster_index.max(last);
    Ok(cbor(
        StatusCode::OK,
        &RosterPage {
            from: query.from,
            entries,
            head_index,
        },
    ))
}

/// With a token it continues a roster; with an invitation it begins one.
pub(super) async fn write(
    State(endpoint): State<Shared>,
    Asked(query): Asked<WriteQuery>,
    request: Request,
) -> Result<Response, Refusal> {
    let headers = request.headers().clone();
    if headers.contains_key(AUTHORIZATION_HEADER) {
        let signed = Signed::<MAX_ROSTER_ENTRY_BYTES>::from_request(request, &endpoint).await?;
        let giving = match query.restore {
            0 => Giving::Fresh {
                merged_keyring: query.keyring,
            },
            _ => Giving::Restored,
        };
        append(&endpoint, &headers, &giving, &signed).await
    } else {
        let Open(body) = Open::<MAX_ROSTER_ENTRY_BYTES>::from_request(request, &endpoint).await?;
        found(&endpoint, &headers, &body).await
    }
}

async fn found(
    endpoint: &Endpoint,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Response, Refusal> {
    let code = headers
        .get(INVITATION_HEADER)
        .ok_or_else(Refusal::forbidden)?;
    let roster = Roster::found(body).map_err(|_| Refusal::bad_request())?;
    let entry = new_entry(&roster, RosterHash::NONE, body.to_vec(), Vec::new(), None);
    let code = Digest::of(code.as_bytes());
    let outcome = endpoint
        .store
        .found(code, now_s(), roster.team(), entry)
        .await?;
    answer(outcome)
}

async fn append(
    endpoint: &Endpoint,
    headers: &HeaderMap,
    giving: &Giving,
    signed: &Signed<MAX_ROSTER_ENTRY_BYTES>,
) -> Result<Response, Refusal> {
    let team = signed.access.team;
    let expected: RosterHash = if_match(headers)
        .parse()
        .map_err(|_| Refusal::bad_request())?;
    let chain = endpoint.store.roster(team, 0).await?;
    let last = chain.last().ok_or_else(Refusal::not_found)?;
    if *last == *signed.body {
        return answer(RosterPut::Same);
    }
    if RosterHash::of(last) != expected {
        return Err(Refusal::roster_moved());
    }
    let mut roster = Roster::verify(&chain).map_err(|_| Refusal::internal())?;
    let applied = roster
        .apply(&signed.body)
        .map_err(|_| Refusal::bad_request())?;
    let is_own = applied.entry().by == signed.access.device;
    if !is_own && matches!(giving, Giving::Fresh { .. }) {
        return Err(Refusal::forbidden());
    }
    let (wraps, start) = named(&applied, giving)?;
    let entry = new_entry(&roster, expected, signed.body.to_vec(), wraps, start);
    let outcome = endpoint.store.append_roster(team, entry).await?;
    endpoint.changes.announce(&team);
    answer(outcome)
}

/// The wraps that must be there, and the generation, that an entry names.
fn named(
    applied: &SignedRosterEntry,
    giving: &Giving,
) -> Result<(Vec<WrapDigest>, Option<GenerationStart>), Refusal> {
    let one = |device, wrap: Option<Digest>| {
        wrap.map(|digest| WrapDigest { device, digest })
            .into_iter()
            .collect::<Vec<_>>()
    };
    let (wraps, start) = match &applied.entry().change {
        Change::Add { device, wrap } => (one(device.id, *wrap), None),
        Change::Role { device, wrap, .. } => (one(*device, *wrap), None),
        Change::Revoke { generation, .. } | Change::Generation(generation) => (
            generation.wraps.clone(),
            Some(start_of(generation, giving)?),
        ),
        Change::Genesis { .. } | Change::KemKey { .. } | Change::Cutoff { .. } => {
            (Vec::new(), None)
        }
    };
    match giving {
        Giving::Fresh { .. } => Ok((wraps, start)),
        Giving::Restored => Ok((Vec::new(), start)),
    }
}

/// Only the first generation may leave out which segments it merged: there are none before.
fn start_of(generation: &GenerationChange, giving: &Giving) -> Result<GenerationStart, Refusal> {
    let merged_keyring = match giving {
        Giving::Restored => None,
        Giving::Fresh {
            merged_keyring: None,
        } if generation.number == 1 => Some(0),
        Giving::Fresh {
            merged_keyring: None,
        } => return Err(Refusal::bad_request()),
        Giving::Fresh { merged_keyring } => *merged_keyring,
    };
    Ok(GenerationStart {
        segments: generation.segments.clone(),
        merged_keyring,
    })
}

fn new_entry(
    roster: &Roster,
    previous: RosterHash,
    bytes: Vec<u8>,
    wraps: Vec<WrapDigest>,
    start: Option<GenerationStart>,
) -> NewRoster {
    NewRoster {
        previous,
        hash: roster.head(),
        index: roster.index(),
        bytes,
        devices: roster.members().map(row).collect(),
        wraps,
        generation: roster.generation(),
        start,
    }
}

fn row(member: &Member) -> DeviceRow {
    DeviceRow {
        device: member.device.id,
        auth_key: member.device.auth_key,
        role: member.device.role,
        is_revoked: !member.is_live(),
        wrap: member.wrap,
    }
}

fn answer(outcome: RosterPut) -> Result<Response, Refusal> {
    match outcome {
        RosterPut::New => Ok(StatusCode::CREATED.into_response()),
        RosterPut::Same => Ok(StatusCode::OK.into_response()),
        RosterPut::Moved => Err(Refusal::roster_moved()),
        RosterPut::Missing => Err(Refusal::conflict(ErrorCode::Missing)),
        RosterPut::KeyringMoved => Err(Refusal::conflict(ErrorCode::KeyringMoved)),
        RosterPut::NotInvited => Err(Refusal::forbidden()),
    }
}
