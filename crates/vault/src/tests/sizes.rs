//! Padding and parts: what a length tells, and what it must not.

use proptest::prelude::*;

use super::*;
use crate::{
    blob::{MAX_BLOB_BYTES, PART_BYTES, PART_OVERHEAD_BYTES},
    intake::MAX_ITEM_BYTES,
    padding::{pad, padded_length, unpad},
};

#[track_caller]
fn check_padded(length: usize, padded: usize) {
    assert_eq!(padded_length(length), Some(padded));
}

#[test]
fn lengths_fall_in_buckets_then_padme() {
    check_padded(0, 4 << 10);
    check_padded(4 << 10, 4 << 10);
    check_padded((4 << 10) + 1, 16 << 10);
    check_padded(16 << 10, 16 << 10);
    check_padded(65 << 10, 256 << 10);
    check_padded(256 << 10, 256 << 10);
    check_padded((256 << 10) + 1, 264 << 10);
    check_padded(1 << 20, 1 << 20);
    check_padded((1 << 20) + 1, (1 << 20) + (32 << 10));
    check_padded(256 << 20, 256 << 20);
    assert_eq!(padded_length(usize::MAX), None);
}

proptest! {
    #[test]
    fn padding_is_small_and_comes_off(length in 0_usize..3_000_000) {
        let padded = padded_length(length).expect("far from the limit");
        prop_assert!(padded >= length);
        prop_assert!(padded <= (256 << 10) || padded * 100 <= length * 112);
        prop_assert_eq!(padded_length(padded), Some(padded), "padding again changes nothing");
    }

    #[test]
    fn unpadding_takes_only_what_padding_makes(mut bytes in prop::collection::vec(any::<u8>(), 0..6000)) {
        let padded = pad(&bytes).expect("short");
        let unpadded = unpad(Sensitive::new(padded.to_vec())).expect("padded just above");
        prop_assert_eq!(unpadded.expose(), &bytes);
        // Anything else is taken only if it is exactly what padding makes of its own content.
        bytes.resize(4 << 10, 0);
        if let Some(content) = unpad(Sensitive::new(bytes.clone())) {
            let again = pad(content.expose()).expect("short");
            prop_assert_eq!(&*again, &bytes);
        }
    }
}

#[test]
fn padding_must_be_zeros() {
    let mut padded = pad(TEXT).expect("short").to_vec();
    padded[4 + TEXT.len()] = 1;
    assert!(unpad(Sensitive::new(padded)).is_none());
}

fn sealed_parts(key: &BlobKey, content: &[u8]) -> Vec<Vec<u8>> {
    let plan = BlobPlan::new(content.len()).expect("under the limit");
    let mut rng = random("parts");
    let parts: Vec<Vec<u8>> = (0..plan.count())
        .map(|index| key.seal_part(BlobId(RECORD), &plan, index, content, &mut rng))
        .map(|part| part.expect("within the count"))
        .collect();
    assert!(
        key.seal_part(BlobId(RECORD), &plan, plan.count(), content, &mut rng)
            .is_none()
    );
    assert!(
        key.seal_part(BlobId(RECORD), &plan, 0, b"another", &mut rng)
            .is_none()
    );
    parts
}

#[track_caller]
fn check_blob(length: usize, parts_due: usize) {
    let content: Vec<u8> = (0..length).map(|index| (index % 251) as u8).collect();
    let key = BlobKey::from_bytes([3; 32]);
    let parts = sealed_parts(&key, &content);
    assert_eq!(parts.len(), parts_due);
    assert!(
        parts
            .iter()
            .all(|part| part.len() <= PART_BYTES + PART_OVERHEAD_BYTES)
    );
    assert_eq!(
        key.open(BlobId(RECORD), &parts)
            .expect("all parts")
            .expose(),
        &content
    );
}

#[test]
fn blobs_are_cut_and_joined() {
    check_blob(0, 1);
    check_blob(1, 1);
    check_blob(PART_BYTES - 8, 1);
    check_blob(PART_BYTES - 7, 2);
    check_blob(2 * PART_BYTES - 9, 2);
    check_blob(2 * PART_BYTES - 8, 2);
    check_blob(2 * PART_BYTES - 7, 3);
    assert!(BlobPlan::new(MAX_BLOB_BYTES).is_ok());
    assert!(BlobPlan::new(MAX_BLOB_BYTES + 1).is_err());
}

