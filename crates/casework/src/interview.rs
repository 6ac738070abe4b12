//! An interview (fr: *entretien*), with someone the case is about or with a professional.

use chrono::NaiveDate;
use record::Stat::{Distribution, Sum};
use record::{Field, Notes, RecordId, Set, TimeOfDay, fields};

use crate::case::Case;
use crate::choices::{InterviewMode, InterviewRank, InterviewStatus, InterviewWith, Theme};
use crate::person::Person;
use crate::shift::Shift;
use crate::station::Station;
use crate::worker::Worker;

fields! {
    /// An interview (fr: *entretien*).
    Interview = "interview" {
        /// The case.
        CASE: RecordId = Field::new("case").to(Case::ID).figures().unasked();
        /// The day.
        DATE: NaiveDate = Field::new("date").figures().listed();
        /// When it began.
        START: TimeOfDay = Field::new("start").figures();
        /// How long it lasted.
        DURATION: u32 = Field::new("duration").minutes().stat(Sum);
        /// With whom: counted apart.
        WITH: InterviewWith = Field::new("with").stat(Distribution).listed();
        /// Which persons.
        PERSONS: Set<RecordId> = Field::new("persons").to(Person::ID).figures();
        /// Which professional.
        PROFESSIONAL: String = Field::new("professional");
        /// How.
        MODE: InterviewMode = Field::new("mode").stat(Distribution).listed();
        /// Whether it took place.
        STATUS: InterviewStatus = Field::new("status").stat(Distribution).listed();
        /// First or follow-up.
        RANK: InterviewRank = Field::new("rank").stat(Distribution);
        /// The station it took place at.
        STATION: RecordId = Field::new("station").to(Station::ID).figures();
        /// The shift in which it took place.
        SHIFT: RecordId = Field::new("shift").to(Shift::ID).figures().unasked().since(4);
        /// Who led it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).figures();
        /// Whether it was asked again how she may be reached without danger: what was safe last time may not be today.
        CONTACT_CHECKED: bool = Field::new("contact_checked").since(6);
        /// What it was about.
        THEMES: Set<Theme> = Field::new("themes").stat(Distribution);

        /// What happened, as far as known.
        FACTS: String = Field::new("facts").long().section("narrative");
        /// What the person said, in the person's own words.
        REPORTED_WORDS: String = Field::new("reported_words").long().section("narrative");
        /// What the worker thinks of it.
        OPINION: String = Field::new("opinion").long().section("narrative");
        /// What colleagues should know.
        SHARED_NOTE: String = Field::new("shared_note").long().section("narrative");
        /// What the author keeps for herself, added and never rewritten (fr: *note personnelle*).
        AUTHOR_NOTES: Notes = Field::new("author_notes").author_only().section("narrative").since(3);

        /// It was told by the person herself on the tablet, and what she said went into the fields of the case by the same entry.
        INTAKE: bool = Field::new("intake").unasked().since(6);

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(2);
    }
}
