//! Invitations, the roster's chain, and the devices it leads to.

use rusqlite::{Connection, OptionalExtension};
use sync::{Cursor, DeviceId, Digest, RosterHash, TeamId};

use super::keys;
use super::rows::{fixed, number, optional, role, to_sql};
use crate::store::{DeviceRow, NewRoster, RosterPut, StoreError};

pub(super) fn invite(tx: &Connection, code: &Digest, expires_s: u64) -> Result<(), StoreError> {
    let sql = "INSERT INTO invitations (code, expires_s, team) VALUES (?1, ?2, NULL)";
    tx.execute(sql, (code.as_ref(), to_sql(expires_s)))?;
    Ok(())
}

pub(super) fn found(
    tx: &Connection,
    code: &Digest,
    now_s: u64,
    team: &TeamId,
    entry: &NewRoster,
) -> Result<RosterPut, StoreError> {
    let sql = "SELECT team, expires_s FROM invitations WHERE code = ?1";
    let invitation = tx
        .query_row(sql, [code.as_ref()], |row| {
            Ok((optional::<32, TeamId>(row, 0)?, number(row, 1)?))
        })
        .optional()?;
    match invitation {
        Some((Some(spent_on), _)) if spent_on == *team && head(tx, team)?.is_some() => {
            return Ok(RosterPut::Same);
        }
        Some((None, expires_s)) if now_s < expires_s => {}
        _ => return Ok(RosterPut::NotInvited),
    }
    if head(tx, team)?.is_some() {
        return Ok(RosterPut::Same);
    }
    let start = Cursor::start(team);
    let sql = "INSERT INTO teams (team, roster_head, roster_index, generation, log_position,
                 log_digest, pruned_position, pruned_digest, keyring_position, inbox_position,
                 used_bytes)
               VALUES (?1, ?2, 0, 0, 0, ?3, 0, ?3, 0, 0, 0)";
    tx.execute(
        sql,
        (team.as_ref(), entry.hash.as_ref(), start.digest.as_ref()),
    )?;
    let sql = "UPDATE invitations SET team = ?2 WHERE code = ?1";
    tx.execute(sql, (code.as_ref(), team.as_ref()))?;
    keep(tx, team, entry)?;
    Ok(RosterPut::New)
}

pub(super) fn append(
    tx: &Connection,
    team: &TeamId,
    entry: &NewRoster,
) -> Result<RosterPut, StoreError> {
    let Some(head) = head(tx, team)? else {
        return Ok(RosterPut::Moved);
    };
    if head == entry.hash {
        return Ok(RosterPut::Same);
    }
    if head != entry.previous {
        return Ok(RosterPut::Moved);
    }
    if !keys::has_all(tx, team, entry)? {
        return Ok(RosterPut::Missing);
    }
    let merged = entry.start.as_ref().and_then(|start| start.merged_keyring);
    if let Some(merged) = merged
        && keys::last_position_before(tx, team, entry.generation)? > merged
    {
        return Ok(RosterPut::KeyringMoved);
    }
    keep(tx, team, entry)?;
    let sql = "UPDATE teams SET roster_head = ?2, roster_index = ?3 WHERE team = ?1";
    tx.execute(
        sql,
        (team.as_ref(), entry.hash.as_ref(), to_sql(entry.index)),
    )?;
    if let Some(start) = &entry.start {
        let sql = "UPDATE teams SET generation = ?2 WHERE team = ?1";
        tx.execute(sql, (team.as_ref(), entry.generation))?;
        keys::leave_only(tx, team, &start.segments)?;
    }
    Ok(RosterPut::New)
}

fn head(tx: &Connection, team: &TeamId) -> Result<Option<RosterHash>, StoreError> {
    let sql = "SELECT roster_head FROM teams WHERE team = ?1";
    Ok(tx
        .query_row(sql, [team.as_ref()], |row| fixed(row, 0))
        .optional()?)
}

fn keep(tx: &Connection, team: &TeamId, entry: &NewRoster) -> Result<(), StoreError> {
    let sql = "INSERT INTO roster (team, position, bytes) VALUES (?1, ?2, ?3)";
    tx.execute(sql, (team.as_ref(), to_sql(entry.index), &entry.bytes))?;
    let sql = "INSERT INTO devices (team, device, auth_key, role, is_revoked, wrap, acknowledged)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)
               ON CONFLICT (team, device) DO UPDATE
               SET auth_key = ?3, role = ?4, is_revoked = ?5, wrap = ?6";
    let mut statement = tx.prepare_cached(sql)?;
    for device in &entry.devices {
        statement.execute((
            team.as_ref(),
            device.device.as_ref(),
            device.auth_key.as_ref(),
            to_sql(device.role.to_number()),
            device.is_revoked,
            device.wrap.as_ref().map(AsRef::<[u8]>::as_ref),
        ))?;
    }
    Ok(())
}

pub(super) fn entries(
    tx: &Connection,
    team: &TeamId,
    from: u64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM roster WHERE team = ?1 AND position >= ?2 ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let entries = statement.query_map((team.as_ref(), to_sql(from)), |row| row.get(0))?;
    Ok(entries.collect::<Result<_, _>>()?)
}

pub(super) fn device(
    tx: &Connection,
    team: &TeamId,
    device: &DeviceId,
) -> Result<Option<DeviceRow>, StoreError> {
    let sql = "SELECT device, auth_key, role, is_revoked, wrap FROM devices
               WHERE team = ?1 AND device = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement
        .query_row((team.as_ref(), device.as_ref()), read_device)
        .optional()?)
}

/// Columns: device, auth key, role, is revoked, wrap.
pub(super) fn read_device(row: &rusqlite::Row<'_>) -> rusqlite::Result<DeviceRow> {
    Ok(DeviceRow {
        device: fixed(row, 0)?,
        auth_key: fixed(row, 1)?,
        role: role(row, 2)?,
        is_revoked: row.get(3)?,
        wrap: optional(row, 4)?,
    })
}
