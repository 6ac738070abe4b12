//! Key slots: a passphrase opens the device key, as LUKS does it.
//!
//! ```text
//! slot v1 (131 bytes) = version 1 | kind 1 (passphrase)
//!                     | memory KiB u32 | passes u32 | lanes u8 | salt (16)
//!                     | commitment (32) | nonce (24) | XChaCha20-Poly1305(device key) (48)
//! secret              = Argon2id(folded passphrase, salt, memory, passes, lanes)
//! key ‖ commitment    = HKDF-SHA-256(secret)
//! associated data     = label ‖ every byte before the nonce
//! ```
//!
//! The commitment is compared first and in constant time: XChaCha20-Poly1305 alone does not commit
//! to its key, and a slot that opens under many passphrases would let them be tried in bulk.
//!
//! The derivation is the slow part and stands apart ([`derive_slot_secret`]), so that a disposable
//! worker does it and hands back only the [`SlotSecret`]. Changing the passphrase is making a new
//! slot for the same device key and, in one transaction, putting it in place of the old one.

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use thiserror::Error;

use crate::{
    aead, hash::Deriver, key::SecretBytes, local::DeviceKey, passphrase::Passphrase, reader::Reader,
};

const VERSION: u8 = 1;
const KIND_PASSPHRASE: u8 = 1;
const SALT_BYTES: usize = 16;
const COMMITMENT_BYTES: usize = 32;
const LABEL: &[u8] = b"permanence slot v1";
const PARAMETER_BYTES: usize = 4 + 4 + 1 + SALT_BYTES;
const COMMITMENT_START: usize = 2 + PARAMETER_BYTES;
const NONCE_START: usize = COMMITMENT_START + COMMITMENT_BYTES;
/// Length of a passphrase slot, in bytes.
pub const SLOT_BYTES: usize = NONCE_START + aead::OVERHEAD_BYTES + 32;

/// No slot, wherever it comes from, is derived with less (OWASP's minimum for Argon2id).
const FLOOR_MEMORY_KIB: u32 = 19 * 1024;
const FLOOR_PASSES: u32 = 2;
/// No slot makes this device spend more: a foreign slot must not be a memory bomb.
const CEILING_MEMORY_KIB: u32 = 256 * 1024;
const CEILING_PASSES: u32 = 16;
const LANES: u32 = 1;

/// How much a new slot makes each guess cost. Nothing weaker can be spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotStrength {
    /// 64 MiB, 3 passes: the rule.
    Standard,
    /// 32 MiB, 6 passes: where 64 MiB are refused.
    LowMemory,
    /// 19 MiB, 2 passes: the floor, where even 32 MiB are refused.
    Floor,
}

/// Cost and salt of a derivation. Values outside floor and ceiling do not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotParameters {
    memory_kib: u32,
    passes: u32,
    salt: [u8; SALT_BYTES],
}

/// Why stored bytes are not a slot, or not one this build accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ParseSlotError {
    /// Not the length of this kind of slot.
    #[error("the slot is truncated or too long")]
    Length,
    /// Written by a newer build; it is left alone.
    #[error("slot version {0} is not known")]
    UnknownVersion(u8),
    /// A kind of slot (security key, PIN) that this build does not open; it is left alone.
    #[error("slot kind {0} is not known")]
    UnknownKind(u8),
    /// Under the floor that is compiled in.
    #[error("the slot's parameters are too weak")]
    WeakParameters,
    /// Over the ceiling that is compiled in, or more than one lane.
    #[error("the slot's parameters are too costly")]
    CostlyParameters,
}

/// Why the derivation gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DeriveSlotError {
    /// The memory was refused: try [`SlotStrength::LowMemory`] for a new slot; for a stored one,
    /// close other programs.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
}

/// Why a slot stays shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenSlotError {
    /// The passphrase is another one (or salt or parameters were altered, which nothing can tell
    /// apart).
    #[error("wrong passphrase")]
    WrongSecret,
    /// The passphrase is right and the sealed key was altered.
    #[error("the slot is damaged")]
    Damaged,
}

impl SlotParameters {
    /// Parameters for a new slot, with a salt of its own.
    pub fn generate(strength: SlotStrength, rng: &mut impl CryptoRng) -> Self {
        let (memory_kib, passes) = match strength {
            SlotStrength::Standard => (64 * 1024, 3),
            SlotStrength::LowMemory => (32 * 1024, 6),
            SlotStrength::Floor => (FLOOR_MEMORY_KIB, FLOOR_PASSES),
        };
        let mut salt = [0; SALT_BYTES];
        rng.fill_bytes(&mut salt);
        Self {
            memory_kib,
            passes,
            salt,
        }
    }

    /// 25 bytes, to hand to the worker that derives.
    pub fn to_bytes(&self) -> [u8; PARAMETER_BYTES] {
        let mut bytes = [0; PARAMETER_BYTES];
        bytes[..4].copy_from_slice(&self.memory_kib.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.passes.to_be_bytes());
        bytes[8] = LANES as u8;
        bytes[9..].copy_from_slice(&self.salt);
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// Wrong length; parameters under the floor or over the ceiling.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseSlotError> {
        let mut reader = Reader::new(bytes);
        let memory_kib = reader.u32().ok_or(ParseSlotError::Length)?;
        let passes = reader.u32().ok_or(ParseSlotError::Length)?;
        let lanes = reader.byte().ok_or(ParseSlotError::Length)?;
        let salt = reader.array().ok_or(ParseSlotError::Length)?;
        if !reader.is_empty() {
            return Err(ParseSlotError::Length);
        }
        if memory_kib < FLOOR_MEMORY_KIB || passes < FLOOR_PASSES || lanes == 0 {
            return Err(ParseSlotError::WeakParameters);
        }
        if memory_kib > CEILING_MEMORY_KIB || passes > CEILING_PASSES || u32::from(lanes) > LANES {
            return Err(ParseSlotError::CostlyParameters);
        }
        Ok(Self {
            memory_kib,
            passes,
            salt,
        })
    }

