//! The partnership's rota, its lines as records, and what became of each shift.
//!
//! The rules are those of `tests/facts/rota.json`. A shift is one station on one day, its slots
//! together.

use casework::choices::{
    self, CancellationReason, RotaWeeks, ShiftPlace, ShiftStatus, WeekParity, Zone,
};
use casework::{RotaParity, RotaRule, Shift, Slot, Slots, rota_parity, rota_rule, shift};
use chrono::{Datelike, NaiveDate, Weekday};
use record::{RecordId, TimeOfDay};

use crate::calendar::{day, is_holiday};
use crate::chance::Chance;
use crate::draft::InventedRecord;
use crate::places::STATIONS;
use crate::team::WORKERS;
use crate::words::Text;
use crate::world::{Purpose, World};

/// Minutes since midnight, from and to.
type Minutes = (u16, u16);

/// A line of the rota.
struct Rule {
    weekday: Weekday,
    weeks: RotaWeeks,
    station: &'static str,
    slots: &'static [Minutes],
}

const RULES: [Rule; 7] = [
    Rule {
        weekday: Weekday::Mon,
        weeks: RotaWeeks::Even,
        station: "farebersviller",
        slots: &[(540, 720)],
    },
    Rule {
        weekday: Weekday::Mon,
        weeks: RotaWeeks::Odd,
        station: "folschviller",
        slots: &[(540, 720)],
    },
    Rule {
        weekday: Weekday::Mon,
        weeks: RotaWeeks::Every,
        station: "forbach",
        slots: &[(840, 1080)],
    },
    Rule {
        weekday: Weekday::Wed,
        weeks: RotaWeeks::Every,
        station: "forbach",
        slots: &[(540, 780), (840, 1050)],
    },
    Rule {
        weekday: Weekday::Wed,
        weeks: RotaWeeks::Every,
        station: "freyming",
        slots: &[(540, 750), (780, 900)],
    },
    Rule {
        weekday: Weekday::Thu,
        weeks: RotaWeeks::Every,
        station: "boulay",
        slots: &[(600, 720), (840, 1080)],
    },
    Rule {
        weekday: Weekday::Fri,
        weeks: RotaWeeks::Even,
        station: "behren",
        slots: &[(600, 720), (840, 1080)],
    },
];

/// A shift of the rota.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShiftPlan {
    pub(crate) date: NaiveDate,
    /// Index in [`STATIONS`].
    pub(crate) station: usize,
    pub(crate) slots: &'static [Minutes],
    pub(crate) outcome: Outcome,
}

/// What became of a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Held { place: ShiftPlace, minutes: u16 },
    Cancelled(CancellationReason),
}

impl ShiftPlan {
    /// The shift as a record; `index` names it among all.
    pub(crate) fn record(&self, world: &World, index: u64) -> InventedRecord {
        let mut chance = world.chance(Purpose::Shift, index);
        let planned: u16 = self.slots.iter().map(|(from, to)| to - from).sum();
        let record = InventedRecord::new(world.id(Purpose::Shift, index), Shift::ID)
            .with(shift::STATION, world.station(self.station))
            .with(shift::DATE, self.date)
            .with_some(shift::SLOTS, slots(self.slots))
            .with(shift::WORKER, worker_of(world, self.station));
        match self.outcome {
            Outcome::Cancelled(reason) => record
                .with(shift::STATUS, ShiftStatus::Cancelled)
                .with(shift::CANCELLATION_REASON, reason),
            Outcome::Held { place, minutes } => {
                let real = (minutes != planned).then_some(u32::from(minutes));
                let has_note = chance.percent(6);
                let note = world.words.text(Text::Shift, &mut chance).to_owned();
                record
                    .with(shift::STATUS, ShiftStatus::Held)
                    .with(shift::PLACE, place)
                    .with_some(shift::DURATION, real)
                    .with_some(shift::NOTE, has_note.then_some(note))
            }
        }
    }

