//! The endpoint's log as a client sees it: positions without holes, and a running digest that
//! tells a client whether the log it continues is the one it read before.

use minicbor::{Decode, Encode};

use crate::ids::{BatchId, Digest, TeamId, sha256};

const LABEL: &[u8] = b"permanence log v1";

/// A place in a team's log: after the batch at `position`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, serde::Serialize, serde::Deserialize,
)]
#[cbor(array)]
pub struct Cursor {
    /// How many batches were ever accepted up to here.
    #[n(0)]
    pub position: u64,
    /// The digest over all of them, in order.
    #[n(1)]
    pub digest: Digest,
}

impl Cursor {
    /// Before the first batch of a team: `SHA-256(label ‖ team)`.
    #[must_use]
    pub fn start(team: &TeamId) -> Self {
        Self {
            position: 0,
            digest: Digest::from_bytes(sha256(&[LABEL, team.as_ref()])),
        }
    }

    /// After one more batch: `SHA-256(label ‖ digest ‖ position (8 bytes, big endian) ‖ batch id ‖
    /// SHA-256(batch))`. `None` past the last position there can be.
    #[must_use]
    pub fn after(&self, batch: &BatchId, content: &Digest) -> Option<Self> {
        let position = self.position.checked_add(1)?;
        let counted = position.to_be_bytes();
        let parts: [&[u8]; 5] = [
            LABEL,
            self.digest.as_ref(),
            &counted,
            batch.as_ref(),
            content.as_ref(),
        ];
        Some(Self {
            position,
            digest: Digest::from_bytes(sha256(&parts)),
        })
    }
}
