//! N engines and an endpoint under a seeded hostile world. Test only.
