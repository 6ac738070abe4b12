//! The preferences of this browser as a signal, put into effect and remembered at each change.

use leptos::prelude::*;

use crate::browser::page;
use crate::browser::preferences::{self, Preferences};
use crate::i18n::Language;

/// The preferences of this browser.
#[derive(Clone, Copy)]
pub struct Settings {
    preferences: RwSignal<Preferences>,
    language: Memo<Language>,
}

impl Settings {
    /// Reads them; `fallback` is the browser's own language.
    pub fn load(fallback: Language) -> Self {
        let preferences = RwSignal::new(preferences::load());
        let language =
            Memo::new(move |_| preferences.with(|known| known.language.unwrap_or(fallback)));
        Effect::new(move |_| page::set_theme(preferences.with(|known| known.theme)));
        Self {
            preferences,
            language,
        }
    }

    /// The language of the screen.
    pub fn language(&self) -> Language {
        self.language.get()
    }

    /// All of them.
    pub fn get(&self) -> Preferences {
        self.preferences.get()
    }

    /// All of them, without following them.
    pub fn get_untracked(&self) -> Preferences {
        self.preferences.get_untracked()
    }

    /// Whether letters pressed outside of fields are commands; none where the application has gone.
    pub fn try_has_single_keys(&self) -> Option<bool> {
        let has = |known: &Preferences| known.has_single_keys;
        self.preferences.try_with_untracked(has)
    }

    /// Changes some, and remembers them.
    pub fn change(&self, change: impl FnOnce(&mut Preferences)) {
        self.preferences.update(change);
        preferences::save(&self.preferences.get_untracked());
    }
}
