//! What intakes sealed, opened now that somebody is at work: looked at, then taken over into a new case or one that is there.

use std::collections::BTreeMap;

use casework::choices::Role;
use casework::participation;
use engine::message::{CaseQuery, CaseRow, IntakeItem, ParticipantView, RecordView};
use intake::desk::{Asked, Told};
use intake::{Gathered, Item};
use leptos::prelude::*;
use record::RecordId;

use super::taking::{Place, Taking, Waiting, language_of};
use super::words::InWords;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::search_box::SearchBox;
use crate::desk;
use crate::i18n::dates;
use crate::pages::compare::name_of;
use crate::pages::heading::{BackLink, Heading};
use crate::pages::reading::choice_of;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Cases offered at once.
const OFFERED: u32 = 8;

/// What was found on the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Found {
    intakes: Vec<Waiting>,
    /// Items that do not open here.
    unopened: usize,
}

/// The intakes that wait to be taken over.
#[component]
pub(in crate::pages) fn ReviewPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let found = RwSignal::new(None::<Found>);
    let sentence = RwSignal::new(None::<String>);
    leptos::task::spawn_local(async move {
        match look(session).await {
            Ok(read) => drop(found.try_set(Some(read))),
            Err(refused) => drop(sentence.try_set(Some(refused))),
        }
    });
    let body = move || {
        match found.get() {
        None => view! { <ListSkeleton /> }.into_any(),
        Some(read) if read.intakes.is_empty() && read.unopened == 0 => {
            view! { <Empty icon=Icon::TODAY title=t!(intake_none_title) text=t!(intake_none)><a class="button" href=Route::Intake.path()>{t!(intake_title)}</a></Empty> }.into_any()
        }
        Some(Found { intakes, unopened }) => {
            let told = (unopened > 0).then(|| {
                let count = u32::try_from(unopened).unwrap_or(u32::MAX);
                view! { <Notice weight=Weight::Problem text=t!(intake_unopened, count = count) /> }
            });
            let cards = intakes.into_iter().map(|waiting| view! { <Card waiting /> });
            view! { {told}{cards.collect_view()} }.into_any()
        }
    }
    };
    view! {
        <div class="page">
            <BackLink to=Route::Today word=t!(place_today) />
            <header class="page-header"><Heading text=Signal::stored(t!(intake_review_title).to_owned()) /></header>
            <p class="lead">{t!(intake_review_lead)}</p>
            <LiveNotice weight=Weight::Problem text=sentence />
            {body}
        </div>
    }
}

/// Reads the desk and has it opened.
async fn look(session: Session) -> Result<Found, String> {
    let Told::Items(items) = desk::ask(&Asked::Items).await else {
        return Err(t!(intake_no_desk).to_owned());
    };
    desk::end();
    let sealed = items.iter().map(|(id, sealed)| IntakeItem {
        id: *id,
        sealed: sealed.clone(),
    });
    let opened = session.engine.open_intake(sealed.collect()).await;
    let opened = opened.map_err(|refused| refused.sentence())?;
    let mut found = Found::default();
    let mut ids: BTreeMap<[u8; 16], Vec<intake::desk::ItemId>> = BTreeMap::new();
    let mut read = Vec::new();
    for ((id, _), content) in items.iter().zip(opened) {
        match content.and_then(|content| Item::from_bytes(&content).ok()) {
            Some(item) => {
                ids.entry(item.session).or_default().push(*id);
                read.push(item);
            }
            None => found.unopened += 1,
        }
    }
    let waiting = Gathered::of(read).into_iter().map(|gathered| Waiting {
        items: ids.remove(&gathered.session).unwrap_or_default(),
        gathered,
    });
    found.intakes = waiting.collect();
    Ok(found)
}

