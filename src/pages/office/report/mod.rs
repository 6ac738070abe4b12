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
use engine::message::PublicationView;
use leptos::prelude::*;
use report::Deck;

use self::deck::DeckView;
use self::published::{Publish, PublishedNotice};
use super::ActivityPlaces;
use crate::browser::{clock, page};
use crate::components::choice::ChoiceOf;
use crate::components::empty::ListSkeleton;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::pages::activity::period::{Part, Shown};
use crate::pages::activity::words::period;
use crate::pages::followed::Followed;
use crate::pages::heading::Heading;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What is shown of a period: the report as the data is now, and what was published.
#[derive(Clone)]
struct Found {
    shown: Shown,
    now: Deck,
    published: Vec<PublicationView>,
}

/// The report.
#[component]
pub(in crate::pages) fn ReportPage() -> impl IntoView {
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
            Ok(Found {
                shown,
                now: session.engine.deck(shown.days()).await?,
                published: session.engine.publications(shown.days()).await?,
            })
        }
    });
    let parts = vec![
        (Part::Whole, t!(activity_year).to_owned()),
        (Part::First, t!(activity_first_half).to_owned()),
        (Part::Second, t!(activity_second_half).to_owned()),
    ];
    let choose = Callback::new(move |part| shown.update(|shown| shown.part = part));
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
                <Steps shown />
                <ChoiceOf name="report-part" label=t!(activity_period) options=parts
                    value=Signal::derive(move || shown.get().part) on_choose=choose />
            </div>
            <LiveNotice weight=Weight::Problem text=found.sentence() />
            {move || match found.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(found) => view! { <Filled found is_now /> }.into_any(),
            }}
        </div>
    }
}

/// The way to the period before and after.
#[component]
fn Steps(shown: RwSignal<Shown>) -> impl IntoView {
    view! {
        <div class="planning-steps">
            <button type="button" class="button-quiet" id="report-before" aria-label=t!(planning_before) on:click=move |_| shown.update(|shown| *shown = shown.before())>
                <Glyph icon=Icon::BACK />
            </button>
            <h2 class="section-title grow" aria-live="polite" id="report-where">{move || period(shown.get())}</h2>
            <button type="button" class="button-quiet" id="report-after" aria-label=t!(planning_after) on:click=move |_| shown.update(|shown| *shown = shown.after())>
                <Glyph icon=Icon::FORWARD />
            </button>
        </div>
    }
}

/// What was published last, or the report as the data is now where nothing was, or where that is asked for.
#[component]
fn Filled(found: Found, is_now: RwSignal<bool>) -> impl IntoView {
    let Found {
        shown,
        now,
        published,
    } = found;
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
