//! The roster: what each signer may change, and that nothing else passes.

use super::{cuts, flips};
use crate::fixture::{Holder, Story, add, next_generation, revoke, story};
use crate::roster::{MAX_KEM_KEY_BYTES, MAX_LABEL_BYTES, Revoked};
use crate::{
    Change, Cutoff, DeviceId, Digest, EntryHash, Role, Roster, RosterError, RosterHash, WireError,
};

const NOTHING: Cutoff = Cutoff {
    sequence: 0,
    hash: EntryHash::NONE,
};

fn told() -> Story {
    story().expect("the story holds")
}

/// A team with a generation, an administrator, a worker and an intake tablet.
fn team() -> (Roster, Holder, Holder, Holder) {
    let administrator = Holder::new(1, Role::Administrator);
    let (worker, tablet) = (Holder::new(2, Role::Worker), Holder::new(3, Role::Intake));
    let (mut roster, _) = administrator.found().expect("founded");
    let first = Change::Generation(next_generation(&roster, &[]));
    play(&mut roster, &administrator, first);
    let change = add(&roster, &worker.device);
    play(&mut roster, &administrator, change);
    let change = add(&roster, &tablet.device);
    play(&mut roster, &administrator, change);
    (roster, administrator, worker, tablet)
}

#[track_caller]
fn play(roster: &mut Roster, by: &Holder, change: Change) {
    let entry = by.propose(roster, change).expect("within the caps");
    roster.apply(entry.bytes()).expect("allowed");
}

#[track_caller]
fn refused(roster: &Roster, by: &Holder, change: Change, expected: RosterError) {
    let mut after = roster.clone();
    let tried = by
        .propose(roster, change)
        .and_then(|entry| after.apply(entry.bytes()));
    assert_eq!(tried.map(|_| ()), Err(expected));
    assert_eq!(after, *roster, "a refused entry changed something");
}

#[test]
fn every_flip_and_every_cut_is_refused() {
    let story = told();
    let mut before: Option<Roster> = None;
    for (name, entry) in &story.entries {
        let check = |bytes: &[u8]| match &before {
            None => Roster::found(bytes),
            Some(roster) => {
                let mut roster = roster.clone();
                roster.apply(bytes).map(|_| roster)
            }
        };
        for (bit, flipped) in flips(entry.bytes()) {
            assert!(check(&flipped).is_err(), "{name}: bit {bit} may be flipped");
        }
        for cut in cuts(entry.bytes()) {
            assert!(check(&cut).is_err(), "{name}: {} bytes pass", cut.len());
        }
        before = Some(check(entry.bytes()).expect("untouched, it holds"));
    }
}

#[test]
fn a_chain_holds_only_whole_and_in_order() {
    let story = told();
    let chain: Vec<&[u8]> = story
        .entries
        .iter()
        .map(|(_, entry)| entry.bytes())
        .collect();
    assert_eq!(Roster::reopen(&chain), Ok(story.roster.clone()));
    assert_eq!(Roster::verify(&chain), Ok(story.roster));
    for left_out in 0..chain.len() - 1 {
        let mut shorter = chain.clone();
        shorter.remove(left_out);
        assert!(
            Roster::verify(&shorter).is_err() && Roster::reopen(&shorter).is_err(),
            "without {left_out} it holds"
        );
    }
    for swapped in 0..chain.len() - 1 {
        let mut other = chain.clone();
        other.swap(swapped, swapped + 1);
        assert!(
            Roster::verify(&other).is_err() && Roster::reopen(&other).is_err(),
            "with {swapped} swapped it holds"
        );
    }
    assert!(Roster::verify(&[[0_u8; 0]; 0]).is_err());
}

#[test]
fn the_story_ends_as_told() {
    let story = told();
    let roster = &story.roster;
    assert_eq!(roster.generation(), 3);
    assert_eq!(roster.index(), 8);
    assert_eq!(roster.administrators(), 1);
    let worker = roster.member(&story.worker.device.id).expect("known");
    assert!(!worker.is_live());
    assert_eq!(worker.device.kem_key, vec![0xcc; 48]);
    assert_eq!(roster.cutoffs()[&story.worker.device.id].sequence, 5);
    let tablet = roster.live(&story.tablet.device.id).expect("live");
    assert_eq!(tablet.device.role, Role::Coordinator);
    assert_eq!(roster.recipients().count(), 1);
    assert_eq!(
        roster.sign_key(&worker.device.id),
        Some(&story.worker.device.sign_key)
    );
    assert_eq!(
        roster.team().to_bytes(),
        story.entries[0].1.hash().to_bytes()
    );
}

