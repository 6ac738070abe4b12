//! Invented devices with fixed keys, and a team's chain of every kind of change; for vectors
//! and tests, here and in the crates that speak these formats.

use ed25519_dalek::{Signer, SigningKey};

use crate::ids::{DeviceId, Digest, EntryHash, KeyId, MachineId, PublicKey, Signature, TeamId};
use crate::roster::{
    Change, Cutoff, Device, GenerationChange, Revoked, Role, Roster, RosterEntry, RosterError,
    SignedRosterEntry, WrapDigest,
};
use crate::{Entry, EntryError, RosterHash, SealedGroup, VerifiedEntry};

/// 1 March 2020, 08:00 UTC, in milliseconds.
pub const SOME_MORNING_MS: i64 = 1_583_049_600_000;

/// A device with both its secret keys.
#[derive(Clone)]
pub struct Holder {
    sign: SigningKey,
    auth: SigningKey,
    /// What the roster says of it.
    pub device: Device,
}

impl Holder {
    /// A device whose every key follows from the seed.
    #[must_use]
    pub fn new(seed: u8, role: Role) -> Self {
        let sign = SigningKey::from_bytes(&[seed; 32]);
        let auth = SigningKey::from_bytes(&[seed ^ 0x80; 32]);
        let sign_key = PublicKey::from_bytes(sign.verifying_key().to_bytes());
        let device = Device {
            id: DeviceId::of_sign_key(&sign_key),
            sign_key,
            auth_key: PublicKey::from_bytes(auth.verifying_key().to_bytes()),
            kem_key: vec![seed; 48],
            role,
            machine: MachineId::from_bytes([seed; 16]),
            label: vec![seed; 20],
        };
        Self { sign, auth, device }
    }

    /// Signs as entries and roster entries are signed.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature::from_bytes(self.sign.sign(message).to_bytes())
    }

    /// Signs as requests are signed.
    #[must_use]
    pub fn auth(&self, message: &[u8]) -> Signature {
        Signature::from_bytes(self.auth.sign(message).to_bytes())
    }

    /// Founds a team.
    ///
    /// # Errors
    /// The device is not an administrator.
    pub fn found(&self) -> Result<(Roster, SignedRosterEntry), RosterError> {
        let genesis = RosterEntry {
            team: TeamId::NONE,
            index: 0,
            previous: RosterHash::NONE,
            change: Change::Genesis {
                administrator: self.device.clone(),
            },
            at_ms: SOME_MORNING_MS,
            by: self.device.id,
        };
        let signed = genesis.sign(|message| self.sign(message), |message| self.auth(message))?;
        Ok((Roster::found(signed.bytes())?, signed))
    }

    /// The next entry of a roster, signed, not yet applied.
    ///
    /// # Errors
    /// Above the caps.
    pub fn propose(
        &self,
        roster: &Roster,
        change: Change,
    ) -> Result<SignedRosterEntry, RosterError> {
        let entry = RosterEntry {
            team: roster.team(),
            index: roster.index().saturating_add(1),
            previous: roster.head(),
            change,
            at_ms: SOME_MORNING_MS,
            by: self.device.id,
        };
        entry.sign(|message| self.sign(message), |message| self.auth(message))
    }

    /// The entry after `previous` in this device's chain, with one sealed group.
    ///
    /// # Errors
    /// Above the caps.
    pub fn write(
        &self,
        roster: &Roster,
        previous: Option<&VerifiedEntry>,
        lamport: u64,
        sealed: &[u8],
    ) -> Result<VerifiedEntry, EntryError> {
        let entry = Entry {
            device: self.device.id,
            sequence: previous.map_or(1, |entry| entry.entry().sequence.saturating_add(1)),
            previous: previous.map_or(EntryHash::NONE, VerifiedEntry::hash),
            roster_head: roster.head(),
            lamport,
            at_ms: SOME_MORNING_MS,
            frontier: Vec::new(),
            groups: vec![SealedGroup {
                key_id: KeyId::from_bytes([7; 16]),
                sealed: sealed.to_vec(),
            }],
        };
        entry.sign(&roster.team(), |message| self.sign(message))
    }
}

