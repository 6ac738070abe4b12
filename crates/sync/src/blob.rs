//! Blobs (attachments, snapshots): cut into parts of 256 KiB, each sealed with the blob's own
//! key, its index and the count in the associated data, so that none can be swapped or dropped.
//! The manifest lies sealed in the owning record, beside the blob's key.

use crate::ids::{BlobId, Digest, TeamId, sha256};
use crate::padding;
use crate::wire::{Reader, WireError, Writer};

/// Clear bytes of a part, before sealing.
pub const PART_BYTES: usize = 256 << 10;
/// The largest sealed part the endpoint takes, in bytes.
pub const MAX_SEALED_PART_BYTES: usize = PART_BYTES + 64;
/// The most parts of a blob: 256 MiB.
pub const MAX_PARTS: u32 = 1024;

const VERSION: u64 = 1;
const LABEL: &[u8] = b"permanence blob v1";
const MAX_MANIFEST_BYTES: usize = 256;

/// How a blob is put together again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobManifest {
    /// Its random name.
    pub blob: BlobId,
    /// Clear length in bytes, without padding.
    pub length: u64,
    /// How many parts.
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
    /// Not the format, or a count of parts that is not the one of the length.
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
        if manifest.encode() != bytes || part_count(manifest.length) != Some(manifest.parts) {
            return Err(WireError::NotCanonical);
        }
        Ok(manifest)
    }
}

/// How many parts a blob of this clear length has: at least one. `None` above [`MAX_PARTS`].
#[must_use]
pub fn part_count(length: u64) -> Option<u32> {
    let parts = u32::try_from(length.div_ceil(PART_BYTES as u64))
        .ok()?
        .max(1);
    (parts <= MAX_PARTS).then_some(parts)
}

/// Cuts and pads a blob: every part is 256 KiB but the last, which is padded to a bucket.
///
/// # Errors
/// More than [`MAX_PARTS`] parts.
pub fn cut(content: &[u8]) -> Result<Vec<Vec<u8>>, WireError> {
    part_count(content.len() as u64).ok_or(WireError::TooLarge)?;
    let mut parts: Vec<Vec<u8>> = content.chunks(PART_BYTES).map(<[u8]>::to_vec).collect();
    if parts.is_empty() {
        parts.push(Vec::new());
    }
    parts
        .into_iter()
        .map(|part| padding::pad(part).ok_or(WireError::TooLarge))
        .collect()
}

/// Joins the opened parts and takes the padding away.
///
/// # Errors
/// Other parts than the manifest's length calls for.
pub fn join(manifest: &BlobManifest, parts: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, WireError> {
    let length = usize::try_from(manifest.length).map_err(|_| WireError::TooLarge)?;
    let mut content = Vec::new();
    for part in parts {
        content.extend_from_slice(part.as_ref());
        if content.len() > (MAX_PARTS as usize).saturating_mul(PART_BYTES) {
            return Err(WireError::TooLarge);
        }
    }
    let counted = u32::try_from(parts.len()).ok() == Some(manifest.parts);
    let zeros = content.get(length..).ok_or(WireError::Shape)?;
    if !counted || zeros.len() > PART_BYTES || zeros.iter().any(|byte| *byte != 0) {
        return Err(WireError::Shape);
    }
    content.truncate(length);
    Ok(content)
}

/// The associated data of part `index` (from 0) of `count`:
/// `label ‖ team ‖ blob ‖ index (4 bytes, big endian) ‖ count (4 bytes, big endian)`.
#[must_use]
pub fn part_aad(team: &TeamId, blob: &BlobId, index: u32, count: u32) -> Vec<u8> {
    let (index, count) = (index.to_be_bytes(), count.to_be_bytes());
    [LABEL, team.as_ref(), blob.as_ref(), &index, &count].concat()
}

/// One digest over all sealed parts: SHA-256 of the SHA-256 of each, in order.
#[must_use]
pub fn parts_digest(digests: &[Digest]) -> Digest {
    let parts: Vec<&[u8]> = digests.iter().map(AsRef::as_ref).collect();
    Digest::from_bytes(sha256(&parts))
}
