//! What a page shows of the engine, asked again each time something changed.

use std::future::Future;

use leptos::prelude::*;

use crate::engine_client::AskError;
use crate::session::Session;

/// An answer that follows what changes, and why the last question had none.
pub(super) struct Followed<T: Send + Sync + 'static> {
    /// The last answer; none before the first.
    pub(super) found: RwSignal<Option<T>>,
    error: RwSignal<Option<AskError>>,
}

impl<T: Send + Sync + 'static> Clone for Followed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Followed<T> {}

impl<T: Send + Sync + 'static> Followed<T> {
    /// Asks now, and again at each change, for as long as the page is there. An answer that a later question has overtaken
    /// is passed over.
    pub(super) fn of<R>(session: Session, ask: impl Fn() -> R + 'static) -> Self
    where
        R: Future<Output = Result<T, AskError>> + 'static,
    {
        let followed = Self {
            found: RwSignal::new(None),
            error: RwSignal::new(None),
        };
        let asked = StoredValue::new(0_u32);
        Effect::new(move |_| {
            session.engine.news.changes.track();
            session.engine.news.ready.track();
            asked.update_value(|asked| *asked = asked.wrapping_add(1));
            let (number, answer) = (asked.get_value(), ask());
            leptos::task::spawn_local(async move {
                let answer = answer.await;
                // The page may have gone.
                if asked.try_get_value() == Some(number) {
                    followed.take(answer);
                }
            });
        });
        followed
    }

    fn take(self, answer: Result<T, AskError>) {
        match answer {
            Ok(found) => {
                self.error.set(None);
                self.found.set(Some(found));
            }
            Err(refused) => self.error.set(Some(refused)),
        }
    }

    /// Why there is no answer, for the screen.
    pub(super) fn sentence(self) -> Signal<Option<String>> {
        let error = self.error;
        Signal::derive(move || error.with(|error| error.as_ref().map(AskError::sentence)))
    }
}
