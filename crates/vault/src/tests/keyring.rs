//! The keyring: laws of merging, what tombstones do, what a content may not be.

use proptest::prelude::*;

use super::*;
use crate::keyring::MAX_SEGMENT_BYTES;

/// Sixteen things a keyring may hold, some of which tread on each other.
fn insert_nth(keyring: &mut Keyring, nth: usize) {
    let rng = &mut random(&format!("item {nth}"));
    let scope = |id| Scope {
        kind: ScopeKind::CASE,
        id: [id; 16],
    };
    let worker = WorkerKey::from_secret([1; 16], SecretBytes::from_bytes([1; 32]));
    let recipient = || KemPrivateKey(SecretBytes::from_bytes([2; 32])).public_key();
    let first_generation = || Generation::from_secret(1, SecretBytes::from_bytes([4; 32]));
    let first_key = || {
        let key = SecretBytes::from_bytes([3; 32]);
        ScopeKey::from_parts(scope(0), Compartment::PERSONAL, 1, key)
    };
    match nth {
        0 => keyring.insert_scope_key(first_key()),
        1..=4 => keyring.insert_scope_key(ScopeKey::generate(
            scope((nth % 2) as u8),
            Compartment::PERSONAL,
            nth as u32,
            rng,
        )),
        5 => keyring.insert_tombstone(first_key().id()),
        6 => keyring.insert_tombstone(worker.id()),
        7 => keyring
            .insert_tombstone(Generation::from_secret(1, SecretBytes::from_bytes([4; 32])).id()),
        8 => {
            keyring.insert_generation(first_generation());
        }
        9 | 10 => keyring.insert_generation(Generation::generate(2, rng)),
        11 => keyring.insert_intake_pair(IntakeKeyPair::generate(2, rng)),
        12 | 13 => {
            keyring.insert_worker_wrap(worker.wrap(&TEAM, 7, &DEVICE, &recipient(), rng));
        }
        14 => keyring.insert_worker_wrap(worker.wrap(&TEAM, 8, &DEVICE, &recipient(), rng)),
        _ => keyring.merge(
            Keyring::from_local_bytes(b"\xa1\x18\xc8\x82\x01\x02").expect("unknown section"),
        ),
    }
}

fn keyring_of(items: &[usize]) -> Keyring {
    let mut keyring = Keyring::new();
    items.iter().for_each(|nth| insert_nth(&mut keyring, *nth));
    keyring
}

fn merged(keyrings: [&Keyring; 2]) -> Keyring {
    let mut merged = Keyring::new();
    keyrings
        .into_iter()
        .for_each(|keyring| merged.merge(keyring.clone()));
    merged
}

fn bytes(keyring: &Keyring) -> Vec<u8> {
    keyring.to_local_bytes().into_inner()
}

fn items() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..16, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn merging_is_a_union(a in items(), b in items(), c in items()) {
        let [a, b, c] = [keyring_of(&a), keyring_of(&b), keyring_of(&c)];
        prop_assert_eq!(bytes(&merged([&a, &b])), bytes(&merged([&b, &a])), "commutative");
        let left = merged([&merged([&a, &b]), &c]);
        let right = merged([&a, &merged([&b, &c])]);
        prop_assert_eq!(bytes(&left), bytes(&right), "associative");
        prop_assert_eq!(bytes(&merged([&left, &a])), bytes(&left), "idempotent");
    }

    #[test]
    fn what_is_written_reads_back(a in items()) {
        let keyring = keyring_of(&a);
        let written = bytes(&keyring);
        let read = Keyring::from_local_bytes(&written).expect("written just above");
        prop_assert_eq!(bytes(&read), written);
        prop_assert_eq!(read.len(), keyring.len());
        let mut joined = Keyring::new();
        keyring.clone().split().into_iter().for_each(|piece| joined.merge(piece));
        prop_assert_eq!(bytes(&joined), bytes(&keyring));
    }

    #[test]
    fn any_content_is_read_without_panic(content in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Some(read) = Keyring::from_local_bytes(&content) {
            prop_assert_eq!(bytes(&read), content, "one content, one encoding");
        }
    }
}

