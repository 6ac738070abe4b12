//! Filters of the list of cases, kept under a name.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::worker::Worker;

fields! {
    /// A saved list (fr: *liste enregistrée*): filters to look through again. Never the words of a search, which may name
    /// somebody: the name of a list stands on the screen for all to see.
    SavedList = "saved_list" {
        /// What it is called.
        LABEL: String = Field::new("label").listed().since(3);
        /// Whose it is.
        OWNER: RecordId = Field::new("owner").to(Worker::ID).unasked().since(3);
        /// The filters, as the screen of the list writes and reads them.
        FILTERS: String = Field::new("filters").unasked().since(3);
        /// Whether the whole team sees it.
        IS_SHARED: bool = Field::new("is_shared").listed().since(3);

        /// The day it was put in the bin: hidden until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(3);
    }
}
