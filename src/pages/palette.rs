//! The keyboard of the office: a palette that goes anywhere, and single keys that work outside of fields.
//!
//! Ctrl K (or ⌘ K) opens the palette from anywhere. `n`, `/`, `j` and `k` can be turned off in the settings: speech input types letters
//! that nobody meant as commands (WCAG 2.1.4).

use engine::message::CaseRow;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use super::cases::follow_cases;
use crate::browser::keys::{self, Pressed};
use crate::browser::page;
use crate::components::case_row::{case_summary, case_title};
use crate::components::icon::{Glyph, Icon};
use crate::navigator::Navigator;
use crate::route::{Route, SettingsPart};
use crate::session::Session;
use crate::settings::Settings;
use crate::t;

/// Cases offered.
const MOST_CASES: u32 = 6;
/// What `j` and `k` walk through.
const LINES: &str = "main .list a.case-link, main .list a.menu-item";

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Palette,
    NewContact,
    Search,
    Next,
    Previous,
}

/// What a key asks for; none where it is a letter like any other. Pure.
fn command_of(pressed: &Pressed, has_single_keys: bool) -> Option<Command> {
    if pressed.is_in_dialog {
        return None;
    }
    if pressed.is_command {
        return (pressed.key == "k").then_some(Command::Palette);
    }
    if !has_single_keys || !pressed.is_plain || pressed.is_typing {
        return None;
    }
    match pressed.key.as_str() {
        "n" => Some(Command::NewContact),
        "/" => Some(Command::Search),
        "j" => Some(Command::Next),
        "k" => Some(Command::Previous),
        _ => None,
    }
}

/// Somewhere to go.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    icon: Icon,
    word: String,
    about: String,
    route: Route,
}

/// The palette, closed until asked for, and the keys.
#[component]
pub(super) fn Palette() -> impl IntoView {
    let navigator = expect_context::<Navigator>();
    let settings = expect_context::<Settings>();
    let dialog = NodeRef::<Dialog>::new();
    let is_open = RwSignal::new(false);
    keys::on_key(move |pressed| {
        // Locked meanwhile: there is nothing to go to.
        let Some(has_single_keys) = settings.try_has_single_keys() else {
            return false;
        };
        let Some(command) = command_of(&pressed, has_single_keys) else {
            return false;
        };
        match command {
            Command::Palette => open(dialog, is_open),
            Command::NewContact => navigator.go(Route::NewCase),
            Command::Search => to_search(navigator),
            Command::Next => keys::focus_step(LINES, true),
            Command::Previous => keys::focus_step(LINES, false),
        }
        true
    });
    view! {
        <dialog class="palette" id="palette" node_ref=dialog aria-label=t!(palette_title) on:close=move |_| is_open.set(false)>
            {move || is_open.get().then(|| view! { <Offered dialog /> })}
        </dialog>
    }
}

fn open(dialog: NodeRef<Dialog>, is_open: RwSignal<bool>) {
    if let Some(dialog) = dialog.get_untracked() {
        is_open.set(true);
        keys::show_dialog(&dialog);
    }
}

/// The search box of the list, whatever page one is on.
fn to_search(navigator: Navigator) {
    if navigator.place() != Some(crate::route::Place::Cases) {
        navigator.go(Route::Cases);
    }
    // Drawn by then.
    request_animation_frame(|| page::focus("search"));
}

/// The places one may go to. Pure.
fn places() -> Vec<Target> {
    let target = |icon, word: &str, route| Target {
        icon,
        word: word.to_owned(),
        about: String::new(),
        route,
    };
    vec![
        target(Icon::PLUS, t!(action_new_contact), Route::NewCase),
        target(Icon::TODAY, t!(place_today), Route::Today),
        target(Icon::FOLDER, t!(place_cases), Route::Cases),
        target(Icon::EDIT, t!(incomplete_title), Route::ToComplete),
        target(Icon::TEAM, t!(partners_title), Route::Partners),
        target(Icon::REMOVE, t!(bin_title), Route::Bin),
        target(
            Icon::SETTINGS,
            t!(place_settings),
            Route::Settings(SettingsPart::General),
        ),
        target(
            Icon::REFRESH,
            t!(settings_sync),
            Route::Settings(SettingsPart::Sync),
        ),
    ]
}

/// The places whose name holds what is typed, then the cases found. Nothing typed offers no case, so that no name stands there
/// unasked. Pure.
fn offered(typed: &str, cases: &[CaseRow]) -> Vec<Target> {
    let typed = typed.trim().to_lowercase();
    let fitting = places()
        .into_iter()
        .filter(|place| place.word.to_lowercase().contains(&typed));
    let of_case = |row: &CaseRow| Target {
        icon: Icon::FOLDER,
        word: case_title(row),
        about: case_summary(row),
        route: Route::Case(row.id),
    };
    let found = cases.iter().filter(|_| !typed.is_empty());
    fitting.chain(found.map(of_case)).collect()
}

