//! How full the battery is, where the browser tells: Chromium does, others do not.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What is left in the battery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Battery {
    /// In a hundred.
    pub percent: u8,
    /// It is being filled.
    pub is_charging: bool,
}

/// Reads it; `None` where the browser does not tell.
pub async fn battery() -> Option<Battery> {
    let navigator = super::window().navigator();
    let read = |from: &JsValue, name: &str| Reflect::get(from, &JsValue::from_str(name)).ok();
    let ask: Function = read(&navigator, "getBattery")?.dyn_into().ok()?;
    let promise: Promise = ask.call0(&navigator).ok()?.dyn_into().ok()?;
    let battery = JsFuture::from(promise).await.ok()?;
    let level = read(&battery, "level")?.as_f64()?;
    Some(Battery {
        // A share of one; the conversion saturates.
        percent: (level * 100.0).round() as u8,
        is_charging: read(&battery, "charging")?.as_bool()?,
    })
}
