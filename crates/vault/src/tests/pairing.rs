//! Pairing: the typed secret, the whole exchange, and those who stand between.

use proptest::prelude::*;

use super::*;
use crate::pairing::ParsePairingSecretError;

const OFFER: TeamOffer = TeamOffer {
    team: TEAM,
    roster_head: [0x0e; 32],
    inviter: DEVICE,
};

fn keys(seed: &str) -> DevicePublicKeys {
    Identity::generate(&mut random(seed)).public_keys()
}

#[test]
fn both_devices_see_the_same_digits_and_keys() {
    let mut rng = random("exchange");
    let shown = PairingSecret::generate(&mut rng);
    let typed = PairingSecret::parse(shown.to_text().expose()).expect("typed as shown");
    let joining_keys = keys("joining");
    let mut joining = Joining::start(&shown, &joining_keys, &mut rng);
    let inviting = Inviting::start(&typed, joining.hello(), &OFFER, &mut rng).expect("authentic");
    let joined = joining.answer(inviting.offer()).expect("authentic");
    let check = inviting.check(&joined.reveal).expect("authentic");
    assert_eq!(joined.offer, OFFER);
    assert_eq!(inviting.keys(), &joining_keys);
    assert_eq!(check, joined.check);
    assert!(check.is_typed(&joined.check.to_text()));
    for message in [joining.hello(), inviting.offer(), &joined.reveal] {
        assert!(message.len() <= crate::pairing::MAX_MESSAGE_BYTES && message.len() <= 4096);
    }
}

#[test]
fn messages_of_another_secret_are_not_authentic() {
    let mut rng = random("strangers");
    let [secret, other] = [
        PairingSecret::generate(&mut rng),
        PairingSecret::generate(&mut rng),
    ];
    let mut joining = Joining::start(&secret, &keys("joining"), &mut rng);
    let refused = Inviting::start(&other, joining.hello(), &OFFER, &mut rng).err();
    assert_eq!(refused, Some(PairingError::NotAuthentic));
    let stranger = Joining::start(&other, &keys("stranger"), &mut rng);
    let offer = Inviting::start(&other, stranger.hello(), &OFFER, &mut rng).expect("authentic");
    assert_eq!(
        joining.answer(offer.offer()).err(),
        Some(PairingError::NotAuthentic)
    );
    let mut newer = joining.hello().to_vec();
    newer[0] = 2;
    let refused = Inviting::start(&secret, &newer, &OFFER, &mut rng).err();
    assert_eq!(refused, Some(PairingError::UnknownVersion(2)));
    assert_eq!(
        joining.answer(&[1; 5000]).err(),
        Some(PairingError::NotAuthentic)
    );
}

#[test]
fn messages_cannot_stand_for_one_another() {
    let mut rng = random("order");
    let secret = PairingSecret::generate(&mut rng);
    let mut joining = Joining::start(&secret, &keys("joining"), &mut rng);
    let inviting = Inviting::start(&secret, joining.hello(), &OFFER, &mut rng).expect("authentic");
    let hello = joining.hello().to_vec();
    let refused = Some(PairingError::NotAuthentic);
    assert_eq!(joining.answer(&hello).err(), refused);
    assert_eq!(inviting.check(&hello).err(), refused);
    assert_eq!(inviting.check(inviting.offer()).err(), refused);
    assert_eq!(
        Inviting::start(&secret, inviting.offer(), &OFFER, &mut rng).err(),
        refused
    );
}

/// Somebody photographed the secret and stands between the two devices.
#[test]
fn whoever_knows_the_secret_is_betrayed_by_the_digits() {
    let mut rng = random("between");
    let secret = PairingSecret::generate(&mut rng);
    let mut joining = Joining::start(&secret, &keys("joining"), &mut rng);
    let mut hostile = Joining::start(&secret, &keys("hostile"), &mut rng);
    let inviting = Inviting::start(&secret, hostile.hello(), &OFFER, &mut rng).expect("authentic");
    let relayed = Inviting::start(&secret, joining.hello(), &OFFER, &mut rng).expect("authentic");

    let shown = joining.answer(relayed.offer()).expect("authentic").check;
    let reveal = hostile.answer(inviting.offer()).expect("authentic").reveal;
    let due = inviting.check(&reveal).expect("authentic");
    assert!(!due.is_typed(&shown.to_text()));

    // Having seen the nonce revealed, another offer would let the digits be chosen: refused.
    let second = Inviting::start(&secret, joining.hello(), &OFFER, &mut rng).expect("authentic");
    assert_eq!(
        joining.answer(second.offer()).err(),
        Some(PairingError::Tampered)
    );
    let again = joining
        .answer(relayed.offer())
        .expect("the same offer, the same answer");
    assert_eq!(again.check, shown);
}