#[test]
fn tombstones_win_in_any_order() {
    let mut rng = random("tombstones");
    let key = case_key(&mut rng);
    let mut keyring = Keyring::new();
    keyring.insert_scope_key(key.clone());
    assert_eq!(keyring.forget(key.scope(), key.compartment()), [key.id()]);
    keyring.insert_scope_key(key.clone());
    assert!(keyring.scope_key(&key.id()).is_none());
    assert!(keyring.is_tombstoned(&key.id()));
    assert!(keyring.current(key.scope(), key.compartment()).is_none());
    assert_eq!(keyring.len(), 0);
    let written = bytes(&keyring);
    let in_it = |bytes: &[u8]| written.windows(32).any(|window| window == bytes);
    assert!(
        !in_it(key.key().expose()),
        "the key is gone from what is written"
    );
}

#[test]
fn forgetting_one_compartment_keeps_the_other() {
    let mut rng = random("compartments");
    let scope = Scope {
        kind: ScopeKind::CASE,
        id: RECORD,
    };
    let mut keyring = Keyring::new();
    for compartment in [Compartment::PERSONAL, Compartment::FIGURES] {
        keyring.insert_scope_key(ScopeKey::generate(scope, compartment, 1, &mut rng));
        keyring.insert_scope_key(ScopeKey::generate(scope, compartment, 2, &mut rng));
    }
    assert_eq!(keyring.forget(scope, Compartment::PERSONAL).len(), 2);
    assert!(keyring.current(scope, Compartment::PERSONAL).is_none());
    assert_eq!(
        keyring
            .current(scope, Compartment::FIGURES)
            .map(ScopeKey::generation),
        Some(2)
    );
}

#[test]
fn the_key_in_force_is_of_the_latest_generation() {
    let mut rng = random("current");
    let scope = Scope {
        kind: ScopeKind::PERSON,
        id: RECORD,
    };
    let mut keyring = Keyring::new();
    for generation in [2, 5, 3] {
        keyring.insert_scope_key(ScopeKey::generate(
            scope,
            Compartment::PERSONAL,
            generation,
            &mut rng,
        ));
    }
    let current = keyring
        .current(scope, Compartment::PERSONAL)
        .expect("three keys");
    assert_eq!(current.generation(), 5);
    let id = current.id();
    keyring.insert_tombstone(id);
    let current = keyring
        .current(scope, Compartment::PERSONAL)
        .expect("two keys");
    assert_eq!(current.generation(), 3);
}

/// What is sealed under a generation tells nothing of a later one, or a worker who left with the
/// first would read on.
#[test]
fn later_secrets_are_neither_sealed_nor_accepted() {
    let mut rng = random("later");
    let generation = Generation::generate(3, &mut rng);
    let seal = |keyring: &Keyring, rng: &mut _| {
        keyring
            .seal_segment(&generation, &TEAM, rng)
            .map(|segment| segment.id.len())
    };
    let refused = Err(SealSegmentError::LaterSecret);
    let mut keyring = Keyring::new();
    keyring.insert_generation(Generation::generate(2, &mut rng));
    assert_eq!(seal(&keyring, &mut rng), Ok(32));
    keyring.insert_generation(Generation::generate(3, &mut rng));
    assert_eq!(seal(&keyring, &mut rng), refused, "the generation itself");

    let scope = Scope {
        kind: ScopeKind::TEAM,
        id: [0; 16],
    };
    let mut keyring = Keyring::new();
    keyring.insert_scope_key(ScopeKey::generate(scope, Compartment::FIGURES, 3, &mut rng));
    keyring.insert_intake_pair(IntakeKeyPair::generate(3, &mut rng));
    assert_eq!(seal(&keyring, &mut rng), Ok(32));
    let mut with_key = keyring.clone();
    with_key.insert_scope_key(ScopeKey::generate(scope, Compartment::FIGURES, 4, &mut rng));
    assert_eq!(
        seal(&with_key, &mut rng),
        refused,
        "a scope key of the next"
    );
    keyring.insert_intake_pair(IntakeKeyPair::generate(4, &mut rng));
    assert_eq!(
        seal(&keyring, &mut rng),
        refused,
        "an intake pair of the next"
    );

    // Sealed all the same, by somebody who holds the keys and breaks the rule.
    let forged = keyring.seal_unchecked(&generation, &TEAM, &mut rng);
    let opened = Keyring::open_segment(&generation, &TEAM, &forged).err();
    assert_eq!(opened, Some(OpenSegmentError::Malformed));
}

