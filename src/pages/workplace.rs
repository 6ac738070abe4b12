//! The frame of the unlocked application: places, the sync line, banners, the page, and what was just done.

use leptos::prelude::*;

use super::{case, cases, interview, new_case, today};
use crate::app::Navigator;
use crate::components::banners::{Banner, Banners};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::Weight;
use crate::components::sync_line::SyncLine;
use crate::components::toast::{ToastPlace, Toasts};
use crate::i18n::problems;
use crate::route::{Place, Route};
use crate::session::Session;
use crate::t;

/// Beyond this, the device's clock is worth a word.
const SKEW_MS: i64 = 5 * 60_000;

/// The unlocked application.
#[component]
pub fn Workplace() -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let session = expect_context::<Session>();
    let toasts = Toasts::new();
    provide_context(toasts);
    let news = session.engine.news;
    let banners = Signal::derive(move || banners_of(session));
    view! {
        <a class="skip-link" href="#content">{t!(skip_to_content)}</a>
        <div class="app-shell">
            <nav class="bar" aria-label=t!(navigation_main)>
                {Place::ALL.into_iter().map(|place| view! { <PlaceLink place /> }).collect_view()}
            </nav>
            <header class="top">
                <SyncLine state=news.sync />
                <button type="button" id="lock" class="button-quiet" on:click=move |_| session.lock()>
                    <Glyph icon=Icon::LOCK /><span>{t!(action_lock)}</span>
                </button>
            </header>
            <div id="content" class="content" tabindex="-1">
                <Banners banners />
                {move || page(navigator.route.get())}
            </div>
            <ToastPlace toasts />
        </div>
    }
}

fn page(route: Route) -> AnyView {
    match route {
        Route::Today | Route::Unknown => view! { <today::Today /> }.into_any(),
        Route::Cases => view! { <cases::Cases current=None /> }.into_any(),
        Route::NewCase => view! { <new_case::NewCase /> }.into_any(),
        Route::Case(case) => view! { <case::CasePage case /> }.into_any(),
        Route::NewInterview { case } => view! { <interview::InterviewPage case interview=None /> }.into_any(),
        Route::Interview { case, interview } => {
            view! { <interview::InterviewPage case interview=Some(interview) /> }.into_any()
        }
        Route::Settings(part) => view! { <super::settings::Settings part /> }.into_any(),
    }
}

#[component]
fn PlaceLink(place: Place) -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let (icon, word) = match place {
        Place::Today => (Icon::TODAY, t!(place_today)),
        Place::Cases => (Icon::FOLDER, t!(place_cases)),
        Place::Settings => (Icon::SETTINGS, t!(place_settings)),
    };
    let is_here = move || navigator.route.get().place() == Some(place);
    view! {
        <a href=place.route().path() aria-current=move || is_here().then_some("page")>
            <Glyph icon /><span>{word}</span>
        </a>
    }
}

/// What stands above the page until it is mended.
fn banners_of(session: Session) -> Vec<Banner> {
    let news = session.engine.news;
    let say = |weight, text: String| Banner { weight, text, action: None };
    let opened = session.opened.get();
    let is_demo = opened.as_ref().is_some_and(|opened| opened.is_demo);
    let is_read_only = opened.as_ref().is_some_and(|opened| opened.is_read_only);
    let sync = news.sync.get();
    let damaged = news.damaged_rows.get();
    let skew = sync.clock_skew_ms.filter(|skew| skew.abs() > SKEW_MS);
    let problem = sync.problem.as_ref().filter(|_| !is_demo);
    [
        is_demo.then(|| say(Weight::Information, t!(banner_demo).to_owned())),
        is_read_only.then(|| say(Weight::Problem, t!(banner_read_only).to_owned())),
        (damaged > 0).then(|| {
            say(Weight::Problem, problems::failure(&engine::message::Failure::StorageDamaged { rows: damaged }))
        }),
        skew.map(|_| say(Weight::Waiting, t!(banner_clock).to_owned())),
        problem.map(|problem| say(Weight::Waiting, problems::sync_problem(problem))),
    ]
    .into_iter()
    .flatten()
    .collect()
}
