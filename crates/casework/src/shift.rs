//! A shift (fr: *permanence*): one station on one day, its slots together.

use chrono::NaiveDate;
use record::Stat::{Distribution, Sum};
use record::{Field, RecordId, TimeOfDay, fields};

use crate::choices::{CancellationReason, ShiftPlace, ShiftStatus};
use crate::slots::Slots;
use crate::station::Station;
use crate::worker::Worker;

fields! {
    /// A shift (fr: *permanence*).
    Shift = "shift" {
        /// The station.
        STATION: RecordId = Field::new("station").to(Station::ID).figures().listed();
        /// The day.
        DATE: NaiveDate = Field::new("date").figures().listed();
        /// The hours planned: `09:00-12:00 14:00-18:00`.
        SLOTS: Slots = Field::new("slots").figures().listed();
        /// Who holds it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures();
        /// Whether it took place.
        STATUS: ShiftStatus = Field::new("status").stat(Distribution).listed();
        /// Why it was called off.
        CANCELLATION_REASON: CancellationReason =
            Field::new("cancellation_reason").stat(Distribution);
        /// Where it was held.
        PLACE: ShiftPlace = Field::new("place").stat(Distribution);
        /// How long it really lasted, where that differs from the plan.
        DURATION: u32 = Field::new("duration").minutes().stat(Sum);
        /// When it really began.
        STARTED: TimeOfDay = Field::new("started").figures().since(4);
        /// When it really ended.
        ENDED: TimeOfDay = Field::new("ended").figures().since(4);
        /// What is good to know.
        NOTE: String = Field::new("note").long();

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(4);
    }
}
