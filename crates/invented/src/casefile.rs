//! A case with all that hangs on it: from a plan to records.

use casework::choices::{
    ActKind, ClosureReason, Complaint, Consent, Danger, InterviewMode, InterviewRank,
    InterviewStatus, InterviewWith, Known, Measure, Origin, Outcome, PartnerKind, Problem, Role,
    Theme, Violence,
};
use casework::{Act, Case, Interview, act, case, interview};
use chrono::{Datelike, NaiveDate};
use record::{Choice, Notes, RecordId, Set, TimeOfDay};

use crate::calendar::later;
use crate::chance::Chance;
use crate::draft::InventedRecord;
use crate::people::{any, participation_record, relationship};
use crate::team::WORKERS;
use crate::words::Text;
use crate::world::{Purpose, World};

/// A case to write down.
#[derive(Debug, Clone)]
pub(crate) struct CasePlan {
    /// Names the case among all.
    pub(crate) index: u64,
    pub(crate) number: String,
    /// Index in [`STATIONS`](crate::places::STATIONS).
    pub(crate) station: usize,
    pub(crate) opened: NaiveDate,
    pub(crate) closed: Option<NaiveDate>,
    pub(crate) is_conjugal: bool,
    pub(crate) is_sexual: bool,
    /// Who takes part, by index, and as what.
    pub(crate) people: Vec<(u64, Role)>,
    /// In the order of time.
    pub(crate) contacts: Vec<Contact>,
}

/// An interview or an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Contact {
    pub(crate) date: NaiveDate,
    /// Given where the hour matters; any working hour otherwise.
    pub(crate) start: Option<TimeOfDay>,
    pub(crate) kind: ContactKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ContactKind {
    /// With a beneficiary, kept.
    Beneficiary,
    /// With a professional, kept.
    Professional,
    /// With a beneficiary, who did not come.
    Missed,
    /// With a beneficiary, called off.
    Cancelled,
    /// An act.
    Act,
}

/// Contacts of one case are numbered from its index times this.
const CONTACTS_A_CASE: u64 = 1 << 16;

impl CasePlan {
    /// The case, its participations, interviews and acts. Persons are written apart.
    pub(crate) fn records(&self, world: &World) -> Vec<InventedRecord> {
        let mut chance = world.chance(Purpose::Case, self.index);
        let mut records = vec![self.case_record(world, &mut chance)];
        let numbers = self.index * CONTACTS_A_CASE..;
        for (index, (person, role)) in numbers.clone().zip(&self.people) {
            records.push(participation_record(
                world,
                index,
                self.id(world),
                *person,
                *role,
            ));
        }
        let mut rank = InterviewRank::First;
        for (index, contact) in numbers.zip(&self.contacts) {
            records.push(match contact.kind {
                ContactKind::Act => self.act_record(world, index, contact),
                _ => self.interview_record(world, index, contact, rank),
            });
            if contact.kind == ContactKind::Beneficiary {
                rank = InterviewRank::FollowUp;
            }
        }
        records
    }

    fn id(&self, world: &World) -> RecordId {
        world.id(Purpose::Case, self.index)
    }

    fn worker(&self, world: &World) -> RecordId {
        world.id(Purpose::Worker, self.station as u64 % WORKERS)
    }

    fn case_record(&self, world: &World, chance: &mut Chance) -> InventedRecord {
        let origin = any::<Origin>(100, chance);
        let record = InventedRecord::new(self.id(world), Case::ID)
            .with(case::NUMBER, self.number.clone())
            .with(case::OPENED, self.opened)
            .with(case::WORKER, self.worker(world))
            .with(case::STATION, world.station(self.station))
            .with_some(case::DANGER, any::<Danger>(70, chance))
            .with_some(case::CONTACT_CONSENT, any::<Consent>(90, chance))
            .with_some(case::ORIGIN, origin)
            .with(case::ORIGIN_STATION, world.station(self.station))
            .with(case::ORIGIN_DATE, self.opened)
            .with(case::CONJUGAL_VIOLENCE, self.is_conjugal)
            .with_some(case::COMPLAINT, any::<Complaint>(85, chance))
            .with_some(case::KNOWN_TO_SOCIAL_SERVICES, any::<Known>(60, chance))
            .with(case::RELATIONSHIP, relationship(self.is_conjugal, chance))
            .with(case::VIOLENCES, self.violences(chance))
            .with(case::PROBLEMS, self.problems(chance));
        let record = with_children(record, chance);
        let record = self.with_closure(record, chance);
        if chance.percent(10) {
            let note = world.words.text(Text::Note, chance).to_owned();
            return record.with(case::NOTES, Notes(vec![note]));
        }
        record
    }

