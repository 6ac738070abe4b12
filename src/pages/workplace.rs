//! The frame of the unlocked application: places, the sync line, banners, the page, and what was just done.

use engine::message::SyncState;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route as Page};
use leptos_router::hooks::use_params;
use leptos_router::params::Params;
use leptos_router::path;

use super::attachment::AttachmentPage;
use super::evaluation::EvaluationPage;
use super::hand_over::HandOverPage;
use super::heading::Heading;
use super::history::HistoryPage;
use super::interview::InterviewPage;
use super::letters::LetterPage;
use super::letters::copy::CopyPage;
use super::moving::MovePage;
use super::palette::Palette;
use super::partners::{PartnerPage, PartnersPage};
use super::settings::{
    LetterTemplatePage, NewTeamPartPage, Settings, TeamPartPage, Walk, WalkPage,
};
use super::{
    activity, banners, bin, case, cases, closing, compare, edit, import, incomplete, intake,
    new_case, office, part, planning, today,
};
use crate::browser::page;
use crate::components::banners::Banners;
use crate::components::empty::Empty;
use crate::components::icon::{Glyph, Icon};
use crate::components::sync_line::SyncLine;
use crate::components::toast::{ToastPlace, Toasts};
use crate::navigator::Navigator;
use crate::route::{
    BehindParams, CaseParams, CompareParams, EditParams, EntryParams, EvaluationParams,
    ExtractParams, InterviewParams, LetterParams, LetterTemplateParams, NewEntryParams,
    NewRotaPartParams, NewTeamPartParams, PartParams, PartnerParams, PersonParams, Place,
    ReportTextParams, RotaPartParams, Route, SettingsParams, SettingsPart, ShiftParams,
    TeamPartParams, WalkParams,
};
use crate::schemas;
use crate::session::Session;
use crate::t;

/// The unlocked application.
#[component]
pub fn Workplace() -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let session = expect_context::<Session>();
    let toasts = Toasts::new();
    provide_context(toasts);
    provide_context(Walk::new());
    let banners = banners::watch(session, navigator);
    let is_in_cases = Memo::new(move |_| navigator.place() == Some(Place::Cases));
    let is_list = move || navigator.path.get() == Route::Cases.path();
    intake::end_where_asked(navigator);
    say_where(navigator);
    learn_fields(session);
    // "external": the router leaves the link to the browser, which moves the focus too.
    view! {
        <a class="skip-link" href="#content" rel="external">{t!(skip_to_content)}</a>
        <div class="app-shell">
            <nav class="bar" aria-label=t!(navigation_main)>
                {Place::ALL.into_iter().map(|place| view! { <PlaceLink place /> }).collect_view()}
            </nav>
            <header class="top">
                <SyncLine state=Signal::derive(move || said_sync(session)) />
                <button type="button" id="lock" class="button-quiet" on:click=move |_| session.lock()>
                    <Glyph icon=Icon::LOCK /><span>{t!(action_lock)}</span>
                </button>
            </header>
            <main id="content" class="content" class:is-list=is_list tabindex="-1">
                <Banners banners />
                {move || is_in_cases.get().then(|| view! { <cases::Cases /> })}
                <Pages />
            </main>
            <Palette />
            <ToastPlace toasts />
        </div>
    }
}

/// The sync line's word. What is invented is never sent, so none of it waits.
fn said_sync(session: Session) -> SyncState {
    let is_demo = session
        .opened
        .with(|opened| opened.as_ref().is_some_and(|opened| opened.is_demo));
    if is_demo {
        SyncState::default()
    } else {
        session.engine.news.sync.get()
    }
}

/// The team's own fields and choices, for the forms that are opened from now on.
fn learn_fields(session: Session) {
    Effect::new(move |_| {
        session.engine.news.changes.track();
        leptos::task::spawn_local(async move {
            let fields = session.engine.records(casework::TeamField::ID).await;
            let choices = session.engine.records(casework::TeamChoice::ID).await;
            // Without them, the forms have the fields of the program.
            if let (Ok(mut found), Ok(choices)) = (fields, choices) {
                found.extend(choices);
                schemas::set(&found);
            }
        });
    });
}

/// The title says where one is: never a name.
fn say_where(navigator: Navigator) {
    Effect::new(move |_| {
        let word = navigator.place().map_or(t!(brand), |place| look(place).1);
        page::set_title(&t!(title_of_place, place = word));
    });
}

