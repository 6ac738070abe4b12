//! How long a shift was really held, from when it began to when it ended.

use record::TimeOfDay;

use crate::Slots;

/// Minutes in a day.
const DAY: u32 = TimeOfDay::DAY_MINUTES as u32;

/// Minutes from the beginning to the end, less the breaks between the slots of the plan that lie between them. A shift that
/// ends before it began ended after midnight.
pub fn worked_minutes(plan: Option<&Slots>, started: TimeOfDay, ended: TimeOfDay) -> u32 {
    let from = u32::from(started.minutes());
    let until = match u32::from(ended.minutes()) {
        until if until < from => until + DAY,
        until => until,
    };
    let slots: Vec<_> = plan.into_iter().flat_map(Slots::iter).collect();
    let breaks = slots.windows(2).map(|pair| match pair {
        [one, next] => {
            let begin = u32::from(one.end().minutes()).max(from);
            let end = u32::from(next.start().minutes()).min(until);
            end.saturating_sub(begin)
        }
        _ => 0,
    });
    (until - from).saturating_sub(breaks.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(plan: &str, hours: &str, expected: u32) {
        let (started, ended) = hours.split_once('-').expect("two times");
        let time = |text: &str| text.parse::<TimeOfDay>().expect("a time");
        let plan = plan.parse::<Slots>().ok();
        assert_eq!(
            worked_minutes(plan.as_ref(), time(started), time(ended)),
            expected
        );
    }

    #[test]
    fn the_break_at_noon_is_no_work() {
        check("09:00-12:00 14:00-18:00", "09:05-18:10", 425);
        check("09:00-12:00 14:00-18:00", "09:00-12:30", 180);
        check("09:00-12:00 14:00-18:00", "14:00-18:00", 240);
        check("09:00-12:00 14:00-18:00", "12:30-13:00", 0);
        check("09:00-12:00", "08:50-12:20", 210);
        check("", "22:00-01:30", 210);
        check("14:00-18:00", "14:00-14:00", 0);
    }
}
