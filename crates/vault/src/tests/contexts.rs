//! Whole, authentic bytes in another place than theirs: refused.

use std::collections::BTreeMap;

use super::*;

#[test]
fn rows_cannot_be_swapped() {
    let mut rng = random("rows");
    let device_key = DeviceKey::generate(&mut rng);
    let store = device_key.store(StoreName::new("pages"));
    let [row, other_row] = [store.row_id(b"a"), store.row_id(b"b")];
    let value = store.seal(&row, 1, TEXT, &mut rng);
    assert_eq!(
        store.open(&row, 1, &value).expect("its own place").expose(),
        TEXT
    );

    let damaged = Some(OpenLocalError::Damaged);
    assert_eq!(
        store.open(&other_row, 1, &value).err(),
        damaged,
        "another row"
    );
    assert_eq!(store.open(&row, 2, &value).err(), damaged, "another schema");
    let other_store = device_key.store(StoreName::new("outbox"));
    assert_eq!(
        other_store.open(&row, 1, &value).err(),
        damaged,
        "another store"
    );
    let other_device = DeviceKey::generate(&mut rng).store(StoreName::new("pages"));
    assert_eq!(
        other_device.open(&row, 1, &value).err(),
        damaged,
        "another device"
    );
    let mut newer = value;
    newer[0] = 2;
    assert_eq!(
        store.open(&row, 1, &newer).err(),
        Some(OpenLocalError::UnknownVersion(2))
    );
}

#[test]
fn row_ids_differ_by_store_and_device() {
    let mut rng = random("row ids");
    let device_key = DeviceKey::generate(&mut rng);
    let id = device_key.store(StoreName::new("pages")).row_id(&RECORD);
    assert_eq!(
        id,
        device_key.store(StoreName::new("pages")).row_id(&RECORD)
    );
    assert_ne!(
        id,
        device_key.store(StoreName::new("outbox")).row_id(&RECORD)
    );
    assert_ne!(
        id,
        DeviceKey::generate(&mut rng)
            .store(StoreName::new("pages"))
            .row_id(&RECORD)
    );
}

#[test]
fn groups_cannot_be_moved() {
    let mut rng = random("groups");
    let key = case_key(&mut rng);
    let place = address(5);
    let sealed = key.seal_group(&place, TEXT, &mut rng);
    assert_eq!(
        key.open_group(&place, &sealed)
            .expect("its own place")
            .expose(),
        TEXT
    );
    for moved in [
        address(6),
        GroupAddress {
            team: OTHER_TEAM,
            ..place
        },
        GroupAddress {
            device: OTHER_DEVICE,
            ..place
        },
    ] {
        assert_eq!(
            key.open_group(&moved, &sealed).err(),
            Some(OpenGroupError::Damaged)
        );
    }
    let other_key = case_key(&mut rng);
    assert_ne!(other_key.id(), key.id());
    assert_eq!(
        other_key.open_group(&place, &sealed).err(),
        Some(OpenGroupError::Damaged)
    );
}

#[test]
fn the_name_of_a_scope_key_says_all_of_it() {
    let key = || SecretBytes::from_bytes([9; 32]);
    let scope = |kind, id| Scope { kind, id };
    let ids = [
        ScopeKey::from_parts(
            scope(ScopeKind::CASE, RECORD),
            Compartment::PERSONAL,
            1,
            key(),
        ),
        ScopeKey::from_parts(
            scope(ScopeKind::PERSON, RECORD),
            Compartment::PERSONAL,
            1,
            key(),
        ),
        ScopeKey::from_parts(
            scope(ScopeKind::CASE, OTHER_RECORD),
            Compartment::PERSONAL,
            1,
            key(),
        ),
        ScopeKey::from_parts(
            scope(ScopeKind::CASE, RECORD),
            Compartment::FIGURES,
            1,
            key(),
        ),
        ScopeKey::from_parts(
            scope(ScopeKind::CASE, RECORD),
            Compartment::PERSONAL,
            2,
            key(),
        ),
    ]
    .map(|key| key.id());
    let distinct: std::collections::BTreeSet<KeyId> = ids.into_iter().collect();
    assert_eq!(distinct.len(), ids.len());
}

#[test]
fn batches_open_under_their_header_and_generation() {
    let mut rng = random("batches");
    let generation = Generation::generate(1, &mut rng);
    let sealed = generation.seal_batch(b"header", &RECORD, TEXT, &mut rng);
    assert!(generation.open_batch(b"header", &RECORD, &sealed).is_ok());
    assert!(generation.open_batch(b"headers", &RECORD, &sealed).is_err());
    assert!(
        generation
            .open_batch(b"header", &OTHER_RECORD, &sealed)
            .is_err()
    );
    let next = Generation::generate(2, &mut rng);
    assert!(next.open_batch(b"header", &RECORD, &sealed).is_err());
}

#[test]
fn segments_open_for_their_team_and_generation() {
    let mut rng = random("segments");
    let generation = Generation::generate(3, &mut rng);
    let mut keyring = Keyring::new();
    keyring.insert_scope_key(case_key(&mut rng));
    let segment = keyring
        .seal_segment(&generation, &TEAM, &mut rng)
        .expect("small")
        .bytes;
    assert!(Keyring::open_segment(&generation, &TEAM, &segment).is_ok());
    let open = |generation: &Generation, team| {
        Keyring::open_segment(generation, &team, &segment).expect_err("another context")
    };
    assert_eq!(open(&generation, OTHER_TEAM), OpenSegmentError::Damaged);
    let forged = Generation::generate(3, &mut rng);
    assert_eq!(open(&forged, TEAM), OpenSegmentError::Damaged);
    let later = Generation::generate(4, &mut rng);
    assert_eq!(open(&later, TEAM), OpenSegmentError::OtherGeneration(3));
}

