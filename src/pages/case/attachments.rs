//! The attachments of a case, where each is, and one of them looked at: opened in memory, and gone when it is closed.

use casework::{Attachment, attachment};
use engine::message::{AttachmentPlace, AttachmentView, RecordView};
use leptos::html::Dialog;
use leptos::prelude::*;
use record::{RecordId, Value};

use crate::browser::contents::{Address, Content};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
use crate::i18n::{dates, labels, sizes};
use crate::pages::attachment::{Media, icon_of};
use crate::pages::reading::{day_of, text_of, value_of};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// The attachments of a case; nothing where there is none.
#[component]
pub(super) fn Attachments(
    /// The case.
    case: RecordId,
    /// Its attachments.
    attachments: Vec<AttachmentView>,
    /// The one to look at.
    looked_at: RwSignal<Option<AttachmentView>>,
) -> impl IntoView {
    (!attachments.is_empty()).then(|| {
        let lines = attachments
            .into_iter()
            .map(|one| view! { <Line case one looked_at /> })
            .collect_view();
        view! {
            <section aria-labelledby="attachments">
                <h2 id="attachments" class="section-title">{t!(case_attachments)}</h2>
                <ul class="list">{lines}</ul>
            </section>
        }
    })
}

/// The attachment that is looked at, if any. It stands beside the page, which is drawn anew once all of it is here.
#[component]
pub(super) fn LookedAt(
    /// Which.
    looked_at: RwSignal<Option<AttachmentView>>,
) -> impl IntoView {
    let close = Callback::new(move |()| looked_at.set(None));
    move || looked_at.get().map(|one| view! { <Viewer one close /> })
}

#[component]
fn Line(
    case: RecordId,
    one: AttachmentView,
    looked_at: RwSignal<Option<AttachmentView>>,
) -> impl IntoView {
    let name = name_of(&one.record);
    let about = about(&one.record);
    let (icon, place) = look(one.place);
    let edit = Route::Edit {
        case,
        record: one.record.id,
    };
    let edit_label = t!(edit_what, what = name.clone());
    let media = media_of(&one.record);
    view! {
        <li class="line attachment">
            <button type="button" class="case-link grow attachment-open" on:click=move |_| looked_at.set(Some(one.clone()))>
                <span class="case-name"><Glyph icon=icon_of(media) /><span>{name}</span></span>
                <span class="case-summary">{about}</span>
                <span class="case-summary attachment-place"><Glyph icon /><span>{place}</span></span>
            </button>
            <a class="button-quiet" href=edit.path() aria-label=edit_label><Glyph icon=Icon::EDIT /><span>{t!(action_edit)}</span></a>
        </li>
    }
}

/// What it is called, or else what it is.
fn name_of(record: &RecordView) -> String {
    text_of(record, attachment::LABEL)
        .or_else(|| kind_of(record))
        .unwrap_or_else(|| labels::kind(Attachment::ID))
}

fn kind_of(record: &RecordView) -> Option<String> {
    let kind = value_of(record, attachment::KIND.id())?.as_choice()?;
    Some(labels::choice("attachment_kind", kind))
}

/// What it is, how long and since when, in one line.
fn about(record: &RecordView) -> String {
    let kind = kind_of(record).filter(|_| text_of(record, attachment::LABEL).is_some());
    let size = match value_of(record, attachment::BYTES.id()) {
        Some(Value::Integer(bytes)) => u64::try_from(*bytes).ok().map(sizes::file),
        _ => None,
    };
    let day = day_of(record, attachment::DATE).map(dates::day);
    let parts = [kind, size, day].into_iter().flatten();
    parts.collect::<Vec<_>>().join(" · ")
}

fn media_of(record: &RecordView) -> Media {
    let media_type = text_of(record, attachment::MEDIA_TYPE);
    Media::of(&media_type.unwrap_or_default())
}

fn look(place: AttachmentPlace) -> (Icon, &'static str) {
    match place {
        AttachmentPlace::Elsewhere => (Icon::DOWNLOAD, t!(attachment_elsewhere)),
        AttachmentPlace::Waiting => (Icon::WAITING, t!(attachment_waiting)),
        AttachmentPlace::Sent => (Icon::SYNCED, t!(attachment_sent)),
        AttachmentPlace::Here => (Icon::SAVED, t!(attachment_here)),
    }
}

/// A content that was opened, and where it is shown while the dialog is.
struct Opened {
    content: Content,
    address: Option<Address>,
}