#[test]
fn only_administrators_and_kits_change_the_roster() {
    let (mut roster, administrator, worker, tablet) = team();
    let (stranger, kit) = (
        Holder::new(9, Role::Administrator),
        Holder::new(8, Role::Kit),
    );
    let newcomer = Holder::new(10, Role::Intake).device;
    for by in [&worker, &tablet, &stranger] {
        refused(&roster, by, add(&roster, &newcomer), RosterError::Signer);
    }
    let change = add(&roster, &kit.device);
    play(&mut roster, &administrator, change);
    let change = add(&roster, &newcomer);
    play(&mut roster, &kit, change);
    assert_eq!(roster.administrators(), 2);
}

#[test]
fn a_device_replaces_its_own_kem_key_only() {
    let (mut roster, _, worker, tablet) = team();
    play(
        &mut roster,
        &tablet,
        Change::KemKey {
            kem_key: vec![1; 48],
        },
    );
    play(
        &mut roster,
        &worker,
        Change::KemKey {
            kem_key: vec![4; 48],
        },
    );
    let kem_key = |id: &DeviceId| roster.live(id).map(|member| member.device.kem_key.clone());
    assert_eq!(kem_key(&worker.device.id), Some(vec![4; 48]));
    assert_eq!(kem_key(&tablet.device.id), Some(vec![1; 48]));
    refused(
        &roster,
        &worker,
        Change::KemKey {
            kem_key: vec![4; 48],
        },
        RosterError::Keys,
    );
    refused(
        &roster,
        &worker,
        Change::KemKey { kem_key: vec![] },
        RosterError::Keys,
    );
    let large = vec![0; MAX_KEM_KEY_BYTES + 1];
    let error = RosterError::Wire(WireError::TooLarge);
    refused(&roster, &worker, Change::KemKey { kem_key: large }, error);
}

#[test]
fn a_revoked_device_signs_nothing_more() {
    let (mut roster, administrator, worker, _) = team();
    let change = revoke(&roster, &worker.device.id, NOTHING);
    play(&mut roster, &administrator, change);
    assert_eq!(roster.generation(), 2);
    let change = Change::KemKey {
        kem_key: vec![1; 48],
    };
    refused(&roster, &worker, change, RosterError::Signer);
    let again = revoke(&roster, &worker.device.id, NOTHING);
    refused(&roster, &administrator, again, RosterError::Device);
    let back = add(&roster, &worker.device);
    refused(&roster, &administrator, back, RosterError::Device);
}

#[test]
fn keys_belong_to_one_device() {
    let (roster, administrator, worker, _) = team();
    let try_device = |change: &dyn Fn(&mut crate::Device), expected| {
        let mut device = Holder::new(9, Role::Intake).device;
        change(&mut device);
        refused(
            &roster,
            &administrator,
            Change::Add { device, wrap: None },
            expected,
        );
    };
    try_device(
        &|device| device.id = DeviceId::from_bytes([1; 16]),
        RosterError::Keys,
    );
    try_device(
        &|device| device.auth_key = device.sign_key,
        RosterError::Keys,
    );
    try_device(
        &|device| device.auth_key = worker.device.auth_key,
        RosterError::Keys,
    );
    try_device(
        &|device| device.auth_key = worker.device.sign_key,
        RosterError::Keys,
    );
    try_device(
        &|device| device.auth_key = [0; 32].into(),
        RosterError::Keys,
    );
    try_device(&|device| device.kem_key = vec![], RosterError::Keys);
    try_device(
        &|device| *device = worker.device.clone(),
        RosterError::Device,
    );
    let large = RosterError::Wire(WireError::TooLarge);
    try_device(&|device| device.label = vec![0; MAX_LABEL_BYTES + 1], large);
}

#[test]
fn wraps_go_to_exactly_those_who_hold_the_generation() {
    let (roster, administrator, worker, tablet) = team();
    let newcomer = Holder::new(9, Role::Worker).device;
    let sightless = Holder::new(10, Role::Coordinator).device;
    let wrap = Some(Digest::of(b"wrap"));
    let error = RosterError::Generation;
    refused(
        &roster,
        &administrator,
        Change::Add {
            device: newcomer,
            wrap: None,
        },
        error,
    );
    refused(
        &roster,
        &administrator,
        Change::Add {
            device: sightless,
            wrap,
        },
        error,
    );
    let mut generation = next_generation(&roster, &[]);
    generation.wraps.pop();
    refused(
        &roster,
        &administrator,
        Change::Generation(generation),
        error,
    );
    let mut generation = next_generation(&roster, &[]);
    generation.wraps.push(crate::WrapDigest {
        device: tablet.device.id,
        digest: Digest::of(b"wrap"),
    });
    refused(
        &roster,
        &administrator,
        Change::Generation(generation),
        error,
    );
    let mut generation = next_generation(&roster, &[]);
    generation.number = 3;
    refused(
        &roster,
        &administrator,
        Change::Generation(generation),
        error,
    );
    // A revocation whose wraps still include the revoked device is none.
    let revoked = vec![Revoked {
        device: worker.device.id,
        cutoff: NOTHING,
        wipe: false,
    }];
    let generation = next_generation(&roster, &[]);
    refused(
        &roster,
        &administrator,
        Change::Revoke {
            revoked,
            generation,
        },
        error,
    );
}

