//! The roots. The page runs two programs, one after the other, so that what stands before the work is small
//! (docs/adr/0011): the entrance, and the workplace, which takes the engine over.

use intake::desk::{Asked, Told};
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::browser::kiosk::{self, UnderWay};
use crate::browser::{locking, page, shell};
use crate::desk;
use crate::i18n::{Language, language};
use crate::navigator::Navigator;
use crate::pages;
use crate::reminders;
use crate::session::{Phase, Session};
use crate::settings::Settings;
use crate::watch;

/// Starts what stands before the work; where an intake is under way on this device, that and nothing else.
pub fn enter() {
    match kiosk::under_way() {
        UnderWay::Yes => shell::run_intake(),
        UnderWay::Ending => leptos::mount::mount_to_body(Entrance),
        UnderWay::No => {
            leptos::mount::mount_to_body(Entrance);
            leptos::task::spawn_local(go_on_with_intake());
        }
    }
}

/// The mark of an intake may be lost with a browser that is killed; its ticket is not. The entrance shows nothing of anybody meanwhile.
async fn go_on_with_intake() {
    if !shell::has_intake_store().await {
        return;
    }
    if let Told::Where(Some(_)) = desk::ask(&Asked::Where).await
        && kiosk::set_under_way(UnderWay::Yes)
    {
        kiosk::replace_document();
    }
    desk::end();
}

/// What stands before the work: a first run, the question for the secret.
#[component]
pub fn Entrance() -> impl IntoView {
    let session = Session::start();
    let settings = set_up(session);
    reminders::ring();
    view! { <InLanguage settings screens=move || view! { <Before session /> }.into_any() /> }
}

/// The work, once the store is open.
#[component]
pub fn Work() -> impl IntoView {
    let Some(session) = Session::take_over() else {
        // Started without an open store: there is nothing to show.
        shell::stop("application");
        return None;
    };
    let settings = set_up(session);
    watch::start(session, settings);
    // The entrance, which lives on beside it, tells what is planned here.
    reminders::plan(session, settings);
    locking::on_other_tab(move || session.lock_this_tab());
    let screens = move || view! { <Workplace session /> }.into_any();
    Some(view! {
        <Router>
            <Routed><InLanguage settings screens /></Routed>
        </Router>
    })
}

/// The intake, in the place of the entrance: no engine is started.
#[component]
pub fn Intake() -> impl IntoView {
    let settings = Settings::load(Language::from_tag(&page::browser_language()));
    language::set(settings.language());
    view! { <crate::intake::Intake /> }
}

/// Both in one program, for the bench, which stands in the place of a person and asks the engine from first to last.
#[cfg(feature = "bench")]
#[component]
pub fn Whole() -> impl IntoView {
    let session = Session::start_whole();
    let settings = set_up(session);
    crate::bench::start(session);
    let is_work = Memo::new(move |_| session.phase.get().is_work());
    let screens = move || match is_work.get() {
        true => view! { <Workplace session /> }.into_any(),
        false => view! { <Before session /> }.into_any(),
    };
    view! {
        <Router>
            <Routed><InLanguage settings screens /></Routed>
        </Router>
    }
}

/// What every program provides to its pages.
fn set_up(session: Session) -> Settings {
    let settings = Settings::load(Language::from_tag(&page::browser_language()));
    provide_context(settings);
    provide_context(session);
    settings
}

/// Gives its children the way from page to page.
#[component]
fn Routed(children: ChildrenFn) -> impl IntoView {
    provide_context(Navigator::of_router());
    children()
}

/// A change of language draws everything again, for texts are no signals. The focus stays where it is.
#[component]
fn InLanguage(
    settings: Settings,
    screens: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView {
    move || {
        let chosen = settings.language();
        language::set(chosen);
        page::set_language(chosen.code());
        if let Some(focused) = page::focused_id() {
            request_animation_frame(move || page::focus(&focused));
        }
        screens.clone()
    }
}

/// The work. It stays while the engine is interrupted, with everything typed in it.
#[component]
fn Workplace(session: Session) -> impl IntoView {
    let is_interrupted = Memo::new(move |_| session.phase.get() == Phase::Interrupted);
    view! {
        <pages::Workplace />
        {move || is_interrupted.get().then(|| view! { <pages::Interrupted /> })}
    }
}

/// Something before the work.
#[component]
fn Before(session: Session) -> impl IntoView {
    move || match session.phase.get() {
        Phase::FirstRun => view! { <pages::FirstRun /> }.into_any(),
        Phase::Demo => view! { <pages::DemoAgain /> }.into_any(),
        Phase::Unusable(obstacle) => view! { <pages::Unusable obstacle /> }.into_any(),
        Phase::Locked => view! { <pages::Unlock /> }.into_any(),
        // The workplace is about to draw, or draws already.
        Phase::HandedOver | Phase::Unlocked | Phase::Interrupted => ().into_any(),
    }
}
