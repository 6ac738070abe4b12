//! An entry: one save of one device, a link of that device's signed chain.
//!
//! ```text
//! entry  = CBOR [1, device, sequence, previous, roster head, Lamport, moment,
//!                [[device, sequence] …], [[key id, sealed] …], signature]
//! signed = label ‖ team id ‖ every byte of the entry before the signature item
//! hash   = SHA-256 of the whole entry
//! ```
//!
//! The sealed groups are opaque here: this file knows no key and no record.

use crate::ids::{DeviceId, EntryHash, KeyId, PublicKey, RosterHash, Signature, TeamId};
use crate::wire::{Reader, WireError, Writer, rises};

/// The version this program writes.
pub const ENTRY_VERSION: u64 = 1;
/// The largest entry, in bytes.
pub const MAX_ENTRY_BYTES: usize = 4 << 20;
/// The most devices a frontier names.
pub const MAX_FRONTIER: usize = 1024;
/// The most sealed groups of one entry.
pub const MAX_GROUPS: usize = 4096;

const LABEL: &[u8] = b"permanence entry v1";
/// A signature item is a two-byte head and 64 bytes.
const SIGNATURE_ITEM: usize = 2 + Signature::LENGTH;

/// Why bytes are not an acceptable entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Not the format, or above its caps. [`WireError::Newer`]: keep the bytes for an upgrade.
    #[error("entry: {0}")]
    Wire(#[from] WireError),
    /// Sequences count from one, and only the first entry has no previous one.
    #[error("entry: sequence and previous hash contradict each other")]
    Chain,
    /// The key is not the one of the device the entry names.
    #[error("entry: another device's key")]
    Key,
    /// The signature does not hold.
    #[error("entry: the signature does not hold")]
    Signature,
}

/// Operations sealed together under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedGroup {
    /// Which scope key opens it.
    pub key_id: KeyId,
    /// The sealed operations, bound (by `vault`) to team, device, sequence and key.
    pub sealed: Vec<u8>,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The device whose chain this continues.
    pub device: DeviceId,
    /// Position in the chain, from 1.
    pub sequence: u64,
    /// Hash of the entry before; [`EntryHash::NONE`] for the first.
    pub previous: EntryHash,
    /// The roster as the device knew it.
    pub roster_head: RosterHash,
    /// One above the highest value known to the device.
    pub lamport: u64,
    /// The device's wall clock, milliseconds since 1970 UTC; shown to people, decides nothing.
    pub at_ms: i64,
    /// Changes to the frontier since the device's previous entry: other devices and the last
    /// sequence applied. Rises by device.
    pub frontier: Vec<(DeviceId, u64)>,
    /// One group a key; rises by key.
    pub groups: Vec<SealedGroup>,
}

/// An entry whose signature holds, with its bytes as they travel. Only [`Entry::sign`] and
/// [`verify`] make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedEntry {
    entry: Entry,
    hash: EntryHash,
    bytes: Vec<u8>,
}

/// Enough of an entry to choose the key that verifies it. Nothing here is proved yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryHead {
    /// Version of the format.
    pub version: u64,
    /// The device the entry names.
    pub device: DeviceId,
    /// Its position in that device's chain.
    pub sequence: u64,
}

impl VerifiedEntry {
    /// What the entry says.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The hash the next entry of the chain names.
    #[must_use]
    pub fn hash(&self) -> EntryHash {
        self.hash
    }

    /// The bytes, as stored and sent.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Gives up the bytes.
    #[must_use]
    pub fn into_parts(self) -> (Entry, EntryHash, Vec<u8>) {
        (self.entry, self.hash, self.bytes)
    }
}

impl Entry {
    /// Sorts frontier and groups, encodes, and signs with the device's signing key.
    ///
    /// # Errors
    /// Above the caps, a key or a device named twice, or a sequence that contradicts `previous`.
    pub fn sign(
        mut self,
        team: &TeamId,
        signer: impl FnOnce(&[u8]) -> Signature,
    ) -> Result<VerifiedEntry, EntryError> {
        self.frontier.sort_unstable();
        self.groups.sort_by_key(|group| group.key_id);
        self.check()?;
        let mut bytes = self.encode_unsigned();
        let signature = signer(&signed_message(team, &bytes));
        append_signature(&mut bytes, &signature);
        if bytes.len() > MAX_ENTRY_BYTES {
            return Err(WireError::TooLarge.into());
        }
        Ok(VerifiedEntry {
            entry: self,
            hash: EntryHash::of(&bytes),
            bytes,
        })
    }

