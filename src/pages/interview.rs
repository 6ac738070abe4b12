//! An interview, new or not: a form over its schema, kept sealed while it is typed.

use casework::choices::{InterviewStatus, InterviewWith};
use casework::{Interview, case, interview};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Scalar, TimeOfDay, Value};

use crate::app::Navigator;
use crate::browser::{clock, random};
use crate::components::empty::ListSkeleton;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, FormSections, Options, Pick};
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
        match first_draft(session, keeper, case, interview).await {
            Ok(first) => draft.set(Some(first)),
            Err(refused) => error.set(Some(refused)),
        }
    });
    let title = if interview.is_some() {
        t!(interview_title)
    } else {
        t!(interview_new_title)
    };
    view! {
        <main class="page">
            <a class="button-quiet back" href=Route::Case(case).path()><Glyph icon=Icon::BACK /><span>{t!(back_to_case)}</span></a>
            <h1 class="page-title">{title}</h1>
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || match draft.get() {
                Some(first) => view! { <InterviewForm case first keeper /> }.into_any(),
                None => view! { <ListSkeleton /> }.into_any(),
            }}
        </main>
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

#[component]
fn InterviewForm(case: RecordId, first: Draft, keeper: DraftKeeper) -> impl IntoView {
    let session = expect_context::<Session>();
    let navigator = expect_context::<Navigator>();
    let toasts = expect_context::<Toasts>();
    let draft = RwSignal::new(first);
    let options = load_options(session);
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    keep_draft(keeper, draft);
    let save = move || {
        let edits = draft.get_untracked().edit().into_iter().collect();
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            match session.engine.save(edits).await {
                Ok(_) => {
                    keeper.forget();
                    toasts.say(t!(saved_on_device));
                    navigator.replace(Route::Case(case));
                }
                Err(refused) => error.set(Some(refused)),
            }
            is_busy.set(false);
        });
    };
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
            <FormSections draft pick=Pick::AllBut(&["case", "persons"]) options />
            <SaveBar error is_busy />
        </form>
    }
}

/// Keeps what is typed, from the first change on.
pub fn keep_draft(keeper: DraftKeeper, draft: RwSignal<Draft>) {
    Effect::new(move |before: Option<()>| {
        draft.with(|draft| {
            if before.is_some() {
                keeper.keep(draft);
            }
        });
    });
}

/// What references may point to, once the engine has said.
pub fn load_options(session: Session) -> Signal<Options> {
    let options = RwSignal::new(Options::default());
    leptos::task::spawn_local(async move {
        let mut records = Vec::new();
        for kind in [
            casework::Station::ID,
            casework::Worker::ID,
            casework::Company::ID,
        ] {
            // A list that cannot be read leaves its choices empty; the fields keep what they say.
            records.extend(session.engine.records(kind).await.unwrap_or_default());
        }
        options.set(Options::of(&records));
    });
    options.into()
}

/// The end of a form: what went wrong, and the one way to save.
#[component]
pub fn SaveBar(
    /// What went wrong, if anything.
    error: RwSignal<Option<AskError>>,
    /// The save is under way.
    is_busy: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="sticky-actions">
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            <Submit label=Signal::stored(t!(action_save).to_owned()) busy_label=t!(action_saving) is_busy />
        </div>
    }
}
