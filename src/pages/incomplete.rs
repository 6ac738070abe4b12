//! What is left to complete: open cases that lack what the figures need, and one way to fill the same thing into several of them.

use std::collections::BTreeSet;

use casework::{Case, Missing, case};
use engine::message::{Excerpt, IncompleteRow, RecordEdit};
use leptos::prelude::*;
use record::{RecordId, Value};

use super::followed::Followed;
use super::form::load_options;
use super::heading::{BackLink, Heading};
use crate::components::case_row::case_title;
use crate::components::choice::ChoiceOf;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::engine_client::attempt::Attempt;
use crate::forms::{Draft, Pick, RecordForm};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What may be filled into several cases at once.
const FILLED: Pick = Pick::Only(&["worker", "station", "origin", "contact_consent"]);

/// Cases that lack something.
#[component]
pub(super) fn IncompletePage() -> impl IntoView {
    let session = expect_context::<Session>();
    let is_mine = RwSignal::new(true);
    let own = session
        .opened
        .with_untracked(|opened| opened.as_ref().and_then(|opened| opened.worker));
    let pages = Followed::of(session, move || {
        let worker = own.filter(|_| is_mine.get());
        async move { session.engine.incomplete(worker).await }
    });
    let chosen = RwSignal::new(BTreeSet::<RecordId>::new());
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header"><Heading text=Signal::stored(t!(incomplete_title).to_owned()) /></header>
            <p class="lead">{t!(incomplete_text)}</p>
            <ChoiceOf
                name="incomplete-whose"
                label=t!(incomplete_whose)
                options=vec![(true, t!(incomplete_mine).to_owned()), (false, t!(incomplete_all).to_owned())]
                value=is_mine
                on_choose=Callback::new(move |mine| is_mine.set(mine))
            />
            <LiveNotice weight=Weight::Problem text=pages.sentence() />
            {move || match pages.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(page) if page.rows.is_empty() => view! { <Empty icon=Icon::CHECK title=t!(incomplete_empty_title) text=t!(incomplete_empty) /> }.into_any(),
                Some(page) => view! { <Lines page chosen /> }.into_any(),
            }}
            {move || (!chosen.read().is_empty()).then(|| view! { <Fill chosen /> })}
        </div>
    }
}

#[component]
fn Lines(page: Excerpt<IncompleteRow>, chosen: RwSignal<BTreeSet<RecordId>>) -> impl IntoView {
    let all: Vec<RecordId> = page.rows.iter().map(|row| row.case.id).collect();
    // What is no longer listed is no longer chosen.
    chosen.update(|chosen| chosen.retain(|id| all.contains(id)));
    let count = all.len();
    let choose_all = move |is_on: bool| {
        chosen.set(match is_on {
            true => all.iter().copied().collect(),
            false => BTreeSet::new(),
        });
    };
    let is_all = move || chosen.read().len() == count;
    view! {
        <p class="soft" role="status">{t!(incomplete_count, count = page.total)}</p>
        <label class="field-choice">
            <input type="checkbox" id="choose-all" prop:checked=is_all on:change:target=move |event| choose_all(event.target().checked()) />
            <span>{t!(incomplete_choose_all)}</span>
        </label>
        <ul class="list">{page.rows.into_iter().map(|row| view! { <Line row chosen /> }).collect_view()}</ul>
    }
}

/// Where what is missing is noted: with the person, or with the case.
fn place_of(row: &IncompleteRow, missing: Missing) -> Route {
    let case = row.case.id;
    let of_person = matches!(missing, Missing::Name | Missing::Sex | Missing::Age);
    match (row.person, missing) {
        (Some(record), _) if of_person => Route::Edit { case, record },
        (None, Missing::Person) => Route::Case(case),
        _ => Route::Edit { case, record: case },
    }
}

fn word_of(missing: Missing) -> &'static str {
    match missing {
        Missing::Person => t!(missing_person),
        Missing::Name => t!(missing_name),
        Missing::Station => t!(missing_station),
        Missing::Origin => t!(missing_origin),
        Missing::Danger => t!(missing_danger),
        Missing::Consent => t!(missing_consent),
        Missing::Sex => t!(missing_sex),
        Missing::Age => t!(missing_age),
    }
}

#[component]
fn Line(row: IncompleteRow, chosen: RwSignal<BTreeSet<RecordId>>) -> impl IntoView {
    let case = row.case.id;
    let title = case_title(&row.case);
    let choose = move |is_on: bool| {
        chosen.update(|chosen| {
            let _ = if is_on {
                chosen.insert(case)
            } else {
                chosen.remove(&case)
            };
        });
    };
    let chip = |missing: &Missing| {
        let href = place_of(&row, *missing).path();
        let word = word_of(*missing);
        let label = t!(incomplete_note_what, what = word, case = title.clone());
        view! { <a class="chip chip-link" href=href aria-label=label data-missing=missing.id()>{word}</a> }
    };
    let chips = row.missing.iter().map(chip).collect_view();
    let label = t!(incomplete_choose, case = title.clone());
    view! {
        <li class="line">
            <label class="line-check"><input type="checkbox" aria-label=label prop:checked=move || chosen.read().contains(&case) on:change:target=move |event| choose(event.target().checked()) /></label>
            <span class="grow">
                <a class="case-link" href=Route::Case(case).path()><span class="case-name">{title}</span><span class="case-summary">{row.case.station_label}</span></a>
                <span class="chips">{chips}</span>
            </span>
        </li>
    }
}

