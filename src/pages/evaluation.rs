//! An evaluation of danger: a grid of questions, the worker's own judgement above it, and the signature that ends it.

use std::collections::BTreeMap;

use casework::grid::{self, Answer, Counts, Grid, Question};
use casework::{Evaluation, case, evaluation};
use engine::message::{RecordEdit, RecordView, RivalView};
use leptos::prelude::*;
use record::{RecordId, Value};

use super::edit::ToBin;
use super::followed::Followed;
use super::form::{KeptNotice, SaveBar, Saving, keep_draft, load_options};
use super::heading::{BackLink, Heading};
use super::reading::day_of;
use crate::browser::{clock, random};
use crate::components::empty::ListSkeleton;
use crate::components::facts::Facts;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick, RecordForm};
use crate::i18n::{dates, labels, language};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What the form asks beside the grid.
const ABOVE_THE_GRID: Pick = Pick::Only(&["date", "worker"]);
const BELOW_THE_GRID: Pick = Pick::Only(&["judgement", "reason", "decision", "next_due"]);

/// What the page shows, once it is known.
#[derive(Clone)]
struct Begun {
    draft: Draft,
    grid: Grid,
    is_kept: bool,
    /// Rises each time the form begins afresh.
    round: u32,
}

/// An evaluation of danger.
#[component]
pub(super) fn EvaluationPage(
    /// The case.
    case: RecordId,
    /// The evaluation; none for a new one.
    evaluation: Option<RecordId>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let name = evaluation.map_or_else(|| format!("new/{case}"), |id| id.to_string());
    let keeper = DraftKeeper::new(session.engine, format!("evaluation/{name}"));
    let begun = RwSignal::new(None::<Begun>);
    let error = RwSignal::new(None::<AskError>);
    let begin = move |looks_at_draft: bool| {
        leptos::task::spawn_local(async move {
            // The page may have gone.
            let _ = match begin(session, keeper, looks_at_draft, case, evaluation).await {
                Ok(found) => {
                    let before =
                        begun.try_with_untracked(|begun| begun.as_ref().map(|one| one.round));
                    let round = before.flatten().map_or(0, |round| round + 1);
                    begun.try_set(Some(Begun { round, ..found })).map(drop)
                }
                Err(refused) => error.try_set(Some(refused)).map(drop),
            };
        });
    };
    begin(true);
    let afresh = Callback::new(move |()| {
        keeper.forget();
        begin(false);
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(t!(part_evaluation).to_owned()) /></header>
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || begun.with(Option::is_none).then(|| view! { <ListSkeleton /> })}
            <For each=move || begun.get() key=|begun| begun.round children=move |begun| match is_signed(&begun.draft) {
                true => view! { <Signed case begun /> }.into_any(),
                false => view! {
                    {begun.is_kept.then(|| view! { <KeptNotice afresh /> })}
                    <Editor case begun keeper is_new=evaluation.is_none() />
                }.into_any(),
            } />
        </div>
    }
}

/// What was typed before, the evaluation as it stands, or a new one; and its grid.
async fn begin(
    session: Session,
    keeper: DraftKeeper,
    looks_at_draft: bool,
    case: RecordId,
    evaluation: Option<RecordId>,
) -> Result<Begun, AskError> {
    let kept = match looks_at_draft {
        true => keeper.read::<Draft>().await,
        false => None,
    };
    let is_kept = kept.is_some();
    let known = match evaluation {
        Some(id) => Some(session.engine.record(id).await?),
        None => None,
    };
    // Signed elsewhere meanwhile, it is read and no longer typed.
    let kept = kept.filter(|_| {
        known
            .as_ref()
            .is_none_or(|known| day_of(known, evaluation::SIGNED).is_none())
    });
    let mut draft = match (kept, known) {
        (Some(draft), _) => draft,
        (None, Some(known)) => Draft::of(&known),
        (None, None) => new_evaluation(case, session),
    };
    let field = evaluation::GRID.id();
    let named = draft
        .value(field)
        .and_then(Value::as_text)
        .map(str::to_owned);
    let grid = session.engine.grid(named).await?;
    draft.set_one(field, Some(Value::Text(grid.name())));
    Ok(Begun {
        draft,
        grid,
        is_kept,
        round: 0,
    })
}

/// What was written at the same moment as the signature, and is no part of it.
fn written_beside(evaluation: &RecordView) -> Vec<RivalView> {
    let copy = evaluation::SIGNED_COPY.id();
    let field = evaluation.fields.iter().find(|field| field.field == copy);
    field.map(|field| field.rivals.clone()).unwrap_or_default()
}

