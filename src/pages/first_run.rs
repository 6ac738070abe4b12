//! The first screen of a new device: make a team, join one, or look around with invented people.

mod create;
mod join;
pub(super) mod passphrase;
mod stations;
mod template;
mod try_out;

use leptos::prelude::*;

use super::start::{Brand, Head};
use crate::components::icon::{Glyph, Icon};
use crate::i18n::Language;
use crate::settings::Settings;
use crate::t;

/// What the person wants of this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Choose,
    Create,
    Join,
    TryOut,
}

/// The first screen of a new device.
#[component]
pub fn FirstRun() -> impl IntoView {
    let way = RwSignal::new(Way::Choose);
    let back = Callback::new(move |()| way.set(Way::Choose));
    view! {
        <main class="entrance">
            <Brand />
            {move || match way.get() {
                Way::Choose => view! { <Ways way /> }.into_any(),
                Way::Create => view! { <create::CreateTeam back /> }.into_any(),
                Way::Join => view! { <join::JoinTeam back /> }.into_any(),
                Way::TryOut => view! { <try_out::TryOut back /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Ways(way: RwSignal<Way>) -> impl IntoView {
    let ways = [
        (
            Way::Create,
            "way-create",
            Icon::TEAM,
            t!(way_create),
            t!(way_create_text),
        ),
        (
            Way::Join,
            "way-join",
            Icon::TABLET_LINK,
            t!(way_join),
            t!(way_join_text),
        ),
        (
            Way::TryOut,
            "way-demo",
            Icon::DEMO,
            t!(way_demo),
            t!(way_demo_text),
        ),
    ];
    let button = |(to, id, icon, title, text)| {
        view! {
            <button type="button" class="way" id=id on:click=move |_| way.set(to)>
                <Glyph icon />
                <span class="way-title">{title}</span>
                <span class="way-text">{text}</span>
            </button>
        }
    };
    view! {
        <Head title=t!(first_run_title) lead=t!(first_run_lead) />
        <div class="ways">{ways.map(button).collect_view()}</div>
        <Languages />
    }
}

#[component]
fn Languages() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let button = move |language: Language| {
        let is_chosen = settings.language() == language;
        view! {
            <button
                type="button"
                id=format!("language-{}", language.code())
                lang=language.code()
                aria-pressed=is_chosen.to_string()
                on:click=move |_| settings.change(|known| known.language = Some(language))
            >
                {language.own_name()}
            </button>
        }
    };
    view! {
        <div class="entrance-languages" role="group" aria-label=t!(language_label)>
            {move || Language::ALL.into_iter().map(button).collect_view()}
        </div>
    }
}

/// The way back of a step, and its main button.
#[component]
fn StepActions(
    /// Goes back.
    back: Callback<()>,
    /// The main button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="step-actions">
            <button type="button" id="step-back" class="button-quiet" on:click=move |_| back.run(())>{t!(action_back)}</button>
            {children.map(|children| children())}
        </div>
    }
}