/// One intake: what was said, and the two ways to take it over.
#[component]
fn Card(waiting: Waiting) -> impl IntoView {
    let of = &waiting.gathered;
    let words = InWords::of(&of.begun);
    let line = |(question, answer): (String, String)| view! { <div><dt>{question}</dt><dd>{answer}</dd></div> };
    let lines = words.lines(of).into_iter().map(line).collect_view();
    let keep = of.answers.get("consent_keep");
    let may_keep = keep.is_some_and(|answer| answer.is("yes"));
    let marks = [
        (!of.is_done, t!(intake_unfinished)),
        (of.was_read_together, t!(intake_read_together)),
        (of.is_agreed, t!(intake_agreed)),
        (of.drawn.is_some(), t!(intake_signed)),
        (!may_keep, t!(intake_not_to_be_kept)),
    ];
    let marks = marks
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, word)| view! { <span class="chip">{word}</span> });
    let about = t!(
        intake_about,
        when = dates::at_moment(of.began_ms),
        language = language_of(of)
    );
    let label = about.clone();
    let kept = StoredValue::new(waiting.clone());
    let taking = Taking::of_page();
    let is_choosing = RwSignal::new(false);
    view! {
        <section class="card intake-taken" aria-label=label>
            <h2 class="section-title">{about}</h2>
            <p class="chips">{marks.collect_view()}</p>
            <details><summary>{t!(intake_answers)}</summary><dl class="facts definitions">{lines}</dl></details>
            <div class="buttons">
                <button type="button" class="button" id="intake-new-case" on:click=move |_| taking.take(kept.get_value(), Place::New)>{t!(intake_new_case)}</button>
                <button type="button" class="button-quiet" id="intake-known-case" aria-expanded=move || is_choosing.get().to_string() on:click=move |_| is_choosing.update(|is| *is = !*is)>{t!(intake_known_case)}</button>
            </div>
            {move || is_choosing.get().then(|| view! { <ChoosePlace on_choose=Callback::new(move |place| taking.take(kept.get_value(), place)) /> })}
        </section>
    }
}

/// A case that is there, then who of it answered.
#[component]
fn ChoosePlace(on_choose: Callback<Place>) -> impl IntoView {
    let session = expect_context::<Session>();
    let case = RwSignal::new(None::<(RecordId, Vec<ParticipantView>)>);
    let sentence = RwSignal::new(None::<String>);
    let choose_case = Callback::new(move |id: RecordId| {
        leptos::task::spawn_local(async move {
            // The page may have gone.
            match session.engine.case(id).await {
                Ok(view) => drop(case.try_set(Some((id, view.people)))),
                Err(refused) => drop(sentence.try_set(Some(refused.sentence()))),
            }
        });
    });
    view! {
        {move || match case.get() {
            None => view! { <ChooseCase on_choose=choose_case /> }.into_any(),
            Some((case, people)) => view! { <ChoosePerson case people on_choose /> }.into_any(),
        }}
        <LiveNotice weight=Weight::Problem text=sentence />
    }
}

/// Who of a case answered: what she says of herself goes to nobody else.
#[component]
fn ChoosePerson(
    case: RecordId,
    people: Vec<ParticipantView>,
    on_choose: Callback<Place>,
) -> impl IntoView {
    let choose = move |person: Option<RecordId>| on_choose.run(Place::Case { case, person });
    let is_victim = |one: &ParticipantView| {
        choice_of(&one.participation, participation::ROLE) == Some(Role::Victim)
    };
    let victims = people.into_iter().filter(is_victim);
    let line = move |person: RecordView| {
        let id = person.id;
        view! { <li><button type="button" class="case-link" on:click=move |_| choose(Some(id))><span class="case-name">{name_of(&person)}</span></button></li> }
    };
    view! {
        <h3 class="section-title">{t!(intake_who)}</h3>
        <ul class="list" id="intake-people">{victims.filter_map(|one| one.person).map(line).collect_view()}</ul>
        <div class="buttons"><button type="button" class="button-quiet" id="intake-somebody-else" on:click=move |_| choose(None)><Glyph icon=Icon::PLUS /><span>{t!(intake_somebody_else)}</span></button></div>
    }
}

/// A case that is there, found by name or number.
#[component]
fn ChooseCase(on_choose: Callback<RecordId>) -> impl IntoView {
    let session = expect_context::<Session>();
    let text = RwSignal::new(String::new());
    let rows = RwSignal::new(Vec::<CaseRow>::new());
    Effect::new(move |_| {
        let text = text.get();
        leptos::task::spawn_local(async move {
            let query = CaseQuery {
                text,
                limit: OFFERED,
                ..CaseQuery::default()
            };
            if let Ok(page) = session.engine.cases(query).await {
                // The page may have gone.
                let _ = rows.try_set(page.rows);
            }
        });
    });
    let line = move |row: CaseRow| {
        let id = row.id;
        view! { <li><button type="button" class="case-link" on:click=move |_| on_choose.run(id)><span class="case-name">{row.name}</span><span class="case-summary">{format!("{} · {}", row.number, row.station_label)}</span></button></li> }
    };
    view! {
        <SearchBox id="intake-search" name=t!(intake_known_case) hint=t!(search_label) on_type=move |typed| text.set(typed) />
        <ul class="list" id="intake-cases">{move || rows.get().into_iter().map(line).collect_view()}</ul>
    }
}
