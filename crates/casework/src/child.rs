//! A child of the household of a case.

use chrono::NaiveDate;
use record::Stat::Distribution;
use record::{Field, RecordId, fields};

use crate::case::Case;
use crate::choices::{ChildExposure, Sex};

fields! {
    /// A child of the household (fr: *enfant*).
    Child = "child" {
        /// The case.
        CASE: RecordId = Field::new("case").to(Case::ID).figures().unasked().since(2);
        /// The given names.
        GIVEN_NAMES: String = Field::new("given_names").searchable().listed().since(2);
        /// The birth date, where known.
        BIRTH_DATE: NaiveDate = Field::new("birth_date").since(2);
        /// The age in years otherwise.
        AGE: u32 = Field::new("age").figures().listed().since(2);
        /// The sex.
        SEX: Sex = Field::new("sex").stat(Distribution).since(2);
        /// What the child went through.
        EXPOSURE: ChildExposure = Field::new("exposure").stat(Distribution).listed().since(2);
        /// With whom the child lives.
        LIVES_WITH: String = Field::new("lives_with").since(2);
        /// The school.
        SCHOOL: String = Field::new("school").since(2);
        /// What is good to know.
        NOTE: String = Field::new("note").long().section("narrative").since(2);

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(2);
    }
}
