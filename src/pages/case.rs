//! A case: how dangerous and how to reach the person first, then what waits for a decision, the interviews, the file.

use casework::{case, interview, participation, person};
use engine::message::{CaseView, FieldEdit, FieldView, ParticipantView, RecordEdit, RecordView};
use leptos::prelude::*;
use record::{RecordId, Value};

use super::form::load_options;
use super::heading::{BackLink, Heading};
use crate::components::conflict::{Conflict, ConflictOf, Decision};
use crate::components::danger::DangerChip;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::facts::Facts;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::forms::Options;
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
                Ok(found) => {
                    let is_new = view.try_with_untracked(|known| {
                        known.as_ref().is_none_or(|known| !is_same(known, &found))
                    });
                    if is_new == Some(true) {
                        view.set(Some(found));
                    }
                }
                // The page may have gone.
                Err(refused) => drop(error.try_set(Some(refused))),
            }
        });
    });
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || match view.get() {
                Some(found) => view! { <CaseBody found /> }.into_any(),
                None => view! { <ListSkeleton /> }.into_any(),
            }}
        </div>
    }
}

/// Whether two views of a case say the same: a change elsewhere does not draw the page again under the eyes.
fn is_same(left: &CaseView, right: &CaseView) -> bool {
    let bytes = |view| postcard::to_allocvec(view).ok();
    bytes(left) == bytes(right)
}

#[component]
fn CaseBody(found: CaseView) -> impl IntoView {
    let options = load_options(expect_context::<Session>());
    let case = found.case.id;
    let persons = found.people.iter().filter_map(|part| part.person.clone());
    let records: Vec<RecordView> = std::iter::once(found.case.clone())
        .chain(persons)
        .chain(found.interviews.clone())
        .collect();
    view! {
        <CaseHeader found=found.clone() />
        <Decisions records />
        <div class="case-columns">
            <section aria-labelledby="interviews">
                <div class="section-head"><h2 id="interviews" class="section-title">{t!(case_interviews)}</h2></div>
                <Interviews case interviews=found.interviews />
            </section>
            <div class="case-facts">
                {found.people.into_iter().map(|part| view! { <PersonFacts case part options /> }).collect_view()}
                <RecordFacts case record=found.case title=t!(case_file).to_owned() options />
            </div>
        </div>
    }
}

#[component]
fn PersonFacts(case: RecordId, part: ParticipantView, options: Signal<Options>) -> impl IntoView {
    let role = value_of(&part.participation, participation::ROLE.id())
        .and_then(Value::as_choice)
        .map(|role| labels::choice("role", role));
    let title = role.unwrap_or_else(|| t!(case_person).to_owned());
    part.person
        .map(|record| view! { <RecordFacts case record title options /> })
}

/// What a record says, and the way to change it.
#[component]
fn RecordFacts(
    case: RecordId,
    record: RecordView,
    title: String,
    options: Signal<Options>,
) -> impl IntoView {
    let heading = format!("facts-{}", record.id);
    let (labelled, kind) = (heading.clone(), record.kind.clone());
    let href = Route::Edit {
        case,
        record: record.id,
    }
    .path();
    let edit = t!(edit_what, what = title.clone());
    view! {
        <section aria-labelledby=labelled data-kind=kind>
            <div class="section-head">
                <h2 class="section-title grow" id=heading>{title}</h2>
                <a class="button-quiet" href=href aria-label=edit><Glyph icon=Icon::EDIT /><span>{t!(action_edit)}</span></a>
            </div>
            <Facts record options nothing=t!(facts_nothing) />
        </section>
    }
}

#[component]
fn CaseHeader(found: CaseView) -> impl IntoView {
    let case = found.case.id;
    let person = found.people.iter().find_map(|part| part.person.as_ref());
    let name = person.map(display_name).filter(|name| !name.is_empty());
    let number = text_of(&found.case, case::NUMBER.id());
    let by_number = number.map(|number| t!(case_by_number, number = number));
    let title = name.or_else(|| by_number.clone());
    let opened = value_of(&found.case, case::OPENED.id()).and_then(Value::as_date);
    let kicker: Vec<String> = [
        by_number,
        opened.map(|day| t!(case_opened, day = dates::day(day))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let title = title.unwrap_or_else(|| t!(case_without_name).to_owned());
    view! {
        <header class="page-header">
            <div class="grow">
                <p class="page-kicker">{kicker.join(" · ")}</p>
                <Heading id="case-title" text=Signal::stored(title) />
            </div>
            <a id="new-interview" class="button primary-action" href=Route::NewInterview { case }.path()>
                <Glyph icon=Icon::PLUS /><span>{t!(action_new_interview)}</span>
            </a>
        </header>
        <Safety found />
    }
}

/// How dangerous it is and how to reach the person: read before anything else.
#[component]
fn Safety(found: CaseView) -> impl IntoView {
    let case = found.case.id;
    let person = found.people.iter().find_map(|part| part.person.as_ref());
    let danger = value_of(&found.case, case::DANGER.id())
        .and_then(Value::as_choice)
        .map(str::to_owned);
    let rule = person.map(safe_rule).filter(|rule| !rule.is_empty());
    let note = person.filter(|_| rule.is_none()).map(|person| person.id);
    view! {
        <div class="safe-rule" role="group" aria-label=t!(case_safety)>
            {danger.map(|level| view! { <p class="row"><b>{t!(case_danger)}</b><DangerChip level /></p> })}
            <p class="safe-rule-text">{rule.unwrap_or_else(|| t!(safe_rule_none).to_owned())}</p>
            {note.map(|record| view! {
                <a class="button-quiet" href=Route::Edit { case, record }.path()>{t!(safe_rule_note)}</a>
            })}
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
