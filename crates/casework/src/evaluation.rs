//! An evaluation of danger: the answers to a grid, and the worker's own judgement above them.

use chrono::NaiveDate;
use record::{Field, RecordId, Set, fields};

use crate::case::Case;
use crate::choices::Danger;
use crate::worker::Worker;

fields! {
    /// An evaluation of danger (fr: *évaluation du danger*). Once signed it changes no more.
    Evaluation = "evaluation" {
        /// The case.
        CASE: RecordId = Field::new("case").to(Case::ID).figures().unasked().since(2);
        /// The day.
        DATE: NaiveDate = Field::new("date").figures().listed().since(2);
        /// Who made it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures().since(2);
        /// The grid and its version, `immediate-danger/1`: the answers mean nothing under another.
        GRID: String = Field::new("grid").unasked().since(2);
        /// The answers, `question=yes`: see [`crate::grid`].
        ANSWERS: Set<String> = Field::new("answers").unasked().since(2);
        /// The worker's own judgement, which stands above the count; the highest of rivals until a
        /// person decides.
        JUDGEMENT: Danger = Field::new("judgement").level().listed().section("judgement").since(2);
        /// Why.
        REASON: String = Field::new("reason").long().section("judgement").since(2);
        /// What was decided.
        DECISION: String = Field::new("decision").long().section("judgement").since(2);
        /// The day to evaluate again.
        NEXT_DUE: NaiveDate = Field::new("next_due").section("judgement").since(2);
        /// The day it was signed.
        SIGNED: NaiveDate = Field::new("signed").ask().figures().unasked().since(2);
        /// What it said when it was signed: see [`crate::signature`].
        SIGNED_COPY: String = Field::new("signed_copy").program_only().since(3);

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(2);
    }
}
