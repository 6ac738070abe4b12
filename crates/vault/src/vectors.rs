//! Vectors that the native tests and a browser test both run. Compiled for tests only.

use core::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

use crate::hash;

/// A random source that always gives the same bytes for the same seed. For tests only.
#[derive(Clone, Debug)]
pub struct FixedRandom {
    seed: [u8; 32],
    counter: u64,
}

impl FixedRandom {
    /// The source named `seed`.
    pub fn new(seed: &str) -> Self {
        Self {
            seed: hash::sha256(b"permanence fixed random", &[seed.as_bytes()]),
            counter: 0,
        }
    }

    fn block(&mut self) -> [u8; 32] {
        self.counter += 1;
        hash::sha256(b"block", &[&self.seed, &self.counter.to_be_bytes()])
    }
}

impl TryRng for FixedRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let [a, b, c, d, ..] = self.block();
        Ok(u32::from_be_bytes([a, b, c, d]))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let [a, b, c, d, e, f, g, h, ..] = self.block();
        Ok(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(32) {
            chunk.copy_from_slice(&self.block()[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for FixedRandom {}
