//! The root: starts the session, watches the page, and draws the screens that the session allows.

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::browser::{locking, page};
use crate::i18n::{Language, language};
use crate::navigator::Navigator;
use crate::pages;
use crate::session::{Phase, Session};
use crate::settings::Settings;
#[cfg(not(feature = "bench"))]
use crate::watch;

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    let settings = Settings::load(Language::from_tag(&page::browser_language()));
    let session = Session::start();
    #[cfg(feature = "bench")]
    crate::bench::start(session);
    provide_context(settings);
    provide_context(session);
    // A bench is nobody who touches the screen.
    #[cfg(not(feature = "bench"))]
    watch::start(session, settings);
    locking::on_other_tab(move || session.lock_this_tab());
    view! { <Router><InLanguage session settings /></Router> }
}

/// A change of language draws everything again, for texts are no signals. The focus stays where it is.
#[component]
fn InLanguage(session: Session, settings: Settings) -> impl IntoView {
    provide_context(Navigator::of_router());
    move || {
        let chosen = settings.language();
        language::set(chosen);
        page::set_language(chosen.code());
        if let Some(focused) = page::focused_id() {
            request_animation_frame(move || page::focus(&focused));
        }
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
