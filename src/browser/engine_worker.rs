//! The engine's Web Worker: bytes in, bytes out. Knows no message. Its death is heard by [`super::shell`].

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, Worker};

/// A running worker. Dropping it terminates it, and all its memory with it.
pub struct EngineWorker {
    /// None once it was handed over.
    worker: Option<Worker>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

/// A worker that another program started.
pub struct TakenOver {
    /// It, listened to from now on.
    pub worker: EngineWorker,
    /// The bytes it came with.
    pub opened: Vec<u8>,
    /// What it said since, in order: to be heard once what it came with is known.
    pub said: Vec<Vec<u8>>,
}

impl EngineWorker {
    /// Starts it; `None` where the browser refuses workers. What is posted before it listens is kept for it.
    pub fn start(on_message: impl Fn(Vec<u8>) + 'static) -> Option<Self> {
        let worker = super::shell::start_engine().ok()?;
        Some(Self::listening(worker, on_message))
    }

    /// Goes on with the one that the entrance handed over.
    pub fn take_over(on_message: impl Fn(Vec<u8>) + 'static) -> Option<TakenOver> {
        let super::shell::Handed {
            engine,
            opened,
            said,
        } = super::shell::take_over()?;
        let said = said.iter().map(|data| Uint8Array::new(data).to_vec());
        Some(TakenOver {
            opened,
            said: said.collect(),
            worker: Self::listening(engine, on_message),
        })
    }

    /// Gives it to the workplace's program, with these bytes.
    pub fn hand_over(mut self, opened: &[u8]) {
        if let Some(worker) = self.worker.take() {
            super::shell::hand_over(&worker, opened);
        }
    }

    pub(super) fn listening(worker: Worker, on_message: impl Fn(Vec<u8>) + 'static) -> Self {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(bytes) = bytes_of(&event) {
                on_message(bytes);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self {
            worker: Some(worker),
            _on_message: on_message,
        }
    }

    /// Hands bytes over, without a copy on the way.
    pub fn post(&self, bytes: &[u8]) {
        let Some(worker) = &self.worker else { return };
        let buffer = Uint8Array::from(bytes).buffer();
        // Posting fails only for what cannot be cloned; a buffer can.
        let _ = worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }
}

impl Drop for EngineWorker {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.set_onmessage(None);
            worker.terminate();
        }
    }
}

fn bytes_of(event: &MessageEvent) -> Option<Vec<u8>> {
    let data = event.data();
    let has_bytes = data.is_instance_of::<ArrayBuffer>() || data.is_instance_of::<Uint8Array>();
    has_bytes.then(|| Uint8Array::new(&data).to_vec())
}
