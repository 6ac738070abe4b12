//! A case (fr: *dossier*).

use chrono::NaiveDate;
use record::Stat::{Distribution, Sum};
use record::{Field, Notes, RecordId, Set, fields};

use crate::choices::{
    ClosureReason, Complaint, Consent, Danger, Known, Origin, Problem, Relationship, Violence,
};
use crate::station::Station;
use crate::worker::Worker;

fields! {
    /// A case (fr: *dossier*).
    Case = "case" {
        /// The file number the team gives.
        NUMBER: String = Field::new("number").searchable().listed();
        /// The day it was opened.
        OPENED: NaiveDate = Field::new("opened").figures().listed();
        /// Who is in charge.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures().listed();
        /// The primary station: exactly one a case, so that stations sum to the total.
        STATION: RecordId = Field::new("station").to(Station::ID).figures().listed();

        /// How dangerous the situation is; the highest of rivals until a person decides.
        DANGER: Danger = Field::new("danger").level().listed().section("safety");
        /// Whether the person agrees to be contacted.
        CONTACT_CONSENT: Consent = Field::new("contact_consent").ask().section("safety");

        /// How the case came.
        ORIGIN: Origin = Field::new("origin").stat(Distribution).section("referral");
        /// The station it came from.
        ORIGIN_STATION: RecordId =
            Field::new("origin_station").to(Station::ID).figures().section("referral");
        /// The day it came.
        ORIGIN_DATE: NaiveDate = Field::new("origin_date").figures().section("referral");

        /// Whether the context is conjugal violence.
        CONJUGAL_VIOLENCE: bool =
            Field::new("conjugal_violence").stat(Distribution).section("situation");
        /// Kinds of violence.
        VIOLENCES: Set<Violence> = Field::new("violences").stat(Distribution).section("situation");
        /// Other problems.
        PROBLEMS: Set<Problem> = Field::new("problems").stat(Distribution).section("situation");
        /// What the author is to the victim.
        RELATIONSHIP: Relationship =
            Field::new("relationship").stat(Distribution).section("situation");
        /// What became of a complaint.
        COMPLAINT: Complaint = Field::new("complaint").stat(Distribution).section("situation");
        /// Whether social services know the household.
        KNOWN_TO_SOCIAL_SERVICES: Known =
            Field::new("known_to_social_services").stat(Distribution).section("situation");
        /// How many children live in the household.
        CHILDREN: u32 = Field::new("children").stat(Sum).section("situation");
        /// How many of them saw or heard the violence, or suffered it.
        CHILDREN_EXPOSED: u32 = Field::new("children_exposed").stat(Sum).section("situation");

        /// The day the child protection cell was told (fr: *information préoccupante*).
        CONCERN_REPORTED: NaiveDate =
            Field::new("concern_reported").figures().section("children").since(2);
        /// To whom (fr: *CRIP*).
        CONCERN_RECIPIENT: String =
            Field::new("concern_recipient").section("children").since(2);
        /// The day the prosecutor was told (fr: *signalement*).
        PROSECUTOR_REPORTED: NaiveDate =
            Field::new("prosecutor_reported").figures().section("children").since(2);
        /// To which court.
        PROSECUTOR_RECIPIENT: String =
            Field::new("prosecutor_recipient").section("children").since(2);

        /// What is good to know, added and never rewritten.
        NOTES: Notes = Field::new("notes").section("notes");

        /// The day it was closed.
        CLOSED: NaiveDate = Field::new("closed").ask().figures().section("closure").unasked();
        /// Why it was closed.
        CLOSURE_REASON: ClosureReason =
            Field::new("closure_reason").stat(Distribution).section("closure").unasked();
        /// Why it was opened again.
        REOPENING_REASON: String =
            Field::new("reopening_reason").section("closure").unasked().since(2);
        /// Whether it must be kept beyond the usual time, for a procedure under way.
        RETENTION_HOLD: bool = Field::new("retention_hold").ask().figures().section("closure");

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(2);
    }
}
