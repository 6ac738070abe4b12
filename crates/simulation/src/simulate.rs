//! The hostile world, and what must hold at its end.
