//! A store in memory: the same promises as the browser's, shown by the same [`crate::contract`].
//!
//! Cloning shares the rows, so that a test can close an engine and open another on what it left.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::ports::{Committed, Row, Store, StoreError, Table, Transaction};

type Tables = BTreeMap<Table, BTreeMap<Vec<u8>, Vec<u8>>>;

/// Rows in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    tables: Rc<RefCell<Tables>>,
    /// Bytes it takes before it is full.
    capacity: Rc<RefCell<Option<usize>>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on at most so many bytes of values, or any number.
    pub fn set_capacity(&self, bytes: Option<usize>) {
        *self.capacity.borrow_mut() = bytes;
    }

    /// Whether there is an end to what it takes.
    pub fn has_capacity(&self) -> bool {
        self.capacity.borrow().is_some()
    }

    /// A copy that shares nothing with this one: a backup, or a clone of a device.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self {
            tables: Rc::new(RefCell::new(self.tables.borrow().clone())),
            capacity: Rc::new(RefCell::new(*self.capacity.borrow())),
        }
    }

    /// Every row, for scans and for tests that damage one.
    pub fn rows(&self) -> Vec<(Table, Vec<u8>, Vec<u8>)> {
        let tables = self.tables.borrow();
        let rows = tables.iter().flat_map(|(table, rows)| {
            rows.iter()
                .map(|(key, value)| (*table, key.clone(), value.clone()))
        });
        rows.collect()
    }

    /// Puts or deletes a row behind everybody's back.
    pub fn overwrite(&self, table: Table, key: &[u8], value: Option<Vec<u8>>) {
        let mut tables = self.tables.borrow_mut();
        put(&mut tables, table, key.to_vec(), value);
    }

    fn holds(tables: &Tables, transaction: &Transaction) -> bool {
        transaction.expect.as_ref().is_none_or(|expected| {
            let found = tables
                .get(&expected.table)
                .and_then(|rows| rows.get(&expected.key));
            found == expected.value.as_ref()
        })
    }
}

fn put(tables: &mut Tables, table: Table, key: Vec<u8>, value: Option<Vec<u8>>) {
    let rows = tables.entry(table).or_default();
    match value {
        Some(value) => drop(rows.insert(key, value)),
        None => drop(rows.remove(&key)),
    }
}

fn size(tables: &Tables) -> usize {
    tables
        .values()
        .flat_map(BTreeMap::values)
        .map(Vec::len)
        .sum()
}

impl Store for MemoryStore {
    type Exclusive = ();

    async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .tables
            .borrow()
            .get(&table)
            .and_then(|rows| rows.get(key))
            .cloned())
    }

    async fn scan(&self, table: Table, from: &[u8], limit: usize) -> Result<Vec<Row>, StoreError> {
        let tables = self.tables.borrow();
        let Some(rows) = tables.get(&table) else {
            return Ok(Vec::new());
        };
        let found = rows.range(from.to_vec()..).take(limit);
        Ok(found
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect())
    }

    async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        let mut tables = self.tables.borrow_mut();
        if !Self::holds(&tables, &transaction) {
            return Ok(Committed::Conflict);
        }
        let added: usize = transaction
            .writes
            .iter()
            .filter_map(|w| w.value.as_ref())
            .map(Vec::len)
            .sum();
        if self
            .capacity
            .borrow()
            .is_some_and(|capacity| size(&tables) + added > capacity)
        {
            return Err(StoreError::Full);
        }
        for write in transaction.writes {
            put(&mut tables, write.table, write.key, write.value);
        }
        Ok(Committed::Yes)
    }

    async fn exclusive(&self) -> Result<Self::Exclusive, StoreError> {
        Ok(())
    }
}
