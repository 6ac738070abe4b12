//! Making a store: a new team on this device, a device that joins one, and the slot that opens it.
//!
//! Everything a store begins with is written in one transaction that expects an empty one, so that a device is
//! either as it was or complete.

use std::rc::Rc;

use sync::{
    Change, Device, Digest, GenerationChange, MachineId, PublicKey, Role, Roster, RosterEntry,
    RosterHash, Signature, TeamId, WrapDigest,
};
use vault::{
    DeviceKey, Generation, Identity, Keyring, Passphrase, Slot, SlotParameters, SlotStrength,
};

use crate::layout::{self, Account, FORMAT, FORMAT_KEY, Glance, Head, RosterRow, SLOT_KEY, schema};
use crate::library::Library;
use crate::message::Failure;
use crate::open::{Loading, Open};
use crate::ports::{
    Clock, Committed, Durability, Expectation, Ports, Store, Stretch, Table, Transaction, Write,
};
use crate::seals::{RowName, Seals};

/// What a new store begins with.
pub(crate) struct Beginnings {
    pub(crate) identity: Identity,
    pub(crate) account: Account,
    pub(crate) roster_entries: Vec<Vec<u8>>,
    pub(crate) keyring: Keyring,
    pub(crate) glance: Glance,
    /// The endpoint knows the team already.
    pub(crate) is_registered: bool,
    /// Records to save first (see [`crate::team`]), encoded; empty for none.
    pub(crate) first_records: Vec<u8>,
}

/// A slot that a passphrase opens, for a new device key or one that is known.
pub(crate) async fn new_slot<P: Ports>(
    ports: &P,
    passphrase: &Passphrase,
    device_key: &DeviceKey,
) -> Result<Slot, Failure> {
    for strength in [
        SlotStrength::Standard,
        SlotStrength::LowMemory,
        SlotStrength::Floor,
    ] {
        let parameters = SlotParameters::generate(strength, &mut ports.random());
        if let Ok(secret) = ports.stretch().stretch(passphrase, &parameters).await {
            return Ok(Slot::create(
                &secret,
                &parameters,
                device_key,
                &mut ports.random(),
            ));
        }
    }
    Err(Failure::Internal)
}

/// The passphrase that was typed.
pub(crate) fn typed<P: Ports>(ports: &P, passphrase: &str) -> Passphrase {
    Passphrase::from_typed_with(passphrase, |text| ports.stretch().decompose(text))
}

/// The passphrase a person chose, if it is one.
pub(crate) fn chosen<P: Ports>(ports: &P, passphrase: &str) -> Result<Passphrase, Failure> {
    let passphrase = typed(ports, passphrase);
    passphrase.check_chosen().map_err(|_| Failure::WeakSecret)?;
    Ok(passphrase)
}

/// Makes the store of a device and opens it.
pub(crate) async fn found<P: Ports>(
    ports: &P,
    passphrase: &Passphrase,
    beginnings: Beginnings,
) -> Result<Open, Failure> {
    let device_key = DeviceKey::generate(&mut ports.random());
    let slot = new_slot(ports, passphrase, &device_key).await?;
    found_under(ports, device_key, &slot, beginnings).await
}

/// Makes the store of a device whose key a slot wraps, and opens it.
pub(crate) async fn found_under<P: Ports>(
    ports: &P,
    device_key: DeviceKey,
    slot: &Slot,
    beginnings: Beginnings,
) -> Result<Open, Failure> {
    let seals = Seals::new(&device_key);
    let roster = Roster::verify(&beginnings.roster_entries).map_err(|_| Failure::Internal)?;
    let mut head = first_head(&beginnings);
    let mut open = Open {
        identity: Rc::new(beginnings.identity),
        account: beginnings.account,
        roster,
        roster_entries: beginnings.roster_entries,
        keyring: beginnings.keyring.clone(),
        unsent_keys: Keyring::new(),
        worker_keys: Vec::new(),
        unsaved_wraps: Keyring::new(),
        head: head.clone(),
        head_value: Vec::new(),
        library: Library::default(),
        loading: Loading::Ready,
        is_ready_told: false,
        glance: beginnings.glance,
        is_glance_stale: true,
        is_read_only: false,
        must_remake_pages: false,
        unparked: std::collections::BTreeSet::new(),
        waiting: 0,
        damaged: 0,
        has_lost_keys: false,
        attachments: crate::attachments::Attachments::default(),
        device_key,
        seals,
    };
    let first_records = beginnings.first_records;
    let writes = open.first_writes(ports, slot, &beginnings.keyring, &first_records, &mut head);
    open.head = head;
    open.head_value = writes
        .last()
        .and_then(|write| write.value.clone())
        .ok_or(Failure::Internal)?;
    let expect = Expectation {
        table: Table::Meta,
        key: FORMAT_KEY.to_vec(),
        value: None,
    };
    let transaction = Transaction {
        expect: Some(expect),
        writes,
        durability: Durability::Strict,
    };
    match ports.store().commit(transaction).await? {
        Committed::Yes => Ok(open),
        Committed::Conflict => Err(Failure::AlreadyThere),
    }
}

