//! One shift of a day: what became of it, and all that can be noted of it.

use std::cmp::Ordering;

use casework::choices::{CancellationReason, ShiftStatus};
use casework::rota::PlannedShift;
use chrono::NaiveDate;
use leptos::prelude::*;
use record::{Choice, RecordId};

use super::shifts::{self, Note, ShiftActions};
use super::words::{self, Names};
use crate::browser::clock;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::menu::{Fold, Menu};
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::i18n::dates;
use crate::pages::edit::ToBin;
use crate::pages::followed::Followed;
use crate::pages::form::{OpenedForm, Opening};
use crate::pages::heading::{BackLink, Heading};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// A shift.
#[component]
pub(in crate::pages) fn ShiftPage(
    /// The shift, noted or not.
    shift: RecordId,
    /// Its day.
    day: NaiveDate,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let found = Followed::of(
        session,
        move || async move { find(session, shift, day).await },
    );
    let names = Names::load(session);
    let title = Memo::new(move |_| {
        let station = found.found.with(|found| found.as_ref()?.as_ref()?.station);
        match names.with(|names| names.of_record(station)) {
            name if name.is_empty() => t!(shift_word).to_owned(),
            name => name,
        }
    });
    view! {
        <div class="page">
            <BackLink to=Route::Planning word=t!(planning_title) />
            <header class="page-header">
                <div class="grow"><p class="page-kicker">{dates::full_day(day)}</p><Heading text=Signal::derive(move || title.get()) /></div>
            </header>
            <LiveNotice weight=Weight::Problem text=found.sentence() />
            {move || match found.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(None) => view! { <Empty icon=Icon::TODAY title=t!(shift_gone_title) text=t!(shift_gone) /> }.into_any(),
                Some(Some(planned)) => view! { <Standing planned names=names.get() /> }.into_any(),
            }}
        </div>
    }
}

async fn find(
    session: Session,
    shift: RecordId,
    day: NaiveDate,
) -> Result<Option<PlannedShift>, AskError> {
    let rota = session.engine.rota(day..=day).await?;
    Ok(rota.shifts.into_iter().find(|one| one.id == shift))
}

/// How the shift stands, and what may become of it.
#[component]
fn Standing(planned: PlannedShift, names: Names) -> impl IntoView {
    let standing = words::standing(&planned).unwrap_or_else(|| t!(shift_planned).to_owned());
    let place = planned.place.map(words::place_word);
    let real = planned
        .duration
        .map(|minutes| t!(shift_lasted, duration = words::duration(minutes)));
    let facts = [
        Some(words::hours(&planned)),
        Some(words::holder(&planned, &names)),
        place,
        real,
    ];
    let facts: Vec<String> = facts
        .into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .collect();
    view! {
        <p class="lead"><b id="shift-standing">{standing}</b>" · "{facts.join(" · ")}</p>
        <NoteButtons planned />
    }
}

/// What can be noted at one touch.
#[component]
pub(super) fn NoteButtons(planned: PlannedShift) -> impl IntoView {
    let actions = ShiftActions::of_page();
    let today = clock::today();
    let is_open = planned.status == ShiftStatus::Planned;
    let is_running = planned.is_running();
    let first = match (is_open, planned.day.cmp(&today)) {
        _ if is_running => Some(("end", Note::Ended, t!(shift_end))),
        (true, Ordering::Equal) => Some(("begin", Note::Begun, t!(shift_begin))),
        (true, Ordering::Less) => Some(("held", Note::Held, t!(shift_as_planned))),
        (false, Ordering::Less | Ordering::Equal) if planned.status == ShiftStatus::Cancelled => {
            Some(("held", Note::Held, t!(shift_as_planned)))
        }
        _ => None,
    };
    let edit = Route::EditShift {
        shift: planned.id,
        day: planned.day,
    };
    let first = first.map(|(note, what, word)| {
        let planned = planned.clone();
        view! { <button type="button" data-note=note class="button" on:click=move |_| actions.note(planned.clone(), what)>{word}</button> }
    });
    view! {
        <p class="row">
            {first}
            {(planned.status != ShiftStatus::Cancelled).then(|| view! { <CancelMenu planned=planned.clone() /> })}
            <a class="button-quiet shift-edit" href=edit.path()><Glyph icon=Icon::EDIT /><span>{t!(shift_edit)}</span></a>
        </p>
    }
}

/// Why it is called off.
#[component]
fn CancelMenu(planned: PlannedShift) -> impl IntoView {
    let actions = ShiftActions::of_page();
    let fold = Fold::new();
    // A day may have several shifts.
    let id = format!("cancel-{}", planned.id);
    let reason = move |reason: &CancellationReason| {
        let (planned, reason) = (planned.clone(), *reason);
        let cancel = move |_| {
            fold.fold();
            actions.note(planned.clone(), Note::Cancelled(reason));
        };
        view! { <li><button type="button" class="menu-item" on:click=cancel>{words::reason_word(reason)}</button></li> }
    };
    view! {
        <Menu id word=t!(shift_cancel) icon=Icon::REMOVE fold>
            {CancellationReason::ALL.iter().map(reason).collect_view()}
        </Menu>
    }
}

/// All that can be noted of a shift.
#[component]
pub(in crate::pages) fn EditShiftPage(
    /// The shift, noted or not.
    shift: RecordId,
    /// Its day.
    day: NaiveDate,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("shift/{shift}"));
    let opening = Opening::of(keeper, move || async move {
        match find(session, shift, day).await? {
            Some(planned) => shifts::draft_of(session, &planned).await,
            None => session
                .engine
                .record(shift)
                .await
                .map(|record| Draft::of(&record)),
        }
    });
    let then = Route::Shift { shift, day };
    view! {
        <div class="page">
            <BackLink to=then word=t!(shift_word) />
            <header class="page-header"><Heading text=Signal::stored(t!(shift_edit).to_owned()) /></header>
            <OpenedForm opening pick=Pick::AllBut(&[]) then />
            <ToBin record=shift then=Route::Planning />
        </div>
    }
}
