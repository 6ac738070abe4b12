//! A week as seven days, a month as a grid, and the hours of both.

use std::collections::BTreeMap;

use casework::choices::ShiftStatus;
use casework::rota::{Hours, PlannedShift, hours_by};
use chrono::{Datelike, NaiveDate};
use engine::message::RotaView;
use leptos::prelude::*;

use super::days::{Shown, Span};
use super::words::{self, Names};
use crate::browser::clock;
use crate::i18n::dates;
use crate::route::Route;
use crate::t;

/// Shifts a cell of the month names; how many more there are is said.
const MOST_IN_CELL: usize = 3;

/// A day of a calendar.
#[derive(Debug, Clone)]
struct Day {
    day: NaiveDate,
    holiday: Option<&'static str>,
    shifts: Vec<PlannedShift>,
}

/// Every day from the first to the last week. Pure.
fn days_of(rota: &RotaView, shown: Shown) -> Vec<Day> {
    let last = *shown.days().end();
    let days = shown
        .days()
        .start()
        .iter_days()
        .take_while(|day| *day <= last);
    let holidays: BTreeMap<_, _> = rota.holidays.iter().copied().collect();
    days.map(|day| Day {
        day,
        holiday: holidays.get(&day).map(|holiday| words::holiday(*holiday)),
        shifts: rota
            .shifts
            .iter()
            .filter(|shift| shift.day == day)
            .cloned()
            .collect(),
    })
    .collect()
}

/// Seven days, one after the other on a phone and side by side where there is room.
#[component]
pub(super) fn Week(rota: RotaView, names: Names) -> impl IntoView {
    let first = rota
        .weeks
        .first()
        .map_or_else(clock::today, |week| week.first);
    let parity = rota.weeks.first().map(|week| match week.is_even {
        true => t!(planning_even),
        false => t!(planning_odd),
    });
    let days = days_of(
        &rota,
        Shown {
            day: first,
            span: Span::Week,
        },
    );
    let day = |day: Day| {
        let is_today = day.day == clock::today();
        let is_free = day.shifts.is_empty();
        let names = names.clone();
        let shift = move |shift: PlannedShift| view! { <ShiftLine shift names=names.clone() /> };
        view! {
            <li class="week-day" class:is-today=is_today class:is-free=is_free aria-current=is_today.then_some("date")>
                <h3 class="week-day-name">{dates::day_of_week(day.day)}</h3>
                {day.holiday.map(|holiday| view! { <p class="chip">{holiday}</p> })}
                <ul class="week-shifts">{day.shifts.into_iter().map(shift).collect_view()}</ul>
            </li>
        }
    };
    view! {
        <p class="soft" id="planning-parity">{parity}</p>
        <ol class="week">{days.into_iter().map(day).collect_view()}</ol>
    }
}

/// A shift of a day, with the way to it.
#[component]
fn ShiftLine(shift: PlannedShift, names: Names) -> impl IntoView {
    let class = class_of(&shift);
    let route = Route::Shift {
        shift: shift.id,
        day: shift.day,
    };
    let place = names.of_record(shift.station);
    let standing = words::standing(&shift);
    view! {
        <li><a class=class href=route.path()>
            <span class="shift-hours num">{words::hours(&shift)}</span>
            <b class="shift-place">{place}</b>
            <span class="soft">{words::holder(&shift, &names)}</span>
            {standing.map(|standing| view! { <span class="shift-standing">{standing}</span> })}
        </a></li>
    }
}

fn class_of(shift: &PlannedShift) -> &'static str {
    match shift.status {
        ShiftStatus::Held => "shift shift-held",
        ShiftStatus::Cancelled if shift.is_uncovered => "shift shift-uncovered",
        ShiftStatus::Cancelled => "shift shift-cancelled",
        ShiftStatus::Planned if shift.is_running() => "shift shift-running",
        ShiftStatus::Planned => "shift",
    }
}

