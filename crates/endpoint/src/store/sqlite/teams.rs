//! Teams as a whole, and the endpoint's own secret.

use rusqlite::{Connection, OptionalExtension, Row};
use sync::{Cursor, RosterHash, TeamId};

use super::roster::read_device;
use super::rows::{fixed, generation, number};
use super::schema::TEAM_TABLES;
use crate::store::{DeviceState, StoreError, TeamHead, TeamRow};

pub(super) fn check(tx: &Connection) -> Result<(), StoreError> {
    Ok(tx.query_row("SELECT count(*) FROM meta", [], |_| Ok(()))?)
}

pub(super) fn secret(tx: &Connection) -> Result<[u8; 32], StoreError> {
    let sql = "SELECT value FROM meta WHERE name = 'secret'";
    let found: Option<[u8; 32]> = tx.query_row(sql, [], |row| row.get(0)).optional()?;
    if let Some(found) = found {
        return Ok(found);
    }
    let made: [u8; 32] =
        crate::token::random().map_err(|error| StoreError::Failed(error.to_string()))?;
    tx.execute(
        "INSERT INTO meta (name, value) VALUES ('secret', ?1)",
        [made.as_slice()],
    )?;
    Ok(made)
}

const HEAD_COLUMNS: &str = "log_position, log_digest, roster_head, roster_index, generation,
                            keyring_position, inbox_position, used_bytes";

fn read_head(row: &Row<'_>) -> rusqlite::Result<TeamHead> {
    Ok(TeamHead {
        log: Cursor {
            position: number(row, 0)?,
            digest: fixed(row, 1)?,
        },
        roster: fixed(row, 2)?,
        roster_index: number(row, 3)?,
        generation: generation(row, 4)?,
        keyring: number(row, 5)?,
        inbox: number(row, 6)?,
        used_bytes: number(row, 7)?,
    })
}

pub(super) fn head(tx: &Connection, team: &TeamId) -> Result<Option<TeamHead>, StoreError> {
    let sql = format!("SELECT {HEAD_COLUMNS} FROM teams WHERE team = ?1");
    let mut statement = tx.prepare_cached(&sql)?;
    Ok(statement.query_row([team.as_ref()], read_head).optional()?)
}

pub(super) fn list(tx: &Connection) -> Result<Vec<TeamRow>, StoreError> {
    let sql = format!(
        "SELECT {HEAD_COLUMNS}, team,
           (SELECT count(*) FROM devices
            WHERE devices.team = teams.team AND is_revoked = 0)
         FROM teams ORDER BY team"
    );
    let mut statement = tx.prepare(&sql)?;
    let list = statement.query_map([], |row| {
        Ok(TeamRow {
            head: read_head(row)?,
            team: fixed(row, 8)?,
            live_devices: number(row, 9)?,
        })
    })?;
    Ok(list.collect::<Result<_, _>>()?)
}

pub(super) fn devices(tx: &Connection, team: &TeamId) -> Result<Vec<DeviceState>, StoreError> {
    let sql = "SELECT device, auth_key, role, is_revoked, wrap, acknowledged FROM devices
               WHERE team = ?1 ORDER BY device";
    let mut statement = tx.prepare(sql)?;
    let list = statement.query_map([team.as_ref()], |row| {
        Ok(DeviceState {
            row: read_device(row)?,
            acknowledged: number(row, 5)?,
        })
    })?;
    Ok(list.collect::<Result<_, _>>()?)
}

pub(super) fn delete(
    tx: &Connection,
    team: &TeamId,
    roster: &RosterHash,
) -> Result<bool, StoreError> {
    if head(tx, team)?.is_none_or(|head| head.roster != *roster) {
        return Ok(false);
    }
    for table in TEAM_TABLES {
        tx.execute(
            &format!("DELETE FROM {table} WHERE team = ?1"),
            [team.as_ref()],
        )?;
    }
    Ok(true)
}
