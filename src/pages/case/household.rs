//! What hangs on a case beside its time line: the children of the household, and the procedures, penal and civil side
//! by side.

use casework::choices::ProcedureSide;
use casework::{Child, Procedure, child, procedure};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Value};

use crate::i18n::{dates, labels};
use crate::pages::reading::{choice_of, day_of, text_of, value_of};
use crate::route::Route;
use crate::t;

/// The children of the household; nothing where none is noted.
#[component]
pub(super) fn Children(
    /// The case.
    case: RecordId,
    /// What hangs on it.
    others: Vec<RecordView>,
) -> impl IntoView {
    let children = others.into_iter().filter(|one| one.kind == Child::ID);
    let lines: Vec<_> = children
        .map(|one| line(case, one.id, name_of_child(&one), about_child(&one)))
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="children">
                <h2 id="children" class="section-title">{t!(case_children)}</h2>
                <ul class="list">{lines}</ul>
            </section>
        }
    })
}

fn name_of_child(child: &RecordView) -> String {
    text_of(child, child::GIVEN_NAMES).unwrap_or_else(|| t!(part_child).to_owned())
}

fn about_child(child: &RecordView) -> String {
    let age = match value_of(child, child::AGE.id()) {
        Some(Value::Integer(age)) => Some(t!(child_age, age = *age)),
        _ => day_of(child, child::BIRTH_DATE).map(dates::day),
    };
    let exposure = choice(child, "child_exposure", child::EXPOSURE.id());
    [age, exposure]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The procedures, a column each side of the law; nothing where none is noted.
#[component]
pub(super) fn Procedures(
    /// The case.
    case: RecordId,
    /// What hangs on it.
    others: Vec<RecordView>,
) -> impl IntoView {
    let procedures: Vec<RecordView> = others
        .into_iter()
        .filter(|one| one.kind == Procedure::ID)
        .collect();
    let side = |side: Option<ProcedureSide>| {
        let of_side = procedures
            .iter()
            .filter(move |one| choice_of(one, procedure::SIDE) == side);
        let lines: Vec<_> = of_side
            .map(|one| line(case, one.id, name_of_procedure(one), about_procedure(one)))
            .collect();
        let title = side.map(|side| labels::choice("procedure_side", record::Choice::id(side)));
        (!lines.is_empty()).then(|| {
            view! { <div><h3 class="column-title">{title}</h3><ul class="list">{lines}</ul></div> }
        })
    };
    (!procedures.is_empty()).then(|| {
        view! {
            <section aria-labelledby="procedures">
                <h2 id="procedures" class="section-title">{t!(case_procedures)}</h2>
                <div class="side-by-side">
                    {side(Some(ProcedureSide::Penal))}
                    {side(Some(ProcedureSide::Civil))}
                    {side(None)}
                </div>
            </section>
        }
    })
}

fn name_of_procedure(procedure: &RecordView) -> String {
    choice(procedure, "procedure_kind", procedure::KIND.id())
        .unwrap_or_else(|| t!(part_procedure).to_owned())
}

fn about_procedure(record: &RecordView) -> String {
    let hearing = day_of(record, procedure::NEXT_HEARING)
        .map(|day| t!(procedure_hearing, day = dates::day(day)));
    let started =
        day_of(record, procedure::STARTED).map(|day| t!(procedure_since, day = dates::on_day(day)));
    let status = choice(record, "procedure_status", procedure::STATUS.id());
    let court = text_of(record, procedure::COURT);
    [status, started, hearing, court]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn choice(record: &RecordView, list: &str, field: &str) -> Option<String> {
    let id = value_of(record, field)?.as_choice()?;
    Some(labels::choice(list, id))
}

fn line(case: RecordId, record: RecordId, name: String, about: String) -> impl IntoView {
    view! {
        <li>
            <a class="case-link" href=Route::Edit { case, record }.path()>
                <span class="case-name">{name}</span>
                <span class="case-summary">{about}</span>
            </a>
        </li>
    }
}
