//! The planning: the shifts of a week or a month, what does not fit in them, and the way to change them.

mod calendar;
mod check;
mod days;
mod lines;
mod parts;
mod shift;
pub(super) mod shifts;
pub(super) mod today;
pub(super) mod words;

pub(super) use lines::RotaPage;
pub(super) use parts::{NewRotaPartPage, RotaPartPage, missing};
pub(super) use shift::{EditShiftPage, ShiftPage};

use engine::message::RotaView;
use leptos::prelude::*;

use self::calendar::{Month, Week};
use self::days::{Shown, Span};
use self::words::Names;
use super::followed::Followed;
use super::heading::Heading;
use crate::browser::clock;
use crate::components::choice::ChoiceOf;
use crate::components::empty::ListSkeleton;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::route::{RotaPart, Route};
use crate::session::Session;
use crate::t;

/// What does not fit, told at a time.
const MOST_CONFLICTS: usize = 5;

/// The planning.
#[component]
pub(super) fn PlanningPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let shown = RwSignal::new(Shown {
        day: clock::today(),
        span: Span::Week,
    });
    let is_mine = RwSignal::new(false);
    let rota = Followed::of(session, move || {
        let days = shown.get().days();
        async move { session.engine.rota(days).await }
    });
    let names = Names::load(session);
    let own = session.worker();
    // What others hold is left out, and so is what does not fit in it.
    let filtered = move || {
        rota.found.get().map(|mut rota| {
            if is_mine.get() {
                rota.shifts
                    .retain(|shift| shift.worker.is_none() || shift.worker == own);
                rota.conflicts = casework::rota::conflicts(&rota.shifts);
            }
            rota
        })
    };
    view! {
        <div class="page planning">
            <header class="page-header">
                <Heading text=Signal::stored(t!(planning_title).to_owned()) />
                <a class="button primary-action" id="new-rule" href=Route::NewRotaPart(RotaPart::Rule).path()>
                    <Glyph icon=Icon::PLUS /><span>{t!(rota_rule_new)}</span>
                </a>
            </header>
            <Steps shown />
            <div class="planning-choices">
                <ChoiceOf name="planning-span" label=t!(planning_span) options=vec![(Span::Week, t!(planning_week).to_owned()), (Span::Month, t!(planning_month).to_owned())]
                    value=Signal::derive(move || shown.get().span) on_choose=Callback::new(move |span| shown.update(|shown| shown.span = span)) />
                <ChoiceOf name="planning-whose" label=t!(planning_whose) options=vec![(false, t!(planning_all).to_owned()), (true, t!(planning_mine).to_owned())]
                    value=is_mine on_choose=Callback::new(move |mine| is_mine.set(mine)) />
            </div>
            <LiveNotice weight=Weight::Problem text=rota.sentence() />
            {move || match filtered() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(rota) => view! { <Filled rota shown names=names.get() /> }.into_any(),
            }}
            <Ways />
        </div>
    }
}

/// The way to the week or month before and after, and where one is.
#[component]
fn Steps(shown: RwSignal<Shown>) -> impl IntoView {
    view! {
        <div class="planning-steps">
            <button type="button" class="button-quiet" id="planning-before" aria-label=t!(planning_before) on:click=move |_| shown.update(|shown| *shown = shown.before())>
                <Glyph icon=Icon::BACK />
            </button>
            <h2 class="section-title grow" aria-live="polite" id="planning-where">{move || words::period(shown.get())}</h2>
            <button type="button" class="button-quiet" id="planning-today" on:click=move |_| shown.update(|shown| shown.day = clock::today())>
                <Glyph icon=Icon::TODAY /><span>{t!(planning_today)}</span>
            </button>
            <button type="button" class="button-quiet" id="planning-after" aria-label=t!(planning_after) on:click=move |_| shown.update(|shown| *shown = shown.after())>
                <Glyph icon=Icon::FORWARD />
            </button>
        </div>
    }
}

#[component]
fn Filled(rota: RotaView, shown: RwSignal<Shown>, names: Names) -> impl IntoView {
    let span = shown.get_untracked().span;
    let is_empty = rota.shifts.is_empty();
    view! {
        <Conflicts rota=rota.clone() names=names.clone() />
        {match span {
            Span::Week => view! { <Week rota=rota.clone() names=names.clone() /> }.into_any(),
            Span::Month => view! { <Month rota=rota.clone() shown names=names.clone() /> }.into_any(),
        }}
        {is_empty.then(|| view! { <p class="soft">{t!(planning_empty)}</p> })}
        {(!is_empty).then(|| view! { <calendar::HoursTables rota month=shown.get_untracked() names /> })}
    }
}

/// What does not fit, each with the way to its shift.
#[component]
fn Conflicts(rota: RotaView, names: Names) -> impl IntoView {
    let count = rota.conflicts.len();
    let told = words::conflicts(&rota, &names);
    (count > 0).then(|| {
        let line = |(text, route): (String, Route)| {
            view! { <li><a href=route.path()>{text}</a></li> }
        };
        view! {
            <Notice weight=Weight::Waiting text=t!(planning_conflicts, count = count)>
                <ul class="planning-conflicts">{told.into_iter().take(MOST_CONFLICTS).map(line).collect_view()}</ul>
            </Notice>
        }
    })
}

/// What else can be done with the rota.
#[component]
fn Ways() -> impl IntoView {
    view! {
        <p class="row section-end">
            <a class="button-quiet" id="rota" href=Route::Rota.path()><Glyph icon=Icon::NOTE /><span>{t!(rota_title)}</span></a>
            <a class="button-quiet" id="new-shift" href=Route::NewRotaPart(RotaPart::Shift).path()><Glyph icon=Icon::PLUS /><span>{t!(rota_shift_new)}</span></a>
            <a class="button-quiet" id="new-absence" href=Route::NewRotaPart(RotaPart::Absence).path()><Glyph icon=Icon::PLUS /><span>{t!(rota_absence_new)}</span></a>
            <shifts::ExportShifts />
        </p>
    }
}
