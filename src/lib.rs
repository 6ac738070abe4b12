//! The Permanence application: draws, and sends requests to the engine. It holds no key, opens no store and decides
//! no merge; all that is behind [`engine_client`].
//!
//! Read in this order: [`session`] (which screens exist), [`route`] (every path), [`navigator`] (the way there), [`app`]
//! (the root), then [`pages`]. [`browser`] is the only hand on the browser.

#![allow(
    unreachable_pub,
    reason = "the component macro makes a public struct of a component's properties"
)]
#![allow(
    clippy::needless_pass_by_value,
    clippy::new_without_default,
    clippy::redundant_clone,
    clippy::filter_map_bool_then,
    clippy::redundant_closure,
    reason = "components own their properties, and the macros write the rest"
)]

pub mod app;
#[cfg(feature = "bench")]
mod bench;
mod browser;
mod components;
mod desk;
mod engine_client;
mod files;
mod forms;
mod i18n;
#[cfg_attr(
    feature = "bench",
    allow(dead_code, reason = "a bench is nobody who answers questions")
)]
mod intake;
mod navigator;
mod pages;
#[cfg_attr(
    feature = "bench",
    allow(dead_code, reason = "a bench is nobody who is reminded")
)]
mod reminders;
mod route;
mod schemas;
mod session;
mod settings;
#[cfg_attr(
    feature = "bench",
    allow(dead_code, reason = "a bench is nobody who touches the screen")
)]
mod watch;

/// The build that application and engine must share; set by `cargo xtask`.
pub const BUILD: &str = match option_env!("PERMANENCE_BUILD") {
    Some(build) => build,
    None => "development",
};
