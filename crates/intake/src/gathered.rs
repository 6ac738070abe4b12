//! The items of one intake, put together once somebody of the team has opened them.

use std::collections::BTreeMap;

use crate::item::{Begun, Item, What};
use crate::walk::Answers;

/// An intake as its items tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Which.
    pub session: [u8; 16],
    /// How it began.
    pub begun: Begun,
    /// The language that was shown last.
    pub language: String,
    /// When its first item was sealed, milliseconds since 1970 UTC.
    pub began_ms: i64,
    /// The last answer to each question.
    pub answers: Answers,
    /// Whether a check was not understood, so that the worker was asked to read along.
    pub was_read_together: bool,
    /// Whether the person agreed to what was answered.
    pub is_agreed: bool,
    /// The signature or the mark (PNG).
    pub drawn: Option<Vec<u8>>,
    /// What the worker noted beside, by the run of the program.
    pub notes: BTreeMap<u32, String>,
    /// Whether it came to its end.
    pub is_done: bool,
}

impl Gathered {
    /// The intakes that items tell of, the earliest first.
    pub fn of(items: impl IntoIterator<Item = Item>) -> Vec<Self> {
        let mut sessions: BTreeMap<[u8; 16], Vec<Item>> = BTreeMap::new();
        for item in items {
            sessions.entry(item.session).or_default().push(item);
        }
        let mut gathered: Vec<Self> = sessions.into_values().map(Self::of_one).collect();
        gathered.sort_by_key(|one| (one.began_ms, one.session));
        gathered
    }

    fn of_one(mut items: Vec<Item>) -> Self {
        items.sort_by_key(|item| (item.sequence, item.at_ms));
        let mut gathered = Self::default();
        if let Some(first) = items.first() {
            gathered.session = first.session;
            gathered.began_ms = first.at_ms;
        }
        for item in items {
            gathered.language = item.language;
            gathered.take(item.what);
        }
        gathered
    }

    fn take(&mut self, what: What) {
        match what {
            What::Begun(begun) => self.begun = begun,
            What::Answered { question, answer } => drop(self.answers.insert(question, answer)),
            What::ReadTogether => self.was_read_together = true,
            What::Agreed { is_agreed, drawn } => {
                self.is_agreed = is_agreed;
                self.drawn = drawn;
            }
            What::Done => self.is_done = true,
            What::Noted { run, text } => drop(self.notes.insert(run, text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::Answer;

    #[test]
    fn the_last_answer_counts_and_intakes_are_told_apart() {
        let item = |session: u8, sequence: u32, what: What| Item {
            session: [session; 16],
            sequence,
            at_ms: i64::from(100 * u32::from(session) + sequence),
            language: "fr".to_owned(),
            what,
        };
        let answered = |answer: Answer| What::Answered {
            question: "hit".to_owned(),
            answer,
        };
        let items = [
            item(2, 0, What::Begun(Begun::default())),
            item(1, 2, What::Done),
            item(1, 1, answered(Answer::DontKnow)),
            item(1, 0, answered(Answer::NoAnswer)),
        ];
        let gathered = Gathered::of(items);
        assert_eq!(gathered.len(), 2);
        assert_eq!(gathered[0].answers.get("hit"), Some(&Answer::DontKnow));
        assert!(gathered[0].is_done && !gathered[1].is_done);
    }
}
