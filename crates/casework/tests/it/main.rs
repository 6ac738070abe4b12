//! The schemas of the job: what is frozen, what must hold of every field, and the shared rules.

mod frozen;
mod grids;
mod rules;
mod schemas;
mod team_fields;
