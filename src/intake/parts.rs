//! What the screens of the intake share.

use leptos::html::H1;
use leptos::prelude::*;

use super::kiosk::{Kiosk, Step};
use super::pictograms;
use super::texts::Said;
use crate::browser::voice::{self, Manner};

/// A pictogram; it never stands without a word.
#[component]
pub(super) fn Pictogram(
    /// Its name.
    name: String,
) -> impl IntoView {
    let path = pictograms::path(&name);
    path.map(|path| view! { <svg class="pictogram" viewBox="0 0 24 24" aria-hidden="true"><path d=path /></svg> })
}

/// The frame of a screen: the hide button first, what is left, the screen, its buttons, and the way out for the worker.
#[component]
pub(super) fn Frame(
    kiosk: Kiosk,
    /// How much is left.
    #[prop(optional, into)]
    left: String,
    /// The buttons at the foot.
    foot: AnyView,
    children: Children,
) -> impl IntoView {
    let word = move |id: &'static str| kiosk.texts.with_untracked(|texts| texts.word(id));
    let is_reviewed = kiosk.texts.with_untracked(|texts| texts.reviewed);
    let leave = move |_| {
        let now = kiosk.step.get_untracked();
        kiosk.step.set(Step::Leaving(Box::new(now)));
    };
    view! {
        <header class="intake-top">
            <HideButton kiosk word=word("hide") />
            <p class="intake-left" aria-live="polite">{left}</p>
        </header>
        <main class="intake-main" id="content">{children()}<Unkept kiosk /></main>
        <footer class="intake-foot">
            {foot}
            <p class="intake-small">
                <button type="button" class="intake-quiet" id="intake-language" on:click=move |_| kiosk.choose_again()><Pictogram name="languages".to_owned() /><span class="visually-hidden">{word("choose")}</span></button>
                {(!is_reviewed).then(|| view! { <span class="soft">{word("unreviewed")}</span> })}
                <button type="button" class="intake-quiet" id="intake-leave" on:click=leave>{word("for_worker")}</button>
            </p>
        </footer>
    }
}

/// Hides everything, as soon as it is touched: a browser passes over the click of a touch that follows another one at once.
#[component]
pub(super) fn HideButton(
    kiosk: Kiosk,
    /// What it is called.
    word: String,
    /// The sign stands alone.
    #[prop(optional)]
    is_bare: bool,
) -> impl IntoView {
    let hide = move || super::hide(kiosk);
    let label = is_bare.then(|| word.clone());
    view! {
        <button type="button" class="intake-hide" id="intake-hide" aria-label=label on:pointerdown=move |_| hide() on:click=move |_| hide()>
            <Pictogram name="eye-off".to_owned() />
            {(!is_bare).then(|| view! { <span>{word}</span> })}
        </button>
    }
}

/// The way back and the way on, at the foot of a screen.
#[component]
pub(super) fn Ways(
    kiosk: Kiosk,
    /// The word of the way on.
    next: &'static str,
    /// Goes on.
    #[prop(into)]
    on_next: Callback<()>,
) -> impl IntoView {
    let texts = kiosk.texts.get_untracked();
    view! {
        <div class="intake-ways">
            <button type="button" class="button-quiet" id="intake-back" on:click=move |_| kiosk.back()>{texts.word("back")}</button>
            <button type="button" class="button" id="intake-next" on:click=move |_| on_next.run(())>{texts.word(next)}</button>
        </div>
    }
}

/// A heading that takes the focus when its screen comes, with a way to hear it where the device has a voice.
#[component]
pub(super) fn Title(
    kiosk: Kiosk,
    /// What it says.
    #[prop(into)]
    text: Said,
    /// What is heard after it.
    #[prop(optional)]
    more: Vec<Said>,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // Refused only for an element that cannot take the focus, which this one can.
            let _ = heading.focus();
        }
    });
    let said = std::iter::once(text.clone()).chain(more).collect();
    view! {
        <div class="intake-title">
            <Listen kiosk said />
            <h1 node_ref=heading tabindex="-1" id="intake-title" lang=text.language>{text.text}</h1>
        </div>
    }
}

