//! The worker that writes tables as files: bytes in, bytes out, and its death. It is started for one file and ends with it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

use super::engine_worker::EngineWorker;

/// A running worker. Dropping it terminates it.
pub struct SheetsWorker {
    worker: EngineWorker,
    _on_death: Closure<dyn FnMut(Event)>,
}

impl SheetsWorker {
    /// Starts it; `None` where the browser refuses workers.
    pub fn start(
        on_message: impl Fn(Vec<u8>) + 'static,
        on_death: impl Fn() + 'static,
    ) -> Option<Self> {
        let worker = super::shell::start_sheets().ok()?;
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
