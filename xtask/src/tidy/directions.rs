//! Dependencies between the rooms point one way. Read from `cargo metadata`, normal dependencies only:
//! what a test uses ships nowhere, with one exception, the endpoint, whose very tests know no record.

use serde_json::Value;

use super::Violation;

/// What each package may depend on, of the packages of this workspace.
const ALLOWED: [(&str, &[&str]); 19] = [
    ("permanence-record", &[]),
    ("permanence-sealing", &[]),
    ("permanence-vault", &["permanence-sealing"]),
    ("permanence-sync", &[]),
    ("permanence-casework", &["permanence-record"]),
    (
        "permanence-report",
        &["permanence-casework", "permanence-record"],
    ),
    (
        "permanence-exchange",
        &[
            "permanence-report",
            "permanence-casework",
            "permanence-record",
        ],
    ),
    (
        "permanence-invented",
        &["permanence-casework", "permanence-record"],
    ),
    (
        "permanence-engine",
        &[
            "permanence-record",
            "permanence-casework",
            "permanence-report",
            "permanence-exchange",
            "permanence-invented",
            "permanence-vault",
            "permanence-sync",
        ],
    ),
    (
        "permanence-engine-worker",
        &["permanence-engine", "permanence-vault"],
    ),
    ("permanence-sheets", &["permanence-exchange"]),
    ("permanence-intake", &[]),
    (
        "permanence-intake-worker",
        &[
            "permanence-engine",
            "permanence-engine-worker",
            "permanence-intake",
            "permanence-vault",
        ],
    ),
    ("permanence-endpoint", &["permanence-sync"]),
    (
        "permanence",
        &[
            "permanence-engine",
            "permanence-casework",
            "permanence-intake",
            "permanence-record",
            "permanence-report",
        ],
    ),
    ("permanence-unsynced", &[]),
    ("permanence-testkit", ANYTHING),
    ("permanence-simulation", ANYTHING),
    ("xtask", &[]),
];
/// For what exists for tests alone.
const ANYTHING: &[&str] = &["*"];
/// What the endpoint's tests may use: nothing that reads a record or holds a key.
const ENDPOINT_TESTS: [&str; 3] = [
    "permanence-sync",
    "permanence-unsynced",
    "permanence-endpoint",
];

/// Every dependency between rooms that is not allowed.
pub(super) fn check(metadata: &Value) -> Vec<Violation> {
    let empty = Vec::new();
    let packages = metadata["packages"].as_array().unwrap_or(&empty);
    packages.iter().flat_map(check_package).collect()
}

fn check_package(package: &Value) -> Vec<Violation> {
    let name = package["name"].as_str().unwrap_or_default();
    let file = manifest_of(name);
    let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
        return vec![Violation::new(
            &file,
            1,
            format!(
                "{name} is a new room: say in xtask/src/tidy/directions.rs what it may depend on"
            ),
        )];
    };
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    dependencies
        .filter(|dependency| dependency["path"].is_string())
        .filter_map(|dependency| {
            let other = dependency["name"].as_str().unwrap_or_default();
            let is_allowed = match dependency["kind"].as_str() {
                Some("dev") if name == "permanence-endpoint" => ENDPOINT_TESTS.contains(&other),
                Some("dev") => true,
                _ => allowed.contains(&other) || *allowed == ANYTHING,
            };
            (!is_allowed)
                .then(|| Violation::new(&file, 1, format!("{name} may not depend on {other}")))
        })
        .collect()
}

/// Where a package's manifest is.
pub(super) fn manifest_of(name: &str) -> String {
    match (name, name.strip_prefix("permanence-")) {
        (_, Some(room)) => format!("crates/{room}/Cargo.toml"),
        ("xtask", None) => "xtask/Cargo.toml".to_owned(),
        _ => "Cargo.toml".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use serde_json::json;

    #[track_caller]
    fn count(package: &str, other: &str, kind: Option<&str>, expected: usize) {
        let dependency = json!({"name": other, "kind": kind, "path": "/somewhere"});
        let metadata = json!({"packages": [{"name": package, "dependencies": [dependency]}]});
        assert_eq!(check(&metadata).len(), expected, "{package} -> {other}");
    }

    #[test]
    fn dependencies_point_one_way() {
        count("permanence-casework", "permanence-record", None, 0);
        count("permanence-record", "permanence-casework", None, 1);
        count("permanence-sync", "permanence-record", None, 1);
        count("permanence-sync", "permanence-vault", None, 1);
        count("permanence", "permanence-vault", None, 1);
        count("permanence-engine", "permanence-testkit", None, 1);
        count("permanence-simulation", "permanence-endpoint", None, 0);
    }

    #[test]
    fn the_endpoint_knows_no_record_even_in_its_tests() {
        count("permanence-endpoint", "permanence-sync", None, 0);
        count("permanence-endpoint", "permanence-record", None, 1);
        count("permanence-endpoint", "permanence-vault", Some("dev"), 1);
        count("permanence-record", "permanence-testkit", Some("dev"), 0);
    }

    #[test]
    fn a_new_room_must_be_placed() {
        count("permanence-attic", "serde", None, 1);
    }
}
