//! N engines and an endpoint under a seeded hostile world, with the production engine. Test only.
//!
//! Nothing here decides what an engine does: this crate gives it a disk that can be cut off, a clock that jumps, a
//! network that loses and alters, and an endpoint that speaks `sync`'s own types. The same seed makes the same
//! world, to the byte.
//!
//! | module | what it is |
//! |---|---|
//! | [`chance`], [`executor`] | randomness from a seed; futures polled by hand |
//! | [`disk`], [`ports`] | a store that dies with its process and loses what was not synced; the engine's doors |
//! | [`endpoint`], [`network`] | the other side of the protocol, and the way to it |
//! | [`world`], [`forms`] | devices and tabs, and what people type |
//! | [`simulate`] | the hostile world, and what must hold at its end |

pub mod chance;
pub mod disk;
pub mod endpoint;
pub mod executor;
pub mod forms;
pub mod network;
pub mod ports;
pub mod simulate;
pub mod world;
