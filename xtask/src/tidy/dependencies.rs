//! Every dependency has its line in `docs/dependencies.md`.

use super::Violation;
use super::source::Sources;

const PAGE: &str = "docs/dependencies.md";
/// Where dependencies are declared, of Rust and of npm.
const PACKAGE_FILES: [&str; 2] = ["tests/e2e/package.json", "xtask/npm/package.json"];

/// Every dependency that the page does not name between backticks.
pub(super) fn check(sources: &Sources) -> Vec<Violation> {
    let page = sources.text(PAGE).unwrap_or_default();
    let manifest = sources.text("Cargo.toml").unwrap_or_default();
    let mut declared: Vec<(&str, usize, String)> = workspace_dependencies(manifest);
    for file in PACKAGE_FILES {
        declared.extend(
            npm_dependencies(sources.text(file).unwrap_or_default())
                .into_iter()
                .map(|name| (file, 1, name)),
        );
    }
    declared
        .into_iter()
        .filter(|(_, _, name)| !page.contains(&format!("`{name}`")))
        .map(|(file, line, name)| {
            Violation::new(file, line, format!("{PAGE} has no line for `{name}`"))
        })
        .collect()
}

/// The entries of `[workspace.dependencies]` that come from outside.
fn workspace_dependencies(manifest: &str) -> Vec<(&'static str, usize, String)> {
    let lines = manifest
        .lines()
        .enumerate()
        .skip_while(|(_, line)| *line != "[workspace.dependencies]")
        .skip(1);
    lines
        .take_while(|(_, line)| !line.starts_with('['))
        .filter(|(_, line)| !line.contains("path = "))
        .filter_map(|(place, line)| Some((place, line.split_once(" = ")?.0)))
        .filter(|(_, name)| !name.starts_with('#'))
        .map(|(place, name)| ("Cargo.toml", place + 1, name.to_owned()))
        .collect()
}

fn npm_dependencies(text: &str) -> Vec<String> {
    let package: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    ["dependencies", "devDependencies"]
        .iter()
        .filter_map(|kind| package[kind].as_object())
        .flat_map(|entries| entries.keys().cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{PAGE, Sources, check};

    #[test]
    fn an_unexplained_dependency_is_named() {
        let mut sources = Sources::default();
        sources.add("Cargo.toml", "[workspace.dependencies]\n# group\nrecord = { path = \"crates/record\" }\nserde = \"1\"\nclap = \"4\"\n\n[profile.dev]\ndebug = 1\n");
        sources.add(
            "tests/e2e/package.json",
            "{\"devDependencies\":{\"axe\":\"1\"}}",
        );
        sources.add(PAGE, "- `serde`: …");
        let found: Vec<String> = check(&sources).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "Cargo.toml:5: docs/dependencies.md has no line for `clap`",
                "tests/e2e/package.json:1: docs/dependencies.md has no line for `axe`",
            ]
        );
    }
}
