//! The whole client: Request to Reply and Events over Store, Clock, Random, Transport.

pub mod message;
