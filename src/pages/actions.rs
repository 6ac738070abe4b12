//! What is done to a record at one touch, and undone at another: the bin, a task done.

use std::cell::RefCell;
use std::collections::BTreeSet;

use casework::choices::{InterviewMode, InterviewWith, Recurrence};
use casework::{Task, act, interview, task};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{Choice, RecordId, Scalar, Value};

use super::interview::begun_interview;
use crate::browser::clock;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::forms::Draft;
use crate::session::Session;
use crate::t;

thread_local! {
    /// Records that something is being done to.
    static BUSY: RefCell<BTreeSet<RecordId>> = const { RefCell::new(BTreeSet::new()) };
}

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
        self.alone(case, async move {
            match self.save_professional(case).await {
                Ok(id) => {
                    let today = Some(Value::Date(clock::today()));
                    let field = interview::BINNED.id().to_owned();
                    let undo =
                        Callback::new(move |()| self.put_back(id, field.clone(), today.clone()));
                    self.toasts.offer_undo(t!(professional_logged), undo);
                }
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    async fn save_professional(self, case: RecordId) -> Result<RecordId, AskError> {
        let engine = self.session.engine;
        let mut draft = begun_interview(case, self.session).await?;
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

    /// Takes back a record that was just made.
    pub(super) fn take_back(self, record: RecordId) {
        let today = Some(Value::Date(clock::today()));
        self.put_back(record, "binned".to_owned(), today);
    }

    /// Saves what was changed in a small record, says so, and offers to put back all that it said. The change is found out
    /// once nothing else is being done to the record.
    pub(super) fn save_with_undo(
        self,
        record: RecordId,
        draft: impl Future<Output = Result<Draft, AskError>> + 'static,
        said: &'static str,
    ) {
        self.alone(record, async move {
            let draft = match draft.await {
                Ok(draft) => draft,
                Err(refused) => return self.toasts.refuse(refused.sentence()),
            };
            let Some(edit) = draft.edit() else { return };
            let fields = edit.fields.iter();
            let before: Vec<(String, Vec<Value>)> = fields
                .map(|field| {
                    let values = draft.opened_values(&field.field).to_vec();
                    (field.field.clone(), values)
                })
                .collect();
            match self.session.engine.save(vec![edit]).await {
                Ok(_) => {
                    let undo = Callback::new(move |()| self.put_all_back(draft.id, before.clone()));
                    self.toasts.offer_undo(said, undo);
                }
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    fn put_all_back(self, record: RecordId, before: Vec<(String, Vec<Value>)>) {
        leptos::task::spawn_local(async move {
            match self.save_back(record, before).await {
                Ok(()) => self.toasts.say(t!(action_undone)),
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    async fn save_back(
        self,
        record: RecordId,
        before: Vec<(String, Vec<Value>)>,
    ) -> Result<(), AskError> {
        let engine = self.session.engine;
        let mut draft = Draft::of(&engine.record(record).await?);
        for (field, values) in before {
            draft.set(&field, values);
        }
        let edits = draft.edit().into_iter().collect();
        engine.save(edits).await.map(drop)
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

    /// A choice of the team is offered no longer; what was written stays.
    pub(super) fn retire_choice(self, choice: RecordId) {
        let yes = Some(Value::Bool(true));
        let retired = casework::team_choice::IS_RETIRED.id();
        let done = Callback::new(|()| {});
        self.change(choice, retired, yes, t!(team_choice_retired), done);
    }

    /// Says what was done, and offers to undo it.
    pub(super) fn offer_undo(self, said: &'static str, undo: impl Fn() + Send + Sync + 'static) {
        // Outside of the page that is being left: what is undone later must outlive it.
        leptos::task::spawn_local(async move {
            self.toasts
                .offer_undo(said, Callback::new(move |()| undo()));
        });
    }

    /// Says that a letter was noted on its case, and offers to put that away, with what the case says by it.
    pub(super) fn offer_to_unnote(self, letter: RecordId, told: Option<(RecordId, &'static str)>) {
        let today = Some(Value::Date(clock::today()));
        let field = act::BINNED.id().to_owned();
        let said = if told.is_some() {
            t!(letter_noted_and_told)
        } else {
            t!(letter_noted)
        };
        self.offer_undo(said, move || {
            self.put_back(letter, field.clone(), today.clone());
            if let Some((case, field)) = told {
                self.put_all_back(case, vec![(field.to_owned(), Vec::new())]);
            }
        });
    }

    /// The team's own words of a letter make room for those of the program.
    pub(super) fn restore_letter(self, letter: RecordId, done: Callback<()>) {
        let text = casework::letter::TEXT.id();
        self.change(letter, text, None, t!(letters_restored), done);
    }

    /// A task is done.
    pub(super) fn finish_task(self, task: RecordId) {
        self.alone(task, async move {
            match self.save_finished(task).await {
                Ok(next) => {
                    let undo = Callback::new(move |()| self.undo_finished(task, next));
                    self.toasts.offer_undo(t!(task_done), undo);
                }
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    /// Saves that a task is done, together with the next of one that comes again, and gives that one.
    async fn save_finished(self, task: RecordId) -> Result<Option<RecordId>, AskError> {
        let mut done = Draft::of(&self.session.engine.record(task).await?);
        let mut next = next_of(&done);
        if let Some(next) = &mut next
            && let Ok(known) = self.session.engine.record(next.id).await
        {
            // It was made before, and put away when that was undone.
            *next = Draft::of(&known);
            next.set_one(task::BINNED.id(), None);
        }
        let today = Some(Value::Date(clock::today()));
        done.set_one(task::DONE.id(), today);
        let edits = [Some(done), next.clone()].into_iter().flatten();
        let edits = edits.filter_map(|draft| draft.edit()).collect();
        self.session.engine.save(edits).await?;
        Ok(next.map(|next| next.id))
    }

    /// The task is to be done again, and the next one of it is put away, in one save.
    fn undo_finished(self, task: RecordId, next: Option<RecordId>) {
        leptos::task::spawn_local(async move {
            match self.save_unfinished(task, next).await {
                Ok(()) => self.toasts.say(t!(action_undone)),
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    async fn save_unfinished(self, task: RecordId, next: Option<RecordId>) -> Result<(), AskError> {
        let engine = self.session.engine;
        let mut undone = Draft::of(&engine.record(task).await?);
        undone.set_one(task::DONE.id(), None);
        let mut edits: Vec<_> = undone.edit().into_iter().collect();
        if let Some(next) = next {
            let mut next = Draft::of(&engine.record(next).await?);
            next.set_one(task::BINNED.id(), Some(Value::Date(clock::today())));
            edits.extend(next.edit());
        }
        engine.save(edits).await.map(drop)
    }

    /// Works on one record at a time: touched twice, it is done once.
    fn alone(self, record: RecordId, work: impl Future<Output = ()> + 'static) {
        let is_first = BUSY.with_borrow_mut(|busy| busy.insert(record));
        if is_first {
            leptos::task::spawn_local(async move {
                work.await;
                BUSY.with_borrow_mut(|busy| busy.remove(&record));
            });
        }
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
        self.alone(record, async move {
            let before = match self.set(record, &field, value.clone()).await {
                // It says so already: there is nothing to undo.
                Ok(before) if before == value => return,
                Ok(before) => before,
                Err(refused) => return self.toasts.refuse(refused.sentence()),
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
                Err(refused) => self.toasts.refuse(refused.sentence()),
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

/// The next of a task that comes again: the same but for its day. Its id follows from the task's and the day, so that two
/// devices that finish the task make one and not two. Pure.
fn next_of(done: &Draft) -> Option<Draft> {
    let choice = |field: &str| done.value(field).and_then(Value::as_choice);
    let recurrence = Recurrence::from_id(choice(task::RECURRENCE.id())?)?;
    let due = done.value(task::DUE.id()).and_then(Value::as_date)?;
    let day = casework::next_due(due, recurrence)?;
    let mut bytes = *done.id.as_bytes();
    let number = chrono::Datelike::num_days_from_ce(&day).to_be_bytes();
    for (byte, part) in bytes.iter_mut().rev().zip(number.iter().rev()) {
        *byte = *part;
    }
    let mut next = Draft::new(Task::ID, RecordId::from_bytes(bytes));
    for field in [
        task::CASE.id(),
        task::KIND.id(),
        task::TITLE.id(),
        task::AT.id(),
        task::PLACE.id(),
        task::ASSIGNEE.id(),
        task::RECURRENCE.id(),
        task::NOTE.id(),
    ] {
        next.set(field, done.values(field).to_vec());
    }
    next.set_one(task::DUE.id(), Some(Value::Date(day)));
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(recurrence: Option<Recurrence>) -> Draft {
        let mut draft = Draft::new(Task::ID, RecordId::from_bytes([1; 16]));
        let due = "2026-11-25".parse().expect("a date of the test table");
        draft.set_one(task::DUE.id(), Some(Value::Date(due)));
        draft.set_one(task::TITLE.id(), Some(Value::Text("Appeler".to_owned())));
        let recurrence = recurrence.map(Scalar::into_value);
        draft.set_one(task::RECURRENCE.id(), recurrence);
        draft
    }

    #[test]
    fn a_task_that_comes_again_is_made_once_whoever_finishes_it() {
        assert!(next_of(&task(None)).is_none());
        let weekly = task(Some(Recurrence::Weekly));
        let next = next_of(&weekly).expect("it comes again");
        assert_eq!(next_of(&weekly), Some(next.clone()));
        assert_ne!(next.id, weekly.id);
        let day = next.value(task::DUE.id()).and_then(Value::as_date);
        let expected = Some("2026-12-02");
        assert_eq!(day.map(|day| day.to_string()).as_deref(), expected);
        assert_eq!(next.value(task::TITLE.id()), weekly.value(task::TITLE.id()));
        let after = next_of(&next).expect("and again");
        assert_ne!(after.id, next.id);
    }
}
