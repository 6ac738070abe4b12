//! What a write says: one value of one kind.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use crate::codec;
use crate::key::ChoiceId;
use crate::{DecodeError, RecordId};

/// One value. A set field holds one value a write, so that elements merge one by one.
///
/// `Debug` shows the shape and never the content: values are personal data.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number; cents and minutes too.
    Integer(i64),
    /// Text of any length up to [`codec::MAX_TEXT_BYTES`].
    Text(String),
    /// A civil day in the team's time zone.
    Date(NaiveDate),
    /// A civil time of day, to the minute.
    Time(TimeOfDay),
    /// An instant: milliseconds since 1970-01-01 00:00 UTC.
    Moment(i64),
    /// One answer of a list.
    Choice(ChoiceId),
    /// Another record.
    Reference(RecordId),
    /// Bytes whose meaning the field gives.
    Bytes(Vec<u8>),
    /// A value of a kind that only a newer version knows, kept byte for byte.
    Unknown(UnknownValue),
}

impl Value {
    /// The value of a choice by its id.
    pub fn choice(id: impl Into<ChoiceId>) -> Self {
        Self::Choice(id.into())
    }

    /// The text of a [`Value::Text`].
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day of a [`Value::Date`].
    pub fn as_date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The id of a [`Value::Choice`].
    pub fn as_choice(&self) -> Option<&str> {
        match self {
            Self::Choice(id) => Some(id.as_str()),
            _ => None,
        }
    }

    /// The record a [`Value::Reference`] points to.
    pub fn as_reference(&self) -> Option<RecordId> {
        match self {
            Self::Reference(id) => Some(*id),
            _ => None,
        }
    }

    /// Whether the value says nothing: an empty text. Writing it is clearing the field.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(_) => f.write_str("Bool"),
            Self::Integer(_) => f.write_str("Integer"),
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::Date(_) => f.write_str("Date"),
            Self::Time(_) => f.write_str("Time"),
            Self::Moment(_) => f.write_str("Moment"),
            Self::Choice(_) => f.write_str("Choice"),
            Self::Reference(_) => f.write_str("Reference"),
            Self::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Self::Unknown(raw) => fmt::Debug::fmt(raw, f),
        }
    }
}

/// A value of a newer version: one well-formed CBOR item that no kind here reads.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct UnknownValue(Box<[u8]>);

impl UnknownValue {
    /// The item, as it came.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// INVARIANT: `raw` is one definite-length CBOR item, of bounded depth and size, that reads
    /// as no known kind; the decoder of values is the only caller.
    pub(crate) fn from_checked(raw: &[u8]) -> Self {
        Self(raw.into())
    }
}

impl TryFrom<Vec<u8>> for UnknownValue {
    type Error = DecodeError;

    /// # Errors
    /// The bytes are not one item of an unknown kind.
    fn try_from(raw: Vec<u8>) -> Result<Self, DecodeError> {
        codec::decode_unknown(&raw)
    }
}

impl From<UnknownValue> for Vec<u8> {
    fn from(value: UnknownValue) -> Self {
        value.0.into()
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unknown({} bytes)", self.0.len())
    }
}

/// A civil time of day, to the minute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct TimeOfDay {
    /// Minutes since midnight, under [`TimeOfDay::DAY_MINUTES`].
    minutes: u16,
}

/// The text is not a time of day `HH:MM`, or the minutes exceed a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day")]
pub struct ParseTimeError;

impl TimeOfDay {
    /// Minutes in a day.
    pub const DAY_MINUTES: u16 = 24 * 60;

    /// The time so many minutes after midnight; `None` from 1440 on.
    pub const fn from_minutes(minutes: u16) -> Option<Self> {
        if minutes < Self::DAY_MINUTES {
            Some(Self { minutes })
        } else {
            None
        }
    }

    /// The time `hour:minute`; `None` where the clock has none.
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 {
            Some(Self {
                minutes: hour * 60 + minute,
            })
        } else {
            None
        }
    }

    /// Minutes since midnight.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u16 {
        self.minutes / 60
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u16 {
        self.minutes % 60
    }
}

impl From<NaiveTime> for TimeOfDay {
    /// Seconds are dropped.
    fn from(time: NaiveTime) -> Self {
        let minutes = time.num_seconds_from_midnight() / 60;
        Self {
            minutes: u16::try_from(minutes).unwrap_or(Self::DAY_MINUTES - 1),
        }
    }
}

impl TryFrom<u16> for TimeOfDay {
    type Error = ParseTimeError;

    /// # Errors
    /// The minutes exceed a day.
    fn try_from(minutes: u16) -> Result<Self, ParseTimeError> {
        Self::from_minutes(minutes).ok_or(ParseTimeError)
    }
}

impl From<TimeOfDay> for u16 {
    fn from(time: TimeOfDay) -> Self {
        time.minutes
    }
}

impl FromStr for TimeOfDay {
    type Err = ParseTimeError;

    /// Reads `HH:MM`, two digits each.
    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let (hour, minute) = text.split_once(':').ok_or(ParseTimeError)?;
        let two_digits = |part: &str| {
            let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (hour, minute) = two_digits(hour)
            .zip(two_digits(minute))
            .ok_or(ParseTimeError)?;
        Self::new(hour, minute).ok_or(ParseTimeError)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TimeOfDay({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, minutes: Option<u16>) {
        let time = text.parse::<TimeOfDay>().ok();
        assert_eq!(time.map(TimeOfDay::minutes), minutes, "{text}");
        if let Some(time) = time {
            assert_eq!(time.to_string(), text);
        }
    }

    #[test]
    fn times_are_two_digits_each() {
        check("00:00", Some(0));
        check("09:05", Some(545));
        check("23:59", Some(1439));
        for refused in [
            "24:00", "12:60", "9:05", "+9:05", "09:5", "0905", "", ":", "09:05:00",
        ] {
            check(refused, None);
        }
    }

    #[test]
    fn debug_shows_no_content() {
        let shown = format!("{:?}", Value::Text("Inès".to_owned()));
        assert_eq!(shown, "Text(5 bytes)");
        assert_eq!(format!("{:?}", Value::choice("sexual")), "Choice");
    }
}
