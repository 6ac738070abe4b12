//! XChaCha20-Poly1305 and Argon2id behind functions that are not generic.
//!
//! A generic function is compiled with its caller. In the browser everything is compiled for size, and these two were
//! measured four times slower so; the whole vault compiled for speed weighs twice as much. So the calls into the
//! ciphers stand alone in this room, the only one of the project that the wasm profile compiles for speed. It adds no
//! cryptography, keeps no secret and knows no format: all that is the vault's.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
/// Bytes of a nonce, drawn at random for each message.
pub const NONCE_BYTES: usize = 24;
/// Bytes of a tag.
pub const TAG_BYTES: usize = 16;

/// Encrypts in place; gives the tag.
///
/// # Panics
/// Never: no buffer that fits in memory reaches the cipher's limit of 256 GiB.
#[inline(never)]
pub fn encrypt(
    key: &[u8; KEY_BYTES],
    nonce: &[u8; NONCE_BYTES],
    associated: &[u8],
    buffer: &mut [u8],
) -> [u8; TAG_BYTES] {
    XChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached(&XNonce::from(*nonce), associated, buffer.into())
        .expect("no buffer that fits in memory reaches the cipher's limit of 256 GiB")
        .into()
}

/// Decrypts in place. False where the tag does not fit; what is in the buffer then is worth nothing.
#[inline(never)]
#[must_use]
pub fn decrypt(
    key: &[u8; KEY_BYTES],
    nonce: &[u8; NONCE_BYTES],
    associated: &[u8],
    buffer: &mut [u8],
    tag: &[u8; TAG_BYTES],
) -> bool {
    XChaCha20Poly1305::new(key.into())
        .decrypt_inout_detached(
            &XNonce::from(*nonce),
            associated,
            buffer.into(),
            &Tag::from(*tag),
        )
        .is_ok()
}

/// What Argon2id costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// Argon2id (RFC 9106), version 0x13. False where the memory is refused or the cost is out of its limits.
#[inline(never)]
#[must_use]
pub fn stretch(secret: &[u8], salt: &[u8], cost: Cost, stretched: &mut [u8; 32]) -> bool {
    let Ok(params) = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)) else {
        return false;
    };
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, stretched)
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_altered_does_not_open() {
        let (key, nonce, associated) = ([7; KEY_BYTES], [9; NONCE_BYTES], b"row 1");
        let mut buffer = *b"le texte";
        let tag = encrypt(&key, &nonce, associated, &mut buffer);
        assert_ne!(&buffer, b"le texte");
        let mut whole = buffer;
        assert!(decrypt(&key, &nonce, associated, &mut whole, &tag));
        assert_eq!(&whole, b"le texte");
        for place in 0..buffer.len() {
            let mut altered = buffer;
            altered[place] ^= 1;
            assert!(!decrypt(&key, &nonce, associated, &mut altered, &tag));
        }
        let mut moved = buffer;
        assert!(!decrypt(&key, &nonce, b"row 2", &mut moved, &tag));
    }

    #[test]
    fn a_cost_out_of_limits_is_refused() {
        let mut stretched = [0; 32];
        let none = Cost {
            memory_kib: 0,
            passes: 0,
            lanes: 0,
        };
        assert!(!stretch(b"secret", &[1; 16], none, &mut stretched));
        assert_eq!(stretched, [0; 32]);
    }
}
