//! What the worker of the intake is asked, and says: it seals to a public key, keeps what it sealed, and can open nothing.

use serde::{Deserialize, Serialize};

/// The name under which a sealed item is kept.
pub type ItemId = [u8; 16];

/// All that an intake needs, kept in clear: nothing of any person stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The intake.
    pub session: [u8; 16],
    /// The team that reads it.
    pub team: [u8; 32],
    /// The generation of the key that is sealed to.
    pub generation: u32,
    /// The name of that key.
    pub key_id: [u8; 16],
    /// The public key.
    pub key: Vec<u8>,
    /// The path, as its file says it.
    pub path: String,
    /// The languages offered, by their codes.
    pub languages: Vec<String>,
    /// The team's own lines: what, and which number.
    pub lines: Vec<(String, String)>,
    /// The worker sits beside and notes: notes stand beside the questions.
    pub has_notes: bool,
}

/// How far an intake is, kept in clear: which question comes next, and nothing of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The question that comes next; none before the first and after the last.
    pub next: Option<String>,
    /// The language shown; none where none was chosen.
    pub language: Option<String>,
    /// The place of the next item.
    pub sequence: u32,
    /// Whether all was answered.
    pub is_done: bool,
}

/// What is asked of the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// Keep a ticket, and seal how the intake begins: it is about to.
    Prepare {
        /// The ticket.
        ticket: Box<Ticket>,
        /// The content of its first item.
        begun: Vec<u8>,
    },
    /// The ticket and how far it is.
    Where,
    /// Seal the content of an item and keep it, with how far the intake is then. Both or nothing.
    Keep {
        /// The content.
        content: Vec<u8>,
        /// How far it is then.
        progress: Progress,
    },
    /// Keep how far it is.
    Reach(Progress),
    /// Every sealed item.
    Items,
    /// Sealed items that were taken over, to be deleted.
    Forget(Vec<ItemId>),
    /// The intake ended: its ticket is deleted, its items stay.
    Close,
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// It was done.
    Done,
    /// The ticket and how far it is; none where no intake is under way.
    Where(Option<Box<(Ticket, Progress)>>),
    /// Every sealed item.
    Items(Vec<(ItemId, Vec<u8>)>),
    /// It was not done.
    Refused(Refusal),
}

/// Why something was not done. Nothing was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// No intake is under way, or another one is.
    NoTicket,
    /// The device is full.
    Full,
    /// The store of the browser does not answer.
    NoStore,
    /// What is to be sealed is too large, or the key is none.
    Unsealable,
    /// Another build asked.
    Mismatch,
}
