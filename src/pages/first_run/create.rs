//! Making a team in three short steps: names, stations, passphrase. It needs no network.

use engine::message::TeamSetup;
use leptos::prelude::*;

use super::StepActions;
use super::passphrase::{NewPassphrase, NewSecret};
use super::stations::{StationChoice, StationEditor};
use crate::browser::{clock, storage};
use crate::components::field::TextField;
use crate::components::notice::{LiveNotice, Weight};
use crate::components::submit::Submit;
use crate::engine_client::attempt::Attempt;
use crate::pages::start::Head;
use crate::session::Session;
use crate::t;

const STEPS: u32 = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Names,
    Stations,
    Passphrase,
}

/// All that is typed in the steps; going back keeps it.
#[derive(Clone, Copy)]
struct Typed {
    team_name: RwSignal<String>,
    worker_name: RwSignal<String>,
    stations: StationChoice,
    secret: NewSecret,
    invitation: RwSignal<String>,
}

impl Typed {
    fn new() -> Self {
        Self {
            team_name: RwSignal::new(String::new()),
            worker_name: RwSignal::new(String::new()),
            stations: StationChoice::new(),
            secret: NewSecret::new(),
            invitation: RwSignal::new(String::new()),
        }
    }

    fn has_names(&self) -> bool {
        [self.team_name, self.worker_name]
            .iter()
            .all(|name| name.with_untracked(|name| !name.trim().is_empty()))
    }

    fn setup(&self, passphrase: String) -> TeamSetup {
        let invitation = self.invitation.get_untracked().trim().to_owned();
        TeamSetup {
            passphrase,
            team_name: self.team_name.get_untracked().trim().to_owned(),
            worker_name: self.worker_name.get_untracked().trim().to_owned(),
            time_zone: clock::time_zone(),
            records: self.stations.places().edits(),
            invitation: (!invitation.is_empty()).then_some(invitation),
            setup_file: self.stations.file(),
        }
    }
}

/// Makes a team.
#[component]
pub(super) fn CreateTeam(
    /// Back to the choice of ways.
    back: Callback<()>,
) -> impl IntoView {
    let typed = Typed::new();
    let step = RwSignal::new(Step::Names);
    move || match step.get() {
        Step::Names => view! { <NamesStep typed step back /> }.into_any(),
        Step::Stations => view! { <StationsStep typed step /> }.into_any(),
        Step::Passphrase => view! { <PassphraseStep typed step /> }.into_any(),
    }
}

fn kicker(step: u32) -> String {
    t!(step_of, step = step, total = STEPS)
}

#[component]
fn NamesStep(typed: Typed, step: RwSignal<Step>, back: Callback<()>) -> impl IntoView {
    let is_tried = RwSignal::new(false);
    let missing = move |name: RwSignal<String>, sentence: &'static str| {
        Signal::derive(move || {
            (is_tried.get() && name.with(|name| name.trim().is_empty()))
                .then(|| sentence.to_owned())
        })
    };
    let go_on = move || {
        is_tried.set(true);
        if typed.has_names() {
            step.set(Step::Stations);
        }
    };
    view! {
        <Head kicker=kicker(1) title=t!(create_names_title) lead=t!(create_names_lead) />
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); go_on(); }>
            <TextField
                id="team-name"
                label=t!(create_team_name)
                hint=t!(create_team_name_hint)
                value=typed.team_name
                error=missing(typed.team_name, t!(create_team_name_missing))
            />
            <TextField
                id="worker-name"
                label=t!(create_worker_name)
                hint=t!(create_worker_name_hint)
                value=typed.worker_name
                error=missing(typed.worker_name, t!(create_worker_name_missing))
            />
            <StepActions back><Next /></StepActions>
        </form>
    }
}

#[component]
fn Next() -> impl IntoView {
    view! { <button type="submit" id="step-next" class="button">{t!(action_next)}</button> }
}

#[component]
fn StationsStep(typed: Typed, step: RwSignal<Step>) -> impl IntoView {
    let back = Callback::new(move |()| step.set(Step::Names));
    view! {
        <Head kicker=kicker(2) title=t!(create_stations_title) lead=t!(create_stations_lead) />
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); step.set(Step::Passphrase); }>
            <StationEditor choice=typed.stations />
            <StepActions back><Next /></StepActions>
        </form>
    }
}

#[component]
fn PassphraseStep(typed: Typed, step: RwSignal<Step>) -> impl IntoView {
    let session = expect_context::<Session>();
    let attempt = Attempt::new();
    let is_busy = attempt.is_busy;
    let create = move || {
        let Some(passphrase) = typed.secret.chosen() else {
            return;
        };
        let question = async move { session.engine.create_team(typed.setup(passphrase)).await };
        attempt.begin(question, move |opened| {
            session.open(opened);
            // What the browser answers stands in the settings.
            leptos::task::spawn_local(async {
                let _ = storage::ask_persistence().await;
            });
        });
    };
    let back = Callback::new(move |()| step.set(Step::Stations));
    view! {
        <Head kicker=kicker(3) title=t!(create_passphrase_title) lead=t!(create_passphrase_lead) />
        <form class="form" on:submit=move |event| { event.prevent_default(); create(); }>
            <NewPassphrase secret=typed.secret />
            <details class="form-section">
                <summary id="invitation-open">{t!(create_invitation_open)}</summary>
                <TextField id="invitation" label=t!(invitation_label) hint=t!(create_invitation_hint) value=typed.invitation />
            </details>
            <LiveNotice weight=Weight::Problem text=attempt.sentence() />
            <StepActions back>
                <Submit id="create-team" label=t!(create_submit).to_owned() busy_label=t!(create_busy) is_busy />
            </StepActions>
        </form>
    }
}
