//! What the tabs of one profile tell each other: that something was committed, never what.
//!
//! Each tab has its own worker, its own unlock and its own memory; none leads. After a commit the others read the
//! tail of the log for themselves. (That one tab locks all of them is the screen's affair, on a channel of its own.)

use engine::ports::{Committed, Durability, Row, Store, StoreError, Table, Transaction};
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::scope::Listeners;

/// The channel of the workers of one profile.
const CHANNEL: &str = "permanence";
/// The only message: what the log, the keys or the head say has changed.
const COMMITTED: &str = "committed";

/// A store whose commits are announced to the other tabs.
#[derive(Debug)]
pub struct AnnouncedStore<S> {
    store: S,
    /// None where the browser has no channels: then another tab sees the change at its next save or start.
    channel: Option<BroadcastChannel>,
}

impl<S: Store> AnnouncedStore<S> {
    /// Announces the commits made through it.
    pub fn new(store: S) -> Self {
        Self {
            store,
            channel: BroadcastChannel::new(CHANNEL).ok(),
        }
    }

    /// Calls when another tab has committed.
    pub(crate) fn on_other_tab(&self, handler: impl Fn() + 'static) -> Option<Listeners> {
        let listeners = Listeners::on(self.channel.as_ref()?);
        Some(listeners.hear("message", move |event| {
            let event: MessageEvent = event.unchecked_into();
            if event.data().as_string().as_deref() == Some(COMMITTED) {
                handler();
            }
        }))
    }
}

impl<S: Store> Store for AnnouncedStore<S> {
    type Exclusive = S::Exclusive;

    async fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.get(table, key).await
    }

    async fn scan(&self, table: Table, from: &[u8], limit: usize) -> Result<Vec<Row>, StoreError> {
        self.store.scan(table, from, limit).await
    }

    /// What is committed strictly is the truth that other tabs must know; drafts and caches are not.
    async fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        let is_truth = transaction.durability == Durability::Strict;
        let end = self.store.commit(transaction).await?;
        if let (Committed::Yes, true, Some(channel)) = (end, is_truth, &self.channel) {
            // Posting fails only for what cannot be cloned; a word can.
            let _ = channel.post_message(&COMMITTED.into());
        }
        Ok(end)
    }

    async fn exclusive(&self) -> Result<Self::Exclusive, StoreError> {
        self.store.exclusive().await
    }
}
