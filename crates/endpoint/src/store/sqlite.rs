//! The store on SQLite: one file, a write-ahead log, every commit synced before it is
//! acknowledged. One thread writes; any number of connections read.

mod blobs;
mod inbox;
mod keys;
mod log;
mod readers;
mod roster;
mod rows;
mod schema;
mod teams;
mod writer;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use rusqlite::{Connection, Savepoint};
use sync::message::{BlobStatus, InboxInfo, SegmentInfo, Wrap, WrapInfo};
use sync::{BlobId, DeviceId, Digest, InboxId, RosterHash, TeamId};

use super::{
    Answer, BatchPut, DeviceRow, DeviceState, InboxItem, LogRead, NewBatch, NewRoster, Put,
    RosterPut, Store, StoreError, TeamHead, TeamRow,
};
use crate::config::Durability;
use readers::Readers;
use writer::Writer;

/// The name of the database in the data folder.
pub const FILE_NAME: &str = "permanence.sqlite";

/// The store on one SQLite file.
pub struct SqliteStore {
    writer: Writer,
    readers: Readers,
}

impl SqliteStore {
    /// Opens the database of a data folder, making both if they are not there. Blocks.
    ///
    /// # Errors
    /// The folder or the database cannot be made or opened, or is of a newer version.
    pub fn open(folder: &Path, durability: Durability) -> Result<Self, StoreError> {
        let file = folder.join(FILE_NAME);
        make_private(folder, &file).map_err(|error| StoreError::Failed(error.to_string()))?;
        let mut connection = Connection::open(&file)?;
        schema::prepare(&mut connection, durability)?;
        sync_folder(folder).map_err(|error| StoreError::Failed(error.to_string()))?;
        Ok(Self {
            writer: Writer::start(connection),
            readers: Readers::new(file),
        })
    }

    fn read<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Answer<'_, T> {
        self.readers.read(act)
    }

    fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Savepoint<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Answer<'_, T> {
        self.writer.write(act)
    }
}

/// Nobody but the owner reads the folder or the file, where the system knows owners.
fn make_private(folder: &Path, file: &Path) -> io::Result<()> {
    let is_new = !folder.exists();
    fs::create_dir_all(folder)?;
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        if is_new {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        options.mode(0o600);
    }
    let _ = is_new;
    options.open(file)?.sync_all()
}

