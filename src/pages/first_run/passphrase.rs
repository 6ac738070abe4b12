//! Choosing a passphrase: six words drawn by the engine, or one's own; typed again in either case.

use leptos::prelude::*;

use crate::components::choice::ChoiceOf;
use crate::components::field::{Autofill, SecretField};
use crate::components::icon::{Glyph, Icon};
use crate::session::Session;
use crate::t;

/// A passphrase being chosen. Lives as long as its form, in clear, as all that is typed.
#[derive(Clone, Copy)]
pub(in crate::pages) struct NewSecret {
    is_own: RwSignal<bool>,
    offered: RwSignal<Option<String>>,
    own: RwSignal<String>,
    again: RwSignal<String>,
    fault: RwSignal<Option<String>>,
}

impl NewSecret {
    /// Nothing chosen yet.
    pub(in crate::pages) fn new() -> Self {
        Self {
            is_own: RwSignal::new(false),
            offered: RwSignal::new(None),
            own: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            fault: RwSignal::new(None),
        }
    }

    /// The passphrase, once it was typed twice alike; says what is missing otherwise.
    pub(in crate::pages) fn chosen(&self) -> Option<String> {
        let chosen = if self.is_own.get_untracked() {
            self.own.get_untracked()
        } else {
            self.offered.get_untracked().unwrap_or_default()
        };
        let is_same = !chosen.trim().is_empty()
            && comparable(&chosen) == comparable(&self.again.get_untracked());
        self.fault
            .set((!is_same).then(|| t!(passphrase_differs).to_owned()));
        is_same.then_some(chosen)
    }

    /// Forgets what was typed.
    pub(in crate::pages) fn clear(&self) {
        self.offered.set(None);
        self.own.set(String::new());
        self.again.set(String::new());
    }
}

/// Capitals, spaces and accents do not matter to the engine either.
fn comparable(typed: &str) -> String {
    let letters = typed
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| !letter.is_whitespace());
    letters
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .map(without_accent)
        .collect()
}

/// The accents of the words that are drawn.
fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}

/// The fields of a passphrase to come.
#[component]
pub(in crate::pages) fn NewPassphrase(
    /// What is chosen.
    secret: NewSecret,
) -> impl IntoView {
    view! {
        <ChoiceOf
            name="passphrase-way"
            label=t!(passphrase_way)
            options=vec![(false, t!(passphrase_offered).to_owned()), (true, t!(passphrase_own).to_owned())]
            value=secret.is_own
            on_choose=Callback::new(move |is_own| secret.is_own.set(is_own))
        />
        {move || if secret.is_own.get() {
            view! {
                <SecretField
                    id="passphrase-new"
                    label=t!(passphrase_new)
                    hint=t!(passphrase_new_hint)
                    value=secret.own
                    autofill=Autofill::NewPassword
                />
            }.into_any()
        } else {
            view! { <OfferedWords offered=secret.offered is_own=secret.is_own /> }.into_any()
        }}
        <SecretField
            id="passphrase-again"
            label=t!(passphrase_again)
            value=secret.again
            error=secret.fault
            autofill=Autofill::NewPassword
        />
    }
}

#[component]
fn OfferedWords(offered: RwSignal<Option<String>>, is_own: RwSignal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let draw = move || {
        leptos::task::spawn_local(async move {
            match session.engine.offer_passphrase().await {
                Ok(words) => offered.set(Some(words)),
                // Without an offer, one's own still works.
                Err(_) => is_own.set(true),
            }
        });
    };
    if offered.with_untracked(Option::is_none) {
        draw();
    }
    let words = move || {
        offered
            .get()
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    view! {
        <ol class="words" id="passphrase-words" aria-label=t!(passphrase_offered) translate="no">
            {move || words().into_iter().map(|word| view! { <li>{word}</li> }).collect_view()}
        </ol>
        <div class="row">
            <p class="soft small grow">{t!(passphrase_offered_hint)}</p>
            <button type="button" id="passphrase-redraw" class="button-quiet" on:click=move |_| draw()>
                <Glyph icon=Icon::DICE /><span>{t!(passphrase_redraw)}</span>
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(left: &str, right: &str, expected: bool) {
        assert_eq!(comparable(left) == comparable(right), expected);
    }

    #[test]
    fn spaces_capitals_and_accents_do_not_count() {
        check("un deux", " Un  DEUX ", true);
        check("un deux", "un\tdeux\n", true);
        check("un deux", "undeux", true);
        check("légume abriter", "legume Abriter", true);
        check("légume", "le\u{301}gume", true);
        check("un deux", "un trois", false);
    }
}
