//! One way to ask the endpoint for anything: token, signature, and what an answer means.
//!
//! Knows nothing of what is exchanged. Every refusal becomes a [`SyncProblem`], which has a sentence on the
//! screen; nothing here is retried, that is the exchange's business.

use std::cell::RefCell;

use sync::message::{self, Challenge, ChallengeRequest, Token, TokenRequest};
use sync::request::{self, ChallengeToSign, RequestToSign};
use sync::{ApiError, DeviceId, Digest, ErrorCode, Signature, TeamId};
use vault::Identity;

use crate::message::SyncProblem;
use crate::ports::{HttpRequest, HttpResponse, Ports, Transport};

/// How long a plain request may take, milliseconds.
const TIMEOUT_MS: u32 = 30_000;
/// How long a batch may take on a bad network, milliseconds.
const LONG_TIMEOUT_MS: u32 = 180_000;
/// A token is renewed this long before it ends, milliseconds.
const TOKEN_MARGIN_MS: i64 = 30_000;

/// Who asks. A copy of the identity is made for the time of an exchange, so that no lock is held meanwhile.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    pub(crate) identity: std::rc::Rc<Identity>,
    pub(crate) team: TeamId,
    pub(crate) device: DeviceId,
}

/// A token and when it ends by this device's clock.
#[derive(Debug, Clone)]
struct Held {
    token: Token,
    ends_at_ms: i64,
}

/// The line to the endpoint.
#[derive(Debug, Default)]
pub(crate) struct Link {
    held: RefCell<Option<Held>>,
    /// This device's clock less the endpoint's, milliseconds.
    skew_ms: RefCell<Option<i64>>,
}

/// What is asked, less what every request carries.
#[derive(Debug, Clone)]
pub(crate) struct Ask<'a> {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) body: &'a [u8],
    pub(crate) if_match: Option<String>,
    pub(crate) invitation: Option<&'a str>,
    pub(crate) is_long: bool,
}

impl<'a> Ask<'a> {
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self {
            method: "GET",
            path: path.into(),
            body: &[],
            if_match: None,
            invitation: None,
            is_long: false,
        }
    }

    pub(crate) fn put(path: impl Into<String>, body: &'a [u8]) -> Self {
        Self {
            method: "PUT",
            body,
            ..Self::get(path)
        }
    }

    pub(crate) fn post(path: impl Into<String>, body: &'a [u8]) -> Self {
        Self {
            method: "POST",
            body,
            ..Self::get(path)
        }
    }

    pub(crate) fn long(mut self) -> Self {
        self.is_long = true;
        self
    }

    fn is_write(&self) -> bool {
        self.method != "GET"
    }
}

/// A refusal: what to show, and the endpoint's own word for the exchange to act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) problem: SyncProblem,
    pub(crate) code: Option<ErrorCode>,
}

impl From<SyncProblem> for Refusal {
    fn from(problem: SyncProblem) -> Self {
        Self {
            problem,
            code: None,
        }
    }
}

impl Link {
    pub(crate) fn skew_ms(&self) -> Option<i64> {
        *self.skew_ms.borrow()
    }

    pub(crate) fn forget_token(&self) {
        self.held.borrow_mut().take();
    }

    /// Asks with a token, and a signature where it writes. A token that ended meanwhile, or came here altered so that
    /// what is signed for it does not hold, is renewed once.
    pub(crate) async fn ask<P: Ports>(
        &self,
        ports: &P,
        asker: &Asker,
        ask: Ask<'_>,
    ) -> Result<HttpResponse, Refusal> {
        for attempt in 0..2 {
            let token = self.token(ports, asker).await?;
            let response = send(ports, signed(ports, asker, &token, &ask)).await?;
            match judge(response) {
                Err(Refusal {
                    code: Some(ErrorCode::Token | ErrorCode::Signature),
                    ..
                }) if attempt == 0 => {
                    self.forget_token();
                }
                judged => return judged,
            }
        }
        Err(SyncProblem::Refused.into())
    }

    /// Asks without a token: the genesis of a team, the meeting point of a pairing.
    pub(crate) async fn ask_openly<P: Ports>(
        &self,
        ports: &P,
        ask: Ask<'_>,
    ) -> Result<HttpResponse, Refusal> {
        judge(send(ports, plain(&ask)).await?)
    }

    async fn token<P: Ports>(&self, ports: &P, asker: &Asker) -> Result<Token, Refusal> {
        use crate::ports::Clock;
        let now = ports.clock().now_ms();
        let held = self.held.borrow().clone();
        if let Some(held) = held.filter(|held| now < held.ends_at_ms - TOKEN_MARGIN_MS) {
            return Ok(held.token);
        }
        let token = self.new_token(ports, asker).await?;
        let lasts_ms = i64::from(token.expires_in_s).saturating_mul(1000);
        let ends_at_ms = ports.clock().now_ms().saturating_add(lasts_ms);
        *self.held.borrow_mut() = Some(Held {
            token: token.clone(),
            ends_at_ms,
        });
        Ok(token)
    }

