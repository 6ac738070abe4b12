//! When a person may be called without danger.

use chrono::{Datelike, NaiveDateTime, Timelike, Weekday as Day};
use record::TimeOfDay;

use crate::choices::Weekday;

/// The days and hours that a person named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHours {
    /// On these days; on all where empty.
    pub days: Vec<Weekday>,
    /// From this hour, included.
    pub from: Option<TimeOfDay>,
    /// Until this hour, not included. Before [`SafeHours::from`], it is of the next morning.
    pub until: Option<TimeOfDay>,
}

impl SafeHours {
    /// Whether the person named any.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a moment is within them; one of no hours at all always is.
    pub fn hold(&self, at: NaiveDateTime) -> bool {
        let is_day = self.days.is_empty() || self.days.contains(&Weekday::from(at.weekday()));
        let minutes = at.hour() * 60 + at.minute();
        let of = |time: TimeOfDay| u32::from(time.hour()) * 60 + u32::from(time.minute());
        let is_hour = match (self.from.map(of), self.until.map(of)) {
            (Some(from), Some(until)) if from <= until => (from..until).contains(&minutes),
            (Some(from), Some(until)) => minutes >= from || minutes < until,
            (from, until) => {
                from.is_none_or(|from| minutes >= from) && until.is_none_or(|until| minutes < until)
            }
        };
        is_day && is_hour
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