#[track_caller]
fn check_content(content: &[u8], is_read: bool) {
    assert_eq!(Keyring::from_local_bytes(content).is_some(), is_read);
}

#[test]
fn a_content_has_one_encoding() {
    check_content(b"\xa0", true);
    check_content(b"", false);
    check_content(b"\xa0\x00", false); // something after
    check_content(b"\xbf\xff", false); // indefinite map
    check_content(b"\xa1\x02\x80", false); // empty section
    check_content(b"\xa1\x02\x9f\xff", false); // indefinite array
    check_content(b"\xa1\x09\x81\x00", true); // unknown section
    check_content(b"\xa1\x09\x00", false); // that is no array
    check_content(b"\xa1\x18\x09\x81\x00", false); // section number not in its shortest form
    check_content(b"\xa1\x19\x01\x00\x81\x00", false); // section number past a byte
    check_content(b"\xa2\x0a\x81\x00\x09\x81\x00", false); // sections out of order
    check_content(b"\xa2\x09\x81\x00\x09\x81\x01", false); // section twice
    check_content(b"\xa1\x09\x82\x01\x00", false); // items out of order
    check_content(b"\xa1\x09\x82\x00\x00", false); // item twice
    check_content(b"\xa1\x09\x81\xff", false); // a break on its own
    check_content(b"\xa1\x09\x81\x9f\xff", false); // indefinite item
    check_content(b"\xa1\x09\x81\xc1\x00", true); // tagged item
    let tombstones = |items: &[&[u8]]| {
        let head = [0xa1, 0x02, 0x80 + items.len() as u8];
        [&head, items.concat().as_slice()].concat()
    };
    let [a, b] = [
        [&b"\x50"[..], &[1; 16]].concat(),
        [&b"\x50"[..], &[2; 16]].concat(),
    ];
    check_content(&tombstones(&[&a, &b]), true);
    check_content(&tombstones(&[&b, &a]), false);
    check_content(&tombstones(&[&a, &a]), false);
    check_content(&tombstones(&[&a[..16]]), false);
    check_content(&tombstones(&[b"\x44abcd"]), false); // too short for a name
}

