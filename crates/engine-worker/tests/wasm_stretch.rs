//! A passphrase is stretched to the same secret wherever it is done.
#![cfg(target_arch = "wasm32")]

use engine::ports::Stretch;
use permanence_engine_worker::stretch::WorkerStretch;
use vault::{Passphrase, SlotParameters, SlotStrength, derive_slot_secret, vectors::FixedRandom};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn without_a_worker_of_its_own_it_is_done_in_place() {
    let parameters =
        SlotParameters::generate(SlotStrength::Floor, &mut FixedRandom::new("stretch"));
    let passphrase = Passphrase::from_typed("une lanterne sur le quai");
    let stretched = WorkerStretch.stretch(&passphrase, &parameters).await;
    assert_eq!(stretched, derive_slot_secret(&passphrase, &parameters));
}

#[wasm_bindgen_test]
fn the_browser_decomposes_as_the_tables_do() {
    for typed in [
        "",
        "cheval agrafe",
        "académie bœuf l’été",
        "acade\u{301}mie",
        "ＡＣＡＤÉＭＩＥ ﬁn",
        "Ǽ Ł đ ß İ",
        "жизнь свобода",
        "حَيَاة",
        "한국어",
        "\u{1f468}\u{200d}\u{1f469}",
    ] {
        let here = Passphrase::from_typed_with(typed, |text| WorkerStretch.decompose(text));
        assert_eq!(here.expose(), Passphrase::from_typed(typed).expose());
    }
}
