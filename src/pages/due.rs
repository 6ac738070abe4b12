//! What is due: tasks, hearings, measures that end, evaluations to make again. Done with one touch, undone with another.

use casework::DueKind;
use chrono::{Days, NaiveDate};
use engine::message::DueRow;
use leptos::prelude::*;
use record::RecordId;

use super::actions::Actions;
use super::agenda::ExportAgenda;
use super::followed::Followed;
use crate::browser::clock;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::i18n::dates;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// How long a hearing or the end of a measure is still told.
const DAYS_BACK: Days = Days::new(14);
/// How far ahead one looks.
const DAYS_AHEAD: Days = Days::new(7);

/// What is due in the days to come, and what is overdue. Nothing at all where nothing is: a calm day needs no words.
#[component]
pub(super) fn DueSoon() -> impl IntoView {
    let session = expect_context::<Session>();
    let rows = Followed::of(session, move || async move {
        let today = clock::today();
        let since = today.checked_sub_days(DAYS_BACK).unwrap_or(today);
        let until = today.checked_add_days(DAYS_AHEAD).unwrap_or(today);
        session.engine.due(since, until).await
    });
    let is_shown = Memo::new(move |_| {
        rows.found
            .with(|rows| rows.as_ref().is_some_and(|rows| !rows.is_empty()))
    });
    // Keyed by record: a second touch where a line has gone must not find the button of another.
    let lines = move || {
        view! { <For each=move || rows.found.get().unwrap_or_default() key=|row| row_key(row) children=|row| view! { <DueLine row /> } /> }
    };
    view! {
        <LiveNotice weight=Weight::Problem text=rows.sentence() />
        {move || is_shown.get().then(|| view! {
            <section class="section" aria-labelledby="due">
                <h2 id="due" class="section-title">{t!(due_title)}</h2>
                <ul class="list">{lines()}</ul>
                <p class="row section-end"><ExportAgenda /></p>
            </section>
        })}
    }
}

/// What makes a line another one: the record, and all that it shows.
fn row_key(row: &DueRow) -> (RecordId, NaiveDate, String, String) {
    (row.record, row.day, row.name.clone(), row.title.clone())
}

/// The icon and the word of what is due.
fn look(kind: DueKind) -> (Icon, &'static str) {
    match kind {
        DueKind::Task => (Icon::CHECK, t!(due_task)),
        DueKind::Appointment => (Icon::TODAY, t!(due_appointment)),
        DueKind::MeasureEnds => (Icon::SHIELD, t!(due_measure)),
        DueKind::Evaluation => (Icon::WARNING, t!(due_evaluation)),
        DueKind::ReferralNews => (Icon::FORWARD, t!(due_referral)),
        DueKind::Hearing => (Icon::DECIDE, t!(due_hearing)),
    }
}

/// When it is due, in words, and whether that day is over. Pure.
fn when(day: NaiveDate, today: NaiveDate, kind: DueKind) -> (String, bool) {
    match (day < today, kind.passes()) {
        (true, true) => (t!(due_passed, day = dates::day(day)), true),
        (true, false) => (t!(due_overdue, day = dates::day(day)), true),
        (false, _) => (dates::day(day), false),
    }
}

#[component]
fn DueLine(row: DueRow) -> impl IntoView {
    let actions = Actions::of_page();
    let (icon, word) = look(row.kind);
    let (day, is_overdue) = when(row.day, clock::today(), row.kind);
    let record = row.record;
    let is_task = matches!(row.kind, DueKind::Task | DueKind::Appointment);
    let title = if row.title.is_empty() {
        word.to_owned()
    } else {
        row.title
    };
    let done_label = t!(due_done_what, what = title.clone());
    let about = [row.name, day]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let text = view! {
        <span class="case-name"><Glyph icon />{title}</span>
        <span class="case-summary" class:is-overdue=is_overdue>{about}</span>
    };
    view! {
        <li class="line">
            {match row.case {
                Some(case) => view! { <a class="case-link grow" href=Route::Case(case).path()>{text}</a> }.into_any(),
                None => view! { <span class="case-link grow">{text}</span> }.into_any(),
            }}
            {is_task.then(|| view! {
                <button type="button" class="button-quiet" aria-label=done_label on:click=move |_| actions.finish_task(record)>
                    <Glyph icon=Icon::CHECK /><span>{t!(due_done)}</span>
                </button>
            })}
        </li>
    }
}
