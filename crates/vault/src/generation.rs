//! A generation `g` of a team: one random secret `G_g`, from which every use derives under its own
//! label. Extracting is done once, when the secret arrives.
//!
//! ```text
//! batch key       = HKDF(G_g, "batch" ‖ batch id (16) ‖ header)
//! batch body v1   = nonce (24) | XChaCha20-Poly1305(padded entries), aad = header
//! keyring key     = HKDF(G_g, "keyring")                              (see crate::keyring)
//! ```
//! The header comes as bytes: `sync` defines it, with magic, version, suite, team, generation and
//! batch id. It precedes the body on the wire and is not repeated here.

use core::fmt;

use rand_core::CryptoRng;
use thiserror::Error;

use crate::{
    aead,
    hash::Deriver,
    key::{KeyId, SecretBytes},
    sensitive::Sensitive,
};

const SALT: &[u8] = b"permanence generation v1";
const ID_LABEL: &[u8] = b"permanence generation id v1";

/// What sealing adds to a padded batch body: nonce and tag, in bytes.
pub const BATCH_OVERHEAD_BYTES: usize = aead::OVERHEAD_BYTES;

/// A batch body does not open: altered, truncated, under another header, or of another generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the batch does not open with this generation")]
pub struct OpenBatchError;

/// `G_g` and what derives from it.
#[derive(Clone)]
pub struct Generation {
    number: u32,
    id: KeyId,
    secret: SecretBytes<32>,
    deriver: Deriver,
    keyring: SecretBytes<32>,
}

impl Generation {
    /// Draws the secret of generation `number`.
    pub fn generate(number: u32, rng: &mut impl CryptoRng) -> Self {
        Self::from_secret(number, SecretBytes::generate(rng))
    }

    /// Takes a secret that came by a wrap or a segment.
    pub fn from_secret(number: u32, secret: SecretBytes<32>) -> Self {
        // EXPOSE: the secret goes into HKDF and into its own name.
        let deriver = Deriver::extract(SALT, secret.expose());
        let id = KeyId::commit(ID_LABEL, &[&number.to_be_bytes(), secret.expose()]);
        Self {
            number,
            id,
            keyring: deriver.expand(&[b"keyring"]),
            secret,
            deriver,
        }
    }

    /// `g`, from 1.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The name that commits to number and secret.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) const fn secret(&self) -> &SecretBytes<32> {
        &self.secret
    }

    pub(crate) const fn keyring_key(&self) -> &SecretBytes<32> {
        &self.keyring
    }

    /// Seals a padded batch body under its header; the result goes after the header on the wire.
    ///
    /// A retry sends the same bytes again: it does not seal again.
    pub fn seal_batch(
        &self,
        header: &[u8],
        batch_id: &[u8; 16],
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Vec<u8> {
        aead::seal(&self.batch_key(header, batch_id), &[], header, &[body], rng)
    }

    /// Opens what [`seal_batch`](Self::seal_batch) made. Nothing of the body is believed before.
    ///
    /// # Errors
    /// See [`OpenBatchError`].
    pub fn open_batch(
        &self,
        header: &[u8],
        batch_id: &[u8; 16],
        sealed: &[u8],
    ) -> Result<Sensitive<Vec<u8>>, OpenBatchError> {
        aead::open(&self.batch_key(header, batch_id), header, sealed).ok_or(OpenBatchError)
    }

    fn batch_key(&self, header: &[u8], batch_id: &[u8; 16]) -> SecretBytes<32> {
        self.deriver.expand(&[b"batch", batch_id, header])
    }
}

impl fmt::Debug for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generation")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}
