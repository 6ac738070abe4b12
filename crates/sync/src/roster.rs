//! The roster: who belongs to a team, as a chain of signed entries.
//!
//! The team's id is the hash of the first (genesis) entry; administrators and recovery kits
//! sign the others. Every client verifies the whole chain, and so does the endpoint, which
//! adds only the compare-and-swap on the last hash. `entry` holds the format, this file the
//! rules. Nothing here knows a key that opens anything.

mod entry;

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{DeviceId, Digest, EntryHash, PublicKey, RosterHash, TeamId};
use crate::wire::WireError;

pub use entry::{MAX_ROSTER_ENTRY_BYTES, ROSTER_VERSION, RosterEntry, SignedRosterEntry};

/// The most devices a team ever has, revoked ones included.
pub const MAX_DEVICES: usize = 1024;
/// The largest sealed label, in bytes.
pub const MAX_LABEL_BYTES: usize = 512;
/// The largest KEM public key, in bytes (X-Wing has 1216).
pub const MAX_KEM_KEY_BYTES: usize = 2048;
/// The most keyring segments a generation starts with.
pub const MAX_SEGMENTS: usize = 1024;

/// What a device may do. The numbers are the format's.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads, writes, and signs the roster.
    Administrator,
    /// Reads and writes.
    Worker,
    /// Receives masked figures; holds no generation secret.
    Coordinator,
    /// Writes to the inbox and reads nothing.
    Intake,
    /// A printed recovery kit: a dormant administrator.
    Kit,
}

impl Role {
    /// Whether wraps of the generation secret go to it.
    #[must_use]
    pub fn holds_generation(self) -> bool {
        matches!(self, Self::Administrator | Self::Worker | Self::Kit)
    }

    /// The role's number in every format.
    #[must_use]
    pub fn to_number(self) -> u64 {
        match self {
            Self::Administrator => 0,
            Self::Worker => 1,
            Self::Coordinator => 2,
            Self::Intake => 3,
            Self::Kit => 4,
        }
    }

    /// The role of a number; `None` for one of a newer version.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::Administrator),
            1 => Some(Self::Worker),
            2 => Some(Self::Coordinator),
            3 => Some(Self::Intake),
            4 => Some(Self::Kit),
            _ => None,
        }
    }

    /// Whether it may sign the roster.
    #[must_use]
    pub fn administers(self) -> bool {
        matches!(self, Self::Administrator | Self::Kit)
    }
}

/// A device as the roster introduces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Derived from `sign_key`.
    pub id: DeviceId,
    /// Verifies entries and roster entries.
    pub sign_key: PublicKey,
    /// Verifies requests and changes the endpoint enforces; another key than `sign_key`.
    pub auth_key: PublicKey,
    /// The public key that wraps are sealed to; opaque here.
    pub kem_key: Vec<u8>,
    /// What it may do.
    pub role: Role,
    /// Identities of one machine share it and are revoked together.
    pub machine: crate::ids::MachineId,
    /// Its name, sealed: no name travels in the roster.
    pub label: Vec<u8>,
}

/// The last entry of a revoked device that counts.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct Cutoff {
    /// Its sequence; 0 when nothing of the device counts.
    pub sequence: u64,
    /// Its hash; [`EntryHash::NONE`] with sequence 0.
    pub hash: EntryHash,
}

/// One device of a revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revoked {
    /// The device.
    pub device: DeviceId,
    /// What still counts of it.
    pub cutoff: Cutoff,
    /// Whether its program must erase its local store on seeing this.
    pub wipe: bool,
}

/// A wrap of the generation secret, named by its digest: wraps travel outside the roster, and
/// HPKE proves no sender, so this digest is what authenticates them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WrapDigest {
    /// The recipient.
    pub device: DeviceId,
    /// SHA-256 of the wrap's bytes.
    pub digest: Digest,
}

/// A new generation of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenerationChange {
    /// One above the present number; the first is 1.
    pub number: u32,
    /// The keyring segments it starts with. Rises.
    pub segments: Vec<Digest>,
    /// Exactly one wrap for each live device that holds the generation. Rises by device.
    pub wraps: Vec<WrapDigest>,
    /// The public half of the intake key pair, empty for none; opaque here.
    pub intake_key: Vec<u8>,
}

