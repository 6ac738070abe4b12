//! What intakes sealed, opened now that somebody is at work: looked at, then taken over into a new case or one that is there.

use std::collections::BTreeMap;

use casework::choices::{AttachmentKind, InterviewStatus, InterviewWith, Role};
use casework::{
    Attachment, Case, Interview, Participation, Person, attachment, case, interview, participation,
};
use engine::message::{CaseQuery, CaseRow, IntakeItem, ParticipantView, RecordEdit, RecordView};
use intake::desk::{Asked, ItemId, Told};
use intake::{Gathered, Item};
use leptos::prelude::*;
use record::{RecordId, Scalar, TimeOfDay, Value};

use super::words::InWords;
use crate::browser::clock;
use crate::browser::contents::Content;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::Icon;
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::search_box::SearchBox;
use crate::components::toast::Toasts;
use crate::desk;
use crate::engine_client::AskError;
use crate::forms::Draft;
use crate::i18n::dates;
use crate::intake::texts::languages;
use crate::navigator::Navigator;
use crate::pages::heading::{BackLink, Heading};
use crate::pages::reading::{choice_of, value_of};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Cases offered at once.
const OFFERED: u32 = 8;

/// An intake, and the sealed items that it was told by.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Waiting {
    gathered: Gathered,
    items: Vec<ItemId>,
}

/// What was found on the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Found {
    intakes: Vec<Waiting>,
    /// Items that do not open here.
    unopened: usize,
}

/// The intakes that wait to be taken over.
#[component]
pub(in crate::pages) fn ReviewPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let found = RwSignal::new(None::<Found>);
    let sentence = RwSignal::new(None::<String>);
    leptos::task::spawn_local(async move {
        match look(session).await {
            Ok(read) => drop(found.try_set(Some(read))),
            Err(refused) => drop(sentence.try_set(Some(refused))),
        }
    });
    let body = move || {
        match found.get() {
        None => view! { <ListSkeleton /> }.into_any(),
        Some(read) if read.intakes.is_empty() && read.unopened == 0 => {
            view! { <Empty icon=Icon::TODAY title=t!(intake_none_title) text=t!(intake_none)><a class="button" href=Route::Intake.path()>{t!(intake_title)}</a></Empty> }.into_any()
        }
        Some(Found { intakes, unopened }) => {
            let told = (unopened > 0).then(|| {
                let count = u32::try_from(unopened).unwrap_or(u32::MAX);
                view! { <Notice weight=Weight::Problem text=t!(intake_unopened, count = count) /> }
            });
            let cards = intakes.into_iter().map(|waiting| view! { <Card waiting /> });
            view! { {told}{cards.collect_view()} }.into_any()
        }
    }
    };
    view! {
        <div class="page">
            <BackLink to=Route::Today word=t!(place_today) />
            <header class="page-header"><Heading text=Signal::stored(t!(intake_review_title).to_owned()) /></header>
            <p class="lead">{t!(intake_review_lead)}</p>
            <LiveNotice weight=Weight::Problem text=sentence />
            {body}
        </div>
    }
}

/// Reads the desk and has it opened.
async fn look(session: Session) -> Result<Found, String> {
    let Told::Items(items) = desk::ask(&Asked::Items).await else {
        return Err(t!(intake_no_desk).to_owned());
    };
    desk::end();
    let sealed = items.iter().map(|(id, sealed)| IntakeItem {
        id: *id,
        sealed: sealed.clone(),
    });
    let opened = session.engine.open_intake(sealed.collect()).await;
    let opened = opened.map_err(|refused| refused.sentence())?;
    let mut found = Found::default();
    let mut ids: BTreeMap<[u8; 16], Vec<ItemId>> = BTreeMap::new();
    let mut read = Vec::new();
    for ((id, _), content) in items.iter().zip(opened) {
        match content.and_then(|content| Item::from_bytes(&content).ok()) {
            Some(item) => {
                ids.entry(item.session).or_default().push(*id);
                read.push(item);
            }
            None => found.unopened += 1,
        }
    }
    let waiting = Gathered::of(read).into_iter().map(|gathered| Waiting {
        items: ids.remove(&gathered.session).unwrap_or_default(),
        gathered,
    });
    found.intakes = waiting.collect();
    Ok(found)
}

