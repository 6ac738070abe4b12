//! The index of an open store: what lists show and what search finds, derived record by record.
//!
//! Rows of the list are of cases; what hangs on a case (participations, persons, interviews, acts and the rest) only
//! contributes. Everything here can be made again from the records and is never stored.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use casework::choices::Role;
use casework::{
    Act, Attachment, Case, Due, Evaluation, Interview, Missing, Participation, Partner, Person,
    Station,
};
use casework::{
    KINDS, SavedList, Task, Team, TeamChoice, TeamField, Worker, case, participation, partner,
    station,
};
use casework::{person, task, worker};
use chrono::NaiveDate;
use record::{Choice, DeviceId, FieldSpec, Kind, Reader, Record, RecordId, Schema};

use crate::by_id::FastMap;
use crate::merges::Merges;
use crate::message::{
    BinRow, CaseMark, CasePage, CaseQuery, CaseRow, CaseStatus, DueRow, Excerpt, IncompleteRow,
};
use crate::search::{Class, Nearness, Search, day_word, query_words};

/// Rows given at a time, at the most.
const MOST_ROWS: usize = 200;

/// What lists show and search finds.
#[derive(Default)]
pub(crate) struct Index {
    rows: FastMap<RecordId, Row>,
    /// The case of each record that hangs on one.
    cases: FastMap<RecordId, RecordId>,
    persons: FastMap<RecordId, PersonRow>,
    merges: Merges,
    /// Cases in the order shown.
    order: BTreeSet<Rank>,
    search: Search,
    /// Records of the small kinds, whole.
    small: BTreeMap<RecordId, Record>,
    authors: FastMap<DeviceId, (RecordId, String)>,
    /// What is due, by day.
    due: BTreeSet<(NaiveDate, RecordId)>,
    dues: FastMap<RecordId, DueOf>,
    /// What lies in the bin, and since when.
    binned: BTreeMap<RecordId, (&'static str, NaiveDate)>,
    schemas: casework::Casework,
    /// The team's fields changed since records were read: their words are to be read again.
    has_stale_words: bool,
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
    worker: Option<RecordId>,
    is_closed: bool,
    is_binned: bool,
    needs_decision: bool,
    missing: Box<[Missing]>,
    participations: BTreeMap<RecordId, (Option<RecordId>, Option<Role>)>,
    /// All else that hangs on it.
    parts: BTreeMap<RecordId, Part>,
    last_contact: Option<NaiveDate>,
}

/// Something that hangs on a case.
#[derive(Clone, Copy)]
struct Part {
    kind: &'static str,
    day: Option<NaiveDate>,
    is_binned: bool,
    is_signed: bool,
    is_exposed_child: bool,
}

/// What is due of a record, and whom it concerns; none for everyone.
#[derive(Clone, Copy)]
struct DueOf {
    due: Due,
    assignee: Option<RecordId>,
}

#[derive(Default)]
struct PersonRow {
    name: Box<str>,
    needs_decision: bool,
    missing: Box<[Missing]>,
    /// People disagree on whom the record was merged into.
    is_merge_disputed: bool,
    /// The cases where a participation names this very record.
    cases: BTreeSet<RecordId>,
}

impl Row {
    fn refresh_last_contact(&mut self) {
        let is_contact =
            |part: &&Part| !part.is_binned && [Interview::ID, Act::ID].contains(&part.kind);
        let days = self
            .parts
            .values()
            .filter(is_contact)
            .filter_map(|part| part.day);
        self.last_contact = days.max();
    }