/// What a roster entry changes. The numbers of the kinds are the format's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Makes the team, with its first administrator.
    Genesis {
        /// The signer of this very entry.
        administrator: Device,
    },
    /// Lets a device in.
    Add {
        /// Its keys and role.
        device: Device,
        /// The wrap of the present generation made for it; none for roles that hold none.
        wrap: Option<Digest>,
    },
    /// Cuts devices off and starts the next generation, in one step.
    Revoke {
        /// Rises by device; not empty.
        revoked: Vec<Revoked>,
        /// The generation the others continue with.
        generation: GenerationChange,
    },
    /// Gives a live device another role. From a role that holds the generation to one that
    /// does not, revoke and add anew.
    Role {
        /// The device.
        device: DeviceId,
        /// Its new role.
        role: Role,
        /// The wrap made for it, when it begins to hold the generation.
        wrap: Option<Digest>,
    },
    /// Starts the next generation (the first one, or after an erasure).
    Generation(GenerationChange),
    /// A device replaces its own KEM key. Signed by that device, whatever its role.
    KemKey {
        /// The new public key.
        kem_key: Vec<u8>,
    },
    /// An administrator's decision about the writes of a revoked device.
    Cutoff {
        /// The revoked device.
        device: DeviceId,
        /// What counts of it from now on.
        cutoff: Cutoff,
    },
}

/// Why a roster entry, or a chain of them, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// Not the format, or above its caps. [`WireError::Newer`]: an upgrade will read it.
    #[error("roster: {0}")]
    Wire(#[from] WireError),
    /// It names another team, or is a genesis where none is due, or the reverse.
    #[error("roster: another team's")]
    Team,
    /// Its index or previous hash is not the next of this chain.
    #[error("roster: not the next of the chain")]
    Chain,
    /// The signer is unknown, revoked, or may not sign this change.
    #[error("roster: the signer may not do this")]
    Signer,
    /// One of the two signatures does not hold.
    #[error("roster: a signature does not hold")]
    Signature,
    /// A device's keys are unusable, shared, or not those of its id.
    #[error("roster: keys that cannot be a device's")]
    Keys,
    /// It names a device that is unknown, already there or revoked, where that cannot be.
    #[error("roster: not a device this can be said of")]
    Device,
    /// A generation out of order, or wraps that are not exactly those of the live devices.
    #[error("roster: the generation does not hold")]
    Generation,
    /// It would leave the team without an administrator or kit.
    #[error("roster: no administrator would be left")]
    LastAdministrator,
}

/// A device as the whole chain leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its keys and role as they are now.
    pub device: Device,
    /// Set when it was revoked.
    pub revoked: Option<Revoked>,
    /// The digest of its wrap of the present generation.
    pub wrap: Option<Digest>,
}

impl Member {
    /// Whether it still belongs to the team.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.revoked.is_none()
    }
}

/// The state a chain of roster entries leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    team: TeamId,
    head: RosterHash,
    index: u64,
    members: BTreeMap<DeviceId, Member>,
    generation: u32,
    segments: Vec<Digest>,
    intake_key: Vec<u8>,
}

/// Why an entry's author is believed.
#[derive(Clone, Copy)]
enum Proof {
    /// Its signatures hold.
    Signatures,
    /// They held when this device stored it.
    OwnStore,
}

impl Proof {
    fn check(self, entry: &SignedRosterEntry, signer: &Device) -> Result<(), RosterError> {
        match self {
            Self::Signatures => entry.check_signatures(signer),
            Self::OwnStore => Ok(()),
        }
    }
}

impl Roster {
    /// Verifies a whole chain, genesis first.
    ///
    /// # Errors
    /// See [`RosterError`]. No input panics.
    pub fn verify(entries: &[impl AsRef<[u8]>]) -> Result<Self, RosterError> {
        Self::read(entries, Proof::Signatures)
    }

    /// Reads a chain that this device itself stored sealed after verifying it: the signatures are not checked again,
    /// which costs two for each entry; all else is.
    ///
    /// # Errors
    /// See [`RosterError`]; never [`RosterError::Signature`].
    pub fn reopen(entries: &[impl AsRef<[u8]>]) -> Result<Self, RosterError> {
        Self::read(entries, Proof::OwnStore)
    }

    fn read(entries: &[impl AsRef<[u8]>], proof: Proof) -> Result<Self, RosterError> {
        let (first, rest) = entries.split_first().ok_or(RosterError::Chain)?;
        let mut roster = Self::begin(first.as_ref(), proof)?;
        for entry in rest {
            roster.follow(entry.as_ref(), proof)?;
        }
        Ok(roster)
    }

    /// Verifies a genesis entry: the team begins.
    ///
    /// # Errors
    /// See [`RosterError`].
    pub fn found(bytes: &[u8]) -> Result<Self, RosterError> {
        Self::begin(bytes, Proof::Signatures)
    }

