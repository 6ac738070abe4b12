//! The recorded bytes of every sealed and sent format hold in a browser as they do natively: the very same vectors,
//! under the arithmetic and the randomness of wasm.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn sealed_formats_hold() {
    vault::vectors::check_vectors().expect("every vector of the vault holds");
}

#[wasm_bindgen_test]
fn sent_formats_hold() {
    sync::vectors::check_vectors().expect("every vector of the wire formats holds");
}
