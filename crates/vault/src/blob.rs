//! Blobs: attachments and snapshots, in parts that can be sent and resumed one by one.
//!
//! ```text
//! padded stream   = length u64 | content | zeros, to 4/16/64/256 KiB, then Padmé
//! part n of count = bytes n × 256 KiB … of the stream
//! part v1         = version 1 | nonce (24) | XChaCha20-Poly1305(part)
//! associated data = label ‖ version ‖ blob id (16) ‖ index u32 ‖ count u32
//! ```
//! Each blob has a random key of its own, which stands in the record that owns the blob and dies
//! with it. Index and count in the associated data stop parts from being reordered, repeated or
//! left out.

use std::ops::Range;

use rand_core::CryptoRng;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{
    aead::{self, AadBuilder},
    key::SecretBytes,
    padding::padded_length,
    sensitive::Sensitive,
};

const VERSION: u8 = 1;
const LABEL: &[u8] = b"permanence blob v1";
const LENGTH_BYTES: usize = 8;
const AAD_BYTES: usize = LABEL.len() + 1 + 16 + 4 + 4;
/// Plaintext bytes of every part but the last, which may be shorter.
pub const PART_BYTES: usize = 256 * 1024;
/// What sealing adds to a part, in bytes.
pub const PART_OVERHEAD_BYTES: usize = 1 + aead::OVERHEAD_BYTES;
/// Longest content, in bytes: what a phone holds in memory at once.
pub const MAX_BLOB_BYTES: usize = 256 << 20;

/// The random name of a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlobId(pub [u8; 16]);

/// The key of one blob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobKey(SecretBytes<32>);

/// How a content is cut: known before anything is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobPlan {
    content_bytes: usize,
    padded_bytes: usize,
    count: u32,
}

/// The content is longer than [`MAX_BLOB_BYTES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the blob is too large")]
pub struct BlobTooLarge;

/// Why a blob does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenBlobError {
    /// Written by a newer build.
    #[error("blob version {0} is not known")]
    UnknownVersion(u8),
    /// A part is altered, truncated, out of place, missing, or of another blob.
    #[error("the blob is damaged")]
    Damaged,
    /// More parts than any blob has.
    #[error("the blob is too large")]
    TooLarge,
}

impl BlobPlan {
    /// Plans the parts of a content of `content_bytes`.
    ///
    /// # Errors
    /// When that is more than [`MAX_BLOB_BYTES`].
    pub fn new(content_bytes: usize) -> Result<Self, BlobTooLarge> {
        if content_bytes > MAX_BLOB_BYTES {
            return Err(BlobTooLarge);
        }
        let padded_bytes = padded_length(LENGTH_BYTES + content_bytes).ok_or(BlobTooLarge)?;
        let count = u32::try_from(padded_bytes.div_ceil(PART_BYTES)).map_err(|_| BlobTooLarge)?;
        Ok(Self {
            content_bytes,
            padded_bytes,
            count,
        })
    }

    /// Number of parts, at least 1.
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// Bytes of all parts once sealed.
    pub fn sealed_bytes(&self) -> u64 {
        let parts = u64::from(self.count).saturating_mul(PART_OVERHEAD_BYTES as u64);
        (self.padded_bytes as u64).saturating_add(parts)
    }

    /// Which bytes of the content stand in part `index`: none in a part that is padding, `None` past the last part.
    pub fn content_of(&self, index: u32) -> Option<Range<usize>> {
        let stream = self.stream_of(index)?;
        let place = |place: usize| place.saturating_sub(LENGTH_BYTES).min(self.content_bytes);
        Some(place(stream.start)..place(stream.end))
    }

    /// Which bytes of the padded stream part `index` is.
    fn stream_of(&self, index: u32) -> Option<Range<usize>> {
        if index >= self.count {
            return None;
        }
        let start = usize::try_from(index).ok()?.checked_mul(PART_BYTES)?;
        Some(start..self.padded_bytes.min(start.saturating_add(PART_BYTES)))
    }

    /// Part `index` of the padded stream, of the content that stands in it; `None` past the last, or when `piece` is
    /// not as long as planned.
    fn part(&self, piece: &[u8], index: u32) -> Option<Zeroizing<Vec<u8>>> {
        let stream = self.stream_of(index)?;
        if piece.len() != self.content_of(index)?.len() {
            return None;
        }
        let mut part = Zeroizing::new(Vec::with_capacity(stream.len()));
        if stream.start == 0 {
            part.extend_from_slice(&(self.content_bytes as u64).to_be_bytes());
        }
        part.extend_from_slice(piece);
        part.resize(stream.len(), 0);
        Some(part)
    }

    /// Takes length and padding off part `index`, checking that it is exactly what sealing makes.
    fn strip_part(&self, mut part: Sensitive<Vec<u8>>, index: u32) -> Option<Sensitive<Vec<u8>>> {
        let piece = self.content_of(index)?.len();
        let is_due = {
            // EXPOSE: compared with what it must be.
            let due = self.part(
                part.expose().get(self.prefix(index)..)?.get(..piece)?,
                index,
            )?;
            part.expose().as_slice() == due.as_slice()
        };
        // EXPOSE: stripped in place.
        let bytes = part.expose_mut();
        bytes.drain(..self.prefix(index));
        bytes.truncate(piece);
        is_due.then_some(part)
    }

