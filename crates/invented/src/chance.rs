//! Chance from a seed: the same seed gives the same world on every machine, for ever.

/// A stream of numbers from a seed (SplitMix64). Not for keys: it is made to be repeated.
#[derive(Debug, Clone)]
pub struct Chance {
    state: u64,
}

impl Chance {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A stream of its own for the `index`-th thing of a kind, whatever was drawn elsewhere.
    pub fn fork(&self, purpose: u64, index: u64) -> Self {
        let mut mixed = Self::new(self.state ^ purpose.rotate_left(32));
        mixed.state = mixed.number().wrapping_add(index);
        mixed.state = mixed.number();
        mixed
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number under `limit`; 0 where the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        let wide = u128::from(self.number()) * (limit as u128);
        (wide >> 64) as usize
    }

    /// True `percent` times in a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the list; `None` of an empty one.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }

    /// The index of one of the weights, as often as it weighs; 0 where nothing weighs.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            match rest.checked_sub(*weight) {
                Some(after) => rest = after,
                None => return index,
            }
        }
        0
    }

    /// Puts the list in any order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    /// Sixteen bytes.
    pub fn bytes(&mut self) -> [u8; 16] {
        let [high, low] = [self.number(), self.number()].map(u64::to_be_bytes);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&high);
        bytes[8..].copy_from_slice(&low);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_gives_the_same() {
        let mut chance = Chance::new(0);
        assert_eq!(chance.number(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(chance.number(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn numbers_stay_below_their_limit_and_reach_it() {
        let mut chance = Chance::new(7);
        let drawn: std::collections::BTreeSet<_> = (0..200).map(|_| chance.below(6)).collect();
        assert_eq!(drawn, (0..6).collect());
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.pick::<u8>(&[]), None);
    }

    #[test]
    fn weights_are_followed() {
        let mut chance = Chance::new(7);
        let mut drawn = [0; 3];
        for _ in 0..1000 {
            drawn[chance.weighted(&[1, 0, 9])] += 1;
        }
        assert_eq!(drawn[1], 0);
        assert!(drawn[2] > 800 && drawn[0] > 50, "{drawn:?}");
    }

    #[test]
    fn forks_do_not_depend_on_what_was_drawn_from_others() {
        let root = Chance::new(7);
        let mut first = root.fork(1, 5);
        root.fork(1, 4).number();
        assert_eq!(first.number(), root.fork(1, 5).number());
        assert_ne!(root.fork(1, 5).number(), root.fork(2, 5).number());
    }
}
