//! The log: positions without holes, and the running digest at each of them.

use rusqlite::{Connection, OptionalExtension};
use sync::message::LogItem;
use sync::{Cursor, DeviceId, Digest, Role, TeamId};

use super::rows::{fixed, generation, number, release, reserve, to_sql};
use crate::store::{BatchPut, LogRead, LogRun, NewBatch, Put, StoreError};

pub(super) fn put(
    tx: &Connection,
    team: &TeamId,
    batch: &NewBatch,
    limit_bytes: u64,
) -> Result<BatchPut, StoreError> {
    let refused = |put| Ok(BatchPut { put, position: 0 });
    let digest = Digest::of(&batch.bytes);
    if let Some((found, position)) = find(tx, team, batch)? {
        let put = if found == digest {
            Put::Same
        } else {
            Put::Other
        };
        return Ok(BatchPut { put, position });
    }
    let Some((head, present)) = head_and_generation(tx, team)? else {
        return refused(Put::Generation);
    };
    let is_due = batch.generation == present;
    let is_past = batch.is_restored && batch.generation < present;
    if !is_due && !is_past {
        return refused(Put::Generation);
    }
    if !reserve(tx, team, batch.bytes.len(), limit_bytes)? {
        return refused(Put::Full);
    }
    let cursor = head
        .after(&batch.batch, &digest)
        .ok_or(StoreError::Corrupt)?;
    let sql = "INSERT INTO log (team, position, batch, digest, cursor, bytes)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    tx.prepare_cached(sql)?.execute((
        team.as_ref(),
        to_sql(cursor.position),
        batch.batch.as_ref(),
        digest.as_ref(),
        cursor.digest.as_ref(),
        &batch.bytes,
    ))?;
    let sql = "UPDATE teams SET log_position = ?2, log_digest = ?3 WHERE team = ?1";
    let parameters = (
        team.as_ref(),
        to_sql(cursor.position),
        cursor.digest.as_ref(),
    );
    tx.prepare_cached(sql)?.execute(parameters)?;
    Ok(BatchPut {
        put: Put::New,
        position: cursor.position,
    })
}

fn find(
    tx: &Connection,
    team: &TeamId,
    batch: &NewBatch,
) -> Result<Option<(Digest, u64)>, StoreError> {
    let sql = "SELECT digest, position FROM log WHERE team = ?1 AND batch = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    let found = statement.query_row((team.as_ref(), batch.batch.as_ref()), |row| {
        Ok((fixed(row, 0)?, number(row, 1)?))
    });
    Ok(found.optional()?)
}

fn head_and_generation(
    tx: &Connection,
    team: &TeamId,
) -> Result<Option<(Cursor, u32)>, StoreError> {
    let sql = "SELECT log_position, log_digest, generation FROM teams WHERE team = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    let found = statement.query_row([team.as_ref()], |row| {
        let head = Cursor {
            position: number(row, 0)?,
            digest: fixed(row, 1)?,
        };
        Ok((head, generation(row, 2)?))
    });
    Ok(found.optional()?)
}

pub(super) fn read(
    tx: &Connection,
    team: &TeamId,
    after: u64,
    digest: Option<Digest>,
    max_bytes: u64,
) -> Result<LogRead, StoreError> {
    let Some((head, _)) = head_and_generation(tx, team)? else {
        return Ok(LogRead::Elsewhere);
    };
    let pruned = pruned(tx, team)?;
    // What was pruned cannot be compared any more: the page begins after it and says so.
    let start = if after < pruned.position {
        Some(pruned)
    } else {
        cursor_at(tx, team, after)?
    };
    let Some(start) = start else {
        return Ok(LogRead::Elsewhere);
    };
    let is_compared = start.position == after;
    if is_compared && digest.is_some_and(|digest| digest != start.digest) {
        return Ok(LogRead::Elsewhere);
    }
    let (items, end) = read_items(tx, team, start, max_bytes)?;
    Ok(LogRead::Run(LogRun {
        start,
        items,
        end,
        head,
    }))
}

