//! An interview, new or not: a form over its schema, kept sealed while it is typed.

use casework::choices::{InterviewStatus, InterviewWith};
use casework::{Interview, case, interview};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Scalar, TimeOfDay, Value};

use super::edit::ToBin;
use super::form::{OpenedForm, Opening};
use super::heading::{BackLink, Heading};
use super::planning::shifts;
use crate::browser::{clock, random};
use crate::components::icon::{Glyph, Icon};
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What was told comes before anything about the interview: it is typed while it is heard.
const NARRATIVE: &str = "narrative";

/// An interview of a case.
#[component]
pub fn InterviewPage(
    /// The case.
    case: RecordId,
    /// The interview; none for a new one.
    interview: Option<RecordId>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let name = interview.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let keeper = DraftKeeper::new(session.engine, format!("interview/{case}/{name}"));
    let opening = Opening::of(keeper, move || fresh(session, case, interview));
    let title = if interview.is_some() {
        t!(interview_title)
    } else {
        t!(interview_new_title)
    };
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(title.to_owned()) /></header>
            <OpenedForm opening pick=Pick::AllBut(&[]) lead=NARRATIVE then=Route::Case(case) />
            {interview.map(|interview| view! {
                <p class="row">
                    <a class="button-quiet" id="move" href=Route::MoveInterview { case, interview }.path()><Glyph icon=Icon::FOLDER /><span>{t!(move_action)}</span></a>
                    <ToBin record=interview then=Route::Case(case) />
                </p>
            })}
        </div>
    }
}

/// The interview as it stands, or a new one with what is known.
async fn fresh(
    session: Session,
    case: RecordId,
    interview: Option<RecordId>,
) -> Result<Draft, AskError> {
    match interview {
        Some(id) => session.engine.record(id).await.map(|view| Draft::of(&view)),
        None => begun_interview(case, session).await,
    }
}

/// An interview kept here and now, in the shift that is running, if one is.
pub(super) async fn begun_interview(case: RecordId, session: Session) -> Result<Draft, AskError> {
    let mut draft = new_interview(&session.engine.record(case).await?, session);
    if let Some(running) = shifts::running(session).await {
        let [station, shift] = [interview::STATION, interview::SHIFT].map(|field| field.id());
        shifts::take_from(&mut draft, &running, station, Some(shift));
    }
    Ok(draft)
}

/// An interview kept here and now, with what the case says.
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
