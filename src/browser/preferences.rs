//! What this browser remembers in clear: looks and delays. Never a key, a name or a case.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use crate::i18n::Language;

const KEY: &str = "preferences";
const LAST_SEEN_KEY: &str = "last-seen";
const WAITING_KEY: &str = "waiting-since";
const REMINDERS_KEY: &str = "reminders";
const OWN_LINES_KEY: &str = "own-lines";

/// The preferences of this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// None until chosen: then the browser's own.
    pub language: Option<Language>,
    /// Light, dark or as the device says.
    pub theme: Theme,
    /// Minutes without a touch before the screen locks.
    pub idle_minutes: u32,
    /// Seconds out of sight before the screen locks.
    pub grace_seconds: u32,
    /// Letters pressed outside of fields are commands.
    pub has_single_keys: bool,
    /// The device tells when something is to be done, without saying what.
    pub has_reminders: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::Automatic,
            idle_minutes: 5,
            grace_seconds: 60,
            has_single_keys: true,
            has_reminders: false,
        }
    }
}

/// Light, dark or as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the device says.
    #[default]
    Automatic,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the engine last found on this device, so that the first screen need not wait for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LastSeen {
    /// Nothing, or nothing is remembered.
    #[default]
    Nothing,
    /// A sealed store.
    Sealed,
    /// A store of invented people.
    Demo,
}

/// What was last found here. A guess: the engine says soon what is true.
pub fn load_last_seen() -> LastSeen {
    LocalStorage::get(LAST_SEEN_KEY).unwrap_or_default()
}

/// Remembers what was found. A browser that refuses waits for the engine next time.
pub fn save_last_seen(found: LastSeen) {
    let _ = LocalStorage::set(LAST_SEEN_KEY, found);
}

/// Since when work of this device waits to be sent, milliseconds since 1970 UTC: tells nothing else.
pub fn load_waiting_since() -> Option<i64> {
    LocalStorage::get(WAITING_KEY).ok()
}

/// Remembers it, or forgets it.
pub fn save_waiting_since(since_ms: Option<i64>) {
    match since_ms {
        // A browser that refuses warns a day after each opening instead.
        Some(since_ms) => drop(LocalStorage::set(WAITING_KEY, since_ms)),
        None => LocalStorage::delete(WAITING_KEY),
    }
}

/// When something is to be done, milliseconds since 1970 UTC: moments, and nothing of what.
pub fn load_reminders() -> Vec<i64> {
    LocalStorage::get(REMINDERS_KEY).unwrap_or_default()
}

/// Remembers them; none forgets all.
pub fn save_reminders(moments: &[i64]) {
    match moments {
        [] => LocalStorage::delete(REMINDERS_KEY),
        // A browser that refuses reminds of nothing.
        moments => drop(LocalStorage::set(REMINDERS_KEY, moments)),
    }
}

/// The team's own numbers for the card of an intake, a line each: nobody's.
pub fn load_own_lines() -> String {
    LocalStorage::get(OWN_LINES_KEY).unwrap_or_default()
}

/// Remembers them. A browser that refuses asks for them again.
pub fn save_own_lines(lines: &str) {
    let _ = LocalStorage::set(OWN_LINES_KEY, lines);
}

/// The stored preferences; the defaults where there are none, or none that can be read.
pub fn load() -> Preferences {
    LocalStorage::get(KEY).unwrap_or_default()
}

/// Remembers them. A browser that refuses keeps them until the page closes: nothing of worth is lost.
pub fn save(preferences: &Preferences) {
    let _ = LocalStorage::set(KEY, preferences);
}
