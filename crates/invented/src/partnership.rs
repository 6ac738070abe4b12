//! The partnership of `tests/facts`, with invented people: its 2019 and 2020 give every figure of
//! its report.
//!
//! Nothing is adjusted afterwards. Cases are laid out in groups by the halves of the years in
//! which they are seen; the groups are sized so that halves and years add up to the printed
//! figures, interviews are dealt out half by half, and stations by the printed table. Then come
//! the awkward ones, placed so that a careless count goes wrong: the same victim in two cases, a
//! victim who is accused elsewhere, an interview at midnight between two years, one on a leap day,
//! interviews missed and cancelled, cases with a professional only, or an act only, or nothing.

use std::collections::{BTreeMap, BTreeSet};

use casework::choices::Role;
use chrono::Datelike;
use record::TimeOfDay;

use crate::calendar::{Span, day, earlier, later};
use crate::casefile::{CasePlan, Contact, ContactKind};
use crate::chance::Chance;
use crate::draft::InventedRecord;
use crate::people::PersonPlan;
use crate::places::{STATIONS, station_index};
use crate::rota::{self, Held};
use crate::team;
use crate::words::Language;
use crate::world::{Purpose, World};
use crate::{funding, office};

/// The seed of the partnership: any would do, this one always does.
const SEED: u64 = 2020;

/// The halves of the two years, in order.
const HALVES: usize = 4;

/// Cases seen in the same halves.
struct Group {
    /// First and second half of 2019, first and second of 2020.
    halves: [bool; HALVES],
    cases: usize,
    /// Of them, conjugal violence.
    conjugal: usize,
    /// Of them, sexual violence.
    sexual: usize,
}

const fn group(halves: [u8; HALVES], cases: usize, conjugal: usize, sexual: usize) -> Group {
    let [a, b, c, d] = halves;
    Group {
        halves: [a == 1, b == 1, c == 1, d == 1],
        cases,
        conjugal,
        sexual,
    }
}

/// Places in [`GROUPS`] that the awkward cases name.
const ONLY_LATE_2019: usize = 2;
const ACROSS_NEW_YEAR: usize = 3;
const ONLY_EARLY_2020: usize = 8;
const BOTH_HALVES_OF_2020: usize = 9;
const ONLY_LATE_2020: usize = 10;

/// Halves add up so: cases 86, 95 more, 100, 63 more; conjugal violence 66, 75, 91, 56; victims of
/// sexual violence 21, 22, 36, 19 (see [`twice_met`] for those that are not one a case).
const GROUPS: [Group; 11] = [
    group([1, 0, 0, 0], 52, 38, 11),
    group([1, 1, 0, 0], 28, 22, 8),
    group([0, 1, 0, 0], 77, 59, 17),
    group([0, 1, 1, 0], 14, 13, 4),
    group([1, 1, 1, 0], 3, 3, 1),
    group([0, 1, 0, 1], 4, 3, 1),
    group([1, 0, 0, 1], 2, 2, 1),
    group([1, 1, 1, 1], 1, 1, 0),
    group([0, 0, 1, 0], 50, 44, 17),
    group([0, 0, 1, 1], 32, 30, 14),
    group([0, 0, 0, 1], 57, 51, 18),
];

/// Interviews of a half: with beneficiaries, kept; with professionals, kept.
const INTERVIEWS: [(usize, usize); HALVES] = [(184, 52), (227, 74), (234, 122), (178, 67)];

/// The cases of 2020 by primary station. The three of other sectors are of one town or another of
/// their zone: the report does not tell which.
const STATIONS_2020: [(&str, usize); 13] = [
    ("forbach", 57),
    ("freyming", 26),
    ("boulay", 15),
    ("bouzonville", 3),
    ("creutzwald", 25),
    ("faulquemont", 4),
    ("behren", 13),
    ("farebersviller", 12),
    ("folschviller", 4),
    ("grostenquin", 1),
    ("sarralbe", 1),
    ("metz", 1),
    ("thionville-fameck", 1),
];

/// Shifts held: those of 2020 as reported, those of 2019 invented.
const HELD: [(i32, Held); 2] = [
    (2019, Held { zpn: 139, zgn: 115 }),
    (2020, Held { zpn: 126, zgn: 112 }),
];

/// Cases of a half seen with a professional only, and by an act only.
const ONLY_PROFESSIONAL: usize = 4;
const ONLY_ACT: usize = 3;

