//! The columnar table figures are computed from, kept up to date one record at a time.
//!
//! It holds what figures need and nothing else: no name, no text but the labels of stations and
//! companies. A record may arrive before those it points to, or without them: the row it points
//! to is made blank, and filled when its record arrives. So the order of arrival shows nowhere.

mod chosen;
mod read;
mod table;

use std::collections::BTreeMap;

use casework::choices::{ActKind, InterviewStatus, InterviewWith, Role};
use casework::rota::Rota;
use casework::{
    Act, Case, Child, Company, Interview, Participation, Person, Post, Session, Station, Team,
    TypedTotal,
};
use chrono::NaiveDate;
use record::{Record, RecordId, RecordKind};

pub(crate) use chosen::{Chosen, ChosenIds};
pub(crate) use table::{Day, Link, Span};

use crate::answers::{Given, Numbers};
use crate::stations::Zone;
use crate::typed::TypedFacts;
use crate::workload::PostOfWorker;

table::table! {
    /// Companies.
    Companies {
        label: String = String::new(),
        zone: Option<Zone> = None,
    }
}

table::table! {
    /// Stations and other sectors.
    Stations {
        label: String = String::new(),
        zone: Option<Zone> = None,
        company: Link = Link::NONE,
        is_other_sector: bool = false,
    }
}

table::table! {
    /// Cases.
    Cases {
        opened: Day = Day::NONE,
        station: Link = Link::NONE,
        is_conjugal_violence: Option<bool> = None,
        is_sexual_violence: bool = false,
        origin: Chosen = Chosen::NONE,
        referred: Day = Day::NONE,
        concern_reported: Day = Day::NONE,
        prosecutor_reported: Day = Day::NONE,
        answers: Given = Given::default(),
        numbers: Numbers = Numbers::default(),
        is_binned: bool = false,
    }
}

table::table! {
    /// Persons: which are one, their sex and their age.
    Persons {
        merged_into: Link = Link::NONE,
        sex: Chosen = Chosen::NONE,
        age: Chosen = Chosen::NONE,
        born: Option<NaiveDate> = None,
    }
}

table::table! {
    /// What persons are in cases.
    Participations {
        case: Link = Link::NONE,
        person: Link = Link::NONE,
        role: Option<Role> = None,
        said_role: Chosen = Chosen::NONE,
    }
}

table::table! {
    /// Interviews.
    Interviews {
        case: Link = Link::NONE,
        day: Day = Day::NONE,
        with: Option<InterviewWith> = None,
        status: Option<InterviewStatus> = None,
        worker: Link = Link::NONE,
    }
}

table::table! {
    /// Workers: only that they are.
    Workers {}
}

table::table! {
    /// Children of households.
    Children {
        case: Link = Link::NONE,
        exposure: Chosen = Chosen::NONE,
    }
}

table::table! {
    /// Trainings and awareness sessions.
    Sessions {
        day: Day = Day::NONE,
        kind: Chosen = Chosen::NONE,
        status: Chosen = Chosen::NONE,
        participants: u32 = 0,
    }
}

table::table! {
    /// Acts.
    Acts {
        case: Link = Link::NONE,
        day: Day = Day::NONE,
        kind: Option<ActKind> = None,
        worker: Link = Link::NONE,
        partner_kind: Chosen = Chosen::NONE,
        outcome: Chosen = Chosen::NONE,
        measure: Chosen = Chosen::NONE,
        asked: Day = Day::NONE,
        granted: Day = Day::NONE,
    }
}

/// What figures need of every record, in columns.
///
/// Some sixty bytes a record, and sixteen for each answer of a case: 50 000 cases with all that hangs on them fit in 50 MB.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub(crate) companies: Companies,
    pub(crate) stations: Stations,
    pub(crate) cases: Cases,
    pub(crate) persons: Persons,
    pub(crate) participations: Participations,
    pub(crate) interviews: Interviews,
    pub(crate) acts: Acts,
    pub(crate) children: Children,
    pub(crate) sessions: Sessions,
    pub(crate) workers: Workers,
    pub(crate) posts: BTreeMap<RecordId, PostOfWorker>,
    /// Hours of full time, by the record of the team that says so.
    pub(crate) yearly_hours: BTreeMap<RecordId, u32>,
    /// Totals typed in by hand, by their records.
    pub(crate) typed: TypedFacts,
    /// The ids of the answers that the columns hold.
    pub(crate) chosen: ChosenIds,
    pub(crate) rota: Rota,
}

