//! A new case: a first name and a station are enough; everything else can wait.

use casework::choices::Role;
use casework::{Case, Participation, Person, case, participation};
use engine::message::RecordEdit;
use leptos::prelude::*;
use record::{RecordId, Scalar, Value};
use serde::{Deserialize, Serialize};

use super::compare::name_of;
use super::form::{KeptNotice, SaveBar, Saving, load_options};
use super::heading::{BackLink, Heading};
use super::lookalikes::{Known, KnownPerson, Lookalikes, completed};
use super::planning::shifts;
use crate::browser::{clock, page, random};
use crate::components::toast::Toasts;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, FormSections, Options, Pick, RecordForm};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// What identifies the person in a first contact.
const PERSON_FIELDS: Pick = Pick::Only(&[
    "family_name",
    "given_names",
    "pseudonym",
    "birth_date",
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
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct NewCaseDraft {
    person: Draft,
    case: Draft,
}

/// A new case.
#[component]
pub fn NewCase() -> impl IntoView {
    let session = expect_context::<Session>();
    let blank = NewCaseDraft::blank();
    let draft = NewCaseSignals {
        person: RwSignal::new(blank.person),
        case: RwSignal::new(blank.case),
        is_kept: RwSignal::new(None),
        untouched: StoredValue::new(None),
    };
    let keeper = DraftKeeper::new(session.engine, "new-case");
    draft.read_kept(keeper, session);
    draft.keep(keeper);
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header"><Heading text=Signal::stored(t!(new_case_title).to_owned()) /></header>
            <For each=move || draft.begun() key=|begun| *begun children=move |(_, is_kept)| view! {
                {is_kept.then(|| view! { <KeptNotice afresh=Callback::new(move |()| draft.begin_afresh(keeper, session)) /> })}
                <NewCaseForm draft keeper />
            } />
        </div>
    }
}

#[component]
fn NewCaseForm(draft: NewCaseSignals, keeper: DraftKeeper) -> impl IntoView {
    let NewCaseSignals { person, case, .. } = draft;
    let options = load_options(expect_context::<Session>());
    let participation = random::make_record_id();
    let saving = Saving::new(keeper, Route::Case(case.get_untracked().id));
    // Who it is, where she is known: not of the draft, which keeps what was typed.
    let known = RwSignal::new(None::<Known>);
    let save = move || {
        let typed = person.get_untracked();
        let whose = match known.get_untracked() {
            Some(known) => completed(&known.record, &typed).0,
            None => typed,
        };
        saving.save(edits_of(&whose, &case.get_untracked(), participation));
    };
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
            <Whose person known options />
            <FormSections draft=case pick=CASE_FIELDS options />
            <SaveBar saving />
        </form>
    }
}

/// Whose case it is: a person being typed, or one who is known.
#[component]
fn Whose(
    person: RwSignal<Draft>,
    known: RwSignal<Option<Known>>,
    options: Signal<Options>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let choose = Callback::new(move |id| {
        leptos::task::spawn_local(async move {
            match session.engine.record(id).await {
                Ok(record) => {
                    let name = name_of(&record);
                    let _ = known.try_set(Some(Known { record, name }));
                    request_animation_frame(|| page::focus("known-person"));
                }
                Err(refused) => toasts.refuse(refused.sentence()),
            }
        });
    });
    let leave = Callback::new(move |()| known.set(None));
    move || match known.get() {
        Some(known) => {
            view! { <KnownPerson known typed=person.get_untracked() on_leave=leave /> }.into_any()
        }
        None => view! {
            <RecordForm draft=person pick=PERSON_FIELDS options />
            <Lookalikes person on_choose=choose />
        }
        .into_any(),
    }
}

impl NewCaseDraft {
    fn blank() -> Self {
        let mut case = Draft::new(Case::ID, random::make_record_id());
        case.set_one(case::OPENED.id(), Some(Value::Date(clock::today())));
        Self {
            person: Draft::new(Person::ID, random::make_record_id()),
            case,
        }
    }
}

