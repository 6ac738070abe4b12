//! An interview, new or not: a form over its schema, kept sealed while it is typed.

use casework::choices::{InterviewStatus, InterviewWith};
use casework::{Interview, case, interview};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Scalar, TimeOfDay, Value};

use super::form::RecordEditor;
use super::heading::{BackLink, Heading};
use crate::browser::{clock, random};
use crate::components::empty::ListSkeleton;
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// An interview of a case.
#[component]
pub fn InterviewPage(
    /// The case.
    case: RecordId,
    /// The interview; none for a new one.
    interview: Option<RecordId>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let draft = RwSignal::new(None::<Draft>);
    let error = RwSignal::new(None::<AskError>);
    let name = interview.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let keeper = DraftKeeper::new(session.engine, format!("interview/{case}/{name}"));
    leptos::task::spawn_local(async move {
        // The page may have gone.
        let _ = match first_draft(session, keeper, case, interview).await {
            Ok(first) => draft.try_set(Some(first)).map(drop),
            Err(refused) => error.try_set(Some(refused)).map(drop),
        };
    });
    let title = if interview.is_some() {
        t!(interview_title)
    } else {
        t!(interview_new_title)
    };
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(title.to_owned()) /></header>
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || match draft.get() {
                Some(first) => view! {
                    <RecordEditor first keeper pick=Pick::AllBut(&["case", "persons"]) then=Route::Case(case) />
                }.into_any(),
                None => view! { <ListSkeleton /> }.into_any(),
            }}
        </div>
    }
}

/// What was typed before; else the interview as it stands; else a new one with what is known.
async fn first_draft(
    session: Session,
    keeper: DraftKeeper,
    case: RecordId,
    interview: Option<RecordId>,
) -> Result<Draft, AskError> {
    if let Some(kept) = keeper.read::<Draft>().await {
        return Ok(kept);
    }
    match interview {
        Some(id) => session.engine.record(id).await.map(|view| Draft::of(&view)),
        None => Ok(new_interview(&session.engine.record(case).await?, session)),
    }
}

fn new_interview(of: &RecordView, session: Session) -> Draft {
    let now = clock::civil(clock::now_ms());
    let station = of
        .fields
        .iter()
        .find(|field| field.field == case::STATION.id());
    let worker = session
        .opened
        .with_untracked(|opened| opened.as_ref().and_then(|opened| opened.worker));
    let mut draft = Draft::new(Interview::ID, random::make_record_id());
    draft.set_one(interview::CASE.id(), Some(Value::Reference(of.id)));
    draft.set_one(interview::DATE.id(), Some(Value::Date(now.date())));
    draft.set_one(
        interview::START.id(),
        Some(Value::Time(TimeOfDay::from(now.time()))),
    );
    draft.set_one(
        interview::WITH.id(),
        Some(InterviewWith::Beneficiary.into_value()),
    );
    draft.set_one(
        interview::STATUS.id(),
        Some(InterviewStatus::Kept.into_value()),
    );
    draft.set_one(
        interview::STATION.id(),
        station.and_then(|field| field.values.first().cloned()),
    );
    draft.set_one(interview::WORKER.id(), worker.map(Value::Reference));
    draft
}
