//! Language, looks and when the screen locks: of this browser alone.

use leptos::prelude::*;

use super::Block;
use crate::browser::preferences::Theme;
use crate::browser::shell;
use crate::components::choice::ChoiceOf;
use crate::components::notice::{LiveNotice, Weight};
use crate::i18n::Language;
use crate::session::Session;
use crate::settings::Settings;
use crate::t;

/// Minutes without a touch that one may choose from.
const IDLE_MINUTES: [u32; 5] = [1, 2, 5, 10, 15];

/// Language, looks, delays, and who is at work.
#[component]
pub(super) fn General() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let languages = Language::ALL
        .into_iter()
        .map(|language| (language, language.own_name().to_owned()))
        .collect();
    let themes = vec![
        (Theme::Automatic, t!(theme_automatic).to_owned()),
        (Theme::Light, t!(theme_light).to_owned()),
        (Theme::Dark, t!(theme_dark).to_owned()),
    ];
    let delays = IDLE_MINUTES
        .into_iter()
        .map(|minutes| (minutes, t!(idle_minutes, minutes = minutes)))
        .collect();
    view! {
        <WhoAmI />
        <Block id="looks" title=t!(settings_looks)>
            <ChoiceOf
                name="language"
                label=t!(language_label)
                options=languages
                value=Signal::derive(move || settings.language())
                on_choose=Callback::new(move |language| settings.change(|known| known.language = Some(language)))
            />
            <ChoiceOf
                name="theme"
                label=t!(theme_label)
                options=themes
                value=Signal::derive(move || settings.get().theme)
                on_choose=Callback::new(move |theme| settings.change(|known| known.theme = theme))
            />
        </Block>
        <Block id="keys" title=t!(settings_keys)>
            <ChoiceOf
                name="single-keys"
                label=t!(keys_label)
                options=yes_or_no()
                value=Signal::derive(move || settings.get().has_single_keys)
                on_choose=Callback::new(move |has| settings.change(|known| known.has_single_keys = has))
            />
            <p class="soft small">{t!(keys_hint)}</p>
        </Block>
        <Reminders settings />
        <Block id="locking" title=t!(settings_locking)>
            <ChoiceOf
                name="idle"
                label=t!(idle_label)
                options=delays
                value=Signal::derive(move || settings.get().idle_minutes)
                on_choose=Callback::new(move |minutes| settings.change(|known| known.idle_minutes = minutes))
            />
            <p class="soft small">{t!(idle_hint)}</p>
        </Block>
    }
}

fn yes_or_no() -> Vec<(bool, String)> {
    let word = |is_yes| {
        if is_yes {
            t!(answer_yes)
        } else {
            t!(answer_no)
        }
    };
    [true, false]
        .map(|is_yes| (is_yes, word(is_yes).to_owned()))
        .into()
}

/// Whether the device tells when something is to be done.
#[component]
fn Reminders(settings: Settings) -> impl IntoView {
    let is_refused = RwSignal::new(false);
    let set = move |wanted| settings.change(|known| known.has_reminders = wanted);
    let choose = move |wanted: bool| {
        is_refused.set(false);
        set(wanted);
        if !wanted {
            return;
        }
        leptos::task::spawn_local(async move {
            let may = shell::may_remind().await.is_truthy();
            set(may);
            // The page may have gone.
            let _ = is_refused.try_set(!may);
        });
    };
    let sentence =
        Signal::derive(move || is_refused.get().then(|| t!(reminders_refused).to_owned()));
    view! {
        <Block id="reminders" title=t!(settings_reminders)>
            <ChoiceOf
                name="reminders"
                label=t!(reminders_label)
                options=yes_or_no()
                value=Signal::derive(move || settings.get().has_reminders)
                on_choose=Callback::new(choose)
            />
            <LiveNotice weight=Weight::Problem text=sentence />
            <p class="soft small">{t!(reminders_hint)}</p>
        </Block>
    }
}

#[component]
fn WhoAmI() -> impl IntoView {
    let session = expect_context::<Session>();
    let opened = session.opened.get_untracked();
    opened.map(|opened| {
        let role = if opened.is_administrator {
            t!(role_administrator)
        } else {
            t!(role_worker)
        };
        view! {
            <div id="who" class="who">
                <p class="who-name">{opened.worker_name}</p>
                <p class="soft">{opened.team_name}" · "{role}</p>
            </div>
        }
    })
}
