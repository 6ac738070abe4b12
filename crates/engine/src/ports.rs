//! The four doors of the engine: a store, a clock, randomness and a transport, and one for slow work.
//!
//! The engine reaches the world through these traits only, so that a browser, a test and a simulation run the
//! same logic to the line. A port answers; it decides nothing.

use std::future::Future;

use rand_core::CryptoRng;
use thiserror::Error;

/// Everything the engine may reach. One type, so that an engine has one parameter.
pub trait Ports {
    /// Where sealed rows live.
    type Store: Store;
    /// What time it is.
    type Clock: Clock;
    /// Randomness.
    type Random: CryptoRng;
    /// The way to the endpoint.
    type Transport: Transport;
    /// Where a passphrase is stretched.
    type Stretch: Stretch;

    /// The store.
    fn store(&self) -> &Self::Store;
    /// The clock.
    fn clock(&self) -> &Self::Clock;
    /// A fresh handle on the randomness.
    fn random(&self) -> Self::Random;
    /// The transport.
    fn transport(&self) -> &Self::Transport;
    /// The stretcher.
    fn stretch(&self) -> &Self::Stretch;
}

/// A table of the store. The store knows no more of the data than this; its own version never rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Format, slots, head, identity, roster: one row each.
    Meta,
    /// Every entry, own and received, by local position.
    Log,
    /// Current records in big chunks: a cache of the log.
    Pages,
    /// Keyring segments.
    Keys,
    /// Batches on their way, until acknowledged.
    Outbox,
    /// What waits for an earlier entry or for a key.
    Parked,
    /// Typed text that is not saved yet, and the parts of attachments: rows known by their name alone.
    Drafts,
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 7] = [
        Self::Meta,
        Self::Log,
        Self::Pages,
        Self::Keys,
        Self::Outbox,
        Self::Parked,
        Self::Drafts,
    ];

    /// The table's name in a store, and in the associated data of its rows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Log => "log",
            Self::Pages => "pages",
            Self::Keys => "keys",
            Self::Outbox => "outbox",
            Self::Parked => "parked",
            Self::Drafts => "drafts",
        }
    }
}

/// A key and a value of a table.
pub type Row = (Vec<u8>, Vec<u8>);

/// A durable map of byte strings in tables, with transactions.
///
/// Every implementation passes [`crate::contract`].
pub trait Store {
    /// Holds other users of the same store off while it lives.
    type Exclusive;

    /// The value of a key.
    fn get(
        &self,
        table: Table,
        key: &[u8],
    ) -> impl Future<Output = Result<Option<Vec<u8>>, StoreError>>;

    /// Rows from a key on (itself included), in the order of their keys, `limit` at the most.
    fn scan(
        &self,
        table: Table,
        from: &[u8],
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Row>, StoreError>>;

    /// All writes or none. With an expectation that does not hold, none and [`Committed::Conflict`].
    fn commit(
        &self,
        transaction: Transaction,
    ) -> impl Future<Output = Result<Committed, StoreError>>;

    /// Waits until no other tab holds the store. Correctness rests on [`Transaction::expect`]; this saves
    /// work that would be sealed in vain.
    fn exclusive(&self) -> impl Future<Output = Result<Self::Exclusive, StoreError>>;
}

/// Writes that stand or fall together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transaction {
    /// What must hold for the writes to be made.
    pub expect: Option<Expectation>,
    /// The writes, in order.
    pub writes: Vec<Write>,
    /// How durable the writes must be when the commit answers.
    pub durability: Durability,
}

/// A value that must stand in the store when a transaction commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// Its table.
    pub table: Table,
    /// Its key.
    pub key: Vec<u8>,
    /// The very bytes, or nothing there.
    pub value: Option<Vec<u8>>,
}

/// One write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Its table.
    pub table: Table,
    /// Its key.
    pub key: Vec<u8>,
    /// The new value, or nothing to delete the row.
    pub value: Option<Vec<u8>>,
}

impl Write {
    /// Puts a value.
    pub fn put(table: Table, key: impl Into<Vec<u8>>, value: Vec<u8>) -> Self {
        Self {
            table,
            key: key.into(),
            value: Some(value),
        }
    }

    /// Deletes a row.
    pub fn delete(table: Table, key: impl Into<Vec<u8>>) -> Self {
        Self {
            table,
            key: key.into(),
            value: None,
        }
    }
}

/// How durable a commit must be before it answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Durability {
    /// On the medium: survives a power cut.
    #[default]
    Strict,
    /// Handed to the system: survives a killed process. For drafts and caches.
    Relaxed,
}

/// The end of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Committed {
    /// The writes stand.
    Yes,
    /// The expectation did not hold; nothing was written.
    Conflict,
}

/// Why a store did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The device or the browser's quota is full; nothing was written.
    #[error("no room left")]
    Full,
    /// There is no store to be had here, or it was taken away.
    #[error("the store is unavailable")]
    Unavailable,
    /// Another tab or the system keeps it busy.
    #[error("the store is busy")]
    Busy,
}

/// What time it is, for people; no decision rests on it.
pub trait Clock {
    /// Milliseconds since 1970 UTC.
    fn now_ms(&self) -> i64;
    /// Waits about so long.
    fn sleep(&self, milliseconds: u32) -> impl Future<Output = ()>;
}

/// The way to the endpoint. It adds the origin and carries bytes.
pub trait Transport {
    /// Sends a request and waits for the whole answer, or gives up after a time of its own.
    fn send(
        &self,
        request: HttpRequest,
    ) -> impl Future<Output = Result<HttpResponse, TransportError>>;
    /// The origin requests go to, `"https://example.org"`: what writes are signed for.
    fn origin(&self) -> String;
}

/// A request, less the origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// `"GET"`, `"PUT"`, `"POST"` or `"DELETE"`.
    pub method: &'static str,
    /// Path and query, from `/v1/` on.
    pub path: String,
    /// Names (lower case) and values.
    pub headers: Vec<(&'static str, String)>,
    /// Empty where there is none.
    pub body: Vec<u8>,
    /// How long the answer may take, milliseconds.
    pub timeout_ms: u32,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TransportError {
    /// No network, no server, or the answer was cut.
    #[error("the endpoint cannot be reached")]
    Unreachable,
    /// It took too long.
    #[error("the endpoint did not answer in time")]
    TimedOut,
}

/// Stretches a passphrase: slow on purpose, so a browser does it in a worker of its own.
pub trait Stretch {
    /// The NFKD of what was typed, without its combining marks (general category M).
    fn decompose(&self, typed: &str) -> String;
    /// The secret of a passphrase under a slot's parameters.
    fn stretch(
        &self,
        passphrase: &vault::Passphrase,
        parameters: &vault::SlotParameters,
    ) -> impl Future<Output = Result<vault::SlotSecret, vault::DeriveSlotError>>;
}
