//! Blobs (attachments, snapshots) as the endpoint and the owning record see them: sealed parts,
//! and a manifest. The manifest lies sealed in the owning record, beside the blob's key; parts are
//! cut, padded and sealed elsewhere (`vault`), with index and count in their associated data.

use crate::ids::{BlobId, Digest, sha256};
use crate::wire::{Reader, WireError, Writer};

/// Clear bytes of a part, before sealing.
pub const PART_BYTES: usize = 256 << 10;
/// The largest sealed part the endpoint takes, in bytes.
pub const MAX_SEALED_PART_BYTES: usize = PART_BYTES + 64;
/// The most parts of a blob: 256 MiB of content, and its padding.
pub const MAX_PARTS: u32 = 1152;

const VERSION: u64 = 1;
const MAX_MANIFEST_BYTES: usize = 256;

/// How a blob is put together again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobManifest {
    /// Its random name.
    pub blob: BlobId,
    /// Length of the content in bytes, without padding.
    pub length: u64,
    /// How many parts, from 1.
    pub parts: u32,
    /// [`parts_digest`] of the sealed parts.
    pub digest: Digest,
}

impl BlobManifest {
    /// The manifest's bytes: CBOR `[1, blob, length, parts, digest]`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer
            .array(5)
            .u64(VERSION)
            .bytes(self.blob.as_ref())
            .u64(self.length)
            .u64(u64::from(self.parts))
            .bytes(self.digest.as_ref());
        writer.finish()
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// Not the format, no part, more than [`MAX_PARTS`], or content that does not fit its parts.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(bytes, MAX_MANIFEST_BYTES)?;
        let items = reader.list(64)?;
        reader.version(VERSION)?;
        if items != 5 {
            return Err(WireError::Shape);
        }
        let manifest = Self {
            blob: reader.fixed()?,
            length: reader.u64()?,
            parts: reader.u32()?,
            digest: reader.fixed()?,
        };
        reader.end()?;
        let room = u64::from(manifest.parts).saturating_mul(PART_BYTES as u64);
        if manifest.parts == 0 || manifest.parts > MAX_PARTS || manifest.length > room {
            return Err(WireError::TooLarge);
        }
        if manifest.encode() != bytes {
            return Err(WireError::NotCanonical);
        }
        Ok(manifest)
    }
}

/// One digest over all sealed parts: SHA-256 of the SHA-256 of each, in order.
#[must_use]
pub fn parts_digest(digests: &[Digest]) -> Digest {
    let parts: Vec<&[u8]> = digests.iter().map(AsRef::as_ref).collect();
    Digest::from_bytes(sha256(&parts))
}