/// The records of the partnership: the team and its places first, then persons, then cases.
pub fn partnership(language: Language) -> Vec<InventedRecord> {
    let world = World::new(SEED, language);
    let mut chance = world.chance(Purpose::Plan, 0);
    let mut plan = Plan::new(&mut chance);
    plan.deal_stations(&mut chance);
    plan.twice_met();
    plan.deal_contacts(&mut chance);
    plan.at_the_edges();
    plan.never_counted(&mut chance);
    plan.open_and_close(&mut chance);
    plan.add_others(&mut chance);
    let mut records = team::records(&world);
    records.extend(rota::records(&world));
    records.extend(funding::records(&world));
    records.extend(office::records(&world));
    records.extend(plan.met().map(|person| person.record(&world)));
    records.extend(plan.numbered().iter().flat_map(|case| case.records(&world)));
    let years = HELD
        .into_iter()
        .flat_map(|(year, held)| rota::year(year, held, &mut chance));
    let shifts: Vec<_> = years.collect();
    records.extend(
        (0..)
            .zip(&shifts)
            .map(|(index, shift)| shift.record(&world, index)),
    );
    records
}

/// The cases and persons, while they are laid out.
struct Plan {
    cases: Vec<CasePlan>,
    /// The group of each case; those of no group are counted nowhere.
    groups: Vec<usize>,
    persons: Vec<PersonPlan>,
}

fn half(index: usize) -> Span {
    let edges = [(2019, 1), (2019, 7), (2020, 1), (2020, 7), (2021, 1)];
    let edge = |index: usize| {
        edges
            .get(index)
            .map_or(day(2021, 1, 1), |(year, month)| day(*year, *month, 1))
    };
    Span {
        from: edge(index),
        to: edge(index + 1),
    }
}

impl Plan {
    /// The cases of the groups, each with one victim of its own.
    fn new(chance: &mut Chance) -> Self {
        let mut plan = Self {
            cases: Vec::new(),
            groups: Vec::new(),
            persons: Vec::new(),
        };
        for (index, group) in GROUPS.iter().enumerate() {
            let mut conjugal: Vec<_> = (0..group.cases).map(|case| case < group.conjugal).collect();
            chance.shuffle(&mut conjugal);
            for (case, is_conjugal) in conjugal.into_iter().enumerate() {
                plan.add_case(index, is_conjugal, case < group.sexual);
            }
        }
        plan
    }

    fn add_case(&mut self, group: usize, is_conjugal: bool, is_sexual: bool) -> usize {
        let index = self.cases.len();
        let victim = self.add_person(Role::Victim, index);
        self.groups.push(group);
        self.cases.push(CasePlan {
            index: index as u64,
            number: String::new(),
            station: 0,
            opened: day(2020, 1, 1),
            closed: None,
            is_conjugal,
            is_sexual,
            people: vec![(victim, Role::Victim)],
            contacts: Vec::new(),
        });
        index
    }

    fn add_person(&mut self, role: Role, case: usize) -> u64 {
        let index = self.persons.len() as u64;
        let station = self.cases.get(case).map_or(0, |case| case.station);
        self.persons.push(PersonPlan {
            index,
            role,
            station,
            known_on: day(2020, 1, 1),
        });
        index
    }

    /// The cases of a group that are, or are not, sexual violence.
    fn of_group(&self, group: usize, is_sexual: bool) -> Vec<usize> {
        let fits =
            |case: &usize| self.groups[*case] == group && self.cases[*case].is_sexual == is_sexual;
        (0..self.cases.len()).filter(fits).collect()
    }

    fn victim(&self, case: usize) -> u64 {
        self.cases[case].people[0].0
    }

    /// Gives each case seen in 2020 its station by the printed table, the others any.
    fn deal_stations(&mut self, chance: &mut Chance) {
        let of_2020 = STATIONS_2020
            .iter()
            .filter_map(|(slug, cases)| Some((station_index(slug)?, *cases)));
        let mut stations: Vec<_> = of_2020
            .flat_map(|(station, cases)| std::iter::repeat_n(station, cases))
            .collect();
        chance.shuffle(&mut stations);
        for (case, group) in self.cases.iter_mut().zip(&self.groups) {
            let is_in_2020 = GROUPS[*group].halves[2] || GROUPS[*group].halves[3];
            let dealt = if is_in_2020 { stations.pop() } else { None };
            case.station = dealt.unwrap_or_else(|| any_station(chance));
            let (victim, _) = case.people[0];
            if let Some(person) = usize::try_from(victim)
                .ok()
                .and_then(|victim| self.persons.get_mut(victim))
            {
                person.station = case.station;
            }
        }
    }

