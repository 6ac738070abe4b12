//! Entries: only the bytes that were signed are an entry.

use super::{cuts, flips};
use crate::entry::{MAX_ENTRY_BYTES, MAX_FRONTIER, MAX_GROUPS, peek, reopen, verify};
use crate::fixture::{Holder, story};
use crate::vectors::recorded;
use crate::{DeviceId, Entry, EntryError, EntryHash, KeyId, Role, RosterHash, SealedGroup, TeamId};
use crate::{Signature, WireError};

fn team() -> TeamId {
    story().expect("the story holds").roster.team()
}

fn plain() -> Entry {
    Entry {
        device: Holder::new(1, Role::Administrator).device.id,
        sequence: 1,
        previous: EntryHash::NONE,
        roster_head: RosterHash::NONE,
        lamport: 1,
        at_ms: 0,
        frontier: Vec::new(),
        groups: Vec::new(),
    }
}

fn device(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}

fn group(n: u8) -> SealedGroup {
    SealedGroup {
        key_id: KeyId::from_bytes([n; 16]),
        sealed: vec![n; 3],
    }
}

#[test]
fn every_flip_and_every_cut_is_refused() {
    let team = team();
    let key = Holder::new(1, Role::Administrator).device.sign_key;
    for name in ["entry-first", "entry-second"] {
        let bytes = recorded(name).expect("recorded");
        assert!(verify(&bytes, &team, &key).is_ok());
        for (bit, flipped) in flips(&bytes) {
            assert!(
                verify(&flipped, &team, &key).is_err(),
                "{name}: bit {bit} may be flipped"
            );
        }
        for cut in cuts(&bytes) {
            assert!(
                verify(&cut, &team, &key).is_err(),
                "{name}: {} bytes pass",
                cut.len()
            );
        }
    }
}

#[test]
fn another_team_or_key_is_refused() {
    let bytes = recorded("entry-first").expect("recorded");
    let key = Holder::new(1, Role::Administrator).device.sign_key;
    let other = Holder::new(2, Role::Worker).device.sign_key;
    assert_eq!(
        verify(&bytes, &TeamId::NONE, &key),
        Err(EntryError::Signature)
    );
    assert_eq!(verify(&bytes, &team(), &other), Err(EntryError::Key));
}

#[test]
fn an_entry_stored_here_reopens_without_its_key() {
    let bytes = recorded("entry-second").expect("recorded");
    let key = Holder::new(1, Role::Administrator).device.sign_key;
    assert_eq!(reopen(&bytes), verify(&bytes, &team(), &key));
    let head = peek(&bytes).expect("an entry");
    assert_eq!((head.version, head.sequence), (1, 2));
}

#[test]
fn signing_refuses_what_reading_would_refuse() {
    #[track_caller]
    fn check(change: impl FnOnce(&mut Entry), expected: Result<(), EntryError>) {
        let holder = Holder::new(1, Role::Administrator);
        let mut entry = plain();
        change(&mut entry);
        let signed = entry.sign(&TeamId::NONE, |message| holder.sign(message));
        if let Ok(signed) = &signed {
            let read = verify(signed.bytes(), &TeamId::NONE, &holder.device.sign_key);
            assert_eq!(
                read.as_ref(),
                Ok(signed),
                "what was signed does not read back"
            );
        }
        assert_eq!(signed.map(|_| ()), expected);
    }
    let large = Err(EntryError::Wire(WireError::TooLarge));
    let canonical = Err(EntryError::Wire(WireError::NotCanonical));
    check(|_| (), Ok(()));
    check(|entry| entry.sequence = 0, Err(EntryError::Chain));
    check(|entry| entry.sequence = 2, Err(EntryError::Chain));
    check(
        |entry| entry.previous = EntryHash::from_bytes([1; 32]),
        Err(EntryError::Chain),
    );
    check(|entry| entry.lamport = u64::MAX, Ok(()));
    check(|entry| entry.at_ms = i64::MIN, Ok(()));
    check(
        |entry| entry.frontier = vec![(device(2), 9), (device(1), 8)],
        Ok(()),
    );
    check(
        |entry| entry.frontier = vec![(device(1), 9), (device(1), 8)],
        canonical,
    );
    check(|entry| entry.groups = vec![group(2), group(1)], Ok(()));
    check(|entry| entry.groups = vec![group(1), group(1)], canonical);
    check(
        |entry| entry.frontier = vec![(device(1), 1); MAX_FRONTIER + 1],
        large,
    );
    check(|entry| entry.groups = vec![group(1); MAX_GROUPS + 1], large);
    check(
        |entry| {
            let sealed = vec![0; MAX_ENTRY_BYTES];
            entry.groups = vec![SealedGroup {
                key_id: KeyId::from_bytes([1; 16]),
                sealed,
            }];
        },
        large,
    );
}

#[test]
fn a_newer_version_is_told_apart_from_garbage() {
    let mut bytes = recorded("entry-first").expect("recorded");
    bytes[1] = 2;
    assert_eq!(reopen(&bytes), Err(EntryError::Wire(WireError::Newer)));
    assert_eq!(peek(&bytes).map(|head| head.version), Ok(2));
    bytes[1] = 0;
    assert_eq!(reopen(&bytes), Err(EntryError::Wire(WireError::Shape)));
}

#[test]
fn only_the_shortest_encoding_is_an_entry() {
    let holder = Holder::new(1, Role::Administrator);
    let bytes = recorded("entry-first").expect("recorded");
    // The sequence 1, at its place behind the version and the device, as a two-byte integer.
    let at = 1 + 1 + 17;
    assert_eq!(bytes[at], 1);
    let longer = [
        &bytes[..at],
        &[0x18, 0x01],
        &bytes[at + 1..bytes.len() - 66],
    ]
    .concat();
    let message = [b"permanence entry v1".as_slice(), team().as_ref(), &longer].concat();
    let signature: Signature = holder.sign(&message);
    let signed = [longer, vec![0x58, 64], signature.to_bytes().to_vec()].concat();
    let read = verify(&signed, &team(), &holder.device.sign_key);
    assert_eq!(read, Err(EntryError::Wire(WireError::NotCanonical)));
}
