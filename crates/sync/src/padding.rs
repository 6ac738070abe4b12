//! Sizes that tell little: buckets of 4, 16, 64 and 256 KiB, then Padmé
//! (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PETS 2019).

const KIB: usize = 1024;
const BUCKETS: [usize; 4] = [4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB];

/// The padded size of `length` bytes: the first bucket that holds them, else Padmé (at most
/// 12 % more). `None` where the result does not fit the machine's sizes.
#[must_use]
pub fn padded_length(length: usize) -> Option<usize> {
    match BUCKETS.into_iter().find(|bucket| length <= *bucket) {
        Some(bucket) => Some(bucket),
        None => padme(length),
    }
}

/// Padmé: keeps as many leading bits of a length as its exponent has bits.
fn padme(length: usize) -> Option<usize> {
    let exponent = length.checked_ilog2()?;
    let kept = exponent.checked_ilog2()?.checked_add(1)?;
    let cleared = exponent.checked_sub(kept)?;
    let mask = 1_usize.checked_shl(cleared)?.checked_sub(1)?;
    Some(length.checked_add(mask)? & !mask)
}

/// Zeros after `content` up to its padded size. `None` on overflow.
#[must_use]
pub fn pad(mut content: Vec<u8>) -> Option<Vec<u8>> {
    let padded = padded_length(content.len())?;
    content.resize(padded, 0);
    Some(content)
}
