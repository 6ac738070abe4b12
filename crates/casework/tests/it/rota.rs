//! Which shifts there are on which days.

use casework::choices::{CancellationReason, RotaWeeks, ShiftStatus, WeekParity, Weekday};
use casework::rota::{Conflict, PlannedShift, Rota, conflicts, hours_by, shift_id};
use casework::{
    Absence, RotaParity, RotaRule, Shift, Slots, Station, Team, absence, rota_parity, rota_rule,
    shift, station, team,
};
use chrono::NaiveDate;
use record::{Edit, Record, RecordId, RecordKind};

use crate::rules::record_of;

const FORBACH: RecordId = RecordId::from_bytes([1; 16]);
const BOULAY: RecordId = RecordId::from_bytes([2; 16]);
const INES: RecordId = RecordId::from_bytes([3; 16]);
const BAKO: RecordId = RecordId::from_bytes([4; 16]);

fn id(byte: u8) -> RecordId {
    RecordId::from_bytes([byte; 16])
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn slots(text: &str) -> Slots {
    text.parse().expect("slots")
}

fn made(byte: u8, kind: &'static str, fill: impl FnOnce(&mut Edit<'_>)) -> Record {
    record_of(id(byte), RecordKind::known(kind), fill)
}

/// A line on Mondays at Forbach, held by Inès, otherwise filled.
fn rule(byte: u8, fill: impl FnOnce(&mut Edit<'_>)) -> Record {
    made(byte, RotaRule::ID, |edit| {
        edit.set(rota_rule::STATION, FORBACH);
        edit.set(rota_rule::WEEKDAY, Weekday::Monday);
        edit.set(rota_rule::SLOTS, slots("09:00-12:00"));
        edit.set(rota_rule::WORKER, INES);
        fill(edit);
    })
}

fn noted(id: RecordId, on: &str, fill: impl FnOnce(&mut Edit<'_>)) -> Record {
    record_of(id, Shift::KIND, |edit| {
        edit.set(shift::DATE, day(on));
        edit.set(shift::STATION, FORBACH);
        fill(edit);
    })
}

fn away(byte: u8, from: &str, until: &str, fill: impl FnOnce(&mut Edit<'_>)) -> Record {
    made(byte, Absence::ID, |edit| {
        edit.set(absence::WORKER, INES);
        edit.set(absence::FROM, day(from));
        edit.set(absence::UNTIL, day(until));
        fill(edit);
    })
}

fn shifts<'r>(
    records: impl IntoIterator<Item = &'r Record>,
    from: &str,
    until: &str,
) -> Vec<PlannedShift> {
    Rota::of(records).shifts(day(from)..=day(until))
}

#[track_caller]
fn check_days<'r>(
    records: impl IntoIterator<Item = &'r Record>,
    from: &str,
    until: &str,
    expected: &[&str],
) {
    let days: Vec<_> = shifts(records, from, until)
        .iter()
        .map(|shift| shift.day.to_string())
        .collect();
    assert_eq!(days, expected);
}

#[test]
fn a_year_of_53_weeks_has_two_odd_weeks_in_a_row_unless_the_team_says_otherwise() {
    let odd = rule(10, |edit| {
        edit.set(rota_rule::WEEKS, RotaWeeks::Odd);
    });
    let even = rule(11, |edit| {
        edit.set(rota_rule::WEEKS, RotaWeeks::Even);
    });
    let (from, until) = ("2020-12-14", "2021-01-31");
    let by_calendar = ["2020-12-14", "2020-12-28", "2021-01-04", "2021-01-18"];
    check_days([&odd], from, until, &by_calendar);
    check_days(
        [&even],
        from,
        until,
        &["2020-12-21", "2021-01-11", "2021-01-25"],
    );

    let turn = |from: &str, parity| {
        let from = day(from);
        move |edit: &mut Edit<'_>| {
            edit.set(rota_parity::FROM, from);
            edit.set(rota_parity::PARITY, parity);
        }
    };
    // Any day of the week says which week.
    let turned = made(20, RotaParity::ID, turn("2021-01-06", WeekParity::Even));
    let in_turns = ["2020-12-14", "2020-12-28", "2021-01-11", "2021-01-25"];
    check_days([&odd, &turned], from, until, &in_turns);
    let back = made(21, RotaParity::ID, turn("2021-01-18", WeekParity::Calendar));
    let as_before = ["2020-12-14", "2020-12-28", "2021-01-11", "2021-01-18"];
    check_days([&odd, &turned, &back], from, until, &as_before);
}

