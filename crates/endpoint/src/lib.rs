//! The endpoint: stores sealed batches it cannot read, and serves the application.
//!
//! It checks who asks, keeps order and bytes, and knows no case and no key. `api` holds one
//! file a kind of request, `store` the trait behind which SQLite stands, `server` what binds a
//! port. [`start`] runs all of it inside another program: tests use port 0.

mod access;
mod address;
mod answer;
mod api;
mod app;
pub mod command;
mod config;
mod limits;
mod rendezvous;
mod server;
mod state;
pub mod store;
mod tls;
mod token;
mod trust;

pub use config::{Config, Durability, Tls};
pub use limits::Limits;
pub use server::{Running, StartError, start};
pub use tls::TlsError;
