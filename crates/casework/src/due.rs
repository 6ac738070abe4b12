//! What a record asks for, and by which day: what the first screen reminds of.

use chrono::{Days, Months, NaiveDate};
use record::Record;
use serde::{Deserialize, Serialize};

use crate::choices::{ActKind, Outcome, ProcedureStatus, Recurrence, TaskKind};
use crate::{
    Act, Evaluation, Procedure, Task, act, as_it_counts, binned_on, evaluation, procedure, task,
};

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DueKind {
    /// Something to do.
    Task,
    /// A meeting.
    Appointment,
    /// A protection measure ends.
    MeasureEnds,
    /// The danger is to be evaluated again.
    Evaluation,
    /// A partner is to be asked for news.
    ReferralNews,
    /// A hearing.
    Hearing,
}

impl DueKind {
    /// Whether it is over once its day is, done or not.
    pub const fn passes(self) -> bool {
        matches!(self, Self::MeasureEnds | Self::Hearing | Self::Appointment)
    }
}

/// What a record asks for, and by which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Due {
    /// The day, in the team's time zone.
    pub day: NaiveDate,
    /// What.
    pub kind: DueKind,
}

/// What a record asks for; none where it asks for nothing, is done or lies in the bin.
pub fn due_of(record: &Record) -> Option<Due> {
    if binned_on(record).is_some() {
        return None;
    }
    match record.kind().as_str() {
        Task::ID => due_of_task(record),
        Act::ID => due_of_act(record),
        Evaluation::ID => {
            let counts = as_it_counts(record);
            due(counts.get(evaluation::NEXT_DUE), DueKind::Evaluation)
        }
        Procedure::ID => {
            let is_over = matches!(
                record.get(procedure::STATUS),
                Some(ProcedureStatus::Decided | ProcedureStatus::Dropped)
            );
            due(record.get(procedure::NEXT_HEARING), DueKind::Hearing).filter(|_| !is_over)
        }
        _ => None,
    }
}

fn due(day: Option<NaiveDate>, kind: DueKind) -> Option<Due> {
    day.map(|day| Due { day, kind })
}

/// When a task that comes again is due next, once it was done; `None` at the end of the calendar.
pub fn next_due(due: NaiveDate, recurrence: Recurrence) -> Option<NaiveDate> {
    match recurrence {
        Recurrence::Weekly => due.checked_add_days(Days::new(7)),
        Recurrence::Fortnightly => due.checked_add_days(Days::new(14)),
        Recurrence::Monthly => due.checked_add_months(Months::new(1)),
    }
}

fn due_of_task(record: &Record) -> Option<Due> {
    if record.get(task::DONE).is_some() {
        return None;
    }
    let kind = match record.get(task::KIND) {
        Some(TaskKind::Appointment) => DueKind::Appointment,
        Some(TaskKind::Task) | None => DueKind::Task,
    };
    due(record.get(task::DUE), kind)
}

fn due_of_act(record: &Record) -> Option<Due> {
    match record.get(act::KIND)? {
        ActKind::Measure => due(record.get(act::EXPIRES), DueKind::MeasureEnds),
        ActKind::Referral => {
            let is_settled = matches!(
                record.get(act::OUTCOME),
                Some(Outcome::Refused | Outcome::Effective)
            );
            due(record.get(act::REMIND), DueKind::ReferralNews).filter(|_| !is_settled)
        }
        ActKind::Call | ActKind::Step | ActKind::Letter => None,
    }
}