/// One intake: what was said, and the two ways to take it over.
#[component]
fn Card(waiting: Waiting) -> impl IntoView {
    let words = InWords::new();
    let of = &waiting.gathered;
    let line = |(question, answer): (String, String)| view! { <div><dt>{question}</dt><dd>{answer}</dd></div> };
    let lines = words.lines(of).into_iter().map(line).collect_view();
    let keep = of.answers.get("consent_keep");
    let may_keep = keep.is_some_and(|answer| answer.is("yes"));
    let marks = [
        (!of.is_done, t!(intake_unfinished)),
        (of.was_read_together, t!(intake_read_together)),
        (of.is_agreed, t!(intake_agreed)),
        (of.drawn.is_some(), t!(intake_signed)),
        (!may_keep, t!(intake_not_to_be_kept)),
    ];
    let marks = marks
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, word)| view! { <span class="chip">{word}</span> });
    let about = t!(
        intake_about,
        when = dates::at_moment(of.began_ms),
        language = language_of(of)
    );
    let label = about.clone();
    let kept = StoredValue::new(waiting.clone());
    let taking = Taking::of_page();
    let is_choosing = RwSignal::new(false);
    view! {
        <section class="card intake-taken" aria-label=label>
            <h2 class="section-title">{about}</h2>
            <p class="chips">{marks.collect_view()}</p>
            <details><summary>{t!(intake_answers)}</summary><dl class="facts definitions">{lines}</dl></details>
            <div class="buttons">
                <button type="button" class="button" id="intake-new-case" on:click=move |_| taking.take(kept.get_value(), None)>{t!(intake_new_case)}</button>
                <button type="button" class="button-quiet" id="intake-known-case" aria-expanded=move || is_choosing.get().to_string() on:click=move |_| is_choosing.update(|is| *is = !*is)>{t!(intake_known_case)}</button>
            </div>
            {move || is_choosing.get().then(|| view! { <ChooseCase on_choose=Callback::new(move |case| taking.take(kept.get_value(), Some(case))) /> })}
        </section>
    }
}

fn language_of(of: &Gathered) -> String {
    let known = languages().find(|(code, _)| *code == of.language);
    known.map_or_else(|| of.language.clone(), |(_, name)| name.to_owned())
}

/// A case that is there, found by name or number.
#[component]
fn ChooseCase(on_choose: Callback<RecordId>) -> impl IntoView {
    let session = expect_context::<Session>();
    let text = RwSignal::new(String::new());
    let rows = RwSignal::new(Vec::<CaseRow>::new());
    Effect::new(move |_| {
        let text = text.get();
        leptos::task::spawn_local(async move {
            let query = CaseQuery {
                text,
                limit: OFFERED,
                ..CaseQuery::default()
            };
            if let Ok(page) = session.engine.cases(query).await {
                // The page may have gone.
                let _ = rows.try_set(page.rows);
            }
        });
    });
    let line = move |row: CaseRow| {
        let id = row.id;
        view! { <li><button type="button" class="case-link" on:click=move |_| on_choose.run(id)><span class="case-name">{row.name}</span><span class="case-summary">{format!("{} · {}", row.number, row.station_label)}</span></button></li> }
    };
    view! {
        <SearchBox id="intake-search" name=t!(intake_known_case) hint=t!(search_label) on_type=move |typed| text.set(typed) />
        <ul class="list" id="intake-cases">{move || rows.get().into_iter().map(line).collect_view()}</ul>
    }
}

/// Takes an intake over, once.
#[derive(Clone, Copy)]
struct Taking {
    session: Session,
    toasts: Toasts,
    navigator: Navigator,
    is_busy: StoredValue<bool>,
}

impl Taking {
    fn of_page() -> Self {
        Self {
            session: expect_context(),
            toasts: expect_context(),
            navigator: expect_context(),
            is_busy: StoredValue::new(false),
        }
    }