/// What is said one after the other, by language: a voice says all of its own in one breath. Pure.
fn breaths(language: &str, said: Vec<Said>) -> Vec<(String, String)> {
    let mut breaths: Vec<(String, String)> = Vec::new();
    for said in said {
        let language = said.language.unwrap_or(language);
        match breaths.last_mut() {
            Some((before, text)) if before == language => *text = format!("{text}. {}", said.text),
            _ => breaths.push((language.to_owned(), said.text)),
        }
    }
    breaths
}

/// Whether the device has a voice for a language: it may find its voices later.
fn has_voice(kiosk: Kiosk, language: String) -> Memo<bool> {
    Memo::new(move |_| {
        kiosk.voices.track();
        voice::has(&language)
    })
}

/// The device's own voice; absent where it has none for the language.
#[component]
pub(super) fn Listen(
    kiosk: Kiosk,
    /// What is heard.
    said: Vec<Said>,
) -> impl IntoView {
    let language = kiosk.texts.with_untracked(|texts| texts.language.clone());
    let is_there = has_voice(kiosk, language.clone());
    let times = RwSignal::new(0_u32);
    let said = StoredValue::new(breaths(&language, said));
    let say = move |change: fn(Manner) -> Manner| {
        times.update(|times| *times += 1);
        let manner = change(kiosk.manner.get_value());
        kiosk.manner.set_value(manner);
        said.with_value(|said| voice::say(said, manner));
    };
    let word = move |id: &'static str| kiosk.texts.with_untracked(|texts| texts.word(id));
    let more = move || {
        (times.get() > 0).then(|| view! {
            <button type="button" class="intake-quiet" on:click=move |_| say(slower)>{word("slower")}</button>
            <button type="button" class="intake-quiet" on:click=move |_| say(louder)>{word("louder")}</button>
        })
    };
    let label = move || {
        if times.get() == 0 {
            word("listen")
        } else {
            word("listen_again")
        }
    };
    move || {
        is_there.get().then(|| view! {
        <div class="intake-listen">
            <button type="button" class="intake-hear" aria-label=label on:click=move |_| say(|manner| manner)><Pictogram name="volume-2".to_owned() /></button>
            {more}
        </div>
    })
    }
}

/// One option heard alone, as the question was heard last; absent where the device has no voice for it.
#[component]
pub(super) fn ListenToOption(
    kiosk: Kiosk,
    /// What is heard.
    said: Said,
) -> impl IntoView {
    let own = kiosk.texts.with_untracked(|texts| texts.language.clone());
    let language = said.language.map_or(own, str::to_owned);
    let is_there = has_voice(kiosk, language.clone());
    let listen = kiosk.texts.with_untracked(|texts| texts.word("listen"));
    let label = format!("{listen} : {}", said.text);
    let breath = StoredValue::new([(language, said.text)]);
    let say = move |_| breath.with_value(|breath| voice::say(breath, kiosk.manner.get_value()));
    move || {
        is_there.get().then(|| view! {
            <button type="button" class="intake-hear" aria-label=label.clone() on:click=say><Pictogram name="volume-2".to_owned() /></button>
        })
    }
}

fn slower(manner: Manner) -> Manner {
    Manner {
        rate: (manner.rate - 0.2).max(0.5),
        ..manner
    }
}

fn louder(manner: Manner) -> Manner {
    Manner {
        volume: (manner.volume + 0.3).min(1.0),
        ..manner
    }
}

/// Told where something could not be kept: the next touch tries again.
#[component]
pub(super) fn Unkept(kiosk: Kiosk) -> impl IntoView {
    move || {
        kiosk.is_unkept.get().then(|| {
            let word = kiosk.texts.with_untracked(|texts| texts.word("unkept"));
            // Before a language is chosen, or where its texts cannot be had.
            let word = if word.is_empty() {
                "Permanence · ⟳".to_owned()
            } else {
                word
            };
            view! { <p class="intake-note" role="alert">{word}</p> }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_changes_its_voice_with_the_language_alone() {
        let own = |text: &str| Said::from(text.to_owned());
        let french = Said {
            language: Some("fr"),
            ..own("Accueil")
        };
        let said = breaths("de", vec![own("Wer?"), own("Ja"), french, own("Nein")]);
        let expected = [("de", "Wer?. Ja"), ("fr", "Accueil"), ("de", "Nein")];
        let expected = expected.map(|(language, text)| (language.to_owned(), text.to_owned()));
        assert_eq!(said, expected);
    }
}
