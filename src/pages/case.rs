//! A case: how dangerous and how to reach the person first, then what waits for a decision, the interviews, the file.

use casework::{case, interview, person};
use engine::message::{CaseView, FieldEdit, FieldView, RecordEdit, RecordView};
use leptos::prelude::*;
use record::{RecordId, Value};

use super::interview::{SaveBar, keep_draft, load_options};
use crate::components::conflict::{Conflict, ConflictOf, Decision};
use crate::components::danger::DangerChip;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, FormSections, Pick};
use crate::i18n::{dates, labels};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// A case.
#[component]
pub fn CasePage(
    /// The case.
    case: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let view = RwSignal::new(None::<CaseView>);
    let error = RwSignal::new(None::<AskError>);
    Effect::new(move |_| {
        session.engine.news.changes.track();
        leptos::task::spawn_local(async move {
            match session.engine.case(case).await {
                Ok(found) => view.set(Some(found)),
                Err(refused) => error.set(Some(refused)),
            }
        });
    });
    view! {
        <main class="page">
            <a class="button-quiet back" href=Route::Cases.path()><Glyph icon=Icon::BACK /><span>{t!(place_cases)}</span></a>
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || match view.get() {
                Some(found) => view! { <CaseBody found /> }.into_any(),
                None => view! { <ListSkeleton /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn CaseBody(found: CaseView) -> impl IntoView {
    let case = found.case.id;
    let persons: Vec<RecordView> = found
        .people
        .iter()
        .filter_map(|part| part.person.clone())
        .collect();
    let records: Vec<RecordView> = std::iter::once(found.case.clone())
        .chain(persons.clone())
        .chain(found.interviews.clone())
        .collect();
    view! {
        <CaseHeader found=found.clone() />
        <Decisions records />
        <section class="section" aria-labelledby="interviews">
            <div class="row">
                <h2 id="interviews" class="section-title grow">{t!(case_interviews)}</h2>
                <a id="new-interview" class="button" href=Route::NewInterview { case }.path()>
                    <Glyph icon=Icon::PLUS /><span>{t!(action_new_interview)}</span>
                </a>
            </div>
            <Interviews case interviews=found.interviews />
        </section>
        {persons.into_iter().map(|person| view! {
            <RecordSection record=person title=t!(case_person) pick=Pick::AllBut(&[]) />
        }).collect_view()}
        <RecordSection record=found.case title=t!(case_file) pick=Pick::AllBut(&[]) />
    }
}

#[component]
fn CaseHeader(found: CaseView) -> impl IntoView {
    let person = found.people.iter().find_map(|part| part.person.as_ref());
    let name = person.map(display_name).filter(|name| !name.is_empty());
    let number = text_of(&found.case, case::NUMBER.id());
    let title = name.or_else(|| {
        number
            .clone()
            .map(|number| t!(case_by_number, number = number))
    });
    let opened = value_of(&found.case, case::OPENED.id()).and_then(Value::as_date);
    let kicker: Vec<String> = [
        number.map(|number| t!(case_by_number, number = number)),
        opened.map(|day| t!(case_opened, day = dates::day(day))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let danger = value_of(&found.case, case::DANGER.id())
        .and_then(Value::as_choice)
        .map(str::to_owned);
    let rule = person.map(safe_rule).filter(|rule| !rule.is_empty());
    view! {
        <header class="page-header">
            <p class="page-kicker">{kicker.join(" · ")}</p>
            <h1 class="page-title" id="case-title">{title.unwrap_or_else(|| t!(case_without_name).to_owned())}</h1>
        </header>
        <div class="safe-rule" aria-label=t!(case_safety)>
            {danger.map(|level| view! { <DangerChip level /> })}
            <p class="grow">{rule.unwrap_or_else(|| t!(safe_rule_none).to_owned())}</p>
        </div>
    }
}

/// How to reach the person without putting her in danger, in one line.
fn safe_rule(person: &RecordView) -> String {
    let answer = |field: &str| match value_of(person, field) {
        Some(Value::Bool(answer)) => Some(*answer),
        _ => None,
    };
    let parts = [
        text_of(person, person::CONTACT_HOURS.id()).map(|hours| t!(safe_hours, hours = hours)),
        (answer(person::VOICEMAIL_ALLOWED.id()) == Some(false))
            .then(|| t!(safe_no_voicemail).to_owned()),
        (answer(person::SMS_ALLOWED.id()) == Some(false)).then(|| t!(safe_no_sms).to_owned()),
        text_of(person, person::CODE_WORD.id()).map(|word| t!(safe_code_word, word = word)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn display_name(person: &RecordView) -> String {
    let names = [person::GIVEN_NAMES.id(), person::FAMILY_NAME.id()];
    let full = names
        .into_iter()
        .filter_map(|field| text_of(person, field))
        .collect::<Vec<_>>()
        .join(" ");
    if full.is_empty() {
        text_of(person, person::PSEUDONYM.id()).unwrap_or_default()
    } else {
        full
    }
}

fn value_of<'r>(record: &'r RecordView, field: &str) -> Option<&'r Value> {
    record
        .fields
        .iter()
        .find(|known| known.field == field)?
        .values
        .first()
}

fn text_of(record: &RecordView, field: &str) -> Option<String> {
    value_of(record, field)
        .and_then(Value::as_text)
        .map(str::to_owned)
}

#[component]
fn Interviews(case: RecordId, interviews: Vec<RecordView>) -> impl IntoView {
    if interviews.is_empty() {
        return view! { <Empty icon=Icon::NOTE title=t!(interviews_empty_title) text=t!(interviews_empty) /> }.into_any();
    }
    let lines = interviews.into_iter().map(|record| {
        let day = value_of(&record, interview::DATE.id()).and_then(Value::as_date).map(dates::day);
        let words = [("interview_with", interview::WITH.id()), ("interview_mode", interview::MODE.id()), ("interview_status", interview::STATUS.id())];
        let words = words.into_iter().filter_map(|(list, field)| {
            value_of(&record, field).and_then(Value::as_choice).map(|id| labels::choice(list, id))
        });
        let summary = words.collect::<Vec<_>>().join(" · ");
        let note = text_of(&record, interview::FACTS.id()).or_else(|| text_of(&record, interview::SHARED_NOTE.id()));
        view! {
            <li class="entry-line">
                <a class="case-link" href=Route::Interview { case, interview: record.id }.path()>
                    <span class="entry-date num">{day.unwrap_or_else(|| t!(date_unknown).to_owned())}</span>
                    <span class="case-summary">{summary}</span>
                    {note.map(|note| view! { <span class="entry-note">{note}</span> })}
                </a>
            </li>
        }
    });
    view! { <ul class="list">{lines.collect_view()}</ul> }.into_any()
}

/// Fields where a person must choose, and those that others wrote at the same time.
#[component]
fn Decisions(records: Vec<RecordView>) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let error = RwSignal::new(None::<AskError>);
    let decide = Callback::new(move |decision: Decision| {
        leptos::task::spawn_local(async move {
            match session.engine.save(vec![edit_of(decision)]).await {
                Ok(_) => toasts.say(t!(saved_on_device)),
                Err(refused) => error.set(Some(refused)),
            }
        });
    });
    let rivals = records.into_iter().flat_map(|record| {
        let (id, kind) = (record.id, record.kind);
        record
            .fields
            .into_iter()
            .filter(|field| !field.rivals.is_empty())
            .map(move |field: FieldView| ConflictOf {
                record: id,
                kind: kind.clone(),
                field,
            })
    });
    let conflicts: Vec<ConflictOf> = rivals.collect();
    view! {
        <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
        {conflicts.into_iter().map(|of| view! { <Conflict of on_decide=decide /> }).collect_view()}
    }
}

fn edit_of(decision: Decision) -> RecordEdit {
    let field = FieldEdit {
        field: decision.field,
        values: decision.value.into_iter().collect(),
        dots: decision.dots,
    };
    RecordEdit {
        id: decision.record,
        kind: decision.kind,
        fields: vec![field],
    }
}

/// A record of the case as a form that is kept while typed and saved as a whole.
#[component]
fn RecordSection(record: RecordView, title: &'static str, pick: Pick) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let heading = format!("section-{}", record.id);
    let keeper = DraftKeeper::new(session.engine, format!("{}/{}", record.kind, record.id));
    let draft = RwSignal::new(Draft::of(&record));
    let is_read = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        if let Some(kept) = keeper.read::<Draft>().await {
            draft.set(kept);
        }
        is_read.set(true);
    });
    keep_draft(keeper, draft);
    let options = load_options(session);
    let error = RwSignal::new(None::<AskError>);
    let is_busy = RwSignal::new(false);
    let save = move || {
        let edits = draft.get_untracked().edit().into_iter().collect();
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            match session.engine.save(edits).await {
                Ok(_) => {
                    keeper.forget();
                    toasts.say(t!(saved_on_device));
                }
                Err(refused) => error.set(Some(refused)),
            }
            is_busy.set(false);
        });
    };
    view! {
        <section class="section" aria-labelledby=heading>
            <h2 class="section-title" id=heading.clone()>{title}</h2>
            {move || is_read.get().then(|| view! {
                <form class="form" data-kind=record.kind.clone() autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
                    <FormSections draft pick options />
                    {move || (!draft.read().is_unchanged()).then(|| view! { <SaveBar error is_busy /> })}
                </form>
            })}
        </section>
    }
}