#[test]
fn a_line_holds_from_a_day_until_another_both_included() {
    let bounded = rule(10, |edit| {
        edit.set(rota_rule::FROM, day("2026-11-09"));
        edit.set(rota_rule::UNTIL, day("2026-11-23"));
    });
    let mondays = ["2026-11-09", "2026-11-16", "2026-11-23"];
    check_days([&bounded], "2026-11-01", "2026-12-31", &mondays);
    let binned = rule(10, |edit| {
        edit.set(rota_rule::BINNED, day("2026-11-01"));
    });
    check_days([&binned], "2026-11-01", "2026-12-31", &[]);
    let without_hours = made(10, RotaRule::ID, |edit| {
        edit.set(rota_rule::STATION, FORBACH);
    });
    check_days([&without_hours], "2026-11-01", "2026-12-31", &[]);
}

#[track_caller]
fn check(shift: &PlannedShift, status: ShiftStatus, reason: Option<CancellationReason>) {
    assert_eq!((shift.status, shift.reason), (status, reason), "{shift:?}");
}

#[test]
fn no_shift_is_held_on_a_holiday_of_its_station() {
    let friday = rule(10, |edit| {
        edit.set(rota_rule::WEEKDAY, Weekday::Friday);
    });
    let on_good_friday =
        |records: &[&Record]| shifts(records.iter().copied(), "2026-04-03", "2026-04-03").remove(0);
    let holiday = Some(CancellationReason::PublicHoliday);
    let local = made(5, Team::ID, |edit| {
        edit.set(team::HAS_LOCAL_HOLIDAYS, true);
    });
    let elsewhere = record_of(FORBACH, Station::KIND, |edit| {
        edit.set(station::HAS_LOCAL_HOLIDAYS, false);
    });
    check(&on_good_friday(&[&friday]), ShiftStatus::Planned, None);
    let in_moselle = on_good_friday(&[&friday, &local]);
    check(&in_moselle, ShiftStatus::Cancelled, holiday);
    // What the station says counts before what the team says.
    let over_there = on_good_friday(&[&friday, &local, &elsewhere]);
    check(&over_there, ShiftStatus::Planned, None);
    // What was noted counts before the calendar.
    let of_day = shift_id(friday.id(), day("2026-04-03"));
    let held = noted(of_day, "2026-04-03", |edit| {
        edit.set(shift::STATUS, ShiftStatus::Held);
    });
    check(
        &on_good_friday(&[&friday, &local, &held]),
        ShiftStatus::Held,
        None,
    );
}

#[test]
fn who_is_away_is_replaced_or_the_shift_is_called_off() {
    let monday = rule(10, |_| {});
    let of =
        |records: &[&Record]| shifts(records.iter().copied(), "2026-11-23", "2026-11-23").remove(0);
    let stand_in = away(20, "2026-11-20", "2026-11-23", |edit| {
        edit.set(absence::REPLACED_BY, BAKO);
    });
    let replaced = of(&[&monday, &stand_in]);
    check(&replaced, ShiftStatus::Planned, None);
    assert_eq!(
        (replaced.worker, replaced.instead_of),
        (Some(BAKO), Some(INES))
    );

    let ill = away(21, "2026-11-23", "2026-11-23", |edit| {
        edit.set(absence::REASON, CancellationReason::Illness);
    });
    let uncovered = of(&[&monday, &ill]);
    check(
        &uncovered,
        ShiftStatus::Cancelled,
        Some(CancellationReason::Illness),
    );
    assert!(uncovered.is_uncovered);

    // Two who stand in for each other are both away.
    let other_way = made(22, Absence::ID, |edit| {
        edit.set(absence::WORKER, BAKO);
        edit.set(absence::FROM, day("2026-11-23"));
        edit.set(absence::REPLACED_BY, INES);
    });
    let nobody = of(&[&monday, &stand_in, &other_way]);
    assert!(nobody.is_uncovered);

    // What began stays with who began it.
    let of_day = shift_id(monday.id(), day("2026-11-23"));
    let begun = noted(of_day, "2026-11-23", |edit| {
        edit.set(shift::WORKER, INES);
        edit.set(
            shift::STARTED,
            record::TimeOfDay::new(9, 5).expect("a time"),
        );
    });
    let running = of(&[&monday, &stand_in, &begun]);
    assert_eq!(running.worker, Some(INES));
    assert!(running.is_running());
}

