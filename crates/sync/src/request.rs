//! The requests of a client: their paths, their headers, and what a device signs.
//!
//! A token alone reads. A write is signed as well, over everything that gives it its meaning,
//! so that a stolen token cannot write and a signed write cannot be turned into another.

use crate::ids::{BatchId, BlobId, DeviceId, Digest, InboxId, RendezvousId, TeamId, TokenId};

/// `POST` [`crate::message::ChallengeRequest`] → [`crate::message::Challenge`].
pub const CHALLENGE: &str = "/v1/auth/challenge";
/// `POST` [`crate::message::TokenRequest`] → [`crate::message::Token`].
pub const TOKEN: &str = "/v1/auth/token";
/// `GET ?after=&digest=&max_bytes=` → [`crate::message::LogPage`]; `PUT /{batch id}` →
/// [`crate::message::BatchAccepted`], with `?restore=1` when an endpoint that came back from a
/// backup is given a batch of an earlier generation again.
pub const LOG: &str = "/v1/log";
/// `GET ?log=&roster=&keyring=&inbox=&wait_s=` → [`crate::message::Head`].
pub const HEAD: &str = "/v1/head";
/// `GET ?from=` → [`crate::message::RosterPage`]; `POST` a roster entry with `If-Match`. An entry
/// that starts a generation adds `?keyring=`: the position of the last segment it merged; one
/// that is given back to an endpoint that lost it, `?restore=1`. A genesis has no token and no
/// `If-Match`, but an invitation.
pub const ROSTER: &str = "/v1/roster";
/// `GET ?after=` → [`crate::message::KeyringPage`]; `GET`, `PUT ?generation=` `/{digest}`.
pub const KEYRING: &str = "/v1/keyring";
/// `GET` → [`crate::message::WrapList`]; `GET`, `PUT ?generation=`, `DELETE` `/{device}`.
pub const WRAPS: &str = "/v1/wraps";
/// `GET` → [`crate::message::InboxList`]; `GET`, `POST ?to=`, `DELETE` `/{inbox id}`.
pub const INBOX: &str = "/v1/inbox";
/// `GET /{id}` → [`crate::message::BlobStatus`]; `GET`, `PUT` `/{id}/parts/{n}`;
/// `POST /{id}/complete`; `DELETE /{id}`.
pub const BLOBS: &str = "/v1/blobs";
/// `POST` [`crate::message::Acknowledgement`].
pub const ACK: &str = "/v1/ack";
/// `POST` [`crate::message::PruneRequest`] → [`crate::message::Pruned`].
pub const PRUNE: &str = "/v1/prune";
/// `DELETE` with `If-Match`: the whole team.
pub const TEAM: &str = "/v1/team";
/// `GET ?wait_s=`, `PUT`, `DELETE` `/{rendezvous id}`, without a token.
pub const RENDEZVOUS: &str = "/v1/rendezvous";
/// `GET` → JSON, without a token.
pub const HEALTH: &str = "/v1/health";

/// `Authorization: Bearer {token}`, on every request that needs a token.
pub const AUTHORIZATION_HEADER: &str = "authorization";
/// The base32 signature of a write (see [`RequestToSign`]).
pub const SIGNATURE_HEADER: &str = "permanence-signature";
/// The origin the client believes it talks to, on each write.
pub const ORIGIN_HEADER: &str = "permanence-origin";
/// The invitation code, on the `POST` of a genesis entry.
pub const INVITATION_HEADER: &str = "permanence-invitation";
/// The roster head a change was made for (base32), on `POST /v1/roster` and `DELETE /v1/team`.
pub const IF_MATCH_HEADER: &str = "if-match";
/// The content type of every CBOR body.
pub const CBOR: &str = "application/cbor";
/// The content type of every other sealed or signed body.
pub const BYTES: &str = "application/octet-stream";

