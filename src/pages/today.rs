//! The first screen: who is at work, the latest cases, and the way to a new contact.

use leptos::prelude::*;

use super::cases::CaseList;
use super::due::DueSoon;
use super::filters::Filters;
use super::heading::Heading;
use super::planning::today::TodaysShifts;
use crate::browser::clock;
use crate::components::icon::{Glyph, Icon};
use crate::i18n::dates;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// The first screen.
#[component]
pub fn Today() -> impl IntoView {
    let session = expect_context::<Session>();
    let name = move || {
        session
            .opened
            .with(|opened| opened.as_ref().map(|opened| opened.worker_name.clone()))
    };
    let team = move || {
        session
            .opened
            .with(|opened| opened.as_ref().map(|opened| opened.team_name.clone()))
    };
    view! {
        <div class="page">
            <header class="page-header">
                <div class="grow">
                    <p class="page-kicker">{dates::full_day(clock::today())}</p>
                    <Heading text=Signal::derive(move || t!(hello, name = name().unwrap_or_default())) />
                    <p class="soft">{team}</p>
                </div>
                <div class="buttons"><NewContact /><a id="intake" class="button-quiet" href=Route::Intake.path()><Glyph icon=Icon::TABLET_LINK /><span>{t!(intake_title)}</span></a></div>
            </header>
            <TodaysShifts />
            <DueSoon />
            <section class="section" aria-labelledby="latest">
                <h2 id="latest" class="section-title">{t!(cases_latest)}</h2>
                <CaseList limit=12 filters=Signal::stored(Filters::default()) />
            </section>
        </div>
    }
}

/// The one primary action of lists.
#[component]
pub fn NewContact() -> impl IntoView {
    view! {
        <a id="new-case" class="button primary-action" href=Route::NewCase.path()>
            <Glyph icon=Icon::PLUS /><span>{t!(action_new_contact)}</span>
        </a>
    }
}