/// Both records of the form, and whether they were typed before; none until that is known.
#[derive(Clone, Copy)]
struct NewCaseSignals {
    person: RwSignal<Draft>,
    case: RwSignal<Draft>,
    is_kept: RwSignal<Option<bool>>,
    /// The form as it was before anything was typed.
    untouched: StoredValue<Option<NewCaseDraft>>,
}

impl NewCaseSignals {
    /// Which case the form is of, and whether it was typed before; none until that is known.
    fn begun(self) -> Option<(RecordId, bool)> {
        let is_kept = self.is_kept.get()?;
        Some((self.case.with_untracked(|case| case.id), is_kept))
    }

    /// Puts back what was typed before.
    fn read_kept(self, keeper: DraftKeeper, session: Session) {
        leptos::task::spawn_local(async move {
            let kept = keeper.read::<NewCaseDraft>().await;
            let is_kept = kept.is_some();
            if let Some(kept) = kept {
                let _ = self.person.try_set(kept.person);
                let _ = self.case.try_set(kept.case);
            }
            // The page may have gone.
            let _ = self.is_kept.try_set(Some(is_kept));
            if !is_kept {
                self.take_station(session).await;
            }
        });
    }

    /// A new case is of the station of the shift that is running; what was chosen meanwhile stays.
    async fn take_station(self, session: Session) {
        let Some(running) = shifts::running(session).await else {
            return;
        };
        let is_chosen = self
            .case
            .try_with_untracked(|case| case.value(case::STATION.id()).is_some());
        // The page may have gone.
        if is_chosen != Some(false) {
            return;
        }
        let (person, mut case) = (self.person.get_untracked(), self.case.get_untracked());
        shifts::take_from(&mut case, &running, case::STATION.id(), None);
        let filled = NewCaseDraft {
            person,
            case: case.clone(),
        };
        self.untouched.set_value(Some(filled));
        self.case.set(case);
    }

    /// Keeps what is typed, from the first change on.
    fn keep(self, keeper: DraftKeeper) {
        let has_kept = StoredValue::new(false);
        Effect::new(move |before: Option<NewCaseDraft>| {
            let draft = NewCaseDraft {
                person: self.person.get(),
                case: self.case.get(),
            };
            let is_same_form = before.is_some_and(|before| before.case.id == draft.case.id);
            let is_untouched = self
                .untouched
                .with_value(|untouched| untouched.as_ref() == Some(&draft));
            // What was typed and taken back takes the place of what was kept before.
            let is_worth_keeping = !is_untouched || has_kept.get_value();
            if is_same_form && is_worth_keeping && self.is_kept.with_untracked(Option::is_some) {
                keeper.keep(&draft);
                has_kept.set_value(true);
            }
            draft
        });
    }

    /// Throws away what was typed.
    fn begin_afresh(self, keeper: DraftKeeper, session: Session) {
        let blank = NewCaseDraft::blank();
        keeper.forget();
        self.person.set(blank.person);
        self.case.set(blank.case);
        self.is_kept.set(Some(false));
        leptos::task::spawn_local(self.take_station(session));
    }
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
    let drafts = if person.is_new() && person.is_unchanged() {
        vec![case]
    } else {
        vec![case, person, &part]
    };
    drafts.into_iter().filter_map(Draft::edit).collect()
}

#[cfg(test)]
mod tests {
    use engine::message::{FieldView, RecordView};

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
        let known = RecordView {
            id: id(4),
            kind: Person::ID.to_owned(),
            fields: vec![FieldView {
                field: "given_names".to_owned(),
                values: vec![Value::Text("Nadia".to_owned())],
                dots: Vec::new(),
                rivals: Vec::new(),
                needs_decision: false,
                written: None,
            }],
        };
        assert_eq!(kinds(&Draft::of(&known)), ["case", "participation"]);
    }
}
