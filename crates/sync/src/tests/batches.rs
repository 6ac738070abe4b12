//! Batches: header, frame, and sizes that tell little.

use proptest::prelude::*;

use super::{cuts, flips};
use crate::batch::{self, HEADER_LENGTH, MAX_BATCH_BYTES, SEAL_OVERHEAD};
use crate::padding::{pad, padded_length};
use crate::vectors::recorded;
use crate::{BatchError, BatchHeader, BatchId, TeamId, WireError};

const KIB: usize = 1024;

#[test]
fn sizes_fall_in_buckets() {
    #[track_caller]
    fn check(length: usize, expected: Option<usize>) {
        assert_eq!(padded_length(length), expected);
    }
    check(0, Some(4 * KIB));
    check(1, Some(4 * KIB));
    check(4 * KIB, Some(4 * KIB));
    check(4 * KIB + 1, Some(16 * KIB));
    check(16 * KIB + 1, Some(64 * KIB));
    check(64 * KIB + 1, Some(256 * KIB));
    check(256 * KIB, Some(256 * KIB));
    // Padmé: 256 KiB + 1 has exponent 18, so five leading bits stay: steps of 8 KiB.
    check(256 * KIB + 1, Some(264 * KIB));
    check(264 * KIB, Some(264 * KIB));
    check(264 * KIB + 1, Some(272 * KIB));
    check(usize::MAX, None);
}

proptest! {
    #[test]
    fn padding_covers_costs_little_and_is_stable(length in 0_usize..(1 << 27)) {
        let padded = padded_length(length).expect("a size that fits");
        prop_assert!(padded >= length);
        prop_assert_eq!(padded_length(padded), Some(padded));
        if length > 256 * KIB {
            prop_assert!((padded - length) * 100 <= length * 12);
        }
    }

    #[test]
    fn padding_never_orders_sizes_otherwise(one in 0_usize..(1 << 27), more in 0_usize..(1 << 20)) {
        prop_assert!(padded_length(one) <= padded_length(one + more));
    }

    #[test]
    fn padding_adds_zeros_only(content in proptest::collection::vec(any::<u8>(), 0..20_000)) {
        let padded = pad(content.clone()).expect("a size that fits");
        prop_assert_eq!(&padded[..content.len()], &content[..]);
        prop_assert!(padded[content.len()..].iter().all(|byte| *byte == 0));
    }

    #[test]
    fn entries_come_back_as_they_went(
        entries in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..3000), 1..20),
    ) {
        let framed = batch::frame(&entries).expect("small enough");
        let sealed = batch::sealed_length(entries.iter().map(Vec::len));
        prop_assert_eq!(sealed, Some(framed.len() + HEADER_LENGTH + SEAL_OVERHEAD));
        let read = batch::unframe(&framed).expect("just framed");
        prop_assert_eq!(read, entries.iter().map(Vec::as_slice).collect::<Vec<_>>());
    }
}

/// How many sizes an endpoint can tell apart below 16 MiB: few.
#[test]
fn few_sizes_exist() {
    let sizes: std::collections::BTreeSet<usize> = (0..16 << 10)
        .filter_map(|kib| padded_length(kib * KIB + 1))
        .collect();
    assert!(sizes.len() < 250, "{} sizes", sizes.len());
}

#[test]
fn every_flip_of_a_frame_changes_or_breaks_it() {
    let body = recorded("batch-body").expect("recorded");
    let whole = batch::unframe(&body).expect("recorded");
    for (bit, flipped) in flips(&body) {
        let read = batch::unframe(&flipped);
        assert!(read.as_ref() != Ok(&whole), "bit {bit} changes nothing");
    }
    for cut in cuts(&body) {
        assert!(batch::unframe(&cut).is_err(), "{} bytes pass", cut.len());
    }
}

#[test]
fn every_flip_of_a_header_changes_or_breaks_it() {
    let bytes = recorded("batch-header").expect("recorded");
    let header = BatchHeader::read(&bytes).expect("recorded");
    for (bit, flipped) in flips(&bytes) {
        assert_ne!(
            BatchHeader::read(&flipped),
            Ok(header),
            "bit {bit} changes nothing"
        );
    }
    for length in 0..bytes.len() {
        assert!(BatchHeader::read(&bytes[..length]).is_err());
    }
}

#[test]
fn headers_say_what_is_wrong() {
    #[track_caller]
    fn check(change: impl FnOnce(&mut Vec<u8>), expected: BatchError) {
        let mut bytes = recorded("batch-header").expect("recorded");
        bytes.extend([0; SEAL_OVERHEAD]);
        let team = BatchHeader::read(&bytes).expect("recorded").team;
        change(&mut bytes);
        assert_eq!(batch::split(&bytes, &team).map(|_| ()), Err(expected));
    }
    check(|bytes| bytes[0] = b'p', BatchError::Wire(WireError::Shape));
    check(|bytes| bytes[4] = 2, BatchError::Wire(WireError::Newer));
    check(|bytes| bytes[4] = 0, BatchError::Wire(WireError::Shape));
    check(|bytes| bytes[5] = 0, BatchError::Suite);
    check(|bytes| bytes[6] ^= 1, BatchError::Team);
    check(
        |bytes| bytes[38..42].fill(0),
        BatchError::Wire(WireError::Shape),
    );
    check(
        |bytes| bytes.truncate(HEADER_LENGTH + 3),
        BatchError::Wire(WireError::Shape),
    );
    check(
        |bytes| bytes.resize(MAX_BATCH_BYTES + 1, 0),
        BatchError::Wire(WireError::TooLarge),
    );
}

#[test]
fn a_batch_splits_into_what_is_seen_and_what_is_sealed() {
    let header = BatchHeader {
        team: TeamId::from_bytes([1; 32]),
        generation: 7,
        batch: BatchId::from_bytes([2; 16]),
    };
    let sealed = [9; SEAL_OVERHEAD + 4];
    let bytes = [header.to_bytes().as_slice(), &sealed].concat();
    let (read, visible, body) = batch::split(&bytes, &header.team).expect("a batch");
    assert_eq!(read, header);
    assert_eq!(visible, header.to_bytes());
    assert_eq!(body, sealed);
}

#[test]
fn frames_refuse_what_does_not_fit() {
    let none: &[Vec<u8>] = &[];
    assert!(batch::frame(none).is_err());
    assert!(batch::frame(&[vec![0; MAX_BATCH_BYTES]]).is_err());
    assert_eq!(batch::sealed_length([MAX_BATCH_BYTES]), None);
    assert_eq!(batch::sealed_length([usize::MAX, usize::MAX]), None);
    let mut newer = recorded("batch-body").expect("recorded");
    newer[4] = 9;
    assert_eq!(
        batch::unframe(&newer),
        Err(BatchError::Wire(WireError::Newer))
    );
    let mut dirty = recorded("batch-body").expect("recorded");
    *dirty.last_mut().expect("not empty") = 1;
    assert_eq!(batch::unframe(&dirty), Err(BatchError::Padding));
}
