//! The root: starts the session, watches the page, and draws the screens that the session allows.

use leptos::prelude::*;

use crate::browser::{locking, navigation, page};
use crate::i18n::{Language, language};
use crate::pages;
use crate::route::Route;
use crate::session::{Phase, Session};
use crate::settings::Settings;
#[cfg(not(feature = "bench"))]
use crate::watch;

/// Where the application is, and how it goes elsewhere.
#[derive(Clone, Copy)]
pub struct Navigator {
    /// The place shown.
    pub route: RwSignal<Route>,
}

impl Navigator {
    fn start() -> Self {
        let route = RwSignal::new(Route::parse(&navigation::path()));
        let navigator = Self { route };
        navigation::on_back(move |path| route.set(Route::parse(&path)));
        navigation::on_link(move |path| navigator.go(Route::parse(&path)));
        navigator
    }

    /// Goes to a place; Back returns.
    pub fn go(&self, route: Route) {
        if self.route.get_untracked() == route {
            return;
        }
        navigation::go(&route.path(), navigation::Step::Push);
        self.route.set(route);
        page::scroll_to_top();
    }

    /// Goes to a place in the stead of this one.
    pub fn replace(&self, route: Route) {
        navigation::go(&route.path(), navigation::Step::Replace);
        self.route.set(route);
    }
}

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    let settings = Settings::load(Language::from_tag(&page::browser_language()));
    let session = Session::start();
    #[cfg(feature = "bench")]
    crate::bench::start(session);
    let navigator = Navigator::start();
    provide_context(settings);
    provide_context(session);
    provide_context(navigator);
    // A bench is nobody who touches the screen.
    #[cfg(not(feature = "bench"))]
    watch::start(session, settings);
    locking::on_other_tab(move || session.lock_this_tab());
    // A change of language draws everything again: texts are no signals.
    move || {
        let chosen = settings.language();
        language::set(chosen);
        page::set_language(chosen.code());
        view! { <Screens session /> }
    }
}

/// Which screens stand, as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The work. It stays while the engine is interrupted, with everything typed in it.
    Work,
    /// Something before the work.
    Before(Phase),
}

impl Shown {
    fn of(phase: Phase) -> Self {
        match phase {
            Phase::Unlocked | Phase::Interrupted => Self::Work,
            before => Self::Before(before),
        }
    }
}

#[component]
fn Screens(session: Session) -> impl IntoView {
    // The closure below reads this memo and nothing else that the phase moves: an effect that reads a memo both directly
    // and through another one misses its changes (docs/dependencies.md, leptos).
    let shown = Memo::new(move |_| Shown::of(session.phase.get()));
    move || match shown.get() {
        Shown::Work => {
            let is_interrupted = move || session.phase.get() == Phase::Interrupted;
            view! {
                <pages::Workplace />
                {move || is_interrupted().then(|| view! { <pages::Interrupted /> })}
            }
            .into_any()
        }
        Shown::Before(Phase::FirstRun) => view! { <pages::FirstRun /> }.into_any(),
        Shown::Before(Phase::Demo) => view! { <pages::DemoAgain /> }.into_any(),
        Shown::Before(Phase::Unusable(obstacle)) => {
            view! { <pages::Unusable obstacle /> }.into_any()
        }
        Shown::Before(Phase::Locked | Phase::Unlocked | Phase::Interrupted) => {
            view! { <pages::Unlock /> }.into_any()
        }
    }
}
