//! A procedure before a court, penal or civil; the two run side by side.

use chrono::NaiveDate;
use record::Stat::Distribution;
use record::{Field, RecordId, fields};

use crate::case::Case;
use crate::choices::{ProcedureKind, ProcedureSide, ProcedureStatus};

fields! {
    /// A procedure (fr: *procédure*).
    Procedure = "procedure" {
        /// The case.
        CASE: RecordId = Field::new("case").to(Case::ID).figures().unasked().since(2);
        /// Penal or civil.
        SIDE: ProcedureSide = Field::new("side").stat(Distribution).listed().since(2);
        /// What it is.
        KIND: ProcedureKind = Field::new("kind").stat(Distribution).listed().since(2);
        /// How far it is.
        STATUS: ProcedureStatus = Field::new("status").stat(Distribution).listed().since(2);
        /// The day it began.
        STARTED: NaiveDate = Field::new("started").figures().listed().since(2);
        /// The next hearing.
        NEXT_HEARING: NaiveDate = Field::new("next_hearing").ask().since(2);
        /// The day of the decision.
        DECIDED: NaiveDate = Field::new("decided").figures().since(2);
        /// The court, the unit or the office.
        COURT: String = Field::new("court").since(2);
        /// Its number there.
        REFERENCE: String = Field::new("reference").searchable().since(2);
        /// The lawyer.
        LAWYER: String = Field::new("lawyer").since(2);
        /// What was decided.
        DECISION: String = Field::new("decision").long().section("narrative").since(2);
        /// What is good to know.
        NOTE: String = Field::new("note").long().section("narrative").since(2);

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(2);
    }
}