/// An attachment looked at. Closing it lets go of all that was opened.
#[component]
fn Viewer(one: AttachmentView, close: Callback<()>) -> impl IntoView {
    let session = expect_context::<Session>();
    let dialog = NodeRef::<Dialog>::new();
    let opened = RwSignal::new_local(None::<Opened>);
    let error = RwSignal::new(None::<AskError>);
    let come = RwSignal::new(0_u32);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get().filter(|dialog| !dialog.open()) {
            // Opening fails only when it is open already.
            let _ = dialog.show_modal();
        }
    });
    let media = media_of(&one.record);
    let (record, pieces) = (one.record.id, one.pieces);
    let media_type = text_of(&one.record, attachment::MEDIA_TYPE).unwrap_or_default();
    leptos::task::spawn_local(async move {
        let wanted = |index: u32| come.try_set(index).is_none();
        let found = session.engine.attachment(record, pieces, wanted).await;
        let found = found.map(|pieces| Content::of_pieces(&pieces?, &media_type));
        match found {
            Ok(Some(content)) => {
                let address = content.address();
                // The dialog may have gone, and with it the wish to see it.
                let _ = opened.try_set(Some(Opened { content, address }));
            }
            Ok(None) => {}
            Err(refused) => drop(error.try_set(Some(refused))),
        }
    });
    let name = name_of(&one.record);
    let is_busy = move || opened.with(Option::is_none) && error.with(Option::is_none);
    let sentence =
        Signal::derive(move || error.with(|error| error.as_ref().map(AskError::sentence)));
    view! {
        <dialog class="viewer" node_ref=dialog aria-labelledby="viewer-title" on:close=move |_| close.run(())>
            <header class="viewer-head">
                <h2 id="viewer-title" class="section-title grow">{name.clone()}</h2>
                <button type="button" id="viewer-close" class="button-quiet" on:click=move |_| close.run(())>{t!(action_close)}</button>
            </header>
            <LiveNotice weight=Weight::Problem text=sentence />
            {move || is_busy().then(|| view! { <Opening come pieces /> })}
            {move || opened.with(|opened| opened.as_ref().map(|opened| shown(opened, media, &name)))}
        </dialog>
    }
}

#[component]
fn Opening(come: RwSignal<u32>, pieces: u32) -> impl IntoView {
    view! {
        <p class="soft" role="status">{t!(attachment_opening)}</p>
        <progress class="meter" max=pieces.max(1).to_string() value=move || come.get().to_string() aria-label=t!(attachment_opening)></progress>
    }
}

/// The picture, the sound, and the way to take a copy out, which says what that means.
fn shown(opened: &Opened, media: Media, name: &str) -> AnyView {
    let address = opened
        .address
        .as_ref()
        .map(|address| address.as_str().to_owned());
    let (name, content) = (name.to_owned(), opened.content.clone());
    let preview = match media {
        Media::Picture => view! { <img class="viewer-picture" src=address alt=name /> }.into_any(),
        Media::Sound => {
            view! { <audio class="viewer-sound" controls src=address aria-label=name></audio> }
                .into_any()
        }
        Media::Pdf | Media::Other => view! { <p>{t!(attachment_no_preview)}</p> }.into_any(),
    };
    let content = StoredValue::new_local(content);
    let copy = move |_| {
        // What a person is called does not go into the name of a file.
        content.with_value(|content| content.offer(file_name(media)));
    };
    view! {
        {preview}
        <div class="viewer-copy">
            <p class="soft">{t!(attachment_copy_lead)}</p>
            <button type="button" id="attachment-copy" class="button-quiet" on:click=copy><Glyph icon=Icon::DOWNLOAD /><span>{t!(attachment_copy)}</span></button>
        </div>
    }
    .into_any()
}

fn file_name(media: Media) -> &'static str {
    match media {
        Media::Picture => t!(attachment_file_picture),
        Media::Pdf => t!(attachment_file_pdf),
        Media::Sound | Media::Other => t!(attachment_file_other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::record;
    use super::*;

    #[test]
    fn a_line_says_what_it_is_and_how_long() {
        crate::i18n::language::set(crate::i18n::Language::French);
        let kind = ("kind", Value::choice("photo"));
        let bytes = ("bytes", Value::Integer(240_000));
        let unnamed = record(1, "attachment", &[kind.clone(), bytes.clone()]);
        assert_eq!(name_of(&unnamed), "Photo");
        assert_eq!(about(&unnamed).replace('\u{a0}', " "), "240 ko");
        let label = ("label", Value::Text("Certificat".to_owned()));
        let named = record(1, "attachment", &[label, kind, bytes]);
        assert_eq!(name_of(&named), "Certificat");
        assert_eq!(about(&named).replace('\u{a0}', " "), "Photo · 240 ko");
    }
}
