//! From records to rows: every field a figure reads is named here, and only here.

use casework::choices::{self, Violence};
use casework::{
    act, case, child, company, interview, participation, person, post, session, station, team,
};
use record::Record;

use super::Facts;
use crate::answers;
use crate::stations::Zone;
use crate::workload::PostOfWorker;

impl From<choices::Zone> for Zone {
    fn from(zone: choices::Zone) -> Self {
        match zone {
            choices::Zone::Zpn => Self::Zpn,
            choices::Zone::Zgn => Self::Zgn,
        }
    }
}

impl Facts {
    pub(super) fn read_company(&mut self, record: &Record) {
        let row = self.companies.row(record.id());
        let table = &mut self.companies;
        table.is_here[row] = true;
        table.label[row] = record.get(company::LABEL).unwrap_or_default();
        table.zone[row] = record.get(company::ZONE).map(Zone::from);
    }

    pub(super) fn read_station(&mut self, record: &Record) {
        let row = self.stations.row(record.id());
        let table = &mut self.stations;
        table.is_here[row] = true;
        table.label[row] = record.get(station::LABEL).unwrap_or_default();
        table.zone[row] = record.get(station::ZONE).map(Zone::from);
        table.company[row] = self.companies.link(record.get(station::COMPANY));
        table.is_other_sector[row] = record.get(station::IS_OTHER_SECTOR).unwrap_or(false);
    }

    pub(super) fn read_case(&mut self, record: &Record) {
        let row = self.cases.row(record.id());
        let violences = record.get(case::VIOLENCES).unwrap_or_default();
        let is_binned = casework::binned_on(record).is_some();
        let table = &mut self.cases;
        (table.answers[row], table.numbers[row]) = answers::given(record);
        table.is_here[row] = !is_binned;
        table.is_binned[row] = is_binned;
        table.opened[row] = record.get(case::OPENED).into();
        table.station[row] = self.stations.link(record.get(case::STATION));
        table.is_conjugal_violence[row] = record.get(case::CONJUGAL_VIOLENCE);
        table.is_sexual_violence[row] = violences.contains(&Violence::Sexual);
        table.origin[row] = self.chosen.read(record, case::ORIGIN);
        table.referred[row] = record.get(case::ORIGIN_DATE).into();
        table.concern_reported[row] = record.get(case::CONCERN_REPORTED).into();
        table.prosecutor_reported[row] = record.get(case::PROSECUTOR_REPORTED).into();
    }

    pub(super) fn read_person(&mut self, record: &Record) {
        let row = self.persons.row(record.id());
        self.persons.is_here[row] = true;
        self.persons.merged_into[row] = self.persons.link(record.get(person::MERGED_INTO));
        self.persons.sex[row] = self.chosen.read(record, person::SEX);
        self.persons.age[row] = self.chosen.read(record, person::AGE_BRACKET);
        self.persons.born[row] = record.get(person::BIRTH_DATE);
    }

    pub(super) fn read_participation(&mut self, record: &Record) {
        let row = self.participations.row(record.id());
        let table = &mut self.participations;
        table.is_here[row] = true;
        table.case[row] = self.cases.link(record.get(participation::CASE));
        table.person[row] = self.persons.link(record.get(participation::PERSON));
        table.role[row] = record.get(participation::ROLE);
        table.said_role[row] = self.chosen.read(record, participation::ROLE);
    }

    pub(super) fn read_interview(&mut self, record: &Record) {
        let row = self.interviews.row(record.id());
        let table = &mut self.interviews;
        table.is_here[row] = casework::binned_on(record).is_none();
        table.case[row] = self.cases.link(record.get(interview::CASE));
        table.day[row] = record.get(interview::DATE).into();
        table.with[row] = record.get(interview::WITH);
        table.status[row] = record.get(interview::STATUS);
        table.worker[row] = self.workers.link(record.get(interview::WORKER));
    }

    pub(super) fn read_act(&mut self, record: &Record) {
        let row = self.acts.row(record.id());
        let table = &mut self.acts;
        table.is_here[row] = casework::binned_on(record).is_none();
        table.case[row] = self.cases.link(record.get(act::CASE));
        table.day[row] = record.get(act::DATE).into();
        table.kind[row] = record.get(act::KIND);
        table.worker[row] = self.workers.link(record.get(act::WORKER));
        table.partner_kind[row] = self.chosen.read(record, act::PARTNER_KIND);
        table.outcome[row] = self.chosen.read(record, act::OUTCOME);
        table.measure[row] = self.chosen.read(record, act::MEASURE);
        table.asked[row] = record.get(act::ASKED).into();
        table.granted[row] = record.get(act::GRANTED).into();
    }

    pub(super) fn read_child(&mut self, record: &Record) {
        let row = self.children.row(record.id());
        let table = &mut self.children;
        table.is_here[row] = casework::binned_on(record).is_none();
        table.case[row] = self.cases.link(record.get(child::CASE));
        table.exposure[row] = self.chosen.read(record, child::EXPOSURE);
    }

    pub(super) fn read_session(&mut self, record: &Record) {
        let row = self.sessions.row(record.id());
        let table = &mut self.sessions;
        table.is_here[row] = casework::binned_on(record).is_none();
        table.day[row] = record.get(session::DATE).into();
        table.kind[row] = self.chosen.read(record, session::KIND);
        table.status[row] = self.chosen.read(record, session::STATUS);
        table.participants[row] = record.get(session::PARTICIPANTS).unwrap_or(0);
    }

    pub(super) fn read_post(&mut self, record: &Record) {
        self.posts.remove(&record.id());
        if casework::binned_on(record).is_none() {
            let post = PostOfWorker {
                worker: record.get(post::WORKER),
                percent: record.get(post::FULL_TIME).unwrap_or(0),
                from: record.get(post::FROM),
                until: record.get(post::UNTIL),
            };
            self.posts.insert(record.id(), post);
        }
    }

    pub(super) fn read_team(&mut self, record: &Record) {
        self.yearly_hours.remove(&record.id());
        let said = record.get(team::YEARLY_HOURS);
        self.yearly_hours
            .extend(said.map(|hours| (record.id(), hours)));
    }
}
