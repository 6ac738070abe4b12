//! Where one is due today: the shift that begins, the one that runs, those of which nobody said what became.

use std::hash::Hash;

use casework::choices::{ShiftPlace, ShiftStatus};
use casework::rota::PlannedShift;
use chrono::Days;
use leptos::prelude::*;
use record::Choice;

use super::check::ShiftCheck;
use super::shift::NoteButtons;
use super::shifts::ShiftActions;
use super::words::{self, Names};
use crate::browser::clock;
use crate::components::choice::ChoiceOf;
use crate::i18n::dates;
use crate::pages::followed::Followed;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// How far back one is asked what became of a shift.
const DAYS_BACK: Days = Days::new(14);

/// One's own shifts of today, and those of the last days that are still open.
#[component]
pub(in crate::pages) fn TodaysShifts() -> impl IntoView {
    let session = expect_context::<Session>();
    let names = Names::load(session);
    let shifts = Followed::of(session, move || async move {
        let today = clock::today();
        let since = today.checked_sub_days(DAYS_BACK).unwrap_or(today);
        let rota = session.engine.rota(since..=today).await?;
        let own = session.worker();
        let is_own = |shift: &PlannedShift| shift.worker.is_none() || shift.worker == own;
        Ok(rota.shifts.into_iter().filter(is_own).collect::<Vec<_>>())
    });
    let of_today = move || {
        let today = clock::today();
        let shifts = shifts.found.get().unwrap_or_default();
        let shown = shifts
            .into_iter()
            .filter(|shift| shift.is_running() || shift.day == today);
        shown.collect::<Vec<_>>()
    };
    let open = Memo::new(move |_| {
        let today = clock::today();
        let is_open = |shift: &&PlannedShift| {
            shift.day < today && shift.status == ShiftStatus::Planned && !shift.is_running()
        };
        shifts.found.with(|shifts| {
            let open: Vec<_> = shifts
                .iter()
                .flatten()
                .filter(is_open)
                .map(|shift| (shift.id, shift.day))
                .collect();
            open
        })
    });
    let is_shown = Memo::new(move |_| !of_today().is_empty() || !open.read().is_empty());
    // Keyed by all but the place, which is chosen in the card itself: it keeps the focus.
    let cards = move || {
        let card = move |planned: PlannedShift| {
            let id = planned.id;
            let place = Signal::derive(move || {
                let place_of =
                    |shifts: &Vec<PlannedShift>| shifts.iter().find(|shift| shift.id == id)?.place;
                shifts
                    .found
                    .with(|shifts| shifts.as_ref().and_then(place_of))
            });
            view! { <ShiftCard planned place names /> }
        };
        view! { <For each=of_today key=card_key children=card /> }
    };
    move || {
        is_shown.get().then(|| view! {
            <section class="section" aria-labelledby="shifts">
                <h2 id="shifts" class="section-title">{t!(shifts_today)}</h2>
                <div class="shift-cards">{cards}</div>
                {move || open.read().first().map(|(shift, day)| {
                    let route = Route::Shift { shift: *shift, day: *day };
                    view! { <p><a class="button-quiet" id="shifts-open" href=route.path()>{t!(shifts_open, count = open.read().len(), day = dates::day(*day))}</a></p> }
                })}
            </section>
        })
    }
}

/// What makes a card another one.
fn card_key(shift: &PlannedShift) -> impl Eq + Hash + use<> {
    let hours = shift.slots.as_ref().map(ToString::to_string);
    let times = (shift.started, shift.ended, shift.duration);
    let holder = (shift.station, shift.worker, shift.instead_of);
    (shift.id, shift.status, shift.reason, hours, times, holder)
}

/// A shift of today, and what can be done with it.
#[component]
fn ShiftCard(
    planned: PlannedShift,
    /// Where it is held, as it changes.
    place: Signal<Option<ShiftPlace>>,
    names: RwSignal<Names>,
) -> impl IntoView {
    let is_running = planned.is_running();
    let standing = match planned.started.filter(|_| is_running) {
        Some(started) => Some(t!(
            shift_running_since,
            time = dates::hour(started.hour(), started.minute())
        )),
        None => words::standing(&planned),
    };
    let station = planned.station;
    let title = Memo::new(
        move |_| match names.with(|names| names.of_record(station)) {
            place if place.is_empty() => t!(shift_word).to_owned(),
            place => place,
        },
    );
    let route = Route::Shift {
        shift: planned.id,
        day: planned.day,
    };
    let is_done = planned.status != ShiftStatus::Planned;
    let is_to_begin = !is_done && !is_running;
    view! {
        <article class="shift-card" class:is-running=is_running aria-label=move || title.get()>
            <h3><a href=route.path()>{move || title.get()}</a></h3>
            <p class="num">{words::hours(&planned)}</p>
            {standing.map(|standing| view! { <p class="soft shift-standing">{standing}</p> })}
            {is_running.then(|| view! { <PlaceChoice planned=planned.clone() place /> })}
            {is_to_begin.then(|| view! { <ShiftCheck /> })}
            {(!is_done).then(|| view! { <NoteButtons planned /> })}
        </article>
    }
}

/// Where the running shift is held.
#[component]
fn PlaceChoice(planned: PlannedShift, place: Signal<Option<ShiftPlace>>) -> impl IntoView {
    let actions = ShiftActions::of_page();
    let options = ShiftPlace::ALL
        .iter()
        .map(|place| (Some(*place), words::place_word(*place)));
    let choose = Callback::new(move |chosen: Option<ShiftPlace>| {
        if let Some(chosen) = chosen {
            actions.place(planned.clone(), chosen);
        }
    });
    view! { <ChoiceOf name="shift-place" label=t!(shift_place) options=options.collect() value=place on_choose=choose /> }
}
