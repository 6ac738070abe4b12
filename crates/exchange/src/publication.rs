//! A published report as a file: its figures, with the definitions they were counted by, as JSON.
//!
//! The file is what was digested, byte for byte: SHA-256 of it gives the digest that the report prints, by any tool.

use chrono::NaiveDate;
use report::Deck;
use serde::{Deserialize, Serialize};

/// The name of the format, in each file.
const FORMAT: &str = "permanence-report";

/// The version of the format that this program writes.
const VERSION: u32 = 1;

/// What a figure counts, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The figure.
    pub name: String,
    /// What it counts.
    pub text: String,
}

/// A report as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    format: String,
    version: u32,
    /// The day it was published.
    pub on: NaiveDate,
    /// What each figure counts, in the words of that day.
    pub definitions: Vec<Definition>,
    /// Everything it prints.
    pub deck: Deck,
}

/// A file is no report that this program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublicationError {
    /// It is not JSON, or of another shape.
    #[error("not a published report")]
    Shape,
    /// It was written by a newer version.
    #[error("a published report of version {0}, which this program does not read")]
    Version(u32),
}

impl Published {
    /// A report, published on a day.
    pub fn new(on: NaiveDate, definitions: Vec<Definition>, deck: Deck) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            on,
            definitions,
            deck,
        }
    }

    /// The file. The same report gives the same bytes.
    ///
    /// # Errors
    /// It cannot be written: never, for a report that was made here.
    pub fn to_json(&self) -> Result<String, PublicationError> {
        serde_json::to_string(self).map_err(|_| PublicationError::Shape)
    }

    /// The report of a file.
    ///
    /// # Errors
    /// It is none, or of a newer version.
    pub fn from_json(file: &str) -> Result<Self, PublicationError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
        }
        let head: Head = serde_json::from_str(file).map_err(|_| PublicationError::Shape)?;
        match (head.format.as_str(), head.version) {
            (FORMAT, VERSION) => serde_json::from_str(file).map_err(|_| PublicationError::Shape),
            (FORMAT, version) => Err(PublicationError::Version(version)),
            _ => Err(PublicationError::Shape),
        }
    }
}
