//! What surrounds the application in its page (`public/shell.js`), found in `window.permanence`.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::Worker;

#[wasm_bindgen]
extern "C" {
    /// Starts a worker with the engine.
    #[wasm_bindgen(js_namespace = permanence, js_name = startEngine, catch)]
    pub fn start_engine() -> Result<Worker, JsValue>;

    /// Whether a newer version is installed and waits.
    #[wasm_bindgen(js_namespace = permanence, js_name = hasUpdate)]
    pub fn has_update() -> bool;

    /// Asks the server for a newer version.
    #[wasm_bindgen(js_namespace = permanence, js_name = lookForUpdate)]
    pub async fn look_for_update();

    /// Lets the waiting version take over, then loads the page again.
    #[wasm_bindgen(js_namespace = permanence, js_name = activateUpdate)]
    pub fn activate_update();

    #[wasm_bindgen(js_namespace = permanence)]
    async fn claim(name: &str) -> JsValue;
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

/// Calls when a newer version begins to wait.
pub fn on_update(handler: impl Fn() + 'static) {
    super::listen_forever(&super::window(), "permanence-update", move |_| handler());
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
