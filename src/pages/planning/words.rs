//! Shifts in words.

use std::collections::BTreeMap;

use casework::choices::{CancellationReason, ShiftPlace, ShiftStatus, Zone};
use casework::rota::{Conflict, Holiday, PlannedShift};
use casework::{Slot, Slots, Station, Worker, station};
use chrono::{Datelike, NaiveDate};
use engine::message::{RecordView, RotaView};
use leptos::prelude::*;
use record::{Choice, RecordId, TimeOfDay, Value};

use super::days::{Shown, Span};
use crate::i18n::{dates, labels};
use crate::pages::reading::{text_of, value_of};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What stations and workers are called, and the zones of the stations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::pages) struct Names {
    names: BTreeMap<RecordId, String>,
    zones: BTreeMap<RecordId, String>,
}

impl Names {
    /// Read once; empty until then.
    pub(in crate::pages) fn load(session: Session) -> RwSignal<Self> {
        let names = RwSignal::new(Self::default());
        leptos::task::spawn_local(async move {
            // Without them, shifts are told by their hours.
            let stations = session
                .engine
                .records(Station::ID)
                .await
                .unwrap_or_default();
            let workers = session.engine.records(Worker::ID).await.unwrap_or_default();
            // The page may have gone.
            let _ = names.try_set(Self::of(&stations, &workers));
        });
        names
    }

    fn of(stations: &[RecordView], workers: &[RecordView]) -> Self {
        let mut names = Self::default();
        for one in stations {
            let label = text_of(one, station::LABEL).unwrap_or_default();
            names.names.insert(one.id, label);
            let zone = value_of(one, station::ZONE.id()).and_then(Value::as_choice);
            let zone = zone.map(|zone| labels::choice(Zone::LIST.name, zone));
            names.zones.extend(zone.map(|zone| (one.id, zone)));
        }
        for one in workers {
            let name = text_of(one, casework::worker::NAME).unwrap_or_default();
            names.names.insert(one.id, name);
        }
        names
    }

    /// What a station or a worker is called; nothing where it is not known.
    pub(in crate::pages) fn of_record(&self, id: Option<RecordId>) -> String {
        id.and_then(|id| self.names.get(&id))
            .cloned()
            .unwrap_or_default()
    }

    /// The zone of a station.
    pub(super) fn zone(&self, station: Option<RecordId>) -> String {
        let zone = station.and_then(|station| self.zones.get(&station));
        zone.cloned()
            .unwrap_or_else(|| t!(planning_no_zone).to_owned())
    }
}

/// A time of day, as a timetable says it: "14 h", "14 h 30".
fn time(time: TimeOfDay) -> String {
    duration(u32::from(time.minutes()))
}

/// From and to, on one line.
fn slot(slot: Slot) -> String {
    let text = t!(
        planning_slot,
        from = time(slot.start()),
        until = time(slot.end())
    );
    text.replace(' ', "\u{a0}")
}

/// The hours of a shift: "9 h 00 – 12 h 00, 14 h 00 – 18 h 00".
pub(super) fn hours(shift: &PlannedShift) -> String {
    shift.slots.as_ref().map(slots).unwrap_or_default()
}

/// The hours of a day.
pub(in crate::pages) fn slots(slots: &Slots) -> String {
    slots.iter().map(slot).collect::<Vec<_>>().join(", ")
}

/// Minutes as hours: "3 h", "3 h 30".
pub(in crate::pages) fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => t!(planning_hours, hours = hours.to_string()),
        (hours, rest) => dates::hour(hours, rest),
    }
}

/// What became of a shift, where there is something to say.
pub(in crate::pages) fn standing(shift: &PlannedShift) -> Option<String> {
    match shift.status {
        ShiftStatus::Held => Some(labels::choice(
            ShiftStatus::LIST.name,
            ShiftStatus::Held.id(),
        )),
        ShiftStatus::Planned => shift.is_running().then(|| t!(shift_running).to_owned()),
        ShiftStatus::Cancelled => Some(match shift.reason {
            None => labels::choice(ShiftStatus::LIST.name, ShiftStatus::Cancelled.id()),
            Some(reason) => t!(shift_cancelled_for, reason = reason_word(reason)),
        }),
    }
}

/// Why a shift is not held.
pub(super) fn reason_word(reason: CancellationReason) -> String {
    labels::choice(CancellationReason::LIST.name, reason.id())
}

/// Where a shift is held.
pub(super) fn place_word(place: ShiftPlace) -> String {
    labels::choice(ShiftPlace::LIST.name, place.id())
}

/// Who holds a shift, and for whom.
pub(in crate::pages) fn holder(shift: &PlannedShift, names: &Names) -> String {
    match (shift.worker, shift.instead_of) {
        (None, _) => t!(shift_nobody).to_owned(),
        (worker, None) => names.of_record(worker),
        (worker, other) => t!(
            shift_instead,
            worker = names.of_record(worker),
            other = names.of_record(other)
        ),
    }
}

/// The week or month that is shown.
pub(super) fn period(shown: Shown) -> String {
    let days = shown.days();
    match shown.span {
        Span::Week => t!(
            planning_week_of,
            week = shown.day.iso_week().week().to_string(),
            from = dates::short_day(*days.start()),
            until = dates::written(*days.end())
        ),
        Span::Month => dates::month(shown.day),
    }
}

/// What a holiday is called.
pub(super) fn holiday(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => t!(holiday_new_year),
        Holiday::GoodFriday => t!(holiday_good_friday),
        Holiday::EasterMonday => t!(holiday_easter_monday),
        Holiday::Labour => t!(holiday_labour),
        Holiday::Victory => t!(holiday_victory),
        Holiday::Ascension => t!(holiday_ascension),
        Holiday::WhitMonday => t!(holiday_whit_monday),
        Holiday::National => t!(holiday_national),
        Holiday::Assumption => t!(holiday_assumption),
        Holiday::AllSaints => t!(holiday_all_saints),
        Holiday::Armistice => t!(holiday_armistice),
        Holiday::Christmas => t!(holiday_christmas),
        Holiday::SaintStephen => t!(holiday_saint_stephen),
    }
}

/// What does not fit, each with the way to its shift.
pub(super) fn conflicts(rota: &RotaView, names: &Names) -> Vec<(String, Route)> {
    let place = |id: &RecordId| {
        let shift = rota.shifts.iter().find(|shift| shift.id == *id);
        names.of_record(shift.and_then(|shift| shift.station))
    };
    let way = |shift: RecordId, day: NaiveDate| Route::Shift { shift, day };
    let told = rota.conflicts.iter().map(|conflict| match conflict {
        Conflict::TwoPlaces {
            worker,
            day,
            shifts,
        } => {
            let [one, other] = shifts;
            let text = t!(
                conflict_two_places,
                worker = names.of_record(Some(*worker)),
                day = dates::on_day(*day),
                one = place(one),
                other = place(other)
            );
            (text, way(*other, *day))
        }
        Conflict::Uncovered { shift, day } => {
            let text = t!(
                conflict_uncovered,
                day = dates::day(*day),
                place = place(shift)
            );
            (text, way(*shift, *day))
        }
        Conflict::NobodyNamed { shift, day } => {
            let text = t!(
                conflict_nobody,
                day = dates::day(*day),
                place = place(shift)
            );
            (text, way(*shift, *day))
        }
    });
    told.collect()
}