    fn rank(&self, id: RecordId) -> Option<Rank> {
        let latest = self.last_contact.max(self.opened);
        let is_listed = self.is_known && !self.is_binned;
        is_listed.then_some(Reverse((latest, self.opened, id)))
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
        let fits_danger = query
            .danger
            .as_ref()
            .is_none_or(|danger| self.danger.as_deref() == Some(danger));
        let fits_worker = query
            .worker
            .is_none_or(|worker| self.worker == Some(worker));
        let latest = self.last_contact.max(self.opened);
        let fits_period = query.since.is_none_or(|since| latest >= Some(since));
        fits_station && fits_status && fits_danger && fits_worker && fits_period
    }
}

impl Index {
    /// Takes in a record as it is now, in place of what it was.
    pub(crate) fn put(&mut self, record: &Record) {
        match record.kind().as_str() {
            Case::ID => self.put_case(record),
            Person::ID => self.put_person(record),
            Participation::ID => self.put_participation(record),
            Team::ID
            | Station::ID
            | Worker::ID
            | TeamField::ID
            | TeamChoice::ID
            | casework::Company::ID
            | Partner::ID
            | casework::Letter::ID
            | casework::RotaRule::ID
            | casework::RotaParity::ID
            | casework::Absence::ID
            | casework::Post::ID
            | casework::Funder::ID
            | casework::Convention::ID
            | casework::FundingLine::ID
            | casework::Grant::ID
            | casework::StatedTotal::ID
            | casework::TypedTotal::ID
            | casework::Session::ID
            | casework::ReportText::ID
            | casework::Publication::ID
            | SavedList::ID => self.put_small(record),
            _ => self.put_part(record),
        }
        self.put_due(record);
        self.put_in_bin(record);
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
        let needs_decision = !asking(&self.schemas, record).is_empty();
        self.change_row(record.id(), |row| {
            row.is_known = true;
            row.number = record.get(case::NUMBER).unwrap_or_default().into();
            row.station = record.get(case::STATION);
            row.danger = record.get(case::DANGER).map(|danger| danger.id().into());
            row.opened = record.get(case::OPENED);
            row.worker = record.get(case::WORKER);
            row.is_closed = casework::is_closed(record);
            row.is_binned = casework::binned_on(record).is_some();
            row.needs_decision = needs_decision;
            row.missing = casework::missing_of_case(record).into();
        });
    }

    fn put_person(&mut self, record: &Record) {
        let asking = asking(&self.schemas, record);
        let row = self.persons.entry(record.id()).or_default();
        row.name = casework::display_name(record).into();
        row.missing = casework::missing_of_person(record).into();
        row.needs_decision = !asking.is_empty();
        row.is_merge_disputed = asking
            .iter()
            .any(|spec| spec.id.as_str() == person::MERGED_INTO.id());
        let merged_into = record.get(person::MERGED_INTO);
        self.merges.put(record.id(), merged_into);
    }

    fn put_participation(&mut self, record: &Record) {
        let Some(case) = record.get(participation::CASE) else {
            return;
        };
        let person = record.get(participation::PERSON);
        let role = record.get(participation::ROLE);
        let before = self.participant(record.id());
        self.move_to(record.id(), case);
        self.change_row(case, |row| {
            row.participations.insert(record.id(), (person, role));
        });
        if let Some((case, person)) = before {
            self.leave_case(case, person);
        }
        if let Some(person) = person {
            self.persons.entry(person).or_default().cases.insert(case);
        }
    }

    /// The case and the person of a participation as they were known.
    fn participant(&self, participation: RecordId) -> Option<(RecordId, RecordId)> {
        let case = *self.cases.get(&participation)?;
        let (person, _) = self.rows.get(&case)?.participations.get(&participation)?;
        Some((case, (*person)?))
    }

    /// Takes a case from a person whom none of its participations names any more.
    fn leave_case(&mut self, case: RecordId, person: RecordId) {
        let is_named = self.rows.get(&case).is_some_and(|row| {
            let mut persons = row.participations.values().map(|(person, _)| *person);
            persons.any(|one| one == Some(person))
        });
        if let Some(row) = self.persons.get_mut(&person).filter(|_| !is_named) {
            row.cases.remove(&case);
        }
    }

