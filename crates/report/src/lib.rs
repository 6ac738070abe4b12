//! Figures over records. Pure.
//!
//! [`Facts`] is a columnar table of what figures need, kept up to date one record at a time and
//! independent of the order in which records arrive. [`Activity::compute`] reads it for a period,
//! [`Facts::ids`] gives the records behind each number, [`Evolution::between`] compares two
//! periods. Every number is an integer or the ratio of two; see [`Tenths`].
//!
//! Periods are half-open and count civil days in the team's time zone: records carry civil days,
//! so an interview at 00:00 on 1 January belongs to that day and nothing is converted here.
//! Figures use current values: a case corrected today is corrected in every period that is not
//! published.
//!
//! # What counts, exactly
//!
//! Each definition stands beside its figure in [`Activity`]. What people typed decides, and
//! nothing is guessed: an interview without a status is neither held nor missed, and appears in
//! [`Activity::gaps`] until someone says which.

mod activity;
mod answers;
mod breakdown;
pub mod deck;
mod evolution;
pub mod extract;
mod facts;
mod figure;
pub mod funding;
pub mod masking;
mod number;
mod period;
mod reading;
mod shifts;
mod stations;
mod typed;
mod workload;

pub use activity::{Activity, GapCount, Headline};
pub use answers::{AnswerCount, AnswerKey, Answers, answers};
pub use breakdown::{Breakdown, Cell, Delay, Dimension, Slice, Topic, breakdowns};
pub use deck::Deck;
pub use evolution::Evolution;
pub use facts::Facts;
pub use figure::{Figure, Gap, NoSuchFigureError};
pub use funding::Funding;
pub use number::{Change, Hundredths, Share, SignedTenths, Tenths};
pub use period::{Half, Period};
pub use shifts::{PlaceCounts, ShiftRow, ShiftTable};
pub use stations::{
    CompanyRow, Discrepancy, DoesNotAddUp, SectorRows, StationRow, StationTable, Zone, ZoneRow,
};
pub use typed::{Total, TypedRemark, TypedTotal};
pub use workload::{WorkerLoad, workload};
