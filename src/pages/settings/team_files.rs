//! Files of data by which a team asks otherwise: the grids of danger, the questions of the tablet.

use casework::Team;
use leptos::prelude::*;
use record::Value;

use crate::browser::contents::{self, Picked};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::forms::Draft;
use crate::session::Session;
use crate::t;

/// Longer files are none.
const MOST_BYTES: u64 = 256 * 1024;

/// The way to load a file.
#[component]
pub(super) fn LoadFile<L, F>(
    /// Unique on the page.
    id: &'static str,
    /// What it is called.
    label: &'static str,
    /// What is said once it is loaded.
    done: &'static str,
    /// Takes the text of the file; gives a sentence where it is not taken.
    load: L,
) -> impl IntoView
where
    L: Fn(String) -> F + Copy + 'static,
    F: Future<Output = Result<(), String>> + 'static,
{
    let toasts = expect_context::<Toasts>();
    let refused = RwSignal::new(None::<String>);
    let chosen = move |picked: Option<Picked>| {
        let Some(picked) = picked else { return };
        leptos::task::spawn_local(async move {
            let loaded = match read(&picked).await {
                Ok(file) => load(file).await,
                Err(sentence) => Err(sentence),
            };
            if loaded.is_ok() {
                toasts.say(done);
            }
            // The page may have gone.
            let _ = refused.try_set(loaded.err());
        });
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            <input class="field-input" id=id type="file" accept=".json,application/json" on:change:target=move |event| chosen(contents::picked(&event.target())) />
        </div>
        <LiveNotice weight=Weight::Problem text=refused />
    }
}

/// Its size comes first: nothing of one that is too large is read.
async fn read(picked: &Picked) -> Result<String, String> {
    if picked.content.bytes() > MOST_BYTES {
        return Err(t!(team_file_too_large).to_owned());
    }
    let file = picked.content.text().await;
    file.ok_or_else(|| t!(team_file_unreadable).to_owned())
}

/// Changes what a field of the team holds: the files loaded.
pub(super) async fn change(
    session: Session,
    field: &str,
    change: impl FnOnce(&mut Vec<Value>),
) -> Result<(), AskError> {
    let teams = session.engine.records(Team::ID).await?;
    let Some(team) = teams.first() else {
        return Ok(());
    };
    let mut draft = Draft::of(team);
    let mut files = draft.values(field).to_vec();
    change(&mut files);
    draft.set(field, files);
    let edits = draft.edit().into_iter().collect();
    session.engine.save(edits).await.map(drop)
}

/// Where a file breaks off its form, and why, in the words of the screen. Pure.
pub(super) fn malformed(line: usize, column: usize, reason: &str) -> String {
    let reason = reason_of(reason);
    t!(
        team_file_malformed,
        line = line,
        column = column,
        reason = reason
    )
}

/// The parser's reason in the words of the screen. Pure.
fn reason_of(reason: &str) -> String {
    let named = |before: &str| {
        let rest = reason.strip_prefix(before)?;
        rest.split('`').nth(1).map(str::to_owned)
    };
    if let Some(name) = named("missing field ") {
        return t!(team_file_reason_missing, name = name);
    }
    if let Some(name) = named("unknown field ") {
        return t!(team_file_reason_unknown, name = name);
    }
    if reason.starts_with("invalid type") || reason.starts_with("invalid value") {
        return t!(team_file_reason_type).to_owned();
    }
    if reason.starts_with("EOF") {
        return t!(team_file_reason_end).to_owned();
    }
    t!(team_file_reason_form).to_owned()
}
