//! The index of an open store: what lists show and what search finds, derived record by record.
//!
//! Rows of the list are of cases; what hangs on a case (participations, persons, interviews, acts) only
//! contributes. Everything here can be made again from the records and is never stored.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use casework::choices::Role;
use casework::{Act, Case, Interview, Participation, Person, Station, Team, TeamField, Worker};
use casework::{act, case, interview, participation, station, worker};
use chrono::NaiveDate;
use record::{Choice, DeviceId, Kind, Record, RecordId};

use crate::by_id::FastMap;
use crate::message::{CasePage, CaseQuery, CaseRow, CaseStatus};
use crate::search::{Class, Search, query_words};

/// Rows given at a time, at the most.
const MOST_ROWS: usize = 200;

/// What lists show and search finds.
#[derive(Default)]
pub(crate) struct Index {
    rows: FastMap<RecordId, Row>,
    /// The case of each participation, interview and act.
    cases: FastMap<RecordId, RecordId>,
    persons: FastMap<RecordId, PersonRow>,
    /// Cases in the order shown.
    order: BTreeSet<Rank>,
    search: Search,
    /// Records of the small kinds, whole.
    small: BTreeMap<RecordId, Record>,
    authors: FastMap<DeviceId, (RecordId, String)>,
    schemas: casework::Casework,
}

/// Where a case stands: latest contact first, then latest opened; the id makes the order total.
type Rank = Reverse<(Option<NaiveDate>, Option<NaiveDate>, RecordId)>;

/// What the list knows of a case.
#[derive(Default)]
struct Row {
    /// Its place among all rows, from 0.
    place: usize,
    is_known: bool,
    number: Box<str>,
    station: Option<RecordId>,
    danger: Option<Box<str>>,
    opened: Option<NaiveDate>,
    is_closed: bool,
    needs_decision: bool,
    participations: BTreeMap<RecordId, (Option<RecordId>, Option<Role>)>,
    interviews: BTreeMap<RecordId, Option<NaiveDate>>,
    acts: BTreeMap<RecordId, Option<NaiveDate>>,
    last_contact: Option<NaiveDate>,
}

#[derive(Default)]
struct PersonRow {
    name: Box<str>,
    needs_decision: bool,
    cases: BTreeSet<RecordId>,
}

impl Row {
    fn refresh_last_contact(&mut self) {
        let dates = self.interviews.values().chain(self.acts.values());
        self.last_contact = dates.flatten().max().copied();
    }

    fn rank(&self, id: RecordId) -> Option<Rank> {
        let latest = self.last_contact.max(self.opened);
        self.is_known.then_some(Reverse((latest, self.opened, id)))
    }

    fn matches(&self, query: &CaseQuery) -> bool {
        let fits_station = query
            .station
            .is_none_or(|station| self.station == Some(station));
        let fits_status = match query.status {
            CaseStatus::All => true,
            CaseStatus::Open => !self.is_closed,
            CaseStatus::Closed => self.is_closed,
        };
        self.is_known && fits_station && fits_status
    }
}

impl Index {
    /// Takes in a record as it is now, in place of what it was.
    pub(crate) fn put(&mut self, record: &Record) {
        match record.kind().as_str() {
            Case::ID => self.put_case(record),
            Person::ID => self.put_person(record),
            Participation::ID => self.put_participation(record),
            Interview::ID => self.put_dated(record, interview::CASE, record.get(interview::DATE)),
            Act::ID => self.put_dated(record, act::CASE, record.get(act::DATE)),
            Team::ID | Station::ID | Worker::ID | TeamField::ID | casework::Company::ID => {
                self.put_small(record);
            }
            _ => {}
        }
        self.put_words(record);
    }

    /// Changes the row of a case, made if need be, and puts it where it then stands.
    fn change_row(&mut self, case: RecordId, change: impl FnOnce(&mut Row)) {
        let place = self.rows.len();
        let row = self.rows.entry(case).or_insert_with(|| Row {
            place,
            ..Row::default()
        });
        let before = row.rank(case);
        change(row);
        let after = row.rank(case);
        if before != after {
            if let Some(before) = before {
                self.order.remove(&before);
            }
            self.order.extend(after);
        }
    }

    fn put_case(&mut self, record: &Record) {
        let needs_decision = needs_decision(&self.schemas, record);
        self.change_row(record.id(), |row| {
            row.is_known = true;
            row.number = record.get(case::NUMBER).unwrap_or_default().into();
            row.station = record.get(case::STATION);
            row.danger = record.get(case::DANGER).map(|danger| danger.id().into());
            row.opened = record.get(case::OPENED);
            row.is_closed = casework::is_closed(record);
            row.needs_decision = needs_decision;
        });
    }

