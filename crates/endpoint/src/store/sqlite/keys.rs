//! Keyring segments and wraps: sealed keys, kept only as long as the roster needs them.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use sync::message::{SegmentInfo, Wrap, WrapInfo};
use sync::{DeviceId, Digest, TeamId};

use super::rows::{fixed, generation, number, present_generation, release, reserve, to_sql};
use crate::store::{NewRoster, Put, StoreError};

pub(super) fn segments(
    tx: &Connection,
    team: &TeamId,
    after: u64,
) -> Result<Vec<SegmentInfo>, StoreError> {
    let sql = "SELECT segment, generation, position, length(bytes) FROM segments
               WHERE team = ?1 AND position > ?2 ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let list = statement.query_map((team.as_ref(), to_sql(after)), |row| {
        Ok(SegmentInfo {
            segment: fixed(row, 0)?,
            generation: generation(row, 1)?,
            position: number(row, 2)?,
            length: number(row, 3)?,
        })
    })?;
    Ok(list.collect::<Result<_, _>>()?)
}

pub(super) fn segment(
    tx: &Connection,
    team: &TeamId,
    segment: &Digest,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM segments WHERE team = ?1 AND segment = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    let parameters = (team.as_ref(), segment.as_ref());
    Ok(statement
        .query_row(parameters, |row| row.get(0))
        .optional()?)
}

pub(super) fn put_segment(
    tx: &Connection,
    team: &TeamId,
    generation: u32,
    is_administrator: bool,
    bytes: &[u8],
    limit_bytes: u64,
) -> Result<Put, StoreError> {
    let name = Digest::of(bytes);
    if segment(tx, team, &name)?.is_some() {
        return Ok(Put::Same);
    }
    let present = present_generation(tx, team)?;
    let next = present.and_then(|present| present.checked_add(1));
    let is_taken = Some(generation) == present || (is_administrator && Some(generation) == next);
    if !is_taken || generation == 0 {
        return Ok(Put::Generation);
    }
    if !reserve(tx, team, bytes.len(), limit_bytes)? {
        return Ok(Put::Full);
    }
    let sql = "UPDATE teams SET keyring_position = keyring_position + 1 WHERE team = ?1";
    tx.execute(sql, [team.as_ref()])?;
    let sql = "INSERT INTO segments (team, position, segment, generation, bytes)
               SELECT ?1, keyring_position, ?2, ?3, ?4 FROM teams WHERE team = ?1";
    tx.execute(sql, (team.as_ref(), name.as_ref(), generation, bytes))?;
    Ok(Put::New)
}

/// Whether every wrap and segment a roster entry names was sent before.
pub(super) fn has_all(
    tx: &Connection,
    team: &TeamId,
    entry: &NewRoster,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM wraps
               WHERE team = ?1 AND device = ?2 AND generation = ?3 AND digest = ?4";
    let mut statement = tx.prepare_cached(sql)?;
    for wrap in &entry.wraps {
        let parameters = (
            team.as_ref(),
            wrap.device.as_ref(),
            entry.generation,
            wrap.digest.as_ref(),
        );
        if !statement.exists(parameters)? {
            return Ok(false);
        }
    }
    let sql = "SELECT 1 FROM segments WHERE team = ?1 AND segment = ?2 AND generation = ?3";
    let mut statement = tx.prepare_cached(sql)?;
    let fresh = entry
        .start
        .iter()
        .filter(|start| start.merged_keyring.is_some());
    for segment in fresh.flat_map(|start| &start.segments) {
        if !statement.exists((team.as_ref(), segment.as_ref(), entry.generation))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The position of the last segment of a generation before this one.
pub(super) fn last_position_before(
    tx: &Connection,
    team: &TeamId,
    generation: u32,
) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(max(position), 0) FROM segments
               WHERE team = ?1 AND generation < ?2";
    Ok(tx.query_row(sql, (team.as_ref(), generation), |row| number(row, 0))?)
}

/// Deletes every segment but these, and every wrap but those the devices' rows name: the
/// others are of an earlier generation, or of one that was proposed and lost.
pub(super) fn leave_only(
    tx: &Connection,
    team: &TeamId,
    segments_named: &[Digest],
) -> Result<(), StoreError> {
    let named: BTreeSet<&Digest> = segments_named.iter().collect();
    let sql = "DELETE FROM segments WHERE team = ?1 AND segment = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    let mut released = 0_i64;
    for info in segments(tx, team, 0)? {
        if !named.contains(&info.segment) {
            statement.execute((team.as_ref(), info.segment.as_ref()))?;
            released = released.saturating_add(to_sql(info.length));
        }
    }
    release(tx, team, released)?;
    let sql = "DELETE FROM wraps WHERE team = ?1 AND NOT EXISTS (
                 SELECT 1 FROM devices
                 WHERE devices.team = wraps.team AND devices.device = wraps.device
                   AND devices.wrap = wraps.digest)";
    tx.execute(sql, [team.as_ref()])?;
    Ok(())
}

pub(super) fn wraps(tx: &Connection, team: &TeamId) -> Result<Vec<WrapInfo>, StoreError> {
    let sql = "SELECT device, generation, digest FROM wraps WHERE team = ?1
               ORDER BY device, generation, digest";
    let mut statement = tx.prepare_cached(sql)?;
    let list = statement.query_map([team.as_ref()], |row| {
        Ok(WrapInfo {
            device: fixed(row, 0)?,
            generation: generation(row, 1)?,
            digest: fixed(row, 2)?,
        })
    })?;
    Ok(list.collect::<Result<_, _>>()?)
}

pub(super) fn wrap(
    tx: &Connection,
    team: &TeamId,
    device: &DeviceId,
) -> Result<Option<Wrap>, StoreError> {
    let sql = "SELECT wraps.generation, wraps.bytes FROM wraps
               JOIN devices ON devices.team = wraps.team AND devices.device = wraps.device
                 AND devices.wrap = wraps.digest
               WHERE wraps.team = ?1 AND wraps.device = ?2
               ORDER BY wraps.generation DESC LIMIT 1";
    let mut statement = tx.prepare_cached(sql)?;
    let found = statement.query_row((team.as_ref(), device.as_ref()), |row| {
        Ok(Wrap {
            generation: generation(row, 0)?,
            bytes: row.get(1)?,
        })
    });
    Ok(found.optional()?)
}

pub(super) fn put_wrap(
    tx: &Connection,
    team: &TeamId,
    device: &DeviceId,
    generation: u32,
    bytes: &[u8],
) -> Result<Put, StoreError> {
    let Some(present) = present_generation(tx, team)? else {
        return Ok(Put::Generation);
    };
    let is_taken = generation == present || Some(generation) == present.checked_add(1);
    if !is_taken || generation == 0 {
        return Ok(Put::Generation);
    }
    let sql = "INSERT INTO wraps (team, device, generation, digest, bytes)
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    let digest = Digest::of(bytes);
    let parameters = (
        team.as_ref(),
        device.as_ref(),
        generation,
        digest.as_ref(),
        bytes,
    );
    let inserted = tx.prepare_cached(sql)?.execute(parameters)?;
    Ok(if inserted == 1 { Put::New } else { Put::Same })
}

pub(super) fn delete_wraps(
    tx: &Connection,
    team: &TeamId,
    device: &DeviceId,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM wraps WHERE team = ?1 AND device = ?2";
    tx.execute(sql, (team.as_ref(), device.as_ref()))?;
    Ok(())
}