    /// Memory of one derivation, in KiB.
    pub const fn memory_kib(&self) -> u32 {
        self.memory_kib
    }

    /// Passes over that memory.
    pub const fn passes(&self) -> u32 {
        self.passes
    }
}

/// What Argon2id makes of a passphrase: opens one slot, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotSecret(SecretBytes<32>);

impl SlotSecret {
    /// Takes the bytes back from the worker that derived them.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(SecretBytes::from_bytes(bytes))
    }

    /// The bytes, to hand from worker to worker and nowhere else.
    pub const fn expose(&self) -> &[u8; 32] {
        // EXPOSE: the caller says why.
        self.0.expose()
    }

    fn key_and_commitment(&self) -> (SecretBytes<32>, SecretBytes<COMMITMENT_BYTES>) {
        // EXPOSE: the secret goes into HKDF.
        let deriver = Deriver::extract(LABEL, self.0.expose());
        (deriver.expand(&[b"key"]), deriver.expand(&[b"commitment"]))
    }
}

/// Argon2id over a folded passphrase: a third of a second to a second, and the memory the
/// parameters say. Meant for a disposable worker.
///
/// # Errors
/// When that memory is refused.
pub fn derive_slot_secret(
    passphrase: &Passphrase,
    parameters: &SlotParameters,
) -> Result<SlotSecret, DeriveSlotError> {
    let mut secret = SecretBytes::zero();
    let cost = sealing::Cost {
        memory_kib: parameters.memory_kib,
        passes: parameters.passes,
        lanes: LANES,
    };
    // EXPOSE: filled in place. Floor and ceiling lie within Argon2's own limits, so a refusal is the memory's.
    if sealing::stretch(
        passphrase.as_bytes(),
        &parameters.salt,
        cost,
        secret.expose_mut(),
    ) {
        Ok(SlotSecret(secret))
    } else {
        Err(DeriveSlotError::OutOfMemory)
    }
}

/// A passphrase slot as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    parameters: SlotParameters,
    bytes: [u8; SLOT_BYTES],
}

impl Slot {
    /// Seals `device_key` under a derived secret. `parameters` are those the secret came from.
    pub fn create(
        secret: &SlotSecret,
        parameters: &SlotParameters,
        device_key: &DeviceKey,
        rng: &mut impl CryptoRng,
    ) -> Self {
        let (key, commitment) = secret.key_and_commitment();
        let mut header = Vec::with_capacity(SLOT_BYTES);
        header.extend_from_slice(&[VERSION, KIND_PASSPHRASE]);
        header.extend_from_slice(&parameters.to_bytes());
        // EXPOSE: the commitment is public by design: it tells nothing of the key beside it.
        header.extend_from_slice(commitment.expose());
        let aad = [LABEL, &header].concat();
        // EXPOSE: the device key is the plaintext.
        let sealed = aead::seal(&key, &header, &aad, &[device_key.expose()], rng);
        let bytes = sealed
            .try_into()
            .expect("every part of a slot has a fixed length");
        Self {
            parameters: parameters.clone(),
            bytes,
        }
    }

    /// Reads a stored slot; nothing slow is done yet.
    ///
    /// # Errors
    /// See [`ParseSlotError`]; unknown versions and kinds are told apart so that they are kept.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseSlotError> {
        match bytes {
            [VERSION, KIND_PASSPHRASE, ..] => {}
            [VERSION, kind, ..] => return Err(ParseSlotError::UnknownKind(*kind)),
            [version, ..] => return Err(ParseSlotError::UnknownVersion(*version)),
            [] => return Err(ParseSlotError::Length),
        }
        let bytes: [u8; SLOT_BYTES] = bytes.try_into().map_err(|_| ParseSlotError::Length)?;
        let parameters = SlotParameters::from_bytes(&bytes[2..COMMITMENT_START])?;
        Ok(Self { parameters, bytes })
    }

    /// The bytes to store.
    pub const fn as_bytes(&self) -> &[u8; SLOT_BYTES] {
        &self.bytes
    }

    /// What the derivation needs.
    pub const fn parameters(&self) -> &SlotParameters {
        &self.parameters
    }

    /// Opens the slot with a derived secret.
    ///
    /// # Errors
    /// See [`OpenSlotError`].
    pub fn open(&self, secret: &SlotSecret) -> Result<DeviceKey, OpenSlotError> {
        let (key, commitment) = secret.key_and_commitment();
        // EXPOSE: compared in constant time with the public commitment.
        let is_committed = commitment
            .expose()
            .ct_eq(&self.bytes[COMMITMENT_START..NONCE_START]);
        if !bool::from(is_committed) {
            return Err(OpenSlotError::WrongSecret);
        }
        let (header, sealed) = self.bytes.split_at(NONCE_START);
        let aad = [LABEL, header].concat();
        let plaintext = aead::open(&key, &aad, sealed).ok_or(OpenSlotError::Damaged)?;
        // EXPOSE: the device key leaves its seal.
        let bytes = plaintext
            .expose()
            .as_slice()
            .try_into()
            .map_err(|_| OpenSlotError::Damaged)?;
        Ok(DeviceKey::from_bytes(bytes))
    }
}
