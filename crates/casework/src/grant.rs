//! What was asked of a funder for a year, agreed, and paid (fr: *subvention*). Amounts in cents; gaps are computed, never kept.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::funder::Funder;

fields! {
    /// A grant (fr: *subvention*).
    Grant = "grant" {
        /// Who pays.
        FUNDER: RecordId = Field::new("funder").to(Funder::ID).figures().listed().since(5);
        /// The year it is for.
        YEAR: u32 = Field::new("year").figures().listed().since(5);
        /// What was asked for, in cents.
        REQUESTED: i64 = Field::new("requested").cents().figures().listed().since(5);
        /// What was agreed, in cents.
        AGREED: i64 = Field::new("agreed").cents().figures().listed().since(5);
        /// What was paid, in cents.
        PAID: i64 = Field::new("paid").cents().figures().listed().since(5);
        /// The day it was paid.
        PAID_ON: NaiveDate = Field::new("paid_on").figures().listed().since(5);
        /// What is good to know.
        NOTE: String = Field::new("note").long().since(5);

        /// The day it was put in the bin: uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(5);
    }
}
