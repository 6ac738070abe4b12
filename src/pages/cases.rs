//! The list of cases, with the box that searches them.

use engine::message::{CasePage, CaseQuery, CaseRow};
use leptos::prelude::*;

use super::filters::{FilterBar, Filters};
use super::incomplete::ToCompleteLink;
use super::listing;
use super::saved_lists::SavedLists;
use super::today::NewContact;
use crate::browser::{clock, page};
use crate::components::case_row::CaseLine;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::export::{Export, Making};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{Notice, Weight};
use crate::components::search_box::SearchBox;
use crate::engine_client::AskError;
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Rows asked for at first, and more each time.
const ROWS: u32 = 50;

/// The list of cases: the page of its own on a phone, beside the case in the office.
#[component]
pub(super) fn Cases() -> impl IntoView {
    let session = expect_context::<Session>();
    let filters = RwSignal::new(Filters::default());
    focus_on_return();
    view! {
        <section class="page pane" aria-labelledby="cases-title">
            <header class="page-header">
                <h1 class="page-title" id="cases-title" tabindex="-1">{t!(place_cases)}</h1>
                <NewContact />
                <SearchBox id="search" name=t!(search_cases) hint=t!(search_label) on_type=move |typed| filters.update(|filters| filters.text = typed) />
                <SavedLists filters />
                <FilterBar filters />
            </header>
            <CaseList limit=ROWS filters />
            <div class="row">
                <ToCompleteLink />
                <a class="button-quiet" id="partners" href=Route::Partners.path()><Glyph icon=Icon::TEAM /><span>{t!(partners_title)}</span></a>
                <a class="button-quiet" id="bin" href=Route::Bin.path()><Glyph icon=Icon::REMOVE /><span>{t!(bin_title)}</span></a>
                <a class="button-quiet" id="import" href=Route::Import.path()><Glyph icon=Icon::FOLDER /><span>{t!(import_title)}</span></a>
                <Export id="cases-export" name="dossiers" caution=t!(export_caution) book=Callback::new(move |()| Box::pin(listing::of_cases(session, filters.with_untracked(|filters| filters.query(0, clock::today())))) as Making) />
            </div>
        </section>
    }
}

/// The list stays while one looks at a case; its heading takes the focus each time one comes back to it.
fn focus_on_return() {
    let navigator = expect_context::<Navigator>();
    let is_here = Memo::new(move |_| navigator.path.get() == Route::Cases.path());
    Effect::new(move |_| {
        if is_here.get() && navigator.take_arrival() {
            page::focus("cases-title");
        }
    });
}

/// In the office, beside the list, before a case is chosen.
#[component]
pub(super) fn NoCaseChosen() -> impl IntoView {
    view! { <div class="page office-only"><Empty icon=Icon::FOLDER title=t!(no_case_title) text=t!(no_case) /></div> }
}

/// A list of cases that follows what is typed and what changes.
#[component]
pub(super) fn CaseList(
    /// Rows shown at first.
    limit: u32,
    /// What is looked for.
    #[prop(into)]
    filters: Signal<Filters>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let shown = RwSignal::new(limit);
    let found = RwSignal::new(first_page(session, limit));
    let error = RwSignal::new(None::<AskError>);
    Effect::new(move |_| {
        session.engine.news.changes.track();
        session.engine.news.ready.track();
        let asked = filters.get();
        let query = asked.query(shown.get(), clock::today());
        leptos::task::spawn_local(async move {
            let answer = session.engine.cases(query).await;
            let is_asked = filters.try_get_untracked().as_ref() == Some(&asked);
            let shown = found.try_get_untracked().flatten();
            match answer {
                Ok(page) if is_asked && is_newer(&page, shown.as_ref()) => {
                    let _ = found.try_set(Some(page));
                }
                Ok(_) => {}
                // The list may have gone.
                Err(refused) => drop(error.try_set(Some(refused))),
            }
        });
    });
    view! {
        {move || error.get().map(|error| view! { <Notice weight=Weight::Problem text=error.sentence() /> })}
        {move || match found.get() {
            None => view! { <ListSkeleton /> }.into_any(),
            Some(page) if page.rows.is_empty() => view! { <NoCases is_search=filters.with(Filters::is_narrow) /> }.into_any(),
            Some(page) => view! { <Rows page shown /> }.into_any(),
        }}
    }
}

/// Keeps the first cases that fit what is typed, as it is typed.
pub(super) fn follow_cases(
    session: Session,
    typed: RwSignal<String>,
    limit: u32,
    rows: RwSignal<Vec<CaseRow>>,
) {
    Effect::new(move |_| {
        let text = typed.get();
        let query = CaseQuery {
            text: text.clone(),
            limit,
            ..CaseQuery::default()
        };
        leptos::task::spawn_local(async move {
            let answer = session.engine.cases(query).await;
            let is_asked = typed.try_with_untracked(|now| *now == text);
            if let (Ok(page), Some(true)) = (answer, is_asked) {
                // The page may have gone.
                let _ = rows.try_set(page.rows);
            }
        });
    });
}

/// Before the store is read, what unlock brought stands, unless it is empty.
fn first_page(session: Session, limit: u32) -> Option<CasePage> {
    let latest = session
        .opened
        .with_untracked(|opened| opened.as_ref().map(|opened| opened.latest.clone()))?;
    let rows = latest
        .rows
        .into_iter()
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .collect::<Vec<_>>();
    (!rows.is_empty()).then_some(CasePage { rows, ..latest })
}

/// A page of a store that is still being read does not take the place of one that shows more.
fn is_newer(page: &CasePage, shown: Option<&CasePage>) -> bool {
    page.is_complete || shown.is_none_or(|shown| page.rows.len() >= shown.rows.len())
}

#[component]
fn Rows(page: CasePage, shown: RwSignal<u32>) -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let current = Memo::new(move |_| navigator.case());
    let count = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    let has_more = page.total > count && count < 200;
    let total = page.total;
    let exact = usize::try_from(total.saturating_sub(page.close)).unwrap_or(usize::MAX);
    let mut rows = page.rows;
    let close = rows.split_off(exact.min(rows.len()));
    let line = move |row: CaseRow| {
        let case = row.id;
        let is_current = Signal::derive(move || current.get() == Some(case));
        view! { <CaseLine row is_current /> }
    };
    view! {
        <ul class="list" data-total=total.to_string()>{rows.into_iter().map(line).collect_view()}</ul>
        {(!close.is_empty()).then(|| view! {
            <h2 class="section-title" id="close-names">{t!(search_close)}</h2>
            <ul class="list" aria-labelledby="close-names">{close.into_iter().map(line).collect_view()}</ul>
        })}
        {has_more.then(|| view! {
            <button type="button" class="button-quiet" on:click=move |_| shown.update(|rows| *rows += ROWS)>
                {t!(cases_more, count = total)}
            </button>
        })}
    }
}

#[component]
fn NoCases(is_search: bool) -> impl IntoView {
    let (title, text) = match is_search {
        true => (t!(search_empty_title), t!(search_empty)),
        false => (t!(cases_empty_title), t!(cases_empty)),
    };
    view! { <Empty icon=Icon::FOLDER title text /> }
}
