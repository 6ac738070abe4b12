//! An interview that was noted on the spot finds its case later: it is taken to another case, and back with one touch.
//!
//! What hangs on a case is sealed under that case's key, which dies with it. So the interview is written anew in the other case, and
//! the first one goes to the bin; a case that held nothing else goes with it.

use casework::{Interview, interview};
use engine::message::{CaseRow, RecordEdit};
use leptos::prelude::*;
use record::{RecordId, Value};

use super::cases::follow_cases;
use super::heading::{BackLink, Heading};
use crate::browser::{clock, random};
use crate::components::case_row::{case_summary, case_title};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::search_box::SearchBox;
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::engine_client::attempt::Attempt;
use crate::forms::Draft;
use crate::navigator::Navigator;
use crate::route::Route;
use crate::schemas;
use crate::session::Session;
use crate::t;

/// Cases offered.
const MOST: u32 = 8;

/// An interview to take to another case.
#[component]
pub(super) fn MovePage(
    /// The case it is in.
    case: RecordId,
    /// The interview.
    interview: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let text = RwSignal::new(String::new());
    let rows = RwSignal::new(Vec::<CaseRow>::new());
    follow_cases(session, text, MOST, rows);
    let others = move || {
        let rows = rows.get().into_iter();
        rows.filter(|row| row.id != case).collect::<Vec<_>>()
    };
    let attempt = Attempt::new();
    let moving = Moving::of_page(attempt, case, interview);
    view! {
        <div class="page">
            <BackLink to=Route::Interview { case, interview } word=t!(interview_title) />
            <header class="page-header"><Heading text=Signal::stored(t!(move_title).to_owned()) /></header>
            <p class="lead">{t!(move_text)}</p>
            <SearchBox id="move-search" name=t!(move_search) hint=t!(search_label) on_type=move |typed| text.set(typed) />
            <LiveNotice weight=Weight::Problem text=attempt.sentence() />
            <ul class="list" id="move-to">
                <For each=move || others() key=|row| row.id children=move |row| view! { <Target row moving /> } />
            </ul>
            {move || others().is_empty().then(|| view! { <p class="soft">{t!(search_empty)}</p> })}
        </div>
    }
}

#[component]
fn Target(row: CaseRow, moving: Moving) -> impl IntoView {
    let to = row.id;
    let title = case_title(&row);
    view! {
        <li class="line">
            <button type="button" class="case-link grow" disabled=moving.attempt.is_busy on:click=move |_| moving.go(to)>
                <span class="case-name">{title}</span>
                <span class="case-summary">{case_summary(&row)}</span>
            </button>
        </li>
    }
}

/// A move under way.
#[derive(Clone, Copy)]
struct Moving {
    session: Session,
    toasts: Toasts,
    navigator: Navigator,
    attempt: Attempt,
    from: RecordId,
    interview: RecordId,
}

impl Moving {
    fn of_page(attempt: Attempt, from: RecordId, interview: RecordId) -> Self {
        Self {
            session: expect_context(),
            toasts: expect_context(),
            navigator: expect_context(),
            attempt,
            from,
            interview,
        }
    }

    fn go(self, to: RecordId) {
        let new = random::make_record_id();
        self.attempt.begin(self.save(to, new), move |emptied| {
            let undo = Callback::new(move |()| self.undo(new, emptied));
            self.toasts.offer_undo(t!(move_done), undo);
            self.navigator.replace(Route::Case(to));
        });
    }

    /// Writes the interview in the other case and puts the first one away, in one save. Whether its case went with it.
    async fn save(self, to: RecordId, new: RecordId) -> Result<bool, AskError> {
        let engine = self.session.engine;
        let before = Draft::of(&engine.record(self.interview).await?);
        let of_case = engine.case(self.from).await?;
        let holds_nothing_else = of_case.people.is_empty()
            && of_case.acts.is_empty()
            && of_case.others.is_empty()
            && of_case.attachments.is_empty()
            && of_case.interviews.len() == 1;
        let mut edits = vec![copied(&before, to, new)];
        edits.extend(binned(before));
        if holds_nothing_else {
            edits.extend(binned(Draft::of(&of_case.case)));
        }
        engine.save(edits).await?;
        Ok(holds_nothing_else)
    }

    /// The first interview comes back, and the new one goes to the bin in its stead.
    fn undo(self, new: RecordId, was_emptied: bool) {
        leptos::task::spawn_local(async move {
            match self.save_undone(new, was_emptied).await {
                Ok(()) => self.toasts.say(t!(action_undone)),
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    async fn save_undone(self, new: RecordId, was_emptied: bool) -> Result<(), AskError> {
        let engine = self.session.engine;
        let emptied = was_emptied.then_some(self.from);
        let mut edits = Vec::new();
        for record in [Some(self.interview), emptied].into_iter().flatten() {
            let mut draft = Draft::of(&engine.record(record).await?);
            draft.set_one(interview::BINNED.id(), None);
            edits.extend(draft.edit());
        }
        edits.extend(binned(Draft::of(&engine.record(new).await?)));
        engine.save(edits).await.map(drop)
    }
}

/// A record put in the bin. Cases and interviews name the field alike.
fn binned(mut draft: Draft) -> Option<RecordEdit> {
    draft.set_one(interview::BINNED.id(), Some(Value::Date(clock::today())));
    draft.edit()
}

/// The same interview in another case, as a new record. The persons stay: they are the same in any case.
fn copied(before: &Draft, to: RecordId, new: RecordId) -> RecordEdit {
    let mut draft = Draft::new(Interview::ID, new);
    let fields = schemas::of_kind(Interview::ID);
    for spec in fields.iter().flat_map(|schema| schema.fields()) {
        let field = spec.id.as_str();
        draft.set(field, before.opened_values(field).to_vec());
    }
    draft.set_one(interview::CASE.id(), Some(Value::Reference(to)));
    draft.set_one(interview::BINNED.id(), None);
    // A case is always named, so there is always something to save.
    draft.edit().unwrap_or(RecordEdit {
        id: new,
        kind: Interview::ID.to_owned(),
        fields: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::case::fixture::record;

    #[test]
    fn an_interview_keeps_what_it_says_in_its_new_case() {
        let [old, new, case, other] = [1, 2, 3, 4].map(|byte| RecordId::from_bytes([byte; 16]));
        let view = record(
            1,
            Interview::ID,
            &[
                ("case", Value::Reference(case)),
                ("facts", Value::Text("Dit".to_owned())),
            ],
        );
        assert_eq!(view.id, old);
        let edit = copied(&Draft::of(&view), other, new);
        assert_eq!(edit.id, new);
        let said: Vec<(&str, &Value)> = edit
            .fields
            .iter()
            .map(|field| (field.field.as_str(), &field.values[0]))
            .collect();
        let facts = Value::Text("Dit".to_owned());
        let expected = [("case", &Value::Reference(other)), ("facts", &facts)];
        assert_eq!(said, expected);
    }
}
