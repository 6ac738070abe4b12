//! Invented people: names, ages, homes, and how to reach them safely.

use casework::choices::{Channel, FamilySituation, Housing, Income, Relationship, Role, Sex};
use casework::{Participation, Person, participation, person};
use chrono::NaiveDate;
use record::{Choice, RecordId, Set};

use crate::calendar::{day, earlier};
use crate::chance::Chance;
use crate::draft::InventedRecord;
use crate::places::STATIONS;
use crate::words::{Text, Words};
use crate::world::{Purpose, World};

/// A person to write down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PersonPlan {
    /// Names the person among all.
    pub(crate) index: u64,
    /// As what the person first appears: victims are mostly women, those accused mostly men.
    pub(crate) role: Role,
    /// Index in [`STATIONS`] of the station the person lives near.
    pub(crate) station: usize,
    /// A day on which the age was known.
    pub(crate) known_on: NaiveDate,
}

impl PersonPlan {
    pub(crate) fn record(&self, world: &World) -> InventedRecord {
        let mut chance = world.chance(Purpose::Person, self.index);
        let chance = &mut chance;
        let sex = sex_of(self.role, chance);
        let record = InventedRecord::new(world.id(Purpose::Person, self.index), Person::ID);
        let record = named(record, sex, &world.words, chance);
        let record = aged(record.with(person::SEX, sex), self.known_on, chance);
        match self.role {
            Role::Victim => {
                let record = reachable(record, &world.words, chance);
                settled(record, self.station, &world.words, chance)
            }
            Role::Accused | Role::Witness | Role::Relative | Role::Other => record,
        }
    }
}

/// What a person is in a case; the number of the participation among all is the caller's.
pub(crate) fn participation_record(
    world: &World,
    index: u64,
    case: RecordId,
    person: u64,
    role: Role,
) -> InventedRecord {
    InventedRecord::new(world.id(Purpose::Participation, index), Participation::ID)
        .with(participation::CASE, case)
        .with(participation::PERSON, world.id(Purpose::Person, person))
        .with(participation::ROLE, role)
}

/// What an accused person is to a victim, in a case of conjugal violence or another.
pub(crate) fn relationship(is_conjugal: bool, chance: &mut Chance) -> Relationship {
    let list: &[Relationship] = if is_conjugal {
        &[
            Relationship::Spouse,
            Relationship::FormerSpouse,
            Relationship::Partner,
            Relationship::FormerPartner,
        ]
    } else {
        &[
            Relationship::Parent,
            Relationship::Child,
            Relationship::OtherFamily,
            Relationship::Neighbour,
            Relationship::Acquaintance,
        ]
    };
    chance.pick(list).copied().unwrap_or(Relationship::Other)
}

fn sex_of(role: Role, chance: &mut Chance) -> Sex {
    let women = match role {
        Role::Victim => 92,
        Role::Accused => 8,
        Role::Witness | Role::Relative | Role::Other => 60,
    };
    if chance.percent(women) {
        Sex::Woman
    } else {
        Sex::Man
    }
}

/// Family and given names, or now and then a first name alone as pseudonym.
fn named(record: InventedRecord, sex: Sex, words: &Words, chance: &mut Chance) -> InventedRecord {
    let given = match sex {
        Sex::Woman | Sex::Other => words.woman(chance),
        Sex::Man => words.man(chance),
    };
    let family = words.family(chance);
    if chance.percent(4) {
        return record.with(person::PSEUDONYM, given.to_owned());
    }
    record
        .with(person::FAMILY_NAME, family.to_owned())
        .with(person::GIVEN_NAMES, given.to_owned())
}

/// A birth date for two in three, an age bracket for the others.
fn aged(record: InventedRecord, known_on: NaiveDate, chance: &mut Chance) -> InventedRecord {
    let decade = [1, 2, 3, 4, 5, 6, 7][chance.weighted(&[4, 26, 30, 22, 11, 5, 2])];
    let years = decade * 10 + chance.below(10);
    if chance.percent(66) {
        // One birthday in a leap day: 29 February is typed by people too.
        let birth = if chance.percent(1) {
            day(1988, 2, 29)
        } else {
            earlier(known_on, years * 365 + chance.below(365))
        };
        return record.with(person::BIRTH_DATE, birth);
    }
    let bracket = casework::age_bracket(u32::try_from(years).unwrap_or(u32::MAX));
    record.with(person::AGE_BRACKET, bracket)
}

/// How to reach the person safely. Numbers are of the range kept for fiction (06 39 98).
fn reachable(record: InventedRecord, words: &Words, chance: &mut Chance) -> InventedRecord {
    let number = format!("06 39 98 {:02} {:02}", chance.below(100), chance.below(100));
    let is_watched = chance.percent(30);
    let mut record = record
        .with(
            person::CONTACT_CHANNEL,
            if is_watched {
                Channel::Relative
            } else {
                Channel::Call
            },
        )
        .with(person::PHONE, number)
        .with(person::VOICEMAIL_ALLOWED, chance.percent(25))
        .with(person::SMS_ALLOWED, !is_watched && chance.percent(50));
    if chance.percent(40) {
        record = record.with(
            person::CONTACT_HOURS,
            words.text(Text::Hours, chance).to_owned(),
        );
    }
    if is_watched {
        let forbidden: Set<Channel> = [Channel::Post, Channel::Voicemail].into_iter().collect();
        record = record
            .with(person::CODE_WORD, words.text(Text::Code, chance).to_owned())
            .with(person::FORBIDDEN_CHANNELS, forbidden);
    }
    record
}

/// Where and on what the person lives.
fn settled(
    record: InventedRecord,
    station: usize,
    words: &Words,
    chance: &mut Chance,
) -> InventedRecord {
    let town = STATIONS.get(station).map_or("", |station| station.label);
    let languages = ["fr", "fr", "fr", "ar", "tr", "it", "pl", "de", "uk", "sq"];
    let mut spoken: Vec<String> = chance
        .pick(&languages)
        .map(|tag| (*tag).to_owned())
        .into_iter()
        .collect();
    let needs_interpreter = spoken.iter().any(|tag| tag != "fr") && chance.percent(25);
    if !needs_interpreter && !spoken.iter().any(|tag| tag == "fr") {
        spoken.push("fr".to_owned());
    }
    let mut record = record
        .with(person::TOWN, town.to_owned())
        .with(
            person::LANGUAGES,
            spoken.into_iter().collect::<Set<String>>(),
        )
        .with(person::NEEDS_INTERPRETER, needs_interpreter)
        .with_some(person::FAMILY_SITUATION, any::<FamilySituation>(85, chance))
        .with_some(person::HOUSING, any::<Housing>(75, chance))
        .with_some(person::INCOME, any::<Income>(70, chance));
    if chance.percent(5) {
        record = record.with(person::IS_PREGNANT, true);
    }
    if chance.percent(8) {
        let note = words.text(Text::Note, chance).to_owned();
        record = record.with(person::NOTES, record::Notes(vec![note]));
    }
    record
}

/// One answer of a list, so many times in a hundred; otherwise nobody asked.
pub(crate) fn any<C: Choice>(percent: usize, chance: &mut Chance) -> Option<C> {
    let answer = chance.pick(C::ALL).copied();
    answer.filter(|_| chance.percent(percent))
}
