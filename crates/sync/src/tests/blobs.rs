//! Blobs: cut, joined, and bound to their place.

use super::{cuts, flips};
use crate::blob::{self, MAX_PARTS, PART_BYTES};
use crate::vectors::recorded;
use crate::{BlobId, BlobManifest, Digest, TeamId};

#[test]
fn parts_come_back_as_they_went() {
    #[track_caller]
    fn check(length: usize, lengths: &[usize]) {
        let content: Vec<u8> = (0..length).map(|byte| (byte % 251) as u8).collect();
        let parts = blob::cut(&content).expect("small enough");
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), lengths);
        let manifest = BlobManifest {
            blob: BlobId::from_bytes([1; 16]),
            length: length as u64,
            parts: u32::try_from(lengths.len()).expect("few"),
            digest: Digest::of(b""),
        };
        assert_eq!(blob::join(&manifest, &parts), Ok(content));
        assert_eq!(BlobManifest::decode(&manifest.encode()), Ok(manifest));
        assert!(
            blob::join(&manifest, &parts[1..]).is_err(),
            "a missing part passes"
        );
    }
    const KIB: usize = 1024;
    check(0, &[4 * KIB]);
    check(1, &[4 * KIB]);
    check(5 * KIB, &[16 * KIB]);
    check(PART_BYTES, &[PART_BYTES]);
    check(PART_BYTES + 1, &[PART_BYTES, 4 * KIB]);
    check(3 * PART_BYTES - 1, &[PART_BYTES; 3]);
}

#[test]
fn counts_follow_lengths() {
    let most = u64::from(MAX_PARTS) * PART_BYTES as u64;
    let cases = [
        (0, Some(1)),
        (1, Some(1)),
        (PART_BYTES as u64 + 1, Some(2)),
        (most, Some(MAX_PARTS)),
        (most + 1, None),
        (u64::MAX, None),
    ];
    for (length, expected) in cases {
        assert_eq!(blob::part_count(length), expected, "{length}");
    }
}

#[test]
fn a_manifest_reads_back_only_as_itself() {
    let bytes = recorded("blob-manifest").expect("recorded");
    let manifest = BlobManifest::decode(&bytes).expect("recorded");
    for (bit, flipped) in flips(&bytes) {
        assert_ne!(
            BlobManifest::decode(&flipped),
            Ok(manifest),
            "bit {bit} changes nothing"
        );
    }
    for cut in cuts(&bytes) {
        assert!(BlobManifest::decode(&cut).is_err());
    }
}

#[test]
fn parts_are_bound_to_their_place() {
    let (team, blob) = (TeamId::from_bytes([1; 32]), BlobId::from_bytes([2; 16]));
    let one = blob::part_aad(&team, &blob, 0, 2);
    assert_ne!(one, blob::part_aad(&team, &blob, 1, 2));
    assert_ne!(one, blob::part_aad(&team, &blob, 0, 3));
    assert_ne!(
        one,
        blob::part_aad(&team, &BlobId::from_bytes([3; 16]), 0, 2)
    );
    assert_ne!(one, blob::part_aad(&TeamId::NONE, &blob, 0, 2));
}
