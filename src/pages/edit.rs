//! A record of a case to change: the case itself, or a person in it.

use casework::Person;
use leptos::prelude::*;
use record::RecordId;

use super::form::{OpenedForm, Opening};
use super::heading::{BackLink, Heading};
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// A record of a case to change.
#[component]
pub(super) fn EditPage(
    /// The case.
    case: RecordId,
    /// The record.
    record: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("record/{record}"));
    let opening = Opening::of(keeper, move || async move {
        let view = session.engine.record(record).await?;
        Ok(Draft::of(&view))
    });
    let is_person = move || {
        opening.first.with(|first| {
            first
                .as_ref()
                .is_some_and(|first| first.draft.kind == Person::ID)
        })
    };
    let title = Signal::derive(move || {
        if is_person() {
            t!(edit_person).to_owned()
        } else {
            t!(edit_case).to_owned()
        }
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=title /></header>
            <OpenedForm opening pick=Pick::AllBut(&[]) then=Route::Case(case) />
        </div>
    }
}
