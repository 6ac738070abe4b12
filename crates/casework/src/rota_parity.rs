//! From which week on even and odd weeks are counted otherwise than by the calendar (fr: *changement de parité*).
//!
//! A year of 53 weeks is followed by week 1: two odd weeks in a row. A team whose stations take turns says here which of
//! the two shall be even, and from there on the weeks take turns whatever their numbers.

use chrono::NaiveDate;
use record::{Field, fields};

use crate::choices::WeekParity;

fields! {
    /// A change in how weeks take turns (fr: *changement de parité*).
    RotaParity = "rota_parity" {
        /// A day of the week from which it holds.
        FROM: NaiveDate = Field::new("from").figures().listed().since(4);
        /// What that week counts as.
        PARITY: WeekParity = Field::new("parity").figures().listed().since(4);

        /// The day it was put in the bin: it changes nothing until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(4);
    }
}
