//! The totals of a year's grants as a paper states them, to be held against the sums of the rows (fr: *totaux annoncés*).

use chrono::NaiveDate;
use record::{Field, fields};

fields! {
    /// Totals that a paper states (fr: *totaux annoncés*).
    StatedTotal = "stated_total" {
        /// The year of the grants.
        YEAR: u32 = Field::new("year").figures().listed().since(5);
        /// Which paper says so.
        SOURCE: String = Field::new("source").figures().listed().since(5);
        /// What was asked for in all, in cents.
        REQUESTED: i64 = Field::new("requested").cents().figures().since(5);
        /// What was agreed in all, in cents.
        AGREED: i64 = Field::new("agreed").cents().figures().since(5);
        /// What was paid in all, in cents.
        PAID: i64 = Field::new("paid").cents().figures().since(5);

        /// The day it was put in the bin: compared with nothing until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(5);
    }
}
