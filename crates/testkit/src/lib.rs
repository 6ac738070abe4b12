//! What tests share: invented people, random worlds, the acceptance facts. Test only.
//!
//! The figures of the acceptance partnership are printed by the binary `permanence-figures`.

pub mod acceptance;
pub mod printout;
pub mod world;

pub use invented::{Chance, InventedRecord, Language, partnership, sized, to_records};
