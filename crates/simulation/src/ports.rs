//! The engine's doors on the simulated world.

use std::cell::Cell;
use std::rc::Rc;

use engine::ports::{Clock, HttpRequest, HttpResponse, Ports, Stretch, Transport, TransportError};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use vault::{DeriveSlotError, Passphrase, SlotParameters, SlotSecret};

use crate::chance::Chance;
use crate::disk::SimStore;
use crate::executor::give_way;
use crate::network::{Network, ORIGIN};

/// The world's time, and what one device believes of it.
#[derive(Debug, Clone)]
pub struct SimClock {
    /// Milliseconds since 1970, true.
    pub world_ms: Rc<Cell<i64>>,
    /// How far this device's clock is off, milliseconds.
    pub skew_ms: Rc<Cell<i64>>,
}

impl Clock for SimClock {
    fn now_ms(&self) -> i64 {
        self.world_ms.get().saturating_add(self.skew_ms.get())
    }

    async fn sleep(&self, milliseconds: u32) {
        self.world_ms
            .set(self.world_ms.get().saturating_add(i64::from(milliseconds)));
        give_way().await;
    }
}

/// The way of one device to the network all share.
#[derive(Debug, Clone)]
pub struct SimTransport(pub Rc<Network>);

impl Transport for SimTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        give_way().await;
        let answer = self.0.carry(request);
        give_way().await;
        answer
    }

    fn origin(&self) -> String {
        ORIGIN.to_owned()
    }
}

/// Stretches nothing: the derivation has tests of its own.
#[derive(Debug, Clone, Copy)]
pub struct SimStretch;

impl Stretch for SimStretch {
    fn decompose(&self, typed: &str) -> String {
        let decomposed = typed.nfkd();
        decomposed
            .filter(|character| !is_combining_mark(*character))
            .collect()
    }

    async fn stretch(
        &self,
        passphrase: &Passphrase,
        parameters: &SlotParameters,
    ) -> Result<SlotSecret, DeriveSlotError> {
        let mut hasher = Sha256::new();
        // EXPOSE: an invented passphrase in a test.
        hasher.update(passphrase.expose().as_bytes());
        hasher.update(parameters.to_bytes());
        Ok(SlotSecret::from_bytes(hasher.finalize().into()))
    }
}

/// All doors of one process.
#[derive(Debug, Clone)]
pub struct SimPorts {
    /// The store.
    pub store: SimStore,
    /// The clock.
    pub clock: SimClock,
    /// Randomness.
    pub chance: Chance,
    /// The transport.
    pub transport: SimTransport,
}

impl Ports for SimPorts {
    type Store = SimStore;
    type Clock = SimClock;
    type Random = Chance;
    type Transport = SimTransport;
    type Stretch = SimStretch;

    fn store(&self) -> &SimStore {
        &self.store
    }

    fn clock(&self) -> &SimClock {
        &self.clock
    }

    fn random(&self) -> Chance {
        self.chance.clone()
    }

    fn transport(&self) -> &SimTransport {
        &self.transport
    }

    fn stretch(&self) -> &SimStretch {
        &SimStretch
    }
}
