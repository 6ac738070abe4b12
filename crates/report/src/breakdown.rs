//! What was done, broken down by what was answered: persons by origin, role, sex and age; referrals by partner and outcome; measures;
//! children and reports about them; the delay from referral to first interview; sessions.
//!
//! A breakdown is a list of cells, each with its answers along the dimensions of its topic. Any sum of cells is named by a [`Slice`],
//! which leads to the records behind it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use casework::choices::{ActKind, AgeBracket, InterviewStatus, InterviewWith, SessionStatus};
use casework::{Act, Case, Child, Participation, Session};
use chrono::{Datelike, NaiveDate};
use record::{Choice, RecordId, RecordKind};
use serde::{Deserialize, Serialize};

use crate::answers::AnswerKey;
use crate::facts::{Day, Facts};
use crate::figure::NoSuchFigureError;
use crate::number::Tenths;
use crate::reading::Reading;

/// What is broken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// Persons in cases handled, each once a case and role however many records were merged into one: by origin of the case, role, sex
    /// and age. The age is the bracket that was said, else that of the birth date on the last day of the period.
    People,
    /// Referrals to partners, dated in the period: by kind of partner and outcome.
    Referrals,
    /// Protection measures asked for in the period; by the day of the act where none was said for asking.
    MeasuresAsked,
    /// Protection measures granted in the period.
    MeasuresGranted,
    /// Children of the households of cases handled: by what they lived.
    Children,
    /// Cases of which a report about a child left in the period: to child protection, to the prosecutor.
    ChildReports,
    /// Cases whose first interview kept with a beneficiary is in the period: by the days since the referral.
    Delays,
    /// Trainings and awareness sessions of the period: by kind and by what became of them.
    Sessions,
}

/// What a cell is told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// The answers to a field of a kind of record.
    Answer {
        /// The kind's id.
        kind: &'static str,
        /// The field's id.
        field: &'static str,
    },
    /// [`Delay`].
    Delay,
    /// `concern` (fr: *information préoccupante*) or `prosecutor` (fr: *signalement*).
    Report,
}

/// How long a person waited, in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// On the day of the referral.
    SameDay,
    /// One to seven days.
    Week,
    /// Eight to thirty days.
    Month,
    /// More than thirty days.
    Longer,
    /// The interview came before the referral: a day to check.
    Before,
}

impl Delay {
    /// In the order shown.
    pub const ALL: [Self; 5] = [
        Self::SameDay,
        Self::Week,
        Self::Month,
        Self::Longer,
        Self::Before,
    ];

    /// Its id, as cells hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SameDay => "same_day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Longer => "longer",
            Self::Before => "before",
        }
    }

    fn of_days(days: i32) -> Self {
        match days {
            ..0 => Self::Before,
            0 => Self::SameDay,
            1..=7 => Self::Week,
            8..=30 => Self::Month,
            _ => Self::Longer,
        }
    }
}

/// The ids of reports about children.
const REPORTS: [&str; 2] = ["concern", "prosecutor"];

const fn answer(kind: &'static str, field: &'static str) -> Dimension {
    Dimension::Answer { kind, field }
}

const PEOPLE: [Dimension; 4] = [
    answer("case", "origin"),
    answer("participation", "role"),
    answer("person", "sex"),
    answer("person", "age_bracket"),
];
const REFERRALS: [Dimension; 2] = [answer("act", "partner_kind"), answer("act", "outcome")];
const MEASURES: [Dimension; 1] = [answer("act", "measure")];
const CHILDREN: [Dimension; 1] = [answer("child", "exposure")];
const SESSIONS: [Dimension; 2] = [answer("session", "kind"), answer("session", "status")];

impl Topic {
    /// In the order shown.
    pub const ALL: [Self; 8] = [
        Self::People,
        Self::Delays,
        Self::Referrals,
        Self::MeasuresAsked,
        Self::MeasuresGranted,
        Self::Children,
        Self::ChildReports,
        Self::Sessions,
    ];

