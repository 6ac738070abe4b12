//! Small random worlds, as untidy as people leave them, for tests that compare two ways.
//!
//! Fields are left blank, references point to records that are not there, shifts are noted twice,
//! days gather at the edges of years and halves. A tidy world differs in one thing: its cases all
//! have a place in the table by station, so that the table prints.

use std::collections::BTreeSet;

use casework::choices::{
    AgeBracket, ChildExposure, InterviewStatus, InterviewWith, Measure, Origin, Outcome,
    PartnerKind, Role, RotaWeeks, SessionKind, SessionStatus, Sex, ShiftPlace, ShiftStatus,
    Violence, WeekParity, Weekday, Zone,
};
use casework::rota::shift_id;
use casework::{
    Absence, Act, Case, Child, Company, Interview, Participation, Person, Post, RotaParity,
    RotaRule, Session, Shift, Slots, Station, Team, TypedTotal, absence, act, case, child, company,
    interview, participation, person, post, rota_parity, rota_rule, session, shift, station, team,
    typed_total,
};
use chrono::{Days, NaiveDate};
use invented::{Chance, InventedRecord};
use record::{Choice, RecordId, Set, TimeOfDay};

/// A world of a seed. Records of two seeds have the same ids, so that one can become the other.
pub fn world(seed: u64) -> Vec<InventedRecord> {
    World::new(seed).records()
}

/// Kinds of record, as the first byte of their ids.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Of {
    Company = 1,
    Station,
    Case,
    Person,
    Participation,
    Interview,
    Act,
    Shift,
    Team,
    RotaRule,
    RotaParity,
    Absence,
    Worker,
    Child,
    Session,
    Post,
    TypedTotal,
}

