//! Intake: a device that writes and cannot read. It seals items to the team's intake key; the
//! private half is in the keyring. The pair rotates at each generation.
//!
//! ```text
//! key id  = SHA-256(label ‖ generation u32 ‖ seed of the private key), 16 bytes
//! item v1 = version 1 | suite 1 | key id (16) | encapsulated key (1120) | sealed padded content
//! info    = label ‖ team (32) ‖ key id        aad = version ‖ suite ‖ key id ‖ item id (16)
//! ```
//! Content is padded (4/16/64/256 KiB, then Padmé), so that its length says little.

use rand_core::CryptoRng;
use thiserror::Error;

use crate::{
    aead::AadBuilder,
    hybrid::{self, KemPrivateKey, KemPublicKey},
    key::KeyId,
    padding,
    sensitive::Sensitive,
};

const VERSION: u8 = 1;
const LABEL: &[u8] = b"permanence intake v1";
const ID_LABEL: &[u8] = b"permanence intake key id v1";
const PREFIX_BYTES: usize = 2 + 16;
const INFO_BYTES: usize = LABEL.len() + 32 + 16;
/// Longest content of an item, in bytes.
pub const MAX_ITEM_BYTES: usize = 1 << 20;

/// The random name under which an item is posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IntakeItemId(pub [u8; 16]);

/// The public half, given to intake devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakePublicKey {
    /// The generation it belongs to.
    pub generation: u32,
    /// The name that items give the key.
    pub id: KeyId,
    /// The X-Wing public key.
    pub key: KemPublicKey,
}

/// Both halves, as the keyring holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeKeyPair {
    generation: u32,
    id: KeyId,
    private: KemPrivateKey,
}

/// Why an intake item does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenIntakeItemError {
    /// Written by a newer build.
    #[error("intake item version {0} is not known")]
    UnknownVersion(u8),
    /// Sealed to another intake key, named here.
    #[error("the intake item is sealed to another key")]
    OtherKey(KeyId),
    /// Altered, truncated, posted under another name, or for another team.
    #[error("the intake item is damaged")]
    Damaged,
}

/// The content is longer than [`MAX_ITEM_BYTES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the intake item is too large")]
pub struct IntakeItemTooLarge;

impl IntakePublicKey {
    /// Seals an item that only the team reads.
    ///
    /// # Errors
    /// When the content is longer than [`MAX_ITEM_BYTES`].
    pub fn seal_item(
        &self,
        team: &[u8; 32],
        item: IntakeItemId,
        content: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, IntakeItemTooLarge> {
        if content.len() > MAX_ITEM_BYTES {
            return Err(IntakeItemTooLarge);
        }
        let padded = padding::pad(content).ok_or(IntakeItemTooLarge)?;
        let prefix = prefix(self.id);
        let info = info(team, self.id);
        let aad = aad(&prefix, item);
        Ok(hybrid::seal(
            &self.key,
            &prefix,
            info.as_slice(),
            aad.as_slice(),
            &padded,
            rng,
        ))
    }
}

impl IntakeKeyPair {
    /// Draws the pair of a generation.
    pub fn generate(generation: u32, rng: &mut impl CryptoRng) -> Self {
        Self::from_private(generation, KemPrivateKey::generate(rng))
    }

    pub(crate) fn from_private(generation: u32, private: KemPrivateKey) -> Self {
        // EXPOSE: the seed goes into the key's name, a one-way hash.
        let id = KeyId::commit(ID_LABEL, &[&generation.to_be_bytes(), private.0.expose()]);
        Self {
            generation,
            id,
            private,
        }
    }

    /// The generation it belongs to.
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// The name that items give the key.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The half that intake devices get.
    pub fn public_key(&self) -> IntakePublicKey {
        IntakePublicKey {
            generation: self.generation,
            id: self.id,
            key: self.private.public_key(),
        }
    }

    pub(crate) const fn private(&self) -> &KemPrivateKey {
        &self.private
    }

    /// The key an item names, to find the pair in the keyring.
    pub fn key_of(item: &[u8]) -> Option<KeyId> {
        match item {
            [VERSION, hybrid::SUITE, rest @ ..] => rest.first_chunk().map(|id| KeyId(*id)),
            _ => None,
        }
    }

    /// Opens an item posted under `item`.
    ///
    /// # Errors
    /// See [`OpenIntakeItemError`].
    pub fn open_item(
        &self,
        team: &[u8; 32],
        item: IntakeItemId,
        sealed: &[u8],
    ) -> Result<Sensitive<Vec<u8>>, OpenIntakeItemError> {
        match sealed.first() {
            Some(&VERSION) => {}
            Some(&version) => return Err(OpenIntakeItemError::UnknownVersion(version)),
            None => return Err(OpenIntakeItemError::Damaged),
        }
        let named = Self::key_of(sealed).ok_or(OpenIntakeItemError::Damaged)?;
        if named != self.id {
            return Err(OpenIntakeItemError::OtherKey(named));
        }
        let (prefix, sealed) = sealed
            .split_first_chunk()
            .ok_or(OpenIntakeItemError::Damaged)?;
        let info = info(team, self.id);
        let aad = aad(prefix, item);
        hybrid::open(&self.private, info.as_slice(), aad.as_slice(), sealed)
            .and_then(padding::unpad)
            .ok_or(OpenIntakeItemError::Damaged)
    }
}

fn prefix(id: KeyId) -> [u8; PREFIX_BYTES] {
    let mut prefix = [0; PREFIX_BYTES];
    prefix[..2].copy_from_slice(&[VERSION, hybrid::SUITE]);
    prefix[2..].copy_from_slice(&id.0);
    prefix
}

fn info(team: &[u8; 32], id: KeyId) -> AadBuilder<INFO_BYTES> {
    AadBuilder::new().with(LABEL).with(team).with(&id.0)
}

fn aad(prefix: &[u8; PREFIX_BYTES], item: IntakeItemId) -> AadBuilder<{ PREFIX_BYTES + 16 }> {
    AadBuilder::new().with(prefix).with(&item.0)
}