fn new_evaluation(case: RecordId, session: Session) -> Draft {
    let worker = session
        .opened
        .with_untracked(|opened| opened.as_ref().and_then(|opened| opened.worker));
    let mut draft = Draft::new(Evaluation::ID, random::make_record_id());
    draft.set_one(evaluation::CASE.id(), Some(Value::Reference(case)));
    draft.set_one(evaluation::DATE.id(), Some(Value::Date(clock::today())));
    draft.set_one(evaluation::WORKER.id(), worker.map(Value::Reference));
    draft
}

fn is_signed(draft: &Draft) -> bool {
    !draft.opened_values(evaluation::SIGNED.id()).is_empty()
}

/// The answers of a draft, by question.
fn answers_of(draft: &Draft) -> BTreeMap<String, Answer> {
    let kept = draft.values(evaluation::ANSWERS.id()).iter();
    let read = grid::read_answers(kept.filter_map(Value::as_text));
    read.into_iter()
        .map(|(question, answer)| (question.to_owned(), answer))
        .collect()
}

/// Says this to a question, in the place of what was said before.
fn answer(draft: &mut Draft, question: &str, answer: Answer) {
    let mut answers = answers_of(draft);
    answers.insert(question.to_owned(), answer);
    let mut kept: Vec<Value> = answers
        .iter()
        .map(|(question, answer)| Value::Text(grid::write_answer(question, *answer)))
        .collect();
    kept.sort();
    draft.set(evaluation::ANSWERS.id(), kept);
}

fn counted(grid: &Grid, draft: &Draft) -> Counts {
    let answers = answers_of(draft);
    let borrowed = answers.iter().map(|(id, answer)| (id.as_str(), *answer));
    grid::count(grid, &borrowed.collect())
}

fn told(counts: Counts) -> String {
    t!(
        evaluation_counts,
        answered = counts.answered,
        questions = counts.questions,
        yes = counts.yes,
        red = counts.red
    )
}

fn word_of(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => t!(answer_yes),
        Answer::No => t!(answer_no),
        Answer::Unknown => t!(answer_not_known),
        Answer::NotAsked => t!(answer_not_asked),
    }
}

#[component]
fn Editor(case: RecordId, begun: Begun, keeper: DraftKeeper, is_new: bool) -> impl IntoView {
    let session = expect_context::<Session>();
    let Begun { draft, grid, .. } = begun;
    let record = draft.id;
    let draft = RwSignal::new(draft);
    let options = load_options(session);
    keep_draft(keeper, draft);
    let saving = Saving::new(keeper, Route::Case(case));
    let save = move || saving.save(draft.get_untracked().edit().into_iter().collect());
    let has_level = move || draft.with(|draft| draft.value(evaluation::JUDGEMENT.id()).is_some());
    let sign = move |_| saving.save_later(signed_edits(session, case, draft.get_untracked()));
    let counts = {
        let grid = grid.clone();
        move || told(draft.with(|draft| counted(&grid, draft)))
    };
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
            <RecordForm draft pick=ABOVE_THE_GRID options />
            <GridNotice grid=grid.clone() />
            <Questions grid draft />
            <p class="counts" role="status">{counts}</p>
            <RecordForm draft pick=BELOW_THE_GRID options />
            {move || has_level().then(|| view! {
                <div class="notice">
                    <Glyph icon=Icon::LOCK />
                    <p class="notice-text">{t!(evaluation_sign_text)}</p>
                    <div class="notice-actions"><button type="button" id="sign" class="button-quiet" on:click=sign>{t!(evaluation_sign)}</button></div>
                </div>
            })}
            <SaveBar saving />
        </form>
        {(!is_new).then(|| view! { <ToBin record then=Route::Case(case) /> })}
    }
}

/// The evaluation signed, and the level of danger of its case as it judges.
async fn signed_edits(
    session: Session,
    case: RecordId,
    mut draft: Draft,
) -> Result<Vec<RecordEdit>, AskError> {
    let today = Some(Value::Date(clock::today()));
    draft.set_one(evaluation::SIGNED.id(), today);
    let mut of_case = Draft::of(&session.engine.record(case).await?);
    let level = draft.value(evaluation::JUDGEMENT.id()).cloned();
    of_case.set_one(case::DANGER.id(), level);
    Ok([draft, of_case].iter().filter_map(Draft::edit).collect())
}

/// Where the questions come from, and that nobody validated them yet.
#[component]
fn GridNotice(grid: Grid) -> impl IntoView {
    let in_language = |text: &grid::Text| text.in_language(language::current().code()).to_owned();
    let weight = match grid.is_validated {
        true => Weight::Information,
        false => Weight::Waiting,
    };
    let text = format!(
        "{} – {}",
        in_language(&grid.label),
        in_language(&grid.source)
    );
    view! { <Notice weight text /> }
}