    fn violences(&self, chance: &mut Chance) -> Set<Violence> {
        let percent = |violence| match violence {
            Violence::Physical => 65,
            Violence::Psychological => 80,
            Violence::Verbal => 70,
            Violence::Economic => 25,
            Violence::Administrative => 15,
            Violence::Digital => 20,
            Violence::Sexual => 0,
        };
        let has_any = self.is_conjugal || chance.percent(50);
        let is_there = |violence: &Violence| match violence {
            Violence::Sexual => self.is_sexual,
            other => chance.percent(percent(*other)) && has_any,
        };
        Violence::ALL.iter().copied().filter(is_there).collect()
    }

    fn problems(&self, chance: &mut Chance) -> Set<Problem> {
        let percent = if self.is_conjugal { 8 } else { 18 };
        Problem::ALL
            .iter()
            .copied()
            .filter(|_| chance.percent(percent))
            .collect()
    }

    fn with_closure(&self, record: InventedRecord, chance: &mut Chance) -> InventedRecord {
        let Some(closed) = self.closed else {
            return record;
        };
        let reasons = [
            ClosureReason::Completed,
            ClosureReason::Completed,
            ClosureReason::TakenOver,
            ClosureReason::NoNews,
            ClosureReason::Declined,
            ClosureReason::Moved,
        ];
        record
            .with(case::CLOSED, closed)
            .with_some(case::CLOSURE_REASON, chance.pick(&reasons).copied())
    }

    fn interview_record(
        &self,
        world: &World,
        index: u64,
        contact: &Contact,
        rank: InterviewRank,
    ) -> InventedRecord {
        let mut chance = world.chance(Purpose::Interview, index);
        let chance = &mut chance;
        let with = match contact.kind {
            ContactKind::Professional => InterviewWith::Professional,
            _ => InterviewWith::Beneficiary,
        };
        let status = match contact.kind {
            ContactKind::Missed => InterviewStatus::Missed,
            ContactKind::Cancelled => InterviewStatus::Cancelled,
            _ => InterviewStatus::Kept,
        };
        let mode = mode_on(contact.date, with, chance);
        let station = (mode == InterviewMode::Station).then(|| world.station(self.station));
        let record = InventedRecord::new(world.id(Purpose::Interview, index), Interview::ID)
            .with(interview::CASE, self.id(world))
            .with(interview::DATE, contact.date)
            .with_some(
                interview::START,
                contact.start.or_else(|| working_hour(chance)),
            )
            .with(interview::WITH, with)
            .with(interview::MODE, mode)
            .with(interview::STATUS, status)
            .with_some(interview::STATION, station)
            .with(interview::WORKER, self.worker(world));
        match contact.kind {
            ContactKind::Beneficiary => {
                self.with_story(record.with(interview::RANK, rank), world, chance)
            }
            ContactKind::Professional => with_professional(record, world, chance),
            ContactKind::Missed => with_note(record, Text::Missed, world, chance),
            ContactKind::Cancelled | ContactKind::Act => {
                with_note(record, Text::Cancelled, world, chance)
            }
        }
    }

    /// What was said in an interview with a beneficiary.
    fn with_story(
        &self,
        record: InventedRecord,
        world: &World,
        chance: &mut Chance,
    ) -> InventedRecord {
        let victims = self.people.iter().filter(|(_, role)| *role == Role::Victim);
        let persons: Set<RecordId> = victims
            .map(|(person, _)| world.id(Purpose::Person, *person))
            .collect();
        let themes: Set<Theme> = Theme::ALL
            .iter()
            .copied()
            .filter(|_| chance.percent(20))
            .collect();
        let mut record = record
            .with(interview::PERSONS, persons)
            .with(interview::THEMES, themes)
            .with(
                interview::DURATION,
                30 + 15 * u32::try_from(chance.below(6)).unwrap_or(0),
            );
        let texts = [
            (interview::SHARED_NOTE, Text::Shared, 70),
            (interview::FACTS, Text::Facts, 35),
            (interview::REPORTED_WORDS, Text::Words, 20),
            (interview::OPINION, Text::Opinion, 25),
        ];
        for (field, text, percent) in texts {
            if chance.percent(percent) {
                record = record.with(field, world.words.text(text, chance).to_owned());
            }
        }
        record
    }

