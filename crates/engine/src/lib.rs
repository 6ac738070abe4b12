//! The whole client: requests in, replies and events out, over a store, a clock, randomness and a transport.
//!
//! It runs in a browser's worker, in tests and in the simulation, the same to the line. The screen sees
//! [`message`] only; a driver implements [`ports`] and calls [`Engine`].
//!
//! # Map
//! | module | what it knows |
//! |---|---|
//! | [`message`] | what screen and engine say to each other |
//! | [`ports`], [`contract`], [`memory`] | what the engine needs of the world; the suite a store passes; a store in memory |
//! | [`layout`], `seals` | rows of the store, and how they are sealed |
//! | `found`, `team`, `setup`, `imports`, `open` | making a store, opening it, keeping it true; the set-up of a team and an old spreadsheet, from files |
//! | `save`, `library`, `index`, `search`, `phonetic`, `merges`, `scopes` | records: writing, finding, deriving |
//! | `view`, `people`, `history`, `letters` | records as screens see them, and as they were; the texts of letters |
//! | `agenda` | what is due, as a file for a calendar, and when |
//! | `figures`, `rota`, `publications` | figures of a period and what is behind them; the shifts of days; the yearly report |
//! | `attachments`, `uploads` | contents beside the records: in and out of the store, and to the endpoint |
//! | `exchange`, `receive`, `link`, `pairing` | the endpoint, and new devices |
//!
//! # Invariants
//! - The log is the truth. A save is one entry, its log row, outbox row, keys and head in one strict transaction
//!   that compares and swaps the head.
//! - Pages, index, fact table and glance can be made again from the log.
//! - No lock is held while the network or a slow derivation is waited for.
//! - Nothing received is applied before its batch, its signature and its group have all opened.

mod agenda;
mod attachments;
mod author;
#[cfg(feature = "bench")]
mod bench;
mod by_id;
pub mod contract;
mod demo;
mod engine;
mod exchange;
mod figures;
mod found;
mod history;
mod imports;
mod index;
mod intakes;
pub mod layout;
mod letters;
mod library;
mod link;
pub mod memory;
mod merges;
pub mod message;
mod open;
mod pairing;
mod people;
mod phonetic;
pub mod ports;
mod publications;
mod receive;
mod rota;
mod save;
mod scopes;
mod seals;
mod search;
mod setup;
mod team;
mod uploads;
mod view;

pub use engine::{Engine, Next};
