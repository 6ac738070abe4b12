//! Keys, seals, slots, pairing. Pure, randomness injected.