    /// What hangs on a case, whatever its kind.
    fn put_part(&mut self, record: &Record) {
        let known_kind = KINDS.into_iter().find(|kind| *record.kind() == **kind);
        let (Some(case), Some(kind)) = (casework::case_of(record), known_kind) else {
            return;
        };
        let part = Part {
            kind,
            day: casework::day_of(&casework::as_it_counts(record)),
            is_binned: casework::binned_on(record).is_some(),
            is_signed: casework::is_signed(record),
            is_exposed_child: casework::is_exposed_child(record),
        };
        self.move_to(record.id(), case);
        self.change_row(case, |row| {
            row.parts.insert(record.id(), part);
            row.refresh_last_contact();
        });
    }

    fn put_due(&mut self, record: &Record) {
        let id = record.id();
        if let Some(before) = self.dues.remove(&id) {
            self.due.remove(&(before.due.day, id));
        }
        if let Some(due) = casework::due_of(record) {
            let assignee = (*record.kind() == Task::KIND)
                .then(|| record.get(task::ASSIGNEE))
                .flatten();
            self.due.insert((due.day, id));
            self.dues.insert(id, DueOf { due, assignee });
        }
    }

    fn put_in_bin(&mut self, record: &Record) {
        let known_kind = || KINDS.into_iter().find(|kind| *record.kind() == **kind);
        let binned = casework::binned_on(record).and_then(|day| Some((known_kind()?, day)));
        match binned {
            Some(binned) => self.binned.insert(record.id(), binned),
            None => self.binned.remove(&record.id()),
        };
    }

