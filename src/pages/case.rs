//! A case: how dangerous and how to reach the person first, then what waits for a decision, the interviews, the file.

use casework::{act, case, interview, participation, person};
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
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        session.engine.news.changes.track();
        asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let number = asked.get_value();
        leptos::task::spawn_local(async move {
            let answer = session.engine.case(case).await;
            // A newer question was asked meanwhile, or the page has gone.
            if asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(found) => {
                    let is_known = view.with_untracked(|known| {
                        known.as_ref().is_some_and(|known| is_same(known, &found))
                    });
                    if !is_known {
                        view.set(Some(found));
                    }
                }
                Err(refused) => error.set(Some(refused)),
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
                <Entries case interviews=found.interviews acts=found.acts />
            </section>
            <div class="case-facts">
                {in_order(found.people).into_iter().map(|part| view! { <PersonFacts case part options /> }).collect_view()}
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
    let person = beneficiary(&found.people);
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
    let person = beneficiary(&found.people);
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

/// The people of a case as they concern who helps: the victims first, the accused last. Pure.
fn in_order(mut people: Vec<ParticipantView>) -> Vec<ParticipantView> {
    people.sort_by_key(rank);
    people
}

/// Whom the case is for: its name stands above, and its rules are those that count. Pure.
fn beneficiary(people: &[ParticipantView]) -> Option<&RecordView> {
    let readable = people.iter().filter(|part| part.person.is_some());
    readable.min_by_key(|part| rank(part))?.person.as_ref()
}

fn rank(part: &ParticipantView) -> u8 {
    let role = value_of(&part.participation, participation::ROLE.id()).and_then(Value::as_choice);
    match role {
        Some("victim") => 0,
        Some("accused") => 2,
        _ => 1,
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
        forbidden(person).map(|channels| t!(safe_never, channels = channels)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What must never be used, but for what the rule says anyway.
fn forbidden(person: &RecordView) -> Option<String> {
    let field = person
        .fields
        .iter()
        .find(|known| known.field == person::FORBIDDEN_CHANNELS.id())?;
    let channels = field.values.iter().filter_map(Value::as_choice);
    let words: Vec<String> = channels
        .filter(|channel| !["voicemail", "sms"].contains(channel))
        .map(|channel| labels::choice("channel", channel))
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
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

/// A line of what happened in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    day: Option<chrono::NaiveDate>,
    summary: String,
    note: Option<String>,
    route: Route,
}

/// Interviews and acts, the latest first. Pure.
fn entries(case: RecordId, interviews: &[RecordView], acts: &[RecordView]) -> Vec<Entry> {
    const OF_INTERVIEW: [(&str, &str); 3] = [
        ("interview_with", interview::WITH.id()),
        ("interview_mode", interview::MODE.id()),
        ("interview_status", interview::STATUS.id()),
    ];
    const OF_ACT: [(&str, &str); 3] = [
        ("act_kind", act::KIND.id()),
        ("measure", act::MEASURE.id()),
        ("outcome", act::OUTCOME.id()),
    ];
    let of_interview = interviews.iter().map(|record| Entry {
        day: day_of(record, interview::DATE.id()),
        summary: words_of(record, &OF_INTERVIEW),
        note: text_of(record, interview::FACTS.id())
            .or_else(|| text_of(record, interview::SHARED_NOTE.id())),
        route: Route::Interview {
            case,
            interview: record.id,
        },
    });
    let of_act = acts.iter().map(|record| Entry {
        day: day_of(record, act::DATE.id()),
        summary: words_of(record, &OF_ACT),
        note: text_of(record, act::PARTNER.id()).or_else(|| text_of(record, act::NOTE.id())),
        route: Route::Edit {
            case,
            record: record.id,
        },
    });
    let mut entries: Vec<Entry> = of_interview.chain(of_act).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    entries
}

fn day_of(record: &RecordView, field: &str) -> Option<chrono::NaiveDate> {
    value_of(record, field).and_then(Value::as_date)
}

fn words_of(record: &RecordView, fields: &[(&str, &str)]) -> String {
    let words = fields.iter().filter_map(|(list, field)| {
        value_of(record, field)
            .and_then(Value::as_choice)
            .map(|id| labels::choice(list, id))
    });
    words.collect::<Vec<_>>().join(" · ")
}

#[component]
fn Entries(case: RecordId, interviews: Vec<RecordView>, acts: Vec<RecordView>) -> impl IntoView {
    let found = entries(case, &interviews, &acts);
    if found.is_empty() {
        return view! { <Empty icon=Icon::NOTE title=t!(interviews_empty_title) text=t!(interviews_empty) /> }.into_any();
    }
    let line = |entry: Entry| {
        let day = entry
            .day
            .map_or_else(|| t!(date_unknown).to_owned(), dates::day);
        view! {
            <li class="entry-line">
                <a class="case-link" href=entry.route.path()>
                    <span class="entry-date num">{day}</span>
                    <span class="case-summary">{entry.summary}</span>
                    {entry.note.map(|note| view! { <span class="entry-note">{note}</span> })}
                </a>
            </li>
        }
    };
    view! { <ul class="list">{found.into_iter().map(line).collect_view()}</ul> }.into_any()
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

#[cfg(test)]
mod tests {
    use engine::message::FieldView;

    use super::*;

    fn record(byte: u8, kind: &str, fields: &[(&str, Value)]) -> RecordView {
        let field = |(field, value): &(&str, Value)| FieldView {
            field: (*field).to_owned(),
            values: vec![value.clone()],
            dots: Vec::new(),
            rivals: Vec::new(),
            needs_decision: false,
            written: None,
        };
        RecordView {
            id: RecordId::from_bytes([byte; 16]),
            kind: kind.to_owned(),
            fields: fields.iter().map(field).collect(),
        }
    }

    fn part(byte: u8, role: &'static str) -> ParticipantView {
        ParticipantView {
            participation: record(
                100 + byte,
                "participation",
                &[("role", Value::choice(role))],
            ),
            person: Some(record(byte, "person", &[])),
        }
    }

    #[track_caller]
    fn check(roles: &[&'static str], expected: u8) {
        let people: Vec<ParticipantView> = (1..)
            .zip(roles)
            .map(|(byte, role)| part(byte, role))
            .collect();
        let found = beneficiary(&people).map(|person| person.id);
        assert_eq!(found, Some(RecordId::from_bytes([expected; 16])));
    }

    #[test]
    fn a_case_bears_the_name_and_the_rules_of_its_victim() {
        check(&["accused", "victim"], 2);
        check(&["witness", "accused", "victim"], 3);
        check(&["accused", "witness"], 2);
        check(&["victim", "victim"], 1);
        check(&["accused"], 1);
    }

    #[test]
    fn interviews_and_acts_stand_together_the_latest_first() {
        let date = |text: &str| Value::Date(text.parse().expect("a date of the test table"));
        let interviews = [
            record(1, "interview", &[("date", date("2026-11-02"))]),
            record(2, "interview", &[]),
        ];
        let acts = [record(3, "act", &[("date", date("2026-11-09"))])];
        let case = RecordId::from_bytes([9; 16]);
        let days: Vec<Option<chrono::NaiveDate>> = entries(case, &interviews, &acts)
            .into_iter()
            .map(|entry| entry.day)
            .collect();
        assert_eq!(
            days,
            [
                day_of(&acts[0], "date"),
                day_of(&interviews[0], "date"),
                None
            ]
        );
    }
}
