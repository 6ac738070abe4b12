//! Chance from a seed (SplitMix64): the whole world draws from it, so that a seed is a replay.

use std::cell::Cell;
use std::convert::Infallible;
use std::rc::Rc;

use rand_core::{TryCryptoRng, TryRng};

/// A stream of numbers. Clones share it. As unsafe for real keys as it is good for a replay.
#[derive(Debug, Clone)]
pub struct Chance(Rc<Cell<u64>>);

impl Chance {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Rc::new(Cell::new(seed)))
    }

    /// A stream of its own, whatever is drawn from this one later.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self::new(self.number())
    }

    /// Any number.
    pub fn number(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number under `limit`; 0 where the limit is 0.
    pub fn below(&self, limit: usize) -> usize {
        usize::try_from(self.number() % (limit.max(1) as u64)).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub fn per_mille(&self, times: usize) -> bool {
        self.below(1000) < times
    }

    /// One of a list.
    pub fn pick<'a, T>(&self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }

    /// 16 bytes.
    pub fn id(&self) -> [u8; 16] {
        let mut id = [0; 16];
        fill(self, &mut id);
        id
    }
}

fn fill(chance: &Chance, bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(8) {
        let drawn = chance.number().to_be_bytes();
        for (to, from) in chunk.iter_mut().zip(drawn) {
            *to = from;
        }
    }
}

impl TryRng for Chance {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.number() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.number())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        fill(self, bytes);
        Ok(())
    }
}

impl TryCryptoRng for Chance {}
