//! Who may be known already, while a new person is typed: cases with close names or the same number.

use engine::message::{CaseQuery, CaseRow};
use leptos::prelude::*;

use crate::components::case_row::CaseLine;
use crate::forms::Draft;
use crate::session::Session;
use crate::t;

/// Cases shown.
const MOST: usize = 3;
/// Shorter names resemble too many.
const SHORTEST_NAME: usize = 3;
/// Shorter numbers are not typed to their end yet.
const SHORTEST_NUMBER: usize = 6;

/// What is looked for while a person is typed: names together, and the number by itself. Pure.
fn questions(person: &Draft) -> Vec<String> {
    let text = |field: &str| {
        let value = person.value(field).and_then(record::Value::as_text);
        value.unwrap_or_default().trim().to_owned()
    };
    let family = text(casework::person::FAMILY_NAME.id());
    let given = text(casework::person::GIVEN_NAMES.id());
    let phone = text(casework::person::PHONE.id());
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let mut questions = Vec::new();
    if family.chars().count() >= SHORTEST_NAME {
        questions.push(format!("{family} {given}").trim().to_owned());
    }
    if digits >= SHORTEST_NUMBER {
        questions.push(phone);
    }
    questions
}

/// Cases of people who resemble the one being typed; nothing where nobody does.
#[component]
pub(super) fn Lookalikes(
    /// The person being typed.
    person: RwSignal<Draft>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let asked = Memo::new(move |_| person.with(questions));
    let found = RwSignal::new(Vec::<CaseRow>::new());
    Effect::new(move |_| {
        let questions = asked.get();
        leptos::task::spawn_local(async move {
            let mut rows: Vec<CaseRow> = Vec::new();
            for text in &questions {
                let query = CaseQuery {
                    text: text.clone(),
                    limit: 3,
                    ..CaseQuery::default()
                };
                // A warning that cannot be given leaves the form as it is.
                let page = session.engine.cases(query).await.unwrap_or_default();
                let is_new = |row: &CaseRow| rows.iter().all(|known| known.id != row.id);
                let new: Vec<CaseRow> = page.rows.into_iter().filter(is_new).collect();
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
                    <ul class="list">{rows.into_iter().map(|row| view! { <CaseLine row /> }).collect_view()}</ul>
                </section>
            }
        })
    };
    view! { <div class="live" role="status">{lines}</div> }
}

#[cfg(test)]
mod tests {
    use casework::Person;
    use record::{RecordId, Value};

    use super::*;

    #[track_caller]
    fn check(fields: &[(&str, &str)], expected: &[&str]) {
        let mut person = Draft::new(Person::ID, RecordId::from_bytes([1; 16]));
        for (field, text) in fields {
            person.set_one(field, Some(Value::Text((*text).to_owned())));
        }
        assert_eq!(questions(&person), expected);
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
    }
}
