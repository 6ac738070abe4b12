//! The yearly report (fr: *bilan*): a deck to print, its texts, and what was published of it.

mod activity;
mod deck;
mod extract;
mod published;
mod texts;
mod words;

pub(in crate::pages) use extract::ExtractPage;
pub(in crate::pages) use texts::TextPage;

use chrono::Datelike;
use engine::message::ReportView;
use leptos::prelude::*;

use self::deck::DeckView;
use self::published::{Publish, PublishedNotice};
use super::ActivityPlaces;
use crate::browser::{clock, page};
use crate::components::empty::ListSkeleton;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::pages::activity::period::{Part, PeriodPicker, Shown};
use crate::pages::followed::Followed;
use crate::pages::heading::Heading;
use crate::pages::settings::Walk;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What is shown of a period: the report as the data is now, and what was published.
#[derive(Clone)]
struct Found {
    shown: Shown,
    report: ReportView,
}

/// The report.
#[component]
pub(in crate::pages) fn ReportPage() -> impl IntoView {
    Walk::end();
    let session = expect_context::<Session>();
    // A report is of a year that is over.
    let shown = RwSignal::new(Shown {
        year: clock::today().year() - 1,
        part: Part::Whole,
    });
    let is_now = RwSignal::new(false);
    let found = Followed::of(session, move || {
        let shown = shown.get();
        async move {
            let report = session.engine.report(shown.days()).await?;
            Ok(Found { shown, report })
        }
    });
    view! {
        <div class="page activity report-page">
            <ActivityPlaces current=Route::Report />
            <header class="page-header unprinted">
                <Heading text=Signal::stored(t!(report_title).to_owned()) />
                <button type="button" class="button-quiet" id="report-print" on:click=move |_| page::print()>
                    <Glyph icon=Icon::PRINT /><span>{t!(activity_print)}</span>
                </button>
            </header>
            <div class="unprinted">
                <PeriodPicker id="report" shown />
            </div>
            <LiveNotice weight=Weight::Problem text=found.sentence() />
            {move || match found.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(found) => view! { <Filled found is_now /> }.into_any(),
            }}
        </div>
    }
}

/// What was published last, or the report as the data is now where nothing was, or where that is asked for.
#[component]
fn Filled(found: Found, is_now: RwSignal<bool>) -> impl IntoView {
    let Found { shown, report } = found;
    let ReportView { now, published } = report;
    let latest = published.first().cloned();
    let frozen = latest.as_ref().and_then(|latest| latest.deck.clone());
    let year = u32::try_from(shown.year).unwrap_or_default();
    let shown_deck = {
        let now = now.clone();
        move || match (frozen.clone(), is_now.get()) {
            (Some(frozen), false) => view! { <DeckView deck=*frozen shown year=None /> }.into_any(),
            _ => view! { <DeckView deck=now.clone() shown year=Some(year) /> }.into_any(),
        }
    };
    view! {
        {latest.map(|latest| view! { <PublishedNotice latest=latest.clone() is_now /> })}
        <Publish now shown has_been=!published.is_empty() />
        {shown_deck}
    }
}
