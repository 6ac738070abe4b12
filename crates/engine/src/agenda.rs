//! What a worker has to do, as a file for a calendar outside of the program: days, hours, neutral words and file numbers. A
//! calendar is read over a shoulder and kept by others, so no name, no place and no note goes into it.

use std::ops::RangeInclusive;

use casework::DueKind;
use chrono::NaiveDate;
use exchange::ics::{self, Event};
use record::TimeOfDay;

use crate::index::OwnDue;
use crate::message::Failure;
use crate::open::Open;
use crate::ports::{Clock, Ports};

/// Characters of a file number: what is longer may be anything.
const LONGEST_NUMBER: usize = 20;
/// Letters in a row of a file number: more may be a name.
const MOST_LETTERS: usize = 4;

impl Open {
    /// One's own tasks, appointments, hearings and other days of a period, each called by the word for its kind.
    pub(crate) async fn agenda<P: Ports>(
        &mut self,
        ports: &P,
        days: RangeInclusive<NaiveDate>,
        words: &[(DueKind, String)],
    ) -> Result<Vec<u8>, Failure> {
        let dues = self.own_dues(ports, days).await?;
        let events: Vec<Event> = dues
            .into_iter()
            .map(|(row, at)| Event {
                uid: format!("{}@permanence", row.record),
                day: row.day,
                at,
                until: None,
                summary: summary_of(row.kind, &row.number, words),
            })
            .collect();
        let file = ics::calendar(&events, &self.time_zone(), ports.clock().now_ms());
        Ok(file.into_bytes())
    }

    /// The team's time zone; empty where it is not known.
    pub(crate) fn time_zone(&self) -> String {
        let mut teams = self.library.index.small_of(casework::Team::ID);
        let time_zone = teams.find_map(|team| team.get(casework::team::TIME_ZONE));
        time_zone.unwrap_or_default()
    }

    /// When one's own days of a period ask for something.
    pub(crate) async fn moments<P: Ports>(
        &mut self,
        ports: &P,
        days: RangeInclusive<NaiveDate>,
    ) -> Result<Vec<(NaiveDate, Option<TimeOfDay>)>, Failure> {
        let dues = self.own_dues(ports, days).await?;
        Ok(dues.into_iter().map(|(row, at)| (row.day, at)).collect())
    }

    /// What is due in these days of one's own, and at what hour.
    async fn own_dues<P: Ports>(
        &mut self,
        ports: &P,
        days: RangeInclusive<NaiveDate>,
    ) -> Result<Vec<(OwnDue, Option<TimeOfDay>)>, Failure> {
        self.load_all(ports).await?;
        let rows = self.library.index.due_of_own(&days, self.worker());
        let mut dues = Vec::with_capacity(rows.len());
        for row in rows {
            let task = match row.kind {
                DueKind::Task | DueKind::Appointment => self.record(ports, row.record).await?,
                _ => None,
            };
            let at = task.and_then(|task| task.get(casework::task::AT));
            dues.push((row, at));
        }
        Ok(dues)
    }
}

/// The word for what is due, and the file number where it looks like one.
fn summary_of(kind: DueKind, number: &str, words: &[(DueKind, String)]) -> String {
    let word = words.iter().find(|(of, _)| *of == kind);
    let word = word.map(|(_, word)| word.as_str()).unwrap_or_default();
    match is_plain_number(number) {
        true => format!("{word} {number}"),
        false => word.to_owned(),
    }
}

/// Whether a file number is one, and not a name that somebody typed there: short, without blanks, with a digit, and no word.
fn is_plain_number(number: &str) -> bool {
    let is_short = number.chars().count() <= LONGEST_NUMBER;
    let is_sign = |one: char| one.is_ascii_alphanumeric() || "-/._".contains(one);
    let mut words = number.split(|one: char| !one.is_ascii_alphabetic());
    let has_word = words.any(|word| word.len() > MOST_LETTERS);
    let has_digit = number.contains(|one: char| one.is_ascii_digit());
    is_short && number.chars().all(is_sign) && has_digit && !has_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: DueKind, number: &str, expected: &str) {
        let words = [
            (DueKind::Task, "Tâche".to_owned()),
            (DueKind::Hearing, "Échéance".to_owned()),
        ];
        assert_eq!(summary_of(kind, number, &words), expected);
    }

    #[test]
    fn a_day_is_called_by_its_kind_and_its_file_number_and_nothing_else() {
        check(DueKind::Task, "2026-007", "Tâche 2026-007");
        check(DueKind::Hearing, "FOR/2026.7", "Échéance FOR/2026.7");
        check(DueKind::Task, "", "Tâche");
        check(DueKind::Task, "Belkacem", "Tâche");
        check(DueKind::Task, "2026-Belkacem", "Tâche");
        check(DueKind::Task, "Ondine 7", "Tâche");
        check(DueKind::Task, "2026\n7", "Tâche");
        check(DueKind::Task, "123456789012345678901", "Tâche");
        check(DueKind::Appointment, "7", " 7");
    }
}
