//! XChaCha20-Poly1305 with a random nonce, in one allocation.
//!
//! `sealed = prefix | nonce (24) | ciphertext | tag (16)`. The prefix (a version, a header) is
//! visible; callers put it in the associated data too.

use rand_core::CryptoRng;

use crate::{key::SecretBytes, sensitive::Sensitive};

pub(crate) use sealing::{NONCE_BYTES, TAG_BYTES};
/// What sealing adds to a plaintext, less the prefix.
pub(crate) const OVERHEAD_BYTES: usize = NONCE_BYTES + TAG_BYTES;

/// Seals `plaintext`, the concatenation of its parts.
pub(crate) fn seal(
    key: &SecretBytes<32>,
    prefix: &[u8],
    aad: &[u8],
    plaintext: &[&[u8]],
    rng: &mut impl CryptoRng,
) -> Vec<u8> {
    let mut nonce = [0; NONCE_BYTES];
    rng.fill_bytes(&mut nonce);
    seal_with(key, prefix, aad, plaintext, &nonce)
}

fn seal_with(
    key: &SecretBytes<32>,
    prefix: &[u8],
    aad: &[u8],
    plaintext: &[&[u8]],
    nonce: &[u8; NONCE_BYTES],
) -> Vec<u8> {
    let length: usize = plaintext.iter().map(|part| part.len()).sum();
    let mut sealed = Vec::with_capacity(prefix.len() + OVERHEAD_BYTES + length);
    sealed.extend_from_slice(prefix);
    sealed.extend_from_slice(nonce);
    let start = sealed.len();
    for part in plaintext {
        sealed.extend_from_slice(part);
    }
    // EXPOSE: the key goes into the cipher, which wipes its copy.
    let tag = sealing::encrypt(key.expose(), nonce, aad, &mut sealed[start..]);
    sealed.extend_from_slice(&tag);
    sealed
}

/// Opens `nonce | ciphertext | tag`. `None` tells nothing of why: length, key, data or tag.
pub(crate) fn open(key: &SecretBytes<32>, aad: &[u8], sealed: &[u8]) -> Option<Sensitive<Vec<u8>>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE_BYTES>()?;
    let (ciphertext, tag) = rest.split_last_chunk::<TAG_BYTES>()?;
    let mut plaintext = Sensitive::new(ciphertext.to_vec());
    // EXPOSE: the key goes into the cipher; the buffer is decrypted in place.
    let is_ours = sealing::decrypt(key.expose(), nonce, aad, plaintext.expose_mut(), tag);
    is_ours.then_some(plaintext)
}

/// Joins fields of fixed length into associated data without allocating. `N` is the sum of their
/// lengths, a constant of the format: no received byte changes it.
pub(crate) struct AadBuilder<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> AadBuilder<N> {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; N],
            length: 0,
        }
    }

    /// Appends a field.
    pub(crate) fn with(mut self, field: &[u8]) -> Self {
        let end = self.length + field.len();
        self.bytes[self.length..end].copy_from_slice(field);
        self.length = end;
        self
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}