    const fn prefix(&self, index: u32) -> usize {
        if index == 0 { LENGTH_BYTES } else { 0 }
    }
}

impl BlobKey {
    /// Draws the key of a new blob.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(SecretBytes::generate(rng))
    }

    /// Takes a key out of the record that owns the blob.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(SecretBytes::from_bytes(bytes))
    }

    /// The key, to be put in the record that owns the blob.
    pub const fn expose(&self) -> &[u8; 32] {
        // EXPOSE: the caller says why.
        self.0.expose()
    }

    /// Seals part `index` of `content`, cut as planned; `None` past the last part or when
    /// `content` is not the one planned.
    pub fn seal_part(
        &self,
        blob: BlobId,
        plan: &BlobPlan,
        index: u32,
        content: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Option<Vec<u8>> {
        if content.len() != plan.content_bytes {
            return None;
        }
        let piece = content.get(plan.content_of(index)?)?;
        self.seal_piece(blob, plan, index, piece, rng)
    }

    /// Seals part `index` from the piece of the content that stands in it ([`BlobPlan::content_of`]), so that nobody
    /// must hold all of it; `None` past the last part or when the piece is not as long as planned.
    pub fn seal_piece(
        &self,
        blob: BlobId,
        plan: &BlobPlan,
        index: u32,
        piece: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Option<Vec<u8>> {
        let part = plan.part(piece, index)?;
        let aad = aad(blob, index, plan.count);
        Some(aead::seal(
            &self.0,
            &[VERSION],
            aad.as_slice(),
            &[&part],
            rng,
        ))
    }

    /// Opens part `index` alone and gives the piece of the content that stands in it.
    ///
    /// # Errors
    /// See [`OpenBlobError`]; also where the part is not one of a content as planned.
    pub fn open_piece(
        &self,
        blob: BlobId,
        plan: &BlobPlan,
        index: u32,
        part: &[u8],
    ) -> Result<Sensitive<Vec<u8>>, OpenBlobError> {
        let opened = self.open_part(blob, index, plan.count, part)?;
        plan.strip_part(opened, index).ok_or(OpenBlobError::Damaged)
    }

    /// Opens one part of `count`; the pieces joined in order are the padded stream, see
    /// [`open`](Self::open).
    ///
    /// # Errors
    /// See [`OpenBlobError`].
    pub fn open_part(
        &self,
        blob: BlobId,
        index: u32,
        count: u32,
        part: &[u8],
    ) -> Result<Sensitive<Vec<u8>>, OpenBlobError> {
        match part {
            [VERSION, sealed @ ..] => {
                aead::open(&self.0, aad(blob, index, count).as_slice(), sealed)
                    .ok_or(OpenBlobError::Damaged)
            }
            [version, ..] => Err(OpenBlobError::UnknownVersion(*version)),
            [] => Err(OpenBlobError::Damaged),
        }
    }

    /// Opens a whole blob from all of its parts in order.
    ///
    /// # Errors
    /// See [`OpenBlobError`].
    pub fn open(
        &self,
        blob: BlobId,
        parts: &[impl AsRef<[u8]>],
    ) -> Result<Sensitive<Vec<u8>>, OpenBlobError> {
        let most = BlobPlan::new(MAX_BLOB_BYTES).map_err(|_| OpenBlobError::TooLarge)?;
        let count = u32::try_from(parts.len()).map_err(|_| OpenBlobError::TooLarge)?;
        if count > most.count {
            return Err(OpenBlobError::TooLarge);
        }
        let received_bytes = parts.iter().map(|part| part.as_ref().len()).sum();
        let mut stream = Sensitive::new(Vec::with_capacity(received_bytes));
        for (index, part) in (0..count).zip(parts) {
            let opened = self.open_part(blob, index, count, part.as_ref())?;
            // EXPOSE: joined into the stream.
            stream.expose_mut().extend_from_slice(opened.expose());
        }
        strip(stream, count).ok_or(OpenBlobError::Damaged)
    }
}

/// Takes length and padding off the joined stream, checking that it is exactly what sealing makes.
fn strip(mut stream: Sensitive<Vec<u8>>, count: u32) -> Option<Sensitive<Vec<u8>>> {
    // EXPOSE: stripped in place.
    let bytes = stream.expose_mut();
    let length = usize::try_from(u64::from_be_bytes(*bytes.first_chunk()?)).ok()?;
    let plan = BlobPlan::new(length).ok()?;
    let end = LENGTH_BYTES + length;
    let zeros = bytes.get(end..)?;
    if plan.padded_bytes != bytes.len() || plan.count != count || zeros.iter().any(|b| *b != 0) {
        return None;
    }
    bytes.copy_within(LENGTH_BYTES..end, 0);
    bytes.truncate(length);
    Some(stream)
}

fn aad(blob: BlobId, index: u32, count: u32) -> AadBuilder<AAD_BYTES> {
    AadBuilder::new()
        .with(LABEL)
        .with(&[VERSION])
        .with(&blob.0)
        .with(&index.to_be_bytes())
        .with(&count.to_be_bytes())
}