#[test]
fn roles_change_without_taking_a_generation_back() {
    let (mut roster, administrator, worker, tablet) = team();
    let role = |device: &Holder, role, wrap| Change::Role {
        device: device.device.id,
        role,
        wrap,
    };
    let wrap = Some(Digest::of(b"wrap"));
    let error = RosterError::Generation;
    refused(
        &roster,
        &administrator,
        role(&worker, Role::Coordinator, None),
        error,
    );
    refused(
        &roster,
        &administrator,
        role(&worker, Role::Administrator, wrap),
        error,
    );
    refused(
        &roster,
        &administrator,
        role(&tablet, Role::Worker, None),
        error,
    );
    let last = RosterError::LastAdministrator;
    refused(
        &roster,
        &administrator,
        role(&administrator, Role::Worker, None),
        last,
    );
    play(
        &mut roster,
        &administrator,
        role(&tablet, Role::Worker, wrap),
    );
    play(
        &mut roster,
        &administrator,
        role(&worker, Role::Administrator, None),
    );
    play(
        &mut roster,
        &worker,
        role(&administrator, Role::Worker, None),
    );
    assert_eq!(roster.recipients().count(), 3);
    let nobody = Holder::new(9, Role::Worker);
    refused(
        &roster,
        &worker,
        role(&nobody, Role::Worker, None),
        RosterError::Device,
    );
}

#[test]
fn an_administrator_always_remains() {
    let (roster, administrator, ..) = team();
    let change = revoke(&roster, &administrator.device.id, NOTHING);
    refused(
        &roster,
        &administrator,
        change,
        RosterError::LastAdministrator,
    );
}

#[test]
fn cutoffs_are_of_revoked_devices_and_say_one_thing() {
    let (roster, administrator, worker, _) = team();
    let cutoff = |sequence, hash| Change::Cutoff {
        device: worker.device.id,
        cutoff: Cutoff {
            sequence,
            hash: EntryHash::from_bytes([hash; 32]),
        },
    };
    refused(&roster, &administrator, cutoff(1, 1), RosterError::Device);
    let canonical = RosterError::Wire(WireError::NotCanonical);
    refused(&roster, &administrator, cutoff(0, 1), canonical);
    refused(&roster, &administrator, cutoff(1, 0), canonical);
}

#[test]
fn a_genesis_begins_and_nothing_else_does() {
    let story = told();
    let (_, genesis) = &story.entries[0];
    let (_, second) = &story.entries[1];
    assert_eq!(Roster::found(second.bytes()), Err(RosterError::Team));
    let mut roster = story.roster.clone();
    assert_eq!(roster.apply(genesis.bytes()), Err(RosterError::Team));
    let by_worker = Holder::new(2, Role::Worker).found();
    assert_eq!(by_worker.map(|_| ()), Err(RosterError::Signer));
}

#[test]
fn the_next_entry_names_the_last_one() {
    let (roster, administrator, ..) = team();
    let newcomer = Holder::new(9, Role::Intake).device;
    let check = |change: &dyn Fn(&mut crate::RosterEntry), expected| {
        let proposed = administrator
            .propose(&roster, add(&roster, &newcomer))
            .expect("in the caps");
        let mut entry = proposed.entry().clone();
        change(&mut entry);
        let signed = entry
            .sign(
                |message| administrator.sign(message),
                |message| administrator.auth(message),
            )
            .expect("in the caps");
        assert_eq!(roster.clone().apply(signed.bytes()).map(|_| ()), expected);
    };
    check(&|_| (), Ok(()));
    check(&|entry| entry.index += 1, Err(RosterError::Chain));
    check(
        &|entry| entry.previous = RosterHash::NONE,
        Err(RosterError::Chain),
    );
    check(
        &|entry| entry.team = crate::TeamId::NONE,
        Err(RosterError::Team),
    );
}

#[test]
fn both_signatures_are_needed() {
    let (roster, administrator, worker, _) = team();
    let newcomer = Holder::new(9, Role::Intake).device;
    let proposed = administrator
        .propose(&roster, add(&roster, &newcomer))
        .expect("in the caps");
    let entry = proposed.entry().clone();
    let wrong_auth = entry
        .clone()
        .sign(
            |message| administrator.sign(message),
            |message| worker.auth(message),
        )
        .expect("in the caps");
    let wrong_sign = entry
        .sign(
            |message| worker.sign(message),
            |message| administrator.auth(message),
        )
        .expect("in the caps");
    for wrong in [wrong_auth, wrong_sign] {
        assert_eq!(
            roster.clone().apply(wrong.bytes()),
            Err(RosterError::Signature)
        );
    }
}