    fn begin(bytes: &[u8], proof: Proof) -> Result<Self, RosterError> {
        let signed = SignedRosterEntry::decode(bytes)?;
        let entry = signed.entry();
        let Change::Genesis { administrator } = &entry.change else {
            return Err(RosterError::Team);
        };
        if entry.team != TeamId::NONE {
            return Err(RosterError::Team);
        }
        if entry.index != 0 || entry.previous != RosterHash::NONE {
            return Err(RosterError::Chain);
        }
        if administrator.role != Role::Administrator || entry.by != administrator.id {
            return Err(RosterError::Signer);
        }
        check_keys(administrator)?;
        proof.check(&signed, administrator)?;
        let member = Member {
            device: administrator.clone(),
            revoked: None,
            wrap: None,
        };
        Ok(Self {
            team: TeamId::from_bytes(signed.hash().to_bytes()),
            head: signed.hash(),
            index: 0,
            members: BTreeMap::from([(administrator.id, member)]),
            generation: 0,
            segments: Vec::new(),
            intake_key: Vec::new(),
        })
    }

    /// Verifies the next entry and applies it. On an error nothing changed.
    ///
    /// # Errors
    /// See [`RosterError`].
    pub fn apply(&mut self, bytes: &[u8]) -> Result<SignedRosterEntry, RosterError> {
        self.follow(bytes, Proof::Signatures)
    }

    fn follow(&mut self, bytes: &[u8], proof: Proof) -> Result<SignedRosterEntry, RosterError> {
        let signed = SignedRosterEntry::decode(bytes)?;
        let entry = signed.entry();
        if entry.team != self.team || matches!(entry.change, Change::Genesis { .. }) {
            return Err(RosterError::Team);
        }
        if Some(entry.index) != self.index.checked_add(1) || entry.previous != self.head {
            return Err(RosterError::Chain);
        }
        let signer = self.live(&entry.by).ok_or(RosterError::Signer)?;
        let by_itself = matches!(entry.change, Change::KemKey { .. });
        if !by_itself && !signer.device.role.administers() {
            return Err(RosterError::Signer);
        }
        proof.check(&signed, &signer.device)?;
        let mut next = self.clone();
        next.change(&entry.by, &entry.change)?;
        next.head = signed.hash();
        next.index = entry.index;
        *self = next;
        Ok(signed)
    }

    /// The team.
    #[must_use]
    pub fn team(&self) -> TeamId {
        self.team
    }

    /// Hash of the last entry: what the next one names, and the If-Match of its POST.
    #[must_use]
    pub fn head(&self) -> RosterHash {
        self.head
    }

    /// Index of the last entry; the genesis is 0.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The present generation; 0 before the first.
    #[must_use]
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// The segments the present generation started with.
    #[must_use]
    pub fn segments(&self) -> &[Digest] {
        &self.segments
    }

    /// The public half of the present intake key pair; empty for none.
    #[must_use]
    pub fn intake_key(&self) -> &[u8] {
        &self.intake_key
    }

