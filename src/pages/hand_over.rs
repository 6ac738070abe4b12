//! A case handed to a colleague: in charge from now on, and told so by a task on the first screen.

use casework::choices::TaskKind;
use casework::{Task, case, task};
use engine::message::RecordEdit;
use leptos::prelude::*;
use record::{RecordId, Scalar, Value};

use super::form::{KeptNotice, Opening, SaveBar, Saving, keep_draft, load_options};
use super::heading::{BackLink, Heading};
use crate::browser::{clock, random};
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick, RecordForm};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What is asked: to whom, and a word with it.
const ASKED: Pick = Pick::Only(&["assignee", "note"]);

/// A case to hand to a colleague.
#[component]
pub(super) fn HandOverPage(
    /// The case.
    case: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("hand-over/{case}"));
    let opening = Opening::of(keeper, move || async move {
        Ok(told(random::make_record_id(), case))
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(t!(hand_over_title).to_owned()) /></header>
            <p class="lead">{t!(hand_over_text)}</p>
            <For each=move || opening.first.get() key=|begun| begun.round children=move |begun| view! {
                {begun.is_kept.then(|| view! { <KeptNotice afresh=opening.afresh /> })}
                <HandOverForm case first=begun.draft keeper />
            } />
        </div>
    }
}

#[component]
fn HandOverForm(case: RecordId, first: Draft, keeper: DraftKeeper) -> impl IntoView {
    let session = expect_context::<Session>();
    let draft = RwSignal::new(first);
    let options = load_options(session);
    keep_draft(keeper, draft);
    let saving = Saving::new(keeper, Route::Case(case));
    let missing = RwSignal::new(None::<String>);
    let hand = move || {
        let task = draft.get_untracked();
        let worker = task.value(task::ASSIGNEE.id()).cloned();
        missing.set(worker.is_none().then(|| t!(hand_over_nobody).to_owned()));
        if let Some(worker) = worker {
            saving.save_later(handed(session, case, worker, task));
        }
    };
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); hand(); }>
            <RecordForm draft pick=ASKED options />
            <LiveNotice weight=Weight::Waiting text=missing />
            <SaveBar saving />
        </form>
    }
}

/// The case in new hands, and the task that says so.
async fn handed(
    session: Session,
    case: RecordId,
    worker: Value,
    task: Draft,
) -> Result<Vec<RecordEdit>, AskError> {
    let mut draft = Draft::of(&session.engine.record(case).await?);
    draft.set_one(case::WORKER.id(), Some(worker));
    Ok([draft, task].iter().filter_map(Draft::edit).collect())
}

/// The task by which the colleague learns of it.
fn told(id: RecordId, case: RecordId) -> Draft {
    let mut draft = Draft::new(Task::ID, id);
    draft.set_one(task::CASE.id(), Some(Value::Reference(case)));
    draft.set_one(task::KIND.id(), Some(TaskKind::Task.into_value()));
    let title = Value::Text(t!(hand_over_task).to_owned());
    draft.set_one(task::TITLE.id(), Some(title));
    draft.set_one(task::DUE.id(), Some(Value::Date(clock::today())));
    draft
}
