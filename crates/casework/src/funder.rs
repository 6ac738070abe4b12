//! A body that pays for the work (fr: *financeur*), under one name or several.

use chrono::NaiveDate;
use record::{Field, Set, fields};

use crate::choices::FunderKind;

fields! {
    /// A funder (fr: *financeur*).
    Funder = "funder" {
        /// Its name, as reports print it.
        LABEL: String = Field::new("label").figures().listed().since(5);
        /// A short stable name that imports and exports use, and stations name as their funder: `cc-warndt`.
        CODE: String = Field::new("code").figures().since(5);
        /// What it is.
        KIND: FunderKind = Field::new("kind").figures().listed().since(5);
        /// Its other names: what is entered under one of them is its own.
        ALIASES: Set<String> = Field::new("aliases").figures().since(5);
        /// What is good to know.
        NOTE: String = Field::new("note").long().since(5);

        /// The day it was put in the bin: shown nowhere until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(5);
    }
}