#[test]
fn depth_and_allocation_are_capped() {
    let nested = |depth: usize| [b"\xa1\x09\x81".as_slice(), &vec![0x81; depth], b"\x00"].concat();
    check_content(&nested(16), true);
    check_content(&nested(17), false);
    check_content(&nested(1_000_000), false);
    // Counts of 2^64 - 1 and 2^32 - 1 with nothing behind them.
    check_content(b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff", false);
    check_content(b"\xa1\x01\x9b\xff\xff\xff\xff\xff\xff\xff\xff", false);
    check_content(b"\xa1\x09\x81\xbb\xff\xff\xff\xff\xff\xff\xff\xff", false);
    check_content(b"\xa1\x09\x81\x5a\xff\xff\xff\xff", false);

    let generation = Generation::generate(1, &mut random("large"));
    let open = |segment: &[u8]| Keyring::open_segment(&generation, &TEAM, segment).err();
    assert_eq!(
        open(&vec![1; MAX_SEGMENT_BYTES + 1]),
        Some(OpenSegmentError::TooLarge)
    );
    assert_eq!(open(&[]), Some(OpenSegmentError::Damaged));
    assert_eq!(
        open(&[2, 0, 0, 0, 1]),
        Some(OpenSegmentError::UnknownVersion(2))
    );
}

#[test]
fn sections_of_a_newer_build_survive() {
    let mut rng = random("newer");
    let generation = Generation::generate(3, &mut rng);
    let newer = vectors::full_keyring(&mut rng);
    let segment = newer
        .seal_segment(&generation, &TEAM, &mut rng)
        .expect("small");
    let mut keyring = Keyring::new();
    keyring.insert_tombstone(KeyId([1; 16]));
    keyring.merge(Keyring::open_segment(&generation, &TEAM, &segment.bytes).expect("its own"));
    let raw = b"\x63raw";
    assert!(bytes(&keyring).windows(4).any(|window| window == raw));
    let pieces = keyring.split();
    assert!(
        pieces
            .iter()
            .any(|piece| bytes(piece).windows(4).any(|window| window == raw))
    );
}

#[test]
fn a_large_keyring_is_split_into_segments() {
    let mut rng = random("split");
    let generation = Generation::generate(2, &mut rng);
    let mut keyring = Keyring::new();
    for id in 0..40_000_u32 {
        let mut scope = Scope {
            kind: ScopeKind::CASE,
            id: [0; 16],
        };
        scope.id[..4].copy_from_slice(&id.to_be_bytes());
        keyring.insert_scope_key(ScopeKey::generate(
            scope,
            Compartment::PERSONAL,
            1,
            &mut rng,
        ));
    }
    let whole = bytes(&keyring);
    let pieces = keyring.split();
    assert!(pieces.len() > 1);
    let mut joined = Keyring::new();
    for piece in pieces {
        let segment = piece
            .seal_segment(&generation, &TEAM, &mut rng)
            .expect("cut to fit");
        assert!(segment.bytes.len() <= MAX_SEGMENT_BYTES);
        joined.merge(Keyring::open_segment(&generation, &TEAM, &segment.bytes).expect("its own"));
    }
    assert_eq!(bytes(&joined), whole);
}

#[test]
fn two_secrets_of_one_generation_are_both_kept() {
    let mut rng = random("forged");
    let [honest, forged] = [
        Generation::generate(2, &mut rng),
        Generation::generate(2, &mut rng),
    ];
    let mut keyring = Keyring::new();
    keyring.insert_generation(forged);
    keyring.insert_generation(honest.clone());
    keyring.insert_generation(Generation::generate(3, &mut rng));
    assert_eq!(keyring.latest_generation(), Some(3));
    assert_eq!(keyring.generations(2).count(), 2);
    assert!(
        keyring
            .generations(2)
            .any(|generation| generation.id() == honest.id())
    );
    assert_eq!(keyring.generations(1).count(), 0);
}

#[test]
fn worker_wraps_of_a_later_generation_take_over() {
    let mut rng = random("worker");
    let key = WorkerKey::generate([1; 16], &mut rng);
    let private = KemPrivateKey::generate(&mut rng);
    let [old, new] = [1, 2]
        .map(|generation| key.wrap(&TEAM, generation, &DEVICE, &private.public_key(), &mut rng));
    let mut keyring = Keyring::new();
    keyring.insert_worker_wrap(new);
    keyring.insert_worker_wrap(old);
    let found: Vec<u32> = keyring
        .worker_wraps(DEVICE)
        .map(|wrap| wrap.generation)
        .collect();
    assert_eq!(found, [2]);
    assert_eq!(keyring.worker_wraps(OTHER_DEVICE).count(), 0);
    keyring.insert_tombstone(key.id());
    assert!(keyring.worker_wraps(DEVICE).next().is_none());
}
