//! Workers beside the engine's: bytes in, bytes out, and their death. One writes tables as files, one is the desk of an intake.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, Worker};

use super::engine_worker::EngineWorker;
use super::shell;

/// A running worker. Dropping it terminates it.
pub struct SideWorker {
    worker: EngineWorker,
    _on_death: Closure<dyn FnMut(Event)>,
}

impl SideWorker {
    /// The one that writes and reads tables; `None` where the browser refuses workers.
    pub fn of_sheets(
        on_message: impl Fn(Vec<u8>) + 'static,
        on_death: impl Fn() + 'static,
    ) -> Option<Self> {
        Self::listening(shell::start_sheets(), on_message, on_death)
    }

    /// The desk of an intake; `None` where the browser refuses workers.
    pub fn of_desk(
        on_message: impl Fn(Vec<u8>) + 'static,
        on_death: impl Fn() + 'static,
    ) -> Option<Self> {
        Self::listening(shell::start_desk(), on_message, on_death)
    }

    fn listening(
        started: Result<Worker, JsValue>,
        on_message: impl Fn(Vec<u8>) + 'static,
        on_death: impl Fn() + 'static,
    ) -> Option<Self> {
        let worker = started.ok()?;
        let on_death = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // Heard here: the browser need not report it again to the window.
            event.prevent_default();
            on_death();
        });
        worker.set_onerror(Some(on_death.as_ref().unchecked_ref()));
        Some(Self {
            worker: EngineWorker::listening(worker, on_message),
            _on_death: on_death,
        })
    }

    /// Hands bytes over.
    pub fn post(&self, bytes: &[u8]) {
        self.worker.post(bytes);
    }
}
