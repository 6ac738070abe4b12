//! Who may be known already, while a new person is typed: by close names, the same number, the same birth date.

use casework::{Person, person};
use engine::message::{PersonRow, RecordView};
use leptos::prelude::*;
use record::{RecordId, Value};

use super::compare::{about, by_number, title_of};
use super::merging::{Standing, standing};
use super::reading::values_of;
use crate::components::case_row::CaseLine;
use crate::components::icon::{Glyph, Icon};
use crate::forms::Draft;
use crate::i18n::labels;
use crate::schemas;
use crate::session::Session;
use crate::t;

/// Persons shown.
const MOST: usize = 3;
/// Cases of each shown.
const MOST_CASES: usize = 2;
/// Shorter names resemble too many.
const SHORTEST_NAME: usize = 3;
/// Shorter numbers are not typed to their end yet.
const SHORTEST_NUMBER: usize = 6;

/// What is looked for while a person is typed: names together, and the number and the birth date by themselves. Pure.
fn questions(person: &Draft) -> Vec<String> {
    let text = |field: &str| {
        let value = person.value(field).and_then(Value::as_text);
        value.unwrap_or_default().trim().to_owned()
    };
    let family = text(person::FAMILY_NAME.id());
    let given = text(person::GIVEN_NAMES.id());
    let phone = text(person::PHONE.id());
    let born = person.value(person::BIRTH_DATE.id());
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let mut questions = Vec::new();
    if digits >= SHORTEST_NUMBER {
        questions.push(phone);
    }
    if family.chars().count() >= SHORTEST_NAME {
        questions.push(format!("{family} {given}").trim().to_owned());
    }
    questions.extend(born.and_then(Value::as_date).map(|day| day.to_string()));
    questions
}

/// Persons who resemble the one being typed; nothing where nobody does.
#[component]
pub(super) fn Lookalikes(
    /// The person being typed.
    person: RwSignal<Draft>,
    /// Called with the one it is.
    on_choose: Callback<RecordId>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let asked = Memo::new(move |_| person.with(questions));
    let found = RwSignal::new(Vec::<PersonRow>::new());
    Effect::new(move |_| {
        let questions = asked.get();
        leptos::task::spawn_local(async move {
            let mut rows: Vec<PersonRow> = Vec::new();
            for text in &questions {
                // A warning that cannot be given leaves the form as it is.
                let persons = session.engine.persons(text.clone()).await;
                let is_new = |row: &PersonRow| rows.iter().all(|known| known.id != row.id);
                let new = persons.unwrap_or_default().into_iter().filter(is_new);
                let new: Vec<PersonRow> = new.collect();
                rows.extend(new);
            }
            rows.truncate(MOST);
            if asked.try_get_untracked().as_ref() == Some(&questions) {
                let _ = found.try_set(rows);
            }
        });
    });
    let lines = move || {
        let rows = found.get();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="notice lookalikes" aria-labelledby="lookalikes">
                    <h2 id="lookalikes" class="notice-text">{t!(lookalikes_title)}</h2>
                    <ul class="list">{rows.into_iter().map(|row| view! { <Lookalike row on_choose /> }).collect_view()}</ul>
                </section>
            }
        })
    };
    view! { <div class="live" role="status">{lines}</div> }
}

#[component]
fn Lookalike(row: PersonRow, on_choose: Callback<RecordId>) -> impl IntoView {
    let (id, name, about) = (row.id, title_of(&row), about(&row));
    let label = t!(lookalike_is_what, name = name.clone());
    let cases = row.cases.into_iter().take(MOST_CASES);
    view! {
        <li>
            <div class="line">
                <span class="grow"><b>{name}</b><span class="soft">{about}</span></span>
                <button type="button" class="button-quiet is-the-same" aria-label=label on:click=move |_| on_choose.run(id)>
                    <Glyph icon=Icon::CHECK /><span>{t!(lookalike_is)}</span>
                </button>
            </div>
            <ul class="list lookalike-cases">{cases.map(|row| view! { <CaseLine row=by_number(row) /> }).collect_view()}</ul>
        </li>
    }
}

/// A known person who takes the place of the one being typed.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Her record.
    pub(super) record: RecordView,
    /// What to call her.
    pub(super) name: String,
}

