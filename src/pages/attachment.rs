//! A file to add to a case: chosen or photographed, looked at, named, sealed on this device.

mod pad;
mod voice;

use casework::choices::AttachmentKind;
use casework::{Attachment, attachment};
use engine::message::{MOST_ATTACHMENT_BYTES, RecordEdit};
use leptos::prelude::*;
use record::{Choice, RecordId, Scalar, Value};

use self::pad::SignaturePad;
use self::voice::{Spoken, VoiceRecorder};
use super::heading::{BackLink, Heading};
use crate::browser::contents::{self, Address, Content, Picked};
use crate::browser::{clock, microphone, random};
use crate::components::choice::ChoiceOf;
use crate::components::field::TextField;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::forms::Draft;
use crate::i18n::{labels, sizes};
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// The longest side of a photo that is kept, in pixels: enough to read a page.
const LONGEST_SIDE: u32 = 2_000;
/// How faithful a photo is drawn anew, from 0 to 1.
const QUALITY: f64 = 0.85;
/// The largest picture that is drawn anew: a phone opens it whole in its memory.
const MOST_PICTURE_BYTES: u64 = 60_000_000;

/// What a file is, by the type the browser gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Media {
    /// Drawn anew.
    Picture,
    /// Kept as it is.
    Pdf,
    /// Kept as it is.
    Sound,
    /// Not taken.
    Other,
}

impl Media {
    /// Of a type. Pure.
    pub(super) fn of(media_type: &str) -> Self {
        match media_type.split_once('/') {
            Some(("image", _)) => Self::Picture,
            Some(("audio", _)) => Self::Sound,
            Some(("application", "pdf")) => Self::Pdf,
            _ => Self::Other,
        }
    }

    const fn most_bytes(self) -> u64 {
        match self {
            Self::Picture => MOST_PICTURE_BYTES,
            Self::Pdf | Self::Sound | Self::Other => MOST_ATTACHMENT_BYTES,
        }
    }

    const fn kind(self) -> AttachmentKind {
        match self {
            Self::Picture => AttachmentKind::Photo,
            Self::Pdf => AttachmentKind::Document,
            Self::Sound => AttachmentKind::VoiceNote,
            Self::Other => AttachmentKind::Other,
        }
    }
}

/// A file that may be saved.
struct Ready {
    content: Content,
    media: Media,
    name: String,
    /// Made on the page: nothing is hidden in it.
    is_own: bool,
    /// Where a picture is seen.
    address: Option<Address>,
}

/// What is being made on the page itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Making {
    Nothing,
    Signature,
    VoiceNote,
}

/// The page's state.
#[derive(Clone, Copy)]
struct Adding {
    case: RecordId,
    ready: RwSignal<Option<Ready>, LocalStorage>,
    label: RwSignal<String>,
    kind: RwSignal<AttachmentKind>,
    error: RwSignal<Option<String>>,
    is_preparing: RwSignal<bool>,
    making: RwSignal<Making>,
    /// Hundredths saved, while it is saved.
    saved: RwSignal<Option<u64>>,
}

/// A file to add to a case.
#[component]
pub(super) fn AttachmentPage(
    /// The case.
    case: RecordId,
) -> impl IntoView {
    let adding = Adding {
        case,
        ready: RwSignal::new_local(None),
        label: RwSignal::new(String::new()),
        kind: RwSignal::new(AttachmentKind::Photo),
        error: RwSignal::new(None),
        is_preparing: RwSignal::new(false),
        making: RwSignal::new(Making::Nothing),
        saved: RwSignal::new(None),
    };
    let is_ready = Memo::new(move |_| adding.ready.with(Option::is_some));
    let busy = move || adding.is_preparing.get().then(|| t!(attachment_preparing));
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(t!(part_attachment).to_owned()) /></header>
            <p class="lead">{t!(attachment_lead, most = sizes::most(MOST_ATTACHMENT_BYTES))}</p>
            <div class="buttons file-picks">
                <PickFile adding id="attachment-file" icon=Icon::ATTACHMENT word=t!(attachment_choose) accept="image/*,application/pdf,audio/*" />
                <PickFile adding id="attachment-camera" icon=Icon::CAMERA word=t!(attachment_camera) accept="image/*" capture="environment" />
                {microphone::is_there().then(|| view! { <Make adding what=Making::VoiceNote id="attachment-voice" icon=Icon::SOUND word=t!(voice_record) /> })}
                <Make adding what=Making::Signature id="attachment-sign" icon=Icon::EDIT word=t!(signature_title) />
            </div>
            {move || match adding.making.get() {
                Making::Nothing => ().into_any(),
                Making::Signature => view! { <SignaturePad on_done=Callback::new(move |drawn| adding.signed(drawn)) /> }.into_any(),
                Making::VoiceNote => view! { <VoiceRecorder on_done=Callback::new(move |spoken| adding.spoken(spoken)) /> }.into_any(),
            }}
            <p class="soft" role="status">{busy}</p>
            <LiveNotice weight=Weight::Problem text=adding.error />
            {move || is_ready.get().then(|| view! { <ReadyForm adding /> })}
        </div>
    }
}

