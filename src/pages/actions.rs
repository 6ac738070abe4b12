//! What is done to a record at one touch, and undone at another: the bin, a task done.

use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Value};

use crate::browser::clock;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::forms::Draft;
use crate::session::Session;
use crate::t;

/// Sets one field of records and offers to put back what it said.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    session: Session,
    toasts: Toasts,
}

impl Actions {
    /// Called where a page is made.
    pub(super) fn of_page() -> Self {
        Self {
            session: expect_context(),
            toasts: expect_context(),
        }
    }

    /// Puts a record in the bin.
    pub(super) fn put_in_bin(self, record: RecordId, done: Callback<()>) {
        let today = Some(Value::Date(clock::today()));
        self.change(record, "binned", today, t!(bin_put), done);
    }

    /// Takes a record out of the bin.
    pub(super) fn restore(self, record: RecordId, done: Callback<()>) {
        self.change(record, "binned", None, t!(bin_restored), done);
    }

    /// A task is done.
    pub(super) fn finish_task(self, task: RecordId) {
        let today = Some(Value::Date(clock::today()));
        let field = casework::task::DONE.id();
        self.change(task, field, today, t!(task_done), Callback::new(|()| {}));
    }

    /// Sets a field, says so, and offers to put back what it said.
    fn change(
        self,
        record: RecordId,
        field: &'static str,
        value: Option<Value>,
        said: &'static str,
        done: Callback<()>,
    ) {
        leptos::task::spawn_local(async move {
            let before = match self.set(record, field, value).await {
                Ok(before) => before,
                Err(refused) => return self.toasts.say(refused.sentence()),
            };
            let undo = Callback::new(move |()| self.put_back(record, field, before.clone()));
            self.toasts.offer_undo(said, undo);
            // The page may have gone.
            let _ = done.try_run(());
        });
    }

    fn put_back(self, record: RecordId, field: &'static str, value: Option<Value>) {
        leptos::task::spawn_local(async move {
            match self.set(record, field, value).await {
                Ok(_) => self.toasts.say(t!(action_undone)),
                Err(refused) => self.toasts.say(refused.sentence()),
            }
        });
    }

    /// Sets a field and gives what it said.
    async fn set(
        self,
        record: RecordId,
        field: &str,
        value: Option<Value>,
    ) -> Result<Option<Value>, AskError> {
        let view: RecordView = self.session.engine.record(record).await?;
        let mut draft = Draft::of(&view);
        let before = draft.value(field).cloned();
        draft.set_one(field, value);
        self.session
            .engine
            .save(draft.edit().into_iter().collect())
            .await?;
        Ok(before)
    }
}
