//! Any number of cases over ten years, made one by one so that fifty thousand need no memory.

use std::collections::VecDeque;

use casework::choices::Role;
use chrono::Datelike;

use crate::calendar::{Span, day, later};
use crate::casefile::{CasePlan, Contact, ContactKind};
use crate::chance::Chance;
use crate::draft::InventedRecord;
use crate::partnership::any_station;
use crate::people::PersonPlan;
use crate::rota::{self, Held};
use crate::team;
use crate::words::Language;
use crate::world::{Purpose, World};

/// The ten years the cases are opened in.
const YEARS: std::ops::Range<i32> = 2016..2026;

/// Persons of a case are numbered from its index times this.
const PERSONS_A_CASE: u64 = 4;

/// The records of a team with `cases` cases opened over ten years, 2016 to 2025: the team and its
/// places first, then its shifts, then case by case with its persons before it.
///
/// The same for a seed; and the first cases of a large crowd are those of a smaller one.
pub fn sized(cases: u32, seed: u64) -> impl Iterator<Item = InventedRecord> {
    Crowd::new(cases, seed)
}

struct Crowd {
    world: World,
    cases: u64,
    next: u64,
    ready: VecDeque<InventedRecord>,
}

impl Crowd {
    fn new(cases: u32, seed: u64) -> Self {
        let world = World::new(seed, Language::French);
        let mut chance = world.chance(Purpose::Plan, u64::MAX);
        let mut ready: VecDeque<_> = team::records(&world).into();
        let years = YEARS.flat_map(|year| {
            let held = Held {
                zpn: 120 + chance.below(30),
                zgn: 100 + chance.below(25),
            };
            rota::year(year, held, &mut chance)
        });
        let shifts: Vec<_> = years.collect();
        ready.extend(
            (0..)
                .zip(&shifts)
                .map(|(index, shift)| shift.record(&world, index)),
        );
        Self {
            world,
            cases: cases.into(),
            next: 0,
            ready,
        }
    }
}

impl Iterator for Crowd {
    type Item = InventedRecord;

    fn next(&mut self) -> Option<InventedRecord> {
        if self.ready.is_empty() && self.next < self.cases {
            let index = self.next;
            self.next += 1;
            let (persons, case) = plan(&self.world, index);
            self.ready
                .extend(persons.iter().map(|person| person.record(&self.world)));
            self.ready.extend(case.records(&self.world));
        }
        self.ready.pop_front()
    }
}

/// A case and the persons met in it for the first time.
fn plan(world: &World, index: u64) -> (Vec<PersonPlan>, CasePlan) {
    let mut chance = world.chance(Purpose::Plan, index);
    let decade = Span {
        from: day(YEARS.start, 1, 1),
        to: day(YEARS.end, 1, 1),
    };
    let opened = decade.any_day(&mut chance);
    let station = any_station(&mut chance);
    let (persons, people) = people(index, station, opened, &mut chance);
    let contacts = contacts(opened, &mut chance);
    let last = contacts.last().map_or(opened, |contact| contact.date);
    let is_closed = chance.percent(if opened < day(2025, 1, 1) { 90 } else { 30 });
    let case = CasePlan {
        index,
        number: format!("{}-{:05}", opened.year(), index + 1),
        station,
        opened,
        closed: is_closed.then(|| later(last, 20 + chance.below(120))),
        is_conjugal: chance.percent(88),
        is_sexual: chance.percent(28),
        people,
        contacts,
    };
    (persons, case)
}

/// Who takes part. The victim was met in an earlier case three times in a hundred.
fn people(
    case: u64,
    station: usize,
    opened: chrono::NaiveDate,
    chance: &mut Chance,
) -> (Vec<PersonPlan>, Vec<(u64, Role)>) {
    let mut persons = Vec::new();
    let mut people = Vec::new();
    let roles = [
        (Role::Victim, 100),
        (Role::Accused, 55),
        (Role::Witness, 8),
        (Role::Relative, 6),
    ];
    for (place, (role, percent)) in (0..).zip(roles) {
        if !chance.percent(percent) {
            continue;
        }
        if role == Role::Victim && case > 0 && chance.percent(3) {
            let earlier = chance.number() % case;
            people.push((victim_of(earlier), role));
            continue;
        }
        let index = case * PERSONS_A_CASE + place;
        people.push((index, role));
        persons.push(PersonPlan {
            index,
            role,
            station,
            known_on: opened,
        });
    }
    (persons, people)
}

/// The person numbered as the victim of a case. If that one was itself met earlier, the number is
/// of nobody: as where a person was erased while a case remains.
fn victim_of(case: u64) -> u64 {
    case * PERSONS_A_CASE
}

fn contacts(opened: chrono::NaiveDate, chance: &mut Chance) -> Vec<Contact> {
    let span = Span {
        from: opened,
        to: later(opened, 15 + chance.below(400)),
    };
    let count = 1 + chance.below(5) + chance.below(4);
    let kinds = [
        (ContactKind::Beneficiary, 55),
        (ContactKind::Professional, 20),
        (ContactKind::Act, 18),
        (ContactKind::Missed, 4),
        (ContactKind::Cancelled, 3),
    ];
    let mut contacts: Vec<_> = (0..count)
        .map(|place| {
            let date = if place == 0 {
                opened
            } else {
                span.any_day(chance)
            };
            Contact {
                date: span.working_day_near(date),
                start: None,
                kind: kinds[chance.weighted(&kinds.map(|(_, weight)| weight))].0,
            }
        })
        .collect();
    contacts.sort();
    contacts
}
