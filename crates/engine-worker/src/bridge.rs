//! The bridge to the screen: a request's bytes come in, a reply's or an event's bytes go out, both moved, not copied.
//!
//! Requests are answered side by side, in the order in which they are ready; each reply carries its request's
//! number. Nothing a page posts can stop the worker: what is not understood is answered [`Failure::Mismatch`].

use std::rc::Rc;

use engine::Engine;
use engine::message::{Asked, Failure, Reply, Told};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::ports::BrowserPorts;
use crate::post;
use crate::rounds::{Consequence, Rounds};
use crate::scope::{Listeners, take_bytes};

/// The build of this program; the application carries the same and compares them.
const BUILD: &str = match option_env!("PERMANENCE_BUILD") {
    Some(build) => build,
    None => "development",
};

type BrowserEngine = Engine<BrowserPorts>;

/// Opens the engine and answers every message from now on.
pub(crate) fn serve(scope: &DedicatedWorkerGlobalScope) -> Listeners {
    let events = Box::new(|event| tell(&Told::Event(event)));
    let engine = Rc::new(Engine::new(BrowserPorts::of_this_device(), BUILD, events));
    let rounds = Rc::new(Rounds::start(&engine));
    Listeners::on(scope).hear("message", move |event| {
        let event: MessageEvent = event.unchecked_into();
        let Some(bytes) = take_bytes(&event.data()) else {
            return;
        };
        let (engine, rounds) = (Rc::clone(&engine), Rc::clone(&rounds));
        spawn_local(async move { Box::pin(answer(&engine, &rounds, &bytes)).await });
    })
}

async fn answer(engine: &BrowserEngine, rounds: &Rounds, bytes: &[u8]) {
    let Ok(Asked { number, request }) = postcard::from_bytes(bytes) else {
        return tell(&Told::Reply(
            number_of(bytes),
            Box::new(Reply::Failed(Failure::Mismatch)),
        ));
    };
    let consequence = Consequence::of(&request);
    let reply = Box::pin(engine.handle(request)).await;
    tell(&Told::Reply(number, Box::new(reply)));
    rounds.after(consequence);
}

/// The number of a request of another build, whose first field it is in every build; 0 where even that is missing.
fn number_of(bytes: &[u8]) -> u32 {
    postcard::take_from_bytes(bytes)
        .map(|(number, _)| number)
        .unwrap_or_default()
}

/// Posts a message to the screen.
fn tell(told: &Told) {
    // What serde cannot write is no value of these types; a screen that waits is told of the fault by its timeout.
    let Ok(bytes) = postcard::to_allocvec(told) else {
        return;
    };
    post::tell(&bytes);
}