/// The largest rendezvous message, in bytes.
pub const MAX_RENDEZVOUS_BYTES: usize = 4 << 10;
/// How long a rendezvous message stays, in seconds.
pub const RENDEZVOUS_SECONDS: u64 = 300;
/// The largest wrap, in bytes.
pub const MAX_WRAP_BYTES: usize = 8 << 10;
/// The largest keyring segment, in bytes.
pub const MAX_SEGMENT_BYTES: usize = 4 << 20;
/// The largest inbox item, in bytes.
pub const MAX_INBOX_BYTES: usize = 4 << 20;
/// The longest a token lasts, in seconds.
pub const TOKEN_SECONDS: u64 = 900;
/// The longest wait of a long poll, in seconds.
pub const MAX_WAIT_SECONDS: u64 = 25;

/// `/v1/log/{batch}`.
#[must_use]
pub fn log_path(batch: &BatchId) -> String {
    format!("{LOG}/{batch}")
}

/// `/v1/keyring/{segment}`.
#[must_use]
pub fn segment_path(segment: &Digest) -> String {
    format!("{KEYRING}/{segment}")
}

/// `/v1/wraps/{device}`.
#[must_use]
pub fn wrap_path(device: &DeviceId) -> String {
    format!("{WRAPS}/{device}")
}

/// `/v1/inbox/{item}`.
#[must_use]
pub fn inbox_path(item: &InboxId) -> String {
    format!("{INBOX}/{item}")
}

/// `/v1/blobs/{blob}`.
#[must_use]
pub fn blob_path(blob: &BlobId) -> String {
    format!("{BLOBS}/{blob}")
}

/// `/v1/blobs/{blob}/parts/{index}`, index from 0.
#[must_use]
pub fn part_path(blob: &BlobId, index: u32) -> String {
    format!("{BLOBS}/{blob}/parts/{index}")
}

/// `/v1/blobs/{blob}/complete`.
#[must_use]
pub fn complete_path(blob: &BlobId) -> String {
    format!("{BLOBS}/{blob}/complete")
}

/// `/v1/rendezvous/{id}`.
#[must_use]
pub fn rendezvous_path(rendezvous: &RendezvousId) -> String {
    format!("{RENDEZVOUS}/{rendezvous}")
}

/// What a device signs with its auth key to obtain a token.
#[derive(Clone, Copy, Debug)]
pub struct ChallengeToSign<'a> {
    /// The origin the client believes it talks to: `scheme://host[:port]`, lowercase.
    pub origin: &'a str,
    /// The team.
    pub team: &'a TeamId,
    /// The device.
    pub device: &'a DeviceId,
    /// The challenge, as received.
    pub nonce: &'a [u8],
}

impl ChallengeToSign<'_> {
    /// The bytes to sign: the label, then each field behind its length.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        fields(
            b"permanence challenge v1",
            &[
                self.origin.as_bytes(),
                self.team.as_ref(),
                self.device.as_ref(),
                self.nonce,
            ],
        )
    }
}

/// What a device signs with its auth key on each write.
#[derive(Clone, Copy, Debug)]
pub struct RequestToSign<'a> {
    /// The origin the client believes it talks to: `scheme://host[:port]`, lowercase.
    pub origin: &'a str,
    /// The team.
    pub team: &'a TeamId,
    /// The token's public name.
    pub token: &'a TokenId,
    /// The method, uppercase.
    pub method: &'a str,
    /// Path and query exactly as sent.
    pub path: &'a str,
    /// The value of `If-Match`, without quotes; empty when there is none.
    pub if_match: &'a str,
    /// SHA-256 of the body; of no bytes when there is none.
    pub content: &'a Digest,
}

impl RequestToSign<'_> {
    /// The bytes to sign: the label, then each field behind its length.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        fields(
            b"permanence request v1",
            &[
                self.origin.as_bytes(),
                self.team.as_ref(),
                self.token.as_ref(),
                self.method.as_bytes(),
                self.path.as_bytes(),
                self.if_match.as_bytes(),
                self.content.as_ref(),
            ],
        )
    }
}

/// `label ‖ { length (4 bytes, big endian) ‖ field } …`: no two lists give the same bytes.
fn fields(label: &[u8], fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = label.to_vec();
    for field in fields {
        // A field above 4 GiB never reaches this point: paths and digests are short.
        let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
        bytes.extend(length.to_be_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}