    /// Every device that ever belonged, in the order of ids.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.values()
    }

    /// A device, revoked or not.
    #[must_use]
    pub fn member(&self, device: &DeviceId) -> Option<&Member> {
        self.members.get(device)
    }

    /// A device that still belongs.
    #[must_use]
    pub fn live(&self, device: &DeviceId) -> Option<&Member> {
        self.member(device).filter(|member| member.is_live())
    }

    /// The key that verifies the device's entries, revoked or not: the cut-off decides which.
    #[must_use]
    pub fn sign_key(&self, device: &DeviceId) -> Option<&PublicKey> {
        self.member(device).map(|member| &member.device.sign_key)
    }

    /// The live devices that wraps of a generation go to.
    pub fn recipients(&self) -> impl Iterator<Item = &Device> {
        self.members
            .values()
            .filter(|member| member.is_live() && member.device.role.holds_generation())
            .map(|member| &member.device)
    }

    /// How many live administrators and kits there are: below two, the screen keeps asking.
    #[must_use]
    pub fn administrators(&self) -> usize {
        self.members
            .values()
            .filter(|member| member.is_live() && member.device.role.administers())
            .count()
    }

    /// The cut-offs in force, for [`crate::plan::Known`].
    #[must_use]
    pub fn cutoffs(&self) -> BTreeMap<DeviceId, Cutoff> {
        self.members
            .values()
            .filter_map(|member| Some((member.device.id, member.revoked?.cutoff)))
            .collect()
    }

    fn change(&mut self, by: &DeviceId, change: &Change) -> Result<(), RosterError> {
        match change {
            Change::Genesis { .. } => Err(RosterError::Team),
            Change::Add { device, wrap } => self.add(device, *wrap),
            Change::Revoke {
                revoked,
                generation,
            } => {
                self.revoke(revoked)?;
                self.advance(generation)
            }
            Change::Role { device, role, wrap } => self.set_role(device, *role, *wrap),
            Change::Generation(generation) => self.advance(generation),
            Change::KemKey { kem_key } => self.set_kem_key(by, kem_key),
            Change::Cutoff { device, cutoff } => self.move_cutoff(device, *cutoff),
        }
    }

    fn add(&mut self, device: &Device, wrap: Option<Digest>) -> Result<(), RosterError> {
        if self.members.len() >= MAX_DEVICES {
            return Err(WireError::TooLarge.into());
        }
        if self.members.contains_key(&device.id) {
            return Err(RosterError::Device);
        }
        check_keys(device)?;
        let shared = self.members.values().any(|member| {
            let known = [member.device.auth_key, member.device.sign_key];
            known.contains(&device.auth_key) || known.contains(&device.sign_key)
        });
        if shared {
            return Err(RosterError::Keys);
        }
        self.check_wrap(device.role, wrap)?;
        let member = Member {
            device: device.clone(),
            revoked: None,
            wrap,
        };
        self.members.insert(device.id, member);
        Ok(())
    }

    fn check_wrap(&self, role: Role, wrap: Option<Digest>) -> Result<(), RosterError> {
        let due = role.holds_generation() && self.generation > 0;
        if due == wrap.is_some() {
            Ok(())
        } else {
            Err(RosterError::Generation)
        }
    }

    fn revoke(&mut self, revoked: &[Revoked]) -> Result<(), RosterError> {
        for revocation in revoked {
            let member = self
                .members
                .get_mut(&revocation.device)
                .ok_or(RosterError::Device)?;
            if member.revoked.is_some() {
                return Err(RosterError::Device);
            }
            member.revoked = Some(*revocation);
            member.wrap = None;
        }
        self.check_administrators()
    }

    fn set_role(
        &mut self,
        device: &DeviceId,
        role: Role,
        wrap: Option<Digest>,
    ) -> Result<(), RosterError> {
        let held = self
            .live(device)
            .ok_or(RosterError::Device)?
            .device
            .role
            .holds_generation();
        if held && !role.holds_generation() {
            return Err(RosterError::Generation);
        }
        if held {
            if wrap.is_some() {
                return Err(RosterError::Generation);
            }
        } else {
            self.check_wrap(role, wrap)?;
        }
        let member = self.members.get_mut(device).ok_or(RosterError::Device)?;
        member.device.role = role;
        member.wrap = wrap.or(member.wrap);
        self.check_administrators()
    }

    fn set_kem_key(&mut self, by: &DeviceId, kem_key: &[u8]) -> Result<(), RosterError> {
        let member = self.members.get_mut(by).ok_or(RosterError::Device)?;
        if kem_key.is_empty() || member.device.kem_key == kem_key {
            return Err(RosterError::Keys);
        }
        member.device.kem_key = kem_key.to_vec();
        Ok(())
    }

    fn move_cutoff(&mut self, device: &DeviceId, cutoff: Cutoff) -> Result<(), RosterError> {
        let member = self.members.get_mut(device).ok_or(RosterError::Device)?;
        let revoked = member.revoked.as_mut().ok_or(RosterError::Device)?;
        revoked.cutoff = cutoff;
        Ok(())
    }

    fn advance(&mut self, generation: &GenerationChange) -> Result<(), RosterError> {
        if Some(generation.number) != self.generation.checked_add(1) {
            return Err(RosterError::Generation);
        }
        let recipients: BTreeSet<DeviceId> = self.recipients().map(|device| device.id).collect();
        let wrapped: BTreeSet<DeviceId> = generation.wraps.iter().map(|wrap| wrap.device).collect();
        if recipients != wrapped {
            return Err(RosterError::Generation);
        }
        for wrap in &generation.wraps {
            if let Some(member) = self.members.get_mut(&wrap.device) {
                member.wrap = Some(wrap.digest);
            }
        }
        self.generation = generation.number;
        self.segments.clone_from(&generation.segments);
        self.intake_key.clone_from(&generation.intake_key);
        Ok(())
    }

    fn check_administrators(&self) -> Result<(), RosterError> {
        if self.administrators() == 0 {
            Err(RosterError::LastAdministrator)
        } else {
            Ok(())
        }
    }
}

fn check_keys(device: &Device) -> Result<(), RosterError> {
    let holds = DeviceId::of_sign_key(&device.sign_key) == device.id
        && device.sign_key != device.auth_key
        && device.sign_key.is_usable()
        && device.auth_key.is_usable()
        && !device.kem_key.is_empty();
    if holds {
        Ok(())
    } else {
        Err(RosterError::Keys)
    }
}
