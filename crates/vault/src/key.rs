//! What all keys share: random bytes that wipe themselves, and names that commit to a key.

use core::fmt;

use data_encoding::HEXLOWER;
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::hash;

/// `N` secret bytes: zeroised when dropped, redacted in `Debug`, compared in constant time.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SecretBytes<const N: usize>([u8; N]);

impl<const N: usize> SecretBytes<N> {
    /// Draws a secret.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut secret = Self([0; N]);
        rng.fill_bytes(&mut secret.0);
        secret
    }

    /// Takes bytes that already are a secret (opened from a sealed place).
    pub const fn from_bytes(bytes: [u8; N]) -> Self {
        Self(bytes)
    }

    /// The bytes. Callers say why in an `// EXPOSE:` comment.
    pub const fn expose(&self) -> &[u8; N] {
        &self.0
    }

    /// For code of this room that fills a secret in place.
    pub(crate) const fn expose_mut(&mut self) -> &mut [u8; N] {
        &mut self.0
    }

    pub(crate) const fn zero() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> fmt::Debug for SecretBytes<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes(…)")
    }
}

impl<const N: usize> PartialEq for SecretBytes<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl<const N: usize> Eq for SecretBytes<N> {}

/// The name of a key: 16 bytes of a hash over its purpose and its secret.
///
/// A name that commits to the key makes merging keyrings safe: the same name cannot bring two
/// different keys to two devices. It tells nothing of a key of 256 random bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 16]);

impl KeyId {
    /// `SHA-256(label ‖ parts)`, cut to 16 bytes. Parts are of fixed length for a given label.
    pub(crate) fn commit(label: &'static [u8], parts: &[&[u8]]) -> Self {
        let digest = hash::sha256(label, parts);
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        Self(id)
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({})", HEXLOWER.encode(&self.0))
    }
}
