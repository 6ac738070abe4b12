//! A report that was published (fr: *bilan publié*): its figures as they were that day, never changed.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::worker::Worker;

fields! {
    /// A published report (fr: *bilan publié*).
    Publication = "publication" {
        /// The first day of its period.
        FROM: NaiveDate = Field::new("from").figures().unasked().listed().since(5);
        /// The day after the last.
        TO: NaiveDate = Field::new("to").figures().unasked().listed().since(5);
        /// The day it was published.
        PUBLISHED_ON: NaiveDate = Field::new("published_on").figures().unasked().listed().since(5);
        /// Who published it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures().unasked().since(5);
        /// The figures with the version of their definitions, as the file that was digested.
        FIGURES: String = Field::new("figures").long().unasked().since(5);
        /// The digest of that file, as hexadecimal.
        DIGEST: String = Field::new("digest").figures().unasked().listed().since(5);
    }
}