/// The box and what it offers; made anew each time, so that nothing of the last search stands there.
#[component]
fn Offered(dialog: NodeRef<Dialog>) -> impl IntoView {
    let session = expect_context::<Session>();
    let navigator = expect_context::<Navigator>();
    let typed = RwSignal::new(String::new());
    let cases = RwSignal::new(Vec::<CaseRow>::new());
    let chosen = RwSignal::new(0_usize);
    let input = NodeRef::<Input>::new();
    let targets = Memo::new(move |_| typed.with(|typed| cases.with(|cases| offered(typed, cases))));
    follow_cases(session, typed, MOST_CASES, cases);
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            page::focus_in_place(&input);
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let go = Callback::new(move |route: Route| {
        close();
        navigator.go(route);
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let count = targets.read_untracked().len();
        let now = chosen.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => chosen.set((now + 1).min(count.saturating_sub(1))),
            "ArrowUp" => chosen.set(now.saturating_sub(1)),
            "Enter" => {
                if let Some(target) = targets.read_untracked().get(now) {
                    go.run(target.route);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let on_input = move |text: String| {
        chosen.set(0);
        typed.set(text);
    };
    let active = move || format!("palette-{}", chosen.get());
    view! {
        <div class="search-box">
            <Glyph icon=Icon::SEARCH />
            <label class="visually-hidden" for="palette-input">{t!(palette_label)}</label>
            <input id="palette-input" type="text" class="search-input" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant=active autocomplete="off" spellcheck="false" placeholder=t!(palette_label) node_ref=input on:keydown=on_key on:input:target=move |event| on_input(event.target().value()) />
        </div>
        <ul class="list palette-list" id="palette-list" role="listbox" aria-label=t!(palette_title)>
            {move || targets.get().into_iter().enumerate().map(|(place, target)| view! { <TargetLine place target chosen go /> }).collect_view()}
        </ul>
        <p class="soft small palette-help">{t!(palette_help)}</p>
    }
}

#[component]
fn TargetLine(
    place: usize,
    target: Target,
    chosen: RwSignal<usize>,
    go: Callback<Route>,
) -> impl IntoView {
    let Target {
        icon,
        word,
        about,
        route,
    } = target;
    let is_chosen = move || chosen.get() == place;
    // The box keeps the focus: a line is chosen with arrows, or touched.
    view! {
        <li id=format!("palette-{place}") class="palette-line" role="option" aria-selected=move || is_chosen().to_string() on:click=move |_| go.run(route)>
            <Glyph icon /><span class="grow">{word}</span><span class="soft">{about}</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(key: &str) -> Pressed {
        Pressed {
            key: key.to_owned(),
            is_command: false,
            is_plain: true,
            is_typing: false,
            is_in_dialog: false,
        }
    }

    #[track_caller]
    fn check(pressed: &Pressed, has_single_keys: bool, expected: Option<Command>) {
        assert_eq!(
            command_of(pressed, has_single_keys),
            expected,
            "{pressed:?}"
        );
    }

    #[test]
    fn a_letter_is_a_command_outside_of_fields_only_and_can_be_turned_off() {
        check(&pressed("n"), true, Some(Command::NewContact));
        check(&pressed("/"), true, Some(Command::Search));
        check(&pressed("j"), true, Some(Command::Next));
        check(&pressed("k"), true, Some(Command::Previous));
        check(&pressed("x"), true, None);
        check(&pressed("n"), false, None);
        let typing = Pressed {
            is_typing: true,
            ..pressed("n")
        };
        check(&typing, true, None);
        let command = Pressed {
            is_command: true,
            is_plain: false,
            is_typing: true,
            ..pressed("k")
        };
        check(&command, false, Some(Command::Palette));
        let in_dialog = Pressed {
            is_in_dialog: true,
            ..command
        };
        check(&in_dialog, true, None);
    }

    #[test]
    fn places_are_found_by_a_part_of_their_name_before_cases() {
        crate::i18n::language::set(crate::i18n::Language::French);
        let words = |typed: &str| -> Vec<String> {
            let found = offered(typed, &[]).into_iter();
            found.map(|target| target.word).collect()
        };
        assert_eq!(words("").len(), places().len());
        assert_eq!(words(" CORB "), ["Corbeille"]);
        assert_eq!(words("zzz"), [""; 0]);
    }
}
