//! What a team asks on the tablet: its own questions where it loaded some, and the partners it names.

use casework::{Partner, Team, partner, team};
use engine::message::RecordView;
use intake::Path;
use record::Value;

use crate::engine_client::AskError;
use crate::pages::partners;
use crate::pages::reading::{answer_of, text_of, values_of};
use crate::session::Session;

/// The paths that a team loaded, with their files, in the order of their versions. Pure.
pub(in crate::pages) fn loaded(teams: &[RecordView]) -> Vec<(Path, String)> {
    let files = teams
        .iter()
        .flat_map(|team| values_of(team, team::INTAKE_PATHS.id()));
    let path = |file: &str| Some((Path::parse(file).ok()?, file.to_owned()));
    let mut loaded: Vec<_> = files.filter_map(Value::as_text).filter_map(path).collect();
    loaded.sort_by_key(|(path, _)| (path.version, path.id.clone()));
    loaded
}

/// What an intake asks: the latest path of the team, with the partners that it names.
pub(super) async fn asked(session: Session) -> Result<Path, AskError> {
    let teams = session.engine.records(Team::ID).await?;
    let partners = session.engine.records(Partner::ID).await?;
    let loaded = loaded(&teams).into_iter().map(|(path, _)| path);
    Ok(Path::asked(loaded).naming(&named(partners)))
}

/// The partners that the tablet names, by the id of their option, in the order of their names. Pure.
fn named(directory: Vec<RecordView>) -> Vec<(String, String)> {
    let is_named = |one: &RecordView| answer_of(one, partner::ON_TABLET) == Some(true);
    let directory = partners::in_order(directory).into_iter().filter(is_named);
    let name = |one: RecordView| {
        Some((
            format!("p_{}", one.id).to_lowercase(),
            text_of(&one, partner::LABEL)?,
        ))
    };
    directory.filter_map(name).collect()
}