    /// Into a new case, or into one that is there; then what was sealed is deleted.
    fn take(self, waiting: Waiting, into: Option<RecordId>) {
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        leptos::task::spawn_local(async move {
            match self.save(&waiting.gathered, into).await {
                Ok(case) => {
                    if desk::ask(&Asked::Forget(waiting.items)).await == Told::Done {
                        self.toasts.say(t!(intake_taken));
                    } else {
                        self.toasts.refuse(t!(intake_no_desk).to_owned());
                    }
                    desk::end();
                    self.navigator.replace(Route::Case(case));
                }
                Err(refused) => self.toasts.refuse(refused),
            }
            // The page may have gone.
            let _ = self.is_busy.try_set_value(false);
        });
    }

    /// Everything that was said, in its case. What an earlier try saved is not saved once more.
    async fn save(self, of: &Gathered, into: Option<RecordId>) -> Result<RecordId, String> {
        let told = self.session.engine.record(id_of(of, Made::Interview)).await;
        let known = told
            .ok()
            .and_then(|told| value_of(&told, interview::CASE.id())?.as_reference());
        let case = match known {
            Some(case) => case,
            None => self.save_records(of, into).await?,
        };
        self.save_signature(of, case).await?;
        Ok(case)
    }

    async fn save_records(self, of: &Gathered, into: Option<RecordId>) -> Result<RecordId, String> {
        let words = InWords::new();
        let say = |refused: AskError| refused.sentence();
        let (case, mut edits) = match into {
            None => new_case(&words, of),
            Some(case) => {
                let view = self.session.engine.case(case).await.map_err(say)?;
                // What she said of herself goes to the one victim of the case, and to nobody else.
                let is_victim = |one: &&ParticipantView| role_of(one) == Some(Role::Victim);
                let victims: Vec<_> = view.people.iter().filter(is_victim).collect();
                let victim = match victims.as_slice() {
                    [one] => one.person.as_ref(),
                    _ => None,
                };
                let mut edits = Vec::from_iter(completed(&words, of, &view.case));
                edits.extend(
                    victim
                        .into_iter()
                        .flat_map(|person| completed(&words, of, person)),
                );
                (case, edits)
            }
        };
        edits.extend(told(&words, of, case, self.session.worker()).edit());
        self.session.engine.save(edits).await.map_err(say)?;
        Ok(case)
    }

    async fn save_signature(self, of: &Gathered, case: RecordId) -> Result<(), String> {
        let Some(content) = of.drawn.as_deref().and_then(Content::of_drawing) else {
            return Ok(());
        };
        let engine = self.session.engine;
        let edit = signature(of, case, content.media_type(), self.session.worker());
        let Some(edit) = edit else { return Ok(()) };
        if engine.record(edit.id).await.is_ok() {
            return Ok(());
        }
        let added = engine.add_attachment(&content, edit, |_| {}).await;
        added.map_err(|refused| refused.sentence())
    }
}

fn role_of(one: &ParticipantView) -> Option<Role> {
    choice_of(&one.participation, participation::ROLE)
}

/// What an intake makes, each under an identifier that follows from the intake: taken over twice, because something failed in between, it is
/// there once.
#[derive(Debug, Clone, Copy)]
enum Made {
    Case = 1,
    Person,
    Participation,
    Interview,
    Signature,
}

fn id_of(of: &Gathered, made: Made) -> RecordId {
    let mut bytes = of.session;
    if let Some(last) = bytes.last_mut() {
        *last ^= made as u8;
    }
    RecordId::from_bytes(bytes)
}

/// A new case of what was said: itself, the person, and what she is in it.
fn new_case(words: &InWords, of: &Gathered) -> (RecordId, Vec<RecordEdit>) {
    let filled = |kind: &str, made: Made| {
        let mut draft = Draft::new(kind, id_of(of, made));
        for (field, values) in words.fields(of, kind) {
            draft.set(&field, values);
        }
        draft
    };
    let (mut new, person) = (
        filled(Case::ID, Made::Case),
        filled(Person::ID, Made::Person),
    );
    let day = clock::civil(of.began_ms).date();
    new.set_one(case::OPENED.id(), Some(Value::Date(day)));
    let mut part = Draft::new(Participation::ID, id_of(of, Made::Participation));
    part.set_one(participation::CASE.id(), Some(Value::Reference(new.id)));
    part.set_one(
        participation::PERSON.id(),
        Some(Value::Reference(person.id)),
    );
    part.set_one(participation::ROLE.id(), Some(Role::Victim.into_value()));
    let edits = [new.edit(), person.edit(), part.edit()];
    (new.id, edits.into_iter().flatten().collect())
}

