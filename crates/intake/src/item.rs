//! What is sealed of an intake, a thing at a time: the plain text of an item, in CBOR.
//!
//! Formats are added, never edited: a new one is a new [`What`], which older builds pass over.

use minicbor::{Decode, Encode};
use thiserror::Error;

use crate::walk::Answer;

/// One thing of an intake.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Item {
    /// The intake.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub session: [u8; 16],
    /// Its place among the items of the intake.
    #[n(1)]
    pub sequence: u32,
    /// When, milliseconds since 1970 UTC.
    #[n(2)]
    pub at_ms: i64,
    /// The language that was shown.
    #[n(3)]
    pub language: String,
    /// What.
    #[n(4)]
    pub what: What,
}

/// What an item tells.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum What {
    /// It began.
    #[n(0)]
    Begun(#[n(0)] Begun),
    /// A question was answered, or answered anew.
    #[n(1)]
    Answered {
        /// Which.
        #[n(0)]
        question: String,
        /// How.
        #[n(1)]
        answer: Answer,
    },
    /// A check was not understood: the worker was asked to read along.
    #[n(2)]
    ReadTogether,
    /// Whether the person agrees to what was answered, and what she drew beside: a signature or a mark.
    #[n(3)]
    Agreed {
        /// She said so.
        #[n(0)]
        is_agreed: bool,
        /// The drawing.
        #[cbor(n(1), with = "minicbor::bytes")]
        drawn: Option<Vec<u8>>,
    },
    /// It came to its end.
    #[n(4)]
    Done,
    /// A note that the worker wrote beside the questions.
    #[n(5)]
    Noted {
        /// Which run of the program: notes of one replace each other, those of several stand one below the other.
        #[n(0)]
        run: u32,
        /// The note as it stands.
        #[n(1)]
        text: String,
    },
}

/// How an intake began.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Begun {
    /// The id of its path.
    #[n(0)]
    pub path: String,
    /// The version of its path.
    #[n(1)]
    pub version: u32,
    /// Who interprets.
    #[n(2)]
    pub interpreter: Option<Interpreter>,
    /// The file of its path, where it is not the program's own: whoever opens it knows what was asked.
    #[n(3)]
    pub file: Option<String>,
}

/// Who interprets.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, Encode, Decode, serde::Serialize, serde::Deserialize,
)]
pub struct Interpreter {
    /// Name, or number of the service.
    #[n(0)]
    pub name: String,
    /// The id of the kind: `professional`, `telephone`, `worker`, `volunteer`.
    #[n(1)]
    pub kind: String,
}

/// Not the content of an item that this build knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not an item of an intake, or one of a newer version")]
pub struct BrokenItemError;

impl Item {
    /// The plain text.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing to memory does not fail.
        minicbor::to_vec(self).unwrap_or_default()
    }

    /// The item of a plain text.
    ///
    /// # Errors
    /// It is none, or of a newer version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BrokenItemError> {
        minicbor::decode(bytes).map_err(|_| BrokenItemError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(what: What) -> Item {
        Item {
            session: [7; 16],
            sequence: 3,
            at_ms: 1_700_000_000_000,
            language: "ar".to_owned(),
            what,
        }
    }

    #[test]
    fn items_keep_their_bytes_for_ever() {
        let hex = |item: &Item| -> String {
            item.to_bytes()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect()
        };
        // An array of five: the session, the place, the time, the language, what.
        let head = format!("8550{}031b0000018bcfe56800626172", "07".repeat(16));
        for (what, tail) in [
            (What::ReadTogether, "820280"),
            (
                What::Answered {
                    question: "hit".to_owned(),
                    answer: Answer::Chosen(vec!["yes".to_owned()]),
                },
                "82018263686974820081816379 6573",
            ),
            (
                What::Answered {
                    question: "who".to_owned(),
                    answer: Answer::NoAnswer,
                },
                "8201826377686f820480",
            ),
            (
                What::Agreed {
                    is_agreed: true,
                    drawn: None,
                },
                "820381f5",
            ),
            (What::Done, "820480"),
            (
                What::Begun(Begun {
                    path: "intake".to_owned(),
                    version: 1,
                    ..Begun::default()
                }),
                "8200818266696e74616b6501",
            ),
            (
                What::Begun(Begun {
                    path: "a".to_owned(),
                    version: 2,
                    interpreter: None,
                    file: Some("{}".to_owned()),
                }),
                "82008184616102f6627b7d",
            ),
        ] {
            let item = item(what);
            assert_eq!(
                hex(&item),
                format!("{head}{}", tail.replace(' ', "")),
                "{item:?}"
            );
            assert_eq!(Item::from_bytes(&item.to_bytes()), Ok(item));
        }
        assert_eq!(Item::from_bytes(b"\x01"), Err(BrokenItemError));
    }
}