    /// People met in two cases, and two victims in one: persons are not cases.
    ///
    /// Sexual violence, against one victim a case: of those seen only early in 2020 one case has
    /// two victims (+1); of those seen in both halves of 2020 two cases have the same (−1); of
    /// those seen only late in 2020 one has a victim already met early (−1). One victim of late
    /// 2019 is met again in another case of 2020, and counts once in each year (0).
    fn twice_met(&mut self) {
        let early = self.of_group(ONLY_EARLY_2020, true);
        let both = self.of_group(BOTH_HALVES_OF_2020, true);
        let late = self.of_group(ONLY_LATE_2020, true);
        let before = self.of_group(ONLY_LATE_2019, true);
        let harmless = self.of_group(ACROSS_NEW_YEAR, false);
        let second = self.add_person(Role::Victim, early[0]);
        self.cases[early[0]].people.push((second, Role::Victim));
        self.cases[both[1]].people[0].0 = self.victim(both[0]);
        self.cases[late[0]].people[0].0 = self.victim(early[1]);
        self.cases[early[2]].people[0].0 = self.victim(before[0]);
        // Victim of something else in one case; accused, and witness, where it is sexual violence.
        let [first, other] = [harmless[0], harmless[1]].map(|case| self.victim(case));
        self.cases[early[3]].people.push((first, Role::Accused));
        self.cases[both[2]].people.push((other, Role::Witness));
    }

    /// Deals interviews and acts half by half: every case seen in a half gets one at least.
    fn deal_contacts(&mut self, chance: &mut Chance) {
        for (index, (beneficiary, professional)) in INTERVIEWS.into_iter().enumerate() {
            let mut members: Vec<_> = (0..self.cases.len())
                .filter(|case| GROUPS[self.groups[*case]].halves[index])
                .collect();
            chance.shuffle(&mut members);
            let (only_professional, rest) = members.split_at(ONLY_PROFESSIONAL);
            let (only_act, met) = rest.split_at(ONLY_ACT);
            let mut dealt: Vec<(usize, ContactKind)> = Vec::new();
            let one_each = |cases: &[usize], kind| {
                cases
                    .iter()
                    .map(move |case| (*case, kind))
                    .collect::<Vec<_>>()
            };
            dealt.extend(one_each(only_professional, ContactKind::Professional));
            dealt.extend(one_each(only_act, ContactKind::Act));
            dealt.extend(one_each(met, ContactKind::Beneficiary));
            // Some cases are met often and most a few times: the lower of two draws.
            let mut any_met = || met[chance.below(met.len()).min(chance.below(met.len()))];
            let more = [
                (ContactKind::Beneficiary, beneficiary - met.len()),
                (ContactKind::Professional, professional - ONLY_PROFESSIONAL),
                (ContactKind::Act, met.len() * 4 / 5),
                (ContactKind::Missed, 16),
                (ContactKind::Cancelled, 12),
            ];
            for (kind, count) in more {
                dealt.extend((0..count).map(|_| (any_met(), kind)));
            }
            self.date_contacts(half(index), &dealt, chance);
        }
    }

    /// Gives each contact a working day of the half, those of a case within some months.
    fn date_contacts(&mut self, half: Span, dealt: &[(usize, ContactKind)], chance: &mut Chance) {
        let first: Vec<_> = self.cases.iter().map(|_| half.any_day(chance)).collect();
        for (case, kind) in dealt {
            let from = if self.cases[*case].contacts.is_empty() {
                first[*case]
            } else {
                half.from
            };
            let following = Span { from, to: half.to };
            let reach = following.days().min(100);
            let date = half.working_day_near(later(from, chance.below(reach)));
            self.cases[*case].contacts.push(Contact {
                date,
                start: None,
                kind: *kind,
            });
        }
    }

    /// Moves interviews to the edges of days, halves and years, never out of their half.
    fn at_the_edges(&mut self) {
        let edges = [
            (day(2019, 1, 1), 0, 0),
            (day(2019, 6, 30), 23, 59),
            (day(2019, 7, 1), 0, 0),
            (day(2019, 12, 31), 23, 30),
            (day(2020, 1, 1), 0, 0),
            (day(2020, 2, 29), 10, 0),
            (day(2020, 6, 30), 23, 45),
            (day(2020, 7, 1), 0, 15),
            (day(2020, 12, 31), 23, 59),
        ];
        // The night between the years belongs to one case, seen in both.
        let across = self
            .of_group(ACROSS_NEW_YEAR, false)
            .into_iter()
            .find(|case| {
                let kept_in = |half: Span| move |contact: &Contact| is_movable(contact, half);
                let contacts = &self.cases[*case].contacts;
                contacts.iter().any(kept_in(half(1))) && contacts.iter().any(kept_in(half(2)))
            });
        for (date, hour, minute) in edges {
            let is_night = date == day(2019, 12, 31) || date == day(2020, 1, 1);
            let wanted = across.filter(|_| is_night);
            let Some(half) = (0..HALVES).map(half).find(|half| half.holds(date)) else {
                continue;
            };
            let of_case =
                |(index, _): &(usize, &mut CasePlan)| wanted.is_none_or(|case| case == *index);
            let mut contacts = self
                .cases
                .iter_mut()
                .enumerate()
                .filter(of_case)
                .flat_map(|(_, case)| &mut case.contacts);
            if let Some(contact) = contacts.find(|contact| is_movable(contact, half)) {
                contact.date = date;
                contact.start = TimeOfDay::new(hour, minute);
            }
        }
    }

