//! What is done to a shift at one touch: begun, ended, held, called off. Each is undone at another.

use casework::choices::{CancellationReason, ShiftPlace, ShiftStatus};
use casework::rota::{PlannedShift, worked_minutes};
use casework::{Shift, Slots, shift};
use chrono::{Days, NaiveDate};
use engine::message::Failure;
use leptos::prelude::*;
use record::{Field, RecordId, Scalar, TimeOfDay, Value};

use crate::browser::{clock, contents};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::engine_client::attempt::Attempt;
use crate::forms::Draft;
use crate::pages::actions::Actions;
use crate::pages::reading::text_of;
use crate::session::Session;
use crate::t;

/// How far ahead the file of one's own shifts looks.
const HALF_A_YEAR: Days = Days::new(183);

/// How far ahead a next shift is looked for.
const DAYS_AHEAD: Days = Days::new(60);

/// What is noted of a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Note {
    /// It begins now.
    Begun,
    /// It ends now.
    Ended,
    /// It was held as planned.
    Held,
    /// It is called off.
    Cancelled(CancellationReason),
}

/// The record of a shift as it stands, or a new one; what it does not say it says as the rota does.
pub(super) async fn draft_of(session: Session, planned: &PlannedShift) -> Result<Draft, AskError> {
    let draft = match session.engine.record(planned.id).await {
        Ok(record) => Draft::of(&record),
        Err(AskError::Refused(Failure::NotFound)) => Draft::new(Shift::ID, planned.id),
        Err(refused) => return Err(refused),
    };
    Ok(completed(draft, planned))
}

/// What a record of a shift lacks is said as the rota does. Pure.
fn completed(mut draft: Draft, planned: &PlannedShift) -> Draft {
    fill(&mut draft, shift::DATE, Some(planned.day));
    fill(&mut draft, shift::STATION, planned.station);
    fill(&mut draft, shift::SLOTS, planned.slots.clone());
    fill(&mut draft, shift::WORKER, planned.worker);
    fill(&mut draft, shift::PLACE, planned.place);
    draft
}

fn fill<T: Scalar>(draft: &mut Draft, field: Field<T>, value: Option<T>) {
    if draft.value(field.id()).is_none() {
        set(draft, field, value);
    }
}

fn set<T: Scalar>(draft: &mut Draft, field: Field<T>, value: Option<T>) {
    draft.set_one(field.id(), value.map(Scalar::into_value));
}

/// Notes something in the draft. Pure.
fn note(draft: &mut Draft, what: Note, now: TimeOfDay, own: Option<RecordId>) {
    let read = |draft: &Draft, field: &str| draft.value(field).cloned();
    match what {
        Note::Begun => {
            set(draft, shift::STARTED, Some(now));
            if own.is_some() {
                set(draft, shift::WORKER, own);
            }
            if read(draft, shift::PLACE.id()).is_none() {
                set(draft, shift::PLACE, Some(ShiftPlace::Station));
            }
        }
        Note::Ended => {
            let started =
                read(draft, shift::STARTED.id()).and_then(|value| TimeOfDay::from_value(&value));
            let plan = read(draft, shift::SLOTS.id()).and_then(|value| Slots::from_value(&value));
            set(draft, shift::ENDED, Some(now));
            set(draft, shift::STATUS, Some(ShiftStatus::Held));
            let worked = started.map(|started| worked_minutes(plan.as_ref(), started, now));
            set(draft, shift::DURATION, worked);
        }
        Note::Held => {
            set(draft, shift::STATUS, Some(ShiftStatus::Held));
            set(draft, shift::CANCELLATION_REASON, None);
        }
        Note::Cancelled(reason) => {
            set(draft, shift::STATUS, Some(ShiftStatus::Cancelled));
            set(draft, shift::CANCELLATION_REASON, Some(reason));
        }
    }
}

/// Notes what becomes of shifts.
#[derive(Clone, Copy)]
pub(super) struct ShiftActions {
    session: Session,
    actions: Actions,
}

impl ShiftActions {
    /// Called where a page is made.
    pub(super) fn of_page() -> Self {
        Self {
            session: expect_context(),
            actions: Actions::of_page(),
        }
    }

