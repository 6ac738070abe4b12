//! A record of a case to change: the case itself, or a person in it.

use casework::Person;
use leptos::prelude::*;
use record::RecordId;

use super::form::RecordEditor;
use super::heading::{BackLink, Heading};
use crate::components::empty::ListSkeleton;
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
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
    let draft = RwSignal::new(None::<Draft>);
    let error = RwSignal::new(None::<AskError>);
    let keeper = DraftKeeper::new(session.engine, format!("record/{record}"));
    leptos::task::spawn_local(async move {
        let found = match keeper.read::<Draft>().await {
            Some(kept) => Ok(kept),
            None => session
                .engine
                .record(record)
                .await
                .map(|view| Draft::of(&view)),
        };
        // The page may have gone.
        let _ = match found {
            Ok(found) => draft.try_set(Some(found)).map(drop),
            Err(refused) => error.try_set(Some(refused)).map(drop),
        };
    });
    let title = Signal::derive(move || {
        let is_person =
            draft.with(|draft| draft.as_ref().is_some_and(|draft| draft.kind == Person::ID));
        if is_person {
            t!(edit_person).to_owned()
        } else {
            t!(edit_case).to_owned()
        }
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=title /></header>
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || match draft.get() {
                Some(first) => view! { <RecordEditor first keeper pick=Pick::AllBut(&[]) then=Route::Case(case) /> }.into_any(),
                None => view! { <ListSkeleton /> }.into_any(),
            }}
        </div>
    }
}
