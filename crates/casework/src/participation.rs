//! What a person is in a case.

use record::Stat::Distribution;
use record::{Field, RecordId, fields};

use crate::case::Case;
use crate::choices::Role;
use crate::person::Person;

fields! {
    /// A person's part in a case.
    Participation = "participation" {
        /// The case.
        CASE: RecordId = Field::new("case").to(Case::ID).figures().unasked();
        /// The person.
        PERSON: RecordId = Field::new("person").to(Person::ID).figures();
        /// What the person is in the case.
        ROLE: Role = Field::new("role").stat(Distribution).listed();
    }
}
