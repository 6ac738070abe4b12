//! Connections that read, each in one transaction, off the threads that serve requests.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::schema;
use crate::store::{Answer, StoreError};

/// How many idle connections are kept.
const MAX_IDLE: usize = 8;

/// Opens connections as they are needed, and keeps some.
#[derive(Clone)]
pub(super) struct Readers {
    shared: Arc<Shared>,
}

struct Shared {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(file: PathBuf) -> Self {
        Self {
            shared: Arc::new(Shared {
                file,
                idle: Mutex::default(),
            }),
        }
    }

    pub(super) fn read<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Answer<'static, T> {
        let shared = Arc::clone(&self.shared);
        Box::pin(async move {
            let read = tokio::task::spawn_blocking(move || {
                let connection = shared.take()?;
                let outcome = in_transaction(&connection, act);
                shared.give_back(connection);
                outcome
            });
            read.await.unwrap_or(Err(StoreError::Closed))
        })
    }
}

impl Shared {
    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(connection) => Ok(connection),
            None => schema::open_reader(&self.file),
        }
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MAX_IDLE {
            idle.push(connection);
        }
    }
}

/// One consistent view, however many statements.
fn in_transaction<T>(
    connection: &Connection,
    act: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let tx = connection.unchecked_transaction()?;
    let outcome = act(&tx)?;
    tx.commit()?;
    Ok(outcome)
}