#[test]
fn the_nonce_revealed_is_the_one_committed_to() {
    let mut rng = random("reveal");
    let secret = PairingSecret::generate(&mut rng);
    let joining = Joining::start(&secret, &keys("joining"), &mut rng);
    let inviting = Inviting::start(&secret, joining.hello(), &OFFER, &mut rng).expect("authentic");
    let forged = joining.forge_reveal(inviting.offer(), &[0; 32]);
    assert_eq!(inviting.check(&forged).err(), Some(PairingError::Tampered));
}

#[test]
fn the_check_is_six_digits() {
    let mut rng = random("digits");
    let secret = PairingSecret::generate(&mut rng);
    let mut joining = Joining::start(&secret, &keys("joining"), &mut rng);
    let inviting = Inviting::start(&secret, joining.hello(), &OFFER, &mut rng).expect("authentic");
    let check = joining.answer(inviting.offer()).expect("authentic").check;
    let text = check.to_text();
    assert_eq!(text.len(), 7);
    let digits: String = text.split(' ').collect();
    assert!(check.is_typed(&digits) && check.is_typed(&format!(" {digits} ")));
    let value: u32 = digits.parse().expect("six digits");
    let other = format!("{:06}", (value + 1) % 1_000_000);
    for wrong in [
        "",
        "12345",
        "1234567",
        "12345a",
        "+12345",
        "１２３４５６",
        other.as_str(),
    ] {
        assert!(!check.is_typed(wrong), "{wrong}");
    }
}

#[track_caller]
fn check_typed(typed: &str, expected: Result<[u8; 16], ParsePairingSecretError>) {
    let parsed = PairingSecret::parse(typed).map(|secret| secret.to_text().into_inner());
    let expected = expected.map(|bytes| PairingSecret::from_bytes(bytes).to_text().into_inner());
    assert_eq!(parsed, expected);
}

#[test]
fn the_secret_is_typed_with_tolerance() {
    use ParsePairingSecretError::{Character, Checksum, Length};
    let zeros = PairingSecret::from_bytes([0; 16]).to_text().into_inner();
    assert_eq!(zeros.len(), 26);
    check_typed(&zeros, Ok([0; 16]));
    check_typed(&zeros.replace('0', "o"), Ok([0; 16]));
    check_typed(&zeros.replace('0', " O- "), Ok([0; 16]));

    let mixed = PairingSecret::from_bytes(
        *b"\x08\x42\x10\x84\x21\x08\x42\x10\x84\x21\x08\x42\x10\x84\x21\x08",
    );
    let text = mixed.to_text().into_inner();
    assert!(text.starts_with("11111"), "{text}");
    for ones in ["i", "I", "l", "L"] {
        let parsed = PairingSecret::parse(&text.replace('1', ones).to_lowercase());
        assert_eq!(parsed.as_ref(), Ok(&mixed));
    }
    check_typed("", Err(Length(0)));
    check_typed(&zeros[..25], Err(Length(25)));
    check_typed(&format!("{zeros}0"), Err(Length(27)));
    check_typed(&format!("{zeros}0").repeat(1000), Err(Length(27_000)));
    check_typed(&zeros.replacen('0', "U", 1), Err(Character(1)));
    check_typed(&format!("00-00 é{zeros}"), Err(Character(5)));
    let wrong: Vec<String> = (0..4)
        .map(|check| format!("{}{}", &zeros[..25], ["0", "1", "2", "3"][check]))
        .collect();
    let refused = |typed: &&String| PairingSecret::parse(typed) == Err(Checksum);
    assert_eq!(
        wrong.iter().filter(refused).count(),
        3,
        "one in four passes"
    );
}

proptest! {
    #[test]
    fn any_secret_reads_back(bytes in any::<[u8; 16]>()) {
        let secret = PairingSecret::from_bytes(bytes);
        let text = secret.to_text();
        prop_assert_eq!(PairingSecret::parse(text.expose()), Ok(secret.clone()));
        let spaced: String = text.expose().to_lowercase().chars().flat_map(|c| [c, ' ']).collect();
        prop_assert_eq!(PairingSecret::parse(&spaced), Ok(secret));
    }

    #[test]
    fn any_text_is_read_without_panic(typed in ".{0,60}") {
        let _ = PairingSecret::parse(&typed);
    }

    #[test]
    fn any_message_is_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut rng = random("any");
        let secret = PairingSecret::generate(&mut rng);
        prop_assert!(Inviting::start(&secret, &bytes, &OFFER, &mut rng).is_err());
    }
}
