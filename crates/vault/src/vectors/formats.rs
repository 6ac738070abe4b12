//! Golden bytes of every format: what was written once must open for ever, and is still written
//! the same.

use std::collections::BTreeMap;

use super::{Entries, FixedRandom};
use crate::{
    BlobId, BlobKey, BlobPlan, Compartment, DeviceKey, Generation, GroupAddress, Identity,
    IntakeItemId, IntakeKeyPair, Inviting, Joining, KeyId, Keyring, PairingSecret, PairingStep,
    Passphrase, Scope, ScopeKey, ScopeKind, SecretBytes, Slot, SlotParameters, SlotStrength,
    StoreName, TeamOffer, WorkerKey, derive_slot_secret, hybrid::KemPrivateKey,
    keyring::segment_id, open_generation, wrap_generation, wraps_digest,
};

const TEAM: [u8; 32] = [0x7e; 32];
const DEVICE: [u8; 16] = [0xde; 16];
const RECORD: [u8; 16] = [0x4e; 16];
const BATCH_ID: [u8; 16] = [0xba; 16];
const HEADER: &[u8] = b"PMB1 a header, in bytes";
const TEXT: &[u8] = "Entretien tenu dans le bureau d’accueil".as_bytes();
const ROWS: StoreName = StoreName::new("rows");

/// One format.
pub(super) struct Format {
    /// The name of its golden file, without `.txt`.
    pub(super) name: &'static str,
    /// The golden file.
    pub(super) golden: &'static str,
    /// Writes the vector anew.
    pub(super) make: fn() -> Entries,
    /// Opens a vector with nothing but what it says.
    pub(super) opens: fn(&Entries) -> Option<()>,
}

impl Format {
    pub(super) fn check(&self) -> Option<()> {
        let golden = Entries::parse(self.golden)?;
        (self.opens)(&golden)?;
        ((self.make)() == golden).then_some(())
    }
}

macro_rules! format {
    ($name:literal, $make:ident, $opens:ident) => {
        Format {
            name: $name,
            golden: include_str!(concat!("../../tests/golden/", $name, ".txt")),
            make: $make,
            opens: $opens,
        }
    };
}

/// Every format.
pub(super) const ALL: &[Format] = &[
    format!("slot-v1", make_slot, open_slot),
    format!("local-v1", make_local, open_local),
    format!("identity-v1", make_identity, open_identity),
    format!("batch-v1", make_batch, open_batch),
    format!("group-v1", make_group, open_group),
    format!("note-v1", make_note, open_note),
    format!("segment-v1", make_segment, open_segment),
    format!("wrap-v1", make_wrap, open_wrap),
    format!("intake-v1", make_intake, open_intake),
    format!("blob-v1", make_blob, open_blob),
    format!("pairing-v1", make_pairing, open_pairing),
];

fn make_slot() -> Entries {
    let mut rng = FixedRandom::new("slot");
    let device_key = DeviceKey::generate(&mut rng);
    let typed = "Académie bœuf ".repeat(3);
    let mut entries = Entries::default()
        .with("passphrase", typed.as_bytes())
        .with("device_key", device_key.expose());
    for (name, strength) in [
        ("slot_standard", SlotStrength::Standard),
        ("slot_floor", SlotStrength::Floor),
    ] {
        let parameters = SlotParameters::generate(strength, &mut rng);
        let secret = derive_slot_secret(&Passphrase::from_typed(&typed), &parameters)
            .expect("a test machine has 64 MiB");
        let slot = Slot::create(&secret, &parameters, &device_key, &mut rng);
        entries = entries.with(name, slot.as_bytes());
    }
    entries
}

fn open_slot(golden: &Entries) -> Option<()> {
    let typed = core::str::from_utf8(golden.bytes("passphrase")?).ok()?;
    for name in ["slot_standard", "slot_floor"] {
        let slot = Slot::parse(golden.bytes(name)?).ok()?;
        let secret = derive_slot_secret(&Passphrase::from_typed(typed), slot.parameters()).ok()?;
        golden.expect("device_key", slot.open(&secret).ok()?.expose())?;
    }
    Some(())
}

fn make_local() -> Entries {
    let mut rng = FixedRandom::new("local");
    let device_key = DeviceKey::generate(&mut rng);
    let store = device_key.store(ROWS);
    let row = store.row_id(&RECORD);
    Entries::default()
        .with("device_key", device_key.expose())
        .with("id", &RECORD)
        .with("row_id", &row.0)
        .with("plaintext", TEXT)
        .with("value", &store.seal(&row, 7, TEXT, &mut rng))
}

