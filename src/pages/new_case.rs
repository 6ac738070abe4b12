//! A new case: a first name and a station are enough; everything else can wait.

use casework::choices::Role;
use casework::{Case, Participation, Person, case, participation};
use engine::message::RecordEdit;
use leptos::prelude::*;
use record::{RecordId, Scalar, Value};
use serde::{Deserialize, Serialize};

use super::form::{SaveBar, Saving, load_options};
use super::heading::{BackLink, Heading};
use crate::browser::{clock, random};
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, FormSections, Pick, RecordForm};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What identifies the person in a first contact.
const PERSON_FIELDS: Pick = Pick::Only(&[
    "family_name",
    "given_names",
    "pseudonym",
    "phone",
    "contact_hours",
    "town",
]);
/// What a first contact says of the case.
const CASE_FIELDS: Pick = Pick::Only(&[
    "number",
    "station",
    "danger",
    "origin",
    "conjugal_violence",
    "violences",
    "notes",
]);

/// Both records of the form.
#[derive(Clone, Serialize, Deserialize)]
struct NewCaseDraft {
    person: Draft,
    case: Draft,
}

/// A new case.
#[component]
pub fn NewCase() -> impl IntoView {
    let session = expect_context::<Session>();
    let person = RwSignal::new(Draft::new(Person::ID, random::make_record_id()));
    let case = RwSignal::new(new_case_draft());
    let options = load_options(session);
    let keeper = DraftKeeper::new(session.engine, "new-case");
    let is_read = keep_both(keeper, person, case);
    let participation = random::make_record_id();
    // Where one goes is known only once the draft was read: a kept one has its own id.
    let save = move |saving: Saving| {
        saving.save(edits_of(
            &person.get_untracked(),
            &case.get_untracked(),
            participation,
        ));
    };
    let form = move || {
        let saving = Saving::new(keeper, Route::Case(case.get_untracked().id));
        view! {
            <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(saving); }>
                <RecordForm draft=person pick=PERSON_FIELDS options />
                <FormSections draft=case pick=CASE_FIELDS options />
                <SaveBar saving />
            </form>
        }
    };
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header"><Heading text=Signal::stored(t!(new_case_title).to_owned()) /></header>
            {move || is_read.get().then(form)}
        </div>
    }
}

fn new_case_draft() -> Draft {
    let mut draft = Draft::new(Case::ID, random::make_record_id());
    draft.set_one(case::OPENED.id(), Some(Value::Date(clock::today())));
    draft
}

/// Puts back what was typed before, then keeps what is typed. True once the form may be drawn.
fn keep_both(
    keeper: DraftKeeper,
    person: RwSignal<Draft>,
    case: RwSignal<Draft>,
) -> RwSignal<bool> {
    let is_read = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        if let Some(kept) = keeper.read::<NewCaseDraft>().await {
            let _ = person.try_set(kept.person);
            let _ = case.try_set(kept.case);
        }
        // The page may have gone.
        let _ = is_read.try_set(true);
    });
    Effect::new(move |before: Option<()>| {
        let draft = NewCaseDraft {
            person: person.get(),
            case: case.get(),
        };
        if before.is_some() && is_read.get_untracked() {
            keeper.keep(&draft);
        }
    });
    is_read
}

/// Case, person and the part the person has in it: saved together or not at all.
fn edits_of(person: &Draft, case: &Draft, participation: RecordId) -> Vec<RecordEdit> {
    let mut part = Draft::new(Participation::ID, participation);
    part.set_one(participation::CASE.id(), Some(Value::Reference(case.id)));
    part.set_one(
        participation::PERSON.id(),
        Some(Value::Reference(person.id)),
    );
    part.set_one(participation::ROLE.id(), Some(Role::Victim.into_value()));
    let drafts = if person.is_unchanged() {
        vec![case]
    } else {
        vec![case, person, &part]
    };
    drafts.into_iter().filter_map(Draft::edit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> RecordId {
        RecordId::from_bytes([byte; 16])
    }

    #[test]
    fn a_case_without_a_name_has_no_person() {
        let mut case = Draft::new(Case::ID, id(1));
        case.set_one("number", Some(Value::Text("2026-1".to_owned())));
        let mut person = Draft::new(Person::ID, id(2));
        let kinds = |person: &Draft| {
            edits_of(person, &case, id(3))
                .into_iter()
                .map(|edit| edit.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(kinds(&person), ["case"]);
        person.set_one("given_names", Some(Value::Text("Nadia".to_owned())));
        assert_eq!(kinds(&person), ["case", "person", "participation"]);
    }
}
