//! A gendarmerie company (fr: *compagnie*): a group of brigades.

use record::{Field, fields};

use crate::choices::Zone;

fields! {
    /// A company of brigades.
    Company = "company" {
        /// Its name.
        LABEL: String = Field::new("label").figures().listed();
        /// A short stable name that imports and exports use: `cie-forbach`.
        CODE: String = Field::new("code").figures();
        /// Its territory.
        ZONE: Zone = Field::new("zone").figures();
    }
}
