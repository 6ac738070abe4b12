//! Copying a code that the person asked to copy. Never a name or a case.

use wasm_bindgen_futures::JsFuture;

/// Copies; false where the browser refuses.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(super::window().navigator().clipboard().write_text(text))
        .await
        .is_ok()
}
