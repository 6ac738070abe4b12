//! An agreement of several years between the team and its funders (fr: *convention*).

use chrono::NaiveDate;
use record::{Field, fields};

fields! {
    /// A convention (fr: *convention*).
    Convention = "convention" {
        /// Its name.
        LABEL: String = Field::new("label").figures().listed().since(5);
        /// Its first year.
        FIRST_YEAR: u32 = Field::new("first_year").figures().listed().since(5);
        /// Its last year, that year included; the first alone, where not said.
        LAST_YEAR: u32 = Field::new("last_year").figures().listed().since(5);
        /// What it plans a year, all funders together, in cents.
        YEARLY_TOTAL: i64 = Field::new("yearly_total").cents().figures().since(5);
        /// The day it was signed.
        SIGNED: NaiveDate = Field::new("signed").figures().since(5);
        /// What is good to know.
        NOTE: String = Field::new("note").long().since(5);

        /// The day it was put in the bin: it plans nothing until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(5);
    }
}