fn first_head(beginnings: &Beginnings) -> Head {
    let team = TeamId::from_bytes(beginnings.account.team);
    let start = sync::Cursor::start(&team);
    Head {
        cursor: layout::Cursor {
            sequence: start.position,
            digest: start.digest.to_bytes(),
        },
        is_registered: beginnings.is_registered,
        ..Head::default()
    }
}

impl Open {
    /// The rows of a new store; the head is the last of them.
    fn first_writes<P: Ports>(
        &self,
        ports: &P,
        slot: &Slot,
        keyring: &Keyring,
        first_records: &[u8],
        head: &mut Head,
    ) -> Vec<Write> {
        let mut rng = ports.random();
        let identity = self.identity.seal(&self.device_key, &mut rng);
        let identity_key = self
            .seals
            .key(Table::Meta, RowName::Named(layout::IDENTITY_KEY));
        let mut writes = vec![
            Write::put(Table::Meta, FORMAT_KEY, FORMAT.to_be_bytes().to_vec()),
            Write::put(Table::Meta, SLOT_KEY, slot.as_bytes().to_vec()),
            Write::put(Table::Meta, identity_key, identity),
            self.put_named(ports, layout::ACCOUNT_KEY, schema::ACCOUNT, &self.account),
            self.roster_write(ports, &self.roster_entries),
            self.put_named(ports, layout::GLANCE_KEY, schema::GLANCE, &self.glance),
            self.keys_write(head, keyring, false, &mut rng),
        ];
        if self.account.is_demo {
            writes.push(Write::put(Table::Meta, layout::DEMO_KEY, vec![1]));
        }
        if !first_records.is_empty() {
            let name = RowName::Named(crate::team::BEGINNING.as_bytes());
            let schema = schema::DRAFT;
            writes.push(
                self.seals
                    .put(Table::Drafts, name, schema, first_records, &mut rng),
            );
        }
        head.key_rows_sent = head.next_key_row;
        writes.push(self.put_named(ports, layout::HEAD_KEY, schema::HEAD, &*head));
        writes
    }

    pub(crate) fn roster_write<P: Ports>(&self, ports: &P, entries: &[Vec<u8>]) -> Write {
        let entries = entries.iter().map(|entry| entry.clone().into()).collect();
        self.put_named(
            ports,
            layout::ROSTER_KEY,
            schema::ROSTER,
            &RosterRow { entries },
        )
    }

    /// What a change of passphrase needs, so that it holds no lock while it is slow.
    pub(crate) fn slot_changer(&self) -> SlotChanger {
        SlotChanger {
            device_key: self.device_key.clone(),
        }
    }
}

/// Replaces the passphrase: another slot for the same device key.
pub(crate) struct SlotChanger {
    device_key: DeviceKey,
}

impl SlotChanger {
    pub(crate) async fn change<P: Ports>(
        &self,
        ports: &P,
        current: &Passphrase,
        new: &Passphrase,
    ) -> Result<(), Failure> {
        let stored = ports.store().get(Table::Meta, SLOT_KEY).await?;
        let stored = stored.ok_or(Failure::StorageDamaged { rows: 1 })?;
        open_slot(ports, &stored, current).await?;
        let slot = new_slot(ports, new, &self.device_key).await?;
        let transaction = Transaction {
            expect: Some(Expectation {
                table: Table::Meta,
                key: SLOT_KEY.to_vec(),
                value: Some(stored),
            }),
            writes: vec![Write::put(Table::Meta, SLOT_KEY, slot.as_bytes().to_vec())],
            durability: Durability::Strict,
        };
        match ports.store().commit(transaction).await? {
            Committed::Yes => Ok(()),
            Committed::Conflict => Err(Failure::Busy),
        }
    }
}

