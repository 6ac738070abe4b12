//! The grids of questions about danger: the program's own, and those the team loads from a file.

use casework::grid::{Grid, GridError};
use casework::{Team, team};
use engine::message::RecordView;
use leptos::prelude::*;
use record::Value;

use super::Block;
use crate::browser::contents::{self, Picked};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::forms::Draft;
use crate::i18n::language;
use crate::pages::followed::Followed;
use crate::pages::reading::values_of;
use crate::session::Session;
use crate::t;

/// Longer files are no grids.
const MOST_BYTES: u64 = 256 * 1024;

/// The grids, and the way to load one.
#[component]
pub(super) fn Grids() -> impl IntoView {
    let session = expect_context::<Session>();
    let teams = Followed::of(session, move || async move {
        session.engine.records(Team::ID).await
    });
    let grids = Memo::new(move |_| {
        teams
            .found
            .with(|teams| known(teams.as_deref().unwrap_or_default()))
    });
    let lines = move || {
        let grids = grids.get();
        let asked = asked_now(&grids);
        let line = |grid: Grid| {
            let is_asked = grid.name() == asked;
            view! { <GridLine grid is_asked /> }
        };
        grids.into_iter().map(line).collect_view()
    };
    view! {
        <Block id="grids-title" title=t!(grids_known)>
            <p class="soft">{t!(grids_text)}</p>
            <LiveNotice weight=Weight::Problem text=teams.sentence() />
            <ul class="list" id="grid-list">{lines}</ul>
        </Block>
        <Block id="grid-load-title" title=t!(grid_load_title)><LoadGrid grids /></Block>
    }
}

/// The program's grid and the team's, in the order of their versions. Pure.
fn known(teams: &[RecordView]) -> Vec<Grid> {
    let files = teams
        .iter()
        .flat_map(|team| values_of(team, team::GRIDS.id()));
    let loaded = files
        .filter_map(Value::as_text)
        .filter_map(|file| Grid::parse(file).ok());
    let mut grids: Vec<Grid> = std::iter::once(Grid::shipped()).chain(loaded).collect();
    grids.sort_by_key(|grid| (grid.id.clone(), grid.version));
    grids
}

/// The name of the one that a new evaluation asks.
fn asked_now(grids: &[Grid]) -> String {
    let shipped = Grid::shipped().name();
    Grid::asked(grids.iter().filter(|grid| grid.name() != shipped)).name()
}

#[component]
fn GridLine(grid: Grid, is_asked: bool) -> impl IntoView {
    let code = language::current().code();
    let label = grid.label.in_language(code).to_owned();
    let count = grid.questions().count();
    let about = [
        Some(t!(grid_version, version = grid.version, count = count)),
        Some(grid.source.in_language(code).to_owned()),
        (!grid.is_validated).then(|| t!(grid_not_validated).to_owned()),
    ];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li class="line">
            <span class="grow"><b>{label}</b><span class="soft">{about}</span></span>
            {is_asked.then(|| view! { <span class="chip"><Glyph icon=Icon::CHECK />{t!(grid_asked)}</span> })}
        </li>
    }
}

#[component]
fn LoadGrid(grids: Memo<Vec<Grid>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let refused = RwSignal::new(None::<String>);
    let chosen = move |picked: Option<Picked>| {
        let Some(picked) = picked else { return };
        leptos::task::spawn_local(async move {
            let loaded = load(session, &grids.get_untracked(), &picked).await;
            if loaded.is_ok() {
                toasts.say(t!(grid_loaded));
            }
            // The page may have gone.
            let _ = refused.try_set(loaded.err());
        });
    };
    view! {
        <p class="soft">{t!(grid_load_text)}</p>
        <div class="field">
            <label class="field-label" for="grid-file">{t!(grid_file)}</label>
            <input class="field-input" id="grid-file" type="file" accept=".json,application/json" on:change:target=move |event| chosen(contents::picked(&event.target())) />
        </div>
        <LiveNotice weight=Weight::Problem text=refused />
    }
}