    async fn new_token<P: Ports>(&self, ports: &P, asker: &Asker) -> Result<Token, Refusal> {
        use crate::ports::Clock;
        let body = message::encode(&ChallengeRequest {
            team: asker.team,
            device: asker.device,
        });
        let response = self
            .ask_openly(ports, Ask::post(request::CHALLENGE, &body))
            .await?;
        let challenge: Challenge = decoded(&response)?;
        *self.skew_ms.borrow_mut() = Some(ports.clock().now_ms().saturating_sub(challenge.now_ms));
        let origin = ports.transport().origin();
        let to_sign = ChallengeToSign {
            origin: &origin,
            team: &asker.team,
            device: &asker.device,
            nonce: &challenge.nonce,
        };
        let signature = asker.identity.sign_request(&to_sign.to_bytes());
        let body = message::encode(&TokenRequest {
            team: asker.team,
            device: asker.device,
            nonce: challenge.nonce.clone(),
            origin: origin.clone(),
            signature: Signature::from_bytes(signature),
        });
        let response = self
            .ask_openly(ports, Ask::post(request::TOKEN, &body))
            .await?;
        decoded(&response)
    }
}

/// The message of an answer; anything else means that it is not our endpoint that answered.
pub(crate) fn decoded<T: for<'b> minicbor::Decode<'b, ()>>(
    response: &HttpResponse,
) -> Result<T, Refusal> {
    message::decode(&response.body).map_err(|_| SyncProblem::NotOurEndpoint.into())
}

fn plain(ask: &Ask<'_>) -> HttpRequest {
    let mut headers = Vec::new();
    if !ask.body.is_empty() {
        headers.push(("content-type", request::CBOR.to_owned()));
    }
    if let Some(if_match) = &ask.if_match {
        headers.push((request::IF_MATCH_HEADER, if_match.clone()));
    }
    if let Some(code) = ask.invitation {
        headers.push((request::INVITATION_HEADER, code.to_owned()));
    }
    HttpRequest {
        method: ask.method,
        path: ask.path.clone(),
        headers,
        body: ask.body.to_vec(),
        timeout_ms: if ask.is_long {
            LONG_TIMEOUT_MS
        } else {
            TIMEOUT_MS
        },
    }
}

fn signed<P: Ports>(ports: &P, asker: &Asker, token: &Token, ask: &Ask<'_>) -> HttpRequest {
    let mut http = plain(ask);
    http.headers.push((
        request::AUTHORIZATION_HEADER,
        format!("Bearer {}", token.bearer),
    ));
    if ask.is_write() {
        let origin = ports.transport().origin();
        let to_sign = RequestToSign {
            origin: &origin,
            team: &asker.team,
            token: &token.id,
            method: ask.method,
            path: &ask.path,
            if_match: ask.if_match.as_deref().unwrap_or_default(),
            content: &Digest::of(ask.body),
        };
        let signature = Signature::from_bytes(asker.identity.sign_request(&to_sign.to_bytes()));
        http.headers
            .push((request::SIGNATURE_HEADER, signature.to_string()));
        http.headers.push((request::ORIGIN_HEADER, origin));
    }
    http
}

async fn send<P: Ports>(ports: &P, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    ports
        .transport()
        .send(request)
        .await
        .map_err(|_| SyncProblem::Unreachable.into())
}

/// What a status means. A refusal without our error body does not come from our endpoint.
fn judge(response: HttpResponse) -> Result<HttpResponse, Refusal> {
    if matches!(response.status, 200 | 201 | 204) {
        return Ok(response);
    }
    let error: Option<ApiError> = message::decode(&response.body).ok();
    let code = error.as_ref().map(|error| error.code.clone());
    let waits = error.and_then(|error| error.retry_after_s);
    let retry_after_s = waits.or_else(|| response.header("retry-after")?.trim().parse().ok());
    let problem = match (response.status, &code) {
        (401 | 403, Some(_)) => SyncProblem::Refused,
        (429, _) => SyncProblem::TooMany {
            retry_after_s: retry_after_s.unwrap_or(60),
        },
        (413, _) => SyncProblem::TooLarge,
        (500..=599, _) => SyncProblem::EndpointFault,
        (_, Some(_)) => SyncProblem::EndpointFault,
        (_, None) => SyncProblem::NotOurEndpoint,
    };
    Err(Refusal { problem, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: u16, code: Option<ErrorCode>, expected: Option<&SyncProblem>) {
        let error = code.map(|code| ApiError {
            code,
            retry_after_s: None,
        });
        let body = error.map_or_else(|| b"<html>".to_vec(), |error| message::encode(&error));
        let response = HttpResponse {
            status,
            headers: Vec::new(),
            body,
        };
        assert_eq!(
            judge(response)
                .err()
                .map(|refusal| refusal.problem)
                .as_ref(),
            expected
        );
    }

    #[test]
    fn every_answer_has_a_meaning() {
        check(200, None, None);
        check(201, None, None);
        check(401, Some(ErrorCode::Device), Some(&SyncProblem::Refused));
        check(401, None, Some(&SyncProblem::NotOurEndpoint));
        check(302, None, Some(&SyncProblem::NotOurEndpoint));
        check(404, None, Some(&SyncProblem::NotOurEndpoint));
        check(413, Some(ErrorCode::TeamFull), Some(&SyncProblem::TooLarge));
        check(413, None, Some(&SyncProblem::TooLarge));
        check(429, None, Some(&SyncProblem::TooMany { retry_after_s: 60 }));
        check(500, None, Some(&SyncProblem::EndpointFault));
        check(
            503,
            Some(ErrorCode::Unavailable),
            Some(&SyncProblem::EndpointFault),
        );
    }
}