fn open_local(golden: &Entries) -> Option<()> {
    let store = DeviceKey::from_bytes(golden.array("device_key")?).store(ROWS);
    let row = store.row_id(golden.bytes("id")?);
    golden.expect("row_id", &row.0)?;
    golden.expect(
        "plaintext",
        store.open(&row, 7, golden.bytes("value")?).ok()?.expose(),
    )
}

fn make_identity() -> Entries {
    let mut rng = FixedRandom::new("identity");
    let device_key = DeviceKey::generate(&mut rng);
    let mut identity = Identity::generate(&mut rng);
    let before = identity.seal(&device_key, &mut rng);
    let keys = identity.public_keys();
    let next_kem = identity.begin_rotation(&mut rng);
    Entries::default()
        .with("device_key", device_key.expose())
        .with("sign", &keys.sign)
        .with("auth", &keys.auth)
        .with("kem", keys.kem.as_bytes())
        .with("next_kem", next_kem.as_bytes())
        .with("device_id", &keys.device_id())
        .with("value", &before)
        .with("value_rotating", &identity.seal(&device_key, &mut rng))
        .with("signature", &identity.sign(TEXT))
        .with("request_signature", &identity.sign_request(TEXT))
}

fn open_identity(golden: &Entries) -> Option<()> {
    let device_key = DeviceKey::from_bytes(golden.array("device_key")?);
    for name in ["value", "value_rotating"] {
        let mut identity = Identity::open(&device_key, golden.bytes(name)?).ok()?;
        let keys = identity.public_keys();
        golden.expect("sign", &keys.sign)?;
        golden.expect("auth", &keys.auth)?;
        golden.expect("kem", keys.kem.as_bytes())?;
        golden.expect("device_id", &identity.device_id())?;
        golden.expect("signature", &identity.sign(TEXT))?;
        golden.expect("request_signature", &identity.sign_request(TEXT))?;
        if name == "value_rotating" {
            identity.finish_rotation();
            golden.expect("next_kem", identity.public_keys().kem.as_bytes())?;
        }
    }
    Some(())
}

fn make_batch() -> Entries {
    let mut rng = FixedRandom::new("batch");
    let generation = Generation::generate(3, &mut rng);
    Entries::default()
        .with("secret", generation.secret().expose())
        .with("header", HEADER)
        .with("batch_id", &BATCH_ID)
        .with("body", TEXT)
        .with(
            "sealed",
            &generation.seal_batch(HEADER, &BATCH_ID, TEXT, &mut rng),
        )
}

fn open_batch(golden: &Entries) -> Option<()> {
    let generation = generation(3, golden.array("secret")?);
    let header = golden.bytes("header")?;
    let batch_id = golden.array("batch_id")?;
    let body = generation
        .open_batch(header, &batch_id, golden.bytes("sealed")?)
        .ok()?;
    golden.expect("body", body.expose())
}

fn make_group() -> Entries {
    let mut rng = FixedRandom::new("group");
    let key = scope_key(&mut rng, ScopeKind::CASE, Compartment::PERSONAL);
    Entries::default()
        .with("key", key.key().expose())
        .with("key_id", &key.id().0)
        .with("operations", TEXT)
        .with("sealed", &key.seal_group(&ADDRESS, TEXT, &mut rng))
}

fn open_group(golden: &Entries) -> Option<()> {
    let scope = Scope {
        kind: ScopeKind::CASE,
        id: RECORD,
    };
    let secret = SecretBytes::from_bytes(golden.array("key")?);
    let key = ScopeKey::from_parts(scope, Compartment::PERSONAL, 2, secret);
    golden.expect("key_id", &key.id().0)?;
    let operations = key.open_group(&ADDRESS, golden.bytes("sealed")?).ok()?;
    golden.expect("operations", operations.expose())
}

fn make_note() -> Entries {
    let mut rng = FixedRandom::new("note");
    let key = WorkerKey::generate([0x3a; 16], &mut rng);
    Entries::default()
        .with("worker", &[0x3a; 16])
        .with("key", key.secret().expose())
        .with("key_id", &key.id().0)
        .with("text", TEXT)
        .with("note", &key.seal_note(&TEAM, &RECORD, TEXT, &mut rng))
}

