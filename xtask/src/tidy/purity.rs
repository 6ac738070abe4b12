//! What each room may touch: pure rooms reach no clock, no randomness, no `async`, no browser; the
//! browser is touched in two places; the screen knows of the engine only its messages.

use serde_json::Value;

use super::Violation;
use super::directions::manifest_of;
use super::source::{Sources, flatten, line_of};
use proc_macro2::TokenTree;

const PURE: [&str; 8] = [
    "record", "casework", "report", "exchange", "invented", "sealing", "vault", "sync",
];
/// Rooms that take time and randomness from outside, though they may wait.
const SANS_IO: [&str; 1] = ["engine"];
/// Dependencies that no pure room may have.
const FORBIDDEN_CRATES: [&str; 19] = [
    "tokio",
    "async-std",
    "futures",
    "futures-channel",
    "futures-util",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "gloo-storage",
    "gloo-timers",
    "gloo-net",
    "getrandom",
    "rand",
    "rusqlite",
    "ureq",
    "reqwest",
    "leptos",
    "axum",
];
/// Sequences of tokens that read a clock or make randomness.
const CLOCKS: [(&[&str], &str); 7] = [
    (&["SystemTime"], "SystemTime"),
    (&["Instant", ":", ":", "now"], "Instant::now"),
    (&["Utc", ":", ":", "now"], "Utc::now"),
    (&["Local", ":", ":", "now"], "Local::now"),
    (&["thread_rng"], "thread_rng"),
    (&["OsRng"], "OsRng"),
    (&["getrandom"], "getrandom"),
];
/// The only folders where the browser's own crates are named.
const BROWSER_FOLDERS: [&str; 3] = [
    "src/browser/",
    "crates/engine-worker/",
    "crates/sheets/src/entrance",
];

/// Every place where a room touches what it may not.
pub(super) fn check(sources: &Sources, metadata: &Value) -> Vec<Violation> {
    [
        manifests(metadata),
        tokens(sources),
        browser(sources),
        engine_messages(sources),
    ]
    .concat()
}

fn manifests(metadata: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        if !name
            .strip_prefix("permanence-")
            .is_some_and(|room| PURE.contains(&room))
        {
            continue;
        }
        for dependency in package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|one| one["kind"].is_null())
        {
            let other = dependency["name"].as_str().unwrap_or_default();
            if FORBIDDEN_CRATES.contains(&other) {
                found.push(Violation::new(
                    &manifest_of(name),
                    1,
                    format!("{name} is pure and may not depend on {other}"),
                ));
            }
            let features = dependency["features"].as_array();
            if other == "chrono"
                && features
                    .into_iter()
                    .flatten()
                    .any(|feature| feature == "clock")
            {
                found.push(Violation::new(
                    &manifest_of(name),
                    1,
                    format!("{name} is pure and may not read chrono's clock"),
                ));
            }
        }
    }
    found
}

fn tokens(sources: &Sources) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, rust) in sources.rust() {
        let Some(room) = room_of(path) else { continue };
        let flat = flatten(&rust.shipped);
        if PURE.contains(&room) || SANS_IO.contains(&room) {
            for (sequence, name) in CLOCKS {
                found.extend(places(&flat, sequence).map(|line| {
                    Violation::new(
                        path,
                        line,
                        format!("`{name}` in `{room}`: time and randomness come in from outside"),
                    )
                }));
            }
        }
        if PURE.contains(&room) {
            found.extend(places(&flat, &["async"]).map(|line| {
                Violation::new(path, line, format!("`async` in `{room}`, which is pure"))
            }));
        }
    }
    found
}

fn browser(sources: &Sources) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, rust) in sources.rust() {
        if BROWSER_FOLDERS
            .iter()
            .any(|folder| path.starts_with(folder))
            || path.starts_with("xtask/")
        {
            continue;
        }
        let flat = flatten(&rust.tokens);
        for name in ["web_sys", "js_sys"] {
            found.extend(places(&flat, &[name]).map(|line| {
                Violation::new(path, line, format!("`{name}` outside of src/browser/"))
            }));
        }
    }
    found
}

