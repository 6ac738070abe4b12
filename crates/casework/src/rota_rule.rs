//! A line of the rota (fr: *créneau régulier*): a weekday, a station and its hours, every week or every second one.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::choices::{RotaWeeks, ShiftPlace, Weekday};
use crate::slots::Slots;
use crate::station::Station;
use crate::worker::Worker;

fields! {
    /// A line of the rota (fr: *créneau régulier*).
    RotaRule = "rota_rule" {
        /// The station.
        STATION: RecordId = Field::new("station").to(Station::ID).figures().listed().since(4);
        /// The day of the week.
        WEEKDAY: Weekday = Field::new("weekday").figures().listed().since(4);
        /// Every week, or every second one.
        WEEKS: RotaWeeks = Field::new("weeks").figures().listed().since(4);
        /// The hours: `09:00-12:00 14:00-18:00`.
        SLOTS: Slots = Field::new("slots").figures().listed().since(4);
        /// Who holds it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures().since(4);
        /// Where it is held.
        PLACE: ShiftPlace = Field::new("place").figures().since(4);
        /// The first day it holds; always, where not said.
        FROM: NaiveDate = Field::new("from").figures().since(4);
        /// The last day it holds, that day included; without end, where not said.
        UNTIL: NaiveDate = Field::new("until").figures().since(4);
        /// What is good to know.
        NOTE: String = Field::new("note").long().since(4);

        /// The day it was put in the bin: no shift follows from it until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(4);
    }
}
