//! The questions of the tablet: the program's own, and those the team loads from a file.

use casework::{Team, team};
use intake::{Kind, Path, PathError, Question};
use leptos::prelude::*;
use record::Value;

use super::Block;
use super::team_files::{self, LoadFile, malformed};
use crate::browser::{contents, shell};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::intake::texts::{Text, Texts, languages};
use crate::pages::followed::Followed;
use crate::pages::intake::own;
use crate::schemas;
use crate::session::Session;
use crate::t;

/// Languages that are named; more are counted.
const MOST_NAMED: usize = 3;

/// The paths, the way to load one, and a file to begin from.
#[component]
pub(super) fn Paths() -> impl IntoView {
    let session = expect_context::<Session>();
    let teams = Followed::of(session, move || async move {
        session.engine.records(Team::ID).await
    });
    let loaded = Memo::new(move |_| {
        teams
            .found
            .with(|teams| own::loaded(teams.as_deref().unwrap_or_default()))
    });
    let lines = move || {
        let loaded = loaded.get();
        let asked = Path::asked(loaded.iter().map(|(path, _)| path.clone())).name();
        let shipped = (Path::shipped(), None);
        let own = loaded.into_iter().map(|(path, file)| (path, Some(file)));
        let line = |(path, file): (Path, Option<String>)| {
            let is_asked = path.name() == asked;
            view! { <PathLine path file is_asked /> }
        };
        std::iter::once(shipped).chain(own).map(line).collect_view()
    };
    let load =
        move |file: String| async move { load(session, &loaded.get_untracked(), file).await };
    view! {
        <Block id="paths-title" title=t!(paths_known)>
            <p class="soft">{t!(paths_text)}</p>
            <LiveNotice weight=Weight::Problem text=teams.sentence() />
            <ul class="list" id="path-list">{lines}</ul>
        </Block>
        <Block id="path-load-title" title=t!(path_load_title)>
            <p class="soft">{t!(path_load_text)}</p>
            <div class="buttons"><button type="button" class="button-quiet" id="path-offer" on:click=move |_| offer(loaded)><Glyph icon=Icon::DOWNLOAD /><span>{t!(path_offer)}</span></button></div>
            <LoadFile id="path-file" label=t!(path_file) done=t!(path_loaded) load />
        </Block>
    }
}

/// A path in the list; one of the team's can be taken away, and put back.
#[component]
fn PathLine(path: Path, file: Option<String>, is_asked: bool) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let count = path.questions().count();
    let about = t!(grid_version, version = path.version, count = count);
    let label = if file.is_some() {
        t!(path_own)
    } else {
        t!(path_shipped)
    };
    let untold = RwSignal::new(None::<String>);
    if file.is_some() {
        leptos::task::spawn_local(async move {
            // The page may have gone.
            let _ = untold.try_set(untranslated(&path).await);
        });
    }
    let take_away = file.map(|file| {
        let on_click = move |_| take_away(session, toasts, file.clone());
        view! { <button type="button" class="button-quiet path-away" on:click=on_click>{t!(path_take_away)}</button> }
    });
    view! {
        <li class="line">
            <span class="grow"><b>{label}</b><span class="soft">{about}</span>{move || untold.get().map(|text| view! { <span class="soft">{text}</span> })}</span>
            {is_asked.then(|| view! { <span class="chip"><Glyph icon=Icon::CHECK />{t!(grid_asked)}</span> })}
            {take_away}
        </li>
    }
}

/// Offers the questions that are asked now, with all their French texts, as a file to change.
fn offer(loaded: Memo<Vec<(Path, String)>>) {
    let path = Path::asked(loaded.get_untracked().into_iter().map(|(path, _)| path));
    leptos::task::spawn_local(async move {
        if let Some(texts) = texts("fr").await {
            let file = texts.with_own(&path).told_by(path).to_text();
            contents::offer("questions.json", "application/json", file.as_bytes());
        }
    });
}

/// Takes the file of a path from the team's; one touch puts it back.
fn take_away(session: Session, toasts: Toasts, file: String) {
    let field = team::INTAKE_PATHS.id();
    leptos::task::spawn_local(async move {
        let gone = Value::Text(file.clone());
        let taken = team_files::change(session, field, |files| files.retain(|one| *one != gone));
        if let Err(refused) = taken.await {
            return toasts.refuse(refused.sentence());
        }
        let undo = Callback::new(move |()| {
            let file = file.clone();
            leptos::task::spawn_local(async move {
                let put_back = |files: &mut Vec<Value>| files.push(Value::Text(file));
                if let Err(refused) = team_files::change(session, field, put_back).await {
                    toasts.refuse(refused.sentence());
                }
            });
        });
        toasts.offer_undo(t!(path_taken_away), undo);
    });
}

