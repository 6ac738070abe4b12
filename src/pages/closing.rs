//! The end of a case, and what comes after one: closed for a reason, opened again for another.

use casework::case;
use leptos::prelude::*;
use record::{RecordId, Value};

use super::form::{OpenedForm, Opening};
use super::heading::{BackLink, Heading};
use crate::browser::clock;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// A case to close: the day, the reason, and whether it must be kept.
#[component]
pub(super) fn ClosePage(
    /// The case.
    case: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("close/{case}"));
    let opening = Opening::of(keeper, move || async move {
        let mut draft = Draft::of(&session.engine.record(case).await?);
        draft.set_one(case::CLOSED.id(), Some(Value::Date(clock::today())));
        Ok(draft)
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(t!(close_title).to_owned()) /></header>
            <p class="lead">{t!(close_text)}</p>
            <OpenedForm opening pick=Pick::Only(&["closed", "closure_reason", "retention_hold"]) lead="closure" then=Route::Case(case) />
        </div>
    }
}

/// A closed case to open again. What it was closed for stays in its history.
#[component]
pub(super) fn ReopenPage(
    /// The case.
    case: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("reopen/{case}"));
    let opening = Opening::of(keeper, move || async move {
        let mut draft = Draft::of(&session.engine.record(case).await?);
        draft.set_one(case::CLOSED.id(), None);
        draft.set_one(case::CLOSURE_REASON.id(), None);
        Ok(draft)
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(t!(reopen_title).to_owned()) /></header>
            <OpenedForm opening pick=Pick::Only(&["reopening_reason"]) lead="closure" then=Route::Case(case) />
        </div>
    }
}