#[component]
fn Questions(grid: Grid, draft: RwSignal<Draft>) -> impl IntoView {
    let blocks = grid.blocks.into_iter().map(|block| {
        let label = block
            .label
            .in_language(language::current().code())
            .to_owned();
        let questions = block.questions.into_iter();
        view! {
            <section class="grid-block">
                <h2 class="section-title">{label}</h2>
                {questions.map(|question| view! { <Asked question draft /> }).collect_view()}
            </section>
        }
    });
    blocks.collect_view()
}

/// A question and its four answers, of one size.
#[component]
fn Asked(question: Question, draft: RwSignal<Draft>) -> impl IntoView {
    let text = question
        .text
        .in_language(language::current().code())
        .to_owned();
    let id = StoredValue::new(question.id.clone());
    let name = format!("answer-{}", question.id);
    let current = Memo::new(move |_| {
        draft.with(|draft| id.with_value(|id| answers_of(draft).get(id).copied()))
    });
    let choice = move |one: Answer| {
        let choose = move |_| draft.update(|draft| id.with_value(|id| answer(draft, id, one)));
        view! {
            <label class="field-choice">
                <input type="radio" name=name.clone() value=one.id() prop:checked=move || current.get() == Some(one) on:change=choose />
                <span>{word_of(one)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field field-set question" class:is-red=question.is_red>
            <legend class="field-label">
                {text}
                {question.is_red.then(|| view! { <span class="chip">{t!(question_red)}</span> })}
            </legend>
            <div class="field-choices">{Answer::ALL.map(choice).collect_view()}</div>
        </fieldset>
    }
}

/// Says that something was written beside the signature, by whom, and where it is kept.
#[component]
fn Beside(case: RecordId, beside: Vec<RivalView>) -> impl IntoView {
    let line = |rival: &RivalView| {
        let field = rival.value.as_ref().and_then(Value::as_text);
        let what = labels::field(Evaluation::ID, field.unwrap_or_default());
        let when = dates::moment(rival.written.at_ms);
        let by = rival.written.by.clone();
        let text = t!(evaluation_beside_line, what = what, by = by, when = when);
        view! { <li>{text}</li> }
    };
    let lines = beside.iter().map(line).collect_view();
    view! {
        <Notice weight=Weight::Waiting text=t!(evaluation_beside)>
            <a class="button-quiet" href=Route::History { case }.path()>{t!(history_title)}</a>
        </Notice>
        <ul class="notes" id="beside">{lines}</ul>
    }
}

/// A signed evaluation, to be read.
#[component]
fn Signed(case: RecordId, begun: Begun) -> impl IntoView {
    let session = expect_context::<Session>();
    let options = load_options(session);
    let Begun { draft, grid, .. } = begun;
    let record = draft.id;
    // Another device may send later what it wrote at the moment of the signature.
    let beside = Followed::of(session, move || async move {
        let evaluation = session.engine.record(record).await?;
        Ok(written_beside(&evaluation))
    });
    let beside = move || beside.found.get().filter(|beside| !beside.is_empty());
    let day = draft
        .value(evaluation::SIGNED.id())
        .and_then(Value::as_date);
    let text = day.map(|day| t!(evaluation_signed, day = dates::on_day(day)));
    let answers = answers_of(&draft);
    let line = |question: &Question| {
        let said = answers
            .get(&question.id)
            .copied()
            .unwrap_or(Answer::NotAsked);
        let text = question
            .text
            .in_language(language::current().code())
            .to_owned();
        view! { <div><dt>{text}</dt><dd>{word_of(said)}</dd></div> }
    };
    view! {
        <Notice weight=Weight::Information text=text.unwrap_or_default() />
        {move || beside().map(|beside| view! { <Beside case beside /> })}
        <Facts record=draft.as_view() options nothing=t!(facts_nothing) />
        <h2 class="section-title">{grid.label.in_language(language::current().code()).to_owned()}</h2>
        <p class="counts">{told(counted(&grid, &draft))}</p>
        <dl class="facts answers">{grid.questions().map(line).collect_view()}</dl>
        <ToBin record then=Route::Case(case) />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_answer_takes_the_place_of_the_first() {
        let mut draft = Draft::new(Evaluation::ID, RecordId::from_bytes([1; 16]));
        answer(&mut draft, "fear", Answer::Yes);
        answer(&mut draft, "firearms", Answer::Unknown);
        answer(&mut draft, "fear", Answer::No);
        let kept: Vec<&str> = draft
            .values(evaluation::ANSWERS.id())
            .iter()
            .filter_map(Value::as_text)
            .collect();
        assert_eq!(kept, ["fear=no", "firearms=unknown"]);
        let counts = counted(&Grid::shipped(), &draft);
        assert_eq!((counts.answered, counts.yes, counts.red), (2, 0, 0));
    }
}
