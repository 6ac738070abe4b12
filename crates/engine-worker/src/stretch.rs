//! Stretching a passphrase in a disposable worker: the same program under another name.
//!
//! The memory that Argon2id filled goes with that worker, requests are answered meanwhile, and no secret comes near
//! the screen's thread. Where a worker cannot start one, or it dies for want of memory, the passphrase is
//! stretched here; if the memory is refused again the caller chooses lighter parameters.

use engine::ports::Stretch;
use js_sys::{Array, JsString, RegExp, Uint8Array};
use vault::{DeriveSlotError, Passphrase, SlotParameters, SlotSecret, derive_slot_secret};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};
use zeroize::Zeroizing;

use crate::scope::{Listeners, first_event, take_bytes};

/// The name under which this program only stretches one passphrase; `engine-loader.js` gives it.
pub(crate) const ROLE: &str = "derivation";

#[wasm_bindgen]
extern "C" {
    /// From `engine-loader.js`, which alone may name a worker's address (Trusted Types).
    #[wasm_bindgen(catch, js_name = permanenceDerivation)]
    fn start_worker() -> Result<Worker, JsValue>;
}

/// Stretches in a worker of its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct WorkerStretch;

impl Stretch for WorkerStretch {
    fn decompose(&self, typed: &str) -> String {
        let marks = RegExp::new(r"\p{M}", "gu");
        let decomposed = JsString::from(typed).normalize("NFKD");
        decomposed.replace_by_pattern(&marks, "").into()
    }

    async fn stretch(
        &self,
        passphrase: &Passphrase,
        parameters: &SlotParameters,
    ) -> Result<SlotSecret, DeriveSlotError> {
        match ask_worker(passphrase, parameters).await {
            Some(secret) => Ok(secret),
            None => derive_slot_secret(passphrase, parameters),
        }
    }
}

/// Nothing where the worker could not start or was refused its memory.
async fn ask_worker(passphrase: &Passphrase, parameters: &SlotParameters) -> Option<SlotSecret> {
    let worker = Disposable(start_worker().ok()?);
    // Its death is handled here and must not pass for ours.
    let _contained = Listeners::on(&worker.0).hear("error", |event| event.prevent_default());
    // EXPOSE: the worker that derives needs it, and ends with the derivation.
    let passphrase = Uint8Array::from(passphrase.expose().as_bytes());
    let question = Array::of2(
        &passphrase,
        &Uint8Array::from(parameters.to_bytes().as_slice()),
    );
    worker
        .0
        .post_message_with_transfer(&question, &Array::of1(&passphrase.buffer()))
        .ok()?;
    let (_, event) = first_event(&worker.0, &["message", "error", "messageerror"]).await;
    let answer = take_bytes(&event.dyn_ref::<MessageEvent>()?.data())?;
    let secret = Zeroizing::new(<[u8; 32]>::try_from(answer.as_slice()).ok()?);
    Some(SlotSecret::from_bytes(*secret))
}

/// A worker that ends with this value.
struct Disposable(Worker);

impl Drop for Disposable {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// The other side: waits for one question and answers it.
pub(crate) fn serve(scope: &DedicatedWorkerGlobalScope) -> Listeners {
    let asker = scope.clone();
    Listeners::on(scope).hear("message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else {
            return;
        };
        let answer = secret_of(&event.data()).map_or(JsValue::NULL, |secret| {
            // EXPOSE: from this worker to the one that asked.
            Uint8Array::from(secret.expose().as_slice()).into()
        });
        // Posting fails only for what cannot be cloned; an array can.
        let _ = asker.post_message(&answer);
    })
}

fn secret_of(question: &JsValue) -> Option<SlotSecret> {
    let question: &Array = question.dyn_ref()?;
    let mut typed = take_bytes(&question.get(0))?;
    let parameters = SlotParameters::from_bytes(&take_bytes(&question.get(1))?).ok()?;
    let folded = String::from_utf8(std::mem::take(&mut *typed)).ok()?;
    derive_slot_secret(&Passphrase::from_folded(folded), &parameters).ok()
}
