//! How much room the browser gives, and whether it promises to keep what is stored.

use wasm_bindgen_futures::JsFuture;

/// What the browser says of its storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageRoom {
    /// Bytes used by this address.
    pub used_bytes: u64,
    /// Bytes this address may use.
    pub quota_bytes: u64,
    /// The browser promises not to clear it by itself.
    pub is_persistent: bool,
}

/// Reads it; `None` where the browser does not tell.
pub async fn room() -> Option<StorageRoom> {
    let manager = super::window().navigator().storage();
    let estimate = JsFuture::from(manager.estimate().ok()?).await.ok()?;
    let estimate: web_sys::StorageEstimate = wasm_bindgen::JsCast::unchecked_into(estimate);
    let is_persistent = JsFuture::from(manager.persisted().ok()?)
        .await
        .ok()?
        .is_truthy();
    Some(StorageRoom {
        used_bytes: estimate.get_usage()? as u64,
        quota_bytes: estimate.get_quota()? as u64,
        is_persistent,
    })
}

/// Asks the browser to keep what is stored; whether it agreed.
pub async fn ask_persistence() -> bool {
    let Ok(promise) = super::window().navigator().storage().persist() else {
        return false;
    };
    JsFuture::from(promise)
        .await
        .is_ok_and(|answer| answer.is_truthy())
}
