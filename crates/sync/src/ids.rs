//! Identifiers, digests, keys and signatures as fixed byte strings, each of its own type.
//!
//! Their text form, in addresses and on the screen, is lowercase base32 without padding
//! (RFC 4648 alphabet): 26 characters for 16 bytes, 52 for 32 bytes. Knows no format.

use core::fmt;
use core::str::FromStr;

use data_encoding::{BASE32_NOPAD, Encoding};
use sha2::{Digest as _, Sha256};

/// Why a text or a byte string is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The byte string has another length.
    #[error("an identifier of another length")]
    Length,
    /// The text is not lowercase base32 without padding.
    #[error("an identifier in another alphabet")]
    Alphabet,
}

fn text_of(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(bytes).to_ascii_lowercase()
}

fn bytes_of<const N: usize>(text: &str) -> Result<[u8; N], IdError> {
    let encoding: &Encoding = &BASE32_NOPAD;
    let expected = encoding.encode_len(N);
    if text.len() != expected {
        return Err(IdError::Length);
    }
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(IdError::Alphabet);
    }
    let bytes = encoding
        .decode(text.to_ascii_uppercase().as_bytes())
        .map_err(|_| IdError::Alphabet)?;
    bytes.try_into().map_err(|_| IdError::Length)
}

macro_rules! fixed_bytes {
    ($($(#[$doc:meta])* $name:ident[$length:literal];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            /// Length in bytes.
            pub const LENGTH: usize = $length;

            /// Wraps the bytes; nothing is checked.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// The bytes.
            #[must_use]
            pub const fn to_bytes(self) -> [u8; $length] {
                self.0
            }

            /// The bytes, borrowed.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl From<[u8; $length]> for $name {
            fn from(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = IdError;

            fn try_from(bytes: &[u8]) -> Result<Self, IdError> {
                bytes.try_into().map(Self).map_err(|_| IdError::Length)
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&text_of(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), text_of(&self.0))
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                bytes_of(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.serialize_str(&text_of(&self.0))
                } else {
                    serializer.serialize_bytes(&self.0)
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    deserializer.deserialize_str(FixedBytes::<$length>).map(Self)
                } else {
                    deserializer.deserialize_bytes(FixedBytes::<$length>).map(Self)
                }
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                encoder: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                encoder.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(
                decoder: &mut minicbor::Decoder<'b>,
                _: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                let bytes = decoder.bytes()?;
                Self::try_from(bytes)
                    .map_err(|_| minicbor::decode::Error::message("a byte string of another length"))
            }
        }
    )*};
}

struct FixedBytes<const N: usize>;

impl<const N: usize> serde::de::Visitor<'_> for FixedBytes<N> {
    type Value = [u8; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{N} bytes, or their base32 text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<[u8; N], E> {
        bytes_of(text).map_err(E::custom)
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<[u8; N], E> {
        bytes.try_into().map_err(|_| E::custom(IdError::Length))
    }
}

fixed_bytes! {
    /// A team: the SHA-256 of its genesis roster entry, signatures included.
    TeamId[32];
    /// A device: the first 16 bytes of the SHA-256 of its signing public key.
    DeviceId[16];
    /// SHA-256 of an entry's full encoding.
    EntryHash[32];
    /// SHA-256 of a roster entry's full encoding.
    RosterHash[32];
    /// SHA-256 of any other sent or stored bytes.
    Digest[32];
    /// A sealed batch, random: a retry of a sent batch keeps it, another sealing takes a new one.
    BatchId[16];
    /// A scope key's name, random.
    KeyId[16];
    /// A blob (attachment or snapshot), random.
    BlobId[16];
    /// An item of the deletable inbox, random.
    InboxId[16];
    /// The identities of one physical device share it, and are revoked together. Random.
    MachineId[16];
    /// Where two devices meet while pairing; derived from the pairing secret.
    RendezvousId[16];
    /// An access token's public name: it is signed with each write.
    TokenId[16];
    /// An Ed25519 public key.
    PublicKey[32];
    /// An Ed25519 signature.
    Signature[64];
}

impl DeviceId {
    /// The device that signs with this key.
    #[must_use]
    pub fn of_sign_key(key: &PublicKey) -> Self {
        let digest = sha256(&[key.as_bytes()]);
        let mut id = [0; Self::LENGTH];
        for (to, from) in id.iter_mut().zip(digest) {
            *to = from;
        }
        Self(id)
    }
}

impl TeamId {
    /// The team id that a genesis entry carries in place of its own hash.
    pub const NONE: Self = Self([0; 32]);
}

impl EntryHash {
    /// What the first entry of a chain names as its previous one.
    pub const NONE: Self = Self([0; 32]);

    /// The hash of an entry's full encoding.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha256(&[bytes]))
    }
}

impl RosterHash {
    /// What the genesis entry names as its previous one.
    pub const NONE: Self = Self([0; 32]);

    /// The hash of a roster entry's full encoding.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha256(&[bytes]))
    }
}

impl Digest {
    /// The SHA-256 of the bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha256(&[bytes]))
    }
}

impl PublicKey {
    /// Whether the signature of this key holds for the message. Small-order keys and
    /// malleable encodings never verify.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        let Ok(key) = ed25519_dalek::VerifyingKey::from_bytes(&self.0) else {
            return false;
        };
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(message, &signature).is_ok()
    }

    /// Whether the bytes are a key that can verify anything.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        ed25519_dalek::VerifyingKey::from_bytes(&self.0).is_ok_and(|key| !key.is_weak())
    }
}

/// SHA-256 over the concatenation of the parts.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}