/// Every page by its path. All of them stand inside the workplace, which exists only once the store is open.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <Missing /> }>
            <Page path=path!("/") view=today::Today />
            <Page path=path!("/cases") view=cases::NoCaseChosen />
            <Page path=path!("/cases/new") view=new_case::NewCase />
            <Page path=path!("/cases/bin") view=bin::BinPage />
            <Page path=path!("/cases/import") view=import::ImportPage />
            <Page path=path!("/cases/intake") view=intake::BeginPage />
            <Page path=path!("/cases/intake/review") view=intake::ReviewPage />
            <Page path=path!("/cases/to-complete") view=incomplete::IncompletePage />
            <Page path=path!("/cases/:case/new/:part") view=|| of_params(|PartParams { case, part }| view! { <part::PartPage case part /> }.into_any()) />
            <Page path=path!("/cases/:case/close") view=|| of_params(|CaseParams { case }| view! { <closing::ClosePage case /> }.into_any()) />
            <Page path=path!("/cases/:case/reopen") view=|| of_params(|CaseParams { case }| view! { <closing::ReopenPage case /> }.into_any()) />
            <Page path=path!("/cases/:case") view=|| of_params(|CaseParams { case }| view! { <case::CasePage case /> }.into_any()) />
            <Page path=path!("/cases/:case/edit/:record") view=|| of_params(|EditParams { case, record }| view! { <edit::EditPage case record /> }.into_any()) />
            <Page path=path!("/cases/:case/interviews/new") view=|| of_params(|CaseParams { case }| view! { <InterviewPage case interview=None /> }.into_any()) />
            <Page path=path!("/cases/:case/interviews/:interview") view=|| of_params(|InterviewParams { case, interview }| view! { <InterviewPage case interview=Some(interview) /> }.into_any()) />
            <Page path=path!("/cases/:case/interviews/:interview/move") view=|| of_params(|InterviewParams { case, interview }| view! { <MovePage case interview /> }.into_any()) />
            <Page path=path!("/cases/:case/hand-over") view=|| of_params(|CaseParams { case }| view! { <HandOverPage case /> }.into_any()) />
            <Page path=path!("/cases/:case/history") view=|| of_params(|CaseParams { case }| view! { <HistoryPage case /> }.into_any()) />
            <Page path=path!("/cases/:case/evaluations/new") view=|| of_params(|CaseParams { case }| view! { <EvaluationPage case evaluation=None /> }.into_any()) />
            <Page path=path!("/cases/:case/evaluations/:evaluation") view=|| of_params(|EvaluationParams { case, evaluation }| view! { <EvaluationPage case evaluation=Some(evaluation) /> }.into_any()) />
            <Page path=path!("/cases/:case/attachments/new") view=|| of_params(|CaseParams { case }| view! { <AttachmentPage case /> }.into_any()) />
            <Page path=path!("/activity") view=activity::ActivityPage />
            <Page path=path!("/activity/funding") view=office::FundingPage />
            <Page path=path!("/activity/plans/:record") view=|| of_params(|EntryParams { record }| view! { <office::PlanPage convention=record /> }.into_any()) />
            <Page path=path!("/activity/report") view=office::ReportPage />
            <Page path=path!("/activity/extracts/:publication/:place") view=|| of_params(|ExtractParams { publication, place }| view! { <office::ExtractPage publication place /> }.into_any()) />
            <Page path=path!("/activity/texts/:section/:year") view=|| of_params(|ReportTextParams { section, year }| view! { <office::TextPage section=section.0 year /> }.into_any()) />
            <Page path=path!("/activity/sessions") view=office::SessionsPage />
            <Page path=path!("/activity/new/:entry") view=|| of_params(|NewEntryParams { entry }| view! { <office::NewEntryPage entry /> }.into_any()) />
            <Page path=path!("/activity/entries/:record") view=|| of_params(|EntryParams { record }| view! { <office::EntryPage record /> }.into_any()) />
            <Page path=path!("/activity/:figure/:from/:to") view=|| of_params(|BehindParams { figure, from, to }| view! { <activity::BehindPage figure from to /> }.into_any()) />
            <Page path=path!("/planning") view=planning::PlanningPage />
            <Page path=path!("/planning/rota") view=planning::RotaPage />
            <Page path=path!("/planning/rota/:record") view=|| of_params(|RotaPartParams { record }| view! { <planning::RotaPartPage record /> }.into_any()) />
            <Page path=path!("/planning/new/:part") view=|| of_params(|NewRotaPartParams { part }| view! { <planning::NewRotaPartPage part /> }.into_any()) />
            <Page path=path!("/planning/shifts/:shift/:day") view=|| of_params(|ShiftParams { shift, day }| view! { <planning::ShiftPage shift day /> }.into_any()) />
            <Page path=path!("/planning/shifts/:shift/:day/edit") view=|| of_params(|ShiftParams { shift, day }| view! { <planning::EditShiftPage shift day /> }.into_any()) />
            <Page path=path!("/partners") view=PartnersPage />
            <Page path=path!("/partners/new") view=|| view! { <PartnerPage partner=None /> } />
            <Page path=path!("/partners/:partner") view=|| of_params(|PartnerParams { partner }| view! { <PartnerPage partner=Some(partner) /> }.into_any()) />
            <Page path=path!("/persons/compare/:kept") view=|| of_params(|PersonParams { kept }| view! { <compare::CompareWithPage person=kept /> }.into_any()) />
            <Page path=path!("/persons/compare/:kept/:other") view=|| of_params(|CompareParams { kept, other }| view! { <compare::ComparePage kept other /> }.into_any()) />
            <Page path=path!("/settings") view=|| view! { <Settings part=SettingsPart::General /> } />
            <Page path=path!("/cases/:case/letters/new") view=|| of_params(|CaseParams { case }| view! { <LetterPage case /> }.into_any()) />
            <Page path=path!("/cases/:case/letters/:letter") view=|| of_params(|LetterParams { case, letter }| view! { <CopyPage case letter /> }.into_any()) />
            <Page path=path!("/settings/walk/:step") view=|| of_params(|WalkParams { step }| view! { <WalkPage step /> }.into_any()) />
            <Page path=path!("/settings/team/new/:part") view=|| of_params(|NewTeamPartParams { part }| view! { <NewTeamPartPage part /> }.into_any()) />
            <Page path=path!("/settings/team/:record") view=|| of_params(|TeamPartParams { record }| view! { <TeamPartPage record /> }.into_any()) />
            <Page path=path!("/settings/letters/:template") view=|| of_params(|LetterTemplateParams { template }| view! { <LetterTemplatePage template /> }.into_any()) />
            <Page path=path!("/settings/:part") view=|| of_params(|SettingsParams { part }| view! { <Settings part /> }.into_any()) />
        </FlatRoutes>
    }
}