/// The same thing for all the cases chosen, in one save; undone as one.
#[component]
fn Fill(chosen: RwSignal<BTreeSet<RecordId>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let options = load_options(session);
    // Its own record is never saved: it only holds what is to be filled in.
    let draft = RwSignal::new(Draft::new(Case::ID, RecordId::from_bytes([0; 16])));
    let attempt = Attempt::new();
    let fill = move || {
        let cases: Vec<RecordId> = chosen.get_untracked().into_iter().collect();
        let typed = draft.get_untracked();
        let count = cases.len();
        attempt.begin(filled(session, cases, typed), move |undo| {
            attempt.is_busy.set(false);
            chosen.set(BTreeSet::new());
            let put_back = Callback::new(move |()| put_back(session, toasts, undo.clone()));
            toasts.offer_undo(t!(incomplete_filled, count = count), put_back);
        });
    };
    let title = move || t!(incomplete_fill_title, count = chosen.read().len());
    let is_blank = move || draft.with(Draft::is_unchanged);
    view! {
        <form class="form card" id="fill" autocomplete="off" on:submit=move |event| { event.prevent_default(); if !is_blank() { fill() } }>
            <h2 class="section-title">{title}</h2>
            <p class="soft">{t!(incomplete_fill_text)}</p>
            <RecordForm draft pick=FILLED options />
            <LiveNotice weight=Weight::Problem text=attempt.sentence() />
            <Submit id="fill-in" label=Signal::stored(t!(incomplete_fill).to_owned()) busy_label=t!(action_saving) is_busy=attempt.is_busy />
        </form>
    }
}

/// What a case said before.
type Before = (RecordId, Vec<(String, Vec<Value>)>);

/// Fills what is typed into the cases, and gives what they said before.
async fn filled(
    session: Session,
    cases: Vec<RecordId>,
    typed: Draft,
) -> Result<Vec<Before>, AskError> {
    let fields = [
        case::WORKER.id(),
        case::STATION.id(),
        case::ORIGIN.id(),
        case::CONTACT_CONSENT.id(),
    ];
    let fields = fields.map(|field| (field.to_owned(), typed.values(field).to_vec()));
    let fields: Vec<_> = fields
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .collect();
    let wanted = cases.into_iter().map(|case| (case, fields.clone()));
    set_all(session, wanted.collect()).await
}

/// Sets fields of records in one save, and gives what they said before.
async fn set_all(session: Session, wanted: Vec<Before>) -> Result<Vec<Before>, AskError> {
    let mut edits: Vec<RecordEdit> = Vec::new();
    let mut before = Vec::new();
    for (record, fields) in wanted {
        let mut draft = Draft::of(&session.engine.record(record).await?);
        let said = fields.iter().map(|(field, _)| {
            let values = draft.opened_values(field).to_vec();
            (field.clone(), values)
        });
        before.push((record, said.collect()));
        for (field, values) in fields {
            draft.set(&field, values);
        }
        edits.extend(draft.edit());
    }
    session.engine.save(edits).await?;
    Ok(before)
}

fn put_back(session: Session, toasts: Toasts, before: Vec<Before>) {
    leptos::task::spawn_local(async move {
        match set_all(session, before).await {
            Ok(_) => toasts.say(t!(action_undone)),
            Err(refused) => toasts.refuse(refused.sentence()),
        }
    });
}

/// The way to the list, where there is anything on it.
#[component]
pub(super) fn ToCompleteLink() -> impl IntoView {
    view! {
        <a class="button-quiet" id="to-complete" href=Route::ToComplete.path()><Glyph icon=Icon::EDIT /><span>{t!(incomplete_title)}</span></a>
    }
}

#[cfg(test)]
mod tests {
    use engine::message::CaseRow;

    use super::*;

    #[test]
    fn what_is_missing_leads_to_where_it_is_noted() {
        let [case, person] = [1, 2].map(|byte| RecordId::from_bytes([byte; 16]));
        let mut row = IncompleteRow {
            case: CaseRow {
                id: case,
                number: String::new(),
                name: String::new(),
                station: None,
                station_label: String::new(),
                danger: None,
                last_contact: None,
                opened: None,
                is_closed: false,
                needs_decision: false,
            },
            person: Some(person),
            missing: Vec::new(),
        };
        let of = |record| Route::Edit { case, record };
        assert_eq!(place_of(&row, Missing::Sex), of(person));
        assert_eq!(place_of(&row, Missing::Station), of(case));
        row.person = None;
        assert_eq!(place_of(&row, Missing::Person), Route::Case(case));
        assert_eq!(place_of(&row, Missing::Origin), of(case));
    }
}