    /// Notes the case of a record, and takes it from the case it was of before.
    fn move_to(&mut self, id: RecordId, case: RecordId) {
        let before = self.cases.insert(id, case).filter(|before| *before != case);
        if let Some(before) = before {
            self.change_row(before, |row| {
                row.participations.remove(&id);
                row.parts.remove(&id);
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
        if [TeamField::KIND, TeamChoice::KIND].contains(record.kind()) {
            let schemas = casework::Casework::with_team_fields(self.small.values());
            // What was read before does not know the field yet.
            self.has_stale_words |=
                !self.rows.is_empty() && worded(&schemas) != worded(&self.schemas);
            self.schemas = schemas;
        }
    }

    /// Whether words are to be read again, told once.
    pub(crate) fn take_stale_words(&mut self) -> bool {
        std::mem::take(&mut self.has_stale_words)
    }

    /// What search finds the record by.
    pub(crate) fn put_words(&mut self, record: &Record) {
        let Some(schema) = self.schemas.schema(record.kind().as_str()) else {
            return;
        };
        let mut days = Vec::new();
        let mut texts = Vec::new();
        // A case is found by what lies in the bin no more.
        let is_hidden = casework::binned_on(record).is_some();
        for spec in schema.fields().filter(|_| !is_hidden) {
            if spec.kind == Kind::Date {
                let day = record.value(spec).and_then(|value| value.as_date());
                days.extend(day.map(day_word));
            }
            let Some(class) = class_of(spec) else {
                continue;
            };
            let values = record
                .values(spec)
                .into_iter()
                .filter_map(|value| value.as_text());
            texts.extend(values.map(|text| (class, text)));
        }
        let days = days.iter().map(|day| (Class::Name, day.as_str()));
        self.search.put(record.id(), texts.into_iter().chain(days));
    }

    /// The number of cases.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.order.len()).unwrap_or(u32::MAX)
    }

    /// The schemas with the fields the team defined.
    pub(crate) const fn schemas(&self) -> &casework::Casework {
        &self.schemas
    }

    /// The day of what hangs on a case.
    pub(crate) fn day_of_part(&self, id: RecordId) -> Option<NaiveDate> {
        let case = self.cases.get(&id)?;
        self.rows.get(case)?.parts.get(&id)?.day
    }

    /// What a person is called; empty where that is not known.
    pub(crate) fn name_of_person(&self, person: RecordId) -> &str {
        let row = self.persons.get(&self.merges.kept(person));
        row.map_or("", |row| &row.name)
    }

    /// What people are called who are in a case that is not in the bin.
    pub(crate) fn names_of_people(&self) -> impl Iterator<Item = &str> {
        let is_here = |case: &RecordId| self.rows.get(case).is_some_and(|row| !row.is_binned);
        let here = self.persons.values();
        here.filter(move |row| row.cases.iter().any(is_here))
            .map(|row| row.name.as_ref())
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

    /// The numbers of the cases that are not in the bin.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &str> {
        let here = self.rows.values().filter(|row| !row.is_binned);
        here.map(|row| row.number.as_ref())
            .filter(|number: &&str| !number.is_empty())
    }

    /// The records of every small kind.
    pub(crate) fn every_small(&self) -> impl Iterator<Item = &Record> {
        self.small.values()
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
        let mut parts: Vec<_> = row
            .parts
            .iter()
            .filter(|(_, part)| !part.is_binned)
            .collect();
        parts.sort_unstable_by_key(|(id, part)| Reverse((part.day, **id)));
        let of = |wanted: &dyn Fn(&str) -> bool| {
            let wanted = parts.iter().filter(|(_, part)| wanted(part.kind));
            wanted.map(|(id, _)| **id).collect()
        };
        Some(Parts {
            participations: row
                .participations
                .iter()
                .map(|(id, (person, _))| (*id, *person))
                .collect(),
            interviews: of(&|kind| kind == Interview::ID),
            acts: of(&|kind| kind == Act::ID),
            others: of(&|kind| ![Interview::ID, Act::ID, Attachment::ID].contains(&kind)),
            attachments: of(&|kind| kind == Attachment::ID),
        })
    }

    /// Open cases that lack something: of that worker, or of nobody yet; all without one.
    pub(crate) fn incomplete(&self, worker: Option<RecordId>) -> Excerpt<IncompleteRow> {
        let ids = self.order.iter().map(|Reverse((_, _, id))| *id);
        let concerned = ids.filter(|id| {
            let row = self.rows.get(id);
            row.is_some_and(|row| {
                !row.is_closed && (worker.is_none() || row.worker.is_none() || row.worker == worker)
            })
        });
        let mut page = Excerpt {
            rows: Vec::new(),
            total: 0,
        };
        for id in concerned.filter(|id| self.is_incomplete(*id)) {
            page.total = page.total.saturating_add(1);
            if page.rows.len() < MOST_ROWS {
                page.rows.extend(self.incomplete_row(id));
            }
        }
        page
    }

    fn is_incomplete(&self, id: RecordId) -> bool {
        let row = self.rows.get(&id);
        row.is_some_and(|row| !row.missing.is_empty() || !self.missing_of_person(row).is_empty())
    }

    /// What is not noted of the person whom a case is about.
    fn missing_of_person(&self, row: &Row) -> &[Missing] {
        let person = self.main_person(row);
        let person = person.and_then(|person| self.persons.get(&person));
        person.map_or(&[Missing::Person], |person| &person.missing)
    }

    /// The record that stands for the person a case is about: the victim, or else the first of those who take part.
    fn main_person(&self, row: &Row) -> Option<RecordId> {
        let parts = row.participations.values();
        let victim = parts.clone().find(|(_, role)| *role == Some(Role::Victim));
        let person = victim
            .and_then(|(person, _)| *person)
            .or_else(|| parts.into_iter().find_map(|(person, _)| *person));
        person.map(|person| self.merges.kept(person))
    }

    fn incomplete_row(&self, id: RecordId) -> Option<IncompleteRow> {
        let row = self.rows.get(&id)?;
        let person = self.main_person(row);
        let mut missing = self.missing_of_person(row).to_vec();
        missing.extend(row.missing.iter().copied());
        missing.sort_unstable();
        Some(IncompleteRow {
            case: self.row(id)?,
            person,
            missing,
        })
    }

    /// What is due in these days, the first due first: what concerns this worker or everyone. What is to be done and is
    /// overdue as well. Nothing of a case that is closed or in the bin, and of evaluations the latest of a case only.
    pub(crate) fn due_in(
        &self,
        days: &RangeInclusive<NaiveDate>,
        worker: Option<RecordId>,
    ) -> Vec<DueRow> {
        let (from, until) = (*days.start(), *days.end());
        let no_id = RecordId::from_bytes([0; 16]);
        let stays = |id: &RecordId| self.dues.get(id).is_some_and(|of| !of.due.kind.passes());
        // The days asked come first, so that nothing old hides them.
        let in_days = self.due.range((from, no_id)..);
        let in_days = in_days.take_while(|(day, _)| *day <= until);
        let overdue = self.due.range(..(from, no_id)).rev();
        let overdue = overdue.filter(|(_, id)| stays(id));
        let mut rows: Vec<DueRow> = in_days
            .chain(overdue)
            .filter_map(|(_, id)| self.due_row(*id, worker))
            .take(MOST_ROWS)
            .collect();
        rows.sort_by_key(|row| (row.day, row.record));
        rows
    }

    fn due_row(&self, id: RecordId, worker: Option<RecordId>) -> Option<DueRow> {
        let DueOf { due, assignee } = *self.dues.get(&id)?;
        if assignee.is_some() && assignee != worker {
            return None;
        }
        let case = self.cases.get(&id).copied();
        let row = case
            .and_then(|case| self.rows.get(&case))
            .filter(|row| row.is_known);
        let is_settled = |row: &Row| row.is_binned || row.is_closed || is_evaluated_since(row, id);
        if row.is_some_and(is_settled) {
            return None;
        }
        Some(DueRow {
            record: id,
            case: case.filter(|_| row.is_some()),
            name: row.map(|row| self.title_of(row)).unwrap_or_default(),
            title: String::new(),
            day: due.day,
            kind: due.kind,
        })
    }

    /// What is due in these days of one's own: what one is to do oneself, and what the cases ask for that one is in charge of,
    /// or that nobody is.
    pub(crate) fn due_of_own(
        &self,
        days: &RangeInclusive<NaiveDate>,
        worker: Option<RecordId>,
    ) -> Vec<OwnDue> {
        let no_id = RecordId::from_bytes([0; 16]);
        let in_days = self.due.range((*days.start(), no_id)..);
        let in_days = in_days.take_while(|(day, _)| day <= days.end());
        let own = in_days.filter_map(|(_, id)| {
            let due = self.due_row(*id, worker)?;
            let row = due.case.and_then(|case| self.rows.get(&case));
            let is_assigned = self.dues.get(id).is_some_and(|of| of.assignee.is_some());
            let in_charge = row.and_then(|row| row.worker);
            let is_own = is_assigned || in_charge.is_none() || in_charge == worker;
            is_own.then(|| OwnDue {
                record: *id,
                day: due.day,
                kind: due.kind,
                number: row.map(|row| self.nameless_number(row)).unwrap_or_default(),
            })
        });
        own.collect()
    }

    /// The file number of a case; empty where somebody put the name of a person of the case into it.
    fn nameless_number(&self, row: &Row) -> String {
        let persons = row.participations.values().filter_map(|part| part.0);
        let records = persons.flat_map(|person| {
            let kept = self.merges.kept(person);
            self.merges.merged_into(kept).chain([kept])
        });
        let names = records.filter_map(|person| self.persons.get(&person));
        let is_letter = |one: char| one.is_alphabetic();
        let holds = |name: &str| {
            let words = row.number.split(|one| !is_letter(one));
            let mut words = words.filter(|word| !word.is_empty());
            words.any(|word| word.to_lowercase() == name.to_lowercase())
        };
        let mut names = names.flat_map(|person| person.name.split(|one| !is_letter(one)));
        match names.any(holds) {
            true => String::new(),
            false => row.number.to_string(),
        }
    }

    /// What lies in the bin, the latest first; of the lists that others keep for themselves nothing.
    pub(crate) fn bin(&self, worker: Option<RecordId>) -> Vec<BinRow> {
        let is_seen = |id: &RecordId| {
            let small = self.small(*id);
            small.is_none_or(|record| casework::is_seen_by(record, worker))
        };
        let mut rows: Vec<BinRow> = self
            .binned
            .iter()
            .filter(|(id, _)| is_seen(id))
            .map(|(id, (kind, day))| self.bin_row(*id, kind, *day))
            .collect();
        rows.sort_by_key(|row| Reverse((row.day, row.record)));
        rows
    }

    fn bin_row(&self, id: RecordId, kind: &str, day: NaiveDate) -> BinRow {
        let case = self.case_of(id);
        let row = case.and_then(|case| self.rows.get(&case));
        BinRow {
            record: id,
            kind: kind.to_owned(),
            case,
            name: row
                .map(|row| self.title_of(row))
                .or_else(|| self.small(id)?.get(partner::LABEL))
                .unwrap_or_default(),
            day,
        }
    }

    /// The name of a case, or else its number.
    fn title_of(&self, row: &Row) -> String {
        match self.name_of(row) {
            "" => row.number.to_string(),
            name => name.to_owned(),
        }
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
        let all = self.order.iter().map(|rank| rank.0.2);
        let mut rows = Vec::new();
        let (mut total, mut close) = (0_usize, 0_u32);
        if found.is_none() && query.is_of_all() {
            total = self.order.len();
            rows.extend(all.skip(offset).take(limit).filter_map(|id| self.row(id)));
        } else {
            let mut take = |id: RecordId| {
                if total >= offset && rows.len() < limit {
                    rows.extend(self.row(id));
                }
                total = total.saturating_add(1);
            };
            let is_of =
                |id: &RecordId, nearness| self.is_match(*id, query, found.as_deref(), nearness);
            all.clone()
                .filter(|id| is_of(id, Nearness::Exact))
                .for_each(&mut take);
            if found.is_some() {
                for id in all.filter(|id| is_of(id, Nearness::Close)) {
                    close = close.saturating_add(1);
                    take(id);
                }
            }
        }
        CasePage {
            rows,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            close,
            is_complete: true,
        }
    }

    fn is_match(
        &self,
        id: RecordId,
        query: &CaseQuery,
        found: Option<&[Option<Nearness>]>,
        wanted: Nearness,
    ) -> bool {
        self.rows.get(&id).is_some_and(|row| {
            let is_found = match found {
                Some(found) => found.get(row.place).copied().flatten() == Some(wanted),
                None => wanted == Nearness::Exact,
            };
            is_found && row.matches(query) && self.has_marks(id, row, &query.marks)
        })
    }

    /// The persons found by all the words of the text, each by the record that stands for her: those of the very words
    /// first, then by name.
    pub(crate) fn persons_found(&self, text: &str) -> Vec<RecordId> {
        let mut found: Option<BTreeMap<RecordId, Nearness>> = None;
        for word in &query_words(text) {
            let mut of_word = BTreeMap::new();
            let mut note = |record: RecordId, nearness: Nearness| {
                if self.persons.contains_key(&record) {
                    let best = of_word.entry(self.merges.kept(record)).or_insert(nearness);
                    *best = nearness.max(*best);
                }
            };
            self.search
                .find_close(word, |record| note(record, Nearness::Close));
            self.search.find(word, Some(Class::Name), |record| {
                note(record, Nearness::Exact);
            });
            if let Some(before) = found {
                of_word.retain(|person, nearness| {
                    let of_both = before.get(person).map(|before| (*before).min(*nearness));
                    *nearness = of_both.unwrap_or(*nearness);
                    of_both.is_some()
                });
            }
            found = Some(of_word);
        }
        let mut found: Vec<_> = found.unwrap_or_default().into_iter().collect();
        let name = |person| self.persons.get(&person).map(|row| &row.name);
        found.sort_by_key(|(person, nearness)| (Reverse(*nearness), name(*person), *person));
        found.into_iter().map(|(person, _)| person).collect()
    }

    /// Whether a record is of a person.
    pub(crate) fn is_person(&self, id: RecordId) -> bool {
        self.persons.contains_key(&id)
    }

    /// The record that stands for a person.
    pub(crate) fn kept_person(&self, person: RecordId) -> RecordId {
        self.merges.kept(person)
    }

    /// The records that were merged into this one, at once or over others.
    pub(crate) fn merged_into(&self, kept: RecordId) -> impl Iterator<Item = RecordId> {
        self.merges.merged_into(kept)
    }

    /// The listed cases of a person, the latest contact first: all of hers for the record that stands for her, for one that was
    /// merged those that name it.
    pub(crate) fn rows_of_person(&self, person: RecordId) -> Vec<CaseRow> {
        let mut cases = BTreeSet::new();
        if self.merges.kept(person) == person {
            self.cases_of_person(person, |case| cases.extend([case]));
        } else if let Some(row) = self.persons.get(&person) {
            cases.extend(&row.cases);
        }
        let ranks = cases
            .iter()
            .filter_map(|case| self.rows.get(case)?.rank(*case));
        let mut ranks: Vec<Rank> = ranks.collect();
        ranks.sort_unstable();
        let rows = ranks.into_iter().filter_map(|rank| self.row(rank.0.2));
        rows.collect()
    }

    /// How near each case, by its place, comes to all the words of the text; none where there is no word.
    fn found(&self, text: &str, class: Option<Class>) -> Option<Vec<Option<Nearness>>> {
        let mut found: Option<Vec<Option<Nearness>>> = None;
        for word in &query_words(text) {
            let mut of_word = vec![None; self.rows.len()];
            if class != Some(Class::Prose) {
                self.search.find_close(word, |record| {
                    self.mark_cases(record, Nearness::Close, &mut of_word);
                });
            }
            self.search.find(word, class, |record| {
                self.mark_cases(record, Nearness::Exact, &mut of_word);
            });
            if let Some(before) = &found {
                for (now, before) in of_word.iter_mut().zip(before) {
                    *now = (*now).min(*before);
                }
            }
            found = Some(of_word);
        }
        found
    }

    fn mark_cases(&self, record: RecordId, nearness: Nearness, places: &mut [Option<Nearness>]) {
        let mut mark = |case| {
            if let Some(place) = self
                .rows
                .get(&case)
                .and_then(|row| places.get_mut(row.place))
            {
                *place = (*place).max(Some(nearness));
            }
        };
        if let Some(case) = self.cases.get(&record) {
            mark(*case);
        } else if self.persons.contains_key(&record) {
            self.cases_of_person(self.merges.kept(record), mark);
        } else {
            mark(record);
        }
    }

    pub(crate) fn row(&self, id: RecordId) -> Option<CaseRow> {
        let row = self.rows.get(&id)?;
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
            needs_decision: self.needs_decision(row),
        })
    }

