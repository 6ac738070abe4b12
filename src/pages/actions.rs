//! What is done to a record at one touch, and undone at another: the bin, a task done.

use casework::choices::{InterviewMode, InterviewWith};
use casework::interview;
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Scalar, Value};

use super::interview::new_interview;
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

    /// Notes an exchange with a professional, here and now; it can be completed later, and undone.
    pub(super) fn log_professional(self, case: RecordId) {
        leptos::task::spawn_local(async move {
            match self.save_professional(case).await {
                Ok(id) => {
                    let today = Some(Value::Date(clock::today()));
                    let field = interview::BINNED.id().to_owned();
                    let undo =
                        Callback::new(move |()| self.put_back(id, field.clone(), today.clone()));
                    self.toasts.offer_undo(t!(professional_logged), undo);
                }
                Err(refused) => self.toasts.say(refused.sentence()),
            }
        });
    }

    async fn save_professional(self, case: RecordId) -> Result<RecordId, AskError> {
        let engine = self.session.engine;
        let mut draft = new_interview(&engine.record(case).await?, self.session);
        let with = InterviewWith::Professional.into_value();
        draft.set_one(interview::WITH.id(), Some(with));
        let mode = InterviewMode::Phone.into_value();
        draft.set_one(interview::MODE.id(), Some(mode));
        engine.save(draft.edit().into_iter().collect()).await?;
        Ok(draft.id)
    }

    /// Puts back what a field said before.
    pub(super) fn put_back_value(self, record: RecordId, field: String, value: Option<Value>) {
        self.change(
            record,
            field,
            value,
            t!(history_restored),
            Callback::new(|()| {}),
        );
    }

    /// A field of the team is asked for no longer; what was written stays.
    pub(super) fn retire_field(self, field: RecordId) {
        let yes = Some(Value::Bool(true));
        let retired = casework::field::IS_RETIRED.id();
        self.change(
            field,
            retired,
            yes,
            t!(team_field_retired),
            Callback::new(|()| {}),
        );
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
        field: impl Into<String>,
        value: Option<Value>,
        said: &'static str,
        done: Callback<()>,
    ) {
        let field = field.into();
        leptos::task::spawn_local(async move {
            let before = match self.set(record, &field, value).await {
                Ok(before) => before,
                Err(refused) => return self.toasts.say(refused.sentence()),
            };
            let undo =
                Callback::new(move |()| self.put_back(record, field.clone(), before.clone()));
            self.toasts.offer_undo(said, undo);
            // The page may have gone.
            let _ = done.try_run(());
        });
    }

    fn put_back(self, record: RecordId, field: String, value: Option<Value>) {
        leptos::task::spawn_local(async move {
            match self.set(record, &field, value).await {
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
