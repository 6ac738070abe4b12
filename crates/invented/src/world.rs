//! What every part of an invented world shares: its chance, its words, and the ids of its records.

use record::RecordId;

use crate::chance::Chance;
use crate::words::{Language, Words};

/// What a stream of chance is for: a new thing drawn for one purpose changes no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum Purpose {
    Team = 1,
    Company,
    Station,
    Worker,
    Person,
    Case,
    Participation,
    Interview,
    Act,
    Shift,
    /// Draws that shape the whole rather than one record.
    Plan,
    RotaRule,
    RotaParity,
    Convention,
    Funder,
    FundingLine,
    Grant,
    StatedTotal,
    Session,
    ReportText,
    Post,
}

/// The chance and the words of an invented world.
#[derive(Debug)]
pub(crate) struct World {
    root: Chance,
    pub(crate) words: Words,
}

impl World {
    pub(crate) fn new(seed: u64, language: Language) -> Self {
        Self {
            root: Chance::new(seed),
            words: Words::new(language),
        }
    }

    /// The chance of the `index`-th thing of a purpose. Its first sixteen bytes are its id.
    pub(crate) fn chance(&self, purpose: Purpose, index: u64) -> Chance {
        let mut chance = self.root.fork(purpose as u64, index);
        let _ = chance.bytes();
        chance
    }

    /// The id of the `index`-th record of a purpose.
    pub(crate) fn id(&self, purpose: Purpose, index: u64) -> RecordId {
        RecordId::from_bytes(self.root.fork(purpose as u64, index).bytes())
    }

    /// The id of a station, by its index in [`STATIONS`](crate::places::STATIONS).
    pub(crate) fn station(&self, index: usize) -> RecordId {
        self.id(Purpose::Station, index as u64)
    }
}
