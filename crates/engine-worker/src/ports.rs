//! The browser behind the engine's doors: what [`engine::ports::Ports`] asks for, put together.

use engine::ports::{Clock, Ports};
use getrandom::SysRng;
use gloo_timers::future::TimeoutFuture;
use rand_core::UnwrapErr;

use crate::indexed_db::IndexedDbStore;
use crate::stretch::WorkerStretch;
use crate::tabs::AnnouncedStore;
use crate::transport::FetchTransport;

/// The account of this device that a browser holds as long as there is one worker a device.
const ACCOUNT: u32 = 1;

/// The doors of a browser.
#[derive(Debug)]
pub struct BrowserPorts {
    store: AnnouncedStore<IndexedDbStore>,
    clock: BrowserClock,
    transport: FetchTransport,
    stretch: WorkerStretch,
}

impl BrowserPorts {
    /// The device's store, and the endpoint this program was loaded from.
    pub fn of_this_device() -> Self {
        Self::over(
            IndexedDbStore::of_account(ACCOUNT),
            FetchTransport::same_origin(),
        )
    }

    /// Another store or another endpoint, for tests and for the bench.
    pub fn over(store: IndexedDbStore, transport: FetchTransport) -> Self {
        Self {
            store: AnnouncedStore::new(store),
            clock: BrowserClock,
            transport,
            stretch: WorkerStretch,
        }
    }
}

impl Ports for BrowserPorts {
    type Store = AnnouncedStore<IndexedDbStore>;
    type Clock = BrowserClock;
    type Random = UnwrapErr<SysRng>;
    type Transport = FetchTransport;
    type Stretch = WorkerStretch;

    fn store(&self) -> &Self::Store {
        &self.store
    }

    fn clock(&self) -> &Self::Clock {
        &self.clock
    }

    /// The browser's own; it never fails in a worker.
    fn random(&self) -> Self::Random {
        UnwrapErr(SysRng)
    }

    fn transport(&self) -> &Self::Transport {
        &self.transport
    }

    fn stretch(&self) -> &Self::Stretch {
        &self.stretch
    }
}

/// The device's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now_ms(&self) -> i64 {
        js_sys::Date::now() as i64
    }

    async fn sleep(&self, milliseconds: u32) {
        // Longer is more than a browser's timer takes.
        TimeoutFuture::new(milliseconds.min(i32::MAX as u32)).await;
    }
}
