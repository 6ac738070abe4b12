//! A disk that outlives processes, and the store a process has on it.
//!
//! A power cut takes back what was written relaxed since the last strict commit, as a real one may. A process dies
//! at a chosen commit, before or after it stands; from then on nothing of that process reaches the disk.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use engine::memory::MemoryStore;
use engine::ports::{Committed, Durability, Row, Store, StoreError, Table, Transaction};

use crate::executor::run;

/// What a relaxed commit replaced: table, key, former value.
type Former = (Table, Vec<u8>, Option<Vec<u8>>);

/// What stays when all processes are gone. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    /// The rows.
    pub rows: MemoryStore,
    unsynced: Rc<RefCell<Vec<Former>>>,
}

impl Disk {
    /// Takes back what was not synced.
    pub fn cut_power(&self) {
        let mut unsynced = self.unsynced.borrow_mut();
        while let Some((table, key, value)) = unsynced.pop() {
            self.rows.overwrite(table, &key, value);
        }
    }

    /// A copy of all that is there now.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self {
            rows: self.rows.fork(),
            unsynced: Rc::default(),
        }
    }

    /// Bytes of all values.
    pub fn used_bytes(&self) -> usize {
        self.rows
            .rows()
            .iter()
            .map(|(_, _, value)| value.len())
            .sum()
    }

    fn note(&self, transaction: &Transaction) {
        let mut unsynced = self.unsynced.borrow_mut();
        if transaction.durability == Durability::Strict {
            unsynced.clear();
            return;
        }
        for write in &transaction.writes {
            let former = run(self.rows.get(write.table, &write.key)).unwrap_or_default();
            unsynced.push((write.table, write.key.clone(), former));
        }
    }
}

/// How long a process lives. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Life {
    is_over: Rc<Cell<bool>>,
    commits: Rc<Cell<u64>>,
    /// The commit it dies at, and whether that commit stands.
    end: Rc<Cell<Option<(u64, bool)>>>,
    /// Reads before one that fails, though the process lives.
    reads_to_failure: Rc<Cell<Option<u32>>>,
}

impl Life {
    /// Dies at the commit after so many others; that one stands, or not.
    pub fn end_at(&self, commits: u64, stands: bool) {
        self.end
            .set(Some((self.commits.get().saturating_add(commits), stands)));
    }

    /// Does not die at a commit after all.
    pub fn go_on(&self) {
        self.end.set(None);
    }

    /// Dies now.
    pub fn end(&self) {
        self.is_over.set(true);
    }

    /// Whether it died.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_over.get()
    }

    /// Commits so far.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.commits.get()
    }

    /// The read after so many others answers that the store is busy; none does from then on.
    pub fn fail_read(&self, after: Option<u32>) {
        self.reads_to_failure.set(after);
    }

    fn read(&self) -> Result<(), StoreError> {
        self.check()?;
        match self.reads_to_failure.get() {
            Some(0) => {
                self.reads_to_failure.set(None);
                Err(StoreError::Busy)
            }
            Some(left) => {
                self.reads_to_failure.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.is_over.get() {
            Err(StoreError::Unavailable)
        } else {
            Ok(())
        }
    }

    /// Counts a commit: whether it stands, and whether it is the last.
    fn commit(&self) -> (bool, bool) {
        let count = self.commits.get();
        self.commits.set(count.saturating_add(1));
        match self.end.get() {
            Some((end, stands)) if count >= end => (stands, true),
            _ => (true, false),
        }
    }
}

/// The store of one process.
#[derive(Debug, Clone, Default)]
pub struct SimStore {
    /// Where it writes.
    pub disk: Disk,
    /// How long.
    pub life: Life,
}

impl Store for SimStore {
    type Exclusive = ();

    async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.life.read()?;
        self.disk.rows.get(table, key).await
    }

    async fn scan(&self, table: Table, from: &[u8], limit: usize) -> Result<Vec<Row>, StoreError> {
        self.life.read()?;
        self.disk.rows.scan(table, from, limit).await
    }

    async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        self.life.check()?;
        let (stands, is_last) = self.life.commit();
        let mut end = Ok(Committed::Conflict);
        if stands {
            self.disk.note(&transaction);
            end = self.disk.rows.commit(transaction).await;
        }
        if is_last {
            self.life.end();
            return Err(StoreError::Unavailable);
        }
        end
    }

    async fn exclusive(&self) -> Result<(), StoreError> {
        self.life.check()
    }
}
