//! The activity of a year or a half of one: every figure beside that of the year before, each leading to what it counts.

mod behind;
mod charts;
mod export;
pub(super) mod period;
mod profile;
mod tables;
mod topics;
mod typed;
pub(super) mod words;
mod workload;

pub(super) use behind::BehindPage;
pub(super) use charts::{EvolutionBars, disc_of, spot_of};
pub(super) use tables::{Line, Number, lines};
pub(super) use topics::{Cross, name as name_of_dimension};
pub(super) use typed::TypedTable;

use casework::Station;
use chrono::Datelike;
use engine::message::RecordView;
use leptos::prelude::*;
use report::{Activity, Answers, Breakdown, WorkerLoad};

use self::period::{Part, PeriodPicker, Shown};
use self::profile::Profile;
use self::tables::{Figures, Gaps, Shifts, Stations};
use self::topics::Topics;
use self::typed::TypedRemarks;
use self::workload::Workload;
use super::followed::Followed;
use super::heading::Heading;
use super::office::ActivityPlaces;
use super::planning::words::Names;
use super::small_lines::SmallLines;
use crate::browser::{clock, page};
use crate::components::empty::ListSkeleton;
use crate::components::export::{Export, made};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// The figures of a period and of the one a year before.
#[derive(Debug, Clone)]
struct Both {
    shown: Shown,
    before: Activity,
    now: Activity,
    /// The period as far as it is over: what is still to come lacks nothing yet.
    over: Activity,
    /// How the cases handled answer the fields.
    answers: Vec<Answers>,
    /// What was done, by what was answered.
    topics: Vec<Breakdown>,
    /// What each worker did.
    loads: Vec<WorkerLoad>,
    /// The stations, with their places on the schema.
    stations: Vec<RecordView>,
}

/// The activity.
#[component]
pub(super) fn ActivityPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let names = Names::load(session);
    let shown = RwSignal::new(Shown {
        year: clock::today().year(),
        part: Part::Whole,
    });
    let figures = Followed::of(session, move || {
        let shown = shown.get();
        async move {
            let (before, now) = (shown.before().days(), shown.days());
            let tomorrow = clock::today().succ_opt().unwrap_or(now.1);
            Ok(Both {
                shown,
                before: session.engine.activity(before.0, before.1).await?,
                now: session.engine.activity(now.0, now.1).await?,
                answers: session.engine.answers(now).await?,
                topics: session.engine.breakdowns(now).await?,
                loads: session.engine.workload(now).await?,
                stations: session.engine.records(Station::ID).await?,
                over: session.engine.activity(now.0, now.1.min(tomorrow)).await?,
            })
        }
    });
    view! {
        <div class="page activity">
            <ActivityPlaces current=Route::Activity />
            <header class="page-header">
                <Heading text=Signal::stored(t!(activity_title).to_owned()) />
                <button type="button" class="button-quiet" id="activity-print" on:click=move |_| page::print()>
                    <Glyph icon=Icon::PRINT /><span>{t!(activity_print)}</span>
                </button>
                <Export id="activity-export" name="activite" book=Callback::new(move |()| made(figures.found.with_untracked(|both| both.as_ref().map(export::book).unwrap_or_default()))) />
            </header>
            <PeriodPicker id="activity" shown />
            <LiveNotice weight=Weight::Problem text=figures.sentence() />
            {move || match figures.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(both) => view! { <Filled both names /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Filled(both: Both, names: RwSignal<Names>) -> impl IntoView {
    view! {
        <p class="lead" id="activity-summary">{words::summary(&both.before, &both.now, both.shown)}</p>
        <Gaps both=both.clone() />
        <TypedRemarks of=both.now.clone() />
        <Figures both=both.clone() />
        <EvolutionBars activities=[both.before.clone(), both.now.clone()] names=[both.shown.before(), both.shown].map(words::period) />
        <TypedTable of=both.now.clone() />
        <Stations both=both.clone() />
        <Shifts both=both.clone() />
        <Workload both=both.clone() names />
        <Topics both=both.clone() />
        <Profile both />
        <SmallLines of=typed::listed() names />
        <Definitions />
    }
}

/// What each figure counts, in words.
#[component]
fn Definitions() -> impl IntoView {
    let all = words::definitions();
    let line = |(term, text): (&'static str, &'static str)| view! { <div><dt>{term}</dt><dd>{text}</dd></div> };
    view! {
        <details class="planning-hours" id="definitions">
            <summary>{t!(activity_definitions)}</summary>
            <dl class="facts definitions">{all.into_iter().map(line).collect_view()}</dl>
        </details>
    }
}
