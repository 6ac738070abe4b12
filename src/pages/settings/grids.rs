//! The grids of questions about danger: the program's own, and those the team loads from a file.

use casework::grid::{Grid, GridError};
use casework::{Team, team};
use engine::message::RecordView;
use leptos::prelude::*;
use record::Value;

use super::Block;
use super::team_files::{self, LoadFile, malformed};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::i18n::language;
use crate::pages::followed::Followed;
use crate::pages::reading::values_of;
use crate::session::Session;
use crate::t;

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
    let load = move |file: String| async move { load(session, &grids.get_untracked(), file).await };
    view! {
        <p class="soft">{t!(grid_load_text)}</p>
        <LoadFile id="grid-file" label=t!(grid_file) done=t!(grid_loaded) load />
    }
}

/// Adds the grid of a file to the team's; a sentence where it is none.
async fn load(session: Session, grids: &[Grid], file: String) -> Result<(), String> {
    let grid = Grid::parse(&file).map_err(|error| sentence_of(&error))?;
    if grids.iter().any(|known| known.name() == grid.name()) {
        return Err(t!(grid_known_already, version = grid.version));
    }
    let add = |files: &mut Vec<Value>| files.push(Value::Text(file));
    let added = team_files::change(session, team::GRIDS.id(), add).await;
    added.map_err(|refused| refused.sentence())
}

/// Why a file is no grid, where, and what to do.
fn sentence_of(error: &GridError) -> String {
    match error {
        GridError::Malformed {
            line,
            column,
            reason,
        } => malformed(*line, *column, reason),
        GridError::Repeated(id) => t!(grid_repeated, id = id.clone()),
        GridError::NotPlain(id) => t!(grid_not_plain, id = id.clone()),
        GridError::BadText(id) => t!(grid_bad_text, id = id.clone()),
        GridError::BadCount => t!(grid_bad_count).to_owned(),
    }
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
