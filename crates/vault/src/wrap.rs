//! Wraps: `G_g` sealed to each live device and kit.
//!
//! ```text
//! wrap v1 = version 1 | suite 1 | generation u32 | encapsulated key (1120) | sealed secret (48)
//! info    = label ‖ team (32) ‖ generation u32 ‖ recipient (16)
//! aad     = version ‖ suite ‖ generation
//! digest  = SHA-256(label ‖ generation u32 ‖ count u32 ‖ (recipient ‖ SHA-256(wrap)) …), by recipient
//! ```
//! HPKE does not say who sent a wrap: a signed roster entry names the digest of all of them. Old
//! wraps are deleted at the endpoint, and the KEM keys they were sealed to are rotated.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use thiserror::Error;

use crate::{
    aead::AadBuilder,
    generation::Generation,
    hash,
    hybrid::{self, KemPrivateKey, KemPublicKey},
    key::SecretBytes,
    reader::Reader,
};

const VERSION: u8 = 1;
const LABEL: &[u8] = b"permanence wrap v1";
const DIGEST_LABEL: &[u8] = b"permanence wraps v1";
const PREFIX_BYTES: usize = 2 + 4;
const INFO_BYTES: usize = LABEL.len() + 32 + 4 + 16;
/// Length of a wrap, in bytes.
pub const WRAP_BYTES: usize = PREFIX_BYTES + hybrid::OVERHEAD_BYTES + 32;

/// Why a wrap gives no generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenWrapError {
    /// Written by a newer build.
    #[error("wrap version {0} is not known")]
    UnknownVersion(u8),
    /// Of another length, suite or generation than due.
    #[error("the wrap is malformed")]
    Malformed,
    /// Sealed to another device, to a KEM key already rotated, for another team, or altered.
    #[error("the wrap does not open here")]
    NotForThisKey,
}

/// Seals a generation's secret to one device or kit.
pub fn wrap_generation(
    generation: &Generation,
    team: &[u8; 32],
    recipient: &[u8; 16],
    recipient_key: &KemPublicKey,
    rng: &mut impl CryptoRng,
) -> Vec<u8> {
    let prefix = prefix(generation.number());
    let info = info(team, generation.number(), recipient);
    // EXPOSE: the secret is the plaintext.
    let secret = generation.secret().expose();
    hybrid::seal(
        recipient_key,
        &prefix,
        info.as_slice(),
        &prefix,
        secret,
        rng,
    )
}

/// Opens the wrap of generation `number` for this device; `keys` as
/// [`Identity::kem_keys`](crate::Identity::kem_keys) gives them.
///
/// # Errors
/// See [`OpenWrapError`].
pub fn open_generation<'a>(
    wrap: &[u8],
    team: &[u8; 32],
    number: u32,
    recipient: &[u8; 16],
    keys: impl IntoIterator<Item = &'a KemPrivateKey>,
) -> Result<Generation, OpenWrapError> {
    let prefix = prefix(number);
    let sealed = parse(wrap, &prefix)?;
    let info = info(team, number, recipient);
    let secret = keys
        .into_iter()
        .find_map(|key| hybrid::open(key, info.as_slice(), &prefix, sealed))
        .ok_or(OpenWrapError::NotForThisKey)?;
    // EXPOSE: becomes the generation.
    let secret = secret
        .expose()
        .as_slice()
        .try_into()
        .map_err(|_| OpenWrapError::Malformed)?;
    Ok(Generation::from_secret(
        number,
        SecretBytes::from_bytes(secret),
    ))
}

/// The digest that a roster entry names: covers every wrap and who gets it.
pub fn wraps_digest(number: u32, wraps: &BTreeMap<[u8; 16], Vec<u8>>) -> [u8; 32] {
    let mut list = Vec::with_capacity(wraps.len() * 48);
    for (recipient, wrap) in wraps {
        list.extend_from_slice(recipient);
        list.extend_from_slice(&hash::sha256(b"", &[wrap]));
    }
    // The count is that of 48-byte items that follow; a map in memory has fewer than 2^32.
    let count = (wraps.len() as u32).to_be_bytes();
    hash::sha256(DIGEST_LABEL, &[&number.to_be_bytes(), &count, &list])
}

fn parse<'a>(wrap: &'a [u8], prefix: &[u8; PREFIX_BYTES]) -> Result<&'a [u8], OpenWrapError> {
    match wrap.first() {
        Some(&VERSION) => {}
        Some(&version) => return Err(OpenWrapError::UnknownVersion(version)),
        None => return Err(OpenWrapError::Malformed),
    }
    let mut reader = Reader::new(wrap);
    if wrap.len() != WRAP_BYTES || reader.array() != Some(*prefix) {
        return Err(OpenWrapError::Malformed);
    }
    Ok(reader.rest())
}

fn prefix(number: u32) -> [u8; PREFIX_BYTES] {
    let [a, b, c, d] = number.to_be_bytes();
    [VERSION, hybrid::SUITE, a, b, c, d]
}

fn info(team: &[u8; 32], number: u32, recipient: &[u8; 16]) -> AadBuilder<INFO_BYTES> {
    AadBuilder::new()
        .with(LABEL)
        .with(team)
        .with(&number.to_be_bytes())
        .with(recipient)
}
