//! A record of a case to change: the case itself, a person in it, or an act.

use casework::{Act, Person};
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
    let title = Signal::derive(move || {
        let kind = opening
            .first
            .with(|first| first.as_ref().map(|first| first.draft.kind.clone()));
        match kind.as_deref() {
            Some(Person::ID) => t!(edit_person),
            Some(Act::ID) => t!(edit_act),
            Some(_) => t!(edit_case),
            None => "",
        }
        .to_owned()
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=title /></header>
            <OpenedForm opening pick=Pick::AllBut(&["case"]) then=Route::Case(case) />
        </div>
    }
}