/// A button that opens the browser's own choice of a file, or the camera.
#[component]
fn PickFile(
    adding: Adding,
    id: &'static str,
    icon: Icon,
    word: &'static str,
    accept: &'static str,
    #[prop(optional)] capture: Option<&'static str>,
) -> impl IntoView {
    let class = match capture {
        Some(_) => "button-quiet file-pick file-camera",
        None => "button-quiet file-pick",
    };
    view! {
        <label class=class>
            <Glyph icon /><span>{word}</span>
            <input type="file" id=id accept=accept capture=capture on:change:target=move |event| adding.take(contents::picked(&event.target())) />
        </label>
    }
}

/// A button that begins what is made on the page.
#[component]
fn Make(
    adding: Adding,
    what: Making,
    id: &'static str,
    icon: Icon,
    word: &'static str,
) -> impl IntoView {
    view! {
        <button type="button" id=id class="button-quiet" on:click=move |_| adding.make(what)><Glyph icon /><span>{word}</span></button>
    }
}

impl Adding {
    /// Whether something is being prepared or saved: it is not disturbed.
    fn is_at_work(self) -> bool {
        self.is_preparing.get_untracked() || self.saved.with_untracked(Option::is_some)
    }

    fn make(self, what: Making) {
        if !self.is_at_work() {
            self.error.set(None);
            self.ready.set(None);
            self.making.set(what);
        }
    }

    fn signed(self, drawn: Option<Content>) {
        self.making.set(Making::Nothing);
        let name = String::new();
        self.take_as(
            drawn.map(|content| Picked { name, content }),
            Some(AttachmentKind::Signature),
        );
    }

    fn spoken(self, spoken: Spoken) {
        self.making.set(Making::Nothing);
        match spoken {
            Spoken::Nothing => {}
            Spoken::Refused => self.error.set(Some(t!(voice_refused).to_owned())),
            Spoken::Note(content) => {
                let name = t!(voice_name).to_owned();
                self.take_as(
                    Some(Picked { name, content }),
                    Some(AttachmentKind::VoiceNote),
                );
            }
        }
    }

    fn take(self, picked: Option<Picked>) {
        self.take_as(picked, None);
    }

    /// Looks at a file that was chosen, or at what was made on the page as something of that kind. Its size comes first: nothing of one that is too large is read.
    fn take_as(self, picked: Option<Picked>, kind: Option<AttachmentKind>) {
        let Some(picked) = picked else { return };
        if self.is_at_work() {
            return;
        }
        self.making.set(Making::Nothing);
        self.error.set(None);
        self.ready.set(None);
        self.is_preparing.set(true);
        leptos::task::spawn_local(async move {
            let prepared = prepare(picked, kind.is_some()).await;
            // The page may have gone.
            if self.is_preparing.try_set(false).is_some() {
                return;
            }
            match prepared {
                Ok(ready) => {
                    self.kind.set(kind.unwrap_or(ready.media.kind()));
                    self.label.set(match ready.media {
                        // A camera's names say nothing.
                        Media::Picture => String::new(),
                        _ => stem(&ready.name).to_owned(),
                    });
                    self.ready.set(Some(ready));
                }
                Err(sentence) => self.error.set(Some(sentence)),
            }
        });
    }

    fn edit(self, session: Session, media_type: String) -> Option<RecordEdit> {
        let worker = session
            .opened
            .with_untracked(|opened| opened.as_ref().and_then(|opened| opened.worker));
        let label = self.label.get_untracked().trim().to_owned();
        let mut draft = Draft::new(Attachment::ID, random::make_record_id());
        let text = |text: String| (!text.is_empty()).then_some(Value::Text(text));
        draft.set_one(attachment::CASE.id(), Some(Value::Reference(self.case)));
        draft.set_one(attachment::LABEL.id(), text(label));
        let kind = self.kind.get_untracked().into_value();
        draft.set_one(attachment::KIND.id(), Some(kind));
        draft.set_one(attachment::DATE.id(), Some(Value::Date(clock::today())));
        draft.set_one(attachment::WORKER.id(), worker.map(Value::Reference));
        draft.set_one(attachment::MEDIA_TYPE.id(), text(media_type));
        draft.edit()
    }

    /// Seals it and goes back to the case. Pressed twice, it is saved once.
    fn save(self, session: Session, toasts: Toasts, navigator: Navigator) {
        let content = self
            .ready
            .with_untracked(|ready| ready.as_ref().map(|ready| ready.content.clone()));
        let Some(content) = content.filter(|_| self.saved.with_untracked(Option::is_none)) else {
            return;
        };
        let Some(edit) = self.edit(session, content.media_type()) else {
            return;
        };
        self.error.set(None);
        self.saved.set(Some(0));
        leptos::task::spawn_local(async move {
            let total = content.bytes().max(1);
            let come = |bytes: u64| {
                // The page may have gone; it is saved all the same.
                let _ = self.saved.try_set(Some(bytes.saturating_mul(100) / total));
            };
            let added = session.engine.add_attachment(&content, edit, come).await;
            let is_here = self.saved.try_set(None).is_none();
            match added {
                Ok(()) => {
                    toasts.say(t!(saved_on_device));
                    if is_here {
                        navigator.replace(Route::Case(self.case));
                    }
                }
                Err(refused) => {
                    let sentence = refused.sentence();
                    if let Some(sentence) = self.error.try_set(Some(sentence)).flatten() {
                        toasts.refuse(sentence);
                    }
                }
            }
        });
    }
}

