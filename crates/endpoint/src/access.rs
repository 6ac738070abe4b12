//! Who asks: the token of a read, the signature of a write, and what a role may do.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use sync::batch::MAX_BATCH_BYTES;
use sync::message::ErrorCode;
use sync::request::{
    AUTHORIZATION_HEADER, IF_MATCH_HEADER, ORIGIN_HEADER, RequestToSign, SIGNATURE_HEADER,
};
use sync::{DeviceId, Digest, PublicKey, Role, Signature, TeamId, TokenId};

use crate::address::client_address;
use crate::answer::Refusal;
use crate::state::{Endpoint, Shared};
use crate::token::now_s;

/// How long a body may take: 16 MiB over a line of a quarter of a megabit a second.
const BODY_TIMEOUT: Duration = Duration::from_secs(600);
/// How much of a refused body is still read, in bytes.
const MAX_DRAINED_BYTES: usize = 2 * MAX_BATCH_BYTES;
/// How long a refused body is still read.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(60);

/// What a request needs its device to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    /// To hold the generation: log, keyring, blobs, the team's inbox.
    Data,
    /// To sign the roster.
    Administer,
}

/// A device whose token holds.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) team: TeamId,
    pub(crate) device: DeviceId,
    pub(crate) role: Role,
    token: TokenId,
    auth_key: PublicKey,
}

impl Access {
    /// What budgets are counted by.
    pub(crate) fn account(&self) -> (TeamId, DeviceId) {
        (self.team, self.device)
    }

    pub(crate) fn require(&self, right: Right) -> Result<(), Refusal> {
        let allowed = match right {
            Right::Data => self.role.holds_generation(),
            Right::Administer => self.role.administers(),
        };
        if allowed {
            Ok(())
        } else {
            Err(Refusal::forbidden())
        }
    }
}

impl FromRequestParts<Shared> for Access {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, endpoint: &Shared) -> Result<Self, Refusal> {
        let token = || Refusal::unauthorized(ErrorCode::Token);
        let bearer = header(parts, AUTHORIZATION_HEADER).ok_or_else(token)?;
        let bearer = bearer.strip_prefix("Bearer ").ok_or_else(token)?;
        let claims = endpoint.mint.open(bearer, now_s()).ok_or_else(token)?;
        endpoint.budgets.request((claims.team, claims.device))?;
        let device = endpoint.store.device(claims.team, claims.device).await?;
        let device = device
            .filter(|device| !device.is_revoked)
            .ok_or_else(|| Refusal::unauthorized(ErrorCode::Device))?;
        Ok(Self {
            team: claims.team,
            device: claims.device,
            role: device.role,
            token: claims.id,
            auth_key: device.auth_key,
        })
    }
}

/// A write of at most `MAX` bytes that its device signed.
pub(crate) struct Signed<const MAX: usize> {
    pub(crate) access: Access,
    pub(crate) body: Bytes,
}

impl<const MAX: usize> FromRequest<Shared> for Signed<MAX> {
    type Rejection = Refusal;

    async fn from_request(request: Request, endpoint: &Shared) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let access = match admit::<MAX>(&mut parts, endpoint).await {
            Ok(access) => access,
            Err(refusal) => {
                drain(body).await;
                return Err(refusal);
            }
        };
        let body = read_body::<MAX>(body).await?;
        check_signature(&parts, endpoint, &access, &body)?;
        endpoint.budgets.write(access.account(), body.len())?;
        Ok(Self { access, body })
    }
}

/// All that can be refused before the body is read.
async fn admit<const MAX: usize>(parts: &mut Parts, endpoint: &Shared) -> Result<Access, Refusal> {
    let access = Access::from_request_parts(parts, endpoint).await?;
    let announced = announced_length(parts).unwrap_or(0);
    if announced > MAX as u64 {
        return Err(Refusal::too_large());
    }
    endpoint.budgets.may_write(access.account(), announced)?;
    Ok(access)
}