/// Opens the device key with a passphrase.
pub(crate) async fn open_slot<P: Ports>(
    ports: &P,
    stored: &[u8],
    passphrase: &Passphrase,
) -> Result<DeviceKey, Failure> {
    let slot = Slot::parse(stored).map_err(|error| match error {
        vault::ParseSlotError::UnknownVersion(_) | vault::ParseSlotError::UnknownKind(_) => {
            Failure::NewerFormat
        }
        _ => Failure::StorageDamaged { rows: 1 },
    })?;
    let secret = ports
        .stretch()
        .stretch(passphrase, slot.parameters())
        .await
        .map_err(|_| Failure::Busy)?;
    slot.open(&secret).map_err(|error| match error {
        vault::OpenSlotError::WrongSecret => Failure::WrongSecret { wait_ms: 0 },
        vault::OpenSlotError::Damaged => Failure::StorageDamaged { rows: 1 },
    })
}

/// The keys and the roster of a new team, whose first administrator is this device.
pub(crate) fn new_team<P: Ports>(
    ports: &P,
    account: Account,
    glance: Glance,
) -> Result<Beginnings, Failure> {
    let mut rng = ports.random();
    let at_ms = ports.clock().now_ms();
    let identity = Identity::generate(&mut rng);
    let genesis = RosterEntry {
        team: TeamId::NONE,
        index: 0,
        previous: RosterHash::NONE,
        change: Change::Genesis {
            administrator: device_of(&identity, Role::Administrator, &mut rng),
        },
        at_ms,
        by: sync::DeviceId::from_bytes(identity.device_id()),
    };
    let genesis = sign_roster_entry(genesis, &identity)?;
    let team = genesis.hash().to_bytes();
    let generation = Generation::generate(1, &mut rng);
    let wrap = wrap_for(&generation, &team, &identity.public_keys(), &mut rng);
    let first = first_generation(team, genesis.hash(), &identity, &wrap, at_ms);
    let first = sign_roster_entry(first, &identity)?;
    let mut keyring = Keyring::new();
    keyring.insert_generation(generation);
    Ok(Beginnings {
        identity,
        account: Account {
            team,
            own_wrap: Some(wrap.into()),
            ..account
        },
        roster_entries: vec![genesis.bytes().to_vec(), first.bytes().to_vec()],
        keyring,
        glance,
        is_registered: false,
        first_records: Vec::new(),
    })
}

/// The roster entry that follows the genesis: the first generation, wrapped to the founder alone.
pub(crate) fn first_generation(
    team: [u8; 32],
    previous: RosterHash,
    founder: &Identity,
    wrap: &[u8],
    at_ms: i64,
) -> RosterEntry {
    let founder = sync::DeviceId::from_bytes(founder.device_id());
    RosterEntry {
        team: TeamId::from_bytes(team),
        index: 1,
        previous,
        change: Change::Generation(GenerationChange {
            number: 1,
            segments: Vec::new(),
            wraps: vec![WrapDigest {
                device: founder,
                digest: Digest::of(wrap),
            }],
            intake_key: Vec::new(),
        }),
        at_ms,
        by: founder,
    }
}

/// A device as the roster introduces it.
pub(crate) fn device_of(
    identity: &Identity,
    role: Role,
    rng: &mut impl rand_core::CryptoRng,
) -> Device {
    let mut machine = [0; 16];
    rng.fill_bytes(&mut machine);
    device_with(
        &identity.public_keys(),
        role,
        MachineId::from_bytes(machine),
    )
}

/// A device as the roster introduces it, from its public keys.
pub(crate) fn device_with(
    keys: &vault::DevicePublicKeys,
    role: Role,
    machine: MachineId,
) -> Device {
    Device {
        id: sync::DeviceId::from_bytes(keys.device_id()),
        sign_key: PublicKey::from_bytes(keys.sign),
        auth_key: PublicKey::from_bytes(keys.auth),
        kem_key: keys.kem.as_bytes().to_vec(),
        role,
        machine,
        label: Vec::new(),
    }
}

/// A generation's secret, sealed to one device.
pub(crate) fn wrap_for(
    generation: &Generation,
    team: &[u8; 32],
    keys: &vault::DevicePublicKeys,
    rng: &mut impl rand_core::CryptoRng,
) -> Vec<u8> {
    vault::wrap_generation(generation, team, &keys.device_id(), &keys.kem, rng)
}

/// Signs a roster entry for the team and for the endpoint.
pub(crate) fn sign_roster_entry(
    entry: RosterEntry,
    identity: &Identity,
) -> Result<sync::SignedRosterEntry, Failure> {
    let sign = |message: &[u8]| Signature::from_bytes(identity.sign(message));
    let auth = |message: &[u8]| Signature::from_bytes(identity.sign_request(message));
    entry.sign(sign, auth).map_err(|_| Failure::Internal)
}
