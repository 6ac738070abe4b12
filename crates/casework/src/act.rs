//! An act: a dated referral, measure, call or step on a case.

use chrono::NaiveDate;
use record::Stat::Distribution;
use record::{Field, RecordId, fields};

use crate::case::Case;
use crate::choices::{ActKind, Consent, Measure, Outcome, PartnerKind};
use crate::partner::Partner;
use crate::worker::Worker;

fields! {
    /// An act on a case.
    Act = "act" {
        /// The case.
        CASE: RecordId = Field::new("case").to(Case::ID).figures().unasked();
        /// The day.
        DATE: NaiveDate = Field::new("date").figures().listed();
        /// What it is.
        KIND: ActKind = Field::new("kind").stat(Distribution).listed().unasked();
        /// Who did it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures();

        /// What kind of partner the person was referred to.
        PARTNER_KIND: PartnerKind =
            Field::new("partner_kind").stat(Distribution).section("referral");
        /// Which one of the directory.
        LISTED_PARTNER: RecordId =
            Field::new("listed_partner").to(Partner::ID).section("referral").since(2);
        /// Which partner, where the directory does not list it.
        PARTNER: String = Field::new("partner").section("referral");
        /// What for.
        PURPOSE: String = Field::new("purpose").section("referral");
        /// Whether the person agreed.
        CONSENT: Consent = Field::new("consent").figures().section("referral");
        /// What the person agreed to pass on.
        CONSENT_WHAT: String = Field::new("consent_what").section("referral").since(2);
        /// Until when.
        CONSENT_UNTIL: NaiveDate = Field::new("consent_until").section("referral").since(2);
        /// Why it was made all the same, where the person did not agree.
        WITHOUT_CONSENT: String = Field::new("without_consent").section("referral").since(2);
        /// The day to ask the partner for news.
        REMIND: NaiveDate = Field::new("remind").section("referral").since(2);
        /// What became of it.
        OUTCOME: Outcome = Field::new("outcome").stat(Distribution).section("referral");

        /// Which protection measure.
        MEASURE: Measure = Field::new("measure").stat(Distribution).section("measure");
        /// The day it was asked for.
        ASKED: NaiveDate = Field::new("asked").figures().section("measure");
        /// The day it was granted.
        GRANTED: NaiveDate = Field::new("granted").figures().section("measure");
        /// The last day it holds.
        EXPIRES: NaiveDate = Field::new("expires").ask().figures().section("measure");

        /// What the letter is called.
        LETTER: String = Field::new("letter").section("letter").since(3);
        /// Its template and version, `referral/1`: see [`crate::template`].
        LETTER_TEMPLATE: String =
            Field::new("letter_template").section("letter").unasked().since(3);
        /// To whom it went.
        LETTER_TO: String = Field::new("letter_to").section("letter").since(3);
        /// Its words, as they left.
        LETTER_TEXT: String =
            Field::new("letter_text").long().section("letter").unasked().since(3);

        /// What was done or said.
        NOTE: String = Field::new("note").long().section("narrative");

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(2);
    }
}