/// The weeks of a month. A day leads to its week.
#[component]
pub(super) fn Month(rota: RotaView, shown: RwSignal<Shown>, names: Names) -> impl IntoView {
    let now = shown.get_untracked();
    let days = days_of(&rota, now);
    let weekdays = days.iter().take(7).map(|day| dates::weekday(day.day));
    let weekdays = weekdays
        .map(|word| view! { <th scope="col">{word}</th> })
        .collect_view();
    let weeks = days.chunks(7).zip(&rota.weeks).map(|(days, week)| {
        let cells = days
            .iter()
            .map(|day| view! { <Cell day=day.clone() shown names=names.clone() /> });
        view! { <tr><th scope="row" class="num soft">{week.number}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <table class="month">
            <caption class="visually-hidden">{words::period(now)}</caption>
            <thead><tr><th scope="col"><span class="visually-hidden">{t!(planning_week)}</span></th>{weekdays}</tr></thead>
            <tbody>{weeks.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Cell(day: Day, shown: RwSignal<Shown>, names: Names) -> impl IntoView {
    let Day {
        day,
        holiday,
        shifts,
    } = day;
    let is_other = !shown.get_untracked().holds(day);
    let is_today = day == clock::today();
    let count = shifts.len();
    let label = t!(planning_cell, day = dates::full_day(day), count = count);
    let to_week = move |_| {
        shown.set(Shown {
            day,
            span: Span::Week,
        });
    };
    let first = shifts.into_iter().take(MOST_IN_CELL).map(|shift| {
        let class = class_of(&shift);
        view! { <span class=class>{names.of_record(shift.station)}</span> }
    });
    let more = count.checked_sub(MOST_IN_CELL).filter(|more| *more > 0);
    view! {
        <td class:is-other=is_other class:is-today=is_today>
            <button type="button" class="month-day" on:click=to_week>
                <span class="visually-hidden">{label}</span>
                <span class="num month-number" aria-hidden="true">{day.day()}</span>
                {holiday.map(|holiday| view! { <span class="month-holiday">{holiday}</span> })}
                <span class="month-shifts" aria-hidden="true">{first.collect_view()}</span>
                {more.map(|more| view! { <span class="soft" aria-hidden="true">{t!(planning_more, count = more)}</span> })}
            </button>
        </td>
    }
}

/// Hours by worker, by station and by zone, of the week or month itself.
#[component]
pub(super) fn HoursTables(rota: RotaView, month: Shown, names: Names) -> impl IntoView {
    let shifts: Vec<PlannedShift> = rota
        .shifts
        .into_iter()
        .filter(|shift| month.holds(shift.day))
        .collect();
    let of = |title: &'static str, id: &'static str, name: &dyn Fn(&PlannedShift) -> String| {
        let rows: Vec<(String, Hours)> = hours_by(&shifts, name).into_iter().collect();
        view! { <HoursTable title id rows /> }
    };
    let by_zone = of(t!(planning_by_zone), "hours-zone", &|shift| {
        names.zone(shift.station)
    });
    let by_station = of(t!(planning_by_station), "hours-station", &|shift| {
        names.of_record(shift.station)
    });
    let by_worker = of(
        t!(planning_by_worker),
        "hours-worker",
        &|shift| match shift.worker {
            None => t!(shift_nobody).to_owned(),
            worker => names.of_record(worker),
        },
    );
    view! {
        <details class="planning-hours" id="hours">
            <summary>{t!(planning_hours_title)}</summary>
            <div class="planning-tables">{by_zone}{by_station}{by_worker}</div>
        </details>
    }
}

#[component]
fn HoursTable(title: &'static str, id: &'static str, rows: Vec<(String, Hours)>) -> impl IntoView {
    let sum = |of: fn(&Hours) -> u32| {
        rows.iter()
            .map(|(_, hours)| of(hours))
            .fold(0, u32::saturating_add)
    };
    let (planned, held) = (sum(|hours| hours.planned), sum(|hours| hours.held));
    let row = |(name, hours): (String, Hours)| {
        view! { <tr><th scope="row">{name}</th><td class="num">{words::duration(hours.planned)}</td><td class="num">{words::duration(hours.held)}</td></tr> }
    };
    view! {
        <table class="figures" id=id>
            <thead><tr><th scope="col">{title}</th><th scope="col">{t!(planning_planned)}</th><th scope="col">{t!(planning_held)}</th></tr></thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            <tfoot><tr><th scope="row">{t!(planning_total)}</th><td class="num">{words::duration(planned)}</td><td class="num">{words::duration(held)}</td></tr></tfoot>
        </table>
    }
}
