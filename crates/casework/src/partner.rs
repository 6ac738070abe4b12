//! A partner that persons are referred to: the directory, readable without network.

use chrono::NaiveDate;
use record::{Field, fields};

use crate::choices::PartnerKind;

fields! {
    /// A partner of the directory (fr: *partenaire*).
    Partner = "partner" {
        /// Its name.
        LABEL: String = Field::new("label").searchable().listed().since(2);
        /// What it is.
        KIND: PartnerKind = Field::new("kind").figures().listed().since(2);
        /// The telephone number.
        PHONE: String = Field::new("phone").searchable().listed().since(2);
        /// The e-mail address.
        EMAIL: String = Field::new("email").since(2);
        /// The address.
        ADDRESS: String = Field::new("address").long().since(2);
        /// The town.
        TOWN: String = Field::new("town").searchable().listed().since(2);
        /// When it answers.
        HOURS: String = Field::new("hours").listed().since(2);
        /// Whom to ask for.
        CONTACT: String = Field::new("contact").since(2);
        /// How many places a shelter has free.
        FREE_PLACES: u32 = Field::new("free_places").since(2);
        /// The day that was said.
        PLACES_ON: NaiveDate = Field::new("places_on").since(2);
        /// Whether the tablet names it, where a person is asked with whom the team may speak of her.
        ON_TABLET: bool = Field::new("on_tablet").since(6);
        /// What is good to know.
        NOTE: String = Field::new("note").long().section("narrative").since(2);

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(2);
    }
}
