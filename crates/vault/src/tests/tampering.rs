//! Every byte altered, every truncation, something appended: nothing opens, nothing panics.

use super::*;

/// `opens` says whether what it is given was accepted.
#[track_caller]
fn check(sealed: &[u8], opens: impl Fn(&[u8]) -> bool) {
    assert!(opens(sealed), "the untouched bytes open");
    let mut altered = sealed.to_vec();
    for index in 0..sealed.len() {
        for mask in [1 << (index % 8), 0x80] {
            altered[index] ^= mask;
            assert!(!opens(&altered), "byte {index} altered by {mask:02x}");
            altered[index] ^= mask;
        }
    }
    for length in 0..sealed.len() {
        assert!(!opens(&sealed[..length]), "cut to {length} bytes");
    }
    altered.push(0);
    assert!(!opens(&altered), "a byte appended");
    altered.rotate_right(1);
    assert!(!opens(&altered), "a byte put before");
}

#[test]
fn slot() {
    let mut rng = random("slot");
    let parameters = SlotParameters::generate(SlotStrength::Floor, &mut rng);
    // What Argon2id gives does not matter here: a secret is a secret.
    let secret = SlotSecret::from_bytes([7; 32]);
    let slot = Slot::create(
        &secret,
        &parameters,
        &DeviceKey::generate(&mut rng),
        &mut rng,
    );
    check(slot.as_bytes(), |bytes| {
        Slot::parse(bytes).is_ok_and(|slot| slot.open(&secret).is_ok())
    });
}

#[test]
fn slot_parameters() {
    let parameters = SlotParameters::generate(SlotStrength::Standard, &mut random("parameters"));
    let bytes = parameters.to_bytes();
    // Salt and cost may be others; length and lanes may not.
    assert_eq!(SlotParameters::from_bytes(&bytes), Ok(parameters));
    for length in 0..bytes.len() {
        assert_eq!(
            SlotParameters::from_bytes(&bytes[..length]),
            Err(ParseSlotError::Length)
        );
    }
}

#[test]
fn local_value() {
    let mut rng = random("local");
    let store = DeviceKey::generate(&mut rng).store(StoreName::new("rows"));
    let row = store.row_id(&RECORD);
    check(&store.seal(&row, 1, TEXT, &mut rng), |value| {
        store.open(&row, 1, value).is_ok()
    });
    check(&row.0, |id| {
        id.try_into().is_ok_and(|id| {
            let value = store.seal(&row, 1, TEXT, &mut random("row"));
            store.open(&RowId(id), 1, &value).is_ok()
        })
    });
}

#[test]
fn identity() {
    let mut rng = random("identity");
    let device_key = DeviceKey::generate(&mut rng);
    let mut identity = Identity::generate(&mut rng);
    check(&identity.seal(&device_key, &mut rng), |value| {
        Identity::open(&device_key, value).is_ok()
    });
    identity.begin_rotation(&mut rng);
    check(&identity.seal(&device_key, &mut rng), |value| {
        Identity::open(&device_key, value).is_ok()
    });
}

#[test]
fn batch() {
    let mut rng = random("batch");
    let generation = Generation::generate(1, &mut rng);
    let header = b"a header of a fixed length, in bytes";
    let sealed = generation.seal_batch(header, &RECORD, TEXT, &mut rng);
    check(&sealed, |sealed| {
        generation.open_batch(header, &RECORD, sealed).is_ok()
    });
    check(header, |header| {
        generation.open_batch(header, &RECORD, &sealed).is_ok()
    });
}

#[test]
fn group() {
    let mut rng = random("group");
    let key = case_key(&mut rng);
    let sealed = key.seal_group(&address(1), TEXT, &mut rng);
    check(&sealed, |sealed| {
        key.open_group(&address(1), sealed).is_ok()
    });
}

#[test]
fn note() {
    let mut rng = random("note");
    let key = WorkerKey::generate(OTHER_RECORD, &mut rng);
    let note = key.seal_note(&TEAM, &RECORD, TEXT, &mut rng);
    check(&note, |note| key.open_note(&TEAM, &RECORD, note).is_ok());
}

