//! The bodies that client and endpoint exchange: CBOR maps with small integer keys. An unknown
//! key is skipped, so that either side may be the newer one.

use minicbor::{Decode, Decoder, Encode, Encoder};

use crate::ids::{BatchId, DeviceId, Digest, InboxId, RosterHash, Signature, TeamId, TokenId};
use crate::log::Cursor;

/// The largest body decoded here, in bytes: a page of the log.
pub const MAX_MESSAGE_BYTES: usize = 64 << 20;

/// Why a body is not the announced message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// Not the message's shape.
    #[error("message: not of the expected shape")]
    Shape,
    /// Above [`MAX_MESSAGE_BYTES`].
    #[error("message: too large")]
    TooLarge,
}

/// Encodes a message.
#[must_use]
pub fn encode<T: Encode<()>>(message: &T) -> Vec<u8> {
    // INVARIANT: encoding into memory cannot fail: no message has a failing encoder.
    minicbor::to_vec(message).unwrap_or_default()
}

/// Decodes a message that fills the whole body.
///
/// # Errors
/// See [`MessageError`]. No input panics.
pub fn decode<'b, T: Decode<'b, ()>>(body: &'b [u8]) -> Result<T, MessageError> {
    if body.len() > MAX_MESSAGE_BYTES {
        return Err(MessageError::TooLarge);
    }
    let mut decoder = Decoder::new(body);
    let message = decoder.decode().map_err(|_| MessageError::Shape)?;
    if decoder.position() == body.len() {
        Ok(message)
    } else {
        Err(MessageError::Shape)
    }
}

/// Asks for something to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ChallengeRequest {
    /// The team.
    #[n(0)]
    pub team: TeamId,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
}

/// Something to sign, once. Given for any team and device, known or not.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Challenge {
    /// Opaque; sent back as it is.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub nonce: Vec<u8>,
    /// How long it may be answered, in seconds.
    #[n(1)]
    pub expires_in_s: u32,
    /// The endpoint's clock, milliseconds since 1970 UTC: to warn of a wrong clock, no more.
    #[n(2)]
    pub now_ms: i64,
}

/// Answers a challenge.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TokenRequest {
    /// The team.
    #[n(0)]
    pub team: TeamId,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
    /// The challenge.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub nonce: Vec<u8>,
    /// The origin that was signed.
    #[n(3)]
    pub origin: String,
    /// Of [`crate::request::ChallengeToSign`], by the auth key.
    #[n(4)]
    pub signature: Signature,
}

/// Lets one device read for a while, and names it when it writes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Token {
    /// For the `Authorization` header.
    #[n(0)]
    pub bearer: String,
    /// For the signature of writes.
    #[n(1)]
    pub id: TokenId,
    /// How long it lasts, in seconds.
    #[n(2)]
    pub expires_in_s: u32,
}

/// A batch of the log.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct LogItem {
    /// Its name.
    #[n(0)]
    pub batch: BatchId,
    /// Its bytes, header included.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

/// A run of the log, in order and without holes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct LogPage {
    /// Where the run begins: the asked cursor, or later when what came before was pruned.
    #[n(0)]
    pub start: Cursor,
    /// The batches; empty at the head.
    #[n(1)]
    pub items: Vec<LogItem>,
    /// The cursor after the last of them; a client computes it too and compares.
    #[n(2)]
    pub end: Cursor,
    /// The end of the whole log.
    #[n(3)]
    pub head: Cursor,
}

/// The answer to a batch that was accepted, now (201) or before (200).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BatchAccepted {
    /// SHA-256 of the batch as the endpoint holds it: a row leaves the outbox on a match only.
    #[n(0)]
    pub digest: Digest,
    /// Its position in the log.
    #[n(1)]
    pub position: u64,
}

/// Where everything stands, in one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Head {
    /// The end of the log.
    #[n(0)]
    pub log: Cursor,
    /// The last roster entry.
    #[n(1)]
    pub roster: RosterHash,
    /// Its index.
    #[n(2)]
    pub roster_index: u64,
    /// The present generation.
    #[n(3)]
    pub generation: u32,
    /// The position of the last keyring segment.
    #[n(4)]
    pub keyring: u64,
    /// The position of the last inbox item.
    #[n(5)]
    pub inbox: u64,
    /// The bytes the team holds.
    #[n(6)]
    pub used_bytes: u64,
    /// The bytes it may hold.
    #[n(7)]
    pub limit_bytes: u64,
}

/// Roster entries in order.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RosterPage {
    /// The index of the first of them.
    #[n(0)]
    pub from: u64,
    /// Their bytes.
    #[n(1)]
    pub entries: Vec<minicbor::bytes::ByteVec>,
    /// The index of the last entry there is.
    #[n(2)]
    pub head_index: u64,
}

impl RosterPage {
    /// The entries' bytes, as [`crate::Roster::verify`] takes them.
    #[must_use]
    pub fn chain(&self) -> Vec<&[u8]> {
        self.entries.iter().map(|entry| entry.as_slice()).collect()
    }
}

/// A keyring segment the endpoint holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SegmentInfo {
    /// Its name: SHA-256 of its bytes.
    #[n(0)]
    pub segment: Digest,
    /// The generation it is sealed under.
    #[n(1)]
    pub generation: u32,
    /// Its place in the order of arrival.
    #[n(2)]
    pub position: u64,
    /// Its length in bytes.
    #[n(3)]
    pub length: u64,
}

