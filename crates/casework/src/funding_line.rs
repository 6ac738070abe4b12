//! What a convention plans from one funder for one year (fr: *ligne de financement*). Shares are computed, never kept.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::convention::Convention;
use crate::funder::Funder;

fields! {
    /// A line of a funding plan (fr: *ligne de financement*).
    FundingLine = "funding_line" {
        /// The convention.
        CONVENTION: RecordId = Field::new("convention").to(Convention::ID).figures().listed().since(5);
        /// Who pays.
        FUNDER: RecordId = Field::new("funder").to(Funder::ID).figures().listed().since(5);
        /// The year it is for.
        YEAR: u32 = Field::new("year").figures().listed().since(5);
        /// How much, in cents.
        AMOUNT: i64 = Field::new("amount").cents().figures().listed().since(5);

        /// The day it was put in the bin: uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(5);
    }
}
