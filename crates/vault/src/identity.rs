//! The identity of a worker on a device, in one team: two signing keys and a key that receives.
//!
//! ```text
//! identity v1 = version 1 | sign seed (32) | auth seed (32) | KEM seed (32)
//!             | 0, or 1 and the next KEM seed (32)
//! ```
//! It is stored as a local value (see [`crate::local`]) of the store `identity`.
//!
//! The KEM key rotates at each generation: the next key is drawn and published, and takes over
//! once the change of generation is acknowledged. Until then wraps to either open, so a lost
//! acknowledgement locks nobody out.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rand_core::CryptoRng;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{
    hash::sha256,
    hybrid::{KemPrivateKey, KemPublicKey},
    key::SecretBytes,
    local::{DeviceKey, OpenLocalError, StoreName},
    reader::Reader,
};

const VERSION: u8 = 1;
const STORE: StoreName = StoreName::new("identity");
const ROW: &[u8] = b"identity";
const SCHEMA: u32 = 1;

/// The public halves of an identity, as the roster publishes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DevicePublicKeys {
    /// Ed25519: entries and roster.
    pub sign: [u8; 32],
    /// Ed25519: requests to the endpoint.
    pub auth: [u8; 32],
    /// X-Wing: receives wraps.
    pub kem: KemPublicKey,
}

impl DevicePublicKeys {
    /// First 16 bytes of SHA-256 of the public signing key: the pseudonym of the device.
    pub fn device_id(&self) -> [u8; 16] {
        device_id(&self.sign)
    }
}

/// Why a stored identity does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenIdentityError {
    /// Written by a newer build.
    #[error("identity version {0} is not known")]
    UnknownVersion(u8),
    /// Not what this device sealed.
    #[error("the identity is damaged")]
    Damaged,
}

/// The private keys of a device in a team. Kits are identities too.
#[derive(Clone)]
pub struct Identity {
    sign: SigningKey,
    auth: SigningKey,
    kem: KemPrivateKey,
    next_kem: Option<KemPrivateKey>,
}

impl Identity {
    /// Draws an identity.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self {
            sign: SigningKey::generate(rng),
            auth: SigningKey::generate(rng),
            kem: KemPrivateKey::generate(rng),
            next_kem: None,
        }
    }

    /// The public halves, with the KEM key in force.
    pub fn public_keys(&self) -> DevicePublicKeys {
        DevicePublicKeys {
            sign: self.sign.verifying_key().to_bytes(),
            auth: self.auth.verifying_key().to_bytes(),
            kem: self.kem.public_key(),
        }
    }

    /// The pseudonym of the device; see [`DevicePublicKeys::device_id`].
    pub fn device_id(&self) -> [u8; 16] {
        device_id(self.sign.verifying_key().as_bytes())
    }

    /// Signs an entry or a roster entry. The caller's message begins with a label and the team.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.sign.sign(message).to_bytes()
    }

    /// Signs a request to the endpoint, or what the endpoint checks of a roster entry.
    pub fn sign_request(&self, message: &[u8]) -> [u8; 64] {
        self.auth.sign(message).to_bytes()
    }

    /// Draws the KEM key of the next generation, to be published; the same again until
    /// [`finish_rotation`](Self::finish_rotation), so that a retry publishes the same key.
    pub fn begin_rotation(&mut self, rng: &mut impl CryptoRng) -> KemPublicKey {
        self.next_kem
            .get_or_insert_with(|| KemPrivateKey::generate(rng))
            .public_key()
    }

    /// Puts the next KEM key in force and destroys the old one, after the endpoint's 2xx.
    /// Without a rotation begun, nothing happens.
    pub fn finish_rotation(&mut self) {
        if let Some(next) = self.next_kem.take() {
            self.kem = next;
        }
    }

    /// The KEM keys that may open a wrap: the one in force, then the next.
    pub fn kem_keys(&self) -> impl Iterator<Item = &KemPrivateKey> {
        core::iter::once(&self.kem).chain(&self.next_kem)
    }

    /// Seals the identity for the local store.
    pub fn seal(&self, device_key: &DeviceKey, rng: &mut impl CryptoRng) -> Vec<u8> {
        let store = device_key.store(STORE);
        let mut plaintext = Zeroizing::new(Vec::with_capacity(2 + 4 * 32));
        plaintext.push(VERSION);
        // EXPOSE: the seeds are the plaintext.
        plaintext.extend_from_slice(self.sign.as_bytes());
        plaintext.extend_from_slice(self.auth.as_bytes());
        plaintext.extend_from_slice(self.kem.0.expose());
        match &self.next_kem {
            None => plaintext.push(0),
            Some(next) => {
                plaintext.push(1);
                // EXPOSE: as above.
                plaintext.extend_from_slice(next.0.expose());
            }
        }
        store.seal(&store.row_id(ROW), SCHEMA, &plaintext, rng)
    }

    /// Opens what [`seal`](Self::seal) made.
    ///
    /// # Errors
    /// See [`OpenIdentityError`].
    pub fn open(device_key: &DeviceKey, value: &[u8]) -> Result<Self, OpenIdentityError> {
        let store = device_key.store(STORE);
        let plaintext =
            store
                .open(&store.row_id(ROW), SCHEMA, value)
                .map_err(|error| match error {
                    OpenLocalError::UnknownVersion(version) => {
                        OpenIdentityError::UnknownVersion(version)
                    }
                    OpenLocalError::Damaged => OpenIdentityError::Damaged,
                })?;
        // EXPOSE: parsed here into keys.
        match plaintext.expose().as_slice() {
            [VERSION, fields @ ..] => decode(fields).ok_or(OpenIdentityError::Damaged),
            [version, ..] => Err(OpenIdentityError::UnknownVersion(*version)),
            [] => Err(OpenIdentityError::Damaged),
        }
    }
}

impl core::fmt::Debug for Identity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// Verifies an Ed25519 signature strictly: weak keys and malleable signatures are refused.
pub fn verify_signature(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public).is_ok_and(|key| {
        key.verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    })
}

fn decode(fields: &[u8]) -> Option<Identity> {
    let mut reader = Reader::new(fields);
    let sign = SigningKey::from_bytes(&reader.array()?);
    let auth = SigningKey::from_bytes(&reader.array()?);
    let kem = KemPrivateKey(SecretBytes::from_bytes(reader.array()?));
    let next_kem = match reader.byte()? {
        0 => None,
        1 => Some(KemPrivateKey(SecretBytes::from_bytes(reader.array()?))),
        _ => return None,
    };
    reader.is_empty().then_some(Identity {
        sign,
        auth,
        kem,
        next_kem,
    })
}

fn device_id(sign: &[u8; 32]) -> [u8; 16] {
    let digest = sha256(b"", &[sign]);
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    id
}
