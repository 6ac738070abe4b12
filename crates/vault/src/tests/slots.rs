//! Slots: floor and ceiling, the change of passphrase, what a wrong one says.

use super::*;

fn derive(typed: &str, parameters: &SlotParameters) -> SlotSecret {
    derive_slot_secret(&Passphrase::from_typed(typed), parameters).expect("memory for a floor slot")
}

fn floor_slot(typed: &str, device_key: &DeviceKey, rng: &mut FixedRandom) -> Slot {
    let parameters = SlotParameters::generate(SlotStrength::Floor, rng);
    Slot::create(&derive(typed, &parameters), &parameters, device_key, rng)
}

#[test]
fn a_passphrase_opens_its_slot_and_another_does_not() {
    let mut rng = random("slots");
    let device_key = DeviceKey::generate(&mut rng);
    let slot = floor_slot("Académie bœuf cigale", &device_key, &mut rng);
    let slot = Slot::parse(slot.as_bytes()).expect("made just above");
    let open = |typed| slot.open(&derive(typed, slot.parameters()));
    assert_eq!(open("academie-boeuf  CIGALE"), Ok(device_key));
    assert_eq!(
        open("académie bœuf cigales"),
        Err(OpenSlotError::WrongSecret)
    );
    assert_eq!(open(""), Err(OpenSlotError::WrongSecret));
}

#[test]
fn changing_the_passphrase_keeps_the_device_key() {
    let mut rng = random("change");
    let device_key = DeviceKey::generate(&mut rng);
    let old = floor_slot("ancienne", &device_key, &mut rng);
    let opened = old
        .open(&derive("ancienne", old.parameters()))
        .expect("the right one");
    let new = floor_slot("nouvelle", &opened, &mut rng);
    assert_ne!(old.parameters(), new.parameters(), "a salt of its own");
    assert_eq!(
        new.open(&derive("nouvelle", new.parameters())),
        Ok(device_key)
    );
    let stale = new.open(&derive("ancienne", new.parameters()));
    assert_eq!(stale, Err(OpenSlotError::WrongSecret));
}

#[test]
fn an_altered_salt_or_cost_is_another_secret() {
    let mut rng = random("salt");
    let device_key = DeviceKey::generate(&mut rng);
    let slot = floor_slot("mot", &device_key, &mut rng);
    // Passes (bytes 6..10) from 2 to 3, then the first byte of the salt.
    for index in [9, 11] {
        let mut bytes = *slot.as_bytes();
        bytes[index] ^= 1;
        let altered = Slot::parse(&bytes).expect("still a slot");
        let secret = derive("mot", altered.parameters());
        assert_eq!(altered.open(&secret), Err(OpenSlotError::WrongSecret));
    }
}

#[test]
fn the_commitment_is_checked_before_the_cipher() {
    let mut rng = random("commitment");
    let secret = SlotSecret::from_bytes([7; 32]);
    let parameters = SlotParameters::generate(SlotStrength::Standard, &mut rng);
    let slot = Slot::create(
        &secret,
        &parameters,
        &DeviceKey::generate(&mut rng),
        &mut rng,
    );
    let altered = |index: usize| {
        let mut bytes = *slot.as_bytes();
        bytes[index] ^= 1;
        Slot::parse(&bytes).expect("still a slot").open(&secret)
    };
    assert_eq!(
        altered(27),
        Err(OpenSlotError::WrongSecret),
        "first byte of the commitment"
    );
    assert_eq!(
        altered(58),
        Err(OpenSlotError::WrongSecret),
        "its last byte"
    );
    assert_eq!(
        altered(59),
        Err(OpenSlotError::Damaged),
        "first byte of the nonce"
    );
    assert_eq!(
        altered(130),
        Err(OpenSlotError::Damaged),
        "last byte of the tag"
    );
}

#[track_caller]
fn check_parameters(memory_kib: u32, passes: u32, lanes: u8, expected: Option<ParseSlotError>) {
    let mut bytes = [0; 25];
    bytes[..4].copy_from_slice(&memory_kib.to_be_bytes());
    bytes[4..8].copy_from_slice(&passes.to_be_bytes());
    bytes[8] = lanes;
    assert_eq!(SlotParameters::from_bytes(&bytes).err(), expected);
    // The same through a whole slot, which is what an attacker would alter.
    let mut slot = [0; slot::SLOT_BYTES];
    slot[..2].copy_from_slice(&[1, 1]);
    slot[2..27].copy_from_slice(&bytes);
    assert_eq!(Slot::parse(&slot).err(), expected);
}

#[test]
fn parameters_have_a_floor_and_a_ceiling() {
    use ParseSlotError::{CostlyParameters, WeakParameters};
    check_parameters(64 * 1024, 3, 1, None);
    check_parameters(32 * 1024, 6, 1, None);
    check_parameters(19 * 1024, 2, 1, None);
    check_parameters(256 * 1024, 16, 1, None);
    check_parameters(19 * 1024 - 1, 2, 1, Some(WeakParameters));
    check_parameters(19 * 1024, 1, 1, Some(WeakParameters));
    check_parameters(8, 1, 1, Some(WeakParameters));
    check_parameters(0, 0, 0, Some(WeakParameters));
    check_parameters(64 * 1024, 3, 0, Some(WeakParameters));
    check_parameters(256 * 1024 + 1, 3, 1, Some(CostlyParameters));
    check_parameters(u32::MAX, 3, 1, Some(CostlyParameters));
    check_parameters(64 * 1024, 17, 1, Some(CostlyParameters));
    check_parameters(64 * 1024, u32::MAX, 1, Some(CostlyParameters));
    check_parameters(64 * 1024, 3, 2, Some(CostlyParameters));
    check_parameters(64 * 1024, 3, 255, Some(CostlyParameters));
}

#[test]
fn the_three_strengths_are_those_of_the_design() {
    let cost = |strength| {
        let parameters = SlotParameters::generate(strength, &mut random("cost"));
        (parameters.memory_kib(), parameters.passes())
    };
    assert_eq!(cost(SlotStrength::Standard), (65_536, 3));
    assert_eq!(cost(SlotStrength::LowMemory), (32_768, 6));
    assert_eq!(cost(SlotStrength::Floor), (19_456, 2));
}

#[track_caller]
fn check_parse(bytes: &[u8], expected: ParseSlotError) {
    assert_eq!(Slot::parse(bytes).err(), Some(expected));
}

#[test]
fn other_slots_are_told_apart() {
    check_parse(&[], ParseSlotError::Length);
    check_parse(&[1], ParseSlotError::UnknownVersion(1));
    check_parse(&[2, 1], ParseSlotError::UnknownVersion(2));
    check_parse(&[1, 2, 0, 0], ParseSlotError::UnknownKind(2));
    check_parse(&[1, 1], ParseSlotError::Length);
    check_parse(&[1; slot::SLOT_BYTES + 1], ParseSlotError::Length);
}
