//! Scope keys: each record names exactly one scope, and what it says is sealed under that scope's
//! key. A case has two independent keys, personal and figures, so that forgetting destroys the
//! first and keeps the second.
//!
//! ```text
//! key id          = SHA-256(label ‖ kind ‖ scope (16) ‖ compartment ‖ generation u32 ‖ key), 16 bytes
//! group v1        = version 1 | nonce (24) | XChaCha20-Poly1305(operations)
//! associated data = label ‖ version ‖ team (32) ‖ device (16) ‖ sequence u64 ‖ key id (16)
//! ```
//! The operations of one entry and one key form one group, so an address names one group.

use core::fmt;

use rand_core::CryptoRng;
use thiserror::Error;

use crate::{
    aead::{self, AadBuilder},
    key::{KeyId, SecretBytes},
    sensitive::Sensitive,
};

const VERSION: u8 = 1;
const LABEL: &[u8] = b"permanence group v1";
const ID_LABEL: &[u8] = b"permanence scope key id v1";
const AAD_BYTES: usize = LABEL.len() + 1 + 32 + 16 + 8 + 16;

/// What a scope is about. Kinds of a newer build are kept as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeKind(pub u8);

impl ScopeKind {
    /// A case and everything told in it.
    pub const CASE: Self = Self(1);
    /// A person, who may appear in several cases.
    pub const PERSON: Self = Self(2);
    /// The team's own matters: stations, rota, fields.
    pub const TEAM: Self = Self(3);
}

/// Which half of a scope a key opens. Those of a newer build are kept as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Compartment(pub u8);

impl Compartment {
    /// Identity and narrative: destroyed by forgetting.
    pub const PERSONAL: Self = Self(1);
    /// What figures need, with no name and no narrative.
    pub const FIGURES: Self = Self(2);
}

/// One case, one person, or the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// What the scope is about.
    pub kind: ScopeKind,
    /// The identifier of the case or person; zeros for the team.
    pub id: [u8; 16],
}

/// The random key of one compartment of one scope.
#[derive(Clone, PartialEq, Eq)]
pub struct ScopeKey {
    scope: Scope,
    compartment: Compartment,
    generation: u32,
    id: KeyId,
    key: SecretBytes<32>,
}

/// Where a group stands: binds it to its place, so that it opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupAddress {
    /// The team.
    pub team: [u8; 32],
    /// The device that wrote the entry.
    pub device: [u8; 16],
    /// The sequence of the entry in that device's chain.
    pub sequence: u64,
}

/// A group does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenGroupError {
    /// Written by a newer build.
    #[error("group version {0} is not known")]
    UnknownVersion(u8),
    /// Altered, truncated, moved from another entry, or sealed under another key.
    #[error("the group is damaged")]
    Damaged,
}

impl ScopeKey {
    /// Draws a key, independent of every other; `generation` is the one in force, and lets a later
    /// key take over from an earlier one of the same scope.
    pub fn generate(
        scope: Scope,
        compartment: Compartment,
        generation: u32,
        rng: &mut impl CryptoRng,
    ) -> Self {
        Self::from_parts(scope, compartment, generation, SecretBytes::generate(rng))
    }

    pub(crate) fn from_parts(
        scope: Scope,
        compartment: Compartment,
        generation: u32,
        key: SecretBytes<32>,
    ) -> Self {
        // EXPOSE: the key goes into its own name, a one-way hash.
        let parts: [&[u8]; 5] = [
            &[scope.kind.0],
            &scope.id,
            &[compartment.0],
            &generation.to_be_bytes(),
            key.expose(),
        ];
        let id = KeyId::commit(ID_LABEL, &parts);
        Self {
            scope,
            compartment,
            generation,
            id,
            key,
        }
    }

    /// The scope this key belongs to.
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// The half of the scope this key opens.
    pub const fn compartment(&self) -> Compartment {
        self.compartment
    }

    /// The generation in force when it was drawn.
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// The name that entries give it.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) const fn key(&self) -> &SecretBytes<32> {
        &self.key
    }

    /// Seals the operations of one entry and this scope. Adds 41 bytes; one allocation.
    pub fn seal_group(
        &self,
        address: &GroupAddress,
        operations: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Vec<u8> {
        aead::seal(
            &self.key,
            &[VERSION],
            self.aad(address).as_slice(),
            &[operations],
            rng,
        )
    }

    /// Opens what [`seal_group`](Self::seal_group) made at the same address.
    ///
    /// # Errors
    /// See [`OpenGroupError`].
    pub fn open_group(
        &self,
        address: &GroupAddress,
        sealed: &[u8],
    ) -> Result<Sensitive<Vec<u8>>, OpenGroupError> {
        match sealed {
            [VERSION, sealed @ ..] => aead::open(&self.key, self.aad(address).as_slice(), sealed)
                .ok_or(OpenGroupError::Damaged),
            [version, ..] => Err(OpenGroupError::UnknownVersion(*version)),
            [] => Err(OpenGroupError::Damaged),
        }
    }

    fn aad(&self, address: &GroupAddress) -> AadBuilder<AAD_BYTES> {
        AadBuilder::new()
            .with(LABEL)
            .with(&[VERSION])
            .with(&address.team)
            .with(&address.device)
            .with(&address.sequence.to_be_bytes())
            .with(&self.id.0)
    }
}

impl fmt::Debug for ScopeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopeKey")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