/// Reads what still comes and forgets it: a client that is cut off while it sends would not see
/// the refusal.
async fn drain(mut body: Body) {
    let read = async {
        let mut left = MAX_DRAINED_BYTES;
        while let Some(Ok(frame)) = body.frame().await {
            let length = frame.data_ref().map_or(0, Bytes::len);
            match left.checked_sub(length) {
                Some(rest) => left = rest,
                None => break,
            }
        }
    };
    let _ = tokio::time::timeout(DRAIN_TIMEOUT, read).await;
}

/// A body of at most `MAX` bytes, from anyone, counted by address.
pub(crate) struct Open<const MAX: usize>(pub(crate) Bytes);

impl<const MAX: usize> FromRequest<Shared> for Open<MAX> {
    type Rejection = Refusal;

    async fn from_request(request: Request, endpoint: &Shared) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        Anyone::from_request_parts(&mut parts, endpoint).await?;
        if announced_length(&parts).is_some_and(|length| length > MAX as u64) {
            return Err(Refusal::too_large());
        }
        read_body::<MAX>(body).await.map(Self)
    }
}

/// Anyone, counted by address.
pub(crate) struct Anyone;

impl FromRequestParts<Shared> for Anyone {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, endpoint: &Shared) -> Result<Self, Refusal> {
        if let Some(address) = client_address(parts, endpoint.behind_proxy) {
            endpoint.budgets.open_request(address)?;
        }
        Ok(Self)
    }
}

/// A part of the path that names something.
pub(crate) struct Named<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Shared> for Named<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, endpoint: &Shared) -> Result<Self, Refusal> {
        let named = Path::<T>::from_request_parts(parts, endpoint).await;
        named
            .map(|Path(named)| Self(named))
            .map_err(|_| Refusal::bad_request())
    }
}

/// What the query asks for.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Shared> for Asked<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, endpoint: &Shared) -> Result<Self, Refusal> {
        let asked = Query::<T>::from_request_parts(parts, endpoint).await;
        asked
            .map(|Query(asked)| Self(asked))
            .map_err(|_| Refusal::bad_request())
    }
}

/// The value of `If-Match`, without its quotes; empty when there is none.
pub(crate) fn if_match(headers: &axum::http::HeaderMap) -> &str {
    let value = headers
        .get(IF_MATCH_HEADER)
        .and_then(|value| value.to_str().ok());
    value.unwrap_or_default().trim_matches('"')
}

fn header<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts.headers.get(name)?.to_str().ok()
}

fn announced_length(parts: &Parts) -> Option<u64> {
    parts
        .headers
        .get(CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

async fn read_body<const MAX: usize>(body: Body) -> Result<Bytes, Refusal> {
    // Too large, unless the upload was interrupted: then nobody reads the answer.
    match tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, MAX)).await {
        Ok(read) => read.map_err(|_| Refusal::too_large()),
        Err(_) => Err(Refusal::unavailable()),
    }
}

/// A token alone must not write: the device signs what the request means, and to whom.
fn check_signature(
    parts: &Parts,
    endpoint: &Endpoint,
    access: &Access,
    body: &[u8],
) -> Result<(), Refusal> {
    let refused = || Refusal::unauthorized(ErrorCode::Signature);
    let signature = header(parts, SIGNATURE_HEADER).ok_or_else(refused)?;
    let signature: Signature = signature.parse().map_err(|_| refused())?;
    let origin = header(parts, ORIGIN_HEADER).ok_or_else(refused)?;
    if !endpoint.origins.iter().any(|known| known == origin) {
        return Err(refused());
    }
    let request = RequestToSign {
        origin,
        team: &access.team,
        token: &access.token,
        method: parts.method.as_str(),
        path: parts.uri.path_and_query().map_or("/", |path| path.as_str()),
        if_match: if_match(&parts.headers),
        content: &Digest::of(body),
    };
    if access.auth_key.verifies(&request.to_bytes(), &signature) {
        Ok(())
    } else {
        Err(refused())
    }
}
