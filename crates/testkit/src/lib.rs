//! Fixed clock, seeded randomness, builders, invented people. Test only.
