//! The hours of a shift: several slots of one day.

use std::fmt;
use std::str::FromStr;

use record::{Kind, Scalar, TimeOfDay, Value};
use serde::{Deserialize, Serialize};

/// From one time of day to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    start: TimeOfDay,
    end: TimeOfDay,
}

impl Slot {
    /// The slot between two times; `None` unless the end is after the start.
    pub fn new(start: TimeOfDay, end: TimeOfDay) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// When it begins.
    pub fn start(self) -> TimeOfDay {
        self.start
    }

    /// When it ends.
    pub fn end(self) -> TimeOfDay {
        self.end
    }

    /// How long it lasts, in minutes.
    pub fn minutes(self) -> u32 {
        u32::from(self.end.minutes().saturating_sub(self.start.minutes()))
    }
}

/// The slots of one shift: in order, none over another. Stored as `09:00-12:00 14:00-18:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slots(Vec<Slot>);

/// The text is not a list of slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a list of slots")]
pub struct ParseSlotsError;

impl Slots {
    /// These slots, in any order; `None` if there is none, or one lies over another.
    pub fn new(mut slots: Vec<Slot>) -> Option<Self> {
        slots.sort_unstable();
        let are_apart = slots.is_sorted_by(|a, b| a.end <= b.start);
        (!slots.is_empty() && are_apart).then_some(Self(slots))
    }

    /// The slots, in order.
    pub fn iter(&self) -> impl Iterator<Item = Slot> {
        self.0.iter().copied()
    }

    /// Whether a moment lies in both.
    pub fn overlap(&self, other: &Self) -> bool {
        let meets = |one: Slot| {
            other
                .iter()
                .any(|two| one.start < two.end && two.start < one.end)
        };
        self.iter().any(meets)
    }

    /// How long they last together, in minutes.
    pub fn minutes(&self) -> u32 {
        self.iter().map(Slot::minutes).sum()
    }
}

impl FromStr for Slots {
    type Err = ParseSlotsError;

    fn from_str(text: &str) -> Result<Self, ParseSlotsError> {
        let slots: Option<Vec<Slot>> = text.split_whitespace().map(parse_slot).collect();
        slots.and_then(Self::new).ok_or(ParseSlotsError)
    }
}

fn parse_slot(text: &str) -> Option<Slot> {
    let (start, end) = text.split_once('-')?;
    Slot::new(start.parse().ok()?, end.parse().ok()?)
}

impl TryFrom<String> for Slots {
    type Error = ParseSlotsError;

    fn try_from(text: String) -> Result<Self, ParseSlotsError> {
        text.parse()
    }
}

impl From<Slots> for String {
    fn from(slots: Slots) -> Self {
        slots.to_string()
    }
}

impl fmt::Display for Slots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, slot) in self.iter().enumerate() {
            let gap = if place == 0 { "" } else { " " };
            write!(f, "{gap}{}-{}", slot.start, slot.end)?;
        }
        Ok(())
    }
}

impl Scalar for Slots {
    const KIND: Kind = Kind::Text;

    fn from_value(value: &Value) -> Option<Self> {
        value.as_text()?.parse().ok()
    }

    fn into_value(self) -> Value {
        Value::Text(self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, read: Option<(&str, u32)>) {
        let slots = text.parse::<Slots>().ok();
        let shown = slots.map(|slots| (slots.to_string(), slots.minutes()));
        let expected = read.map(|(text, minutes)| (text.to_owned(), minutes));
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn slots_are_ordered_and_apart() {
        check("09:00-12:00", Some(("09:00-12:00", 180)));
        check(
            "14:00-17:30  09:00-13:00",
            Some(("09:00-13:00 14:00-17:30", 450)),
        );
        check(
            "09:00-12:00 12:00-13:00",
            Some(("09:00-12:00 12:00-13:00", 240)),
        );
        check("09:00-12:00 11:59-13:00", None);
        check("12:00-09:00", None);
        check("09:00-09:00", None);
        check("", None);
        check("09:00", None);
    }
}
