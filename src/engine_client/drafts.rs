//! Typed text, kept sealed by the engine until it is saved, so that a lock, a crash or a killed tab loses a breath of
//! it at most.

use engine::message::Request;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Engine;

/// How long typing pauses before the draft is kept.
const PAUSE_MS: u32 = 300;

/// Keeps the draft of one form, for as long as the form is on the screen.
#[derive(Clone, Copy)]
pub struct DraftKeeper {
    engine: Engine,
    form: StoredValue<String>,
    waiting: StoredValue<Option<(Vec<u8>, Timeout)>, LocalStorage>,
    has_text: StoredValue<bool>,
}

impl DraftKeeper {
    /// For the form of that name, which no other form bears: `"interview/<case id>/<record id>"`.
    pub fn new(engine: Engine, form: impl Into<String>) -> Self {
        let keeper = Self {
            engine,
            form: StoredValue::new(form.into()),
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

    /// What was typed before, if anything was.
    pub async fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let content = self.engine.draft(&self.form.get_value()).await.ok()??;
        let kept = postcard::from_bytes(&content).ok()?;
        self.note(true);
        Some(kept)
    }

    /// Keeps the content once typing pauses; called at each key.
    pub fn keep<T: Serialize>(&self, content: &T) {
        let Ok(bytes) = postcard::to_allocvec(content) else {
            return;
        };
        self.note(true);
        let keeper = *self;
        let timeout = Timeout::new(PAUSE_MS, move || leptos::task::spawn_local(keeper.flush()));
        self.waiting.set_value(Some((bytes, timeout)));
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

    /// Keeps at once what waits. What is to be sent is taken before the first wait, so that the form may go.
    pub fn flush(&self) -> impl Future<Output = ()> + use<> {
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        let request = waiting
            .zip(self.form.try_get_value())
            .map(|((content, timeout), form)| {
                timeout.cancel();
                Request::KeepDraft { form, content }
            });
        let engine = self.engine;
        async move {
            if let Some(request) = request {
                // Where it fails, the text is still on the screen, and is kept again at the next key.
                let _ = engine.ask(request).await;
            }
        }
    }

    /// Forgets the draft: it was saved, or thrown away.
    pub fn forget(&self) {
        self.waiting.set_value(None);
        self.note(false);
        self.engine.tell(Request::KeepDraft {
            form: self.form.get_value(),
            content: Vec::new(),
        });
    }
}