    /// A short stable name, for paths and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Referrals => "referrals",
            Self::MeasuresAsked => "measures-asked",
            Self::MeasuresGranted => "measures-granted",
            Self::Children => "children",
            Self::ChildReports => "child-reports",
            Self::Delays => "delays",
            Self::Sessions => "sessions",
        }
    }

    /// The topic of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }

    /// What its cells are told apart by.
    pub const fn dimensions(self) -> &'static [Dimension] {
        match self {
            Self::People => &PEOPLE,
            Self::Referrals => &REFERRALS,
            Self::MeasuresAsked | Self::MeasuresGranted => &MEASURES,
            Self::Children => &CHILDREN,
            Self::ChildReports => &[Dimension::Report],
            Self::Delays => &[Dimension::Delay],
            Self::Sessions => &SESSIONS,
        }
    }

    /// The kind of the records behind its cells.
    pub const fn kind(self) -> RecordKind {
        match self {
            Self::People => Participation::KIND,
            Self::Referrals | Self::MeasuresAsked | Self::MeasuresGranted => Act::KIND,
            Self::Children => Child::KIND,
            Self::ChildReports | Self::Delays => Case::KIND,
            Self::Sessions => Session::KIND,
        }
    }
}

/// A sum of cells of a topic: those that give certain answers along certain dimensions. Named by a digest of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slice(AnswerKey);

impl Slice {
    /// The cells with these answers, one a dimension: an id, nothing (`""`) for what was not said, `None` for any.
    pub fn of(topic: Topic, answers: &[Option<&str>]) -> Self {
        let answers: Vec<_> = answers.iter().map(|one| one.unwrap_or("*")).collect();
        Self(AnswerKey::of(topic.name(), &answers.join("/")))
    }

    /// Whether a cell with these answers is in it.
    fn holds(self, topic: Topic, answers: &[&str]) -> bool {
        // Which dimensions were left open is not kept: there are sixteen ways at the most.
        (0..1_u32 << answers.len()).any(|open| {
            let asked = answers.iter().enumerate().map(|(place, one)| {
                let is_open = open & (1 << place) != 0;
                (!is_open).then_some(*one)
            });
            Self::of(topic, &asked.collect::<Vec<_>>()) == self
        })
    }
}

impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Slice {
    type Err = NoSuchFigureError;

    fn from_str(text: &str) -> Result<Self, NoSuchFigureError> {
        text.parse().map(Self)
    }
}

/// A topic, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakdown {
    /// Which.
    pub topic: Topic,
    /// In order of their answers; those of nothing are left out.
    pub cells: Vec<Cell>,
    /// Of delays, the median in days; those before the referral, and those unknown, left out.
    pub median_days: Option<Tenths>,
    /// Of sessions held, how many people came in all.
    pub participants: Option<u32>,
}

/// What has the same answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// One a dimension, an id; nothing where it was not said.
    pub answers: Vec<String>,
    /// How many.
    pub count: u32,
}

impl Breakdown {
    /// How many there are in all.
    pub fn total(&self) -> u32 {
        self.count(&[])
    }

    /// How many give these answers, one a dimension: `None`, like what is left out at the end, for any.
    pub fn count(&self, answers: &[Option<&str>]) -> u32 {
        let fits = |cell: &&Cell| {
            let mut pairs = answers.iter().zip(&cell.answers);
            pairs.all(|(wanted, given)| wanted.is_none_or(|wanted| wanted == given))
        };
        self.cells.iter().filter(fits).map(|cell| cell.count).sum()
    }
}