    fn encode_unsigned(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer
            .array(10)
            .u64(ENTRY_VERSION)
            .bytes(self.device.as_bytes())
            .u64(self.sequence)
            .bytes(self.previous.as_bytes())
            .bytes(self.roster_head.as_bytes())
            .u64(self.lamport)
            .i64(self.at_ms)
            .array(self.frontier.len());
        for (device, sequence) in &self.frontier {
            writer.array(2).bytes(device.as_bytes()).u64(*sequence);
        }
        writer.array(self.groups.len());
        for group in &self.groups {
            writer
                .array(2)
                .bytes(group.key_id.as_bytes())
                .bytes(&group.sealed);
        }
        writer.finish()
    }

    fn check(&self) -> Result<(), EntryError> {
        if self.frontier.len() > MAX_FRONTIER || self.groups.len() > MAX_GROUPS {
            return Err(WireError::TooLarge.into());
        }
        let devices_rise = rises(self.frontier.iter().map(|(device, _)| device));
        let keys_rise = rises(self.groups.iter().map(|group| group.key_id));
        if !devices_rise || !keys_rise {
            return Err(WireError::NotCanonical.into());
        }
        let first = self.sequence == 1;
        if self.sequence == 0 || first != (self.previous == EntryHash::NONE) {
            return Err(EntryError::Chain);
        }
        Ok(())
    }
}

/// Reads which device and sequence an entry names, of any version.
///
/// # Errors
/// The bytes do not begin as an entry does, or are above the cap.
pub fn peek(bytes: &[u8]) -> Result<EntryHead, EntryError> {
    let mut reader = Reader::new(bytes, MAX_ENTRY_BYTES)?;
    reader.list(64)?;
    Ok(EntryHead {
        version: reader.u64()?,
        device: reader.fixed()?,
        sequence: reader.u64()?,
    })
}

/// Reads an entry and proves that the device holding `key` signed it for this team.
///
/// # Errors
/// See [`EntryError`]. No input panics.
pub fn verify(bytes: &[u8], team: &TeamId, key: &PublicKey) -> Result<VerifiedEntry, EntryError> {
    let (entry, signature) = decode(bytes)?;
    if DeviceId::of_sign_key(key) != entry.device {
        return Err(EntryError::Key);
    }
    let unsigned = bytes
        .len()
        .checked_sub(SIGNATURE_ITEM)
        .ok_or(WireError::Shape)?;
    let unsigned = bytes.get(..unsigned).ok_or(WireError::Shape)?;
    if !key.verifies(&signed_message(team, unsigned), &signature) {
        return Err(EntryError::Signature);
    }
    Ok(VerifiedEntry {
        entry,
        hash: EntryHash::of(bytes),
        bytes: bytes.to_vec(),
    })
}

/// Reads an entry that this device itself stored after verifying it: the signature is not
/// checked again, the format is.
///
/// # Errors
/// See [`EntryError`]; never [`EntryError::Signature`].
pub fn reopen(bytes: &[u8]) -> Result<VerifiedEntry, EntryError> {
    let (entry, _) = decode(bytes)?;
    Ok(VerifiedEntry {
        entry,
        hash: EntryHash::of(bytes),
        bytes: bytes.to_vec(),
    })
}

fn decode(bytes: &[u8]) -> Result<(Entry, Signature), EntryError> {
    let mut reader = Reader::new(bytes, MAX_ENTRY_BYTES)?;
    let items = reader.list(64)?;
    reader.version(ENTRY_VERSION)?;
    if items != 10 {
        return Err(WireError::Shape.into());
    }
    let entry = Entry {
        device: reader.fixed()?,
        sequence: reader.u64()?,
        previous: reader.fixed()?,
        roster_head: reader.fixed()?,
        lamport: reader.u64()?,
        at_ms: reader.i64()?,
        frontier: reader.list_of(MAX_FRONTIER, |reader| {
            reader.array(2)?;
            Ok((reader.fixed()?, reader.u64()?))
        })?,
        groups: reader.list_of(MAX_GROUPS, |reader| {
            reader.array(2)?;
            Ok(SealedGroup {
                key_id: reader.fixed()?,
                sealed: reader.bytes(MAX_ENTRY_BYTES)?.to_vec(),
            })
        })?,
    };
    let unsigned = reader.position();
    let signature = reader.fixed()?;
    reader.end()?;
    entry.check()?;
    // Only one encoding of an entry is accepted: otherwise one save could have two hashes.
    let canonical = entry.encode_unsigned();
    if bytes.get(..unsigned) != Some(canonical.as_slice())
        || bytes.len() != unsigned.saturating_add(SIGNATURE_ITEM)
    {
        return Err(WireError::NotCanonical.into());
    }
    Ok((entry, signature))
}

fn append_signature(bytes: &mut Vec<u8>, signature: &Signature) {
    let mut writer = Writer::new();
    writer.bytes(signature.as_bytes());
    bytes.extend(writer.finish());
}

fn signed_message(team: &TeamId, unsigned: &[u8]) -> Vec<u8> {
    [LABEL, team.as_ref(), unsigned].concat()
}
