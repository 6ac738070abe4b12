//! Tests as tables; the fixture supplies the team.

mod batches;
mod blobs;
mod entries;
mod messages;
mod plans;
mod rosters;

use proptest::prelude::*;

use crate::vectors;

#[test]
fn vectors_hold_both_ways() {
    assert_eq!(vectors::check_vectors(), Ok(()));
}

/// Every recorded file is in the table, so that none is forgotten.
#[test]
fn every_recorded_file_is_a_vector() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    for file in std::fs::read_dir(folder).expect("the folder of vectors") {
        let name = file.expect("a readable folder").file_name();
        let name = name.to_string_lossy();
        let name = name.strip_suffix(".hex").expect("only .hex files");
        assert!(vectors::recorded(name).is_ok(), "{name} is not in RECORDED");
    }
}

/// Each single-bit change of `bytes`.
fn flips(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..bytes.len() * 8).map(move |bit| {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        (bit, flipped)
    })
}

/// Each proper beginning of `bytes`, and `bytes` with something after it.
fn cuts(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let longer = [bytes, &[0]].concat();
    (0..bytes.len())
        .map(move |length| bytes[..length].to_vec())
        .chain([longer])
}

/// Bytes that lie about lengths, nest deeply, or go on for ever.
fn hostile() -> Vec<Vec<u8>> {
    let huge = 0xffff_ffff_ffff_ffff_u64.to_be_bytes();
    let mut list = vec![
        vec![],
        vec![0xff],
        vec![0x9f, 0x01],
        vec![0x81; 1 << 20],
        vec![0xa1; 1 << 20],
        vec![0xd8; 1 << 20],
        vec![0x9f; 1 << 20],
        vec![0x5f; 1 << 20],
    ];
    for major in 0..8_u8 {
        let head = (major << 5) | 27;
        list.push([&[head], huge.as_slice()].concat());
        list.push([&[0x8a, 0x01, head], huge.as_slice()].concat());
        list.push([&[0x89, 0x01, head], huge.as_slice()].concat());
    }
    list
}

/// Gives the same bytes to every decoder there is; returning is the whole test.
fn read_everything(bytes: &[u8]) {
    use crate::*;
    let team = TeamId::NONE;
    let key = PublicKey::from_bytes([1; 32]);
    let _ = entry::peek(bytes);
    let _ = entry::reopen(bytes);
    let _ = entry::verify(bytes, &team, &key);
    let _ = batch::split(bytes, &team);
    let _ = batch::unframe(bytes);
    let _ = SignedRosterEntry::decode(bytes);
    let _ = Roster::found(bytes);
    let _ = BlobManifest::decode(bytes);
    let _ = message::decode::<message::LogPage>(bytes);
    let _ = message::decode::<message::RosterPage>(bytes);
    let _ = message::decode::<message::TokenRequest>(bytes);
    let _ = message::decode::<message::Head>(bytes);
    let _ = message::decode::<message::BlobComplete>(bytes);
    let _ = message::decode::<ApiError>(bytes);
}

#[test]
fn hostile_bytes_are_refused_without_panic() {
    for bytes in hostile() {
        read_everything(&bytes);
        let key = crate::PublicKey::from_bytes([1; 32]);
        assert!(crate::entry::verify(&bytes, &crate::TeamId::NONE, &key).is_err());
        assert!(crate::Roster::found(&bytes).is_err());
        assert!(crate::message::decode::<crate::message::Head>(&bytes).is_err());
    }
}

#[test]
fn every_flipped_or_cut_vector_is_read_without_panic() {
    for (name, _) in vectors::RECORDED {
        let bytes = vectors::recorded(name).expect("recorded");
        let sample: Vec<u8> = bytes.iter().copied().take(2048).collect();
        cuts(&sample).for_each(|cut| read_everything(&cut));
        let step = (sample.len() / 64).max(1);
        flips(&sample)
            .step_by(step)
            .for_each(|(_, flipped)| read_everything(&flipped));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        read_everything(&bytes);
    }

    #[test]
    fn spliced_vectors_are_read_without_panic(
        one in 0..vectors::RECORDED.len(),
        other in 0..vectors::RECORDED.len(),
        at in 0_usize..300,
        from in 0_usize..300,
    ) {
        let one = vectors::recorded(vectors::RECORDED[one].0).expect("recorded");
        let other = vectors::recorded(vectors::RECORDED[other].0).expect("recorded");
        let spliced = [&one[..at.min(one.len())], &other[from.min(other.len())..]].concat();
        read_everything(&spliced);
    }
}