/// The page of what the path names; drawn anew when the path names something else.
fn of_params<P>(page: impl Fn(P) -> AnyView + Send + 'static) -> AnyView
where
    P: Params + Clone + PartialEq + Send + Sync + 'static,
{
    let params = use_params::<P>();
    (move || match params.get() {
        Ok(params) => page(params),
        Err(_) => view! { <Missing /> }.into_any(),
    })
    .into_any()
}

/// A path that leads nowhere.
#[component]
fn Missing() -> impl IntoView {
    view! {
        <div class="page">
            <Heading text=Signal::stored(t!(missing_title).to_owned()) />
            <Empty icon=Icon::SEARCH title=t!(missing_lead) text=t!(missing)>
                <a class="button" href=Route::Today.path()>{t!(place_today)}</a>
            </Empty>
        </div>
    }
}

fn look(place: Place) -> (Icon, &'static str) {
    match place {
        Place::Today => (Icon::TODAY, t!(place_today)),
        Place::Cases => (Icon::FOLDER, t!(place_cases)),
        Place::Planning => (Icon::CALENDAR, t!(place_planning)),
        Place::Activity => (Icon::FIGURES, t!(place_activity)),
        Place::Settings => (Icon::SETTINGS, t!(place_settings)),
    }
}

#[component]
fn PlaceLink(place: Place) -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let (icon, word) = look(place);
    let is_here = move || navigator.place() == Some(place);
    view! {
        <a href=place.route().path() aria-current=move || is_here().then_some("page")>
            <Glyph icon /><span>{word}</span>
        </a>
    }
}
