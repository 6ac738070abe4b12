//! The tables, and how a connection is set up. The version only rises; an older program
//! refuses a newer file.

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

use crate::config::Durability;
use crate::store::StoreError;

const VERSION: i64 = 1;
/// How long to wait for another process (the command line) that writes.
const BUSY_WAIT: Duration = Duration::from_secs(10);

const TABLES: &str = "
CREATE TABLE meta (
  name TEXT PRIMARY KEY, value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
  code BLOB PRIMARY KEY, expires_s INTEGER NOT NULL, team BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE teams (
  team BLOB PRIMARY KEY,
  roster_head BLOB NOT NULL, roster_index INTEGER NOT NULL, generation INTEGER NOT NULL,
  log_position INTEGER NOT NULL, log_digest BLOB NOT NULL,
  pruned_position INTEGER NOT NULL, pruned_digest BLOB NOT NULL,
  keyring_position INTEGER NOT NULL, inbox_position INTEGER NOT NULL,
  used_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (
  team BLOB NOT NULL, position INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (team, position)
) STRICT;

CREATE TABLE devices (
  team BLOB NOT NULL, device BLOB NOT NULL, auth_key BLOB NOT NULL, role INTEGER NOT NULL,
  is_revoked INTEGER NOT NULL, wrap BLOB, acknowledged INTEGER NOT NULL,
  PRIMARY KEY (team, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  team BLOB NOT NULL, position INTEGER NOT NULL, batch BLOB NOT NULL, digest BLOB NOT NULL,
  cursor BLOB NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (team, position)
) STRICT;
CREATE UNIQUE INDEX log_by_batch ON log (team, batch);

CREATE TABLE segments (
  team BLOB NOT NULL, position INTEGER NOT NULL, segment BLOB NOT NULL,
  generation INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (team, position)
) STRICT;
CREATE UNIQUE INDEX segments_by_name ON segments (team, segment);

CREATE TABLE wraps (
  team BLOB NOT NULL, device BLOB NOT NULL, generation INTEGER NOT NULL, digest BLOB NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (team, device, generation, digest)
) STRICT;

CREATE TABLE inbox (
  team BLOB NOT NULL, position INTEGER NOT NULL, item BLOB NOT NULL, recipient BLOB,
  digest BLOB NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (team, position)
) STRICT;
CREATE UNIQUE INDEX inbox_by_name ON inbox (team, item);

CREATE TABLE blobs (
  team BLOB NOT NULL, blob BLOB NOT NULL, is_complete INTEGER NOT NULL,
  PRIMARY KEY (team, blob)
) STRICT, WITHOUT ROWID;

CREATE TABLE parts (
  team BLOB NOT NULL, blob BLOB NOT NULL, position INTEGER NOT NULL, digest BLOB NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (team, blob, position)
) STRICT;
";

/// Every table with a team, in an order in which they can be emptied.
pub(super) const TEAM_TABLES: &[&str] = &[
    "parts", "blobs", "inbox", "wraps", "segments", "log", "devices", "roster", "teams",
];

/// Sets up the writing connection, and makes the tables of a new file.
pub(super) fn prepare(
    connection: &mut Connection,
    durability: Durability,
) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_WAIT)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::Failed(
            "no write-ahead log on this file system".to_owned(),
        ));
    }
    let synchronous = match durability {
        Durability::Full => "FULL",
        Durability::Off => "OFF",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    // What is deleted is overwritten: a forgotten batch does not linger in free pages.
    connection.pragma_update(None, "secure_delete", "ON")?;
    make_tables(connection)
}

fn make_tables(connection: &mut Connection) -> Result<(), StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match version {
        0 => {
            tx.execute_batch(TABLES)?;
            tx.pragma_update(None, "user_version", VERSION)?;
        }
        VERSION => {}
        newer if newer > VERSION => return Err(StoreError::Newer),
        _ => return Err(StoreError::Corrupt),
    }
    Ok(tx.commit()?)
}

/// Opens a connection that only reads.
pub(super) fn open_reader(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.pragma_update(None, "query_only", "ON")?;
    Ok(connection)
}
