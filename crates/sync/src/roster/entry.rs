//! The bytes of a roster entry.
//!
//! ```text
//! entry   = CBOR [1, team, index, previous, change, moment, by, signature, endpoint signature]
//! change  = [kind, …]      0 genesis · 1 add · 2 revoke · 3 role · 4 generation · 5 KEM key · 6 cut-off
//! signed  = label ‖ team ‖ every byte of the entry before the signature item
//! visible = label' ‖ team ‖ every byte of the entry before the endpoint signature item
//! hash    = SHA-256 of the whole entry
//! ```
//! The signature is by the signing key, for clients; the endpoint signature by the auth key,
//! for the endpoint. Everyone checks both.

use super::{
    Change, Cutoff, Device, GenerationChange, MAX_DEVICES, MAX_KEM_KEY_BYTES, MAX_LABEL_BYTES,
    MAX_SEGMENTS, Revoked, Role, RosterError, WrapDigest,
};
use crate::ids::{DeviceId, EntryHash, RosterHash, Signature, TeamId};
use crate::wire::{Reader, WireError, Writer, rises};

/// The version this program writes.
pub const ROSTER_VERSION: u64 = 1;
/// The largest roster entry, in bytes.
pub const MAX_ROSTER_ENTRY_BYTES: usize = 256 << 10;

const LABEL_SIGN: &[u8] = b"permanence roster v1";
const LABEL_AUTH: &[u8] = b"permanence roster endpoint v1";
const SIGNATURE_ITEM: usize = 2 + Signature::LENGTH;

/// What a roster entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterEntry {
    /// The team; [`TeamId::NONE`] in the genesis, whose hash becomes the id.
    pub team: TeamId,
    /// Position in the chain; the genesis is 0.
    pub index: u64,
    /// Hash of the entry before.
    pub previous: RosterHash,
    /// What it changes.
    pub change: Change,
    /// The signer's wall clock, milliseconds since 1970 UTC; decides nothing.
    pub at_ms: i64,
    /// Who signs.
    pub by: DeviceId,
}

/// A roster entry with its signatures. Its form is checked; whether it may follow a chain is
/// for [`super::Roster::apply`] to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRosterEntry {
    entry: RosterEntry,
    signature: Signature,
    endpoint_signature: Signature,
    hash: RosterHash,
    bytes: Vec<u8>,
}

impl RosterEntry {
    /// Sorts its lists, encodes, and signs with both keys of the signer.
    ///
    /// # Errors
    /// Above the caps, or a device named twice.
    pub fn sign(
        mut self,
        sign: impl FnOnce(&[u8]) -> Signature,
        auth: impl FnOnce(&[u8]) -> Signature,
    ) -> Result<SignedRosterEntry, RosterError> {
        self.sort();
        self.check()?;
        let mut bytes = self.encode_unsigned();
        let signature = sign(&[LABEL_SIGN, self.team.as_ref(), &bytes].concat());
        append_signature(&mut bytes, &signature);
        let endpoint_signature = auth(&[LABEL_AUTH, self.team.as_ref(), &bytes].concat());
        append_signature(&mut bytes, &endpoint_signature);
        if bytes.len() > MAX_ROSTER_ENTRY_BYTES {
            return Err(WireError::TooLarge.into());
        }
        let hash = RosterHash::of(&bytes);
        Ok(SignedRosterEntry {
            entry: self,
            signature,
            endpoint_signature,
            hash,
            bytes,
        })
    }

    fn sort(&mut self) {
        let generation = match &mut self.change {
            Change::Revoke {
                revoked,
                generation,
            } => {
                revoked.sort_unstable();
                generation
            }
            Change::Generation(generation) => generation,
            _ => return,
        };
        generation.segments.sort_unstable();
        generation.wraps.sort_unstable();
    }

    fn encode_unsigned(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer
            .array(9)
            .u64(ROSTER_VERSION)
            .bytes(self.team.as_ref())
            .u64(self.index)
            .bytes(self.previous.as_ref());
        write_change(&mut writer, &self.change);
        writer.i64(self.at_ms).bytes(self.by.as_ref());
        writer.finish()
    }

    fn check(&self) -> Result<(), WireError> {
        match &self.change {
            Change::Genesis {
                administrator: device,
            }
            | Change::Add { device, .. } => {
                check_length(device.kem_key.len(), MAX_KEM_KEY_BYTES)?;
                check_length(device.label.len(), MAX_LABEL_BYTES)
            }
            Change::Revoke {
                revoked,
                generation,
            } => {
                if revoked.is_empty() || !rises(revoked.iter().map(|revoked| revoked.device)) {
                    return Err(WireError::NotCanonical);
                }
                check_length(revoked.len(), MAX_DEVICES)?;
                revoked
                    .iter()
                    .try_for_each(|revoked| check_cutoff(&revoked.cutoff))?;
                check_generation(generation)
            }
            Change::Generation(generation) => check_generation(generation),
            Change::KemKey { kem_key } => check_length(kem_key.len(), MAX_KEM_KEY_BYTES),
            Change::Cutoff { cutoff, .. } => check_cutoff(cutoff),
            Change::Role { .. } => Ok(()),
        }
    }
}

