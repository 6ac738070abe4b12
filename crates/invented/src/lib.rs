//! Invented people and cases, the same for a seed, for the demonstration and for tests. Pure.
//!
//! [`partnership`] gives the team whose figures are in `tests/facts`, [`sized`] any number of
//! cases. No person here exists: first and family names are drawn apart from two lists, numbers
//! are of the range kept for fiction, and texts are written for this purpose.
//!
//! It is part of the product because the demonstration makes its data in the browser
//! (`docs/adr/0010-invented-data-in-the-product.md`); so it stays small, and knows no clock.

mod calendar;
mod casefile;
mod chance;
mod crowd;
mod draft;
mod funding;
mod office;
mod partnership;
mod people;
pub mod places;
mod rota;
mod team;
mod words;
mod world;

pub use chance::Chance;
pub use crowd::sized;
pub use draft::{InventedRecord, to_records};
pub use partnership::partnership;
pub use words::Language;
