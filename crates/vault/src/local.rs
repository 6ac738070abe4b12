//! Local sealing: what a device keeps in its own database.
//!
//! ```text
//! row key, value key = HKDF-SHA-256(device key, "row" | "value" ‖ store)
//! id'                = HMAC-SHA-256(row key, id)                        (32 bytes)
//! value v1           = version 1 | nonce (24) | XChaCha20-Poly1305(plaintext)
//! associated data    = label ‖ store (32, zero-padded) ‖ id' ‖ schema u32 ‖ version
//! ```
//!
//! The associated data is what stops somebody who holds the disk from swapping two records, or
//! moving one to another store. Rows keep no readable key and no plaintext index.

use core::fmt;

use rand_core::CryptoRng;
use thiserror::Error;

use crate::{
    aead::{self, AadBuilder},
    hash::{Deriver, MacKey},
    key::SecretBytes,
    sensitive::Sensitive,
};

const VERSION: u8 = 1;
const SALT: &[u8] = b"permanence device v1";
const LABEL: &[u8] = b"permanence local v1";
const NAME_BYTES: usize = 32;
const AAD_BYTES: usize = LABEL.len() + NAME_BYTES + 32 + 4 + 1;

/// The random key that seals a worker's database on a device. Slots wrap it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceKey(SecretBytes<32>);

impl DeviceKey {
    /// Draws the key of a new database.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(SecretBytes::generate(rng))
    }

    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(SecretBytes::from_bytes(bytes))
    }

    /// For slots, which wrap the key.
    pub(crate) const fn expose(&self) -> &[u8; 32] {
        // EXPOSE: the caller says why.
        self.0.expose()
    }

    /// Derives the keys of one store. Do it once a store and keep the result: sealing a row then
    /// costs the cipher alone.
    pub fn store(&self, name: StoreName) -> StoreKey {
        // EXPOSE: the device key goes into HKDF.
        let deriver = Deriver::extract(SALT, self.0.expose());
        StoreKey {
            name,
            row: MacKey::new(&deriver.expand(&[b"row", &name.0])),
            value: deriver.expand(&[b"value", &name.0]),
        }
    }
}

/// The name of a local store: 1 to 32 ASCII characters, checked when compiling if used in a
/// `const`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StoreName([u8; NAME_BYTES]);

impl StoreName {
    /// Makes a name out of a literal.
    ///
    /// # Panics
    /// When the literal is empty, longer than 32 bytes, or not printable ASCII: an error of the
    /// code, which a `const` turns into an error of the compiler.
    pub const fn new(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        assert!(
            !bytes.is_empty() && bytes.len() <= NAME_BYTES,
            "a store name has 1 to 32 bytes"
        );
        let mut padded = [0; NAME_BYTES];
        let mut index = 0;
        while index < bytes.len() {
            assert!(
                bytes[index].is_ascii_graphic(),
                "a store name is printable ASCII"
            );
            padded[index] = bytes[index];
            index += 1;
        }
        Self(padded)
    }
}

impl fmt::Debug for StoreName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = core::str::from_utf8(&self.0).unwrap_or_default();
        write!(f, "StoreName({})", name.trim_end_matches('\0'))
    }
}

/// The key a row is stored under: tells nothing of the identifier it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub [u8; 32]);

/// A stored value does not open: altered, truncated, swapped with another row, or of another
/// device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenLocalError {
    /// Written by a newer build.
    #[error("local value version {0} is not known")]
    UnknownVersion(u8),
    /// Not what this device sealed in this row under this schema.
    #[error("the local value is damaged")]
    Damaged,
}

/// The keys of one store.
#[derive(Clone)]
pub struct StoreKey {
    name: StoreName,
    row: MacKey,
    value: SecretBytes<32>,
}

impl StoreKey {
    /// `id' = HMAC(row key, id)`.
    pub fn row_id(&self, id: &[u8]) -> RowId {
        RowId(self.row.mac(&[id]))
    }

    /// Seals the value of a row. Adds 41 bytes; one allocation.
    pub fn seal(
        &self,
        row: &RowId,
        schema: u32,
        plaintext: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Vec<u8> {
        let aad = self.aad(row, schema);
        aead::seal(&self.value, &[VERSION], aad.as_slice(), &[plaintext], rng)
    }

    /// Opens the value of a row.
    ///
    /// # Errors
    /// See [`OpenLocalError`].
    pub fn open(
        &self,
        row: &RowId,
        schema: u32,
        value: &[u8],
    ) -> Result<Sensitive<Vec<u8>>, OpenLocalError> {
        match value {
            [VERSION, sealed @ ..] => {
                aead::open(&self.value, self.aad(row, schema).as_slice(), sealed)
                    .ok_or(OpenLocalError::Damaged)
            }
            [version, ..] => Err(OpenLocalError::UnknownVersion(*version)),
            [] => Err(OpenLocalError::Damaged),
        }
    }

    fn aad(&self, row: &RowId, schema: u32) -> AadBuilder<AAD_BYTES> {
        AadBuilder::new()
            .with(LABEL)
            .with(&self.name.0)
            .with(&row.0)
            .with(&schema.to_be_bytes())
            .with(&[VERSION])
    }
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreKey")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
