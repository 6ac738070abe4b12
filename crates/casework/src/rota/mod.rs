//! The rota: which shifts there are on which days. Pure.
//!
//! Lines of the rota ([`RotaRule`](crate::RotaRule)) say which shifts come again; absences, holidays and a change of parity say which of them
//! do not, or are another's; and what was noted of a shift ([`Shift`](crate::Shift)) says what became of it. A shift of which nothing was noted
//! yet has no record: it has the id that its record will have, the same on every device, so that two people who note the
//! same shift at once write one record and not two.

mod conflicts;
mod holidays;
mod hours;
mod plan;
mod reading;
mod worked;

pub use conflicts::{Conflict, conflicts};
pub use holidays::{Holiday, holiday};
pub use hours::{Hours, hours_by};
pub use plan::{PlannedShift, shift_id};
pub use reading::Rota;
pub use worked::worked_minutes;
