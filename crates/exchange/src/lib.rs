//! Bytes in, bytes out: exports and imports. Pure.

pub mod ics;
pub mod import;
pub mod json;
mod plain;
pub mod publication;
pub mod setup;
pub mod table;

pub use plain::PlainRecord;
