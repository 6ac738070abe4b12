//! A record of a case to change: the case itself, a person in it, or what hangs on it.

use casework::{Act, Case, Person, act};
use leptos::prelude::*;
use record::{Choice, RecordId, Value};

use super::actions::Actions;
use super::form::{OpenedForm, Opening};
use super::heading::{BackLink, Heading};
use super::part::pick_of_act;
use crate::components::icon::{Glyph, Icon};
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::i18n::labels;
use crate::navigator::Navigator;
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
    let of_first = move |part: fn(&Draft) -> String| {
        opening
            .first
            .with(|first| first.as_ref().map(|first| part(&first.draft)))
    };
    let kind = Memo::new(move |_| of_first(|draft| draft.kind.clone()).unwrap_or_default());
    let title = Signal::derive(move || of_first(title_of).unwrap_or_default());
    // What is asked depends on the record, which is not here yet.
    let form = move || {
        let pick = opening
            .first
            .with_untracked(|first| first.as_ref().map(|first| pick_of(&first.draft)));
        kind.track();
        view! { <OpenedForm opening pick=pick.unwrap_or(Pick::AllBut(&[])) then=Route::Case(case) /> }
    };
    let can_be_binned = move || !["", Case::ID, Person::ID].contains(&kind.get().as_str());
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=title /></header>
            {form}
            {move || can_be_binned().then(|| view! { <ToBin record then=Route::Case(case) /> })}
        </div>
    }
}

fn pick_of(draft: &Draft) -> Pick {
    let kind = draft.value(act::KIND.id()).and_then(Value::as_choice);
    match draft.kind.as_str() {
        Act::ID => pick_of_act(kind.and_then(Choice::from_id)),
        _ => Pick::AllBut(&[]),
    }
}

fn title_of(draft: &Draft) -> String {
    let kind = draft.value(act::KIND.id()).and_then(Value::as_choice);
    match (draft.kind.as_str(), kind) {
        (Act::ID, Some(kind)) => labels::choice("act_kind", kind),
        (kind, _) => labels::kind(kind),
    }
}

/// Puts the record away: it can be restored.
#[component]
pub(super) fn ToBin(
    /// The record.
    record: RecordId,
    /// Where one goes then.
    then: Route,
) -> impl IntoView {
    let actions = Actions::of_page();
    let navigator = expect_context::<Navigator>();
    let done = Callback::new(move |()| navigator.replace(then));
    view! {
        <button type="button" id="to-bin" class="button-quiet" on:click=move |_| actions.put_in_bin(record, done)>
            <Glyph icon=Icon::REMOVE /><span>{t!(bin_action)}</span>
        </button>
    }
}
