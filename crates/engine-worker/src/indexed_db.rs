//! The store in the browser: an IndexedDB database, read and written as [`engine::ports::Store`] promises.
//!
//! The layout is one object store a table, binary keys and binary values, and never changes: what the bytes mean
//! is the engine's affair. The database stays at version 1 for ever, so no tab can ever block another's upgrade.
//!
//! A transaction of IndexedDB ends by itself as soon as control returns to the browser with nothing queued. So
//! everything a commit does is queued in one go, and the comparison it depends on is made inside the event that
//! brings the value; nothing is ever awaited in between.

mod connection;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use engine::ports::{Committed, Expectation, Row, Store, StoreError, Table, Transaction, Write};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbRequest, IdbTransaction};

use crate::lock::{self, Exclusive};
use crate::scope::{Listeners, first_event};
use connection::{Access, Connection, refusal};

/// The database of one account of this device. Nothing is opened before it is first used.
#[derive(Debug)]
pub struct IndexedDbStore {
    name: String,
    connection: RefCell<Option<Rc<Connection>>>,
}

impl IndexedDbStore {
    /// The store of an account. The browser keeps it under `permanence-<account>`.
    pub fn of_account(account: u32) -> Self {
        Self::named(format!("permanence-{account}"))
    }

    /// A store of any name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            connection: RefCell::default(),
        }
    }

    /// Begins a transaction, lets `queue` fill it without a pause, and waits for its end.
    async fn transact<T>(
        &self,
        tables: &[Table],
        access: Access,
        queue: impl FnOnce(&IdbTransaction) -> Result<T, JsValue>,
    ) -> Result<T, StoreError> {
        let transaction = self.begin(tables, access).await?;
        let queued = queue(&transaction).map_err(|error| {
            // It may have ended already; then there is nothing to abort.
            let _ = transaction.abort();
            refusal(&error)
        })?;
        let (end, _) = first_event(&transaction, &["complete", "abort"]).await;
        if end == "complete" {
            return Ok(queued);
        }
        let error = transaction
            .error()
            .map_or(StoreError::Unavailable, |error| refusal(&error));
        if error == StoreError::Unavailable {
            self.forget_connection();
        }
        Err(error)
    }

    /// A transaction, on a new connection if the system closed the one we had. No pause comes after it began.
    async fn begin(&self, tables: &[Table], access: Access) -> Result<IdbTransaction, StoreError> {
        for _ in 0..2 {
            if let Ok(transaction) = self.connection().await?.begin(tables, access) {
                return Ok(transaction);
            }
            self.forget_connection();
        }
        Err(StoreError::Unavailable)
    }

    async fn connection(&self) -> Result<Rc<Connection>, StoreError> {
        if let Some(open) = self.open_connection() {
            return Ok(open);
        }
        let fresh = Rc::new(Connection::open(&self.name).await?);
        // Another task may have opened one meanwhile; then this one closes again.
        let kept = self.open_connection().unwrap_or(fresh);
        *self.connection.borrow_mut() = Some(Rc::clone(&kept));
        Ok(kept)
    }

    fn open_connection(&self) -> Option<Rc<Connection>> {
        self.connection
            .borrow()
            .as_ref()
            .filter(|connection| connection.is_open())
            .cloned()
    }

    fn forget_connection(&self) {
        self.connection.borrow_mut().take();
    }
}

impl Store for IndexedDbStore {
    type Exclusive = Exclusive;

    async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let request = self
            .transact(&[table], Access::Read, |transaction| {
                read(transaction, table, key)
            })
            .await?;
        Ok(value_of(&request))
    }

    async fn scan(&self, table: Table, from: &[u8], limit: usize) -> Result<Vec<Row>, StoreError> {
        if limit == 0 {
            // IndexedDB understands no rows as all rows.
            return Ok(Vec::new());
        }
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let (keys, values) = self
            .transact(&[table], Access::Read, |transaction| {
                let rows = transaction.object_store(table.name())?;
                let range = IdbKeyRange::lower_bound(&Uint8Array::from(from))?;
                let keys = rows.get_all_keys_with_key_and_limit(&range, limit)?;
                let values = rows.get_all_with_key_and_limit(&range, limit)?;
                Ok((keys, values))
            })
            .await?;
        Ok(rows_of(&keys, &values))
    }

    async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        let tables = tables_of(&transaction);
        let Transaction {
            expect,
            writes,
            durability,
        } = transaction;
        if tables.is_empty() {
            return Ok(Committed::Yes);
        }
        let comparison = self
            .transact(
                &tables,
                Access::Write(durability),
                |transaction| match expect {
                    Some(expectation) => {
                        Comparison::queue(transaction, expectation, writes).map(Some)
                    }
                    None => queue_writes(transaction, &writes).map(|()| None),
                },
            )
            .await?;
        Ok(comparison.map_or(Committed::Yes, |comparison| comparison.end.get()))
    }

    async fn exclusive(&self) -> Result<Exclusive, StoreError> {
        Ok(lock::hold(&self.name).await)
    }
}

