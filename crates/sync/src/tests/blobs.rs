//! The manifest of a blob.

use super::{cuts, flips};
use crate::blob::{self, MAX_PARTS, PART_BYTES};
use crate::vectors::recorded;
use crate::{BlobId, BlobManifest, Digest, WireError};

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
fn content_fits_its_parts() {
    #[track_caller]
    fn check(length: u64, parts: u32, expected: Result<(), WireError>) {
        let digest = Digest::of(b"");
        let manifest = BlobManifest {
            blob: BlobId::from_bytes([1; 16]),
            length,
            parts,
            digest,
        };
        let read = BlobManifest::decode(&manifest.encode());
        assert_eq!(read, expected.map(|()| manifest));
    }
    check(0, 1, Ok(()));
    check(PART_BYTES as u64, 1, Ok(()));
    check(PART_BYTES as u64 + 1, 1, Err(WireError::TooLarge));
    check(0, 0, Err(WireError::TooLarge));
    check(0, MAX_PARTS, Ok(()));
    check(0, MAX_PARTS + 1, Err(WireError::TooLarge));
    check(u64::MAX, MAX_PARTS, Err(WireError::TooLarge));
}

#[test]
fn the_order_of_parts_counts() {
    let (one, two) = (Digest::of(b"one"), Digest::of(b"two"));
    assert_ne!(
        blob::parts_digest(&[one, two]),
        blob::parts_digest(&[two, one])
    );
}