impl Facts {
    /// Of no record at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a record as it now is, new or changed. Kinds that no figure reads are passed over.
    pub fn upsert(&mut self, record: &Record) {
        self.rota.put(record);
        match record.kind().as_str() {
            Company::ID => self.read_company(record),
            Station::ID => self.read_station(record),
            Case::ID => self.read_case(record),
            Person::ID => self.read_person(record),
            Participation::ID => self.read_participation(record),
            Interview::ID => self.read_interview(record),
            Act::ID => self.read_act(record),
            Child::ID => self.read_child(record),
            Session::ID => self.read_session(record),
            Post::ID => self.read_post(record),
            Team::ID => self.read_team(record),
            TypedTotal::ID => self.read_typed(record),
            _ => {}
        }
    }

    /// Forgets a record. What points to it still does: a case forgotten while its interviews stay
    /// is a case that is not on this device.
    pub fn remove(&mut self, kind: &RecordKind, id: RecordId) {
        self.rota.forget(id);
        match kind.as_str() {
            Company::ID => self.companies.clear(id),
            Station::ID => self.stations.clear(id),
            Case::ID => self.cases.clear(id),
            Person::ID => self.persons.clear(id),
            Participation::ID => self.participations.clear(id),
            Interview::ID => self.interviews.clear(id),
            Act::ID => self.acts.clear(id),
            Child::ID => self.children.clear(id),
            Session::ID => self.sessions.clear(id),
            Post::ID => drop(self.posts.remove(&id)),
            Team::ID => drop(self.yearly_hours.remove(&id)),
            TypedTotal::ID => drop(self.typed.remove(&id)),
            _ => {}
        }
    }

    /// The rows of the interviews, but for those in the bin and those of a case in the bin.
    pub(crate) fn interviews_here(&self) -> impl Iterator<Item = usize> {
        let is_binned = |row: &usize| self.is_case_binned(self.interviews.case[*row]);
        self.interviews.here().filter(move |row| !is_binned(row))
    }

    /// The rows of the acts, but for those in the bin and those of a case in the bin.
    pub(crate) fn acts_here(&self) -> impl Iterator<Item = usize> {
        let is_binned = |row: &usize| self.is_case_binned(self.acts.case[*row]);
        self.acts.here().filter(move |row| !is_binned(row))
    }

    /// The row of the person that this one is kept as.
    pub(crate) fn kept_person(&self, row: usize) -> usize {
        let Persons {
            ids, merged_into, ..
        } = &self.persons;
        if merged_into[row] == Link::NONE {
            return row;
        }
        let merged = |person| Some(ids[merged_into[self.persons.find(person)?].row()?]);
        let kept = casework::kept_person(ids[row], merged);
        self.persons.find(kept).unwrap_or(row)
    }

    /// The rows of the children, but for those in the bin and those of a case in the bin.
    pub(crate) fn children_here(&self) -> impl Iterator<Item = usize> {
        let is_binned = |row: &usize| self.is_case_binned(self.children.case[*row]);
        self.children.here().filter(move |row| !is_binned(row))
    }

    /// The record of a worker.
    pub(crate) fn worker(&self, link: Link) -> Option<RecordId> {
        link.row().map(|row| self.workers.ids[row])
    }

    fn is_case_binned(&self, case: Link) -> bool {
        case.row().is_some_and(|case| self.cases.is_binned[case])
    }

    /// The rota, and what was noted of its shifts.
    pub fn rota(&self) -> &Rota {
        &self.rota
    }

    /// How many cases are here.
    pub fn case_count(&self) -> usize {
        self.cases.here().count()
    }
}

impl<'a> Extend<&'a Record> for Facts {
    fn extend<I: IntoIterator<Item = &'a Record>>(&mut self, records: I) {
        for record in records {
            self.upsert(record);
        }
    }
}

impl<'a> FromIterator<&'a Record> for Facts {
    fn from_iter<I: IntoIterator<Item = &'a Record>>(records: I) -> Self {
        let mut facts = Self::new();
        facts.extend(records);
        facts
    }
}
