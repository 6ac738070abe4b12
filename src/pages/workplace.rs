//! The frame of the unlocked application: places, the sync line, banners, the page, and what was just done.

use leptos::prelude::*;

use super::{banners, case, cases, interview, new_case, today};
use crate::app::Navigator;
use crate::browser::page;
use crate::components::banners::Banners;
use crate::components::icon::{Glyph, Icon};
use crate::components::sync_line::SyncLine;
use crate::components::toast::{ToastPlace, Toasts};
use crate::route::{Place, Route};
use crate::session::Session;
use crate::t;

/// The unlocked application.
#[component]
pub fn Workplace() -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let session = expect_context::<Session>();
    let toasts = Toasts::new();
    provide_context(toasts);
    let news = session.engine.news;
    let banners = banners::watch(session, navigator);
    follow_route(navigator);
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
                {move || page_of(navigator.route.get())}
            </div>
            <ToastPlace toasts />
        </div>
    }
}

/// After a change of place, the title says where one is and the focus is at the beginning of the page.
fn follow_route(navigator: Navigator) {
    Effect::new(move |before: Option<Route>| {
        let route = navigator.route.get();
        let word = route.place().map_or(t!(brand), |place| look(place).1);
        page::set_title(&t!(title_of_place, place = word));
        if before.is_some_and(|before| before != route) {
            page::focus("content");
        }
        route
    });
}

fn page_of(route: Route) -> AnyView {
    match route {
        Route::Today | Route::Unknown => view! { <today::Today /> }.into_any(),
        Route::Cases => view! { <cases::Cases current=None /> }.into_any(),
        Route::NewCase => view! { <new_case::NewCase /> }.into_any(),
        Route::Case(case) => view! { <case::CasePage case /> }.into_any(),
        Route::NewInterview { case } => {
            view! { <interview::InterviewPage case interview=None /> }.into_any()
        }
        Route::Interview { case, interview } => {
            view! { <interview::InterviewPage case interview=Some(interview) /> }.into_any()
        }
        Route::Settings(part) => view! { <super::settings::Settings part /> }.into_any(),
    }
}

fn look(place: Place) -> (Icon, &'static str) {
    match place {
        Place::Today => (Icon::TODAY, t!(place_today)),
        Place::Cases => (Icon::FOLDER, t!(place_cases)),
        Place::Settings => (Icon::SETTINGS, t!(place_settings)),
    }
}

#[component]
fn PlaceLink(place: Place) -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let (icon, word) = look(place);
    let is_here = move || navigator.route.get().place() == Some(place);
    view! {
        <a href=place.route().path() aria-current=move || is_here().then_some("page")>
            <Glyph icon /><span>{word}</span>
        </a>
    }
}
