//! Hides sizes: buckets of 4, 16, 64 and 256 KiB, then Padmé (Nikitin et al., PETS 2019: at most
//! 12 % more, falling with size, for a leak of O(log log n) bits).
//!
//! `padded = length (u32) | content | zeros`. The zeros are checked, so that each content has one
//! padded form.

use zeroize::Zeroizing;

use crate::sensitive::Sensitive;

const BUCKETS: [usize; 4] = [4 << 10, 16 << 10, 64 << 10, 256 << 10];
const LENGTH_BYTES: usize = 4;

/// The smallest allowed size of at least `length` bytes; `None` past what `usize` counts.
pub(crate) fn padded_length(length: usize) -> Option<usize> {
    BUCKETS
        .into_iter()
        .find(|bucket| length <= *bucket)
        .or_else(|| padme(length))
}

fn padme(length: usize) -> Option<usize> {
    let exponent = length.ilog2();
    let kept_bits = exponent.ilog2() + 1;
    let mask = (1_usize << (exponent - kept_bits)) - 1;
    Some(length.checked_add(mask)? & !mask)
}

/// Pads `content`; `None` when it is 4 GiB or more.
pub(crate) fn pad(content: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let length = u32::try_from(content.len()).ok()?;
    let total = padded_length(content.len().checked_add(LENGTH_BYTES)?)?;
    let mut padded = Zeroizing::new(Vec::with_capacity(total));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(content);
    padded.resize(total, 0);
    Some(padded)
}

/// The content of `padded`; `None` unless it is exactly what [`pad`] makes.
pub(crate) fn unpad(mut padded: Sensitive<Vec<u8>>) -> Option<Sensitive<Vec<u8>>> {
    // EXPOSE: the padding is taken off in place.
    let bytes = padded.expose_mut();
    let length = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
    let end = LENGTH_BYTES.checked_add(length)?;
    let zeros = bytes.get(end..)?;
    if padded_length(end)? != bytes.len() || zeros.iter().any(|byte| *byte != 0) {
        return None;
    }
    bytes.copy_within(LENGTH_BYTES..end, 0);
    // The bytes cut off are a copy of the content's last four at most; wiped with the rest, since
    // zeroising a vector covers its whole capacity.
    bytes.truncate(length);
    Some(padded)
}
