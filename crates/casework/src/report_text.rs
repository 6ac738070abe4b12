//! A block of free text of the yearly report (fr: *texte du bilan*). What is written of a year is proposed for the years after.

use record::{Field, fields};

use crate::choices::ReportSection;

fields! {
    /// A text of the report (fr: *texte du bilan*).
    ReportText = "report_text" {
        /// Which block.
        SECTION: ReportSection = Field::new("section").figures().listed().since(5);
        /// The year it was written for: it stands in later years too, until another does.
        YEAR: u32 = Field::new("year").figures().listed().since(5);
        /// The text.
        TEXT: String = Field::new("text").long().since(5);
    }
}
