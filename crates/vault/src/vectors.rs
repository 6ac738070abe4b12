//! Vectors that the native tests and a browser test both run: known answers of the primitives, and
//! golden bytes of every format. Compiled for tests only (`cfg(test)`, feature `vectors`).
//!
//! A golden file is made once. `PERMANENCE_BLESS=1 cargo test -p permanence-vault golden` writes the
//! files anew, which is right for a format that is being added and wrong for one that was shipped.

mod formats;
mod primitives;

use core::convert::Infallible;
use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use rand_core::{TryCryptoRng, TryRng};
use thiserror::Error;

use crate::hash;

#[cfg(test)]
pub(crate) use formats::full_keyring;

/// The vector that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("vector {0} does not hold")]
pub struct FailedVector(pub &'static str);

/// Runs every vector: a second or two, most of it Argon2id.
///
/// # Errors
/// The first vector that does not hold.
pub fn check_vectors() -> Result<(), FailedVector> {
    for (name, check) in primitives::ALL {
        check().ok_or(FailedVector(name))?;
    }
    for format in formats::ALL {
        format.check().ok_or(FailedVector(format.name))?;
    }
    Ok(())
}

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

/// Named bytes of one vector: `name = hex`, a line each, by name; lines that begin with `#` are
/// remarks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entries(BTreeMap<String, Vec<u8>>);

impl Entries {
    fn parse(text: &str) -> Option<Self> {
        let mut entries = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (name, hex) = line.split_once(" = ")?;
            entries = entries.with(name, &HEXLOWER.decode(hex.as_bytes()).ok()?);
        }
        Some(entries)
    }

    #[cfg(test)]
    fn to_text(&self) -> String {
        let line =
            |(name, bytes): (&String, &Vec<u8>)| format!("{name} = {}\n", HEXLOWER.encode(bytes));
        self.0.iter().map(line).collect()
    }

    fn with(mut self, name: &str, bytes: &[u8]) -> Self {
        self.0.insert(name.to_owned(), bytes.to_vec());
        self
    }

    fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }

    fn array<const N: usize>(&self, name: &str) -> Option<[u8; N]> {
        self.bytes(name)?.try_into().ok()
    }

    /// Checks an entry against what was computed.
    fn expect(&self, name: &str, computed: &[u8]) -> Option<()> {
        (self.bytes(name)? == computed).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers_hold() {
        for (name, check) in primitives::ALL {
            assert!(check().is_some(), "{name}");
        }
    }

    #[test]
    fn golden_vectors_hold() {
        for format in formats::ALL {
            let made = (format.make)();
            if std::env::var_os("PERMANENCE_BLESS").is_some() {
                let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
                let path = format!("{folder}/{}.txt", format.name);
                std::fs::write(path, made.to_text()).expect("the golden folder can be written");
                assert!((format.opens)(&made).is_some(), "{}", format.name);
                continue;
            }
            let golden = Entries::parse(format.golden).expect("golden files are well formed");
            assert!(
                (format.opens)(&golden).is_some(),
                "{} no longer opens",
                format.name
            );
            assert_eq!(made, golden, "{} is written otherwise", format.name);
        }
    }

    #[test]
    fn the_entry_point_of_the_browser_test_holds() {
        if std::env::var_os("PERMANENCE_BLESS").is_none() {
            assert_eq!(check_vectors(), Ok(()));
        }
    }
}
