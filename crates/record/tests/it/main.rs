//! The schema language on a tiny schema: merge laws, edits, properties, bytes.

mod codec;
mod edit;
mod merge;
mod properties;
mod team_fields;
mod tiny;
