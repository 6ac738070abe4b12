//! The bench's door in the page: an object of functions that answer with promises. JSON goes in and comes out.

use std::future::Future;
use std::pin::Pin;

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// What a function of the bench will answer: an answer, or why there is none.
pub type Answer = Pin<Box<dyn Future<Output = Result<Given, String>>>>;

/// What a caller handed over.
#[derive(Debug, Clone)]
pub struct Taken(JsValue);

/// What a caller gets.
#[derive(Debug, Clone)]
pub struct Given(JsValue);

impl Taken {
    /// The whole of it as JSON; for what is small.
    pub fn json(&self) -> String {
        stringified(&self.0)
    }

    /// The list under a key; empty where there is none.
    pub fn list(&self, key: &str) -> List {
        let found = Reflect::get(&self.0, &key.into()).unwrap_or_default();
        List(found.dyn_into().unwrap_or_default())
    }
}

/// A list of objects, which may be long: it is read in parts.
#[derive(Debug, Clone)]
pub struct List(Array);

impl List {
    /// How many.
    pub fn length(&self) -> u32 {
        self.0.length()
    }

    /// The text under a key of one of them.
    pub fn text(&self, place: u32, key: &str) -> Option<String> {
        Reflect::get(&self.0.get(place), &key.into())
            .ok()?
            .as_string()
    }

    /// Some of them as one JSON list.
    pub fn json(&self, places: impl Iterator<Item = u32>) -> String {
        let some: Array = places.map(|place| self.0.get(place)).collect();
        stringified(&some)
    }
}

/// Lists gathered bit by bit, each under its key.
#[derive(Debug, Default)]
pub struct Gathered(Object);

impl Gathered {
    /// With these keys.
    pub fn of(keys: &[&str]) -> Self {
        let gathered = Object::new();
        for key in keys {
            // A plain object takes every key.
            let _ = Reflect::set(&gathered, &(*key).into(), &Array::new());
        }
        Self(gathered)
    }

    /// Adds an item to a list.
    pub fn push(&self, key: &str, json: &str) {
        let list = Reflect::get(&self.0, &key.into()).unwrap_or_default();
        if let (Some(list), Ok(item)) = (list.dyn_ref::<Array>(), JSON::parse(json)) {
            list.push(&item);
        }
    }

    /// All of it.
    pub fn given(self) -> Given {
        Given(self.0.into())
    }
}

impl Given {
    /// What a JSON text says.
    pub fn json(text: &str) -> Self {
        Self(JSON::parse(text).unwrap_or(JsValue::UNDEFINED))
    }
}

fn stringified(value: &JsValue) -> String {
    // What is `undefined` has no text.
    let text = JSON::stringify(value)
        .ok()
        .and_then(|text| JsValue::from(text).as_string());
    text.unwrap_or_else(|| "null".to_owned())
}

/// Puts the object in the window, for as long as the page lives.
pub fn expose(name: &str, methods: &[&'static str], call: fn(&'static str, Taken) -> Answer) {
    let object = Object::new();
    for &method in methods {
        let function = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |argument| {
            let answer = call(method, Taken(argument));
            future_to_promise(async move {
                let answered = answer.await;
                answered
                    .map(|given| given.0)
                    .map_err(|reason| js_sys::Error::new(&reason).into())
            })
        });
        let function: Function = function.into_js_value().unchecked_into();
        // A plain object takes every key.
        let _ = Reflect::set(&object, &method.into(), &function);
    }
    let _ = Reflect::set(&super::window(), &name.into(), &object);
}

/// Says how far a long work has come, on the console.
pub fn say(text: &str) {
    let console = Reflect::get(&js_sys::global(), &"console".into()).unwrap_or_default();
    let info = Reflect::get(&console, &"info".into()).unwrap_or_default();
    if let Some(info) = info.dyn_ref::<Function>() {
        // Nothing depends on it.
        let _ = info.call1(&console, &text.into());
    }
}

/// The clock that two pages of one machine share, milliseconds.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Milliseconds since the page began, finely.
pub fn moment_ms() -> f64 {
    let performance = Reflect::get(&js_sys::global(), &"performance".into()).unwrap_or_default();
    let now = Reflect::get(&performance, &"now".into()).unwrap_or_default();
    let now = now
        .dyn_ref::<Function>()
        .and_then(|now| now.call0(&performance).ok());
    now.and_then(|now| now.as_f64()).unwrap_or_default()
}

/// The origin the page was loaded from.
pub fn origin() -> String {
    super::window().location().origin().unwrap_or_default()
}

/// Gives the browser a turn.
pub async fn next_turn() {
    // A promise that is kept already is awaited in vain only by a browser that is closing.
    let _ = JsFuture::from(Promise::new(&mut |resolve, _| {
        let _ = super::window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 0);
    }))
    .await;
}
