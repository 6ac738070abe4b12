//! What holds for every format, as tables. Each format's own rules are tested beside it.

mod contexts;
mod keyring;
mod pairing;
mod sizes;
mod slots;
mod tampering;

use crate::{vectors::FixedRandom, *};

const TEAM: [u8; 32] = [0x7e; 32];
const OTHER_TEAM: [u8; 32] = [0x7f; 32];
const DEVICE: [u8; 16] = [0xde; 16];
const OTHER_DEVICE: [u8; 16] = [0xdf; 16];
const RECORD: [u8; 16] = [0x4e; 16];
const OTHER_RECORD: [u8; 16] = [0x4f; 16];
const TEXT: &[u8] = "Élodie Ménard, sans domicile depuis mardi".as_bytes();

fn random(seed: &str) -> FixedRandom {
    FixedRandom::new(seed)
}

fn case_key(rng: &mut FixedRandom) -> ScopeKey {
    let scope = Scope {
        kind: ScopeKind::CASE,
        id: RECORD,
    };
    ScopeKey::generate(scope, Compartment::PERSONAL, 1, rng)
}

fn address(sequence: u64) -> GroupAddress {
    GroupAddress {
        team: TEAM,
        device: DEVICE,
        sequence,
    }
}

#[test]
fn debug_shows_no_secret() {
    let secret = [0xa5; 32];
    let bytes = SecretBytes::from_bytes(secret);
    let mut rng = random("debug");
    let shown = [
        format!("{:?}", Sensitive::new(String::from("165, a5"))),
        format!("{bytes:?}"),
        format!("{:?}", DeviceKey::from_bytes(secret)),
        format!(
            "{:?}",
            DeviceKey::from_bytes(secret).store(StoreName::new("rows"))
        ),
        format!("{:?}", SlotSecret::from_bytes(secret)),
        format!("{:?}", Passphrase::from_typed("165, a5")),
        format!("{:?}", Generation::from_secret(1, bytes.clone())),
        format!("{:?}", KemPrivateKey(bytes.clone())),
        format!("{:?}", BlobKey::from_bytes(secret)),
        format!("{:?}", WorkerKey::from_secret(RECORD, bytes)),
        format!("{:?}", Identity::generate(&mut rng)),
        format!("{:?}", IntakeKeyPair::generate(1, &mut rng)),
        format!("{:?}", PairingSecret::generate(&mut rng)),
        format!("{:?}", vectors::full_keyring(&mut rng)),
    ];
    for text in shown {
        assert!(!text.contains("165") && !text.contains("a5a5"), "{text}");
    }
}

#[test]
fn signatures_are_strict() {
    let identity = Identity::generate(&mut random("sign"));
    let keys = identity.public_keys();
    let signature = identity.sign(TEXT);
    assert!(verify_signature(&keys.sign, TEXT, &signature));
    assert!(!verify_signature(&keys.auth, TEXT, &signature));
    assert!(!verify_signature(&keys.sign, b"another", &signature));
    assert!(verify_signature(
        &keys.auth,
        TEXT,
        &identity.sign_request(TEXT)
    ));
    for index in 0..64 {
        let mut altered = signature;
        altered[index] ^= 1 << (index % 8);
        assert!(
            !verify_signature(&keys.sign, TEXT, &altered),
            "byte {index}"
        );
    }
    // The identity point as public key verifies anything where weak keys are let through.
    let mut weak_key = [0; 32];
    weak_key[0] = 1;
    let mut weak_signature = [0; 64];
    weak_signature[0] = 1;
    assert!(!verify_signature(&weak_key, TEXT, &weak_signature));
}

#[test]
fn a_rotating_identity_opens_wraps_to_either_key() {
    let mut rng = random("rotation");
    let device_key = DeviceKey::generate(&mut rng);
    let mut identity = Identity::generate(&mut rng);
    let generation = Generation::generate(2, &mut rng);
    let old = identity.public_keys().kem;
    let next = identity.begin_rotation(&mut rng);
    assert_eq!(
        next,
        identity.begin_rotation(&mut rng),
        "a retry publishes the same key"
    );

    let to_old = wrap_generation(&generation, &TEAM, &DEVICE, &old, &mut rng);
    let to_next = wrap_generation(&generation, &TEAM, &DEVICE, &next, &mut rng);
    let opens = |identity: &Identity, wrap: &[u8]| {
        open_generation(wrap, &TEAM, 2, &DEVICE, identity.kem_keys())
            .map(|opened| opened.id() == generation.id())
    };
    let sealed = identity.seal(&device_key, &mut rng);
    let mut identity = Identity::open(&device_key, &sealed).expect("sealed just above");
    assert_eq!(opens(&identity, &to_old), Ok(true));
    assert_eq!(opens(&identity, &to_next), Ok(true));

    identity.finish_rotation();
    assert_eq!(opens(&identity, &to_old), Err(OpenWrapError::NotForThisKey));
    assert_eq!(opens(&identity, &to_next), Ok(true));
    identity.finish_rotation();
    assert_eq!(
        identity.public_keys().kem,
        next,
        "nothing was begun, nothing happens"
    );
}

/// A hang or a derivation for each call must fail; what it costs exactly is for the bench.
#[test]
fn many_small_groups_cost_little() {
    let mut rng = random("speed");
    let key = case_key(&mut rng);
    let start = std::time::Instant::now();
    for sequence in 0..20_000 {
        let sealed = key.seal_group(&address(sequence), TEXT, &mut rng);
        assert_eq!(sealed.len(), TEXT.len() + 41);
    }
    assert!(start.elapsed().as_secs() < 20);
}