/// The wraps' bytes that [`next_generation`] names: one a recipient, invented.
#[must_use]
pub fn wrap_bytes(device: &DeviceId, generation: u32) -> Vec<u8> {
    let generation = generation.to_be_bytes();
    [b"wrap".as_slice(), device.as_ref(), &generation].concat()
}

/// The keyring segment that [`next_generation`] names, invented.
#[must_use]
pub fn segment_bytes(generation: u32) -> Vec<u8> {
    [b"segment".as_slice(), &generation.to_be_bytes()].concat()
}

/// The next generation of a roster, less the devices about to be revoked.
#[must_use]
pub fn next_generation(roster: &Roster, revoked: &[DeviceId]) -> GenerationChange {
    let number = roster.generation().saturating_add(1);
    let wrap = |device: &Device| WrapDigest {
        device: device.id,
        digest: Digest::of(&wrap_bytes(&device.id, number)),
    };
    GenerationChange {
        number,
        segments: vec![Digest::of(&segment_bytes(number))],
        wraps: roster
            .recipients()
            .filter(|device| !revoked.contains(&device.id))
            .map(wrap)
            .collect(),
        intake_key: vec![0x1a; 48],
    }
}

/// Lets a device in, with the invented wrap of the present generation where one is due.
#[must_use]
pub fn add(roster: &Roster, device: &Device) -> Change {
    let generation = roster.generation();
    let due = device.role.holds_generation() && generation > 0;
    Change::Add {
        device: device.clone(),
        wrap: due.then(|| Digest::of(&wrap_bytes(&device.id, generation))),
    }
}

/// Cuts a device off after nothing of it, and starts the next generation.
#[must_use]
pub fn revoke(roster: &Roster, device: &DeviceId, cutoff: Cutoff) -> Change {
    Change::Revoke {
        revoked: vec![Revoked {
            device: *device,
            cutoff,
            wipe: true,
        }],
        generation: next_generation(roster, &[*device]),
    }
}

/// A team that went through every kind of change.
pub struct Story {
    /// The administrator who signs all of it.
    pub administrator: Holder,
    /// A worker, revoked at the end.
    pub worker: Holder,
    /// An intake tablet that becomes a coordinator.
    pub tablet: Holder,
    /// Each entry under the name of its vector.
    pub entries: Vec<(&'static str, SignedRosterEntry)>,
    /// Where it ends.
    pub roster: Roster,
}

/// Plays the story.
///
/// # Errors
/// None, unless a rule of the roster changed.
pub fn story() -> Result<Story, RosterError> {
    let administrator = Holder::new(1, Role::Administrator);
    let worker = Holder::new(2, Role::Worker);
    let tablet = Holder::new(3, Role::Intake);
    let (mut roster, genesis) = administrator.found()?;
    let mut entries = vec![("roster-genesis", genesis)];
    let cutoff = Cutoff {
        sequence: 5,
        hash: EntryHash::from_bytes([5; 32]),
    };
    let nothing = Cutoff {
        sequence: 0,
        hash: EntryHash::NONE,
    };
    let first = Change::Generation(next_generation(&roster, &[]));
    let mut play = |name, by: &Holder, change: &dyn Fn(&Roster) -> Change| {
        let signed = by.propose(&roster, change(&roster))?;
        roster.apply(signed.bytes())?;
        entries.push((name, signed));
        Ok::<(), RosterError>(())
    };
    play("roster-generation", &administrator, &|_| first.clone())?;
    play("roster-add-worker", &administrator, &|roster| {
        add(roster, &worker.device)
    })?;
    play("roster-add-intake", &administrator, &|roster| {
        add(roster, &tablet.device)
    })?;
    play("roster-kem-key", &worker, &|_| Change::KemKey {
        kem_key: vec![0xcc; 48],
    })?;
    play("roster-role", &administrator, &|_| Change::Role {
        device: tablet.device.id,
        role: Role::Coordinator,
        wrap: None,
    })?;
    play("roster-revoke", &administrator, &|roster| {
        revoke(roster, &worker.device.id, nothing)
    })?;
    play("roster-cutoff", &administrator, &|_| Change::Cutoff {
        device: worker.device.id,
        cutoff,
    })?;
    play("roster-erasure", &administrator, &|roster| {
        Change::Generation(next_generation(roster, &[]))
    })?;
    Ok(Story {
        administrator,
        worker,
        tablet,
        entries,
        roster,
    })
}
