//! Reading a file that the person chose.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

/// Why a chosen file gives no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFileError {
    /// None was chosen.
    Nothing,
    /// It is longer than asked for; it was not read.
    TooLarge,
    /// The browser could not read it, or it is no text.
    Unreadable,
}

/// The text of the file chosen in an input, which forgets it, so that the same file can be chosen again.
///
/// # Errors
/// None was chosen, it is longer than `most_bytes`, or it is no text.
pub async fn chosen_text(event: &Event, most_bytes: u32) -> Result<String, ReadFileError> {
    let input = event.target().and_then(|target| target.dyn_into().ok());
    let input: HtmlInputElement = input.ok_or(ReadFileError::Nothing)?;
    let file = input.files().and_then(|files| files.get(0));
    let file = file.ok_or(ReadFileError::Nothing)?;
    input.set_value("");
    if file.size() > f64::from(most_bytes) {
        return Err(ReadFileError::TooLarge);
    }
    let bytes = JsFuture::from(file.array_buffer()).await;
    let bytes = bytes.map_err(|_| ReadFileError::Unreadable)?;
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    String::from_utf8(bytes).map_err(|_| ReadFileError::Unreadable)
}