/// In `src/`, `engine::` is followed by `message`.
fn engine_messages(sources: &Sources) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, rust) in sources.rust().filter(|(path, _)| path.starts_with("src/")) {
        let flat = flatten(&rust.shipped);
        let all = places(&flat, &["engine", ":", ":"]).collect::<Vec<_>>();
        let own_module = places(&flat, &["crate", ":", ":", "engine", ":", ":"]).count();
        let messages = places(&flat, &["engine", ":", ":", "message"]).count();
        if messages + own_module < all.len() {
            found.push(Violation::new(
                path,
                all[0],
                "the screen uses more of the engine than its messages",
            ));
        }
    }
    found
}

/// The room of a file under `crates/<room>/src/`.
fn room_of(path: &str) -> Option<&str> {
    let (room, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    rest.starts_with("src/").then_some(room)
}

/// The lines where a sequence of tokens begins.
fn places<'a>(flat: &'a [TokenTree], sequence: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    flat.windows(sequence.len())
        .filter(move |window| {
            window
                .iter()
                .zip(sequence)
                .all(|(token, text)| is_word(token, text))
        })
        .map(|window| line_of(&window[0]))
}

fn is_word(token: &TokenTree, text: &str) -> bool {
    match token {
        TokenTree::Ident(word) => word == text,
        TokenTree::Punct(mark) => text.len() == 1 && text.starts_with(mark.as_char()),
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Sources, check};
    use serde_json::json;

    #[track_caller]
    fn count(path: &str, text: &str, expected: usize) {
        let mut sources = Sources::default();
        sources.add(path, text);
        assert_eq!(
            check(&sources, &json!({})).len(),
            expected,
            "{path}: {text}"
        );
    }

    #[test]
    fn pure_rooms_have_no_clock_no_chance_and_do_not_wait() {
        count(
            "crates/record/src/a.rs",
            "fn f() { std::time::Instant::now(); }",
            1,
        );
        count("crates/record/src/a.rs", "use std::time::SystemTime;", 1);
        count("crates/vault/src/a.rs", "fn f() { rand::thread_rng(); }", 1);
        count("crates/sync/src/a.rs", "async fn f() {}", 1);
        count(
            "crates/sync/src/a.rs",
            "// SystemTime, async\nconst A: &str = \"Instant::now\";",
            0,
        );
        count(
            "crates/sync/src/a.rs",
            "#[cfg(test)] mod tests { use std::time::SystemTime; }",
            0,
        );
        count("crates/engine/src/a.rs", "async fn f() {}", 0);
        count(
            "crates/engine/src/a.rs",
            "fn f() { chrono::Utc::now(); }",
            1,
        );
        count(
            "crates/endpoint/src/a.rs",
            "fn f() { chrono::Utc::now(); }",
            0,
        );
    }

    #[test]
    fn the_browser_is_touched_in_two_places() {
        count("src/pages/today.rs", "use web_sys::Window;", 1);
        count("src/browser/page.rs", "use web_sys::Window;", 0);
        count(
            "crates/engine/src/a.rs",
            "fn f() { js_sys::Date::now(); }",
            1,
        );
        count("crates/engine-worker/src/a.rs", "use js_sys::Array;", 0);
    }

    #[test]
    fn the_screen_knows_only_messages() {
        count("src/app.rs", "use engine::message::Request;", 0);
        count("src/app.rs", "use engine::Engine;", 1);
        count("src/app.rs", "use crate::engine::Client;", 0);
    }

    #[test]
    fn manifests_of_pure_rooms_are_read() {
        let package = |name: &str, dependency| json!({"packages": [{"name": name, "dependencies": [dependency]}]});
        let tokio = json!({"name": "tokio", "kind": null, "features": []});
        let clock = json!({"name": "chrono", "kind": null, "features": ["clock"]});
        let sources = Sources::default();
        assert_eq!(
            check(&sources, &package("permanence-sync", tokio.clone())).len(),
            1
        );
        assert_eq!(
            check(&sources, &package("permanence-record", clock)).len(),
            1
        );
        assert_eq!(
            check(&sources, &package("permanence-endpoint", tokio)).len(),
            0
        );
    }
}
