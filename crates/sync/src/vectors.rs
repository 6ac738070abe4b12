//! The golden vectors: what this program writes today is, byte for byte, what is recorded in
//! `tests/golden`, and what was recorded still opens. A vector is added, never edited.

use std::fmt::Debug;

use crate::batch::{self, BatchHeader};
use crate::fixture::{SOME_MORNING_MS, Story, story};
use crate::ids::{BatchId, BlobId, DeviceId, Digest, KeyId, TokenId};
use crate::message::{self, ApiError, ErrorCode, Head, LogItem, LogPage, TokenRequest};
use crate::request::{ChallengeToSign, RequestToSign};
use crate::{BlobManifest, Cursor, Entry, Roster, SealedGroup, VerifiedEntry, blob, entry};

/// Which vector does not hold, and why.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("vector {name}: {reason}")]
pub struct VectorError {
    /// The file's name without its extension.
    pub name: String,
    /// What went wrong.
    pub reason: String,
}

macro_rules! recorded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../tests/golden/", $name, ".hex")))),*]
    };
}

/// Every recorded vector: its name, and its bytes in hexadecimal.
pub const RECORDED: &[(&str, &str)] = recorded![
    "entry-first",
    "entry-second",
    "batch-header",
    "batch-body",
    "roster-genesis",
    "roster-generation",
    "roster-add-worker",
    "roster-add-intake",
    "roster-kem-key",
    "roster-role",
    "roster-revoke",
    "roster-cutoff",
    "roster-erasure",
    "blob-manifest",
    "cursor",
    "challenge-to-sign",
    "request-to-sign",
    "message-token-request",
    "message-log-page",
    "message-head",
    "message-error",
];

/// Checks every vector both ways.
///
/// # Errors
/// The first vector that does not hold.
pub fn check_vectors() -> Result<(), VectorError> {
    let story = story().map_err(|error| failure("roster", &error))?;
    let made = produce(&story)?;
    for (name, text) in RECORDED {
        let bytes = made
            .iter()
            .find_map(|(made, bytes)| (made == name).then_some(bytes))
            .ok_or_else(|| failure(name, &"nothing produces it"))?;
        let hex = data_encoding::HEXLOWER.encode(bytes);
        if hex != text.trim() {
            return Err(failure(name, &format!("this program writes {hex}")));
        }
    }
    open(&story)
}

/// The recorded bytes of a vector.
///
/// # Errors
/// No such vector, or not hexadecimal.
pub fn recorded(name: &str) -> Result<Vec<u8>, VectorError> {
    let text = RECORDED
        .iter()
        .find_map(|(known, text)| (*known == name).then_some(text.trim()))
        .ok_or_else(|| failure(name, &"not recorded"))?;
    data_encoding::HEXLOWER
        .decode(text.as_bytes())
        .map_err(|error| failure(name, &error))
}