    fn zone(&self) -> Zone {
        STATIONS[self.station].zone
    }
}

/// The lines of the rota, and from which week on they take turns: so that they still do where all days are moved.
pub(crate) fn records(world: &World) -> Vec<InventedRecord> {
    let rules = (0..).zip(&RULES);
    let mut records: Vec<_> = rules
        .filter_map(|(index, rule)| rule.record(world, index))
        .collect();
    let turns = InventedRecord::new(world.id(Purpose::RotaParity, 0), RotaParity::ID)
        .with(rota_parity::FROM, day(2018, 12, 31))
        .with(rota_parity::PARITY, WeekParity::Odd);
    records.push(turns);
    records
}

impl Rule {
    fn record(&self, world: &World, index: u64) -> Option<InventedRecord> {
        let station = crate::places::station_index(self.station)?;
        let record = InventedRecord::new(world.id(Purpose::RotaRule, index), RotaRule::ID)
            .with(rota_rule::STATION, world.station(station))
            .with(rota_rule::WEEKDAY, weekday(self.weekday))
            .with(rota_rule::WEEKS, self.weeks)
            .with_some(rota_rule::SLOTS, slots(self.slots))
            .with(rota_rule::WORKER, worker_of(world, station))
            .with(rota_rule::PLACE, ShiftPlace::Station)
            .with(rota_rule::FROM, day(2019, 1, 1));
        Some(record)
    }
}

fn weekday(weekday: Weekday) -> choices::Weekday {
    match weekday {
        Weekday::Mon => choices::Weekday::Monday,
        Weekday::Tue => choices::Weekday::Tuesday,
        Weekday::Wed => choices::Weekday::Wednesday,
        Weekday::Thu => choices::Weekday::Thursday,
        Weekday::Fri => choices::Weekday::Friday,
        Weekday::Sat => choices::Weekday::Saturday,
        Weekday::Sun => choices::Weekday::Sunday,
    }
}

/// Who holds the shifts of a station.
fn worker_of(world: &World, station: usize) -> RecordId {
    world.id(Purpose::Worker, station as u64 % WORKERS)
}

/// How many shifts of a year were held, by zone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    pub(crate) zpn: usize,
    pub(crate) zgn: usize,
}

/// The shifts of a year: every day of the rota, of which so many were held.
pub(crate) fn year(year: i32, held: Held, chance: &mut Chance) -> Vec<ShiftPlan> {
    let mut shifts: Vec<_> = days(year).flat_map(shifts_of).collect();
    for (zone, held) in [(Zone::Zpn, held.zpn), (Zone::Zgn, held.zgn)] {
        let mut of_zone: Vec<_> = (0..shifts.len())
            .filter(|index| shifts[*index].zone() == zone)
            .collect();
        chance.shuffle(&mut of_zone);
        of_zone.sort_by_key(|index| cause(shifts[*index].date));
        let cancelled = of_zone.len().saturating_sub(held);
        for index in of_zone.into_iter().take(cancelled) {
            let reason = cause(shifts[index].date).reason(chance);
            shifts[index].outcome = Outcome::Cancelled(reason);
        }
    }
    for shift in &mut shifts {
        if let Outcome::Held { place, minutes } = &mut shift.outcome {
            *place = place_on(shift.date, chance);
            *minutes = real_minutes(*minutes, chance);
        }
    }
    shifts
}

fn days(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1);
    first
        .into_iter()
        .flat_map(|first| first.iter_days())
        .take_while(move |day| day.year() == year)
}

fn shifts_of(date: NaiveDate) -> impl Iterator<Item = ShiftPlan> {
    let is_even = date.iso_week().week().is_multiple_of(2);
    RULES.iter().filter_map(move |rule| {
        let fits = match rule.weeks {
            RotaWeeks::Even => is_even,
            RotaWeeks::Odd => !is_even,
            RotaWeeks::Every => true,
        };
        (fits && rule.weekday == date.weekday()).then_some(())?;
        let minutes = rule.slots.iter().map(|(from, to)| to - from).sum();
        Some(ShiftPlan {
            date,
            station: crate::places::station_index(rule.station)?,
            slots: rule.slots,
            outcome: Outcome::Held {
                place: ShiftPlace::Station,
                minutes,
            },
        })
    })
}

