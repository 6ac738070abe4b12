//! The numbers a report prints, as names: so that each can lead to the records behind it.

use std::fmt;
use std::str::FromStr;

use casework::{Act, Case, Interview, Person, Shift};
use record::{RecordId, RecordKind};
use serde::{Deserialize, Serialize};

use crate::answers::AnswerKey;
use crate::breakdown::{Slice, Topic};
use crate::stations::Zone;

/// A number of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Figure {
    /// [`Activity::cases_handled`](crate::Activity::cases_handled).
    CasesHandled,
    /// [`Activity::cases_opened`](crate::Activity::cases_opened).
    CasesOpened,
    /// The part of [`Activity::conjugal_violence`](crate::Activity::conjugal_violence).
    ConjugalViolence,
    /// [`Activity::interviews_held`](crate::Activity::interviews_held).
    InterviewsHeld,
    /// [`Activity::interviews_with_professionals`](crate::Activity::interviews_with_professionals).
    InterviewsWithProfessionals,
    /// [`Activity::sexual_violence_victims`](crate::Activity::sexual_violence_victims).
    SexualViolenceVictims,
    /// Cases handled whose primary station is this one.
    CasesOfStation(RecordId),
    /// Cases handled whose primary station is in this zone and belongs to this company. A company
    /// that names no zone may have stations in both.
    CasesOfCompany(Zone, RecordId),
    /// Cases handled whose primary station is in this zone, other sectors included.
    CasesOfZone(Zone),
    /// Cases handled whose primary station is an other sector of this zone.
    CasesOfOtherSectors(Zone),
    /// Every shift of the zone; `None` for shifts whose station or zone is not known.
    ShiftsScheduled(Option<Zone>),
    /// Shifts held.
    ShiftsHeld(Option<Zone>),
    /// Shifts cancelled.
    ShiftsCancelled(Option<Zone>),
    /// Cases handled that give this answer: [`answers`](crate::answers).
    CasesAnswering(AnswerKey),
    /// A part of a breakdown: [`breakdowns`](crate::breakdowns).
    Part(Topic, Slice),
    /// What is missing for the figures to be complete.
    Gap(Gap),
}

impl Figure {
    /// The kind of the records behind the number.
    pub const fn kind(self) -> RecordKind {
        match self {
            Self::CasesHandled
            | Self::CasesOpened
            | Self::ConjugalViolence
            | Self::CasesOfStation(_)
            | Self::CasesOfCompany(..)
            | Self::CasesOfZone(_)
            | Self::CasesOfOtherSectors(_)
            | Self::CasesAnswering(_) => Case::KIND,
            Self::InterviewsHeld | Self::InterviewsWithProfessionals => Interview::KIND,
            Self::SexualViolenceVictims => Person::KIND,
            Self::ShiftsScheduled(_) | Self::ShiftsHeld(_) | Self::ShiftsCancelled(_) => {
                Shift::KIND
            }
            Self::Part(topic, _) => topic.kind(),
            Self::Gap(gap) => gap.kind(),
        }
    }
}

/// Something left blank that keeps a record out of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Gap {
    /// Interviews of the period that are neither kept, missed nor cancelled.
    InterviewsWithoutStatus,
    /// Kept interviews of the period, with a beneficiary or a professional: not said.
    InterviewsWithoutParty,
    /// Kept interviews of the period that belong to no case.
    InterviewsWithoutCase,
    /// Interviews without a date, in no period at all.
    InterviewsWithoutDate,
    /// Acts without a date, in no period at all.
    ActsWithoutDate,
    /// Cases without a day of opening, new in no period at all.
    CasesWithoutOpening,
    /// Cases handled for which nobody said whether it is conjugal violence.
    ConjugalViolenceNotStated,
    /// Cases handled with sexual violence and no victim among their persons.
    SexualViolenceWithoutVictim,
    /// Cases handled without a primary station: the table by station refuses.
    CasesWithoutStation,
    /// Shifts of the period still planned: neither held nor cancelled.
    ShiftsWithoutOutcome,
}

impl Gap {
    /// Every gap, in the order a report lists them.
    pub const ALL: [Self; 10] = [
        Self::InterviewsWithoutStatus,
        Self::InterviewsWithoutParty,
        Self::InterviewsWithoutCase,
        Self::InterviewsWithoutDate,
        Self::ActsWithoutDate,
        Self::CasesWithoutOpening,
        Self::ConjugalViolenceNotStated,
        Self::SexualViolenceWithoutVictim,
        Self::CasesWithoutStation,
        Self::ShiftsWithoutOutcome,
    ];

    /// The kind of the records in question.
    pub const fn kind(self) -> RecordKind {
        match self {
            Self::InterviewsWithoutStatus
            | Self::InterviewsWithoutParty
            | Self::InterviewsWithoutCase
            | Self::InterviewsWithoutDate => Interview::KIND,
            Self::ActsWithoutDate => Act::KIND,
            Self::CasesWithoutOpening
            | Self::ConjugalViolenceNotStated
            | Self::SexualViolenceWithoutVictim
            | Self::CasesWithoutStation => Case::KIND,
            Self::ShiftsWithoutOutcome => Shift::KIND,
        }
    }
}

/// No number bears that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a figure")]
pub struct NoSuchFigureError;

const WITHOUT_PLACE: [(Figure, &str); 6] = [
    (Figure::CasesHandled, "cases-handled"),
    (Figure::CasesOpened, "cases-opened"),
    (Figure::ConjugalViolence, "conjugal-violence"),
    (Figure::InterviewsHeld, "interviews-held"),
    (
        Figure::InterviewsWithProfessionals,
        "interviews-with-professionals",
    ),
    (Figure::SexualViolenceVictims, "sexual-violence-victims"),
];