    fn put_person(&mut self, record: &Record) {
        let needs_decision = needs_decision(&self.schemas, record);
        let row = self.persons.entry(record.id()).or_default();
        row.name = casework::display_name(record).into();
        row.needs_decision = needs_decision;
    }

    fn put_participation(&mut self, record: &Record) {
        let Some(case) = record.get(participation::CASE) else {
            return;
        };
        let person = record.get(participation::PERSON);
        let role = record.get(participation::ROLE);
        self.move_to(record.id(), case);
        self.change_row(case, |row| {
            row.participations.insert(record.id(), (person, role));
        });
        if let Some(person) = person {
            self.persons.entry(person).or_default().cases.insert(case);
        }
    }

    fn put_dated(
        &mut self,
        record: &Record,
        case_field: record::Field<RecordId>,
        date: Option<NaiveDate>,
    ) {
        let Some(case) = record.get(case_field) else {
            return;
        };
        self.move_to(record.id(), case);
        let is_act = *record.kind() == Act::KIND;
        self.change_row(case, |row| {
            let dated = if is_act {
                &mut row.acts
            } else {
                &mut row.interviews
            };
            dated.insert(record.id(), date);
            row.refresh_last_contact();
        });
    }

    /// Notes the case of a record, and takes it from the case it was of before.
    fn move_to(&mut self, id: RecordId, case: RecordId) {
        let before = self.cases.insert(id, case).filter(|before| *before != case);
        if let Some(before) = before {
            self.change_row(before, |row| {
                row.participations.remove(&id);
                row.interviews.remove(&id);
                row.acts.remove(&id);
                row.refresh_last_contact();
            });
        }
    }

    fn put_small(&mut self, record: &Record) {
        self.small.insert(record.id(), record.clone());
        if *record.kind() == Worker::KIND {
            let name = record.get(worker::NAME).unwrap_or_default();
            for device in record.get(worker::DEVICES).unwrap_or_default().iter() {
                self.authors.insert(*device, (record.id(), name.clone()));
            }
        }
        if *record.kind() == TeamField::KIND {
            self.schemas = casework::Casework::with_team_fields(self.small.values());
        }
    }

    fn put_words(&mut self, record: &Record) {
        let Some(schema) = self.schemas.schema(record.kind().as_str()) else {
            return;
        };
        let mut texts = Vec::new();
        for spec in schema.fields() {
            let class = match spec.kind {
                _ if spec.is_searchable => Class::Name,
                Kind::LongText | Kind::Notes => Class::Prose,
                _ => continue,
            };
            let values = record
                .values(spec)
                .into_iter()
                .filter_map(|value| value.as_text());
            texts.extend(values.map(|text| (class, text)));
        }
        self.search.put(record.id(), texts.into_iter());
    }

