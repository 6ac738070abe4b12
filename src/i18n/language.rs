//! The language of the screen. It lives outside the reactive graph: a change draws everything again.

use std::cell::Cell;

use serde::{Deserialize, Serialize};

use crate::browser::intl;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// French, the first.
    #[default]
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

thread_local! {
    static CURRENT: Cell<Language> = const { Cell::new(Language::French) };
}

/// The language of the screen.
pub fn current() -> Language {
    CURRENT.get()
}

/// Sets the language of the screen; who calls draws the tree again.
pub fn set(language: Language) {
    CURRENT.set(language);
}

/// How two words of the screen stand to each other in its language.
pub fn compare(left: &str, right: &str) -> std::cmp::Ordering {
    intl::compare(current().locale(), left, right)
}

#[cfg(test)]
pub(crate) fn set_for_test(language: Language) {
    CURRENT.set(language);
}

impl Language {
    /// In the order shown.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// Its name in itself. A proper noun, the same in every language.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// The code for `<html lang>` and preferences.
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The tag that `Intl` formats with: 24-hour clock and day before month in both.
    pub fn locale(self) -> &'static str {
        match self {
            Self::French => "fr-FR",
            Self::English => "en-GB",
        }
    }

    /// From a code or a browser's tag such as `en-US`; French when unknown.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("en") {
            Self::English
        } else {
            Self::French
        }
    }

    /// A whole number as the language writes it.
    pub fn number(self, number: i64) -> String {
        intl::number(self.locale(), number)
    }

    /// The plural category: `one`, `many`, `other`…
    pub fn plural(self, number: i64) -> String {
        intl::plural(self.locale(), number)
    }
}
