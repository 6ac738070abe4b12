//! How the cases handled answer the fields whose answers are chosen, the team's own among them.

use casework::Case;
use leptos::prelude::*;
use record::FieldSpec;
use report::{Activity, AnswerCount, Answers, Figure, Share};

use super::Both;
use super::tables::Number;
use super::words;
use crate::i18n::labels;
use crate::schemas;
use crate::t;

/// The answers, a small table a field.
#[component]
pub(super) fn Profile(both: Both) -> impl IntoView {
    let Both { now, answers, .. } = both;
    let tables = answers.into_iter().filter_map(|answers| {
        let spec = schemas::field(Case::ID, &answers.field)?;
        let now = now.clone();
        Some(view! { <OfField spec answers now /> })
    });
    let tables = tables.collect_view();
    (!tables.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="profile">
                <h2 id="profile" class="section-title">{t!(activity_profile)}</h2>
                <div class="planning-tables">{tables}</div>
            </section>
        }
    })
}

#[component]
fn OfField(spec: FieldSpec, answers: Answers, now: Activity) -> impl IntoView {
    let label = labels::of_spec(Case::ID, &spec);
    let whole = now.cases_handled;
    let share = move |part: u32| words::share(Share { part, whole });
    let line = |count: AnswerCount| {
        let figure = Figure::CasesAnswering(count.key);
        view! {
            <tr>
                <th scope="row">{words::answer(&spec, &count.answer)}</th>
                <td class="num"><Number figure of=now.clone() count=count.cases /></td>
                <td class="num">{share(count.cases)}</td>
            </tr>
        }
    };
    let sum = answers.sum.map(|sum| view! { <tr><th scope="row">{t!(planning_total)}</th><td class="num">{words::whole(sum)}</td><td></td></tr> });
    let given = answers.counts.into_iter().filter(|count| count.cases > 0);
    let lines = given.map(line).collect_view();
    let blank = answers.blank;
    view! {
        <table class="figures" data-field=answers.field>
            <thead><tr><th scope="col">{label}</th><th scope="col">{t!(activity_cases)}</th><th scope="col">{t!(activity_share)}</th></tr></thead>
            <tbody>
                {lines}
                {sum}
                {(blank > 0).then(|| view! { <tr class="soft"><th scope="row">{t!(activity_blank)}</th><td class="num">{words::count(blank)}</td><td class="num">{share(blank)}</td></tr> })}
            </tbody>
        </table>
    }
}