    /// Whether somebody must choose between rivals: of the case, of a person in it, or of who is one with her.
    fn needs_decision(&self, row: &Row) -> bool {
        let asks = |person: RecordId| {
            let kept = self.merges.kept(person);
            let is_asking = |row: &PersonRow| row.needs_decision;
            let is_disputed = |row: &PersonRow| row.is_merge_disputed;
            let mut merged = self.merges.merged_into(kept);
            self.persons.get(&kept).is_some_and(is_asking)
                || merged.any(|one| self.persons.get(&one).is_some_and(is_disputed))
        };
        let mut persons = row.participations.values();
        row.needs_decision || persons.any(|(person, _)| person.is_some_and(asks))
    }

    fn has_marks(&self, id: RecordId, row: &Row, marks: &[CaseMark]) -> bool {
        marks.iter().all(|mark| match mark {
            CaseMark::ToDecide => self.needs_decision(row),
            CaseMark::ExposedChildren => {
                let mut parts = row.parts.values();
                parts.any(|part| part.is_exposed_child && !part.is_binned)
            }
            CaseMark::OverdueOn(day) => self.is_overdue(id, row, *day),
        })
    }

    /// Whether something of the case was to be done before that day and is not.
    fn is_overdue(&self, id: RecordId, row: &Row, day: NaiveDate) -> bool {
        let is_late = |part: &RecordId| {
            let due = self.dues.get(part).map(|of| of.due);
            due.is_some_and(|due| due.day < day && !due.kind.passes())
                && !is_evaluated_since(row, *part)
        };
        !row.is_closed && row.parts.keys().chain([&id]).any(is_late)
    }