#[test]
fn what_was_noted_stands_for_what_the_rota_brings() {
    let monday = rule(10, |_| {});
    let on = "2026-11-23";
    let of_day = shift_id(monday.id(), day(on));
    let on_day = |other: Record| shifts([&monday, &other], on, on);

    let own = on_day(noted(of_day, on, |_| {}));
    assert_eq!(own.len(), 1);
    assert!(own[0].is_noted);
    // One typed by hand at the same hours, or without hours, is the same shift; one at other hours is another.
    let typed = |hours: &str| {
        noted(id(40), on, |edit| {
            edit.set(shift::SLOTS, slots(hours));
        })
    };
    assert_eq!(on_day(noted(id(40), on, |_| {})).len(), 1);
    assert_eq!(on_day(typed("11:00-13:00")).len(), 1);
    assert_eq!(on_day(typed("14:00-16:00")).len(), 2);
    // Moved to another day, or in the bin, it is not there twice.
    assert!(on_day(noted(of_day, "2026-11-24", |_| {})).is_empty());
    assert!(
        on_day(noted(of_day, on, |edit| {
            edit.set(shift::BINNED, day(on));
        }))
        .is_empty()
    );
}

#[test]
fn it_is_the_same_in_any_order_and_after_changes() {
    let monday = rule(10, |_| {});
    let on = "2026-11-23";
    let of_day = shift_id(monday.id(), day(on));
    let planned = noted(of_day, "2026-11-24", |_| {});
    let held = noted(of_day, on, |edit| {
        edit.set(shift::STATUS, ShiftStatus::Held);
    });
    let ill = away(21, on, on, |_| {});
    let whole = Rota::of([&monday, &held]).shifts(day(on)..=day("2026-11-30"));
    let mut changed = Rota::of([&ill, &planned, &monday]);
    changed.put(&held);
    changed.forget(ill.id());
    assert_eq!(changed.shifts(day(on)..=day("2026-11-30")), whole);
}

#[test]
fn ids_of_shifts_differ_by_line_and_day_and_are_the_same_everywhere() {
    let monday = day("2026-11-23");
    assert_eq!(
        shift_id(id(10), monday).to_string(),
        shift_id(id(10), monday).to_string()
    );
    assert_ne!(shift_id(id(10), monday), shift_id(id(11), monday));
    assert_ne!(
        shift_id(id(10), monday),
        shift_id(id(10), day("2026-11-30"))
    );
    assert_ne!(shift_id(id(10), monday), id(10));
}

#[test]
fn one_worker_in_two_places_and_a_shift_without_anyone_are_told() {
    let monday = rule(10, |_| {});
    let elsewhere = rule(11, |edit| {
        edit.set(rota_rule::STATION, BOULAY);
        edit.set(rota_rule::SLOTS, slots("11:00-14:00"));
    });
    let nobody = made(12, RotaRule::ID, |edit| {
        edit.set(rota_rule::STATION, BOULAY);
        edit.set(rota_rule::WEEKDAY, Weekday::Monday);
        edit.set(rota_rule::SLOTS, slots("15:00-16:00"));
    });
    let on = "2026-11-23";
    let of = |rule: u8| shift_id(id(rule), day(on));
    let found = conflicts(&shifts([&monday, &elsewhere, &nobody], on, on));
    let two_places = Conflict::TwoPlaces {
        worker: INES,
        day: day(on),
        shifts: [of(10), of(11)],
    };
    let unnamed = Conflict::NobodyNamed {
        shift: of(12),
        day: day(on),
    };
    assert_eq!(found, [two_places, unnamed]);
    let ill = away(20, on, on, |_| {});
    let found = conflicts(&shifts([&monday, &elsewhere, &ill], on, on));
    let uncovered = |rule| Conflict::Uncovered {
        shift: of(rule),
        day: day(on),
    };
    assert_eq!(found, [uncovered(10), uncovered(11)]);
}

#[test]
fn hours_are_those_planned_and_those_held() {
    let monday = rule(10, |_| {});
    let held = noted(
        shift_id(monday.id(), day("2026-11-23")),
        "2026-11-23",
        |edit| {
            edit.set(shift::SLOTS, slots("09:00-12:00"));
            edit.set(shift::STATUS, ShiftStatus::Held);
            edit.set(shift::DURATION, 200);
        },
    );
    let ill = away(20, "2026-11-30", "2026-11-30", |_| {});
    let shifts = shifts([&monday, &held, &ill], "2026-11-23", "2026-12-13");
    let hours = hours_by(&shifts, |shift| shift.station);
    let forbach = hours.get(&Some(FORBACH)).expect("hours");
    assert_eq!((forbach.planned, forbach.held), (2 * 180, 200));
}
