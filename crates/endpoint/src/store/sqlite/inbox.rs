//! The inbox: sealed items that a device or the team takes and deletes.

use rusqlite::{Connection, OptionalExtension};
use sync::message::InboxInfo;
use sync::{DeviceId, Digest, InboxId, TeamId};

use super::rows::{fixed, number, optional, release, reserve};
use crate::store::{InboxItem, Put, StoreError};

pub(super) fn list(
    tx: &Connection,
    team: &TeamId,
    to: Option<&DeviceId>,
) -> Result<Vec<InboxInfo>, StoreError> {
    let sql = "SELECT item, position, length(bytes), recipient FROM inbox
               WHERE team = ?1 AND recipient IS ?2 ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let to = to.map(AsRef::<[u8]>::as_ref);
    let list = statement.query_map((team.as_ref(), to), |row| {
        Ok(InboxInfo {
            item: fixed(row, 0)?,
            position: number(row, 1)?,
            length: number(row, 2)?,
            to: optional(row, 3)?,
        })
    })?;
    Ok(list.collect::<Result<_, _>>()?)
}

pub(super) fn item(
    tx: &Connection,
    team: &TeamId,
    item: &InboxId,
) -> Result<Option<InboxItem>, StoreError> {
    let sql = "SELECT recipient, bytes FROM inbox WHERE team = ?1 AND item = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    let found = statement.query_row((team.as_ref(), item.as_ref()), |row| {
        Ok(InboxItem {
            to: optional(row, 0)?,
            bytes: row.get(1)?,
        })
    });
    Ok(found.optional()?)
}

pub(super) fn put(
    tx: &Connection,
    team: &TeamId,
    item: &InboxId,
    to: Option<&DeviceId>,
    bytes: &[u8],
    limit_bytes: u64,
) -> Result<Put, StoreError> {
    let digest = Digest::of(bytes);
    let sql = "SELECT digest FROM inbox WHERE team = ?1 AND item = ?2";
    let found: Option<Digest> = tx
        .query_row(sql, (team.as_ref(), item.as_ref()), |row| fixed(row, 0))
        .optional()?;
    if let Some(found) = found {
        return Ok(if found == digest {
            Put::Same
        } else {
            Put::Other
        });
    }
    if !reserve(tx, team, bytes.len(), limit_bytes)? {
        return Ok(Put::Full);
    }
    let sql = "UPDATE teams SET inbox_position = inbox_position + 1 WHERE team = ?1";
    tx.execute(sql, [team.as_ref()])?;
    let sql = "INSERT INTO inbox (team, position, item, recipient, digest, bytes)
               SELECT ?1, inbox_position, ?2, ?3, ?4, ?5 FROM teams WHERE team = ?1";
    let to = to.map(AsRef::<[u8]>::as_ref);
    tx.execute(
        sql,
        (team.as_ref(), item.as_ref(), to, digest.as_ref(), bytes),
    )?;
    Ok(Put::New)
}

pub(super) fn delete(tx: &Connection, team: &TeamId, item: &InboxId) -> Result<(), StoreError> {
    let sql = "DELETE FROM inbox WHERE team = ?1 AND item = ?2 RETURNING length(bytes)";
    let freed: Option<i64> = tx
        .query_row(sql, (team.as_ref(), item.as_ref()), |row| row.get(0))
        .optional()?;
    release(tx, team, freed.unwrap_or(0))
}
