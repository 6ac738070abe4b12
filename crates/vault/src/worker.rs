//! The worker key: notes that their author alone reads, inside the case.
//!
//! It must not be in the keyring in the clear, which every worker opens: it travels there as HPKE
//! wraps to that worker's own devices and kits.
//!
//! ```text
//! key id   = SHA-256(label ‖ worker (16) ‖ key), 16 bytes
//! note v1  = version 1 | key id (16) | nonce (24) | XChaCha20-Poly1305(text)
//!            aad = label ‖ version ‖ key id ‖ team (32) ‖ record (16)
//! wrap v1  = version 1 | suite 1 | encapsulated key (1120) | sealed key (48)
//!            info = label ‖ team ‖ generation u32 ‖ worker ‖ recipient ‖ key id; aad = version, suite
//! ```
//! A note's value is itself sealed again under the scope key of the record it stands in.

use core::fmt;

use rand_core::CryptoRng;
use thiserror::Error;

use crate::{
    aead::{self, AadBuilder},
    hybrid::{self, KemPrivateKey, KemPublicKey},
    key::{KeyId, SecretBytes},
    sensitive::Sensitive,
};

const VERSION: u8 = 1;
const ID_LABEL: &[u8] = b"permanence worker key id v1";
const NOTE_LABEL: &[u8] = b"permanence note v1";
const WRAP_LABEL: &[u8] = b"permanence worker wrap v1";
const NOTE_AAD_BYTES: usize = NOTE_LABEL.len() + 1 + 16 + 32 + 16;
const WRAP_INFO_BYTES: usize = WRAP_LABEL.len() + 32 + 4 + 16 + 16 + 16;
const PREFIX: [u8; 2] = [VERSION, hybrid::SUITE];
/// Length of a wrap, in bytes.
pub(crate) const WRAP_BYTES: usize = PREFIX.len() + hybrid::OVERHEAD_BYTES + 32;

/// The key of one worker, held by that worker's devices and kits.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkerKey {
    worker: [u8; 16],
    id: KeyId,
    key: SecretBytes<32>,
}

/// A worker key sealed to one device or kit of the same worker; lives in the keyring.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkerKeyWrap {
    /// The worker.
    pub worker: [u8; 16],
    /// Which of the worker's keys.
    pub key: KeyId,
    /// The device or kit that can open it.
    pub recipient: [u8; 16],
    /// The generation whose KEM key it is sealed to.
    pub generation: u32,
    pub(crate) sealed: Vec<u8>,
}

/// A note or a worker key does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenNoteError {
    /// Written by a newer build.
    #[error("note version {0} is not known")]
    UnknownVersion(u8),
    /// Another worker's, or an earlier key's.
    #[error("the note is sealed under another key")]
    OtherKey(KeyId),
    /// Altered, truncated, or moved from another record.
    #[error("the note is damaged")]
    Damaged,
}

impl WorkerKey {
    /// Draws a worker's key.
    pub fn generate(worker: [u8; 16], rng: &mut impl CryptoRng) -> Self {
        Self::from_secret(worker, SecretBytes::generate(rng))
    }

    /// Takes a key back from this device's own sealed store.
    pub fn from_secret(worker: [u8; 16], key: SecretBytes<32>) -> Self {
        // EXPOSE: the key goes into its own name, a one-way hash.
        let id = KeyId::commit(ID_LABEL, &[&worker, key.expose()]);
        Self { worker, id, key }
    }

    /// The secret, for this device's own sealed store.
    pub const fn secret(&self) -> &SecretBytes<32> {
        &self.key
    }

    /// The name that notes give it.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// Seals a note into `record`.
    pub fn seal_note(
        &self,
        team: &[u8; 32],
        record: &[u8; 16],
        text: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Vec<u8> {
        let mut prefix = [VERSION; 17];
        prefix[1..].copy_from_slice(&self.id.0);
        aead::seal(
            &self.key,
            &prefix,
            self.note_aad(team, record).as_slice(),
            &[text],
            rng,
        )
    }

    /// Opens a note of `record`.
    ///
    /// # Errors
    /// See [`OpenNoteError`].
    pub fn open_note(
        &self,
        team: &[u8; 32],
        record: &[u8; 16],
        note: &[u8],
    ) -> Result<Sensitive<Vec<u8>>, OpenNoteError> {
        let sealed = match note {
            [VERSION, sealed @ ..] => sealed,
            [version, ..] => return Err(OpenNoteError::UnknownVersion(*version)),
            [] => return Err(OpenNoteError::Damaged),
        };
        let (id, sealed) = sealed
            .split_first_chunk::<16>()
            .ok_or(OpenNoteError::Damaged)?;
        if *id != self.id.0 {
            return Err(OpenNoteError::OtherKey(KeyId(*id)));
        }
        aead::open(&self.key, self.note_aad(team, record).as_slice(), sealed)
            .ok_or(OpenNoteError::Damaged)
    }

    /// Seals the key to another device or kit of the same worker.
    pub fn wrap(
        &self,
        team: &[u8; 32],
        generation: u32,
        recipient: &[u8; 16],
        recipient_key: &KemPublicKey,
        rng: &mut impl CryptoRng,
    ) -> WorkerKeyWrap {
        let mut wrap = WorkerKeyWrap {
            worker: self.worker,
            key: self.id,
            recipient: *recipient,
            generation,
            sealed: Vec::new(),
        };
        let info = wrap.info(team);
        // EXPOSE: the key is the plaintext.
        wrap.sealed = hybrid::seal(
            recipient_key,
            &PREFIX,
            info.as_slice(),
            &PREFIX,
            self.key.expose(),
            rng,
        );
        wrap
    }

    fn note_aad(&self, team: &[u8; 32], record: &[u8; 16]) -> AadBuilder<NOTE_AAD_BYTES> {
        AadBuilder::new()
            .with(NOTE_LABEL)
            .with(&[VERSION])
            .with(&self.id.0)
            .with(team)
            .with(record)
    }
}

impl fmt::Debug for WorkerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerKey")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl WorkerKeyWrap {
    /// Opens the wrap with a KEM key of its recipient.
    ///
    /// # Errors
    /// See [`OpenNoteError`].
    pub fn open(&self, team: &[u8; 32], key: &KemPrivateKey) -> Result<WorkerKey, OpenNoteError> {
        let sealed = match self.sealed.as_slice() {
            [VERSION, hybrid::SUITE, sealed @ ..] => sealed,
            [VERSION, ..] | [] => return Err(OpenNoteError::Damaged),
            [version, ..] => return Err(OpenNoteError::UnknownVersion(*version)),
        };
        let secret = hybrid::open(key, self.info(team).as_slice(), &PREFIX, sealed)
            .ok_or(OpenNoteError::Damaged)?;
        // EXPOSE: becomes the key.
        let secret = secret
            .expose()
            .as_slice()
            .try_into()
            .map_err(|_| OpenNoteError::Damaged)?;
        let opened = WorkerKey::from_secret(self.worker, SecretBytes::from_bytes(secret));
        if opened.id == self.key {
            Ok(opened)
        } else {
            Err(OpenNoteError::Damaged)
        }
    }

    fn info(&self, team: &[u8; 32]) -> AadBuilder<WRAP_INFO_BYTES> {
        AadBuilder::new()
            .with(WRAP_LABEL)
            .with(team)
            .with(&self.generation.to_be_bytes())
            .with(&self.worker)
            .with(&self.recipient)
            .with(&self.key.0)
    }
}
