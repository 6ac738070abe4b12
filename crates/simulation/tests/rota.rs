//! The rota on several devices: the same shifts everywhere, and one record of a shift that two people note at once.

use casework::choices::{ShiftStatus, Weekday};
use casework::{Absence, RotaRule, Shift, absence, rota_rule, shift};
use engine::message::{RecordEdit, Reply, Request, RotaView};
use permanence_simulation::forms::{change, day, first, new_id, text};
use permanence_simulation::world::{Tab, World, second};
use record::{RecordId, Scalar, Value};

fn exchange_all(tabs: &[&Tab]) {
    for _ in 0..2 {
        for tab in tabs {
            assert_eq!(tab.exchange(), None);
        }
    }
}

fn rota(tab: &Tab, from: &str, until: &str) -> RotaView {
    let [from, until] = [from, until].map(|day| day.parse().expect("a day"));
    match tab.ask(Request::Rota { from, until }) {
        Reply::Rota(view) => *view,
        reply => unreachable!("no rota: {reply:?}"),
    }
}

fn small(tab: &Tab, kind: &str) -> Vec<RecordId> {
    match tab.ask(Request::Records {
        kind: kind.to_owned(),
    }) {
        Reply::Records(records) => records.into_iter().map(|record| record.id).collect(),
        reply => unreachable!("no records: {reply:?}"),
    }
}

fn edit(id: RecordId, kind: &str, fields: Vec<(&str, Value)>) -> RecordEdit {
    let fields = fields
        .into_iter()
        .map(|(field, value)| first(field, vec![value]));
    RecordEdit {
        id,
        kind: kind.to_owned(),
        fields: fields.collect(),
    }
}

/// A line on Mondays, held by that worker.
fn rule(world: &World, tab: &Tab, worker: RecordId) -> RecordId {
    let [id, station] = [0; 2].map(|_| new_id(&world.chance));
    tab.save([
        edit(station, "station", vec![("label", text("Forbach"))]),
        edit(
            id,
            RotaRule::ID,
            vec![
                (rota_rule::STATION.id(), Value::Reference(station)),
                (rota_rule::WEEKDAY.id(), Weekday::Monday.into_value()),
                (rota_rule::SLOTS.id(), text("09:00-12:00 14:00-18:00")),
                (rota_rule::WORKER.id(), Value::Reference(worker)),
            ],
        ),
    ]);
    id
}

#[test]
fn two_people_who_note_one_shift_write_one_record() {
    let world = World::new(91);
    let (_first, one) = world.founder();
    let (_second, two) = second(&world, &one, "Bako Diarra");
    let worker = small(&one, "worker")[0];
    rule(&world, &one, worker);
    exchange_all(&[&one, &two]);
    let [here, there] = [&one, &two].map(|tab| rota(tab, "2026-11-23", "2026-11-29"));
    assert_eq!(here.shifts, there.shifts);
    let planned = here.shifts.first().expect("the shift of Monday").clone();
    assert!(!planned.is_noted);

    let noted = |status: ShiftStatus| {
        let fields = vec![
            (shift::DATE.id(), day(2026, 11, 23)),
            (
                shift::STATION.id(),
                Value::Reference(planned.station.expect("its station")),
            ),
            (shift::STATUS.id(), status.into_value()),
        ];
        edit(planned.id, Shift::ID, fields)
    };
    one.save([noted(ShiftStatus::Held)]);
    two.save([noted(ShiftStatus::Held)]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        let week = rota(tab, "2026-11-23", "2026-11-29");
        assert_eq!(week.shifts.len(), 1, "one shift, noted twice");
        let shift = &week.shifts[0];
        assert!(shift.is_noted);
        assert_eq!((shift.id, shift.status), (planned.id, ShiftStatus::Held));
    }
    // Taken back, the line brings it again.
    let emptied = change(&one.view(planned.id), shift::DATE.id(), Vec::new());
    one.save([emptied]);
    exchange_all(&[&one, &two]);
    let week = rota(&two, "2026-11-23", "2026-11-29");
    assert_eq!(week.shifts, here.shifts);
}

#[test]
fn an_absence_is_told_on_every_device_and_ones_own_shifts_leave_as_a_calendar() {
    let world = World::new(92);
    let (_first, one) = world.founder();
    let (_second, two) = second(&world, &one, "Bako Diarra");
    let worker = small(&one, "worker")[0];
    rule(&world, &one, worker);
    let away = edit(
        new_id(&world.chance),
        Absence::ID,
        vec![
            (absence::WORKER.id(), Value::Reference(worker)),
            (absence::FROM.id(), day(2026, 11, 30)),
        ],
    );
    one.save([away]);
    exchange_all(&[&one, &two]);
    for tab in [&one, &two] {
        let days = rota(tab, "2026-11-23", "2026-12-06");
        assert_eq!(days.shifts.len(), 2);
        assert_eq!(days.conflicts.len(), 1, "{:?}", days.conflicts);
        let weeks: Vec<_> = days
            .weeks
            .iter()
            .map(|week| (week.number, week.is_even))
            .collect();
        assert_eq!(weeks, [(48, true), (49, false)]);
    }
    let [from, until] = ["2026-11-23", "2026-12-13"].map(|day| day.parse().expect("a day"));
    let word = "Shift".to_owned();
    let file = |tab: &Tab| match tab.ask(Request::ShiftCalendar {
        from,
        until,
        word: word.clone(),
    }) {
        Reply::Export(file) => String::from_utf8(file).expect("a calendar is text"),
        reply => unreachable!("no calendar: {reply:?}"),
    };
    // Two Mondays of two slots, without the one of the absence; a colleague has none.
    let own = [&one, &two].map(|tab| file(tab).matches("SUMMARY:Shift Forbach").count());
    assert_eq!(own.iter().sum::<usize>(), 4, "{own:?}");
    assert!(own.contains(&0));
}

#[test]
fn more_than_a_year_is_cut_and_nothing_is_lost_of_what_is_given() {
    let world = World::new(93);
    let (_device, tab) = world.founder();
    let worker = small(&tab, "worker")[0];
    rule(&world, &tab, worker);
    let decades = rota(&tab, "2026-01-01", "2099-12-31");
    let last = decades.shifts.last().expect("shifts").day;
    assert!(last < "2027-02-28".parse().expect("a day"), "{last}");
    let year = rota(&tab, "2026-01-01", "2026-12-31");
    assert_eq!(year.shifts[..], decades.shifts[..year.shifts.len()]);
    assert!(rota(&tab, "2026-12-31", "2026-01-01").shifts.is_empty());
}