    /// Calls back for every case of the person whom this record stands for.
    fn cases_of_person(&self, kept: RecordId, mut of_case: impl FnMut(RecordId)) {
        for person in self.merges.merged_into(kept).chain([kept]) {
            if let Some(row) = self.persons.get(&person) {
                row.cases.iter().copied().for_each(&mut of_case);
            }
        }
    }

    /// The victim's name, or else that of the first person who has one.
    fn name_of(&self, row: &Row) -> &str {
        let mut parts: Vec<_> = row.participations.values().collect();
        parts.sort_by_key(|(_, role)| *role != Some(Role::Victim));
        // The record that stands for a person may have come without its name.
        let records = parts
            .into_iter()
            .filter_map(|(person, _)| *person)
            .flat_map(|person| [self.merges.kept(person), person]);
        records
            .filter_map(|person| self.persons.get(&person))
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

/// Something of one's own that is due, without a name.
pub(crate) struct OwnDue {
    pub(crate) record: RecordId,
    pub(crate) day: NaiveDate,
    pub(crate) kind: casework::DueKind,
    /// The file number of its case.
    pub(crate) number: String,
}

/// What hangs on a case.
pub(crate) struct Parts {
    pub(crate) participations: Vec<(RecordId, Option<RecordId>)>,
    pub(crate) interviews: Vec<RecordId>,
    pub(crate) acts: Vec<RecordId>,
    /// Children, procedures, evaluations, tasks.
    pub(crate) others: Vec<RecordId>,
    pub(crate) attachments: Vec<RecordId>,
}

/// As what search finds a record by the texts of a field; none where it does not.
fn class_of(spec: &FieldSpec) -> Option<Class> {
    if spec.reader != Reader::Everyone {
        return None;
    }
    match spec.kind {
        _ if spec.is_searchable => Some(Class::Name),
        Kind::LongText | Kind::Notes => Some(Class::Prose),
        _ => None,
    }
}

/// The fields that the team defined and search reads, in order.
fn worded(schemas: &casework::Casework) -> Vec<(&str, Option<Class>)> {
    let fields = schemas.schemas().iter().flat_map(Schema::fields);
    let own = fields.filter(|spec| spec.label.is_some());
    let read = own.filter(|spec| class_of(spec).is_some() || spec.kind == Kind::Date);
    read.map(|spec| (spec.id.as_str(), class_of(spec)))
        .collect()
}

/// Whether this is an evaluation of the case and a later one was signed.
fn is_evaluated_since(row: &Row, id: RecordId) -> bool {
    let Some(this) = row
        .parts
        .get(&id)
        .filter(|part| part.kind == Evaluation::ID)
    else {
        return false;
    };
    row.parts.iter().any(|(other, part)| {
        part.kind == Evaluation::ID
            && part.is_signed
            && !part.is_binned
            && (part.day, *other) > (this.day, id)
    })
}

/// The fields where a person must choose between rivals.
fn asking<'s>(schemas: &'s casework::Casework, record: &Record) -> Vec<&'s FieldSpec> {
    let schema = schemas.schema(record.kind().as_str());
    schema
        .map(|schema| record.needs_decision(schema))
        .unwrap_or_default()
}
