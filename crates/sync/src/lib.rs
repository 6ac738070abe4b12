//! What travels between devices and rests at the endpoint: its bytes and its rules.
//!
//! Entries and their signed chains, batches, the roster, blobs, requests and their bodies, and
//! the plan that decides what to do with what arrives. Pure: no clock, no randomness, no
//! network. This crate holds no key that opens anything, and knows no record: what is sealed
//! stays bytes here. Every format has a version and a golden vector in `tests/golden`.

pub mod batch;
pub mod blob;
pub mod entry;
pub mod ids;
pub mod log;
pub mod message;
pub mod padding;
pub mod plan;
pub mod request;
pub mod roster;
mod wire;

#[cfg(any(test, feature = "vectors"))]
pub mod fixture;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "vectors"))]
pub mod vectors;

pub use batch::{BatchError, BatchHeader};
pub use blob::BlobManifest;
pub use entry::{Entry, EntryError, SealedGroup, VerifiedEntry};
pub use ids::{
    BatchId, BlobId, DeviceId, Digest, EntryHash, IdError, InboxId, KeyId, MachineId, PublicKey,
    RendezvousId, RosterHash, Signature, TeamId, TokenId,
};
pub use log::Cursor;
pub use message::{ApiError, ErrorCode, MessageError};
pub use plan::{Action, ChainHead, Gap, Incoming, Known, Plan, plan, unseen};
pub use roster::{
    Change, Cutoff, Device, GenerationChange, Member, Revoked, Role, Roster, RosterEntry,
    RosterError, SignedRosterEntry, WrapDigest,
};
pub use wire::WireError;
