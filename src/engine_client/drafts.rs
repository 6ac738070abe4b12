//! Typed text, kept sealed by the engine until it is saved, so that a lock, a crash or a killed tab loses a breath of
//! it at most.
//!
//! Each tab that shows a form has a place of its own for what is typed in it, so that two tabs never mix two people's
//! words. A place that no tab holds any more is taken up again by the next that opens the form.

use std::cell::Cell;
use std::rc::Rc;

use engine::message::Request;
use futures_util::future::join_all;
use futures_util::lock::Mutex;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Engine;
use crate::browser::shell::Claim;

/// How long a key waits before it is kept, at the most, however fast the next ones come.
const WAIT_MS: u32 = 300;
/// Tabs that may show one form at once; more share the last place.
const PLACES: u32 = 4;

/// Keeps the draft of one form, for as long as the form is on the screen.
#[derive(Clone, Copy)]
pub struct DraftKeeper {
    engine: Engine,
    form: StoredValue<String>,
    place: StoredValue<Option<Rc<Place>>, LocalStorage>,
    waiting: StoredValue<Option<(Vec<u8>, Timeout)>, LocalStorage>,
    has_text: StoredValue<bool>,
}

/// Where the draft is kept. Whoever writes there holds it until that is done; then another tab may take it up.
struct Place {
    name: String,
    /// No other tab keeps its draft there.
    _claim: Option<Claim>,
    /// What is to be written next: what comes later stands for all before it, so that nothing forgotten comes back.
    next: Cell<Option<Vec<u8>>>,
    /// One write after the other.
    turn: Mutex<()>,
}

impl Place {
    fn new(name: String, claim: Option<Claim>) -> Self {
        Self {
            name,
            _claim: claim,
            next: Cell::new(None),
            turn: Mutex::new(()),
        }
    }
}

/// What the place of that number is called: the first bears the form's own name.
fn name_of(form: &str, number: u32) -> String {
    match number {
        1 => form.to_owned(),
        number => format!("{form}#{number}"),
    }
}

/// Writes a draft to a place, after what is being written there; what comes later stands for all before it.
fn write_to(place: Rc<Place>, engine: Engine, content: Vec<u8>) -> impl Future<Output = ()> {
    place.next.set(Some(content));
    settle(place, engine)
}

/// Waits for what is being written to a place, and writes what is to be written next.
async fn settle(place: Rc<Place>, engine: Engine) {
    let _turn = place.turn.lock().await;
    if let Some(content) = place.next.take() {
        let form = place.name.clone();
        // Where it fails, the text is still on the screen, and is kept again at the next key.
        let _ = engine.ask(Request::KeepDraft { form, content }).await;
    }
}

impl DraftKeeper {
    /// For the form of that name, which no other form bears: `"interview/<case id>/<record id>"`.
    pub fn new(engine: Engine, form: impl Into<String>) -> Self {
        let keeper = Self {
            engine,
            form: StoredValue::new(form.into()),
            place: StoredValue::new_local(None),
            waiting: StoredValue::new_local(None),
            has_text: StoredValue::new(false),
        };
        engine.drafts.update_value(|keepers| keepers.push(keeper));
        on_cleanup(move || {
            leptos::task::spawn_local(keeper.flush());
            keeper.note(false);
            engine
                .drafts
                .update_value(|keepers| keepers.retain(|other| other.form != keeper.form));
        });
        keeper
    }

    /// What was typed before, if anything was; from here on what is typed is kept.
    pub async fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let form = self.form.get_value();
        let looked_at =
            join_all((1..=PLACES).map(|number| self.look_at(name_of(&form, number)))).await;
        let mut free: Vec<(Place, Option<T>)> = looked_at.into_iter().flatten().collect();
        // The first place that keeps something; else the first that is free.
        let chosen = free
            .iter()
            .position(|(_, kept)| kept.is_some())
            .unwrap_or(0);
        let (place, kept) = if free.is_empty() {
            (Place::new(name_of(&form, PLACES), None), None)
        } else {
            free.swap_remove(chosen)
        };
        self.stand_at(place);
        if kept.is_some() {
            self.note(true);
        }
        kept
    }

    /// The place of that name and what is kept there; none where another tab holds it.
    async fn look_at<T: DeserializeOwned>(&self, name: String) -> Option<(Place, Option<T>)> {
        let claim = Claim::take(&name).await?;
        let content = self.engine.draft(&name).await.ok().flatten();
        let kept = content.and_then(|content| postcard::from_bytes(&content).ok());
        Some((Place::new(name, Some(claim)), kept))
    }

    fn stand_at(&self, place: Place) {
        // The form may have gone; then the place is free again.
        let _ = self.place.try_set_value(Some(Rc::new(place)));
    }

    /// Keeps the content in a moment; called at each key. What is typed meanwhile goes with it and does not put it off.
    pub fn keep<T: Serialize>(&self, content: &T) {
        let Ok(bytes) = postcard::to_allocvec(content) else {
            return;
        };
        self.note(true);
        let keeper = *self;
        self.waiting.update_value(|waiting| match waiting {
            Some((content, _)) => *content = bytes,
            None => {
                let flush = move || leptos::task::spawn_local(keeper.flush());
                *waiting = Some((bytes, Timeout::new(WAIT_MS, flush)));
            }
        });
    }

    /// Counts the forms that hold unsaved text.
    fn note(&self, has_text: bool) {
        let before = self
            .has_text
            .try_update_value(|before| std::mem::replace(before, has_text))
            .unwrap_or(has_text);
        let typing = self.engine.news.typing;
        match (before, has_text) {
            (false, true) => typing.update(|forms| *forms = forms.saturating_add(1)),
            (true, false) => typing.update(|forms| *forms = forms.saturating_sub(1)),
            _ => {}
        }
    }

    /// Keeps at once what waits, and waits for what is being kept. What is to be sent is taken before the first wait, so that the
    /// form may go.
    pub fn flush(&self) -> impl Future<Output = ()> + use<> {
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        let place = self.place.try_get_value().flatten();
        if let (Some((content, timeout)), Some(place)) = (waiting, &place) {
            timeout.cancel();
            place.next.set(Some(content));
        }
        let engine = self.engine;
        async move {
            if let Some(place) = place {
                settle(place, engine).await;
            }
        }
    }

    /// Forgets the draft: it was saved, or thrown away.
    pub fn forget(&self) {
        self.forgetting()();
    }

    /// What forgets the draft later, even where the form has gone by then.
    pub fn forgetting(&self) -> impl FnOnce() + use<> {
        let keeper = *self;
        let place = self.place.try_get_value().flatten();
        move || {
            let _ = keeper.waiting.try_set_value(None);
            keeper.note(false);
            if let Some(place) = place {
                leptos::task::spawn_local(write_to(place, keeper.engine, Vec::new()));
            }
        }
    }
}
