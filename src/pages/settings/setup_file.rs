//! How the team is set up, given to another team as a file, or taken from one. Nobody stands in it.

use engine::message::RecordEdit;
use leptos::prelude::*;

use crate::browser::contents::{self, Picked};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::i18n::labels;
use crate::session::Session;
use crate::t;

/// Longer files are no set-ups.
const MOST_BYTES: u64 = 4 << 20;

/// The file, out and in.
#[component]
pub(super) fn SetupFile() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let sentence = RwSignal::new(None::<String>);
    let brought = RwSignal::new(Vec::<RecordEdit>::new());
    let give = move |_| {
        leptos::task::spawn_local(async move {
            // The page may have gone.
            let _ = match session.engine.setup().await {
                Ok(file) if contents::offer("configuration.json", "application/json", &file) => {
                    toasts.say(t!(export_done));
                    None
                }
                Ok(_) => sentence.try_set(Some(t!(export_refused).to_owned())),
                Err(refused) => sentence.try_set(Some(AskError::sentence(&refused))),
            };
        });
    };
    let chosen = move |picked: Option<Picked>| {
        let Some(picked) = picked else { return };
        leptos::task::spawn_local(async move {
            let read = read(session, &picked).await;
            let _ = sentence.try_set(read.as_ref().err().cloned());
            let _ = brought.try_set(read.unwrap_or_default());
        });
    };
    let add = move |_| {
        let edits = brought.get_untracked();
        leptos::task::spawn_local(async move {
            match session.engine.save(edits).await {
                Ok(_) => {
                    toasts.say(t!(setup_added));
                    let _ = brought.try_set(Vec::new());
                }
                Err(refused) => drop(sentence.try_set(Some(refused.sentence()))),
            }
        });
    };
    let offered = move || {
        let said = brought.with(|edits| told(edits));
        (!said.is_empty()).then(|| view! {
            <p id="setup-brings">{t!(setup_brings, what = said)}</p>
            <button type="button" class="button" id="setup-add" on:click=add>{t!(setup_add)}</button>
        })
    };
    view! {
        <section class="section" aria-labelledby="setup-title">
            <h2 id="setup-title" class="section-title">{t!(setup_title)}</h2>
            <p class="soft">{t!(setup_text)}</p>
            <button type="button" class="button-quiet" id="setup-give" on:click=give><Glyph icon=Icon::DOWNLOAD /><span>{t!(setup_give)}</span></button>
            <div class="field">
                <label class="field-label" for="setup-take">{t!(setup_take)}</label>
                <input class="field-input" id="setup-take" type="file" accept=".json,application/json" on:change:target=move |event| chosen(contents::picked(&event.target())) />
            </div>
            <LiveNotice weight=Weight::Problem text=sentence />
            <div aria-live="polite">{offered}</div>
        </section>
    }
}

async fn read(session: Session, picked: &Picked) -> Result<Vec<RecordEdit>, String> {
    // Its size comes first: nothing of one that is too large is read.
    if picked.content.bytes() > MOST_BYTES {
        return Err(t!(setup_unreadable).to_owned());
    }
    let file = picked.content.text().await;
    let file = file.ok_or_else(|| t!(setup_unreadable).to_owned())?;
    let edits = session.engine.read_setup(file.into_bytes()).await;
    edits.map_err(|refused| refused.sentence())
}

/// What a file brings: "Service : 16, Compagnie : 2". Pure.
fn told(edits: &[RecordEdit]) -> String {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for edit in edits {
        match counts.iter_mut().find(|(kind, _)| *kind == edit.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((&edit.kind, 1)),
        }
    }
    let said = counts
        .into_iter()
        .map(|(kind, count)| t!(setup_count, what = labels::kind(kind), count = count));
    said.collect::<Vec<_>>().join(", ")
}
