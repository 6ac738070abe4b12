//! Between numbers of the protocol and numbers of SQLite, and what every table needs.

use rusqlite::{Connection, OptionalExtension, Row};
use sync::{Role, TeamId};

use crate::store::StoreError;

/// SQLite's integers are signed: what is above is as good as the largest.
pub(super) fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Bytes as SQLite counts them.
pub(super) fn length_to_sql(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// A stored number that cannot be negative.
pub(super) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

/// A stored generation.
pub(super) fn generation(row: &Row<'_>, column: usize) -> rusqlite::Result<u32> {
    let value: i64 = row.get(column)?;
    u32::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

/// A stored role.
pub(super) fn role(row: &Row<'_>, column: usize) -> rusqlite::Result<Role> {
    let found = number(row, column)?;
    Role::from_number(found).ok_or(rusqlite::Error::IntegralValueOutOfRange(
        column,
        to_sql(found),
    ))
}

/// A stored identifier.
pub(super) fn fixed<const N: usize, T: From<[u8; N]>>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    row.get::<_, [u8; N]>(column).map(T::from)
}

/// A stored identifier that may be absent.
pub(super) fn optional<const N: usize, T: From<[u8; N]>>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<[u8; N]>>(column)?.map(T::from))
}

/// The present generation of a team; `None` for an unknown team.
pub(super) fn present_generation(
    tx: &Connection,
    team: &TeamId,
) -> Result<Option<u32>, StoreError> {
    let sql = "SELECT generation FROM teams WHERE team = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement
        .query_row([team.as_ref()], |row| generation(row, 0))
        .optional()?)
}

/// Counts bytes to a team; false when they would go above the limit.
pub(super) fn reserve(
    tx: &Connection,
    team: &TeamId,
    length: usize,
    limit_bytes: u64,
) -> Result<bool, StoreError> {
    let sql = "UPDATE teams SET used_bytes = used_bytes + ?2
               WHERE team = ?1 AND used_bytes + ?2 <= ?3";
    let mut statement = tx.prepare_cached(sql)?;
    let parameters = (team.as_ref(), length_to_sql(length), to_sql(limit_bytes));
    Ok(statement.execute(parameters)? == 1)
}

/// Gives bytes back to a team.
pub(super) fn release(tx: &Connection, team: &TeamId, bytes: i64) -> Result<(), StoreError> {
    let sql = "UPDATE teams SET used_bytes = max(0, used_bytes - ?2) WHERE team = ?1";
    tx.prepare_cached(sql)?.execute((team.as_ref(), bytes))?;
    Ok(())
}