#[test]
fn wraps_open_for_their_recipient() {
    let mut rng = random("wraps");
    let generation = Generation::generate(7, &mut rng);
    let private = KemPrivateKey::generate(&mut rng);
    let wrap = wrap_generation(&generation, &TEAM, &DEVICE, &private.public_key(), &mut rng);
    let open = |team, number, device, key: &KemPrivateKey| {
        open_generation(&wrap, &team, number, &device, [key]).map(|opened| opened.id())
    };
    assert_eq!(open(TEAM, 7, DEVICE, &private), Ok(generation.id()));
    let refused = Err(OpenWrapError::NotForThisKey);
    assert_eq!(open(OTHER_TEAM, 7, DEVICE, &private), refused);
    assert_eq!(open(TEAM, 7, OTHER_DEVICE, &private), refused);
    assert_eq!(
        open(TEAM, 7, DEVICE, &KemPrivateKey::generate(&mut rng)),
        refused
    );
    assert_eq!(
        open(TEAM, 8, DEVICE, &private),
        Err(OpenWrapError::Malformed)
    );
    let none = open_generation(&wrap, &TEAM, 7, &DEVICE, []).map(|opened| opened.id());
    assert_eq!(none, refused);
}

#[test]
fn the_digest_of_wraps_says_who_gets_which() {
    let wraps = |pairs: &[([u8; 16], &[u8])]| -> BTreeMap<[u8; 16], Vec<u8>> {
        pairs
            .iter()
            .map(|(device, wrap)| (*device, wrap.to_vec()))
            .collect()
    };
    let both = wraps(&[(DEVICE, b"one"), (OTHER_DEVICE, b"two")]);
    let digest = wraps_digest(1, &both);
    assert_eq!(digest, wraps_digest(1, &both));
    assert_ne!(digest, wraps_digest(2, &both));
    assert_ne!(
        digest,
        wraps_digest(1, &wraps(&[(DEVICE, b"two"), (OTHER_DEVICE, b"one")]))
    );
    assert_ne!(digest, wraps_digest(1, &wraps(&[(DEVICE, b"one")])));
    assert_ne!(digest, wraps_digest(1, &BTreeMap::new()));
}

#[test]
fn notes_open_in_their_record_for_their_author() {
    let mut rng = random("notes");
    let key = WorkerKey::generate([1; 16], &mut rng);
    let note = key.seal_note(&TEAM, &RECORD, TEXT, &mut rng);
    assert_eq!(
        key.open_note(&TEAM, &RECORD, &note)
            .expect("its own place")
            .expose(),
        TEXT
    );
    let damaged = Some(OpenNoteError::Damaged);
    assert_eq!(key.open_note(&TEAM, &OTHER_RECORD, &note).err(), damaged);
    assert_eq!(key.open_note(&OTHER_TEAM, &RECORD, &note).err(), damaged);
    let other = WorkerKey::generate([1; 16], &mut rng);
    let refused = Some(OpenNoteError::OtherKey(key.id()));
    assert_eq!(other.open_note(&TEAM, &RECORD, &note).err(), refused);
}

#[test]
fn worker_wraps_open_for_their_recipient() {
    let mut rng = random("worker wraps");
    let private = KemPrivateKey::generate(&mut rng);
    let key = WorkerKey::generate([1; 16], &mut rng);
    let wrap = key.wrap(&TEAM, 2, &DEVICE, &private.public_key(), &mut rng);
    assert_eq!(
        wrap.open(&TEAM, &private).as_ref().map(WorkerKey::id),
        Ok(key.id())
    );
    let refused = |wrap: &WorkerKeyWrap, team| {
        assert_eq!(wrap.open(&team, &private), Err(OpenNoteError::Damaged));
    };
    refused(&wrap, OTHER_TEAM);
    refused(
        &WorkerKeyWrap {
            recipient: OTHER_DEVICE,
            ..wrap.clone()
        },
        TEAM,
    );
    refused(
        &WorkerKeyWrap {
            worker: [2; 16],
            ..wrap.clone()
        },
        TEAM,
    );
    refused(
        &WorkerKeyWrap {
            generation: 3,
            ..wrap.clone()
        },
        TEAM,
    );
    refused(
        &WorkerKeyWrap {
            key: KeyId([0; 16]),
            ..wrap
        },
        TEAM,
    );
}

#[test]
fn intake_items_open_under_their_name() {
    let mut rng = random("items");
    let pair = IntakeKeyPair::generate(1, &mut rng);
    let [id, other_id] = [IntakeItemId(RECORD), IntakeItemId(OTHER_RECORD)];
    let item = pair
        .public_key()
        .seal_item(&TEAM, id, TEXT, &mut rng)
        .expect("short");
    assert_eq!(IntakeKeyPair::key_of(&item), Some(pair.id()));
    assert_eq!(
        pair.open_item(&TEAM, id, &item)
            .expect("its own place")
            .expose(),
        TEXT
    );
    let damaged = Some(OpenIntakeItemError::Damaged);
    assert_eq!(pair.open_item(&TEAM, other_id, &item).err(), damaged);
    assert_eq!(pair.open_item(&OTHER_TEAM, id, &item).err(), damaged);
    let other = IntakeKeyPair::generate(1, &mut rng);
    let refused = Some(OpenIntakeItemError::OtherKey(pair.id()));
    assert_eq!(other.open_item(&TEAM, id, &item).err(), refused);
}