/// Every topic that has something in it, from a day, included, to another, not included.
pub fn breakdowns(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Vec<Breakdown> {
    let reading = Reading::new(facts, from, to);
    let counted = Topic::ALL
        .into_iter()
        .map(|topic| breakdown(&reading, topic));
    counted.filter(|one| !one.cells.is_empty()).collect()
}

fn breakdown(reading: &Reading<'_>, topic: Topic) -> Breakdown {
    let mut cells: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    each(reading, topic, &mut |answers, _| {
        let answers = answers.iter().map(|one| (*one).to_owned()).collect();
        *cells.entry(answers).or_default() += 1;
    });
    let cells = cells
        .into_iter()
        .map(|(answers, count)| Cell { answers, count });
    Breakdown {
        topic,
        cells: cells.collect(),
        median_days: (topic == Topic::Delays).then(|| median(reading)).flatten(),
        participants: (topic == Topic::Sessions).then(|| participants(reading)),
    }
}

/// The records behind a slice, sorted, each once.
pub(crate) fn behind(reading: &Reading<'_>, topic: Topic, slice: Slice) -> Vec<RecordId> {
    let mut ids = Vec::new();
    each(reading, topic, &mut |answers, id| {
        if slice.holds(topic, answers) {
            ids.push(id);
        }
    });
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Gives each thing that a topic counts: its answers, and its record.
fn each(reading: &Reading<'_>, topic: Topic, give: &mut dyn FnMut(&[&str], RecordId)) {
    match topic {
        Topic::People => people(reading, give),
        Topic::Referrals => {
            let Facts { acts, chosen, .. } = reading.facts;
            for row in acts_of(reading, ActKind::Referral) {
                if reading.span.holds(acts.day[row]) {
                    let answers =
                        [acts.partner_kind[row], acts.outcome[row]].map(|one| chosen.id(one));
                    give(&answers, acts.ids[row]);
                }
            }
        }
        Topic::MeasuresAsked => measures(reading, give, |day, asked, _| match asked {
            Day::NONE => day,
            asked => asked,
        }),
        Topic::MeasuresGranted => measures(reading, give, |_, _, granted| granted),
        Topic::Children => {
            let Facts {
                children, chosen, ..
            } = reading.facts;
            for row in reading.facts.children_here() {
                let case = children.case[row].row();
                if case.is_some_and(|case| reading.handled[case]) {
                    give(&[chosen.id(children.exposure[row])], children.ids[row]);
                }
            }
        }
        Topic::ChildReports => {
            let cases = &reading.facts.cases;
            for row in cases.here() {
                let days = [cases.concern_reported[row], cases.prosecutor_reported[row]];
                for (report, day) in REPORTS.into_iter().zip(days) {
                    if reading.span.holds(day) {
                        give(&[report], cases.ids[row]);
                    }
                }
            }
        }
        Topic::Delays => {
            for (row, days) in delays(reading) {
                let delay = days.map_or("", |days| Delay::of_days(days).id());
                give(&[delay], reading.facts.cases.ids[row]);
            }
        }
        Topic::Sessions => {
            let Facts {
                sessions, chosen, ..
            } = reading.facts;
            for row in sessions
                .here()
                .filter(|row| reading.span.holds(sessions.day[*row]))
            {
                let answers = [sessions.kind[row], sessions.status[row]].map(|one| chosen.id(one));
                give(&answers, sessions.ids[row]);
            }
        }
    }
}

fn people(reading: &Reading<'_>, give: &mut dyn FnMut(&[&str], RecordId)) {
    let Facts {
        cases,
        persons,
        participations,
        chosen,
        ..
    } = reading.facts;
    // Of several records that say the same of one person, the first by id stands for all.
    let mut once = BTreeMap::new();
    for row in participations.here() {
        let (case, person) = (
            participations.case[row].row(),
            participations.person[row].row(),
        );
        let (Some(case), Some(person)) = (case, person) else {
            continue;
        };
        if reading.handled[case] {
            let role = participations.said_role[row];
            let key = (case, reading.facts.kept_person(person), role);
            let id = participations.ids[row];
            let first = once.entry(key).or_insert(id);
            *first = id.min(*first);
        }
    }
    let last = reading.to.pred_opt().unwrap_or(reading.to);
    for ((case, person, role), id) in once {
        let said = chosen.id(persons.age[person]);
        let age = match (said, persons.born[person]) {
            ("", Some(born)) => bracket_on(born, last).map_or("", Choice::id),
            (said, _) => said,
        };
        let answers = [
            chosen.id(cases.origin[case]),
            chosen.id(role),
            chosen.id(persons.sex[person]),
            age,
        ];
        give(&answers, id);
    }
}

/// The age bracket of who was born on a day, on another; `None` before birth.
fn bracket_on(born: NaiveDate, day: NaiveDate) -> Option<AgeBracket> {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    let years = day.year() - born.year() - i32::from(!had_birthday);
    u32::try_from(years).ok().map(casework::age_bracket)
}

fn acts_of<'a>(reading: &'a Reading<'_>, kind: ActKind) -> impl Iterator<Item = usize> + 'a {
    let acts = &reading.facts.acts;
    let of_kind = reading
        .facts
        .acts_here()
        .filter(move |row| acts.kind[*row] == Some(kind));
    of_kind.filter(|row| acts.case[*row].row().is_some())
}

/// Measures by the day that `day_of` takes of that of the act, of asking and of granting.
fn measures(
    reading: &Reading<'_>,
    give: &mut dyn FnMut(&[&str], RecordId),
    day_of: fn(Day, Day, Day) -> Day,
) {
    let Facts { acts, chosen, .. } = reading.facts;
    for row in acts_of(reading, ActKind::Measure) {
        let day = day_of(acts.day[row], acts.asked[row], acts.granted[row]);
        if reading.span.holds(day) {
            give(&[chosen.id(acts.measure[row])], acts.ids[row]);
        }
    }
}

/// The cases whose first interview kept with a beneficiary is in the period, and the days since their referral where that is known.
fn delays(reading: &Reading<'_>) -> Vec<(usize, Option<i32>)> {
    let Facts {
        cases, interviews, ..
    } = reading.facts;
    let mut first = vec![Day::NONE; cases.ids.len()];
    for row in reading.facts.interviews_here() {
        let day = interviews.day[row];
        let counts = interviews.status[row] == Some(InterviewStatus::Kept)
            && interviews.with[row] == Some(InterviewWith::Beneficiary)
            && day != Day::NONE;
        let Some(case) = interviews.case[row].row().filter(|_| counts) else {
            continue;
        };
        if first[case] == Day::NONE || day < first[case] {
            first[case] = day;
        }
    }
    let in_period = cases.here().filter(|case| reading.span.holds(first[*case]));
    in_period
        .map(|case| (case, first[case].since(cases.referred[case])))
        .collect()
}

fn median(reading: &Reading<'_>) -> Option<Tenths> {
    let waited = delays(reading).into_iter().filter_map(|(_, days)| days);
    let mut waited: Vec<_> = waited.filter(|days| *days >= 0).collect();
    waited.sort_unstable();
    let upper = waited.get(waited.len() / 2)?;
    let lower = waited.get((waited.len() - 1) / 2)?;
    Tenths::of_ratio(i128::from(*upper) + i128::from(*lower), 2)
}

fn participants(reading: &Reading<'_>) -> u32 {
    let Facts {
        sessions, chosen, ..
    } = reading.facts;
    let held = sessions.here().filter(|row| {
        reading.span.holds(sessions.day[*row])
            && chosen.id(sessions.status[*row]) == SessionStatus::Held.id()
    });
    held.fold(0, |sum, row| sum.saturating_add(sessions.participants[row]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_holds_the_cells_that_give_its_answers() {
        let cell = ["patrol", "victim", "", "25_34"];
        let slice = |answers: &[Option<&str>]| Slice::of(Topic::People, answers);
        let any = [None; 4];
        assert!(slice(&any).holds(Topic::People, &cell));
        assert!(slice(&[None, Some("victim"), None, None]).holds(Topic::People, &cell));
        assert!(slice(&[None, None, Some(""), Some("25_34")]).holds(Topic::People, &cell));
        assert!(!slice(&[None, Some("accused"), None, None]).holds(Topic::People, &cell));
        assert!(!slice(&[None, None, Some("woman"), None]).holds(Topic::People, &cell));
        assert!(!Slice::of(Topic::Referrals, &any).holds(Topic::People, &cell));
    }

    #[test]
    fn an_age_is_that_of_the_day() {
        let day = |text: &str| text.parse().expect("a day of the table");
        let check = |born: &str, on: &str, bracket: Option<AgeBracket>| {
            assert_eq!(bracket_on(day(born), day(on)), bracket, "{born} on {on}");
        };
        check("2000-06-15", "2018-06-14", Some(AgeBracket::Under18));
        check("2000-06-15", "2018-06-15", Some(AgeBracket::From18To24));
        check("2000-02-29", "2025-02-28", Some(AgeBracket::From18To24));
        check("2000-02-29", "2025-03-01", Some(AgeBracket::From25To34));
        check("1960-01-01", "2020-01-01", Some(AgeBracket::From60));
        check("2020-01-02", "2020-01-01", None);
    }
}
