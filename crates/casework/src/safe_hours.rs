//! When a person may be called without danger.

use chrono::{Datelike, NaiveDateTime, Timelike, Weekday as Day};
use record::TimeOfDay;

use crate::choices::Weekday;

/// The hours that a person named, and the days to avoid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHours {
    /// Never on these days. Days are told by what must not be, so that what two people note at once adds up to more care.
    pub avoided: Vec<Weekday>,
    /// From this hour, included.
    pub from: Option<TimeOfDay>,
    /// Until this hour, not included. Before [`SafeHours::from`] it is of the next morning, and the night belongs to the
    /// day on which it begins. The same hour as it means the whole day.
    pub until: Option<TimeOfDay>,
}

impl SafeHours {
    /// Whether the person named any.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a moment is within them; one of no hours at all always is.
    pub fn hold(&self, at: NaiveDateTime) -> bool {
        let minutes = at.hour() * 60 + at.minute();
        let of = |time: TimeOfDay| u32::from(time.hour()) * 60 + u32::from(time.minute());
        let may_on = |day: Day| !self.avoided.contains(&Weekday::from(day));
        let today = may_on(at.weekday());
        match (self.from.map(of), self.until.map(of)) {
            (Some(from), Some(until)) if from < until => today && (from..until).contains(&minutes),
            (Some(from), Some(until)) if from > until => {
                let is_evening = minutes >= from && today;
                let is_morning = minutes < until && may_on(at.weekday().pred());
                is_evening || is_morning
            }
            (Some(_), Some(_)) => today,
            (from, until) => {
                let is_after = from.is_none_or(|from| minutes >= from);
                today && is_after && until.is_none_or(|until| minutes < until)
            }
        }
    }
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Mon => Self::Monday,
            Day::Tue => Self::Tuesday,
            Day::Wed => Self::Wednesday,
            Day::Thu => Self::Thursday,
            Day::Fri => Self::Friday,
            Day::Sat => Self::Saturday,
            Day::Sun => Self::Sunday,
        }
    }
}