/// A comparison on its way, and what to write if it holds.
struct Comparison {
    end: Rc<Cell<Committed>>,
    _listeners: Listeners,
}

impl Comparison {
    /// Reads the value; when it comes, and is the one expected, the writes are queued in the same breath.
    fn queue(
        transaction: &IdbTransaction,
        expected: Expectation,
        writes: Vec<Write>,
    ) -> Result<Self, JsValue> {
        let request = read(transaction, expected.table, &expected.key)?;
        let end = Rc::new(Cell::new(Committed::Conflict));
        let verdict = Rc::clone(&end);
        let transaction = transaction.clone();
        let found = request.clone();
        let listeners = Listeners::on(&request).hear("success", move |_| {
            if value_of(&found) != expected.value {
                return;
            }
            match queue_writes(&transaction, &writes) {
                Ok(()) => verdict.set(Committed::Yes),
                Err(_) => drop(transaction.abort()),
            }
        });
        Ok(Self {
            end,
            _listeners: listeners,
        })
    }
}

fn read(transaction: &IdbTransaction, table: Table, key: &[u8]) -> Result<IdbRequest, JsValue> {
    transaction
        .object_store(table.name())?
        .get(&Uint8Array::from(key))
}

/// Queues the writes. A value is copied once, out of this program's memory, for IndexedDB stores the whole
/// buffer behind an array.
fn queue_writes(transaction: &IdbTransaction, writes: &[Write]) -> Result<(), JsValue> {
    for write in writes {
        let rows = transaction.object_store(write.table.name())?;
        let key = Uint8Array::from(write.key.as_slice());
        match &write.value {
            Some(value) => rows.put_with_key(&Uint8Array::from(value.as_slice()), &key)?,
            None => rows.delete(&key)?,
        };
    }
    Ok(())
}

fn tables_of(transaction: &Transaction) -> Vec<Table> {
    let expected = transaction.expect.iter().map(|expected| expected.table);
    let mut tables: Vec<Table> = expected
        .chain(transaction.writes.iter().map(|write| write.table))
        .collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// What a finished reading found.
fn value_of(request: &IdbRequest) -> Option<Vec<u8>> {
    request
        .result()
        .ok()
        .filter(|value| !value.is_undefined())
        .map(|value| bytes_of(&value))
}

/// The bytes of a stored value. One that is no array was not written by us: it reads as nothing at all, which no
/// seal opens.
fn bytes_of(value: &JsValue) -> Vec<u8> {
    value
        .dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .unwrap_or_default()
}

fn rows_of(keys: &IdbRequest, values: &IdbRequest) -> Vec<Row> {
    let list = |request: &IdbRequest| {
        request
            .result()
            .map(|list| Array::from(&list))
            .unwrap_or_default()
    };
    let (keys, values) = (list(keys), list(values));
    let rows = keys.iter().zip(values.iter());
    rows.filter(|(key, _)| key.is_instance_of::<ArrayBuffer>())
        .map(|(key, value)| (Uint8Array::new(&key).to_vec(), bytes_of(&value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use engine::ports::Durability;

    use super::{Expectation, Table, Transaction, Write, tables_of};

    #[track_caller]
    fn check(expect: Option<Table>, writes: &[Table], concerned: &[Table]) {
        let expect = expect.map(|table| Expectation {
            table,
            key: Vec::new(),
            value: None,
        });
        let writes = writes
            .iter()
            .map(|table| Write::delete(*table, *b"k"))
            .collect();
        let transaction = Transaction {
            expect,
            writes,
            durability: Durability::Strict,
        };
        assert_eq!(tables_of(&transaction), concerned);
    }

    #[test]
    fn a_transaction_opens_each_table_once() {
        check(None, &[], &[]);
        check(Some(Table::Meta), &[], &[Table::Meta]);
        check(
            None,
            &[Table::Log, Table::Meta, Table::Log],
            &[Table::Meta, Table::Log],
        );
        check(
            Some(Table::Meta),
            &[Table::Meta, Table::Outbox],
            &[Table::Meta, Table::Outbox],
        );
    }
}
