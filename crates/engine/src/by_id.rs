//! Maps by record: ids are random already, so a word of mixing under a seed of the process does.
//!
//! The standard hasher resists whoever chooses the keys, at several times the cost; here a colleague could choose
//! ids, without knowing the seed.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// A map by something that is hashed fast.
pub(crate) type FastMap<K, V> = HashMap<K, V, Seed>;

const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The seed of one map.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seed(u64);

impl Default for Seed {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0_u8))
    }
}

impl BuildHasher for Seed {
    type Hasher = Mixer;

    fn build_hasher(&self) -> Mixer {
        Mixer(self.0)
    }
}

/// Mixes eight bytes at a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mixer(u64);

impl Mixer {
    const fn mix(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(ODD);
        self.0 = mixed ^ (mixed >> 29);
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let last = rest
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte));
        self.mix(last ^ (rest.len() as u64) << 56);
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    /// The length of an id, which is always the same.
    fn write_usize(&mut self, _: usize) {}

    fn finish(&self) -> u64 {
        let mixed = self.0.wrapping_mul(ODD);
        mixed ^ (mixed >> 32)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_and_words_that_differ_a_little_are_told_apart() {
        let seed = Seed::default();
        let ids = (0..10_000_u32).map(|number| {
            let mut id = [7_u8; 16];
            id[4..8].copy_from_slice(&number.to_be_bytes());
            seed.hash_one(record::RecordId::from_bytes(id)) & 0xffff_ffff
        });
        assert!(ids.collect::<BTreeSet<_>>().len() > 9_990);
        let words =
            (0..10_000_u32).map(|number| seed.hash_one(format!("word{number}").as_str()) >> 32);
        assert!(words.collect::<BTreeSet<_>>().len() > 9_990);
    }
}
