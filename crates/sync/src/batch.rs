//! A batch: entries sealed together for the endpoint. Its header is visible and is the
//! associated data of the sealed body; the body's clear text is framed and padded here and
//! sealed elsewhere.
//!
//! ```text
//! header (58 bytes) = "PMB1" | version 1 | suite 1 | team id (32) | generation (4, big endian) | batch id (16)
//! body, clear       = content length (4, BE) | kind 1 | count (4, BE) | { length (4, BE) | entry } … | zeros
//! batch             = header | nonce (24) | sealed body
//! ```

use crate::ids::{BatchId, TeamId};
use crate::padding;
use crate::wire::WireError;

/// Length of the visible header, in bytes.
pub const HEADER_LENGTH: usize = 58;
/// The largest batch the endpoint takes, header included, in bytes.
pub const MAX_BATCH_BYTES: usize = 16 << 20;
/// What sealing adds to a padded body: nonce and tag, in bytes.
pub const SEAL_OVERHEAD: usize = 24 + 16;
/// The most entries of one batch.
pub const MAX_ENTRIES: usize = 65_536;
/// The label of the batch key's derivation: `HKDF(G_g, label ‖ batch id ‖ header)`.
pub const BATCH_KEY_LABEL: &[u8] = b"batch";

const MAGIC: &[u8; 4] = b"PMB1";
const VERSION: u8 = 1;
const SUITE_XCHACHA20_POLY1305: u8 = 1;
const KIND_ENTRIES: u8 = 1;
const FRAME: usize = 4;

/// Why bytes are not a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// Not the format, or above its caps.
    #[error("batch: {0}")]
    Wire(#[from] WireError),
    /// A sealing suite this program does not know: an upgrade may.
    #[error("batch: an unknown suite")]
    Suite,
    /// The header names another team.
    #[error("batch: another team's")]
    Team,
    /// The padding is not the one of the content's length.
    #[error("batch: the padding does not hold")]
    Padding,
}

/// The visible part of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchHeader {
    /// Whose batch it is.
    pub team: TeamId,
    /// Which generation's secret opens it, from 1.
    pub generation: u32,
    /// Its random name.
    pub batch: BatchId,
}

impl BatchHeader {
    /// The header's bytes: the associated data of the sealed body.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER_LENGTH] {
        let mut bytes = [0; HEADER_LENGTH];
        let generation = self.generation.to_be_bytes();
        let suite = [VERSION, SUITE_XCHACHA20_POLY1305];
        let parts: [&[u8]; 5] = [
            MAGIC,
            &suite,
            self.team.as_ref(),
            &generation,
            self.batch.as_ref(),
        ];
        for (to, from) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
            *to = *from;
        }
        bytes
    }

    /// Reads the header that begins a batch.
    ///
    /// # Errors
    /// Another magic, a newer version, an unknown suite, generation zero, or too short.
    pub fn read(batch: &[u8]) -> Result<Self, BatchError> {
        let (header, _) = batch
            .split_first_chunk::<HEADER_LENGTH>()
            .ok_or(WireError::Shape)?;
        let (magic, rest) = header.split_first_chunk::<4>().ok_or(WireError::Shape)?;
        let ([version, suite], rest) = rest.split_first_chunk::<2>().ok_or(WireError::Shape)?;
        let (team, rest) = rest.split_first_chunk::<32>().ok_or(WireError::Shape)?;
        let (generation, rest) = rest.split_first_chunk::<4>().ok_or(WireError::Shape)?;
        let batch: [u8; 16] = rest.try_into().map_err(|_| WireError::Shape)?;
        if magic != MAGIC || *version == 0 {
            return Err(WireError::Shape.into());
        }
        if *version > VERSION {
            return Err(WireError::Newer.into());
        }
        if *suite != SUITE_XCHACHA20_POLY1305 {
            return Err(BatchError::Suite);
        }
        let generation = u32::from_be_bytes(*generation);
        if generation == 0 {
            return Err(WireError::Shape.into());
        }
        Ok(Self {
            team: TeamId::from_bytes(*team),
            generation,
            batch: BatchId::from_bytes(batch),
        })
    }
}