    /// Contacts and cases of 2018 and 2021, and cases without any contact: no figure has them.
    fn never_counted(&mut self, chance: &mut Chance) {
        let at = |date, hour, minute, kind| Contact {
            date,
            start: TimeOfDay::new(hour, minute),
            kind,
        };
        let eve = at(day(2018, 12, 31), 23, 30, ContactKind::Beneficiary);
        let morrow = at(day(2021, 1, 1), 0, 0, ContactKind::Beneficiary);
        self.cases[0].contacts.push(eve);
        let last = self.cases.len() - 1;
        self.cases[last].contacts.push(morrow);
        let late = day(2021, 1, 12);
        let outside = [
            vec![at(day(2018, 12, 18), 9, 30, ContactKind::Beneficiary)],
            vec![at(day(2018, 12, 20), 14, 0, ContactKind::Professional), eve],
            vec![morrow],
            vec![at(late, 9, 0, ContactKind::Act)],
            vec![at(late, 10, 0, ContactKind::Cancelled)],
            vec![],
            vec![],
        ];
        for contacts in outside {
            let case = self.add_case(0, true, true);
            self.cases[case].station = any_station(chance);
            self.cases[case].contacts = contacts;
        }
    }

    /// Opens each case on the day of its first contact or shortly before, and closes most.
    fn open_and_close(&mut self, chance: &mut Chance) {
        for case in &mut self.cases {
            case.contacts.sort();
            let first = case
                .contacts
                .first()
                .map_or(day(2020, 5, 12), |contact| contact.date);
            let last = case.contacts.last().map_or(first, |contact| contact.date);
            let wait = match chance.below(20) {
                0..5 if first < day(2019, 5, 1) => 60 + chance.below(200),
                0..8 => chance.below(12),
                _ => 0,
            };
            case.opened = earlier(first, wait);
            let percent = if last < day(2020, 7, 1) { 85 } else { 25 };
            let closed = later(last, 20 + chance.below(120));
            case.closed = chance.percent(percent).then_some(closed);
        }
    }

    /// Those accused, witnesses and relatives.
    fn add_others(&mut self, chance: &mut Chance) {
        for case in 0..self.cases.len() {
            for (role, percent) in [(Role::Accused, 55), (Role::Witness, 8), (Role::Relative, 6)] {
                if chance.percent(percent) {
                    let person = self.add_person(role, case);
                    self.cases[case].people.push((person, role));
                }
            }
        }
    }

    /// The persons of some case: [`Plan::twice_met`] leaves some in none.
    fn met(&self) -> impl Iterator<Item = &PersonPlan> {
        let people = self.cases.iter().flat_map(|case| &case.people);
        let met: BTreeSet<_> = people.map(|(person, _)| *person).collect();
        self.persons
            .iter()
            .filter(move |person| met.contains(&person.index))
    }

    /// The cases in the order of their opening, numbered within its year.
    fn numbered(mut self) -> Vec<CasePlan> {
        self.cases.sort_by_key(|case| (case.opened, case.index));
        let mut serials = BTreeMap::new();
        for case in &mut self.cases {
            let serial: &mut u32 = serials.entry(case.opened.year()).or_default();
            *serial += 1;
            case.number = format!("{}-{serial:03}", case.opened.year());
        }
        self.cases
    }
}

/// An interview kept with a beneficiary in the half, not yet moved to an edge.
fn is_movable(contact: &Contact, half: Span) -> bool {
    contact.kind == ContactKind::Beneficiary && contact.start.is_none() && half.holds(contact.date)
}

/// A station of the convention, the large ones oftener.
pub(crate) fn any_station(chance: &mut Chance) -> usize {
    let weights = STATIONS.map(|station| {
        let of_2020 = STATIONS_2020.iter().find(|(slug, _)| *slug == station.slug);
        of_2020.map_or(0, |(_, cases)| *cases)
    });
    chance.weighted(&weights)
}