#[track_caller]
fn check_pieces(length: usize) {
    let content: Vec<u8> = (0..length).map(|index| (index % 251) as u8).collect();
    let key = BlobKey::from_bytes([3; 32]);
    let plan = BlobPlan::new(length).expect("under the limit");
    let mut rng = random("pieces");
    let (mut whole, mut sealed_bytes) = (Vec::new(), 0);
    for index in 0..plan.count() {
        let piece = &content[plan.content_of(index).expect("within the count")];
        let seal =
            |piece: &[u8], rng: &mut _| key.seal_piece(BlobId(RECORD), &plan, index, piece, rng);
        let part = seal(piece, &mut rng).expect("as planned");
        assert!(
            seal(&vec![0; piece.len() + 1], &mut rng).is_none(),
            "one byte more"
        );
        let open = |plan: &BlobPlan| key.open_piece(BlobId(RECORD), plan, index, &part);
        whole.extend_from_slice(open(&plan).expect("its own part").expose());
        sealed_bytes += part.len() as u64;
        let other = BlobPlan::new(length + 1).expect("under the limit");
        if index == 0 {
            assert!(open(&other).is_err(), "a content of another length");
        }
    }
    assert_eq!(whole, content);
    assert_eq!(plan.sealed_bytes(), sealed_bytes);
    assert_eq!(plan.content_of(plan.count()), None);
    assert_eq!(sealed_parts(&key, &content).len() as u32, plan.count());
}

#[test]
fn pieces_are_sealed_and_opened_one_by_one() {
    for length in [
        0,
        1,
        PART_BYTES - 8,
        PART_BYTES - 7,
        2 * PART_BYTES,
        9 * PART_BYTES + 1,
    ] {
        check_pieces(length);
    }
}

#[test]
fn parts_cannot_be_reordered_repeated_or_left_out() {
    let key = BlobKey::from_bytes([3; 32]);
    let [a, b, c] = sealed_parts(&key, &vec![1; 2 * PART_BYTES])
        .try_into()
        .expect("three parts");
    let other = sealed_parts(&key, &vec![2; 2 * PART_BYTES]);
    let open = |parts: &[&[u8]]| {
        key.open(BlobId(RECORD), parts)
            .map(|content| content.expose().len())
    };
    assert_eq!(open(&[&a, &b, &c]), Ok(2 * PART_BYTES));
    let damaged = Err(OpenBlobError::Damaged);
    assert_eq!(open(&[&a, &c, &b]), damaged, "reordered");
    assert_eq!(open(&[&a, &b, &b]), damaged, "repeated");
    assert_eq!(open(&[&a, &b]), damaged, "the last left out");
    assert_eq!(open(&[&b, &c]), damaged, "the first left out");
    assert_eq!(open(&[&a, &b, &c, &c]), damaged, "one too many");
    assert_eq!(open(&[]), damaged, "none");
    // Same key, same blob, same place: another sealing of the same part is the same part.
    assert!(open(&[&a, &other[1], &c]).is_ok());
    let elsewhere = key.open(BlobId(OTHER_RECORD), &[&a, &b, &c]);
    assert_eq!(
        elsewhere.err(),
        Some(OpenBlobError::Damaged),
        "another blob"
    );
    let many: Vec<&[u8]> = vec![&a; 2000];
    assert_eq!(open(&many), Err(OpenBlobError::TooLarge));
}

/// Two contents of one bucket cannot be told apart by their lengths.
#[test]
fn lengths_tell_the_bucket_only() {
    let mut rng = random("lengths");
    let pair = IntakeKeyPair::generate(1, &mut rng);
    let item = |content: &[u8], rng: &mut _| {
        pair.public_key()
            .seal_item(&TEAM, IntakeItemId(RECORD), content, rng)
            .expect("short")
            .len()
    };
    assert_eq!(item(b"", &mut rng), item(&[1; 4000], &mut rng));
    assert!(
        pair.public_key()
            .seal_item(
                &TEAM,
                IntakeItemId(RECORD),
                &vec![0; MAX_ITEM_BYTES + 1],
                &mut rng
            )
            .is_err()
    );

    let generation = Generation::generate(2, &mut rng);
    let mut keyring = Keyring::new();
    let empty = keyring
        .seal_segment(&generation, &TEAM, &mut rng)
        .expect("small")
        .bytes
        .len();
    for _ in 0..40 {
        keyring.insert_scope_key(case_key(&mut rng));
    }
    let full = keyring
        .seal_segment(&generation, &TEAM, &mut rng)
        .expect("small")
        .bytes
        .len();
    assert_eq!(empty, full);
}
