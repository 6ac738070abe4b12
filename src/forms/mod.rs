//! Forms over schemas: the draft of a record, a widget a kind of field, sections.
//!
//! A form lists no field. It iterates the schema, so that a new field is a line there and two labels.

mod amounts;
mod draft;
mod hours;
mod input;
mod options;
mod section;
mod values;

pub use amounts::are_amounts_whole;
pub use draft::Draft;
pub use hours::are_hours_whole;
pub use options::Options;
pub use section::{FormSections, Pick, RecordForm};