/// Adds the path of a file to the team's; a sentence where it is none.
async fn load(session: Session, loaded: &[(Path, String)], file: String) -> Result<(), String> {
    let path = Path::parse(&file).map_err(|error| sentence_of(&error))?;
    let asked = Path::asked(loaded.iter().map(|(path, _)| path.clone()));
    if path.version <= asked.version {
        return Err(t!(path_not_newer, version = asked.version));
    }
    if let Some(id) = path.questions().find_map(misplaced) {
        return Err(t!(path_no_field, id = id));
    }
    let french = texts("fr").await;
    let french = french.ok_or_else(|| t!(team_file_unreadable).to_owned())?;
    if let Some(missing) = french.with_own(&path).missing(&path).first() {
        return Err(t!(path_no_text, id = name_of(missing)));
    }
    let add = |files: &mut Vec<Value>| files.push(Value::Text(file));
    let added = team_files::change(session, team::INTAKE_PATHS.id(), add).await;
    added.map_err(|refused| refused.sentence())
}

async fn texts(code: &str) -> Option<Texts> {
    Texts::parse(&shell::intake_texts(code).await?)
}

/// The languages in which a path does not say all; none where there is none.
async fn untranslated(path: &Path) -> Option<String> {
    let mut names = Vec::new();
    for (code, name) in languages() {
        let texts = texts(code).await?.with_own(path);
        if texts.borrows() {
            names.push(name);
        }
    }
    match names.len() {
        0 => None,
        1..=MOST_NAMED => Some(t!(path_untranslated, languages = names.join(", "))),
        count => Some(t!(path_untranslated_many, count = count)),
    }
}

/// The question whose answer goes into no field there is, or not as that field has it.
fn misplaced(question: &Question) -> Option<String> {
    let into = question.into.as_ref()?;
    let fits = schemas::field(&into.record, &into.field).is_some_and(|spec| {
        let has = |id: &String| match &spec.choices {
            Some(choices) => choices.ids().any(|known| known == id.as_str()),
            // Yes or no, or the option in words.
            None => true,
        };
        let ids = question.options.iter().map(|option| &option.id);
        match (question.kind, &into.add) {
            (_, Some(added)) => has(added),
            (Kind::Choice | Kind::Several, None) => ids.into_iter().all(has),
            (Kind::Number, None) => spec.kind == record::Kind::Integer,
            (Kind::Text | Kind::Phone, None) => spec.kind == record::Kind::Text,
        }
    });
    (!fits).then(|| question.id.clone())
}

fn name_of(text: &Text) -> String {
    match text {
        Text::Part(id) | Text::Ask(id) => id.clone(),
        Text::Option(question, option) => format!("{question} / {option}"),
    }
}

/// Why a file is no path, where, and what to do.
fn sentence_of(error: &PathError) -> String {
    match error {
        PathError::Malformed {
            line,
            column,
            reason,
        } => malformed(*line, *column, reason),
        PathError::TooLong => t!(path_too_long).to_owned(),
        PathError::Unchecked => t!(path_unchecked).to_owned(),
        PathError::Unsafe(id) => t!(path_unsafe, id = id.clone()),
        PathError::Text(id) => t!(path_text_long, id = id.clone()),
        PathError::Id(id) => t!(path_bad_id, id = id.clone()),
        PathError::Condition(id) => t!(path_bad_condition, id = id.clone()),
        PathError::Options(id) => t!(path_bad_options, id = id.clone()),
        PathError::Target(id) => t!(path_no_field, id = id.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_own_questions_find_their_fields() {
        assert_eq!(Path::shipped().questions().find_map(misplaced), None);
    }

    #[test]
    fn an_answer_that_its_field_cannot_hold_is_told() {
        let mut path = Path::shipped();
        let place = |path: &mut Path, id: &str, field: &str| {
            let mut questions = path.parts.iter_mut().flat_map(|part| &mut part.questions);
            let question = questions.find(|question| question.id == id);
            let into = question.and_then(|question| question.into.as_mut());
            into.expect("an answer that goes somewhere").field = field.to_owned();
        };
        place(&mut path, "children_count", "number");
        let misplaced = |path: &Path| path.questions().find_map(misplaced);
        assert_eq!(misplaced(&path).as_deref(), Some("children_count"));
        place(&mut path, "children_count", "children");
        place(&mut path, "me_age", "sex");
        assert_eq!(misplaced(&path).as_deref(), Some("me_age"));
        place(&mut path, "me_age", "unheard");
        assert_eq!(misplaced(&path).as_deref(), Some("me_age"));
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told_with_the_question() {
        crate::i18n::language::set(crate::i18n::Language::French);
        let sentence = |file: &str| sentence_of(&Path::parse(file).expect_err("no path"));
        assert!(sentence("{\n  \"id\": 4").contains("Ligne 2"));
        let phone = r#"{"id":"x","version":2,"parts":[{"id":"a","questions":[{"id":"number","pictogram":"x","kind":"phone"}]}]}"#;
        let said = sentence(phone);
        assert!(
            said.contains("number") && said.contains("contact_consent"),
            "{said}"
        );
    }
}
