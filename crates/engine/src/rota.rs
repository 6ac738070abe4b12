//! The rota as a screen asks for it: the shifts of some days, what does not fit in them, and one's own as a calendar file.

use std::ops::RangeInclusive;

use casework::choices::ShiftStatus;
use casework::rota::{Holiday, PlannedShift, conflicts};
use casework::{Station, station};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use exchange::ics::{self, Event};

use crate::message::{Failure, RotaView, RotaWeek};
use crate::open::Open;
use crate::ports::{Clock, Ports};

/// Days given at a time, at the most: a year and some.
const MOST_DAYS: u64 = 400;

impl Open {
    /// The shifts of these days, cut after some four hundred.
    pub(crate) async fn rota<P: Ports>(
        &mut self,
        ports: &P,
        days: RangeInclusive<NaiveDate>,
    ) -> Result<RotaView, Failure> {
        self.load_all(ports).await?;
        let rota = self.library.facts.rota();
        let days = cut(days);
        let shifts = rota.shifts(days.clone());
        let each = || each_of(&days);
        let holidays = each().filter_map(|day| Some((day, rota.holiday(day, None)?)));
        let weeks = each().filter(|day| day.weekday() == Weekday::Mon || day == days.start());
        let weeks = weeks.map(|day| RotaWeek {
            first: day,
            number: day.iso_week().week(),
            is_even: rota.is_even(day),
        });
        Ok(RotaView {
            conflicts: conflicts(&shifts),
            holidays: holidays.collect::<Vec<(NaiveDate, Holiday)>>(),
            weeks: weeks.collect(),
            shifts,
        })
    }

    /// One's own shifts of these days as a calendar file: hours and stations, and nothing of whom one meets there.
    pub(crate) async fn shift_calendar<P: Ports>(
        &mut self,
        ports: &P,
        days: RangeInclusive<NaiveDate>,
        word: &str,
    ) -> Result<Vec<u8>, Failure> {
        self.load_all(ports).await?;
        let worker = self.worker();
        let shifts = self.library.facts.rota().shifts(cut(days));
        let own = |shift: &&PlannedShift| {
            shift.worker.is_some()
                && shift.worker == worker
                && shift.status != ShiftStatus::Cancelled
        };
        let events = shifts
            .iter()
            .filter(own)
            .flat_map(|shift| self.events(shift, word));
        let events: Vec<Event> = events.collect();
        let file = ics::calendar(&events, &self.time_zone(), ports.clock().now_ms());
        Ok(file.into_bytes())
    }

    /// One event a slot; one for the whole day where no hours are known.
    fn events(&self, shift: &PlannedShift, word: &str) -> Vec<Event> {
        let mut stations = self.library.index.small_of(Station::ID);
        let station = stations.find(|station| Some(station.id()) == shift.station);
        let label = station
            .and_then(|station| station.get(station::LABEL))
            .unwrap_or_default();
        let event = |place: usize, hours: Option<casework::Slot>| Event {
            uid: format!("{}-{}-{place}@permanence", shift.id, shift.day),
            day: shift.day,
            at: hours.map(casework::Slot::start),
            until: hours.map(casework::Slot::end),
            summary: format!("{word} {label}").trim_end().to_owned(),
        };
        match &shift.slots {
            None => vec![event(0, None)],
            Some(slots) => slots
                .iter()
                .enumerate()
                .map(|(place, slot)| event(place, Some(slot)))
                .collect(),
        }
    }
}

fn cut(days: RangeInclusive<NaiveDate>) -> RangeInclusive<NaiveDate> {
    let latest = days.start().checked_add_days(Days::new(MOST_DAYS));
    let until = latest.map_or(*days.end(), |latest| latest.min(*days.end()));
    *days.start()..=until
}

fn each_of(days: &RangeInclusive<NaiveDate>) -> impl Iterator<Item = NaiveDate> {
    let last = *days.end();
    days.start().iter_days().take_while(move |day| *day <= last)
}