impl SignedRosterEntry {
    /// Reads an entry. Its signatures are not checked here.
    ///
    /// # Errors
    /// Not the format, above its caps, or not its canonical encoding.
    pub fn decode(bytes: &[u8]) -> Result<Self, RosterError> {
        let mut reader = Reader::new(bytes, MAX_ROSTER_ENTRY_BYTES)?;
        let items = reader.list(64)?;
        reader.version(ROSTER_VERSION)?;
        if items != 9 {
            return Err(WireError::Shape.into());
        }
        let entry = RosterEntry {
            team: reader.fixed()?,
            index: reader.u64()?,
            previous: reader.fixed()?,
            change: read_change(&mut reader)?,
            at_ms: reader.i64()?,
            by: reader.fixed()?,
        };
        let unsigned = reader.position();
        let signature = reader.fixed()?;
        let endpoint_signature = reader.fixed()?;
        reader.end()?;
        entry.check()?;
        let canonical = entry.encode_unsigned();
        if bytes.get(..unsigned) != Some(canonical.as_slice())
            || bytes.len() != unsigned.saturating_add(2 * SIGNATURE_ITEM)
        {
            return Err(WireError::NotCanonical.into());
        }
        let hash = RosterHash::of(bytes);
        Ok(Self {
            entry,
            signature,
            endpoint_signature,
            hash,
            bytes: bytes.to_vec(),
        })
    }

    /// What it says.
    #[must_use]
    pub fn entry(&self) -> &RosterEntry {
        &self.entry
    }

    /// The hash the next entry names.
    #[must_use]
    pub fn hash(&self) -> RosterHash {
        self.hash
    }

    /// The bytes, as stored and sent.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn check_signatures(&self, signer: &Device) -> Result<(), RosterError> {
        let split = |items: usize| {
            let length = self
                .bytes
                .len()
                .checked_sub(items.checked_mul(SIGNATURE_ITEM)?)?;
            self.bytes.get(..length)
        };
        let unsigned = split(2).ok_or(WireError::Shape)?;
        let signed = split(1).ok_or(WireError::Shape)?;
        let team = self.entry.team.as_ref();
        let holds = signer
            .sign_key
            .verifies(&[LABEL_SIGN, team, unsigned].concat(), &self.signature)
            && signer.auth_key.verifies(
                &[LABEL_AUTH, team, signed].concat(),
                &self.endpoint_signature,
            );
        if holds {
            Ok(())
        } else {
            Err(RosterError::Signature)
        }
    }
}

fn append_signature(bytes: &mut Vec<u8>, signature: &Signature) {
    let mut writer = Writer::new();
    writer.bytes(signature.as_bytes());
    bytes.extend(writer.finish());
}

fn check_length(length: usize, cap: usize) -> Result<(), WireError> {
    if length > cap {
        Err(WireError::TooLarge)
    } else {
        Ok(())
    }
}

fn check_cutoff(cutoff: &Cutoff) -> Result<(), WireError> {
    let nothing = cutoff.sequence == 0;
    let none = cutoff.hash == EntryHash::NONE;
    if nothing == none {
        Ok(())
    } else {
        Err(WireError::NotCanonical)
    }
}

fn check_generation(generation: &GenerationChange) -> Result<(), WireError> {
    check_length(generation.segments.len(), MAX_SEGMENTS)?;
    check_length(generation.wraps.len(), MAX_DEVICES)?;
    check_length(generation.intake_key.len(), MAX_KEM_KEY_BYTES)?;
    let segments_rise = rises(generation.segments.iter());
    let wraps_rise = rises(generation.wraps.iter().map(|wrap| wrap.device));
    if segments_rise && wraps_rise {
        Ok(())
    } else {
        Err(WireError::NotCanonical)
    }
}