fn open_note(golden: &Entries) -> Option<()> {
    let secret = SecretBytes::from_bytes(golden.array("key")?);
    let key = WorkerKey::from_secret(golden.array("worker")?, secret);
    golden.expect("key_id", &key.id().0)?;
    golden.expect(
        "text",
        key.open_note(&TEAM, &RECORD, golden.bytes("note")?)
            .ok()?
            .expose(),
    )
}

/// A keyring with something in each section, one of a newer build included.
pub(crate) fn full_keyring(rng: &mut FixedRandom) -> Keyring {
    // { 9: ["raw"] }: a section that this build does not know.
    let mut keyring = Keyring::from_local_bytes(b"\xa1\x09\x81\x63raw").expect("well formed");
    for compartment in [Compartment::PERSONAL, Compartment::FIGURES] {
        keyring.insert_scope_key(scope_key(rng, ScopeKind::CASE, compartment));
    }
    keyring.insert_scope_key(scope_key(rng, ScopeKind::PERSON, Compartment::PERSONAL));
    keyring.insert_tombstone(KeyId([0xdd; 16]));
    keyring.insert_generation(Generation::generate(1, rng));
    keyring.insert_generation(Generation::generate(2, rng));
    keyring.insert_intake_pair(IntakeKeyPair::generate(3, rng));
    let recipient = KemPrivateKey(SecretBytes::from_bytes([0x33; 32])).public_key();
    let worker = WorkerKey::generate([0x3a; 16], rng);
    keyring.insert_worker_wrap(worker.wrap(&TEAM, 3, &DEVICE, &recipient, rng));
    keyring
}

fn make_segment() -> Entries {
    let mut rng = FixedRandom::new("segment");
    let generation = Generation::generate(3, &mut rng);
    let keyring = full_keyring(&mut rng);
    let segment = keyring
        .seal_segment(&generation, &TEAM, &mut rng)
        .expect("small, and of earlier generations");
    Entries::default()
        .with("secret", generation.secret().expose())
        .with("content", keyring.to_local_bytes().expose())
        .with("segment", &segment.bytes)
        .with("id", &segment.id)
        .with("recipient_seed", &[0x33; 32])
}

fn open_segment(golden: &Entries) -> Option<()> {
    let generation = generation(3, golden.array("secret")?);
    let segment = golden.bytes("segment")?;
    golden.expect("id", &segment_id(segment))?;
    let keyring = Keyring::open_segment(&generation, &TEAM, segment).ok()?;
    golden.expect("content", keyring.to_local_bytes().expose())?;
    let private = KemPrivateKey(SecretBytes::from_bytes(golden.array("recipient_seed")?));
    let wrap = keyring.worker_wraps(DEVICE).next()?;
    let worker = wrap.open(&TEAM, &private).ok()?;
    let scope = Scope {
        kind: ScopeKind::CASE,
        id: RECORD,
    };
    keyring.current(scope, Compartment::FIGURES)?;
    (worker.id() == wrap.key && keyring.len() == 3).then_some(())
}

fn make_wrap() -> Entries {
    let mut rng = FixedRandom::new("wrap");
    let generation = Generation::generate(3, &mut rng);
    let private = KemPrivateKey::generate(&mut rng);
    let wrap = wrap_generation(&generation, &TEAM, &DEVICE, &private.public_key(), &mut rng);
    let digest = wraps_digest(3, &BTreeMap::from([(DEVICE, wrap.clone())]));
    Entries::default()
        .with("secret", generation.secret().expose())
        .with("recipient_seed", private.0.expose())
        .with("wrap", &wrap)
        .with("digest", &digest)
}

fn open_wrap(golden: &Entries) -> Option<()> {
    let private = KemPrivateKey(SecretBytes::from_bytes(golden.array("recipient_seed")?));
    let wrap = golden.bytes("wrap")?;
    let generation = open_generation(wrap, &TEAM, 3, &DEVICE, [&private]).ok()?;
    golden.expect("secret", generation.secret().expose())?;
    golden.expect(
        "digest",
        &wraps_digest(3, &BTreeMap::from([(DEVICE, wrap.to_vec())])),
    )
}

