//! One question to the engine that a button asks: whether it is being answered, and why it was refused.

use std::future::Future;

use leptos::prelude::*;

use super::AskError;

/// A question that may be asked again once it was refused. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Attempt {
    /// It is being answered: the button waits.
    pub is_busy: RwSignal<bool>,
    error: RwSignal<Option<AskError>>,
}

impl Attempt {
    /// Nothing was asked yet.
    pub fn new() -> Self {
        Self {
            is_busy: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    /// Why it was refused, for the screen.
    pub fn sentence(&self) -> Signal<Option<String>> {
        let error = self.error;
        Signal::derive(move || error.get().map(|error| error.sentence()))
    }

    /// Asks, unless it is being asked already. What is done with the answer leaves the screen, so the button goes on
    /// waiting.
    pub fn begin<T: 'static>(
        self,
        question: impl Future<Output = Result<T, AskError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.error.set(None);
        leptos::task::spawn_local(async move {
            match question.await {
                Ok(answer) => done(answer),
                Err(refused) => {
                    self.error.set(Some(refused));
                    self.is_busy.set(false);
                }
            }
        });
    }
}