/// Makes the names in the folder durable: syncing a file does not.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::Busy
            }
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl Store for SqliteStore {
    fn secret(&self) -> Answer<'_, [u8; 32]> {
        self.write(|tx| teams::secret(tx))
    }

    fn check(&self) -> Answer<'_, ()> {
        self.read(teams::check)
    }

    fn invite(&self, code: Digest, expires_s: u64) -> Answer<'_, ()> {
        self.write(move |tx| roster::invite(tx, &code, expires_s))
    }

    fn found(
        &self,
        code: Digest,
        now_s: u64,
        team: TeamId,
        entry: NewRoster,
    ) -> Answer<'_, RosterPut> {
        self.write(move |tx| roster::found(tx, &code, now_s, &team, &entry))
    }

    fn append_roster(&self, team: TeamId, entry: NewRoster) -> Answer<'_, RosterPut> {
        self.write(move |tx| roster::append(tx, &team, &entry))
    }

    fn roster(&self, team: TeamId, from: u64) -> Answer<'_, Vec<Vec<u8>>> {
        self.read(move |tx| roster::entries(tx, &team, from))
    }

    fn device(&self, team: TeamId, device: DeviceId) -> Answer<'_, Option<DeviceRow>> {
        self.read(move |tx| roster::device(tx, &team, &device))
    }

    fn head(&self, team: TeamId) -> Answer<'_, Option<TeamHead>> {
        self.read(move |tx| teams::head(tx, &team))
    }

    fn put_batch(&self, team: TeamId, batch: NewBatch, limit_bytes: u64) -> Answer<'_, BatchPut> {
        self.write(move |tx| log::put(tx, &team, &batch, limit_bytes))
    }

    fn read_log(
        &self,
        team: TeamId,
        after: u64,
        digest: Option<Digest>,
        max_bytes: u64,
    ) -> Answer<'_, LogRead> {
        self.read(move |tx| log::read(tx, &team, after, digest, max_bytes))
    }

    fn acknowledge(&self, team: TeamId, device: DeviceId, position: u64) -> Answer<'_, ()> {
        self.write(move |tx| log::acknowledge(tx, &team, &device, position))
    }

    fn prune(&self, team: TeamId, up_to: u64) -> Answer<'_, u64> {
        self.write(move |tx| log::prune(tx, &team, up_to))
    }

    fn segments(&self, team: TeamId, after: u64) -> Answer<'_, Vec<SegmentInfo>> {
        self.read(move |tx| keys::segments(tx, &team, after))
    }

    fn segment(&self, team: TeamId, segment: Digest) -> Answer<'_, Option<Vec<u8>>> {
        self.read(move |tx| keys::segment(tx, &team, &segment))
    }

    fn put_segment(
        &self,
        team: TeamId,
        generation: u32,
        is_administrator: bool,
        bytes: Vec<u8>,
        limit_bytes: u64,
    ) -> Answer<'_, Put> {
        self.write(move |tx| {
            keys::put_segment(tx, &team, generation, is_administrator, &bytes, limit_bytes)
        })
    }

    fn wraps(&self, team: TeamId) -> Answer<'_, Vec<WrapInfo>> {
        self.read(move |tx| keys::wraps(tx, &team))
    }

    fn wrap(&self, team: TeamId, device: DeviceId) -> Answer<'_, Option<Wrap>> {
        self.read(move |tx| keys::wrap(tx, &team, &device))
    }

    fn put_wrap(
        &self,
        team: TeamId,
        device: DeviceId,
        generation: u32,
        bytes: Vec<u8>,
    ) -> Answer<'_, Put> {
        self.write(move |tx| keys::put_wrap(tx, &team, &device, generation, &bytes))
    }

    fn delete_wraps(&self, team: TeamId, device: DeviceId) -> Answer<'_, ()> {
        self.write(move |tx| keys::delete_wraps(tx, &team, &device))
    }

    fn inbox(&self, team: TeamId, to: Option<DeviceId>) -> Answer<'_, Vec<InboxInfo>> {
        self.read(move |tx| inbox::list(tx, &team, to.as_ref()))
    }

    fn inbox_item(&self, team: TeamId, item: InboxId) -> Answer<'_, Option<InboxItem>> {
        self.read(move |tx| inbox::item(tx, &team, &item))
    }

    fn put_inbox(
        &self,
        team: TeamId,
        item: InboxId,
        to: Option<DeviceId>,
        bytes: Vec<u8>,
        limit_bytes: u64,
    ) -> Answer<'_, Put> {
        self.write(move |tx| inbox::put(tx, &team, &item, to.as_ref(), &bytes, limit_bytes))
    }

    fn delete_inbox(&self, team: TeamId, item: InboxId) -> Answer<'_, ()> {
        self.write(move |tx| inbox::delete(tx, &team, &item))
    }

    fn blob(&self, team: TeamId, blob: BlobId) -> Answer<'_, Option<BlobStatus>> {
        self.read(move |tx| blobs::status(tx, &team, &blob))
    }

    fn blob_part(&self, team: TeamId, blob: BlobId, index: u32) -> Answer<'_, Option<Vec<u8>>> {
        self.read(move |tx| blobs::part(tx, &team, &blob, index))
    }

    fn put_blob_part(
        &self,
        team: TeamId,
        blob: BlobId,
        index: u32,
        bytes: Vec<u8>,
        limit_bytes: u64,
    ) -> Answer<'_, Put> {
        self.write(move |tx| blobs::put_part(tx, &team, &blob, index, &bytes, limit_bytes))
    }

    fn complete_blob(&self, team: TeamId, blob: BlobId, digests: Vec<Digest>) -> Answer<'_, bool> {
        self.write(move |tx| blobs::complete(tx, &team, &blob, &digests))
    }

    fn delete_blob(&self, team: TeamId, blob: BlobId) -> Answer<'_, ()> {
        self.write(move |tx| blobs::delete(tx, &team, &blob))
    }

    fn delete_team(&self, team: TeamId, roster: RosterHash) -> Answer<'_, bool> {
        self.write(move |tx| teams::delete(tx, &team, &roster))
    }

    fn teams(&self) -> Answer<'_, Vec<TeamRow>> {
        self.read(teams::list)
    }

    fn devices(&self, team: TeamId) -> Answer<'_, Vec<DeviceState>> {
        self.read(move |tx| teams::devices(tx, &team))
    }
}