/// Splits a batch of this team into its header, the header's bytes (associated data) and the
/// sealed body.
///
/// # Errors
/// See [`BatchHeader::read`]; [`BatchError::Team`]; above [`MAX_BATCH_BYTES`].
pub fn split<'b>(
    batch: &'b [u8],
    team: &TeamId,
) -> Result<(BatchHeader, &'b [u8], &'b [u8]), BatchError> {
    if batch.len() > MAX_BATCH_BYTES {
        return Err(WireError::TooLarge.into());
    }
    let header = BatchHeader::read(batch)?;
    if header.team != *team {
        return Err(BatchError::Team);
    }
    let (visible, sealed) = batch
        .split_at_checked(HEADER_LENGTH)
        .ok_or(WireError::Shape)?;
    if sealed.len() < SEAL_OVERHEAD {
        return Err(WireError::Shape.into());
    }
    Ok((header, visible, sealed))
}

/// Frames and pads the entries of a batch, ready to be sealed.
///
/// # Errors
/// No entry, too many of them, or more bytes than a batch holds.
pub fn frame(entries: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, BatchError> {
    if entries.is_empty() || entries.len() > MAX_ENTRIES {
        return Err(WireError::TooLarge.into());
    }
    let mut content = vec![0; FRAME];
    content.push(KIND_ENTRIES);
    content.extend(length_bytes(entries.len())?);
    for entry in entries {
        let entry = entry.as_ref();
        content.extend(length_bytes(entry.len())?);
        content.extend_from_slice(entry);
        if content.len() > MAX_BATCH_BYTES {
            return Err(WireError::TooLarge.into());
        }
    }
    let length = length_bytes(content.len().saturating_sub(FRAME))?;
    for (to, from) in content.iter_mut().zip(length) {
        *to = from;
    }
    let padded = padding::pad(content).ok_or(WireError::TooLarge)?;
    if padded.len() > MAX_BATCH_BYTES - HEADER_LENGTH - SEAL_OVERHEAD {
        return Err(WireError::TooLarge.into());
    }
    Ok(padded)
}

/// How large a batch of entries of these lengths becomes once sealed, in bytes; for choosing
/// how many entries go together. `None` above [`MAX_BATCH_BYTES`].
#[must_use]
pub fn sealed_length(entry_lengths: impl IntoIterator<Item = usize>) -> Option<usize> {
    let mut content = FRAME + 1 + FRAME;
    for length in entry_lengths {
        content = content.checked_add(FRAME)?.checked_add(length)?;
    }
    let sealed = padding::padded_length(content)?.checked_add(HEADER_LENGTH + SEAL_OVERHEAD)?;
    (sealed <= MAX_BATCH_BYTES).then_some(sealed)
}

/// Reads the entries out of an opened body, each as it was sent.
///
/// # Errors
/// Not the format; [`WireError::Newer`] for a kind of content this program does not know: keep
/// the batch.
pub fn unframe(body: &[u8]) -> Result<Vec<&[u8]>, BatchError> {
    let (length, rest) = take_length(body)?;
    let (content, zeros) = rest.split_at_checked(length).ok_or(WireError::Shape)?;
    let framed = length.checked_add(FRAME).ok_or(WireError::TooLarge)?;
    if padding::padded_length(framed) != Some(body.len()) || zeros.iter().any(|byte| *byte != 0) {
        return Err(BatchError::Padding);
    }
    let (kind, rest) = content.split_first().ok_or(WireError::Shape)?;
    match *kind {
        KIND_ENTRIES => {}
        0 => return Err(WireError::Shape.into()),
        _ => return Err(WireError::Newer.into()),
    }
    let (count, mut rest) = take_length(rest)?;
    if count == 0 || count > MAX_ENTRIES {
        return Err(WireError::TooLarge.into());
    }
    let mut entries = Vec::new();
    for _ in 0..count {
        let (length, after) = take_length(rest)?;
        let (entry, after) = after.split_at_checked(length).ok_or(WireError::Shape)?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() {
        Ok(entries)
    } else {
        Err(WireError::Trailing.into())
    }
}

fn length_bytes(length: usize) -> Result<[u8; FRAME], WireError> {
    u32::try_from(length)
        .map(u32::to_be_bytes)
        .map_err(|_| WireError::TooLarge)
}

fn take_length(bytes: &[u8]) -> Result<(usize, &[u8]), WireError> {
    let (length, rest) = bytes.split_first_chunk::<FRAME>().ok_or(WireError::Shape)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| WireError::TooLarge)?;
    Ok((length, rest))
}