fn pruned(tx: &Connection, team: &TeamId) -> Result<Cursor, StoreError> {
    let sql = "SELECT pruned_position, pruned_digest FROM teams WHERE team = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement.query_row([team.as_ref()], |row| {
        Ok(Cursor {
            position: number(row, 0)?,
            digest: fixed(row, 1)?,
        })
    })?)
}

fn cursor_at(tx: &Connection, team: &TeamId, position: u64) -> Result<Option<Cursor>, StoreError> {
    let pruned = pruned(tx, team)?;
    if position == pruned.position {
        return Ok(Some(pruned));
    }
    let sql = "SELECT cursor FROM log WHERE team = ?1 AND position = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    let found = statement
        .query_row((team.as_ref(), to_sql(position)), |row| fixed(row, 0))
        .optional()?;
    Ok(found.map(|digest| Cursor { position, digest }))
}

fn read_items(
    tx: &Connection,
    team: &TeamId,
    start: Cursor,
    max_bytes: u64,
) -> Result<(Vec<LogItem>, Cursor), StoreError> {
    let sql = "SELECT position, batch, cursor, length(bytes), bytes FROM log
               WHERE team = ?1 AND position > ?2 ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query((team.as_ref(), to_sql(start.position)))?;
    let (mut items, mut end, mut total) = (Vec::new(), start, 0_u64);
    while let Some(row) = rows.next()? {
        total = total.saturating_add(number(row, 3)?);
        if !items.is_empty() && total > max_bytes {
            break;
        }
        items.push(LogItem {
            batch: fixed(row, 1)?,
            bytes: row.get(4)?,
        });
        end = Cursor {
            position: number(row, 0)?,
            digest: fixed(row, 2)?,
        };
    }
    Ok((items, end))
}

pub(super) fn acknowledge(
    tx: &Connection,
    team: &TeamId,
    device: &DeviceId,
    position: u64,
) -> Result<(), StoreError> {
    let sql = "UPDATE devices
               SET acknowledged = max(acknowledged,
                 min(?3, (SELECT log_position FROM teams WHERE team = ?1)))
               WHERE team = ?1 AND device = ?2";
    tx.prepare_cached(sql)?
        .execute((team.as_ref(), device.as_ref(), to_sql(position)))?;
    Ok(())
}

pub(super) fn prune(tx: &Connection, team: &TeamId, up_to: u64) -> Result<u64, StoreError> {
    let sql = "SELECT min(acknowledged) FROM devices
               WHERE team = ?1 AND is_revoked = 0 AND role IN (?2, ?3)";
    let roles = [Role::Administrator, Role::Worker].map(|role| to_sql(role.to_number()));
    let covered: Option<i64> =
        tx.query_row(sql, (team.as_ref(), roles[0], roles[1]), |row| row.get(0))?;
    let pruned = pruned(tx, team)?;
    let covered = u64::try_from(covered.unwrap_or(0)).unwrap_or(0);
    let up_to = up_to.min(covered);
    if up_to <= pruned.position {
        return Ok(pruned.position);
    }
    let cursor = cursor_at(tx, team, up_to)?.ok_or(StoreError::Corrupt)?;
    let sql = "SELECT coalesce(sum(length(bytes)), 0) FROM log WHERE team = ?1 AND position <= ?2";
    let bytes: i64 = tx.query_row(sql, (team.as_ref(), to_sql(up_to)), |row| row.get(0))?;
    let sql = "DELETE FROM log WHERE team = ?1 AND position <= ?2";
    tx.execute(sql, (team.as_ref(), to_sql(up_to)))?;
    release(tx, team, bytes)?;
    let sql = "UPDATE teams SET pruned_position = ?2, pruned_digest = ?3 WHERE team = ?1";
    tx.execute(sql, (team.as_ref(), to_sql(up_to), cursor.digest.as_ref()))?;
    Ok(up_to)
}
