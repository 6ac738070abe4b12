//! Totals typed in by hand for days that no record is of (fr: *totaux saisis à la main*): a team that begins in the middle of a year
//! has counted the months before elsewhere.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::station::Station;

fields! {
    /// Totals typed in by hand (fr: *totaux saisis à la main*).
    TypedTotal = "typed_total" {
        /// The first day they are of.
        FROM: NaiveDate = Field::new("from").figures().listed().since(6);
        /// The last day they are of, that day included.
        UNTIL: NaiveDate = Field::new("until").figures().listed().since(6);
        /// The station they are of; the whole team, where not said.
        STATION: RecordId = Field::new("station").to(Station::ID).figures().listed().since(6);
        /// Cases handled.
        CASES_HANDLED: u32 = Field::new("cases_handled").figures().since(6);
        /// New cases.
        CASES_OPENED: u32 = Field::new("cases_opened").figures().since(6);
        /// Of the cases handled, those that are conjugal violence.
        CONJUGAL_VIOLENCE: u32 = Field::new("conjugal_violence").figures().since(6);
        /// Interviews held with a beneficiary.
        INTERVIEWS_HELD: u32 = Field::new("interviews_held").figures().since(6);
        /// Interviews with professionals.
        INTERVIEWS_WITH_PROFESSIONALS: u32 = Field::new("interviews_with_professionals").figures().since(6);
        /// Victims of sexual violence.
        SEXUAL_VIOLENCE_VICTIMS: u32 = Field::new("sexual_violence_victims").figures().since(6);
        /// Shifts held.
        SHIFTS_HELD: u32 = Field::new("shifts_held").figures().since(6);
        /// Where they come from.
        NOTE: String = Field::new("note").long().since(6);

        /// The day it was put in the bin: counted nowhere until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(6);
    }
}
