//! A post of the team (fr: *poste*): what share of full time it is, and who holds it. Workload is held against it.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::worker::Worker;

fields! {
    /// A post (fr: *poste*).
    Post = "post" {
        /// What it is called.
        LABEL: String = Field::new("label").figures().listed().since(5);
        /// Who holds it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures().listed().since(5);
        /// Its share of full time (fr: *ETP*), in percent: 50 is half time.
        FULL_TIME: u32 = Field::new("full_time").figures().listed().since(5);
        /// The first day; always, where not said.
        FROM: NaiveDate = Field::new("from").figures().listed().since(5);
        /// The last day, that day included; without end, where not said.
        UNTIL: NaiveDate = Field::new("until").figures().listed().since(5);
        /// What is good to know.
        NOTE: String = Field::new("note").long().since(5);

        /// The day it was put in the bin: counted nowhere until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(5);
    }
}