    /// Notes it, and offers to take it back.
    pub(super) fn note(self, planned: PlannedShift, what: Note) {
        let session = self.session;
        let id = planned.id;
        let draft = async move {
            let mut draft = draft_of(session, &planned).await?;
            note(
                &mut draft,
                what,
                moment_of(what, &planned),
                session.worker(),
            );
            Ok(draft)
        };
        self.actions.save_with_undo(id, draft, said(what));
    }

    /// Says where it is held.
    pub(super) fn place(self, planned: PlannedShift, place: ShiftPlace) {
        let session = self.session;
        let id = planned.id;
        let draft = async move {
            let mut draft = draft_of(session, &planned).await?;
            set(&mut draft, shift::PLACE, Some(place));
            Ok(draft)
        };
        self.actions
            .save_with_undo(id, draft, t!(shift_place_noted));
    }
}

/// When something is noted to have been: now; a shift of a day that is over ended as it was planned.
fn moment_of(what: Note, planned: &PlannedShift) -> TimeOfDay {
    let now = TimeOfDay::from(clock::civil(clock::now_ms()).time());
    let is_forgotten = what == Note::Ended && planned.day < clock::today();
    planned.end().filter(|_| is_forgotten).unwrap_or(now)
}

fn said(what: Note) -> &'static str {
    match what {
        Note::Begun => t!(shift_begun),
        Note::Ended => t!(shift_ended),
        Note::Held => t!(shift_held),
        Note::Cancelled(_) => t!(shift_cancelled),
    }
}

/// The shift that this worker is holding now, if any: what is noted meanwhile belongs to it.
pub(in crate::pages) async fn running(session: Session) -> Option<PlannedShift> {
    let today = clock::today();
    // Without an answer nothing is filled in. One of another day was forgotten, and nothing belongs to it.
    let rota = session.engine.rota(today..=today).await.ok()?;
    let own = session.worker();
    let mut running = rota
        .shifts
        .into_iter()
        .filter(|shift| shift.is_running() && shift.worker == own);
    running.next_back()
}

/// One's next shift from tomorrow on: at that station, or else at any.
pub(in crate::pages) async fn next_for(
    session: Session,
    station: Option<RecordId>,
) -> Option<PlannedShift> {
    let tomorrow = clock::today().succ_opt()?;
    let until = tomorrow.checked_add_days(DAYS_AHEAD)?;
    // Without an answer nothing is proposed.
    let rota = session.engine.rota(tomorrow..=until).await.ok()?;
    next_of(rota.shifts, session.worker(), station)
}

/// The first shift of that worker at that station, or else anywhere. Pure.
fn next_of(
    shifts: Vec<PlannedShift>,
    worker: Option<RecordId>,
    station: Option<RecordId>,
) -> Option<PlannedShift> {
    let is_own = |shift: &PlannedShift| {
        shift.worker.is_some() && shift.worker == worker && shift.status == ShiftStatus::Planned
    };
    let mut own = shifts.into_iter().filter(is_own).peekable();
    let first = own.peek().cloned();
    let there = own.find(|shift| shift.station.is_some() && shift.station == station);
    there.or(first)
}

/// What a station is called; nothing where it is not known.
pub(in crate::pages) async fn name_of_station(
    session: Session,
    station: Option<RecordId>,
) -> String {
    let Some(station) = station else {
        return String::new();
    };
    let record = session.engine.record(station).await.ok();
    let name = record.and_then(|record| text_of(&record, casework::station::LABEL));
    name.unwrap_or_default()
}

/// What a record takes from the running shift: its station, and which shift it is where the record says so. Pure.
pub(in crate::pages) fn take_from(
    draft: &mut Draft,
    running: &PlannedShift,
    station: &str,
    shift: Option<&str>,
) {
    if let Some(place) = running.station {
        draft.set_one(station, Some(Value::Reference(place)));
    }
    if let Some(shift) = shift {
        draft.set_one(shift, Some(Value::Reference(running.id)));
    }
}

