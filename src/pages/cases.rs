//! The list of cases, with the box that searches them.

use casework::choices::Danger;
use chrono::{Days, NaiveDate};
use engine::message::{CasePage, CaseQuery, CaseRow, CaseStatus};
use leptos::prelude::*;
use record::{Choice, RecordId};

use super::form::load_options;
use super::incomplete::ToCompleteLink;
use super::today::NewContact;
use crate::browser::{clock, page};
use crate::components::case_row::CaseLine;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{Notice, Weight};
use crate::engine_client::AskError;
use crate::i18n::labels;
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Rows asked for at first, and more each time.
const ROWS: u32 = 50;

/// The list of cases: the page of its own on a phone, beside the case in the office.
#[component]
pub(super) fn Cases() -> impl IntoView {
    let filters = RwSignal::new(Filters::default());
    focus_on_return();
    view! {
        <section class="page pane" aria-labelledby="cases-title">
            <header class="page-header">
                <h1 class="page-title" id="cases-title" tabindex="-1">{t!(place_cases)}</h1>
                <NewContact />
                <SearchBox filters />
                <FilterBar filters />
            </header>
            <CaseList limit=ROWS filters />
            <p class="row">
                <ToCompleteLink />
                <a class="button-quiet" id="partners" href=Route::Partners.path()><Glyph icon=Icon::TEAM /><span>{t!(partners_title)}</span></a>
                <a class="button-quiet" id="bin" href=Route::Bin.path()><Glyph icon=Icon::REMOVE /><span>{t!(bin_title)}</span></a>
            </p>
        </section>
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filters {
    text: String,
    status: CaseStatus,
    station: Option<RecordId>,
    danger: Option<String>,
    worker: Option<RecordId>,
    /// In contact or opened in the last so many days.
    days: Option<u32>,
}

impl Filters {
    /// As the engine is asked. Pure.
    fn query(&self, limit: u32, today: NaiveDate) -> CaseQuery {
        CaseQuery {
            text: self.text.clone(),
            status: self.status,
            station: self.station,
            danger: self.danger.clone(),
            worker: self.worker,
            since: self
                .days
                .and_then(|days| today.checked_sub_days(Days::new(days.into()))),
            offset: 0,
            limit,
        }
    }

    /// Whether it looks for anything less than all.
    fn is_narrow(&self) -> bool {
        !self.text.trim().is_empty() || self.count() > 0
    }

    /// How many filters are set, the text not counted.
    fn count(&self) -> usize {
        [
            self.status != CaseStatus::All,
            self.station.is_some(),
            self.danger.is_some(),
            self.worker.is_some(),
            self.days.is_some(),
        ]
        .into_iter()
        .filter(|is_set| *is_set)
        .count()
    }
}

/// The filters of the list, folded until asked for; how many are set is always to be seen.
#[component]
fn FilterBar(filters: RwSignal<Filters>) -> impl IntoView {
    let options = load_options(expect_context::<Session>());
    let count = move || filters.with(Filters::count);
    let word = move || match count() {
        0 => t!(filters_title).to_owned(),
        count => t!(filters_set, count = count),
    };
    let clear = move |_| {
        filters.update(|filters| {
            *filters = Filters {
                text: std::mem::take(&mut filters.text),
                ..Filters::default()
            }
        });
    };
    view! {
        <details class="filters" id="filters">
            <summary class="button-quiet"><Glyph icon=Icon::FILTER /><span>{word}</span></summary>
            <div class="form-grid">
                <FilterSelect id="filter-status" label=t!(filter_status) listed=Signal::stored(statuses())
                    chosen=move |filters: &Filters| status_id(filters.status).to_owned()
                    choose=move |id: &str| filters.update(|filters| filters.status = status_of(id)) filters />
                <FilterSelect id="filter-station" label=t!(filter_station) listed=Signal::derive(move || options.with(|options| options.of_kind(casework::Station::ID)))
                    chosen=move |filters: &Filters| id_of(filters.station)
                    choose=move |id: &str| filters.update(|filters| filters.station = id.parse().ok()) filters />
                <FilterSelect id="filter-danger" label=t!(case_danger) listed=Signal::stored(dangers())
                    chosen=move |filters: &Filters| filters.danger.clone().unwrap_or_default()
                    choose=move |id: &str| filters.update(|filters| filters.danger = (!id.is_empty()).then(|| id.to_owned())) filters />
                <FilterSelect id="filter-worker" label=t!(filter_worker) listed=Signal::derive(move || options.with(|options| options.of_kind(casework::Worker::ID)))
                    chosen=move |filters: &Filters| id_of(filters.worker)
                    choose=move |id: &str| filters.update(|filters| filters.worker = id.parse().ok()) filters />
                <FilterSelect id="filter-period" label=t!(filter_period) listed=Signal::stored(periods())
                    chosen=move |filters: &Filters| filters.days.map(|days| days.to_string()).unwrap_or_default()
                    choose=move |id: &str| filters.update(|filters| filters.days = id.parse().ok()) filters />
            </div>
            {move || (count() > 0).then(|| view! {
                <button type="button" id="filters-clear" class="button-quiet" on:click=clear>{t!(filters_clear)}</button>
            })}
        </details>
    }
}

/// One filter: all, or one of a list.
#[component]
fn FilterSelect(
    id: &'static str,
    label: &'static str,
    listed: Signal<Vec<(String, String)>>,
    chosen: impl Fn(&Filters) -> String + Send + Sync + 'static,
    choose: impl Fn(&str) + Send + 'static,
    filters: RwSignal<Filters>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| filters.with(&chosen));
    let options = move || {
        let now = chosen.get();
        let option = |(id, word): (String, String)| {
            let is_chosen = id == now;
            view! { <option value=id selected=is_chosen>{word}</option> }
        };
        let all = (String::new(), t!(filter_all).to_owned());
        std::iter::once(all)
            .chain(listed.get())
            .map(option)
            .collect_view()
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            <select class="field-input" id=id on:change:target=move |event| choose(&event.target().value())>{options}</select>
        </div>
    }
}

fn id_of(id: Option<RecordId>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

const fn status_id(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::All => "",
        CaseStatus::Open => "open",
        CaseStatus::Closed => "closed",
    }
}

fn status_of(id: &str) -> CaseStatus {
    [CaseStatus::Open, CaseStatus::Closed]
        .into_iter()
        .find(|status| status_id(*status) == id)
        .unwrap_or_default()
}

fn statuses() -> Vec<(String, String)> {
    [
        (CaseStatus::Open, t!(filter_open)),
        (CaseStatus::Closed, t!(filter_closed)),
    ]
    .map(|(status, word)| (status_id(status).to_owned(), word.to_owned()))
    .to_vec()
}

fn dangers() -> Vec<(String, String)> {
    let levels = Danger::ALL.iter().rev();
    levels
        .map(|level| (level.id().to_owned(), labels::choice("danger", level.id())))
        .collect()
}

fn periods() -> Vec<(String, String)> {
    [7, 31, 92, 366]
        .map(|days: u32| (days.to_string(), t!(filter_days, days = days)))
        .to_vec()
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

#[component]
fn SearchBox(filters: RwSignal<Filters>) -> impl IntoView {
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
                on:input:target=move |event| filters.update(|filters| filters.text = event.target().value())
            />
        </div>
    }
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