/// Of a record that is there, what is not overwritten silently where she says otherwise: both stand, and a person decides.
const SAFETY: [&str; 7] = [
    "contact_consent",
    "contact_channel",
    "phone",
    "contact_hours",
    "voicemail_allowed",
    "sms_allowed",
    "forbidden_channels",
];

/// A record that is there, completed where it says nothing yet. What it says already stays; of the safety of contacts, what she says stands
/// beside it until somebody decides.
fn completed(words: &InWords, of: &Gathered, known: &RecordView) -> Option<RecordEdit> {
    let mut draft = Draft::of(known);
    // Written as by somebody who did not see what the record says.
    let mut beside = Draft::new(&known.kind, known.id);
    for (field, values) in words.fields(of, &known.kind) {
        let said = draft.values(&field);
        if said.is_empty() {
            draft.set(&field, values);
        } else if SAFETY.contains(&field.as_str()) && said != values.as_slice() {
            beside.set(&field, values);
        }
    }
    let fields = [draft.edit(), beside.edit()].into_iter().flatten();
    let fields: Vec<_> = fields.flat_map(|edit| edit.fields).collect();
    (!fields.is_empty()).then(|| RecordEdit {
        id: known.id,
        kind: known.kind.clone(),
        fields,
    })
}

/// The interview in which all of it is told, in her words.
fn told(words: &InWords, of: &Gathered, case: RecordId, worker: Option<RecordId>) -> Draft {
    let began = clock::civil(of.began_ms);
    let mut draft = Draft::new(Interview::ID, id_of(of, Made::Interview));
    let transcript = words.transcript(of, &language_of(of));
    let notes: Vec<_> = of
        .notes
        .values()
        .filter(|note| !note.is_empty())
        .cloned()
        .collect();
    let notes = notes.join("\n\n");
    let fields = [
        (interview::CASE.id(), Some(Value::Reference(case))),
        (interview::DATE.id(), Some(Value::Date(began.date()))),
        (
            interview::START.id(),
            Some(Value::Time(TimeOfDay::from(began.time()))),
        ),
        (
            interview::WITH.id(),
            Some(InterviewWith::Beneficiary.into_value()),
        ),
        (
            interview::STATUS.id(),
            Some(InterviewStatus::Kept.into_value()),
        ),
        (interview::WORKER.id(), worker.map(Value::Reference)),
        (
            interview::REPORTED_WORDS.id(),
            Some(Value::Text(transcript)),
        ),
        (
            interview::AUTHOR_NOTES.id(),
            (!notes.is_empty()).then(|| Value::Text(notes.clone())),
        ),
    ];
    for (field, value) in fields {
        draft.set_one(field, value);
    }
    draft
}

/// The signature as an attachment of the case; a new record with fields is an edit.
fn signature(
    of: &Gathered,
    case: RecordId,
    media_type: String,
    worker: Option<RecordId>,
) -> Option<RecordEdit> {
    let mut draft = Draft::new(Attachment::ID, id_of(of, Made::Signature));
    let label = Value::Text(t!(signature_title).to_owned());
    draft.set_one(attachment::CASE.id(), Some(Value::Reference(case)));
    draft.set_one(attachment::LABEL.id(), Some(label));
    let kind = AttachmentKind::Signature.into_value();
    draft.set_one(attachment::KIND.id(), Some(kind));
    draft.set_one(attachment::DATE.id(), Some(Value::Date(clock::today())));
    draft.set_one(attachment::WORKER.id(), worker.map(Value::Reference));
    draft.set_one(attachment::MEDIA_TYPE.id(), Some(Value::Text(media_type)));
    draft.edit()
}
