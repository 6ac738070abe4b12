//! Every stored or sent format keeps its golden vectors: they are added, never renamed or removed.

use super::Violation;
use super::source::Sources;

/// The vectors there are. A new format adds its line here.
const VECTORS: [&str; 38] = [
    "crates/casework/tests/golden/choices.txt",
    "crates/casework/tests/golden/fields.txt",
    "crates/engine/tests/golden/layout-v1.txt",
    "crates/record/tests/golden/operations-1.hex",
    "crates/record/tests/golden/page-1.hex",
    "crates/sync/tests/golden/batch-body.hex",
    "crates/sync/tests/golden/batch-header.hex",
    "crates/sync/tests/golden/blob-manifest.hex",
    "crates/sync/tests/golden/challenge-to-sign.hex",
    "crates/sync/tests/golden/cursor.hex",
    "crates/sync/tests/golden/entry-first.hex",
    "crates/sync/tests/golden/entry-second.hex",
    "crates/sync/tests/golden/message-error.hex",
    "crates/sync/tests/golden/message-head.hex",
    "crates/sync/tests/golden/message-log-page.hex",
    "crates/sync/tests/golden/message-token-request.hex",
    "crates/sync/tests/golden/request-to-sign.hex",
    "crates/sync/tests/golden/roster-add-intake.hex",
    "crates/sync/tests/golden/roster-add-worker.hex",
    "crates/sync/tests/golden/roster-cutoff.hex",
    "crates/sync/tests/golden/roster-erasure.hex",
    "crates/sync/tests/golden/roster-generation.hex",
    "crates/sync/tests/golden/roster-genesis.hex",
    "crates/sync/tests/golden/roster-kem-key.hex",
    "crates/sync/tests/golden/roster-revoke.hex",
    "crates/sync/tests/golden/roster-role.hex",
    "crates/vault/tests/golden/batch-v1.txt",
    "crates/vault/tests/golden/blob-v1.txt",
    "crates/vault/tests/golden/group-v1.txt",
    "crates/vault/tests/golden/identity-v1.txt",
    "crates/vault/tests/golden/intake-v1.txt",
    "crates/vault/tests/golden/local-v1.txt",
    "crates/vault/tests/golden/note-v1.txt",
    "crates/vault/tests/golden/pairing-v1.txt",
    "crates/vault/tests/golden/segment-v1.txt",
    "crates/vault/tests/golden/slot-v1.txt",
    "crates/vault/tests/golden/wrap-v1.txt",
    "crates/vault/tests/golden/x-wing.txt",
];

/// Every golden vector that is gone.
pub(super) fn check(sources: &Sources) -> Vec<Violation> {
    missing(sources, &VECTORS)
}

fn missing(sources: &Sources, vectors: &[&str]) -> Vec<Violation> {
    vectors
        .iter()
        .filter(|path| sources.text(path).is_none_or(|text| text.trim().is_empty()))
        .map(|path| {
            Violation::new(
                path,
                0,
                "this golden vector is gone: what was stored with it may no longer open",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Sources, missing};

    #[test]
    fn a_vector_that_is_gone_is_named() {
        let mut sources = Sources::default();
        sources.add("crates/sync/tests/golden/a.txt", "00");
        assert_eq!(
            missing(&sources, &["crates/sync/tests/golden/a.txt"]).len(),
            0
        );
        assert_eq!(
            missing(&sources, &["crates/sync/tests/golden/b.txt"]).len(),
            1
        );
    }
}