    /// The number of cases.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.order.len()).unwrap_or(u32::MAX)
    }

    /// The schemas with the fields the team defined.
    pub(crate) const fn schemas(&self) -> &casework::Casework {
        &self.schemas
    }

    /// The case a record hangs on, itself for a case.
    pub(crate) fn case_of(&self, id: RecordId) -> Option<RecordId> {
        if self.rows.contains_key(&id) {
            return Some(id);
        }
        let of_person = || self.persons.get(&id)?.cases.first().copied();
        self.cases.get(&id).copied().or_else(of_person)
    }

    /// A record of a small kind.
    pub(crate) fn small(&self, id: RecordId) -> Option<&Record> {
        self.small.get(&id)
    }

    /// The records of a small kind.
    pub(crate) fn small_of(&self, kind: &str) -> impl Iterator<Item = &Record> {
        self.small
            .values()
            .filter(move |record| *record.kind() == *kind)
    }

    /// Who writes from a device: the worker's record and name.
    pub(crate) fn author(&self, device: &DeviceId) -> Option<&(RecordId, String)> {
        self.authors.get(device)
    }

    /// What hangs on a case: participations with their persons, interviews and acts.
    pub(crate) fn parts_of(&self, case: RecordId) -> Option<Parts> {
        let row = self.rows.get(&case).filter(|row| row.is_known)?;
        let latest_first = |dated: &BTreeMap<RecordId, Option<NaiveDate>>| {
            let mut ids: Vec<_> = dated.iter().map(|(id, date)| (*date, *id)).collect();
            ids.sort_unstable_by(|a, b| b.cmp(a));
            ids.into_iter().map(|(_, id)| id).collect()
        };
        Some(Parts {
            participations: row
                .participations
                .iter()
                .map(|(id, part)| (*id, part.0))
                .collect(),
            interviews: latest_first(&row.interviews),
            acts: latest_first(&row.acts),
        })
    }

    /// A part of the list.
    pub(crate) fn page(&self, query: &CaseQuery) -> CasePage {
        self.page_within(query, None)
    }

    /// A part of the list, found by words of one class alone.
    pub(crate) fn page_within(&self, query: &CaseQuery, class: Option<Class>) -> CasePage {
        let found = self.found(&query.text, class);
        let offset = usize::try_from(query.offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(query.limit)
            .unwrap_or(MOST_ROWS)
            .min(MOST_ROWS);
        let is_all = found.is_none() && query.station.is_none() && query.status == CaseStatus::All;
        let all = self.order.iter().map(|rank| rank.0.2);
        let mut rows = Vec::new();
        let mut total = 0_usize;
        if is_all {
            total = self.order.len();
            rows.extend(all.skip(offset).take(limit).filter_map(|id| self.row(id)));
        } else {
            for id in all.filter(|id| self.is_match(id, query, found.as_deref())) {
                if total >= offset && rows.len() < limit {
                    rows.extend(self.row(id));
                }
                total = total.saturating_add(1);
            }
        }
        CasePage {
            rows,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            is_complete: true,
        }
    }

    fn is_match(&self, id: &RecordId, query: &CaseQuery, found: Option<&[bool]>) -> bool {
        self.rows.get(id).is_some_and(|row| {
            let is_found = found.is_none_or(|found| found.get(row.place) == Some(&true));
            is_found && row.matches(query)
        })
    }

    /// The places of the cases in which every word of the text is found; none where there is no word.
    fn found(&self, text: &str, class: Option<Class>) -> Option<Vec<bool>> {
        let mut found: Option<Vec<bool>> = None;
        for word in &query_words(text) {
            let mut of_word = vec![false; self.rows.len()];
            self.search
                .find(word, class, |record| self.mark_cases(record, &mut of_word));
            if let Some(before) = &found {
                for (is_found, was_found) in of_word.iter_mut().zip(before) {
                    *is_found &= was_found;
                }
            }
            found = Some(of_word);
        }
        found
    }

    fn mark_cases(&self, record: RecordId, places: &mut [bool]) {
        let mut mark = |case| {
            if let Some(place) = self
                .rows
                .get(&case)
                .and_then(|row| places.get_mut(row.place))
            {
                *place = true;
            }
        };
        if let Some(case) = self.cases.get(&record) {
            mark(*case);
        } else if let Some(person) = self.persons.get(&record) {
            person.cases.iter().copied().for_each(mark);
        } else {
            mark(record);
        }
    }

    fn row(&self, id: RecordId) -> Option<CaseRow> {
        let row = self.rows.get(&id)?;
        let persons = row
            .participations
            .values()
            .filter_map(|(person, _)| *person);
        let asks = persons.filter_map(|person| self.persons.get(&person));
        let needs_decision = row.needs_decision || asks.into_iter().any(|one| one.needs_decision);
        Some(CaseRow {
            id,
            number: row.number.to_string(),
            name: self.name_of(row).to_owned(),
            station: row.station,
            station_label: row
                .station
                .map(|id| self.station_label(id))
                .unwrap_or_default(),
            danger: row.danger.as_ref().map(ToString::to_string),
            last_contact: row.last_contact,
            opened: row.opened,
            is_closed: row.is_closed,
            needs_decision,
        })
    }

    /// The victim's name, or else that of the first person who has one.
    fn name_of(&self, row: &Row) -> &str {
        let mut parts: Vec<_> = row.participations.values().collect();
        parts.sort_by_key(|(_, role)| *role != Some(Role::Victim));
        let names = parts
            .into_iter()
            .filter_map(|(person, _)| self.persons.get(&(*person)?));
        names
            .map(|person| &*person.name)
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }

    fn station_label(&self, id: RecordId) -> String {
        self.small(id)
            .and_then(|record| record.get(station::LABEL))
            .unwrap_or_default()
    }
}

/// What hangs on a case.
pub(crate) struct Parts {
    pub(crate) participations: Vec<(RecordId, Option<RecordId>)>,
    pub(crate) interviews: Vec<RecordId>,
    pub(crate) acts: Vec<RecordId>,
}

fn needs_decision(schemas: &casework::Casework, record: &Record) -> bool {
    let schema = schemas.schema(record.kind().as_str());
    schema.is_some_and(|schema| !record.needs_decision(schema).is_empty())
}
