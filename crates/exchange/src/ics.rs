//! Days and hours as an iCalendar file (RFC 5545), for a calendar outside of the program: it says when, and nothing of whom.
//!
//! Hours are civil hours of the team's time zone, as they were typed. For `Europe/Paris` the file names the zone and brings
//! its rule of summer time along, so that a calendar kept elsewhere shows the right hour. For any other zone hours are
//! floating (RFC 5545, 3.3.5): a rule of ours for every zone would be a table to keep right, and the calendar of who exports
//! is where the team is. An hour in UTC would move with every change of a law about summer time.

use chrono::{DateTime, NaiveDate};
use record::TimeOfDay;

/// The zone whose rule the file brings along.
const PARIS: &str = "Europe/Paris";
/// Octets a line may have, its end not counted (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// Summer time of the European Union since 1996: directive 2000/84/CE.
const RULES_OF_PARIS: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Paris",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Unique and the same at each export, so that a calendar replaces what it had.
    pub uid: String,
    /// The day, in the team's time zone.
    pub day: NaiveDate,
    /// The hour; none for the whole day.
    pub at: Option<TimeOfDay>,
    /// When it ends, on the same day.
    pub until: Option<TimeOfDay>,
    /// What a calendar shows.
    pub summary: String,
}

/// The file. `time_zone` is the IANA name of the team's, `made_at_ms` the moment of the export, milliseconds since 1970 UTC.
pub fn calendar(events: &[Event], time_zone: &str, made_at_ms: i64) -> String {
    let mut file = String::new();
    let mut line = |text: &str| push_line(&mut file, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Permanence//Agenda//FR");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    if time_zone == PARIS && events.iter().any(|event| event.at.is_some()) {
        RULES_OF_PARIS.iter().copied().for_each(&mut line);
    }
    let stamp = DateTime::from_timestamp_millis(made_at_ms).unwrap_or_default();
    let stamp = format!("DTSTAMP:{}", stamp.format("%Y%m%dT%H%M%SZ"));
    for event in events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&event.uid)));
        line(&stamp);
        line(&moment("DTSTART", event.day, event.at, time_zone));
        if let Some(until) = event.until {
            line(&moment("DTEND", event.day, Some(until), time_zone));
        }
        line(&format!("SUMMARY:{}", escaped(&event.summary)));
        line("CLASS:PRIVATE");
        if event.at.is_none() {
            line("TRANSP:TRANSPARENT");
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    file
}

fn moment(name: &str, day: NaiveDate, at: Option<TimeOfDay>, time_zone: &str) -> String {
    let day = day.format("%Y%m%d");
    match at {
        None => format!("{name};VALUE=DATE:{day}"),
        Some(at) => {
            let zone = match time_zone {
                PARIS => ";TZID=Europe/Paris",
                _ => "",
            };
            format!("{name}{zone}:{day}T{:02}{:02}00", at.hour(), at.minute())
        }
    }
}

/// Text as a value holds it (RFC 5545, 3.3.11); control characters but line ends are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// Appends a line, folded where it is too long, between two characters.
fn push_line(file: &mut String, text: &str) {
    let mut used = 0;
    for character in text.chars() {
        if used + character.len_utf8() > LONGEST_LINE {
            file.push_str("\r\n ");
            used = 1;
        }
        file.push(character);
        used += character.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADE_AT_MS: i64 = 1_795_679_999_000;

    fn event(day: &str, at: Option<(u16, u16)>, summary: &str) -> Event {
        Event {
            uid: format!("{day}@permanence"),
            day: day.parse().expect("a day of the test table"),
            at: at.and_then(|(hour, minute)| TimeOfDay::new(hour, minute)),
            until: None,
            summary: summary.to_owned(),
        }
    }

    fn events() -> Vec<Event> {
        vec![
            event("2026-11-27", None, "Tâche · 2026-007"),
            event("2027-03-28", Some((9, 5)), "Rendez-vous, 2026;007\\"),
        ]
    }

    #[test]
    fn the_file_is_what_it_was() {
        let golden = include_str!("../tests/golden/agenda.ics");
        let made = calendar(&events(), PARIS, MADE_AT_MS);
        assert_eq!(made.replace("\r\n", "\n"), golden);
        assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
    }

    #[test]
    fn what_ends_says_when() {
        let shift = Event {
            until: TimeOfDay::new(12, 30),
            ..event("2026-11-27", Some((9, 0)), "Permanence")
        };
        let made = calendar(&[shift], PARIS, MADE_AT_MS);
        let hours = "DTSTART;TZID=Europe/Paris:20261127T090000\r\nDTEND;TZID=Europe/Paris:20261127T123000\r\n";
        assert!(made.contains(hours), "{made}");
    }

    #[test]
    fn elsewhere_hours_float() {
        let made = calendar(&events(), "Indian/Reunion", MADE_AT_MS);
        assert!(!made.contains("TZID"));
        assert!(made.contains("\r\nDTSTART:20270328T090500\r\n"));
        let empty = calendar(&[], PARIS, MADE_AT_MS);
        assert!(!empty.contains("VTIMEZONE") && empty.ends_with("END:VCALENDAR\r\n"));
    }

    #[track_caller]
    fn check_folded(text: &str, expected: &str) {
        let mut file = String::new();
        push_line(&mut file, text);
        assert_eq!(file, expected);
        assert_eq!(file.replace("\r\n ", ""), format!("{text}\r\n"));
        assert!(file.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let letters = "x".repeat(75);
        check_folded(&letters, &format!("{letters}\r\n"));
        check_folded(&format!("{letters}y"), &format!("{letters}\r\n y\r\n"));
        // An é has two octets: the 75th is not for half of one.
        let accents = "é".repeat(38);
        let folded = format!("{}\r\n é\r\n", "é".repeat(37));
        check_folded(&accents, &folded);
        check_folded(&"😀".repeat(60), &{
            let line = "😀".repeat(18);
            format!("{line}\r\n {line}\r\n {line}\r\n {}\r\n", "😀".repeat(6))
        });
    }

    #[test]
    fn what_a_calendar_reads_otherwise_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\r\u{7}f"), "a\\,b\\;c\\\\d\\nef");
    }
}
