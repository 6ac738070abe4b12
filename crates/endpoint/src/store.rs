//! What the endpoint keeps, as a trait: SQLite stands behind it today, and another database
//! may tomorrow. Every method is one transaction; what it returns as done is on the disk.

pub mod sqlite;

use std::future::Future;
use std::pin::Pin;

use sync::message::{BlobStatus, InboxInfo, LogItem, SegmentInfo, Wrap, WrapInfo};
use sync::{
    BatchId, BlobId, Cursor, DeviceId, Digest, InboxId, PublicKey, Role, RosterHash, TeamId,
    WrapDigest,
};

/// The answer of a store, in time.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Why a store did not answer. No content, no identifier.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("database: {0}")]
    Failed(String),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Another process holds the database.
    #[error("the database is busy")]
    Busy,
    /// What is stored is not of its format.
    #[error("stored data is not of its format")]
    Corrupt,
    /// The database was made by a newer version of this program.
    #[error("the database is of a newer version")]
    Newer,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

/// What became of something put under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    New,
    /// The very same was there.
    Same,
    /// Another content has this name: nothing changed.
    Other,
    /// The team's space is full: nothing changed.
    Full,
    /// It is of a generation that is not taken any more, or not yet: nothing changed.
    Generation,
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchPut {
    /// Whether it is there.
    pub put: Put,
    /// Its position; 0 when it is not there.
    pub position: u64,
}

/// A batch to keep.
#[derive(Clone, Debug)]
pub struct NewBatch {
    /// Its name.
    pub batch: BatchId,
    /// The generation its header names.
    pub generation: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether an endpoint that lost it is given it back: then its generation may be past.
    pub is_restored: bool,
}

/// A run of the log.
#[derive(Clone, Debug)]
pub struct LogRun {
    /// Where it begins.
    pub start: Cursor,
    /// Its batches.
    pub items: Vec<LogItem>,
    /// The cursor after them.
    pub end: Cursor,
    /// The end of the whole log.
    pub head: Cursor,
}

/// What reading the log found.
#[derive(Clone, Debug)]
pub enum LogRead {
    /// A run, perhaps empty.
    Run(LogRun),
    /// The asked cursor is not of this log.
    Elsewhere,
}

/// A device, as far as the endpoint cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceRow {
    /// Its pseudonym.
    pub device: DeviceId,
    /// Verifies its requests.
    pub auth_key: PublicKey,
    /// What it may do.
    pub role: Role,
    /// Whether it was cut off.
    pub is_revoked: bool,
    /// The digest of its wrap of the present generation.
    pub wrap: Option<Digest>,
}

/// Where a team stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamHead {
    /// The end of the log.
    pub log: Cursor,
    /// The last roster entry.
    pub roster: RosterHash,
    /// Its index.
    pub roster_index: u64,
    /// The present generation.
    pub generation: u32,
    /// The position of the last keyring segment ever taken.
    pub keyring: u64,
    /// The position of the last inbox item ever taken.
    pub inbox: u64,
    /// Bytes kept.
    pub used_bytes: u64,
}

/// A verified roster entry, and the state it leads to.
#[derive(Clone, Debug)]
pub struct NewRoster {
    /// The hash of the entry before, compared with the stored head.
    pub previous: RosterHash,
    /// The entry's hash.
    pub hash: RosterHash,
    /// Its index.
    pub index: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Every device as it leaves them.
    pub devices: Vec<DeviceRow>,
    /// The wraps it names, which must have been sent before.
    pub wraps: Vec<WrapDigest>,
    /// The generation those wraps and the segments are of.
    pub generation: u32,
    /// Set when the entry starts that generation.
    pub start: Option<GenerationStart>,
}

/// What a new generation starts with.
#[derive(Clone, Debug)]
pub struct GenerationStart {
    /// The segments it names; all others go.
    pub segments: Vec<Digest>,
    /// The position of the last segment of earlier generations that its keyring includes. Then
    /// those it names must have been sent before. `None` when an entry is given back to an
    /// endpoint that lost it: nothing is required.
    pub merged_keyring: Option<u64>,
}

/// What became of a roster entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RosterPut {
    /// It is the new head.
    New,
    /// It was the head already.
    Same,
    /// The roster has moved on, or the team is unknown.
    Moved,
    /// Wraps or segments it names were not sent before.
    Missing,
    /// A segment arrived that its keyring does not include.
    KeyringMoved,
    /// The invitation is spent, expired or unknown.
    NotInvited,
}

/// A team, for the operator's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamRow {
    /// Its pseudonym.
    pub team: TeamId,
    /// Where it stands.
    pub head: TeamHead,
    /// How many devices are live.
    pub live_devices: u64,
}

/// An item of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxItem {
    /// The device it is for; the team when absent.
    pub to: Option<DeviceId>,
    /// Its sealed bytes.
    pub bytes: Vec<u8>,
}

/// A device, for the operator's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceState {
    /// The device.
    pub row: DeviceRow,
    /// How far it acknowledged the log.
    pub acknowledged: u64,
}

/// Everything the endpoint keeps.
pub trait Store: Send + Sync {
    /// The endpoint's own secret, made when first asked for.
    fn secret(&self) -> Answer<'_, [u8; 32]>;
    /// Whether the database answers.
    fn check(&self) -> Answer<'_, ()>;

