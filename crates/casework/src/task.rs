//! Something to do, or a meeting at an hour.

use chrono::NaiveDate;
use record::{Field, RecordId, TimeOfDay, fields};

use crate::case::Case;
use crate::choices::{Recurrence, TaskKind};
use crate::worker::Worker;

fields! {
    /// A task or an appointment (fr: *tâche, rendez-vous*). Of a case, or of the team.
    Task = "task" {
        /// The case, if any.
        CASE: RecordId = Field::new("case").to(Case::ID).figures().unasked().since(2);
        /// What it is.
        KIND: TaskKind = Field::new("kind").listed().since(2);
        /// What is to be done.
        TITLE: String = Field::new("title").searchable().listed().since(2);
        /// The day.
        DUE: NaiveDate = Field::new("due").listed().since(2);
        /// The hour of an appointment.
        AT: TimeOfDay = Field::new("at").since(2);
        /// Where.
        PLACE: String = Field::new("place").since(2);
        /// Who does it.
        ASSIGNEE: RecordId = Field::new("assignee").to(Worker::ID).listed().since(2);
        /// How often it comes again once done.
        RECURRENCE: Recurrence = Field::new("recurrence").since(2);
        /// What is good to know.
        NOTE: String = Field::new("note").long().section("narrative").since(2);
        /// The day it was done.
        DONE: NaiveDate = Field::new("done").ask().unasked().since(2);

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(2);
    }
}
