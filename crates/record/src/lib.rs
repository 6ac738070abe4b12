//! The schema language: fields, kinds, registers with dots and rivals, merge laws. Pure.
//!
//! A [`Record`] is a map from field id to a [`Register`]. A register holds the writes that no
//! other write has replaced, and the dots of those that were. Writes carry the dots they replace,
//! captured when the form opened, so that two devices that never met agree on what was seen and
//! what is a rival: nothing is lost, and nothing settled comes back.
//!
//! What a field *is* stands in one line of a [`fields!`] table; what it *shows* when writes are
//! rivals is its [`Merge`] law. Forms, figures, exports and imports iterate the same table, the
//! fields a team defines for itself included ([`Schema::with_team_fields`]).
//!
//! This crate knows no clock, no randomness, no key and no word of the job.
//!
//! ```
//! use record::{DeviceId, Dot, Edit, Field, Record, RecordId, Stamp, choices, fields};
//!
//! choices! {
//!     /// Where the person sleeps.
//!     Housing = "housing" { Street = "street", Shelter = "shelter" }
//! }
//! fields! {
//!     /// What the person said of where they live.
//!     Situation = "situation" {
//!         HOUSING: Housing = Field::new("housing").figures();
//!         CHILDREN: u32 = Field::new("children").since(2);
//!     }
//! }
//!
//! let mut record = Record::new(RecordId::from_bytes([7; 16]), Situation::KIND);
//! let mut edit = Edit::open(Situation::SCHEMA, &record);
//! edit.set(HOUSING, Housing::Shelter);
//! for (index, operation) in (0..).zip(edit.finish()) {
//!     let dot = Dot { device: DeviceId::from_bytes([1; 16]), sequence: 1, index };
//!     record.apply(&operation, Stamp { dot, lamport: 1, at_ms: 0 });
//! }
//! assert_eq!(record.get(HOUSING), Some(Housing::Shelter));
//! assert_eq!(record.get(CHILDREN), None);
//! ```

mod choice;
pub mod codec;
mod edit;
mod field;
mod ids;
mod key;
mod operation;
mod record;
mod register;
mod schema;
mod typed;
mod value;

#[doc(hidden)]
pub use serde;

pub use choice::{Choice, ChoiceList, Choices, OwnChoice};
pub use codec::{DecodeError, EncodeError, OperationGroup, Page};
pub use edit::{Edit, EditError};
pub use field::{Compartment, Field, FieldSpec, Kind, Merge, Reader, Stat};
pub use ids::{DeviceId, Dot, ParseIdError, RecordId, Stamp};
pub use key::{ChoiceId, FieldKey, RecordKind, Vocabulary};
pub use operation::Operation;
pub use record::{Applied, Record};
pub use register::{Register, Write};
pub use schema::Schema;
pub use typed::{Element, FieldType, Moment, Notes, Scalar, Set};
pub use value::{ParseTimeError, TimeOfDay, UnknownValue, Value};
