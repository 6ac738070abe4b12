//! A training or an awareness session that the team holds for others (fr: *formation, action de sensibilisation*).

use chrono::NaiveDate;
use record::Stat::{Distribution, Sum};
use record::{Field, RecordId, Set, TimeOfDay, fields};

use crate::choices::{CancellationReason, SessionKind, SessionStatus};
use crate::worker::Worker;

fields! {
    /// A training or an awareness session (fr: *séance*).
    Session = "session" {
        /// What it is about.
        LABEL: String = Field::new("label").figures().listed().since(5);
        /// A training or awareness.
        KIND: SessionKind = Field::new("kind").stat(Distribution).listed().since(5);
        /// The day.
        DATE: NaiveDate = Field::new("date").figures().listed().since(5);
        /// When it begins.
        START: TimeOfDay = Field::new("start").figures().since(5);
        /// How long it lasts.
        DURATION: u32 = Field::new("duration").minutes().stat(Sum).since(5);
        /// For whom.
        AUDIENCE: String = Field::new("audience").figures().listed().since(5);
        /// Where.
        PLACE: String = Field::new("place").figures().since(5);
        /// Who holds it.
        WORKERS: Set<RecordId> = Field::new("workers").to(Worker::ID).figures().since(5);
        /// Whether it took place.
        STATUS: SessionStatus = Field::new("status").stat(Distribution).listed().since(5);
        /// Why it was called off.
        CANCELLATION_REASON: CancellationReason =
            Field::new("cancellation_reason").stat(Distribution).since(5);
        /// How many came.
        PARTICIPANTS: u32 = Field::new("participants").stat(Sum).since(5);
        /// What is good to know.
        NOTE: String = Field::new("note").long().since(5);

        /// The day it was put in the bin: uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(5);
    }
}
