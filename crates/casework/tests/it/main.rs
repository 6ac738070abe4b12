//! The schemas of the job: what is frozen, what must hold of every field, and the shared rules.

mod frozen;
mod grids;
mod missing;
mod rota;
mod rules;
mod schemas;
mod signature;
mod team_choices;
mod team_fields;
mod templates;
