//! Rows in and out of the store, sealed under the device key.
//!
//! Named rows (head, account, drafts) are stored under an HMAC of their name. Numbered rows (log, pages, keys,
//! outbox, parked) are stored under their number, because their order is needed; it tells how many there are
//! and nothing else. In both, the associated data binds table, row and schema.

use rand_core::CryptoRng;
use vault::{DeviceKey, RowId, StoreKey, StoreName};

use crate::layout::number_key;
use crate::ports::{Expectation, Table, Write};

/// The keys of every table.
#[derive(Debug, Clone)]
pub(crate) struct Seals {
    meta: StoreKey,
    log: StoreKey,
    pages: StoreKey,
    keys: StoreKey,
    outbox: StoreKey,
    parked: StoreKey,
    drafts: StoreKey,
}

/// A row does not open: altered, cut, swapped, or of another device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Damaged;

/// A row by its name or by its number.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RowName<'n> {
    Named(&'n [u8]),
    Numbered(u64),
}

impl Seals {
    pub(crate) fn new(device_key: &DeviceKey) -> Self {
        let of = |name| device_key.store(name);
        Self {
            meta: of(const { StoreName::new("meta") }),
            log: of(const { StoreName::new("log") }),
            pages: of(const { StoreName::new("pages") }),
            keys: of(const { StoreName::new("keys") }),
            outbox: of(const { StoreName::new("outbox") }),
            parked: of(const { StoreName::new("parked") }),
            drafts: of(const { StoreName::new("drafts") }),
        }
    }

    const fn of(&self, table: Table) -> &StoreKey {
        match table {
            Table::Meta => &self.meta,
            Table::Log => &self.log,
            Table::Pages => &self.pages,
            Table::Keys => &self.keys,
            Table::Outbox => &self.outbox,
            Table::Parked => &self.parked,
            Table::Drafts => &self.drafts,
        }
    }

    /// The key a row is stored under, and the id its seal is bound to.
    fn place(&self, table: Table, name: RowName<'_>) -> (Vec<u8>, RowId) {
        match name {
            RowName::Named(name) => {
                let row = self.of(table).row_id(name);
                (row.0.to_vec(), row)
            }
            RowName::Numbered(number) => {
                let key = number_key(number);
                (key.to_vec(), self.of(table).row_id(&key))
            }
        }
    }

    /// The key a row is stored under.
    pub(crate) fn key(&self, table: Table, name: RowName<'_>) -> Vec<u8> {
        self.place(table, name).0
    }

    /// A write that puts a sealed row.
    pub(crate) fn put(
        &self,
        table: Table,
        name: RowName<'_>,
        schema: u32,
        plain: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Write {
        let (key, row) = self.place(table, name);
        Write::put(table, key, self.of(table).seal(&row, schema, plain, rng))
    }

    /// A write that deletes a row.
    pub(crate) fn delete(&self, table: Table, name: RowName<'_>) -> Write {
        Write::delete(table, self.key(table, name))
    }

    /// What must stand in a row, as stored.
    pub(crate) fn expect(
        &self,
        table: Table,
        name: RowName<'_>,
        value: Option<Vec<u8>>,
    ) -> Expectation {
        Expectation {
            table,
            key: self.key(table, name),
            value,
        }
    }

    /// Opens a stored value.
    pub(crate) fn open(
        &self,
        table: Table,
        name: RowName<'_>,
        schema: u32,
        value: &[u8],
    ) -> Result<Vec<u8>, Damaged> {
        let (_, row) = self.place(table, name);
        let plain = self
            .of(table)
            .open(&row, schema, value)
            .map_err(|_| Damaged)?;
        Ok(plain.into_inner())
    }
}