#[test]
fn worker_wrap() {
    let mut rng = random("worker wrap");
    let private = KemPrivateKey::generate(&mut rng);
    let key = WorkerKey::generate(OTHER_RECORD, &mut rng);
    let wrap = key.wrap(&TEAM, 1, &DEVICE, &private.public_key(), &mut rng);
    check(&wrap.sealed, |sealed| {
        let altered = WorkerKeyWrap {
            sealed: sealed.to_vec(),
            ..wrap.clone()
        };
        altered.open(&TEAM, &private).is_ok()
    });
}

#[test]
fn segment() {
    let mut rng = random("segment");
    let generation = Generation::generate(3, &mut rng);
    let keyring = vectors::full_keyring(&mut rng);
    let segment = keyring
        .seal_segment(&generation, &TEAM, &mut rng)
        .expect("small");
    check(&segment.bytes, |segment| {
        Keyring::open_segment(&generation, &TEAM, segment).is_ok()
    });
}

#[test]
fn wrap() {
    let mut rng = random("wrap");
    let private = KemPrivateKey::generate(&mut rng);
    let generation = Generation::generate(1, &mut rng);
    let wrap = wrap_generation(&generation, &TEAM, &DEVICE, &private.public_key(), &mut rng);
    check(&wrap, |wrap| {
        open_generation(wrap, &TEAM, 1, &DEVICE, [&private]).is_ok()
    });
}

#[test]
fn intake_item() {
    let mut rng = random("intake");
    let pair = IntakeKeyPair::generate(1, &mut rng);
    let id = IntakeItemId(RECORD);
    let item = pair
        .public_key()
        .seal_item(&TEAM, id, TEXT, &mut rng)
        .expect("short");
    // A quarter of the item is enough of its ciphertext: each try costs a decapsulation.
    assert!(pair.open_item(&TEAM, id, &item).is_ok());
    let mut altered = item.clone();
    for index in (0..1200).chain((1200..item.len()).step_by(8)) {
        altered[index] ^= 1 << (index % 8);
        assert!(pair.open_item(&TEAM, id, &altered).is_err(), "byte {index}");
        altered[index] ^= 1 << (index % 8);
        assert!(
            pair.open_item(&TEAM, id, &item[..index]).is_err(),
            "cut to {index} bytes"
        );
    }
}

#[test]
fn blob_part() {
    let mut rng = random("blob");
    let key = BlobKey::generate(&mut rng);
    let plan = BlobPlan::new(TEXT.len()).expect("short");
    let part = key
        .seal_part(BlobId(RECORD), &plan, 0, TEXT, &mut rng)
        .expect("part 0 of 1");
    check(&part, |part| key.open(BlobId(RECORD), &[part]).is_ok());
}

#[test]
fn pairing_messages() {
    let mut rng = random("pairing");
    let secret = PairingSecret::generate(&mut rng);
    let keys = Identity::generate(&mut rng).public_keys();
    let joining = Joining::start(&secret, &keys, &mut rng);
    let hello = joining.hello();
    let offer = TeamOffer {
        team: TEAM,
        roster_head: [1; 32],
        inviter: DEVICE,
    };
    let starts = |hello: &[u8]| Inviting::start(&secret, hello, &offer, &mut random("offer"));
    check(hello, |hello| starts(hello).is_ok());

    let inviting = starts(hello).expect("an authentic hello");
    let answers = |message: &[u8]| {
        Joining::start(&secret, &keys, &mut random("joining"))
            .answer(message)
            .is_ok()
    };
    let own_hello = Joining::start(&secret, &keys, &mut random("joining"));
    let own = starts(own_hello.hello()).expect("an authentic hello");
    check(own.offer(), answers);
    assert!(!answers(inviting.offer()), "an offer to another hello");

    let mut joining = joining;
    let joined = joining
        .answer(inviting.offer())
        .expect("an authentic offer");
    check(&joined.reveal, |reveal| inviting.check(reveal).is_ok());
}

#[test]
fn public_keys() {
    let public = KemPrivateKey::generate(&mut random("public")).public_key();
    let bytes = public.as_bytes();
    assert_eq!(KemPublicKey::from_bytes(bytes), Ok(public.clone()));
    for length in [0, 32, 1184, 1215] {
        assert_eq!(
            KemPublicKey::from_bytes(&bytes[..length]),
            Err(ParseKemPublicKeyError)
        );
    }
    // Coefficients of 12 bits above 3328 are not in canonical form.
    assert_eq!(
        KemPublicKey::from_bytes(&[0xff; 1216]),
        Err(ParseKemPublicKeyError)
    );
}
