//! SHA-256, HMAC and HKDF behind three small functions, so that labels and lengths are seen in
//! one shape everywhere.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::key::SecretBytes;

/// `SHA-256(label ‖ parts)`. Every caller's parts have fixed lengths under its label.
pub(crate) fn sha256(label: &'static [u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(label);
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// HKDF-SHA-256, extracted once and expanded under many labels (RFC 5869, 3.3).
#[derive(Clone)]
pub(crate) struct Deriver(Hkdf<Sha256>);

impl Deriver {
    /// Extracts from `secret`; the salt is the name of the purpose.
    pub(crate) fn extract(salt: &'static [u8], secret: &[u8]) -> Self {
        Self(Hkdf::new(Some(salt), secret))
    }

    /// Expands `N` bytes under the concatenation of `info`. Labels of one deriver are prefix-free
    /// and followed by fixed lengths, or by one field that runs to the end.
    pub(crate) fn expand<const N: usize>(&self, info: &[&[u8]]) -> SecretBytes<N> {
        const { assert!(N <= 255 * 32, "HKDF-SHA-256 yields at most 8160 bytes") };
        let mut out = SecretBytes::zero();
        // EXPOSE: filled in place.
        self.0
            .expand_multi_info(info, out.expose_mut())
            .expect("the length is checked when compiling");
        out
    }
}

/// HMAC-SHA-256 with the key absorbed once.
#[derive(Clone)]
pub(crate) struct MacKey(Hmac<Sha256>);

impl MacKey {
    pub(crate) fn new(key: &SecretBytes<32>) -> Self {
        // EXPOSE: the key goes into the HMAC state.
        Self(Hmac::new_from_slice(key.expose()).expect("HMAC takes a key of any length"))
    }

    pub(crate) fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.absorb(parts).finalize().into_bytes().into()
    }

    /// Compares in constant time.
    pub(crate) fn is_valid(&self, parts: &[&[u8]], mac: &[u8; 32]) -> bool {
        self.absorb(parts).verify(mac.into()).is_ok()
    }

    fn absorb(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut hmac = self.0.clone();
        for part in parts {
            hmac.update(part);
        }
        hmac
    }
}