/// Adds the grid of a file to the team's; a sentence where it is none.
async fn load(session: Session, grids: &[Grid], picked: &Picked) -> Result<(), String> {
    // Its size comes first: nothing of one that is too large is read.
    if picked.content.bytes() > MOST_BYTES {
        return Err(t!(grid_too_large).to_owned());
    }
    let file = picked.content.text().await;
    let file = file.ok_or_else(|| t!(grid_unreadable).to_owned())?;
    let grid = Grid::parse(&file).map_err(|error| sentence_of(&error))?;
    if grids.iter().any(|known| known.name() == grid.name()) {
        return Err(t!(grid_known_already, version = grid.version));
    }
    add(session, file).await.map_err(|error| error.sentence())
}

async fn add(session: Session, file: String) -> Result<(), AskError> {
    let teams = session.engine.records(Team::ID).await?;
    let Some(team) = teams.first() else {
        return Ok(());
    };
    let mut draft = Draft::of(team);
    let mut files = draft.values(team::GRIDS.id()).to_vec();
    files.push(Value::Text(file));
    draft.set(team::GRIDS.id(), files);
    let edits = draft.edit().into_iter().collect();
    session.engine.save(edits).await.map(drop)
}

/// Why a file is no grid, where, and what to do.
fn sentence_of(error: &GridError) -> String {
    match error {
        GridError::Malformed {
            line,
            column,
            reason,
        } => {
            let reason = reason_of(reason);
            t!(
                grid_malformed,
                line = *line,
                column = *column,
                reason = reason
            )
        }
        GridError::Repeated(id) => t!(grid_repeated, id = id.clone()),
        GridError::NotPlain(id) => t!(grid_not_plain, id = id.clone()),
        GridError::BadText(id) => t!(grid_bad_text, id = id.clone()),
        GridError::BadCount => t!(grid_bad_count).to_owned(),
    }
}

/// The parser's reason in the words of the screen. Pure.
fn reason_of(reason: &str) -> String {
    let named = |before: &str| {
        let rest = reason.strip_prefix(before)?;
        rest.split('`').nth(1).map(str::to_owned)
    };
    if let Some(name) = named("missing field ") {
        return t!(grid_reason_missing, name = name);
    }
    if let Some(name) = named("unknown field ") {
        return t!(grid_reason_unknown, name = name);
    }
    if reason.starts_with("invalid type") || reason.starts_with("invalid value") {
        return t!(grid_reason_type).to_owned();
    }
    if reason.starts_with("EOF") {
        return t!(grid_reason_end).to_owned();
    }
    t!(grid_reason_form).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, parts: &[&str]) {
        let error = Grid::parse(file).expect_err("no grid");
        let sentence = sentence_of(&error);
        for part in parts {
            assert!(sentence.contains(part), "{sentence}");
        }
    }

    #[test]
    fn a_broken_file_is_told_by_its_line_and_the_reason() {
        crate::i18n::language::set(crate::i18n::Language::French);
        check("{\n  \"id\": \"a\",\n}", &["Ligne 3", "forme"]);
        check("{\n  \"id\": 4", &["Ligne 2", "type"]);
        check(
            "{\n  \"id\": \"a\",\n  \"colour\": 1}",
            &["Ligne 3", "colour"],
        );
        check("{\"id\": \"a\"}", &["Ligne 1", "version"]);
        check("{\n\n", &["Ligne 3", "avant la fin"]);
    }

    #[test]
    fn the_team_asks_its_latest_grid_and_else_the_programs() {
        let shipped = Grid::shipped();
        let own = Grid {
            id: "team".to_owned(),
            version: 4,
            ..shipped.clone()
        };
        let both = [shipped.clone(), own.clone()];
        assert_eq!(asked_now(&both), own.name());
        let alone = [shipped.clone()];
        assert_eq!(asked_now(&alone), shipped.name());
    }
}