    fn act_record(&self, world: &World, index: u64, contact: &Contact) -> InventedRecord {
        let mut chance = world.chance(Purpose::Act, index);
        let chance = &mut chance;
        let kinds = [
            ActKind::Referral,
            ActKind::Measure,
            ActKind::Call,
            ActKind::Step,
        ];
        let kind = kinds[chance.weighted(&[50, 10, 25, 15])];
        let record = InventedRecord::new(world.id(Purpose::Act, index), Act::ID)
            .with(act::CASE, self.id(world))
            .with(act::DATE, contact.date)
            .with(act::KIND, kind)
            .with(act::WORKER, self.worker(world));
        let record = match kind {
            ActKind::Referral => record
                .with_some(act::PARTNER_KIND, any::<PartnerKind>(100, chance))
                .with(
                    act::PURPOSE,
                    world.words.text(Text::Purpose, chance).to_owned(),
                )
                .with(act::CONSENT, Consent::Yes)
                .with_some(act::OUTCOME, any::<Outcome>(80, chance)),
            ActKind::Measure => with_measure(record, contact.date, chance),
            ActKind::Call | ActKind::Step | ActKind::Letter => record,
        };
        if !chance.percent(60) {
            return record;
        }
        let note = world.words.text(Text::Act, chance).to_owned();
        record.with(act::NOTE, note)
    }
}

fn with_children(record: InventedRecord, chance: &mut Chance) -> InventedRecord {
    let children = [0, 1, 2, 3, 4][chance.weighted(&[35, 25, 25, 10, 5])];
    let exposed = if chance.percent(60) { children } else { 0 };
    record
        .with(case::CHILDREN, children)
        .with(case::CHILDREN_EXPOSED, exposed)
}

fn with_professional(record: InventedRecord, world: &World, chance: &mut Chance) -> InventedRecord {
    let officer = world.words.text(Text::Officer, chance).to_owned();
    let record = record.with(interview::PROFESSIONAL, officer).with(
        interview::DURATION,
        10 + 5 * u32::try_from(chance.below(8)).unwrap_or(0),
    );
    with_note(record, Text::Professional, world, chance)
}

fn with_note(
    record: InventedRecord,
    text: Text,
    world: &World,
    chance: &mut Chance,
) -> InventedRecord {
    record.with(
        interview::SHARED_NOTE,
        world.words.text(text, chance).to_owned(),
    )
}

fn with_measure(record: InventedRecord, asked: NaiveDate, chance: &mut Chance) -> InventedRecord {
    let record = record
        .with_some(act::MEASURE, any::<Measure>(100, chance))
        .with(act::ASKED, asked);
    if !chance.percent(60) {
        return record;
    }
    let granted = later(asked, 1 + chance.below(20));
    record
        .with(act::GRANTED, granted)
        .with(act::EXPIRES, later(granted, 182))
}

/// At the station, by telephone in the spring of 2020, elsewhere now and then.
fn mode_on(date: NaiveDate, with: InterviewWith, chance: &mut Chance) -> InterviewMode {
    let is_spring = date.year() == 2020 && (80..132).contains(&date.ordinal());
    let phone = match (is_spring, with) {
        (true, _) => 90,
        (false, InterviewWith::Beneficiary) => 25,
        (false, InterviewWith::Professional) => 45,
    };
    if chance.percent(phone) {
        return InterviewMode::Phone;
    }
    let elsewhere = [
        InterviewMode::Elsewhere,
        InterviewMode::Email,
        InterviewMode::Video,
    ];
    match chance.pick(&elsewhere) {
        Some(mode) if chance.percent(12) => *mode,
        _ => InterviewMode::Station,
    }
}

fn working_hour(chance: &mut Chance) -> Option<TimeOfDay> {
    let quarters = u16::try_from(chance.below(34)).ok()?;
    TimeOfDay::from_minutes(9 * 60 + 15 * quarters)
}
