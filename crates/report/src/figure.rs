//! The numbers a report prints, as names: so that each can lead to the records behind it.

use casework::{Act, Case, Interview, Person, Shift};
use record::{RecordId, RecordKind};
use serde::{Deserialize, Serialize};

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
            | Self::CasesOfOtherSectors(_) => Case::KIND,
            Self::InterviewsHeld | Self::InterviewsWithProfessionals => Interview::KIND,
            Self::SexualViolenceVictims => Person::KIND,
            Self::ShiftsScheduled(_) | Self::ShiftsHeld(_) | Self::ShiftsCancelled(_) => {
                Shift::KIND
            }
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
