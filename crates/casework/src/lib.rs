//! The schemas and rules of the job. Pure.
//!
//! One module a kind of record, each a table of fields; `choices` holds every list of answers.
//! Every field is optional: a case may begin as a first name and a station, and end full.
//!
//! Labels are in the locales, `_` written `-`: `kind-<kind>`, `field-<kind>-<field>`,
//! `section-<section>`, `choice-<list>-<id>`. Ids are never reused; `tests/golden` remembers them.
//!
//! Days are civil days in the team's time zone: an interview at 00:00 on 1 January is of that day.
//!
//! Each record belongs to exactly one case, one person or the team, whose key seals it ([`scope_of`]).

pub mod absence;
pub mod act;
pub mod attachment;
pub mod case;
mod catalogue;
pub mod child;
pub mod choices;
pub mod company;
pub mod convention;
mod due;
pub mod evaluation;
pub mod field;
pub mod funder;
pub mod funding_line;
pub mod grant;
pub mod grid;
pub mod interview;
pub mod letter;
mod merged;
mod missing;
pub mod money;
pub mod participation;
pub mod partner;
pub mod person;
pub mod post;
pub mod procedure;
pub mod publication;
pub mod report_text;
pub mod rota;
pub mod rota_parity;
pub mod rota_rule;
mod rules;
mod safe_hours;
pub mod saved_list;
mod scope;
pub mod session;
pub mod shift;
pub mod signature;
mod slots;
pub mod stated_total;
pub mod station;
pub mod task;
pub mod team;
pub mod team_choice;
pub mod template;
mod typed;
pub mod typed_total;
pub mod worker;

pub use absence::Absence;
pub use act::Act;
pub use attachment::Attachment;
pub use case::Case;
pub use catalogue::{Casework, KINDS, SCHEMA_VERSION, schema, schemas, vocabulary};
pub use child::Child;
pub use company::Company;
pub use convention::Convention;
pub use due::{Due, DueKind, due_of, next_due};
pub use evaluation::Evaluation;
pub use field::TeamField;
pub use funder::Funder;
pub use funding_line::FundingLine;
pub use grant::Grant;
pub use interview::Interview;
pub use letter::Letter;
pub use merged::kept_person;
pub use missing::{Missing, missing_of_case, missing_of_person};
pub use participation::Participation;
pub use partner::Partner;
pub use person::Person;
pub use post::Post;
pub use procedure::Procedure;
pub use publication::Publication;
pub use report_text::ReportText;
pub use rota_parity::RotaParity;
pub use rota_rule::RotaRule;
pub use rules::{
    LetterRefusal, age_bracket, binned_on, case_of, day_of, display_name, is_act,
    is_beneficiary_interview_kept, is_closed, is_exposed_child, is_guarded, is_hours,
    is_interview_kept, is_professional_interview_kept, is_seen_by, is_sexual_violence_case,
    is_shift_held, is_signed, letter_refusal, may_refer, shift_minutes,
};
pub use safe_hours::SafeHours;
pub use saved_list::SavedList;
pub use scope::{Scope, ScopeError, scope_of};
pub use session::Session;
pub use shift::Shift;
pub use signature::as_it_counts;
pub use slots::{ParseSlotsError, Slot, Slots};
pub use stated_total::StatedTotal;
pub use station::Station;
pub use task::Task;
pub use team::Team;
pub use team_choice::TeamChoice;
pub use typed::{fold_into, folded, is_mark, typed_day};
pub use typed_total::TypedTotal;
pub use worker::Worker;
