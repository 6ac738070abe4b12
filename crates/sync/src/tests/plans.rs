//! The plan, as a table. A word is an entry: device, sequence, then `'` for a rival of the
//! honest one and `@n` for its Lamport value (1 otherwise): `a3`, `b2'`, `c1@9`.

use proptest::prelude::*;

use crate::ids::sha256;
use crate::{Action, ChainHead, Cutoff, DeviceId, EntryHash, Gap, Incoming, Known, plan, unseen};

fn device(letter: char) -> DeviceId {
    DeviceId::from_bytes([letter as u8; 16])
}

fn hash(letter: char, sequence: u64, rival: bool) -> EntryHash {
    match sequence {
        0 => EntryHash::NONE,
        _ => EntryHash::from_bytes(sha256(&[
            &[letter as u8, u8::from(rival)],
            &sequence.to_be_bytes(),
        ])),
    }
}

/// `a3'@9`: a rival continues the honest chain at its place; `a4''` continues a rival.
fn entry(word: &str) -> Incoming {
    let (place, lamport) = word.split_once('@').unwrap_or((word, "1"));
    let marks = place.chars().filter(|mark| *mark == '\'').count();
    let mut letters = place.trim_end_matches('\'').chars();
    let letter = letters.next().expect("a device");
    let sequence: u64 = letters.as_str().parse().expect("a sequence");
    Incoming {
        device: device(letter),
        sequence,
        previous: hash(letter, sequence - 1, marks > 1),
        hash: hash(letter, sequence, marks > 0),
        lamport: lamport.parse().expect("a Lamport value"),
    }
}

fn known(words: &str) -> Known {
    let mut known = Known::default();
    for word in words.split_whitespace() {
        let Incoming {
            device,
            sequence,
            hash,
            lamport,
            ..
        } = entry(word);
        known.heads.insert(device, ChainHead { sequence, hash });
        known.hashes.insert((device, sequence), hash);
        known.lamport = known.lamport.max(lamport);
    }
    known
}

fn word(action: Action) -> String {
    match action {
        Action::Apply => "apply".to_owned(),
        Action::Duplicate => "duplicate".to_owned(),
        Action::Park(Gap { from, to }) => format!("park:{from}-{to}"),
        Action::Wait => "wait".to_owned(),
        Action::Fork(device) => format!("fork:{}", device.as_bytes()[0] as char),
        Action::Frozen => "frozen".to_owned(),
        Action::Quarantine => "quarantine".to_owned(),
        Action::Revoked => "revoked".to_owned(),
    }
}

#[track_caller]
fn check_known(known: &Known, incoming: &str, expected: &str) {
    let incoming: Vec<Incoming> = incoming.split_whitespace().map(entry).collect();
    let plan = plan(known, &incoming);
    let actions: Vec<String> = plan.actions.iter().copied().map(word).collect();
    assert_eq!(actions.join(" "), expected);
    let applied = plan
        .actions
        .iter()
        .filter(|action| **action == Action::Apply)
        .count();
    assert_eq!(plan.order.len(), applied);
}

#[track_caller]
fn check(before: &str, incoming: &str, expected: &str) {
    check_known(&known(before), incoming, expected);
}

#[test]
fn a_chain_is_applied_in_its_order() {
    check("", "", "");
    check("", "a1", "apply");
    check("", "a1 a2 a3", "apply apply apply");
    check("", "a3 a2 a1", "apply apply apply");
    check("a1 a2", "a3 b1", "apply apply");
    let incoming: Vec<Incoming> = ["a3", "b1", "a2", "a1"].map(entry).to_vec();
    let order = plan(&Known::default(), &incoming).order;
    let place = |n: usize| order.iter().position(|position| *position == n);
    assert!(place(3) < place(2) && place(2) < place(0));
}

#[test]
fn what_was_applied_is_a_duplicate() {
    check("a1 a2", "a1 a2", "duplicate duplicate");
    check("", "a1 a1", "apply duplicate");
    check(
        "a1 a2",
        "a2 a3 a2 a3",
        "duplicate apply duplicate duplicate",
    );
    // A place that a snapshot replaced has no hash any more.
    let mut snapshot = known("a5");
    snapshot.hashes.clear();
    check_known(&snapshot, "a2 a6", "duplicate apply");
}

#[test]
fn what_comes_too_early_is_parked() {
    check("", "a2", "park:1-1");
    check("a1", "a5 a6 a9", "park:2-4 wait park:7-8");
    check("a1", "a3 b1 b2", "park:2-2 apply apply");
    check("a1", "a3 a2", "apply apply");
    check("", "a18446744073709551615", "park:1-18446744073709551614");
}