/// What was typed against what is known: the record with what it lacked, the labels of that, and the labels of what differs
/// and is left as it is known. Pure.
pub(super) fn completed(known: &RecordView, typed: &Draft) -> (Draft, Vec<String>, Vec<String>) {
    let mut record = Draft::of(known);
    let (mut added, mut different) = (Vec::new(), Vec::new());
    let schema = schemas::of_kind(Person::ID);
    for spec in schema.iter().flat_map(record::Schema::fields) {
        let field = spec.id.as_str();
        let (said, new) = (values_of(known, field), typed.values(field));
        let label = labels::of_spec(Person::ID, spec);
        match standing(spec, said, new) {
            Standing::Same | Standing::Kept => {}
            Standing::Added if said.is_empty() => {
                record.set(field, new.to_vec());
                added.push(label);
            }
            Standing::Added | Standing::Differs => different.push(label),
        }
    }
    (record, added, different)
}

/// Says that the case will be of a person who is known, and what becomes of what was typed.
#[component]
pub(super) fn KnownPerson(
    /// The person.
    known: Known,
    /// What was typed before she was chosen.
    typed: Draft,
    /// It is somebody else after all.
    on_leave: Callback<()>,
) -> impl IntoView {
    let (_, added, different) = completed(&known.record, &typed);
    let added = (!added.is_empty()).then(|| t!(known_added, fields = added.join(", ")));
    let different =
        (!different.is_empty()).then(|| t!(known_different, fields = different.join(", ")));
    view! {
        <section class="notice known-person" aria-labelledby="known-person">
            <Glyph icon=Icon::CHECK />
            <div class="grow">
                <h2 id="known-person" class="section-title" tabindex="-1">{t!(known_title, name = known.name)}</h2>
                {added.map(|text| view! { <p>{text}</p> })}
                {different.map(|text| view! { <p>{text}</p> })}
            </div>
            <button type="button" id="known-leave" class="button-quiet" on:click=move |_| on_leave.run(())>
                <Glyph icon=Icon::UNDO /><span>{t!(known_leave)}</span>
            </button>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use crate::pages::case::fixture::record;

    use super::*;

    fn typed(fields: &[(&str, Value)]) -> Draft {
        let mut person = Draft::new(Person::ID, RecordId::from_bytes([1; 16]));
        for (field, value) in fields {
            person.set_one(field, Some(value.clone()));
        }
        person
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[track_caller]
    fn check(fields: &[(&str, &str)], expected: &[&str]) {
        let fields: Vec<_> = fields
            .iter()
            .map(|(field, words)| (*field, text(words)))
            .collect();
        assert_eq!(questions(&typed(&fields)), expected);
    }

    #[test]
    fn one_looks_for_a_name_or_a_number_that_says_enough() {
        check(&[], &[]);
        check(&[("family_name", "Be")], &[]);
        check(&[("family_name", "Belkacem")], &["Belkacem"]);
        let both = [("family_name", "Belkacem"), ("given_names", "Nadia")];
        check(&both, &["Belkacem Nadia"]);
        check(&[("given_names", "Nadia")], &[]);
        check(&[("phone", "06 12")], &[]);
        check(&[("phone", "06 12 34 56 78")], &["06 12 34 56 78"]);
        let born = Value::Date("1991-04-03".parse().expect("a date of the test table"));
        assert_eq!(questions(&typed(&[("birth_date", born)])), ["1991-04-03"]);
    }

    #[test]
    fn what_was_typed_completes_what_is_known_and_changes_none_of_it() {
        let known = record(
            2,
            Person::ID,
            &[
                ("family_name", text("Belkacem")),
                ("given_names", text("Nadia")),
                ("phone", text("06 12 34 56 78")),
            ],
        );
        let new = typed(&[
            ("family_name", text("Belkasem")),
            ("given_names", text("Nadia")),
            ("phone", text("+33612345678")),
            ("town", text("Valmont")),
        ]);
        let (record, added, different) = completed(&known, &new);
        assert_eq!([added.len(), different.len()], [1, 1]);
        let edit = record.edit().expect("the town is added");
        assert_eq!(edit.id, known.id);
        let fields: Vec<_> = edit.fields.iter().map(|field| &*field.field).collect();
        assert_eq!(fields, ["town"]);
    }
}