impl Gap {
    const fn name(self) -> &'static str {
        match self {
            Self::InterviewsWithoutStatus => "interviews-without-status",
            Self::InterviewsWithoutParty => "interviews-without-party",
            Self::InterviewsWithoutCase => "interviews-without-case",
            Self::InterviewsWithoutDate => "interviews-without-date",
            Self::ActsWithoutDate => "acts-without-date",
            Self::CasesWithoutOpening => "cases-without-opening",
            Self::ConjugalViolenceNotStated => "conjugal-violence-not-stated",
            Self::SexualViolenceWithoutVictim => "sexual-violence-without-victim",
            Self::CasesWithoutStation => "cases-without-station",
            Self::ShiftsWithoutOutcome => "shifts-without-outcome",
        }
    }
}

impl fmt::Display for Figure {
    /// A name for paths and files: `cases-handled`, `zone.zpn`, `station.<id>`. Stable, and without a word of a case.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = |zone: Option<Zone>| zone.map_or("none", Zone::code);
        match self {
            Self::CasesOfStation(station) => write!(f, "station.{station}"),
            Self::CasesOfCompany(of, company) => write!(f, "company.{}.{company}", of.code()),
            Self::CasesOfZone(of) => write!(f, "zone.{}", of.code()),
            Self::CasesOfOtherSectors(of) => write!(f, "others.{}", of.code()),
            Self::ShiftsScheduled(of) => write!(f, "shifts-scheduled.{}", zone(*of)),
            Self::ShiftsHeld(of) => write!(f, "shifts-held.{}", zone(*of)),
            Self::ShiftsCancelled(of) => write!(f, "shifts-cancelled.{}", zone(*of)),
            Self::CasesAnswering(answer) => write!(f, "answer.{answer}"),
            Self::Part(topic, slice) => write!(f, "part.{}.{slice}", topic.name()),
            Self::Gap(gap) => write!(f, "gap.{}", gap.name()),
            plain => {
                let mut names = WITHOUT_PLACE.iter();
                let found = names.find(|(figure, _)| figure == plain);
                f.write_str(found.map_or("", |(_, name)| name))
            }
        }
    }
}

impl FromStr for Figure {
    type Err = NoSuchFigureError;

    fn from_str(text: &str) -> Result<Self, NoSuchFigureError> {
        let mut parts = text.split('.');
        let name = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        let id = |text: &str| text.parse::<RecordId>().map_err(|_| NoSuchFigureError);
        let zone = |text: &str| Zone::of_code(text).ok_or(NoSuchFigureError);
        let or_none = |text: &str| match text {
            "none" => Ok(None),
            text => zone(text).map(Some),
        };
        Ok(match (name, rest.as_slice()) {
            ("station", [station]) => Self::CasesOfStation(id(station)?),
            ("company", [of, company]) => Self::CasesOfCompany(zone(of)?, id(company)?),
            ("zone", [of]) => Self::CasesOfZone(zone(of)?),
            ("others", [of]) => Self::CasesOfOtherSectors(zone(of)?),
            ("shifts-scheduled", [of]) => Self::ShiftsScheduled(or_none(of)?),
            ("shifts-held", [of]) => Self::ShiftsHeld(or_none(of)?),
            ("shifts-cancelled", [of]) => Self::ShiftsCancelled(or_none(of)?),
            ("answer", [answer]) => Self::CasesAnswering(answer.parse()?),
            ("part", [topic, slice]) => Self::Part(
                Topic::of_name(topic).ok_or(NoSuchFigureError)?,
                slice.parse()?,
            ),
            ("gap", [gap]) => {
                let found = Gap::ALL.into_iter().find(|one| one.name() == *gap);
                Self::Gap(found.ok_or(NoSuchFigureError)?)
            }
            (plain, []) => {
                let mut names = WITHOUT_PLACE.iter();
                let found = names.find(|(_, name)| *name == plain);
                found.map(|(figure, _)| *figure).ok_or(NoSuchFigureError)?
            }
            _ => return Err(NoSuchFigureError),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_to_its_figure() {
        let id = RecordId::from_bytes([7; 16]);
        let mut figures: Vec<Figure> = WITHOUT_PLACE.iter().map(|(figure, _)| *figure).collect();
        figures.extend(Gap::ALL.map(Figure::Gap));
        figures.push(Figure::CasesOfStation(id));
        figures.push(Figure::CasesAnswering(AnswerKey::of("violences", "sexual")));
        for topic in Topic::ALL {
            figures.push(Figure::Part(topic, Slice::of(topic, &[Some("x"), None])));
        }
        for zone in Zone::ALL {
            figures.extend([
                Figure::CasesOfCompany(zone, id),
                Figure::CasesOfZone(zone),
                Figure::CasesOfOtherSectors(zone),
            ]);
        }
        for zone in [None, Some(Zone::Zpn), Some(Zone::Zgn)] {
            figures.extend([
                Figure::ShiftsScheduled(zone),
                Figure::ShiftsHeld(zone),
                Figure::ShiftsCancelled(zone),
            ]);
        }
        for figure in figures {
            let name = figure.to_string();
            assert!(!name.is_empty(), "{figure:?} has a name");
            assert_eq!(name.parse(), Ok(figure), "{name}");
        }
        for strange in [
            "",
            "cases",
            "station",
            "station.x",
            "zone.zxx",
            "gap.",
            "answer.1",
            "answer.+000000000000001",
            "cases-handled.x",
        ] {
            assert_eq!(
                strange.parse::<Figure>(),
                Err(NoSuchFigureError),
                "{strange}"
            );
        }
    }
}