fn make_intake() -> Entries {
    let mut rng = FixedRandom::new("intake");
    let pair = IntakeKeyPair::generate(3, &mut rng);
    let item = pair
        .public_key()
        .seal_item(&TEAM, IntakeItemId(RECORD), TEXT, &mut rng)
        .expect("a short content");
    Entries::default()
        .with("seed", pair.private().0.expose())
        .with("key_id", &pair.id().0)
        .with("content", TEXT)
        .with("item", &item)
}

fn open_intake(golden: &Entries) -> Option<()> {
    let private = KemPrivateKey(SecretBytes::from_bytes(golden.array("seed")?));
    let pair = IntakeKeyPair::from_private(3, private);
    golden.expect("key_id", &pair.id().0)?;
    let content = pair
        .open_item(&TEAM, IntakeItemId(RECORD), golden.bytes("item")?)
        .ok()?;
    golden.expect("content", content.expose())
}

fn make_blob() -> Entries {
    let mut rng = FixedRandom::new("blob");
    let key = BlobKey::generate(&mut rng);
    let plan = BlobPlan::new(TEXT.len()).expect("a short content");
    let part = key
        .seal_part(BlobId(RECORD), &plan, 0, TEXT, &mut rng)
        .expect("part 0 of 1");
    Entries::default()
        .with("key", key.expose())
        .with("content", TEXT)
        .with("part", &part)
}

fn open_blob(golden: &Entries) -> Option<()> {
    let key = BlobKey::from_bytes(golden.array("key")?);
    let content = key.open(BlobId(RECORD), &[golden.bytes("part")?]).ok()?;
    golden.expect("content", content.expose())
}

fn make_pairing() -> Entries {
    let mut rng = FixedRandom::new("pairing");
    let secret = PairingSecret::generate(&mut rng);
    let identity = Identity::generate(&mut rng);
    let mut joining = Joining::start(&secret, &identity.public_keys(), &mut rng);
    let offer = TeamOffer {
        team: TEAM,
        roster_head: [0x0e; 32],
        inviter: DEVICE,
    };
    let inviting =
        Inviting::start(&secret, joining.hello(), &offer, &mut rng).expect("an authentic hello");
    let joined = joining
        .answer(inviting.offer())
        .expect("an authentic offer");
    Entries::default()
        .with("secret_text", secret.to_text().expose().as_bytes())
        .with(
            "rendezvous_hello",
            &secret.rendezvous_id(PairingStep::Hello),
        )
        .with(
            "rendezvous_offer",
            &secret.rendezvous_id(PairingStep::Offer),
        )
        .with(
            "rendezvous_reveal",
            &secret.rendezvous_id(PairingStep::Reveal),
        )
        .with("hello", joining.hello())
        .with("offer", inviting.offer())
        .with("reveal", &joined.reveal)
        .with("check", joined.check.to_text().as_bytes())
}

/// The messages carry fresh nonces, so what is checked of old ones is that the secret reads, that
/// the places are the same, and that hello and the digits of a whole exchange still verify.
fn open_pairing(golden: &Entries) -> Option<()> {
    let text = core::str::from_utf8(golden.bytes("secret_text")?).ok()?;
    let secret = PairingSecret::parse(text).ok()?;
    golden.expect("secret_text", secret.to_text().expose().as_bytes())?;
    golden.expect(
        "rendezvous_hello",
        &secret.rendezvous_id(PairingStep::Hello),
    )?;
    golden.expect(
        "rendezvous_offer",
        &secret.rendezvous_id(PairingStep::Offer),
    )?;
    golden.expect(
        "rendezvous_reveal",
        &secret.rendezvous_id(PairingStep::Reveal),
    )?;
    let inviting =
        Inviting::replay(&secret, golden.bytes("hello")?, golden.bytes("offer")?).ok()?;
    let check = inviting.check(golden.bytes("reveal")?).ok()?;
    golden.expect("check", check.to_text().as_bytes())?;
    check.is_typed(&check.to_text()).then_some(())
}

const ADDRESS: GroupAddress = GroupAddress {
    team: TEAM,
    device: DEVICE,
    sequence: 41,
};

fn scope_key(rng: &mut FixedRandom, kind: ScopeKind, compartment: Compartment) -> ScopeKey {
    ScopeKey::generate(Scope { kind, id: RECORD }, compartment, 2, rng)
}

fn generation(number: u32, secret: [u8; 32]) -> Generation {
    Generation::from_secret(number, SecretBytes::from_bytes(secret))
}
