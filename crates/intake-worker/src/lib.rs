//! The worker of the intake: it holds the team's public intake key and nothing else, seals what it is given and keeps what it sealed.
//!
//! It opens no store but its own, in which nothing of anybody's case ever stands in clear: a ticket (public key, path, languages), how far
//! the intake is, and sealed items. What decides is [`Desk`], natively tested; [`start`] connects it to the browser.

mod desk;

use std::rc::Rc;

use engine::ports::Ports;
use engine_worker::indexed_db::IndexedDbStore;
use engine_worker::ports::BrowserPorts;
use engine_worker::post;
use intake::desk::{Refusal, Told};

pub use desk::Desk;

/// The database of the intake, beside that of the engine.
const DATABASE: &str = "permanence-intake";

/// Answers for as long as the worker lives. Called where the global object is a dedicated worker's.
pub fn start() {
    let desk = Rc::new(Desk::new(IndexedDbStore::named(DATABASE)));
    let ports = Rc::new(BrowserPorts::of_this_device());
    post::hear(move |bytes| {
        let (desk, ports) = (Rc::clone(&desk), Rc::clone(&ports));
        wasm_bindgen_futures::spawn_local(async move {
            let told = match postcard::from_bytes(&bytes) {
                Ok(asked) => desk.answer(asked, &mut ports.random()).await,
                Err(_) => Told::Refused(Refusal::Mismatch),
            };
            // What serde cannot write is no value of these types.
            if let Ok(bytes) = postcard::to_allocvec(&told) {
                post::tell(&bytes);
            }
        });
    });
}
