//! An intake taken over: what was said goes into its fields, all of it into an interview, the signature beside.

use casework::choices::{AttachmentKind, InterviewStatus, InterviewWith, Role};
use casework::{
    Attachment, Case, Interview, Participation, Person, attachment, case, interview, participation,
};
use engine::message::{RecordEdit, RecordView};
use intake::Gathered;
use intake::desk::{Asked, ItemId, Told};
use leptos::prelude::*;
use record::{RecordId, Scalar, TimeOfDay, Value};

use super::words::InWords;
use crate::browser::clock;
use crate::browser::contents::Content;
use crate::components::toast::Toasts;
use crate::desk;
use crate::engine_client::AskError;
use crate::forms::Draft;
use crate::intake::texts::languages;
use crate::navigator::Navigator;
use crate::pages::reading::value_of;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// An intake, and the sealed items that it was told by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Waiting {
    pub(super) gathered: Gathered,
    pub(super) items: Vec<ItemId>,
}

/// Where what was said goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A new case.
    New,
    /// A case that is there.
    Case {
        /// Which.
        case: RecordId,
        /// Who of it answered; somebody who is not in it yet, where none is named.
        person: Option<RecordId>,
    },
}

pub(super) fn language_of(of: &Gathered) -> String {
    let known = languages().find(|(code, _)| *code == of.language);
    known.map_or_else(|| of.language.clone(), |(_, name)| name.to_owned())
}

/// Takes an intake over, once.
#[derive(Clone, Copy)]
pub(super) struct Taking {
    session: Session,
    toasts: Toasts,
    navigator: Navigator,
    is_busy: StoredValue<bool>,
}

impl Taking {
    pub(super) fn of_page() -> Self {
        Self {
            session: expect_context(),
            toasts: expect_context(),
            navigator: expect_context(),
            is_busy: StoredValue::new(false),
        }
    }

    /// Into its place; then what was sealed is deleted.
    pub(super) fn take(self, waiting: Waiting, into: Place) {
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
    async fn save(self, of: &Gathered, into: Place) -> Result<RecordId, String> {
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

    async fn save_records(self, of: &Gathered, into: Place) -> Result<RecordId, String> {
        let words = InWords::of(&of.begun);
        let say = |refused: AskError| refused.sentence();
        let (case, person, mut edits) = match into {
            Place::New => new_case(&words, of),
            Place::Case { case, person } => {
                let view = self.session.engine.case(case).await.map_err(say)?;
                let mut edits = Vec::from_iter(completed(&words, of, &view.case));
                let mut known = view.people.iter().filter_map(|one| one.person.as_ref());
                let person = match known.find(|known| Some(known.id) == person) {
                    Some(known) => {
                        edits.extend(completed(&words, of, known));
                        Some(known.id)
                    }
                    None => {
                        let (person, joining) = victim(&words, of, case);
                        edits.extend(joining);
                        person
                    }
                };
                (case, person, edits)
            }
        };
        edits.extend(told(&words, of, (case, person), self.session.worker()).edit());
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

/// A record of what was said of its kind.
fn filled(words: &InWords, of: &Gathered, kind: &str, made: Made) -> Draft {
    let mut draft = Draft::new(kind, id_of(of, made));
    for (field, values) in words.fields(of, kind) {
        draft.set(&field, values);
    }
    draft
}

/// A new case of what was said, and its victim.
fn new_case(words: &InWords, of: &Gathered) -> (RecordId, Option<RecordId>, Vec<RecordEdit>) {
    let mut new = filled(words, of, Case::ID, Made::Case);
    let day = clock::civil(of.began_ms).date();
    new.set_one(case::OPENED.id(), Some(Value::Date(day)));
    let (person, joining) = victim(words, of, new.id);
    let edits = new.edit().into_iter().chain(joining).collect();
    (new.id, person, edits)
}

/// Who answered, a victim of a case from now on; nobody, where she said nothing of herself.
fn victim(words: &InWords, of: &Gathered, case: RecordId) -> (Option<RecordId>, Vec<RecordEdit>) {
    let person = filled(words, of, Person::ID, Made::Person);
    if person.is_unchanged() {
        return (None, Vec::new());
    }
    let id = person.id;
    let mut part = Draft::new(Participation::ID, id_of(of, Made::Participation));
    part.set_one(participation::CASE.id(), Some(Value::Reference(case)));
    part.set_one(participation::PERSON.id(), Some(Value::Reference(id)));
    part.set_one(participation::ROLE.id(), Some(Role::Victim.into_value()));
    let edits = [person.edit(), part.edit()];
    (Some(id), edits.into_iter().flatten().collect())
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
fn told(
    words: &InWords,
    of: &Gathered,
    (case, person): (RecordId, Option<RecordId>),
    worker: Option<RecordId>,
) -> Draft {
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
        (interview::PERSONS.id(), person.map(Value::Reference)),
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
        (interview::CONTACT_CHECKED.id(), asked_of_contact(words, of)),
        (interview::INTAKE.id(), Some(Value::Bool(true))),
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

/// Yes, where she said whether and how she may be reached.
fn asked_of_contact(words: &InWords, of: &Gathered) -> Option<Value> {
    let case = words.fields(of, Case::ID);
    let is_said = case
        .iter()
        .any(|(field, _)| field == case::CONTACT_CONSENT.id());
    is_said.then_some(Value::Bool(true))
}

/// The signature as an attachment of the case; a new record with fields is an edit.
fn signature(
    of: &Gathered,
    case: RecordId,
    media_type: String,
    worker: Option<RecordId>,
) -> Option<RecordEdit> {
    let mut draft = Draft::new(Attachment::ID, id_of(of, Made::Signature));
    let label = Value::Text(t!(intake_signature).to_owned());
    draft.set_one(attachment::CASE.id(), Some(Value::Reference(case)));
    draft.set_one(attachment::LABEL.id(), Some(label));
    let kind = AttachmentKind::Signature.into_value();
    draft.set_one(attachment::KIND.id(), Some(kind));
    draft.set_one(attachment::DATE.id(), Some(Value::Date(clock::today())));
    draft.set_one(attachment::WORKER.id(), worker.map(Value::Reference));
    draft.set_one(attachment::MEDIA_TYPE.id(), Some(Value::Text(media_type)));
    draft.edit()
}
