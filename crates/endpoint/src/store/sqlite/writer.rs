//! The one thread that writes. Requests that wait at the same time share one commit, and so
//! one sync; each keeps its own savepoint, so that one failing undoes nothing of the others.
//! An answer leaves only after the commit.

use std::sync::mpsc;
use std::thread::JoinHandle;

use rusqlite::{Connection, Savepoint, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use crate::store::{Answer, StoreError};

/// The most requests that share a commit.
const MAX_SHARED: usize = 32;

/// Tells the request how its commit went.
type Deliver = Box<dyn FnOnce(bool)>;
type Work = Box<dyn FnOnce(&mut Transaction<'_>) -> Deliver + Send>;

/// The way to the writing thread; dropping it ends the thread after what was asked.
pub(super) struct Writer {
    queue: Option<mpsc::Sender<Work>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Self {
        let (queue, work) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(connection, &work))
            .ok();
        Self {
            queue: Some(queue),
            thread,
        }
    }

    pub(super) fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Savepoint<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Answer<'static, T> {
        let (reply, answer) = oneshot::channel();
        let work: Work = Box::new(move |tx| {
            let outcome = in_savepoint(tx, act);
            Box::new(move |is_committed| {
                let outcome = if is_committed {
                    outcome
                } else {
                    Err(not_committed(outcome))
                };
                // Nobody waits any more when the client went away.
                let _ = reply.send(outcome);
            })
        });
        let queued = self
            .queue
            .as_ref()
            .is_some_and(|queue| queue.send(work).is_ok());
        Box::pin(async move {
            if !queued {
                return Err(StoreError::Closed);
            }
            answer.await.unwrap_or(Err(StoreError::Closed))
        })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn not_committed<T>(outcome: Result<T, StoreError>) -> StoreError {
    match outcome {
        Err(error) => error,
        Ok(_) => StoreError::Failed("the commit failed".to_owned()),
    }
}

fn in_savepoint<T>(
    tx: &mut Transaction<'_>,
    act: impl FnOnce(&Savepoint<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let savepoint = tx.savepoint()?;
    let outcome = act(&savepoint)?;
    savepoint.commit()?;
    Ok(outcome)
}

fn run(mut connection: Connection, work: &mpsc::Receiver<Work>) {
    while let Ok(first) = work.recv() {
        let mut deliveries = Vec::new();
        let outcome = commit_together(&mut connection, first, work, &mut deliveries);
        if let Err(error) = &outcome {
            tracing::error!(%error, "a commit failed");
        }
        for deliver in deliveries {
            deliver(outcome.is_ok());
        }
    }
}

fn commit_together(
    connection: &mut Connection,
    first: Work,
    work: &mpsc::Receiver<Work>,
    deliveries: &mut Vec<Deliver>,
) -> Result<(), StoreError> {
    let mut tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    deliveries.push(first(&mut tx));
    while deliveries.len() < MAX_SHARED {
        let Ok(next) = work.try_recv() else { break };
        deliveries.push(next(&mut tx));
    }
    Ok(tx.commit()?)
}
