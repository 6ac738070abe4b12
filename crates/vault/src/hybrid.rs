//! HPKE base mode over X-Wing (ML-KEM-768 with X25519), HKDF-SHA-256 and ChaCha20-Poly1305.
//!
//! One suite, chosen here. Each use has an `info` of its own that binds team and purpose. Base
//! mode does not say who sent: what must be authentic is named by a signed roster entry.

use core::fmt;

use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::XWing, single_shot_open, single_shot_seal_with_rng,
};
use rand_core::CryptoRng;
use thiserror::Error;

use crate::{key::SecretBytes, sensitive::Sensitive};

/// The only suite: X-Wing, HKDF-SHA-256, ChaCha20-Poly1305.
pub(crate) const SUITE: u8 = 1;
pub(crate) const PUBLIC_KEY_BYTES: usize = 1216;
pub(crate) const ENCAPSULATED_BYTES: usize = 1120;
/// What sealing adds to a plaintext: the encapsulated key and the tag.
pub(crate) const OVERHEAD_BYTES: usize = ENCAPSULATED_BYTES + 16;

/// The bytes are not an X-Wing public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an X-Wing public key")]
pub struct ParseKemPublicKeyError;

/// The public half of a key that receives HPKE messages: 1216 bytes, checked when parsed.
#[derive(Clone, PartialEq, Eq)]
pub struct KemPublicKey(Box<[u8; PUBLIC_KEY_BYTES]>);

impl KemPublicKey {
    /// Reads a public key.
    ///
    /// # Errors
    /// When the length is not 1216 bytes or the ML-KEM half is not in its canonical form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseKemPublicKeyError> {
        let bytes: &[u8; PUBLIC_KEY_BYTES] =
            bytes.try_into().map_err(|_| ParseKemPublicKeyError)?;
        parse_public(bytes).ok_or(ParseKemPublicKeyError)?;
        Ok(Self(Box::new(*bytes)))
    }

    /// The 1216 bytes, as published in the roster.
    pub fn as_bytes(&self) -> &[u8; PUBLIC_KEY_BYTES] {
        &self.0
    }
}

impl fmt::Debug for KemPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KemPublicKey(…)")
    }
}

/// The private half: a seed of 32 bytes from which X-Wing expands everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KemPrivateKey(pub(crate) SecretBytes<32>);

impl KemPrivateKey {
    /// Draws a key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(SecretBytes::generate(rng))
    }

    /// The public half; expands the seed, some tens of microseconds.
    pub fn public_key(&self) -> KemPublicKey {
        let public = XWing::sk_to_pk(&self.parsed());
        let mut bytes = Box::new([0; PUBLIC_KEY_BYTES]);
        public.write_exact(bytes.as_mut_slice());
        KemPublicKey(bytes)
    }

    fn parsed(&self) -> <XWing as Kem>::PrivateKey {
        // EXPOSE: the seed goes into the KEM.
        <XWing as Kem>::PrivateKey::from_bytes(self.0.expose())
            .expect("any 32 bytes are an X-Wing seed")
    }
}

/// Seals to `recipient`: `prefix | encapsulated key (1120) | ciphertext | tag (16)`.
pub(crate) fn seal(
    recipient: &KemPublicKey,
    prefix: &[u8],
    info: &[u8],
    aad: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Vec<u8> {
    let public = parse_public(&recipient.0).expect("checked when the key was made");
    let (encapsulated, ciphertext) =
        single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeS::Base,
            &public,
            info,
            plaintext,
            aad,
            rng,
        )
        .expect("encapsulating to a parsed key and sealing under 256 GiB cannot fail");
    let mut sealed = Vec::with_capacity(prefix.len() + ENCAPSULATED_BYTES + ciphertext.len());
    sealed.extend_from_slice(prefix);
    sealed.extend_from_slice(&encapsulated.to_bytes());
    sealed.extend_from_slice(&ciphertext);
    sealed
}

/// Opens `encapsulated key | ciphertext | tag`.
pub(crate) fn open(
    recipient: &KemPrivateKey,
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Option<Sensitive<Vec<u8>>> {
    let (encapsulated, ciphertext) = sealed.split_at_checked(ENCAPSULATED_BYTES)?;
    let encapsulated = <XWing as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
    single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeR::Base,
        &recipient.parsed(),
        &encapsulated,
        info,
        ciphertext,
        aad,
    )
    .ok()
    .map(Sensitive::new)
}

fn parse_public(bytes: &[u8; PUBLIC_KEY_BYTES]) -> Option<<XWing as Kem>::PublicKey> {
    <XWing as Kem>::PublicKey::from_bytes(bytes).ok()
}
