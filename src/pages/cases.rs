//! The list of cases, with the box that searches them.

use engine::message::{CasePage, CaseQuery, CaseStatus};
use leptos::prelude::*;
use record::RecordId;

use super::today::NewContact;
use crate::components::case_row::CaseLine;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{Notice, Weight};
use crate::engine_client::AskError;
use crate::session::Session;
use crate::t;

/// Rows asked for at first, and more each time.
const ROWS: u32 = 50;

/// The list of cases.
#[component]
pub fn Cases(
    /// The case shown beside the list, if any.
    current: Option<RecordId>,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    view! {
        <main class="page">
            <header class="page-header">
                <h1 class="page-title">{t!(place_cases)}</h1>
                <SearchBox text />
            </header>
            <CaseList limit=ROWS current text />
            <NewContact />
        </main>
    }
}

#[component]
fn SearchBox(text: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="search-box" role="search">
            <Glyph icon=Icon::SEARCH />
            <label class="visually-hidden" for="search">{t!(search_label)}</label>
            <input
                id="search"
                type="search"
                class="search-input"
                placeholder=t!(search_label)
                autocomplete="off"
                spellcheck="false"
                on:input:target=move |event| text.set(event.target().value())
            />
        </div>
    }
}

/// A list of cases that follows what is typed and what changes.
#[component]
pub fn CaseList(
    /// Rows shown at first.
    limit: u32,
    /// The case shown beside the list, if any.
    current: Option<RecordId>,
    /// What is searched.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let shown = RwSignal::new(limit);
    let found = RwSignal::new(first_page(session, limit));
    let error = RwSignal::new(None::<AskError>);
    Effect::new(move |_| {
        session.engine.news.changes.track();
        session.engine.news.ready.track();
        let query = CaseQuery {
            text: text.get(),
            status: CaseStatus::All,
            station: None,
            offset: 0,
            limit: shown.get(),
        };
        leptos::task::spawn_local(async move {
            let is_current = |query: &CaseQuery| text.get_untracked() == query.text;
            let answer = session.engine.cases(query.clone()).await;
            match answer {
                Ok(page) if is_current(&query) && is_newer(&page, &found.get_untracked()) => {
                    found.set(Some(page));
                }
                Ok(_) => {}
                Err(refused) => error.set(Some(refused)),
            }
        });
    });
    view! {
        {move || error.get().map(|error| view! { <Notice weight=Weight::Problem text=error.sentence() /> })}
        {move || match found.get() {
            None => view! { <ListSkeleton /> }.into_any(),
            Some(page) if page.rows.is_empty() => view! { <NoCases is_search=!text.get().trim().is_empty() /> }.into_any(),
            Some(page) => view! { <Rows page current shown /> }.into_any(),
        }}
    }
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
fn is_newer(page: &CasePage, shown: &Option<CasePage>) -> bool {
    page.is_complete
        || shown
            .as_ref()
            .is_none_or(|shown| page.rows.len() >= shown.rows.len())
}

#[component]
fn Rows(page: CasePage, current: Option<RecordId>, shown: RwSignal<u32>) -> impl IntoView {
    let count = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    let has_more = page.total > count && count < 200;
    let total = page.total;
    view! {
        <ul class="list" data-total=total.to_string()>
            {page.rows.into_iter().map(|row| {
                let is_current = current == Some(row.id);
                view! { <CaseLine row is_current=Signal::stored(is_current) /> }
            }).collect_view()}
        </ul>
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
