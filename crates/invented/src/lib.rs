//! Invented people and cases, the same for a seed, for the demonstration and for tests. Pure.