#[test]
fn a_fork_freezes_its_own_device_only() {
    check("a1 a2", "a2' a3 b1", "fork:a frozen apply");
    check("a1 a2", "a1' a2", "fork:a duplicate");
    check("a1 a2 b1", "a3'' b2", "fork:a apply");
    let mut frozen = known("a1 a2");
    frozen.frozen.insert(device('a'));
    check_known(&frozen, "a3 a2 a2' b1", "frozen duplicate frozen apply");
}

#[test]
fn of_two_entries_at_one_place_everyone_applies_the_same() {
    let actions = |words: [&str; 2]| {
        let incoming = words.map(entry);
        let plan = plan(&known("a1"), &incoming);
        plan.order
            .iter()
            .map(|position| incoming[*position].hash)
            .collect::<Vec<_>>()
    };
    assert_eq!(actions(["a2", "a2'"]), actions(["a2'", "a2"]));
    assert_eq!(actions(["a2", "a2'"]).len(), 1);
}

#[test]
fn a_lamport_bomb_waits_and_stops_nobody_else() {
    check("a1@5", "b1@6", "apply");
    check("a1@5", "b1@7", "quarantine");
    check(
        "a1@5",
        "b1@18446744073709551615 b2@7 a2@6",
        "quarantine wait apply",
    );
    check(
        "a1@18446744073709551615",
        "a2@18446744073709551615",
        "apply",
    );
    // An honest chain whose causes come with it, in any order, is not held back.
    check("", "b1@3 a2@2 a1@1", "apply apply apply");
    check("", "c1@4 b1@3 a1@1", "quarantine quarantine apply");
}

#[test]
fn after_the_cutoff_nothing_counts() {
    let mut cut = known("a1 a2");
    cut.cutoffs.insert(
        device('a'),
        Cutoff {
            sequence: 3,
            hash: hash('a', 3, false),
        },
    );
    check_known(&cut, "a3 a4 b1", "apply revoked apply");
    check_known(&cut, "a4 a6", "revoked revoked");
    // The cut-off names the entry that counts: its rival does not, and is no fork either.
    check_known(&cut, "a3'", "revoked");
    check_known(&cut, "a1", "duplicate");
}

#[test]
fn a_frontier_tells_what_was_withheld() {
    let frontier = [
        (device('a'), 2),
        (device('b'), 3),
        (device('c'), 1),
        (device('d'), 0),
    ];
    let missing = unseen(&known("a1 a2 b1"), &frontier);
    let expected = [
        (device('b'), Gap { from: 2, to: 3 }),
        (device('c'), Gap { from: 1, to: 1 }),
    ];
    assert_eq!(missing, expected);
}

const WORDS: &[&str] = &[
    "a1", "a2", "a2'", "a3", "a3''", "a4@3", "a6", "b1", "b1'", "b2@2", "b3@3", "b3'@9", "c1@4",
    "c2@5", "c3@6",
];

proptest! {
    #[test]
    fn the_order_of_arrival_decides_nothing(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..14),
        seed in any::<u64>(),
    ) {
        let incoming: Vec<Incoming> = words.iter().map(|word| entry(word)).collect();
        let mut shuffled = incoming.clone();
        let mut state = seed;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        let applied = |incoming: &[Incoming]| {
            let mut list: Vec<_> = plan(&known("b1"), incoming)
                .order
                .iter()
                .map(|position| (incoming[*position].device, incoming[*position].sequence, incoming[*position].hash))
                .collect();
            list.sort();
            list
        };
        prop_assert_eq!(applied(&incoming), applied(&shuffled));
    }

    #[test]
    fn piece_by_piece_ends_as_all_at_once(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..14),
    ) {
        // Honest words only: a fork is decided by what came first, by its nature.
        let incoming: Vec<Incoming> =
            words.iter().filter(|word| !word.contains('\'')).map(|word| entry(word)).collect();
        let whole = plan(&Known::default(), &incoming);
        let mut known = Known::default();
        let mut kept: Vec<Incoming> = Vec::new();
        for entry in &incoming {
            kept.push(*entry);
            let step = plan(&known, &kept);
            for position in &step.order {
                let Incoming { device, sequence, hash, lamport, .. } = kept[*position];
                known.heads.insert(device, ChainHead { sequence, hash });
                known.hashes.insert((device, sequence), hash);
                known.lamport = known.lamport.max(lamport);
            }
            let waits = |action: &Action| matches!(action, Action::Park(_) | Action::Wait | Action::Quarantine);
            let mut actions = step.actions.iter();
            kept.retain(|_| actions.next().is_some_and(waits));
        }
        let mut heads = std::collections::BTreeMap::new();
        for position in &whole.order {
            let Incoming { device, sequence, hash, .. } = incoming[*position];
            heads.insert(device, ChainHead { sequence, hash });
        }
        prop_assert_eq!(known.heads, heads);
    }
}