struct World {
    chance: Chance,
    /// Fields left blank, in a hundred.
    blank: usize,
    is_tidy: bool,
    companies: usize,
    stations: usize,
    cases: usize,
    persons: usize,
    /// Shifts of lines of the rota that were noted.
    taken: BTreeSet<RecordId>,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let is_tidy = chance.percent(60);
        Self {
            blank: [0, 3, 20][chance.below(3)],
            is_tidy,
            companies: 1 + chance.below(4),
            stations: 1 + chance.below(8),
            cases: chance.below(30),
            persons: 1 + chance.below(20),
            taken: BTreeSet::new(),
            chance,
        }
    }

    fn records(mut self) -> Vec<InventedRecord> {
        let mut records = Vec::new();
        records.extend((0..self.companies).map(|index| self.company(index)));
        records.extend((0..self.stations).map(|index| self.station(index)));
        records.extend((0..self.cases).map(|index| self.case(index)));
        records.extend((0..self.persons).map(|index| self.person(index)));
        let [parts, interviews, acts, shifts] =
            [60, 90, 25, 40].map(|limit| self.chance.below(limit));
        records.extend((0..parts).map(|index| self.participation(index)));
        records.extend((0..interviews).map(|index| self.interview(index)));
        records.extend((0..acts).map(|index| self.act(index)));
        records.extend((0..shifts).map(|index| self.shift(index)));
        let hours = self.chance.percent(50).then_some(1_600);
        records.push(
            InventedRecord::new(id(Of::Team, 0), Team::ID)
                .with(team::HAS_LOCAL_HOLIDAYS, self.chance.percent(50))
                .with_some(team::YEARLY_HOURS, hours),
        );
        let [rules, parities, absences] = [8, 3, 6].map(|limit| self.chance.below(limit));
        records.extend((0..rules).map(|index| self.rota_rule(index)));
        records.extend((0..parities).map(|index| self.rota_parity(index)));
        records.extend((0..absences).map(|index| self.absence(index)));
        let [children, sessions] = [20, 12].map(|limit| self.chance.below(limit));
        records.extend((0..children).map(|index| self.child(index)));
        records.extend((0..sessions).map(|index| self.session(index)));
        let posts = self.chance.below(5);
        records.extend((0..posts).map(|index| self.post(index)));
        let typed = self.chance.below(4);
        records.extend((0..typed).map(|index| self.typed_total(index)));
        records
    }

    /// The even companies are of the gendarmerie, and so are the even stations.
    fn company(&mut self, index: usize) -> InventedRecord {
        let zone = self.zone_of(index);
        InventedRecord::new(id(Of::Company, index), Company::ID)
            .with(company::LABEL, format!("Company {index}"))
            .with(company::CODE, format!("company-{index}"))
            .with_some(company::ZONE, zone)
    }

    fn station(&mut self, index: usize) -> InventedRecord {
        let company = if self.is_tidy {
            let same_parity: Vec<_> = (0..self.companies)
                .filter(|other| other % 2 == index % 2)
                .collect();
            self.chance.pick(&same_parity).copied()
        } else {
            self.link(self.companies)
        };
        let zone = self.zone_of(index);
        let has_company = self.chance.percent(70);
        InventedRecord::new(id(Of::Station, index), Station::ID)
            .with(station::LABEL, format!("Station {}", index / 2))
            .with(station::CODE, format!("station-{index}"))
            .with_some(station::ZONE, zone)
            .with_some(
                station::COMPANY,
                company
                    .filter(|_| has_company)
                    .map(|index| id(Of::Company, index)),
            )
            .with(station::IS_OTHER_SECTOR, self.chance.percent(20))
            .with_some(
                station::HAS_LOCAL_HOLIDAYS,
                [None, None, Some(true), Some(false)][index % 4],
            )
    }

    fn zone_of(&mut self, index: usize) -> Option<Zone> {
        let zone = if index.is_multiple_of(2) {
            Zone::Zgn
        } else {
            Zone::Zpn
        };
        if self.is_tidy {
            Some(zone)
        } else {
            self.filled(zone)
        }
    }

    fn case(&mut self, index: usize) -> InventedRecord {
        let station = if self.is_tidy {
            Some(self.chance.below(self.stations))
        } else {
            self.link(self.stations)
        };
        let opened = self.date();
        let is_conjugal = self.chance.percent(70);
        let children = u32::try_from(self.chance.below(4)).ok();
        let violences: Set<Violence> = Violence::ALL
            .iter()
            .copied()
            .filter(|_| self.chance.percent(40))
            .collect();
        InventedRecord::new(id(Of::Case, index), Case::ID)
            .with(case::NUMBER, format!("C{index}"))
            .with_some(case::OPENED, opened)
            .with_some(case::STATION, station.map(|index| id(Of::Station, index)))
            .with_some(case::CONJUGAL_VIOLENCE, self.filled(is_conjugal))
            .with_some(case::VIOLENCES, self.filled(violences))
            .with_some(case::ORIGIN, self.choice::<Origin>())
            .with_some(
                case::CHILDREN,
                children.and_then(|count| self.filled(count)),
            )
            .with_some(case::ORIGIN_DATE, self.date())
            .with_some(case::CONCERN_REPORTED, self.date())
            .with_some(case::PROSECUTOR_REPORTED, self.date())
            .with_some(case::BINNED, self.binned())
    }

    /// Some are born on a leap day, some after every period.
    fn born(&mut self) -> Option<NaiveDate> {
        let days = [
            (1950, 1, 1),
            (1976, 2, 29),
            (2001, 12, 31),
            (2002, 1, 1),
            (2002, 7, 1),
            (2022, 1, 1),
        ];
        let (year, month, day) = days[self.chance.below(days.len())];
        let born = NaiveDate::from_ymd_opt(year, month, day)?;
        self.filled(born)
    }

    /// Now and then two records are one person: in chains, in rings, into themselves or one that is not there.
    fn person(&mut self, index: usize) -> InventedRecord {
        let merged = self.chance.percent(20).then(|| self.link(self.persons));
        let has_bracket = self.chance.percent(40);
        let age = self.choice::<AgeBracket>().filter(|_| has_bracket);
        InventedRecord::new(id(Of::Person, index), Person::ID)
            .with(person::PSEUDONYM, format!("P{index}"))
            .with_some(
                person::MERGED_INTO,
                merged.flatten().map(|index| id(Of::Person, index)),
            )
            .with_some(person::SEX, self.choice::<Sex>())
            .with_some(person::AGE_BRACKET, age)
            .with_some(person::BIRTH_DATE, self.born())
    }

    fn participation(&mut self, index: usize) -> InventedRecord {
        let (case, person) = (self.case_link(), self.link(self.persons));
        let role = self.choice::<Role>();
        InventedRecord::new(id(Of::Participation, index), Participation::ID)
            .with_some(participation::CASE, case)
            .with_some(
                participation::PERSON,
                person.map(|index| id(Of::Person, index)),
            )
            .with_some(participation::ROLE, role)
    }

    fn interview(&mut self, index: usize) -> InventedRecord {
        let (case, date) = (self.case_link(), self.date());
        let kept = if self.chance.percent(60) {
            self.filled(InterviewStatus::Kept)
        } else {
            self.choice()
        };
        let start = TimeOfDay::from_minutes([0, 600, 1439][self.chance.below(3)]);
        InventedRecord::new(id(Of::Interview, index), Interview::ID)
            .with_some(interview::CASE, case)
            .with_some(interview::DATE, date)
            .with_some(interview::START, start)
            .with(interview::DURATION, 90)
            .with_some(interview::STATUS, kept)
            .with_some(interview::WITH, self.choice::<InterviewWith>())
            .with_some(interview::WORKER, self.worker())
            .with_some(interview::BINNED, self.binned())
    }

    fn act(&mut self, index: usize) -> InventedRecord {
        let (case, date) = (self.case_link(), self.date());
        InventedRecord::new(id(Of::Act, index), Act::ID)
            .with_some(act::CASE, case)
            .with_some(act::DATE, date)
            .with_some(act::KIND, self.choice())
            .with_some(act::PARTNER_KIND, self.choice::<PartnerKind>())
            .with_some(act::OUTCOME, self.choice::<Outcome>())
            .with_some(act::MEASURE, self.choice::<Measure>())
            .with_some(act::ASKED, self.date())
            .with_some(act::GRANTED, self.date())
            .with_some(act::WORKER, self.worker())
            .with_some(act::BINNED, self.binned())
    }

    fn child(&mut self, index: usize) -> InventedRecord {
        InventedRecord::new(id(Of::Child, index), Child::ID)
            .with_some(child::CASE, self.case_link())
            .with_some(child::EXPOSURE, self.choice::<ChildExposure>())
            .with_some(child::BINNED, self.binned())
    }

    fn post(&mut self, index: usize) -> InventedRecord {
        let percent = u32::try_from(self.chance.below(101)).unwrap_or(0);
        InventedRecord::new(id(Of::Post, index), Post::ID)
            .with_some(post::WORKER, self.worker())
            .with_some(post::FULL_TIME, self.filled(percent))
            .with_some(post::FROM, self.date())
            .with_some(post::UNTIL, self.date())
            .with_some(post::BINNED, self.binned())
    }

    fn typed_total(&mut self, index: usize) -> InventedRecord {
        let numbers = [
            typed_total::CASES_HANDLED,
            typed_total::CASES_OPENED,
            typed_total::CONJUGAL_VIOLENCE,
            typed_total::INTERVIEWS_HELD,
            typed_total::INTERVIEWS_WITH_PROFESSIONALS,
            typed_total::SEXUAL_VIOLENCE_VICTIMS,
            typed_total::SHIFTS_HELD,
        ];
        let station = self.link(self.stations);
        let record = InventedRecord::new(id(Of::TypedTotal, index), TypedTotal::ID)
            .with_some(typed_total::FROM, self.date())
            .with_some(typed_total::UNTIL, self.date())
            .with_some(
                typed_total::STATION,
                station.map(|index| id(Of::Station, index)),
            )
            .with_some(typed_total::BINNED, self.binned());
        numbers.into_iter().fold(record, |record, field| {
            let number = u32::try_from(self.chance.below(40)).unwrap_or(0);
            record.with_some(field, self.filled(number))
        })
    }

    fn session(&mut self, index: usize) -> InventedRecord {
        let participants = u32::try_from(self.chance.below(30)).unwrap_or(0);
        InventedRecord::new(id(Of::Session, index), Session::ID)
            .with_some(session::DATE, self.date())
            .with_some(session::KIND, self.choice::<SessionKind>())
            .with_some(session::STATUS, self.choice::<SessionStatus>())
            .with_some(session::PARTICIPANTS, self.filled(participants))
            .with_some(session::BINNED, self.binned())
    }

    /// Now and then a record lies in the bin.
    fn binned(&mut self) -> Option<NaiveDate> {
        let is_binned = self.chance.percent(8);
        is_binned
            .then_some(NaiveDate::from_ymd_opt(2021, 2, 1))
            .flatten()
    }

    /// Few stations and few days: the same shift is often noted twice.
    fn shift(&mut self, index: usize) -> InventedRecord {
        let station = self.link(self.stations.min(4));
        let date = NaiveDate::from_ymd_opt(2020, 6, 28)
            .and_then(|date| date.checked_add_days(Days::new(self.chance.below(6) as u64)));
        let date = date.and_then(|date| self.filled(date));
        let slots = ["09:00-12:00", "14:00-18:00", "09:00-13:00 14:00-17:30"][self.chance.below(3)];
        let slots = slots
            .parse::<Slots>()
            .ok()
            .and_then(|slots| self.filled(slots));
        let minutes = 30 * u32::try_from(self.chance.below(20)).unwrap_or(0);
        let has_minutes = self.chance.percent(30);
        // Now and then it is that of a line of the rota, which may lie on another day.
        let rule = id(Of::RotaRule, self.chance.below(8));
        let of_rule = date.filter(|_| self.chance.percent(30));
        let own = of_rule.map(|date| shift_id(rule, date));
        let own = own.filter(|own| self.taken.insert(*own));
        let own = own.unwrap_or(id(Of::Shift, index));
        InventedRecord::new(own, Shift::ID)
            .with_some(shift::WORKER, self.worker())
            .with_some(shift::BINNED, self.binned())
            .with_some(shift::STATION, station.map(|index| id(Of::Station, index)))
            .with_some(shift::DATE, date)
            .with_some(shift::SLOTS, slots)
            .with_some(shift::STATUS, self.choice::<ShiftStatus>())
            .with_some(shift::PLACE, self.choice::<ShiftPlace>())
            .with_some(shift::DURATION, has_minutes.then_some(minutes))
    }

    fn rota_rule(&mut self, index: usize) -> InventedRecord {
        let station = self.link(self.stations.min(4));
        let slots = ["09:00-12:00", "14:00-18:00", "09:00-13:00 14:00-17:30"][self.chance.below(3)];
        let slots = slots.parse::<Slots>().ok();
        let bounds = [self.chance.percent(20), self.chance.percent(20)];
        let [from, until] = bounds.map(|is_set| self.date().filter(|_| is_set));
        InventedRecord::new(id(Of::RotaRule, index), RotaRule::ID)
            .with_some(
                rota_rule::STATION,
                station.map(|index| id(Of::Station, index)),
            )
            .with_some(rota_rule::WEEKDAY, self.choice::<Weekday>())
            .with_some(rota_rule::WEEKS, self.choice::<RotaWeeks>())
            .with_some(rota_rule::SLOTS, slots.and_then(|slots| self.filled(slots)))
            .with_some(rota_rule::WORKER, self.worker())
            .with_some(rota_rule::FROM, from)
            .with_some(rota_rule::UNTIL, until)
            .with_some(rota_rule::BINNED, self.binned())
    }

    fn rota_parity(&mut self, index: usize) -> InventedRecord {
        let from = self.date();
        InventedRecord::new(id(Of::RotaParity, index), RotaParity::ID)
            .with_some(rota_parity::FROM, from)
            .with_some(rota_parity::PARITY, self.choice::<WeekParity>())
            .with_some(rota_parity::BINNED, self.binned())
    }

    fn absence(&mut self, index: usize) -> InventedRecord {
        let from = self.date();
        let days = Days::new(self.chance.below(60) as u64);
        let until = from.and_then(|from| from.checked_add_days(days));
        let [worker, replaced_by] = [self.worker(), self.worker()];
        let is_replaced = self.chance.percent(50);
        InventedRecord::new(id(Of::Absence, index), Absence::ID)
            .with_some(absence::WORKER, worker)
            .with_some(absence::FROM, from)
            .with_some(absence::UNTIL, until.and_then(|until| self.filled(until)))
            .with_some(absence::REPLACED_BY, replaced_by.filter(|_| is_replaced))
            .with_some(absence::BINNED, self.binned())
    }

    /// One of three.
    fn worker(&mut self) -> Option<RecordId> {
        let worker = id(Of::Worker, self.chance.below(3));
        self.filled(worker)
    }

    /// A day, most often at the edge of a half year, otherwise any of three years.
    fn date(&mut self) -> Option<NaiveDate> {
        let edges = [
            (2018, 12, 31),
            (2019, 1, 1),
            (2019, 6, 30),
            (2019, 7, 1),
            (2019, 12, 31),
            (2020, 1, 1),
            (2020, 2, 29),
            (2020, 6, 30),
            (2020, 7, 1),
            (2020, 12, 31),
            (2021, 1, 1),
        ];
        let date = if self.chance.percent(50) {
            let (year, month, day) = edges[self.chance.below(edges.len())];
            NaiveDate::from_ymd_opt(year, month, day)
        } else {
            let days = Days::new(self.chance.below(1096) as u64);
            NaiveDate::from_ymd_opt(2018, 7, 1).and_then(|first| first.checked_add_days(days))
        };
        date.and_then(|date| self.filled(date))
    }

    /// A case. In a tidy world it is there.
    fn case_link(&mut self) -> Option<RecordId> {
        let case = if !self.is_tidy {
            self.link(self.cases)
        } else if self.cases == 0 {
            None
        } else {
            Some(self.chance.below(self.cases))
        };
        case.map(|index| id(Of::Case, index))
    }

    /// One of so many records, now and then one that is not there, now and then none.
    fn link(&mut self, count: usize) -> Option<usize> {
        let index = if self.chance.percent(self.blank / 2) {
            100 + count
        } else {
            self.chance.below(count)
        };
        if count == 0 { None } else { self.filled(index) }
    }

    fn choice<C: Choice>(&mut self) -> Option<C> {
        let choice = self.chance.pick(C::ALL).copied()?;
        self.filled(choice)
    }

    fn filled<T>(&mut self, value: T) -> Option<T> {
        (!self.chance.percent(self.blank)).then_some(value)
    }
}

fn id(of: Of, index: usize) -> RecordId {
    RecordId::from_bytes(Chance::new(0).fork(of as u64, index as u64).bytes())
}