    /// Keeps an invitation, by the digest of its code, until `expires_s` (since 1970).
    fn invite(&self, code: Digest, expires_s: u64) -> Answer<'_, ()>;
    /// Makes a team for an invitation.
    fn found(
        &self,
        code: Digest,
        now_s: u64,
        team: TeamId,
        entry: NewRoster,
    ) -> Answer<'_, RosterPut>;
    /// Appends to a team's roster.
    fn append_roster(&self, team: TeamId, entry: NewRoster) -> Answer<'_, RosterPut>;
    /// The roster's entries from an index on.
    fn roster(&self, team: TeamId, from: u64) -> Answer<'_, Vec<Vec<u8>>>;
    /// A device of a team.
    fn device(&self, team: TeamId, device: DeviceId) -> Answer<'_, Option<DeviceRow>>;
    /// Where a team stands.
    fn head(&self, team: TeamId) -> Answer<'_, Option<TeamHead>>;

    /// Appends a batch to the log.
    fn put_batch(&self, team: TeamId, batch: NewBatch, limit_bytes: u64) -> Answer<'_, BatchPut>;
    /// Reads the log after a position: at least one batch, if there is one. The digest, when
    /// given, must be the one at that position.
    fn read_log(
        &self,
        team: TeamId,
        after: u64,
        digest: Option<Digest>,
        max_bytes: u64,
    ) -> Answer<'_, LogRead>;
    /// Notes how far a device has the log.
    fn acknowledge(&self, team: TeamId, device: DeviceId, position: u64) -> Answer<'_, ()>;
    /// Forgets the log up to a position, no further than what every live device that reads it
    /// (kits apart) acknowledged. Returns how far it is forgotten.
    fn prune(&self, team: TeamId, up_to: u64) -> Answer<'_, u64>;

    /// The keyring segments after a position.
    fn segments(&self, team: TeamId, after: u64) -> Answer<'_, Vec<SegmentInfo>>;
    /// A segment's bytes.
    fn segment(&self, team: TeamId, segment: Digest) -> Answer<'_, Option<Vec<u8>>>;
    /// Keeps a segment of the present generation or, for an administrator, of the next one.
    fn put_segment(
        &self,
        team: TeamId,
        generation: u32,
        is_administrator: bool,
        bytes: Vec<u8>,
        limit_bytes: u64,
    ) -> Answer<'_, Put>;

    /// Which wraps are kept.
    fn wraps(&self, team: TeamId) -> Answer<'_, Vec<WrapInfo>>;
    /// The wrap the roster names for a device.
    fn wrap(&self, team: TeamId, device: DeviceId) -> Answer<'_, Option<Wrap>>;
    /// Keeps a wrap of the present generation or the next one, for a roster entry to name.
    fn put_wrap(
        &self,
        team: TeamId,
        device: DeviceId,
        generation: u32,
        bytes: Vec<u8>,
    ) -> Answer<'_, Put>;
    /// Deletes a device's wraps.
    fn delete_wraps(&self, team: TeamId, device: DeviceId) -> Answer<'_, ()>;

    /// The inbox of a device; of the team when `None`.
    fn inbox(&self, team: TeamId, to: Option<DeviceId>) -> Answer<'_, Vec<InboxInfo>>;
    /// An item, and whom it is for.
    fn inbox_item(&self, team: TeamId, item: InboxId) -> Answer<'_, Option<InboxItem>>;
    /// Keeps an item.
    fn put_inbox(
        &self,
        team: TeamId,
        item: InboxId,
        to: Option<DeviceId>,
        bytes: Vec<u8>,
        limit_bytes: u64,
    ) -> Answer<'_, Put>;
    /// Deletes an item.
    fn delete_inbox(&self, team: TeamId, item: InboxId) -> Answer<'_, ()>;

    /// How far a blob got.
    fn blob(&self, team: TeamId, blob: BlobId) -> Answer<'_, Option<BlobStatus>>;
    /// A part of a blob.
    fn blob_part(&self, team: TeamId, blob: BlobId, index: u32) -> Answer<'_, Option<Vec<u8>>>;
    /// Keeps a part of a blob that is not complete.
    fn put_blob_part(
        &self,
        team: TeamId,
        blob: BlobId,
        index: u32,
        bytes: Vec<u8>,
        limit_bytes: u64,
    ) -> Answer<'_, Put>;
    /// Completes a blob of exactly these parts; false when they are not all there.
    fn complete_blob(&self, team: TeamId, blob: BlobId, digests: Vec<Digest>) -> Answer<'_, bool>;
    /// Deletes a blob.
    fn delete_blob(&self, team: TeamId, blob: BlobId) -> Answer<'_, ()>;

    /// Deletes a whole team if its roster still ends there; false when it moved on.
    fn delete_team(&self, team: TeamId, roster: RosterHash) -> Answer<'_, bool>;
    /// All teams, for the operator.
    fn teams(&self) -> Answer<'_, Vec<TeamRow>>;
    /// A team's devices, for the operator.
    fn devices(&self, team: TeamId) -> Answer<'_, Vec<DeviceState>>;
}
