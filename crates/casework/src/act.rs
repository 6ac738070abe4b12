//! An act: a dated referral, measure, call or step on a case.

use chrono::NaiveDate;
use record::Stat::Distribution;
use record::{Field, RecordId, fields};

use crate::case::Case;
use crate::choices::{ActKind, Consent, Measure, Outcome, PartnerKind};
use crate::worker::Worker;

fields! {
    /// An act on a case.
    Act = "act" {
        /// The case.
        CASE: RecordId = Field::new("case").to(Case::ID).figures();
        /// The day.
        DATE: NaiveDate = Field::new("date").figures().listed();
        /// What it is.
        KIND: ActKind = Field::new("kind").stat(Distribution).listed();
        /// Who did it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures();

        /// What kind of partner the person was referred to.
        PARTNER_KIND: PartnerKind =
            Field::new("partner_kind").stat(Distribution).section("referral");
        /// Which partner.
        PARTNER: String = Field::new("partner").section("referral");
        /// What for.
        PURPOSE: String = Field::new("purpose").section("referral");
        /// Whether the person agreed.
        CONSENT: Consent = Field::new("consent").figures().section("referral");
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

        /// What was done or said.
        NOTE: String = Field::new("note").long().section("narrative");
    }
}