/// Keyring segments in the order of arrival.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KeyringPage {
    /// Those after the asked position.
    #[n(0)]
    pub segments: Vec<SegmentInfo>,
}

/// A wrap of a generation secret, and for which generation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Wrap {
    /// The generation.
    #[n(0)]
    pub generation: u32,
    /// The wrap's bytes, to be compared with the roster's digest.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

/// Which wraps the endpoint holds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct WrapList {
    /// One a device and generation.
    #[n(0)]
    pub wraps: Vec<WrapInfo>,
}

/// One wrap the endpoint holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct WrapInfo {
    /// The recipient.
    #[n(0)]
    pub device: DeviceId,
    /// The generation.
    #[n(1)]
    pub generation: u32,
    /// SHA-256 of its bytes.
    #[n(2)]
    pub digest: Digest,
}

/// An item of the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct InboxInfo {
    /// Its name.
    #[n(0)]
    pub item: InboxId,
    /// Its place in the order of arrival.
    #[n(1)]
    pub position: u64,
    /// Its length in bytes.
    #[n(2)]
    pub length: u64,
    /// The device it is for; the team when absent.
    #[n(3)]
    pub to: Option<DeviceId>,
}

/// What waits in the inbox for the asking device.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct InboxList {
    /// In the order of arrival.
    #[n(0)]
    pub items: Vec<InboxInfo>,
}

/// How far the upload of a blob got.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BlobStatus {
    /// The parts the endpoint holds, rising.
    #[n(0)]
    pub parts: Vec<u32>,
    /// Whether the blob is complete: only then do other devices see it.
    #[n(1)]
    pub is_complete: bool,
}

/// Ends the upload of a blob.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BlobComplete {
    /// SHA-256 of each sealed part, in order.
    #[n(0)]
    pub digests: Vec<Digest>,
}

/// How far a device has applied the log and holds nothing unsent below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Acknowledgement {
    /// The position up to which it has everything.
    #[n(0)]
    pub position: u64,
    /// The generation it lives in.
    #[n(1)]
    pub generation: u32,
}

/// Asks to forget the beginning of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PruneRequest {
    /// The last position to forget.
    #[n(0)]
    pub up_to: u64,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pruned {
    /// The last position forgotten: no further than what every live device acknowledged.
    #[n(0)]
    pub up_to: u64,
}

/// Why a request was refused, for a program to act upon. Never a text for a person.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ApiError {
    /// The reason.
    #[n(0)]
    pub code: ErrorCode,
    /// When to try again, in seconds; the same as the `Retry-After` header.
    #[n(1)]
    pub retry_after_s: Option<u32>,
}

/// The reasons of a refusal, as short words on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// 400: not a request of this protocol, or a body not of its format.
    BadRequest,
    /// 401: no valid token: ask for a new one.
    Token,
    /// 401: the signature of the write does not hold, or names another origin.
    Signature,
    /// 401: the device is unknown here or revoked.
    Device,
    /// 403: the device's role does not allow it, or the invitation is spent or unknown.
    Forbidden,
    /// 404: not here.
    NotFound,
    /// 409: another content has this name.
    Conflict,
    /// 409: the client's cursor is not of this log: the endpoint came back from a backup.
    Cursor,
    /// 409: sealed under another generation than the present one.
    Generation,
    /// 409: the roster entry names wraps or segments that were not sent before.
    Missing,
    /// 409: a keyring segment arrived that the new generation does not include: merge it, and
    /// make the generation again.
    KeyringMoved,
    /// 412: the roster has moved on.
    RosterMoved,
    /// 413: the body is larger than this request allows.
    TooLarge,
    /// 413: the team's space is full.
    TeamFull,
    /// 429: too many requests, or too many bytes; see `retry_after_s`.
    TooMany,
    /// 500: the endpoint failed; nothing was accepted.
    Internal,
    /// 503: the endpoint is stopping or overloaded.
    Unavailable,
    /// A word of a newer endpoint.
    Other(String),
}

const CODES: &[(ErrorCode, &str)] = &[
    (ErrorCode::BadRequest, "bad-request"),
    (ErrorCode::Token, "token"),
    (ErrorCode::Signature, "signature"),
    (ErrorCode::Device, "device"),
    (ErrorCode::Forbidden, "forbidden"),
    (ErrorCode::NotFound, "not-found"),
    (ErrorCode::Conflict, "conflict"),
    (ErrorCode::Cursor, "cursor"),
    (ErrorCode::Generation, "generation"),
    (ErrorCode::Missing, "missing"),
    (ErrorCode::KeyringMoved, "keyring-moved"),
    (ErrorCode::RosterMoved, "roster-moved"),
    (ErrorCode::TooLarge, "too-large"),
    (ErrorCode::TeamFull, "team-full"),
    (ErrorCode::TooMany, "too-many"),
    (ErrorCode::Internal, "internal"),
    (ErrorCode::Unavailable, "unavailable"),
];

impl ErrorCode {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(word) => word,
            known => CODES
                .iter()
                .find_map(|(code, word)| (code == known).then_some(*word))
                .unwrap_or("internal"),
        }
    }

    /// The reason a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        CODES
            .iter()
            .find_map(|(code, known)| (*known == word).then(|| code.clone()))
            .unwrap_or_else(|| Self::Other(word.to_owned()))
    }
}

impl<C> Encode<C> for ErrorCode {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.str(self.as_str())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for ErrorCode {
    fn decode(decoder: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        decoder.str().map(Self::from_word)
    }
}
