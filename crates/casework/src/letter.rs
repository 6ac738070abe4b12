//! A letter as the team words it: its own text in the place of the one that ships with the program ([`crate::template`]).

use record::{Field, fields};

fields! {
    /// The team's own text of a letter (fr: *modèle de lettre*). It stands while it has a text.
    Letter = "letter" {
        /// The id of the template whose text it replaces: `referral`.
        TEMPLATE: String = Field::new("template").unasked().since(3);
        /// What the team calls it.
        LABEL: String = Field::new("label").listed().since(3);
        /// The text, with its placeholders.
        TEXT: String = Field::new("text").long().since(3);
    }
}
