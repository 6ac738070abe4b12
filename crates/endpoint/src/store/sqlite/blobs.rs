//! Blobs: sealed parts under a name, in any order, until their sender calls them complete.

use rusqlite::{Connection, OptionalExtension};
use sync::message::BlobStatus;
use sync::{BlobId, Digest, TeamId};

use super::rows::{fixed, generation, release, reserve};
use crate::store::{Put, StoreError};

pub(super) fn status(
    tx: &Connection,
    team: &TeamId,
    blob: &BlobId,
) -> Result<Option<BlobStatus>, StoreError> {
    let Some(is_complete) = is_complete(tx, team, blob)? else {
        return Ok(None);
    };
    let sql = "SELECT position FROM parts WHERE team = ?1 AND blob = ?2 ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let parts = statement.query_map((team.as_ref(), blob.as_ref()), |row| generation(row, 0))?;
    Ok(Some(BlobStatus {
        parts: parts.collect::<Result<_, _>>()?,
        is_complete,
    }))
}

fn is_complete(tx: &Connection, team: &TeamId, blob: &BlobId) -> Result<Option<bool>, StoreError> {
    let sql = "SELECT is_complete FROM blobs WHERE team = ?1 AND blob = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement
        .query_row((team.as_ref(), blob.as_ref()), |row| row.get(0))
        .optional()?)
}

pub(super) fn part(
    tx: &Connection,
    team: &TeamId,
    blob: &BlobId,
    index: u32,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM parts WHERE team = ?1 AND blob = ?2 AND position = ?3";
    let mut statement = tx.prepare_cached(sql)?;
    let parameters = (team.as_ref(), blob.as_ref(), index);
    Ok(statement
        .query_row(parameters, |row| row.get(0))
        .optional()?)
}

pub(super) fn put_part(
    tx: &Connection,
    team: &TeamId,
    blob: &BlobId,
    index: u32,
    bytes: &[u8],
    limit_bytes: u64,
) -> Result<Put, StoreError> {
    let digest = Digest::of(bytes);
    let sql = "SELECT digest FROM parts WHERE team = ?1 AND blob = ?2 AND position = ?3";
    let found: Option<Digest> = tx
        .query_row(sql, (team.as_ref(), blob.as_ref(), index), |row| {
            fixed(row, 0)
        })
        .optional()?;
    match found {
        Some(found) if found == digest => return Ok(Put::Same),
        Some(_) => return Ok(Put::Other),
        None if is_complete(tx, team, blob)? == Some(true) => return Ok(Put::Other),
        None => {}
    }
    if !reserve(tx, team, bytes.len(), limit_bytes)? {
        return Ok(Put::Full);
    }
    let sql = "INSERT INTO blobs (team, blob, is_complete) VALUES (?1, ?2, 0)
               ON CONFLICT DO NOTHING";
    tx.prepare_cached(sql)?
        .execute((team.as_ref(), blob.as_ref()))?;
    let sql = "INSERT INTO parts (team, blob, position, digest, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
    let parameters = (team.as_ref(), blob.as_ref(), index, digest.as_ref(), bytes);
    tx.prepare_cached(sql)?.execute(parameters)?;
    Ok(Put::New)
}

pub(super) fn complete(
    tx: &Connection,
    team: &TeamId,
    blob: &BlobId,
    digests: &[Digest],
) -> Result<bool, StoreError> {
    let sql = "SELECT position, digest FROM parts WHERE team = ?1 AND blob = ?2 ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let held = statement
        .query_map((team.as_ref(), blob.as_ref()), |row| {
            Ok((generation(row, 0)?, fixed::<32, Digest>(row, 1)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let expected = (0_u32..).zip(digests.iter().copied());
    if held.is_empty() || !held.iter().copied().eq(expected) {
        return Ok(false);
    }
    let sql = "UPDATE blobs SET is_complete = 1 WHERE team = ?1 AND blob = ?2";
    tx.execute(sql, (team.as_ref(), blob.as_ref()))?;
    Ok(true)
}

pub(super) fn delete(tx: &Connection, team: &TeamId, blob: &BlobId) -> Result<(), StoreError> {
    let parameters = (team.as_ref(), blob.as_ref());
    let sql = "SELECT coalesce(sum(length(bytes)), 0) FROM parts WHERE team = ?1 AND blob = ?2";
    let bytes: i64 = tx.query_row(sql, parameters, |row| row.get(0))?;
    tx.execute(
        "DELETE FROM parts WHERE team = ?1 AND blob = ?2",
        parameters,
    )?;
    tx.execute(
        "DELETE FROM blobs WHERE team = ?1 AND blob = ?2",
        parameters,
    )?;
    release(tx, team, bytes)
}
