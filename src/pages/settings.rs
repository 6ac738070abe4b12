//! The settings of this device and of the team, one part at a time.

mod choices;
mod devices;
mod fields;
mod general;
mod grids;
mod letters;
mod passphrase;
mod paths;
mod setup_file;
mod storage;
mod sync;
mod team;
mod team_files;
mod walk;

pub(super) use letters::LetterTemplatePage;
pub(super) use storage::is_nearly_full;
pub(super) use team::{NewTeamPartPage, TeamPartPage};
pub(super) use walk::{Walk, WalkPage};

use leptos::prelude::*;

use super::heading::{BackLink, Heading};
use crate::components::icon::{Glyph, Icon};
use crate::route::{Route, SettingsPart};
use crate::t;

/// The settings.
#[component]
pub fn Settings(
    /// The part shown.
    part: SettingsPart,
) -> impl IntoView {
    Walk::end();
    let panel = match part {
        SettingsPart::General => view! { <general::General /> }.into_any(),
        SettingsPart::Team => view! { <team::Team /> }.into_any(),
        SettingsPart::Fields => view! { <fields::Fields /> }.into_any(),
        SettingsPart::Grids => view! { <grids::Grids /> }.into_any(),
        SettingsPart::Intake => view! { <paths::Paths /> }.into_any(),
        SettingsPart::Sync => view! { <sync::Sync /> }.into_any(),
        SettingsPart::Devices => view! { <devices::Devices /> }.into_any(),
        SettingsPart::Passphrase => view! { <passphrase::ChangePassphrase /> }.into_any(),
        SettingsPart::Storage => view! { <storage::Storage /> }.into_any(),
        SettingsPart::Letters => view! { <letters::Letters /> }.into_any(),
    };
    let is_first = part == SettingsPart::General;
    let title = if is_first {
        t!(settings_title)
    } else {
        look(part).2
    };
    view! {
        <div class="page settings" class:is-part=!is_first>
            <header class="settings-head">
                <BackLink to=Route::Settings(SettingsPart::General) word=t!(settings_title) />
                <Heading text=Signal::stored(title.to_owned()) />
            </header>
            <nav class="parts" aria-label=t!(settings_parts)>
                {SettingsPart::ALL.into_iter().map(|other| view! { <PartLink part=other is_here={other == part} /> }).collect_view()}
            </nav>
            <div class="panel">{panel}</div>
        </div>
    }
}

/// Id, icon and name of a part.
fn look(part: SettingsPart) -> (&'static str, Icon, &'static str) {
    match part {
        SettingsPart::General => ("settings-general", Icon::SETTINGS, t!(settings_general)),
        SettingsPart::Team => ("settings-team", Icon::TEAM, t!(settings_team)),
        SettingsPart::Fields => ("settings-fields", Icon::NOTE, t!(fields_title)),
        SettingsPart::Grids => ("settings-grids", Icon::WARNING, t!(grids_title)),
        SettingsPart::Intake => ("settings-intake", Icon::TABLET, t!(intake_title)),
        SettingsPart::Sync => ("settings-sync", Icon::REFRESH, t!(settings_sync)),
        SettingsPart::Devices => ("settings-devices", Icon::DEVICE, t!(settings_devices)),
        SettingsPart::Passphrase => ("settings-passphrase", Icon::KEY, t!(settings_passphrase)),
        SettingsPart::Storage => ("settings-storage", Icon::DATABASE, t!(settings_storage)),
        SettingsPart::Letters => ("settings-letters", Icon::MAIL, t!(letters_title)),
    }
}

#[component]
fn PartLink(part: SettingsPart, is_here: bool) -> impl IntoView {
    let (id, icon, word) = look(part);
    view! {
        <a id=id href=Route::Settings(part).path() aria-current=is_here.then_some("page")>
            <Glyph icon /><span class="grow">{word}</span><Glyph icon=Icon::FORWARD />
        </a>
    }
}

/// A part of the panel under its heading.
#[component]
fn Block(
    /// Unique on the page.
    id: &'static str,
    /// What it is about.
    #[prop(into)]
    title: String,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <h2 class="section-title" id=id>{title}</h2>
            {children()}
        </section>
    }
}
