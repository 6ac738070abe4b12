//! What surrounds the application in its page (`public/shell.js`), found in `window.permanence`.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::Worker;

#[wasm_bindgen]
extern "C" {
    /// Starts a worker with the engine.
    #[wasm_bindgen(js_namespace = permanence, js_name = startEngine, catch)]
    pub fn start_engine() -> Result<Worker, JsValue>;

    /// Starts a worker that writes tables as files.
    #[wasm_bindgen(js_namespace = permanence, js_name = startSheets, catch)]
    pub fn start_sheets() -> Result<Worker, JsValue>;

    /// Starts a worker that is the desk of an intake.
    #[wasm_bindgen(js_namespace = permanence, js_name = startDesk, catch)]
    pub fn start_desk() -> Result<Worker, JsValue>;

    /// Starts the program of the intake.
    #[wasm_bindgen(js_namespace = permanence, js_name = runIntake)]
    pub fn run_intake();

    #[wasm_bindgen(js_namespace = permanence, js_name = hasIntakeStore)]
    async fn intake_store_is_there() -> JsValue;

    #[wasm_bindgen(js_namespace = permanence, js_name = intakeTexts)]
    async fn texts_of_intake(language: &str) -> JsValue;

    /// Shows the page "stopped": `"application"` or `"engine"` is what stopped.
    #[wasm_bindgen(js_namespace = permanence)]
    pub fn stop(reason: &str);

    /// Fetches the workplace's program, so that it is at hand once a secret was right.
    #[wasm_bindgen(js_namespace = permanence, js_name = loadWorkplace)]
    pub fn load_workplace();

    /// Starts the workplace with the engine's worker and the bytes of what it opened.
    #[wasm_bindgen(js_namespace = permanence, js_name = handOver)]
    pub fn hand_over(engine: &Worker, opened: &[u8]);

    #[wasm_bindgen(js_namespace = permanence, js_name = takeOver)]
    fn taken_over() -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn engine(this: &JsHanded) -> Worker;

    #[wasm_bindgen(method, getter)]
    fn opened(this: &JsHanded) -> Vec<u8>;

    #[wasm_bindgen(method, getter)]
    fn said(this: &JsHanded) -> Vec<JsValue>;

    /// What the shell keeps between the two programs.
    type JsHanded;

    /// Whether a newer version is installed and waits.
    #[wasm_bindgen(js_namespace = permanence, js_name = hasUpdate)]
    pub fn has_update() -> bool;

    /// Asks the server for a newer version.
    #[wasm_bindgen(js_namespace = permanence, js_name = lookForUpdate)]
    pub async fn look_for_update();

    /// Shows a notification of the device, in the place of the last one.
    #[wasm_bindgen(js_namespace = permanence)]
    pub fn remind(title: &str, text: &str);

    /// Asks the person whether the device may notify; whether it may.
    #[wasm_bindgen(js_namespace = permanence, js_name = mayRemind)]
    pub async fn may_remind() -> JsValue;

    /// Lets the waiting version take over, then loads the page again.
    #[wasm_bindgen(js_namespace = permanence, js_name = activateUpdate)]
    pub fn activate_update();

    #[wasm_bindgen(js_namespace = permanence)]
    async fn claim(name: &str) -> JsValue;
}

/// What the entrance handed over.
pub struct Handed {
    /// The engine's worker.
    pub engine: Worker,
    /// What it opened.
    pub opened: Vec<u8>,
    /// What it said meanwhile, in order.
    pub said: Vec<JsValue>,
}

/// Takes what the entrance handed over, once; none where it handed nothing over.
pub fn take_over() -> Option<Handed> {
    let taken = taken_over();
    if taken.is_null() {
        return None;
    }
    let handed: JsHanded = taken.unchecked_into();
    Some(Handed {
        engine: handed.engine(),
        opened: handed.opened(),
        said: handed.said(),
    })
}

/// A name that this tab alone holds, until dropped or gone.
#[derive(Debug)]
pub struct Claim(JsValue);

impl Claim {
    /// Takes a name; none where another tab holds it.
    pub async fn take(name: &str) -> Option<Self> {
        let release = claim(name).await;
        release.is_function().then_some(Self(release))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if let Some(release) = self.0.dyn_ref::<js_sys::Function>() {
            // Settling a promise throws nothing.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Whether an intake ever began on this device.
pub async fn has_intake_store() -> bool {
    intake_store_is_there().await.is_truthy()
}

/// The texts of the intake in a language, as their file says them; none where they cannot be had.
pub async fn intake_texts(language: &str) -> Option<String> {
    texts_of_intake(language).await.as_string()
}

/// Calls when a newer version begins to wait.
pub fn on_update(handler: impl Fn() + 'static) {
    super::listen_forever(&super::window(), "permanence-update", move |_| handler());
}

/// Calls when the workplace takes the engine over.
pub fn on_taken_over(handler: impl Fn() + 'static) {
    super::listen_forever(&super::window(), "permanence-taken-over", move |_| {
        handler();
    });
}

/// Calls when the engine's worker dies. The application shows what is safe, so the shell need not.
pub fn on_engine_stopped(handler: impl Fn() + 'static) {
    super::listen_forever(
        &super::window(),
        "permanence-engine-stopped",
        move |event| {
            event.prevent_default();
            handler();
        },
    );
}