fn write_change(writer: &mut Writer, change: &Change) {
    match change {
        Change::Genesis { administrator } => {
            writer.array(2).u64(0);
            write_device(writer, administrator);
        }
        Change::Add { device, wrap } => {
            writer.array(3).u64(1);
            write_device(writer, device);
            writer.optional(wrap.as_ref().map(AsRef::as_ref));
        }
        Change::Revoke {
            revoked,
            generation,
        } => {
            writer.array(3).u64(2).array(revoked.len());
            for revoked in revoked {
                writer.array(3).bytes(revoked.device.as_ref());
                write_cutoff(writer, &revoked.cutoff);
                writer.bool(revoked.wipe);
            }
            write_generation(writer, generation);
        }
        Change::Role { device, role, wrap } => {
            writer
                .array(4)
                .u64(3)
                .bytes(device.as_ref())
                .u64(role.to_number());
            writer.optional(wrap.as_ref().map(AsRef::as_ref));
        }
        Change::Generation(generation) => {
            writer.array(2).u64(4);
            write_generation(writer, generation);
        }
        Change::KemKey { kem_key } => {
            writer.array(2).u64(5).bytes(kem_key);
        }
        Change::Cutoff { device, cutoff } => {
            writer.array(3).u64(6).bytes(device.as_ref());
            write_cutoff(writer, cutoff);
        }
    }
}

fn read_change(reader: &mut Reader<'_>) -> Result<Change, WireError> {
    let items = reader.list(64)?;
    let kind = reader.u64()?;
    let change = match (kind, items) {
        (0, 2) => Change::Genesis {
            administrator: read_device(reader)?,
        },
        (1, 3) => Change::Add {
            device: read_device(reader)?,
            wrap: reader.optional()?,
        },
        (2, 3) => Change::Revoke {
            revoked: reader.list_of(MAX_DEVICES, |reader| {
                reader.array(3)?;
                Ok(Revoked {
                    device: reader.fixed()?,
                    cutoff: read_cutoff(reader)?,
                    wipe: reader.bool()?,
                })
            })?,
            generation: read_generation(reader)?,
        },
        (3, 4) => Change::Role {
            device: reader.fixed()?,
            role: read_role(reader)?,
            wrap: reader.optional()?,
        },
        (4, 2) => Change::Generation(read_generation(reader)?),
        (5, 2) => Change::KemKey {
            kem_key: reader.bytes(MAX_KEM_KEY_BYTES)?.to_vec(),
        },
        (6, 3) => Change::Cutoff {
            device: reader.fixed()?,
            cutoff: read_cutoff(reader)?,
        },
        (0..=6, _) => return Err(WireError::Shape),
        _ => return Err(WireError::Newer),
    };
    Ok(change)
}

fn write_device(writer: &mut Writer, device: &Device) {
    writer
        .array(7)
        .bytes(device.id.as_ref())
        .bytes(device.sign_key.as_ref())
        .bytes(device.auth_key.as_ref())
        .bytes(&device.kem_key)
        .u64(device.role.to_number())
        .bytes(device.machine.as_ref())
        .bytes(&device.label);
}

fn read_device(reader: &mut Reader<'_>) -> Result<Device, WireError> {
    reader.array(7)?;
    Ok(Device {
        id: reader.fixed()?,
        sign_key: reader.fixed()?,
        auth_key: reader.fixed()?,
        kem_key: reader.bytes(MAX_KEM_KEY_BYTES)?.to_vec(),
        role: read_role(reader)?,
        machine: reader.fixed()?,
        label: reader.bytes(MAX_LABEL_BYTES)?.to_vec(),
    })
}

fn write_cutoff(writer: &mut Writer, cutoff: &Cutoff) {
    writer
        .array(2)
        .u64(cutoff.sequence)
        .bytes(cutoff.hash.as_ref());
}

fn read_cutoff(reader: &mut Reader<'_>) -> Result<Cutoff, WireError> {
    reader.array(2)?;
    Ok(Cutoff {
        sequence: reader.u64()?,
        hash: reader.fixed()?,
    })
}

fn write_generation(writer: &mut Writer, generation: &GenerationChange) {
    writer
        .array(4)
        .u64(u64::from(generation.number))
        .array(generation.segments.len());
    for segment in &generation.segments {
        writer.bytes(segment.as_ref());
    }
    writer.array(generation.wraps.len());
    for wrap in &generation.wraps {
        writer
            .array(2)
            .bytes(wrap.device.as_ref())
            .bytes(wrap.digest.as_ref());
    }
    writer.bytes(&generation.intake_key);
}

fn read_generation(reader: &mut Reader<'_>) -> Result<GenerationChange, WireError> {
    reader.array(4)?;
    Ok(GenerationChange {
        number: reader.u32()?,
        segments: reader.list_of(MAX_SEGMENTS, Reader::fixed)?,
        wraps: reader.list_of(MAX_DEVICES, |reader| {
            reader.array(2)?;
            Ok(WrapDigest {
                device: reader.fixed()?,
                digest: reader.fixed()?,
            })
        })?,
        intake_key: reader.bytes(MAX_KEM_KEY_BYTES)?.to_vec(),
    })
}

fn read_role(reader: &mut Reader<'_>) -> Result<Role, WireError> {
    Role::from_number(reader.u64()?).ok_or(WireError::Newer)
}
