//! Days on which a worker is away, and who stands in.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::choices::CancellationReason;
use crate::worker::Worker;

fields! {
    /// An absence of a worker (fr: *absence*).
    Absence = "absence" {
        /// Who is away.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures().listed().since(4);
        /// The first day.
        FROM: NaiveDate = Field::new("from").figures().listed().since(4);
        /// The last day, that day included; the first alone, where not said.
        UNTIL: NaiveDate = Field::new("until").figures().listed().since(4);
        /// Why, as far as it is said.
        REASON: CancellationReason = Field::new("reason").figures().listed().since(4);
        /// Who holds the shifts meanwhile.
        REPLACED_BY: RecordId = Field::new("replaced_by").to(Worker::ID).figures().since(4);
        /// What is good to know.
        NOTE: String = Field::new("note").long().since(4);

        /// The day it was put in the bin: it changes nothing until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(4);
    }
}