/// What may be saved of a file, or the sentence that says why it may not.
async fn prepare(picked: Picked, is_own: bool) -> Result<Ready, String> {
    let Picked { name, content } = picked;
    let media = Media::of(&content.media_type());
    if media == Media::Other {
        return Err(t!(attachment_other).to_owned());
    }
    if content.bytes() > media.most_bytes() {
        let size = sizes::file(content.bytes());
        return Err(t!(
            attachment_too_large,
            size = size,
            most = sizes::most(media.most_bytes())
        ));
    }
    let content = match media {
        Media::Picture if !is_own => content
            .as_photo(LONGEST_SIDE, QUALITY)
            .await
            .ok_or_else(|| t!(attachment_no_picture).to_owned())?,
        _ => content,
    };
    if content.bytes() == 0 {
        return Err(t!(attachment_empty).to_owned());
    }
    let address = (media == Media::Picture)
        .then(|| content.address())
        .flatten();
    Ok(Ready {
        content,
        media,
        name,
        is_own,
        address,
    })
}

/// A file's name without its last ending. Pure.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// What is about to be saved, and what to call it.
#[component]
fn ReadyForm(adding: Adding) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let navigator = expect_context::<Navigator>();
    let busy_label = t!(action_saving);
    let is_busy = Memo::new(move |_| adding.saved.with(Option::is_some));
    let done = move || adding.saved.get().map(|done| done.to_string());
    let kinds = AttachmentKind::ALL
        .iter()
        .map(|kind| (*kind, labels::choice("attachment_kind", kind.id())));
    view! {
        <form class="form attachment-form" autocomplete="off" on:submit=move |event| { event.prevent_default(); adding.save(session, toasts, navigator); }>
            <WhatIsReady adding />
            <TextField id="attachment-label" label=labels::field(Attachment::ID, attachment::LABEL.id()) hint=t!(attachment_label_hint) value=adding.label />
            <ChoiceOf name="attachment-kind" label=labels::field(Attachment::ID, attachment::KIND.id()) options=kinds.collect() value=adding.kind on_choose=Callback::new(move |kind| adding.kind.set(kind)) />
            <div class="save-bar">
                {move || is_busy.get().then(|| view! { <progress class="meter" max="100" value=done aria-label=busy_label></progress> })}
                <Submit id="attachment-save" label=Signal::stored(t!(action_save).to_owned()) busy_label is_busy />
            </div>
        </form>
    }
}

/// The picture or the file's name, and what is still hidden in it.
#[component]
fn WhatIsReady(adding: Adding) -> impl IntoView {
    move || {
        adding.ready.with(|ready| {
            let ready = ready.as_ref()?;
            let size = sizes::file(ready.content.bytes());
            let notice = match (ready.media, ready.is_own) {
                (Media::Picture, true) => None,
                (_, true) => Some((t!(voice_own), Weight::Information)),
                (Media::Picture, false) => Some((t!(attachment_stripped), Weight::Information)),
                (_, false) => Some((t!(attachment_not_stripped), Weight::Waiting)),
            };
            let shown = match &ready.address {
                Some(address) => {
                    let address = address.as_str().to_owned();
                    view! { <img class="attachment-picture" src=address alt=t!(attachment_picture) /> }.into_any()
                }
                None => view! { <p class="attachment-name"><Glyph icon=icon_of(ready.media) /><b>{ready.name.clone()}</b></p> }.into_any(),
            };
            Some(view! {
                <div class="attachment-ready">
                    {shown}
                    <p class="soft num">{size}</p>
                    {notice.map(|(text, weight)| view! { <Notice weight text /> })}
                </div>
            })
        })
    }
}

/// The icon of a file.
pub(super) const fn icon_of(media: Media) -> Icon {
    match media {
        Media::Picture => Icon::CAMERA,
        Media::Pdf => Icon::NOTE,
        Media::Sound => Icon::SOUND,
        Media::Other => Icon::ATTACHMENT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_type() {
        let cases = [
            ("image/jpeg", Media::Picture),
            ("image/heic", Media::Picture),
            ("application/pdf", Media::Pdf),
            ("audio/mpeg", Media::Sound),
            ("application/zip", Media::Other),
            ("text/html", Media::Other),
            ("video/mp4", Media::Other),
            ("", Media::Other),
        ];
        for (media_type, media) in cases {
            assert_eq!(Media::of(media_type), media, "{media_type}");
        }
    }

    #[test]
    fn a_name_loses_its_ending() {
        let cases = [
            ("certificat.pdf", "certificat"),
            ("a.b.mp3", "a.b"),
            ("sans", "sans"),
            (".pdf", ".pdf"),
        ];
        for (name, expected) in cases {
            assert_eq!(stem(name), expected);
        }
    }
}