/// What this program writes for each vector.
///
/// # Errors
/// A format refuses its own fixture.
pub fn produce(story: &Story) -> Result<Vec<(&'static str, Vec<u8>)>, VectorError> {
    let mut made: Vec<(&'static str, Vec<u8>)> = story
        .entries
        .iter()
        .map(|(name, entry)| (*name, entry.bytes().to_vec()))
        .collect();
    let (first, second) = entries(story)?;
    let framed = batch::frame(&[first.bytes(), second.bytes()])
        .map_err(|error| failure("batch-body", &error))?;
    made.push(("entry-first", first.bytes().to_vec()));
    made.push(("entry-second", second.bytes().to_vec()));
    made.push(("batch-header", header(story).to_bytes().to_vec()));
    made.push(("batch-body", framed));
    made.push(("blob-manifest", manifest().encode()));
    made.extend(bound(story));
    made.extend(messages(story)?);
    Ok(made)
}

fn open(story: &Story) -> Result<(), VectorError> {
    let team = story.roster.team();
    let key = story.administrator.device.sign_key;
    let (first, second) = entries(story)?;
    for (name, expected) in [("entry-first", &first), ("entry-second", &second)] {
        same(
            name,
            &entry::verify(&recorded(name)?, &team, &key),
            expected,
        )?;
    }
    same(
        "batch-header",
        &BatchHeader::read(&recorded("batch-header")?),
        &header(story),
    )?;
    let body = recorded("batch-body")?;
    same(
        "batch-body",
        &batch::unframe(&body),
        &vec![first.bytes(), second.bytes()],
    )?;
    let chain: Vec<Vec<u8>> = story
        .entries
        .iter()
        .map(|(name, _)| recorded(name))
        .collect::<Result<_, _>>()?;
    same("roster-erasure", &Roster::verify(&chain), &story.roster)?;
    same(
        "blob-manifest",
        &BlobManifest::decode(&recorded("blob-manifest")?),
        &manifest(),
    )?;
    let bytes = recorded("message-token-request")?;
    same(
        "message-token-request",
        &message::decode(&bytes),
        &token_request(story),
    )?;
    let bytes = recorded("message-log-page")?;
    same(
        "message-log-page",
        &message::decode(&bytes),
        &log_page(story)?,
    )?;
    same(
        "message-head",
        &message::decode(&recorded("message-head")?),
        &head(story),
    )?;
    same(
        "message-error",
        &message::decode(&recorded("message-error")?),
        &api_error(),
    )
}

fn failure(name: &str, reason: &dyn ToString) -> VectorError {
    VectorError {
        name: name.to_owned(),
        reason: reason.to_string(),
    }
}

fn same<T: PartialEq + Debug, E: Debug>(
    name: &str,
    read: &Result<T, E>,
    expected: &T,
) -> Result<(), VectorError> {
    match read {
        Ok(read) if read == expected => Ok(()),
        other => Err(failure(name, &format!("reads as {other:?}"))),
    }
}

fn entries(story: &Story) -> Result<(VerifiedEntry, VerifiedEntry), VectorError> {
    let refused = |error: crate::EntryError| failure("entry", &error);
    let administrator = &story.administrator;
    let first = administrator
        .write(&story.roster, None, 1, b"sealed elsewhere")
        .map_err(refused)?;
    let group = |id: u8, sealed: &[u8]| SealedGroup {
        key_id: KeyId::from_bytes([id; 16]),
        sealed: sealed.to_vec(),
    };
    let second = Entry {
        device: administrator.device.id,
        sequence: 2,
        previous: first.hash(),
        roster_head: story.roster.head(),
        lamport: 1 << 40,
        at_ms: -SOME_MORNING_MS,
        frontier: vec![
            (story.worker.device.id, 300),
            (DeviceId::from_bytes([9; 16]), 1),
        ],
        groups: vec![group(0xee, &[1, 2, 3]), group(0x0e, &[0; 40])],
    };
    let second = second
        .sign(&story.roster.team(), |message| administrator.sign(message))
        .map_err(refused)?;
    Ok((first, second))
}

fn header(story: &Story) -> BatchHeader {
    BatchHeader {
        team: story.roster.team(),
        generation: 0x0102_0304,
        batch: BatchId::from_bytes([0xb1; 16]),
    }
}

fn manifest() -> BlobManifest {
    let length = 700_000;
    BlobManifest {
        blob: BlobId::from_bytes([0xb2; 16]),
        length,
        parts: 3,
        digest: blob::parts_digest(&[Digest::of(b"one"), Digest::of(b"two"), Digest::of(b"three")]),
    }
}

/// Bytes that are signed or bound without ever being sent.
fn bound(story: &Story) -> Vec<(&'static str, Vec<u8>)> {
    let team = story.roster.team();
    let device = story.administrator.device.id;
    let challenge = ChallengeToSign {
        origin: "https://team.example",
        team: &team,
        device: &device,
        nonce: b"once",
    };
    let request = RequestToSign {
        origin: "https://team.example:8443",
        team: &team,
        token: &TokenId::from_bytes([0x70; 16]),
        method: "PUT",
        path: "/v1/log/abc?restore=1",
        if_match: "",
        content: &Digest::of(b"body"),
    };
    let cursor = cursor(story);
    vec![
        ("challenge-to-sign", challenge.to_bytes()),
        ("request-to-sign", request.to_bytes()),
        ("cursor", message::encode(&cursor)),
    ]
}

fn cursor(story: &Story) -> Cursor {
    let start = Cursor::start(&story.roster.team());
    let next = start.after(&BatchId::from_bytes([0xb1; 16]), &Digest::of(b"batch"));
    next.unwrap_or(start)
}

fn messages(story: &Story) -> Result<Vec<(&'static str, Vec<u8>)>, VectorError> {
    Ok(vec![
        (
            "message-token-request",
            message::encode(&token_request(story)),
        ),
        ("message-log-page", message::encode(&log_page(story)?)),
        ("message-head", message::encode(&head(story))),
        ("message-error", message::encode(&api_error())),
    ])
}

fn token_request(story: &Story) -> TokenRequest {
    TokenRequest {
        team: story.roster.team(),
        device: story.worker.device.id,
        nonce: b"once".to_vec(),
        origin: "https://team.example".to_owned(),
        signature: story.worker.auth(b"anything"),
    }
}

fn log_page(story: &Story) -> Result<LogPage, VectorError> {
    let start = Cursor::start(&story.roster.team());
    let item = LogItem {
        batch: BatchId::from_bytes([0xb1; 16]),
        bytes: b"batch".to_vec(),
    };
    let end = start
        .after(&item.batch, &Digest::of(&item.bytes))
        .ok_or_else(|| failure("message-log-page", &"no cursor"))?;
    Ok(LogPage {
        start,
        items: vec![item],
        end,
        head: end,
    })
}

fn head(story: &Story) -> Head {
    Head {
        log: cursor(story),
        roster: story.roster.head(),
        roster_index: story.roster.index(),
        generation: story.roster.generation(),
        keyring: 3,
        inbox: 0,
        used_bytes: 4096,
        limit_bytes: 2 << 30,
    }
}

fn api_error() -> ApiError {
    ApiError {
        code: ErrorCode::TooMany,
        retry_after_s: Some(60),
    }
}
