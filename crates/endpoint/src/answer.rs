//! What the endpoint answers: CBOR bodies, and refusals a program can act upon.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use minicbor::Encode;
use sync::message::{self, ApiError, ErrorCode};
use sync::request::{BYTES, CBOR};

use crate::limits::Spent;
use crate::store::StoreError;

/// How long to wait when the endpoint itself is in trouble, in seconds.
const TROUBLE_SECONDS: u32 = 10;
/// How long to wait when a team's space is full, in seconds: a person has to act.
const FULL_SECONDS: u32 = 3600;

/// A refused request.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    error: ApiError,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: ErrorCode) -> Self {
        Self {
            status,
            error: ApiError {
                code,
                retry_after_s: None,
            },
        }
    }

    fn after(mut self, seconds: u32) -> Self {
        self.error.retry_after_s = Some(seconds);
        self
    }

    pub(crate) fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, ErrorCode::BadRequest)
    }

    pub(crate) fn unauthorized(code: ErrorCode) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code)
    }

    pub(crate) fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, ErrorCode::Forbidden)
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, ErrorCode::NotFound)
    }

    pub(crate) fn conflict(code: ErrorCode) -> Self {
        Self::new(StatusCode::CONFLICT, code)
    }

    pub(crate) fn roster_moved() -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, ErrorCode::RosterMoved)
    }

    pub(crate) fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::TooLarge)
    }

    pub(crate) fn team_full() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::TeamFull).after(FULL_SECONDS)
    }

    pub(crate) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, ErrorCode::Internal)
    }

    pub(crate) fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, ErrorCode::Unavailable).after(TROUBLE_SECONDS)
    }
}

impl From<Spent> for Refusal {
    fn from(spent: Spent) -> Self {
        match spent {
            Spent::Never => Self::too_large(),
            Spent::Wait(wait) => {
                let seconds = wait.as_secs().saturating_add(1);
                Self::new(StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooMany)
                    .after(u32::try_from(seconds).unwrap_or(u32::MAX))
            }
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        match error {
            StoreError::Full | StoreError::Busy | StoreError::Closed => Self::unavailable(),
            StoreError::Failed(_) | StoreError::Corrupt | StoreError::Newer => Self::internal(),
        }
    }
}

impl From<getrandom::Error> for Refusal {
    fn from(_: getrandom::Error) -> Self {
        tracing::error!("the system gives no randomness");
        Self::unavailable()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = cbor(self.status, &self.error);
        if let Some(seconds) = self.error.retry_after_s {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A CBOR body.
pub(crate) fn cbor<T: Encode<()>>(status: StatusCode, message: &T) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, CBOR)],
        message::encode(message),
    )
        .into_response()
}

/// A sealed or signed body, as it was stored.
pub(crate) fn bytes(body: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, BYTES)], body).into_response()
}