/// Offers one's own shifts as a file for a calendar.
#[component]
pub(super) fn ExportShifts() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let attempt = Attempt::new();
    let refused = RwSignal::new(None::<String>);
    let export = move |_| {
        refused.set(None);
        let today = clock::today();
        let until = today.checked_add_days(HALF_A_YEAR).unwrap_or(today);
        let word = t!(shift_word).to_owned();
        let asked = async move { session.engine.shift_calendar(today..=until, word).await };
        attempt.begin(asked, move |file| {
            attempt.is_busy.set(false);
            if contents::offer(&name_of(today), "text/calendar", &file) {
                toasts.say(t!(shifts_exported));
            } else {
                refused.set(Some(t!(export_refused).to_owned()));
            }
        });
    };
    view! {
        <LiveNotice weight=Weight::Problem text=attempt.sentence() />
        <LiveNotice weight=Weight::Problem text=refused />
        <button type="button" id="shifts-export" class="button-quiet" aria-disabled=move || attempt.is_busy.get().then_some("true") on:click=export>
            <Glyph icon=Icon::DOWNLOAD /><span>{t!(shifts_export)}</span>
        </button>
    }
}

fn name_of(today: NaiveDate) -> String {
    format!("planning-{today}.ics")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> RecordId {
        RecordId::from_bytes([byte; 16])
    }

    fn time(text: &str) -> TimeOfDay {
        text.parse().expect("a time")
    }

    fn planned() -> PlannedShift {
        PlannedShift {
            id: id(1),
            is_noted: false,
            rule: Some(id(2)),
            day: "2026-11-23".parse().expect("a day"),
            station: Some(id(3)),
            slots: "09:00-12:00 14:00-18:00".parse().ok(),
            worker: Some(id(4)),
            instead_of: None,
            place: None,
            status: ShiftStatus::Planned,
            reason: None,
            is_uncovered: false,
            started: None,
            ended: None,
            duration: None,
        }
    }

    #[test]
    fn who_begins_a_shift_holds_it_and_its_length_is_noted_at_the_end() {
        let mut draft = completed(Draft::new(Shift::ID, id(1)), &planned());
        note(&mut draft, Note::Begun, time("09:10"), Some(id(5)));
        let value = |draft: &Draft, field: &str| draft.value(field).cloned();
        assert_eq!(value(&draft, "worker"), Some(Value::Reference(id(5))));
        assert_eq!(value(&draft, "place"), Some(Value::choice("station")));
        assert_eq!(value(&draft, "status"), None);
        note(&mut draft, Note::Ended, time("18:20"), Some(id(5)));
        assert_eq!(value(&draft, "status"), Some(Value::choice("held")));
        assert_eq!(value(&draft, "duration"), Some(430_u32.into_value()));
        let fields: Vec<_> = draft
            .edit()
            .into_iter()
            .flat_map(|edit| edit.fields)
            .map(|field| field.field)
            .collect();
        for field in ["date", "station", "slots"] {
            assert!(
                fields.contains(&field.to_owned()),
                "{field} of the plan is noted"
            );
        }
    }

    #[test]
    fn what_is_held_after_all_has_no_reason_any_more() {
        let mut draft = completed(Draft::new(Shift::ID, id(1)), &planned());
        note(
            &mut draft,
            Note::Cancelled(CancellationReason::Illness),
            time("08:00"),
            None,
        );
        assert!(draft.value("cancellation_reason").is_some());
        note(&mut draft, Note::Held, time("08:00"), None);
        assert!(draft.value("cancellation_reason").is_none());
    }

    #[test]
    fn what_follows_is_proposed_at_the_station_of_the_case() {
        let at = |station: u8, worker: u8, status| PlannedShift {
            id: id(10 + station),
            station: Some(id(station)),
            worker: Some(id(worker)),
            status,
            ..planned()
        };
        let shifts = vec![
            at(1, 9, ShiftStatus::Planned),
            at(2, 4, ShiftStatus::Cancelled),
            at(3, 4, ShiftStatus::Planned),
            at(2, 4, ShiftStatus::Planned),
        ];
        let next = |worker: Option<u8>, station: Option<u8>| {
            let found = next_of(shifts.clone(), worker.map(id), station.map(id));
            found.map(|shift| shift.id)
        };
        assert_eq!(next(Some(4), Some(2)), Some(id(12)));
        assert_eq!(next(Some(4), Some(1)), Some(id(13)));
        assert_eq!(next(Some(4), None), Some(id(13)));
        assert_eq!(next(None, Some(2)), None);
    }

    #[test]
    fn the_file_of_shifts_is_named_by_its_day() {
        let today = "2026-11-26".parse().expect("a day");
        assert_eq!(name_of(today), "planning-2026-11-26.ics");
    }
}