/// Why a shift of a day is the first to be cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    Holiday,
    Leave,
    Lockdown,
    AnyOther,
    /// Work from elsewhere was arranged: the last to be cancelled.
    Remote,
}

fn cause(date: NaiveDate) -> Cause {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match (month, day) {
        _ if is_holiday(date) => Cause::Holiday,
        (8, 3..=16) | (12, 24..=31) => Cause::Leave,
        (3, 17..=29) if year == 2020 => Cause::Lockdown,
        (3, 30..) | (4, _) | (5, ..=10) if year == 2020 => Cause::Remote,
        _ => Cause::AnyOther,
    }
}

impl Cause {
    fn reason(self, chance: &mut Chance) -> CancellationReason {
        match self {
            Self::Holiday => CancellationReason::PublicHoliday,
            Self::Leave => CancellationReason::Leave,
            Self::Lockdown | Self::Remote => CancellationReason::PublicHealth,
            Self::AnyOther => {
                let reasons = [
                    CancellationReason::Illness,
                    CancellationReason::Meeting,
                    CancellationReason::StationUnavailable,
                ];
                chance
                    .pick(&reasons)
                    .copied()
                    .unwrap_or(CancellationReason::Other)
            }
        }
    }
}

/// In the station, except in the spring of 2020 and now and then.
fn place_on(date: NaiveDate, chance: &mut Chance) -> ShiftPlace {
    if cause(date) == Cause::Remote {
        return ShiftPlace::Remote;
    }
    let is_after_spring =
        (date.year(), date.month()) == (2020, 5) || (date.year(), date.month()) == (2020, 6);
    let own_premises = if is_after_spring { 70 } else { 6 };
    if chance.percent(own_premises) {
        ShiftPlace::OwnPremises
    } else {
        ShiftPlace::Station
    }
}

/// As planned, or a little less or more.
fn real_minutes(planned: u16, chance: &mut Chance) -> u16 {
    match chance.below(10) {
        0 => planned - 30,
        1 | 2 => planned + 30,
        _ => planned,
    }
}

fn slots(minutes: &[Minutes]) -> Option<Slots> {
    let time = TimeOfDay::from_minutes;
    let slots = minutes
        .iter()
        .map(|(from, to)| Slot::new(time(*from)?, time(*to)?));
    Slots::new(slots.collect::<Option<Vec<_>>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_shifts_are_held_and_the_rest_cancelled() {
        let held = Held { zpn: 126, zgn: 112 };
        let shifts = year(2020, held, &mut Chance::new(1));
        for (zone, planned, held) in [(Zone::Zpn, 158, 126), (Zone::Zgn, 131, 112)] {
            let of_zone: Vec<_> = shifts.iter().filter(|shift| shift.zone() == zone).collect();
            let is_held = |shift: &&&ShiftPlan| matches!(shift.outcome, Outcome::Held { .. });
            assert_eq!(of_zone.len(), planned);
            assert_eq!(of_zone.iter().filter(is_held).count(), held);
        }
    }

    #[test]
    fn no_shift_is_held_on_a_holiday_and_those_of_april_2020_are_remote() {
        let shifts = year(2020, Held { zpn: 126, zgn: 112 }, &mut Chance::new(2));
        for shift in shifts {
            if let Outcome::Held { place, .. } = shift.outcome {
                assert!(!is_holiday(shift.date), "{}", shift.date);
                let is_april = shift.date.month() == 4;
                assert_eq!(is_april, is_april && place == ShiftPlace::Remote);
            }
        }
    }
}
