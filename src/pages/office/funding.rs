//! The money: what conventions plan, the grants of each year, and the funders. Every amount leads to its entry.

use casework::{Convention, Funder, StatedTotal, convention, funder, stated_total};
use engine::message::RecordView;
use leptos::prelude::*;
use record::Value;
use report::funding::{Plan, PlanRow, Remark};

use super::ActivityPlaces;
use super::export;
use super::grants::Grants;
use super::words;
use crate::browser::page;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::export::{Export, made};
use crate::components::icon::{Glyph, Icon};
use crate::components::menu::{Fold, Menu};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::i18n::amounts::{money, share};
use crate::pages::followed::Followed;
use crate::pages::heading::Heading;
use crate::pages::planning::words::Names;
use crate::pages::reading::{number_of, text_of, values_of};
use crate::pages::small_lines::{Line, Listed, SmallLines};
use crate::route::{Entry, Route};
use crate::session::Session;
use crate::t;

/// The money.
#[component]
pub(in crate::pages) fn FundingPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let names = Names::load(session);
    let funding = Followed::of(
        session,
        move || async move { session.engine.funding().await },
    );
    view! {
        <div class="page activity funding">
            <ActivityPlaces current=Route::Funding />
            <header class="page-header">
                <Heading text=Signal::stored(t!(funding_title).to_owned()) />
                <button type="button" class="button-quiet" id="funding-print" on:click=move |_| page::print()>
                    <Glyph icon=Icon::PRINT /><span>{t!(activity_print)}</span>
                </button>
                <Export id="funding-export" name="financements" book=Callback::new(move |()| made(funding.found.with_untracked(|found| found.as_ref().map(export::book).unwrap_or_default()))) />
                <AddMenu />
            </header>
            <LiveNotice weight=Weight::Problem text=funding.sentence() />
            {move || match funding.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(found) if found == report::Funding::default() => view! { <Empty icon=Icon::FIGURES title=t!(funding_empty_title) text=t!(funding_empty) /> }.into_any(),
                Some(found) => view! {
                    <Remarks remarks=found.remarks.clone() />
                    {found.plans.into_iter().map(|plan| view! { <PlanTable plan /> }).collect_view()}
                    {found.years.into_iter().map(|year| view! { <Grants year /> }).collect_view()}
                }.into_any(),
            }}
            <div class="unprinted">
                <SmallLines of=funders() names />
                <SmallLines of=conventions() names />
                <SmallLines of=stated_totals() names />
            </div>
        </div>
    }
}

#[component]
fn AddMenu() -> impl IntoView {
    let fold = Fold::new();
    let entries = [
        (Entry::Grant, t!(grant_new)),
        (Entry::Funder, t!(funder_new)),
        (Entry::Convention, t!(convention_new)),
        (Entry::StatedTotal, t!(stated_total_new)),
    ];
    let line = |(entry, word): (Entry, &'static str)| {
        view! { <li><a class="menu-item" href=Route::NewEntry(entry).path()>{word}</a></li> }
    };
    view! {
        <Menu id="funding-add" word=t!(action_add) icon=Icon::PLUS fold>
            {entries.into_iter().map(line).collect_view()}
        </Menu>
    }
}

/// What contradicts itself, said beside the exact numbers.
#[component]
pub(super) fn Remarks(remarks: Vec<Remark>) -> impl IntoView {
    (!remarks.is_empty()).then(|| {
        let lines = remarks
            .iter()
            .map(|remark| view! { <li>{words::remark(remark)}</li> });
        let lines = lines.collect_view();
        view! {
            <Notice weight=Weight::Waiting text=t!(remarks_title)>
                <ul class="planning-conflicts remarks">{lines}</ul>
            </Notice>
        }
    })
}

/// A plan: funders by years, each amount with its share of the year.
#[component]
pub(super) fn PlanTable(plan: Plan) -> impl IntoView {
    let title = match plan.label.is_empty() {
        true => t!(plan_without_convention).to_owned(),
        false => plan.label.clone(),
    };
    let named = title.clone();
    let amount = {
        let plan = plan.clone();
        move |cents: i64, place: usize| {
            let part = plan.share(cents, place).map(share);
            view! { <td class="num">{money(cents)}<span class="share">{part}</span></td> }
        }
    };
    let cell = amount.clone();
    let row = move |row: &PlanRow| {
        let cells = row
            .cells
            .iter()
            .enumerate()
            .map(|(place, one)| match one.amount {
                Some(cents) => cell(cents, place).into_any(),
                None => view! { <td class="num">"–"</td> }.into_any(),
            });
        view! { <tr><th scope="row">{name(&row.funder.label)}</th>{cells.collect_view()}</tr> }
    };
    let sums = |sums: &[i64]| {
        let cells = sums
            .iter()
            .enumerate()
            .map(|(place, cents)| amount(*cents, place));
        cells.collect_view()
    };
    let has_state = plan.totals != plan.totals_without_state;
    let years = plan
        .years
        .iter()
        .map(|year| view! { <th scope="col" class="num">{year.to_string()}</th> });
    let summary = words::plan(&plan);
    view! {
        <section class="section plan" aria-label=named>
            <div class="section-head">
                <h2 class="section-title">{title}</h2>
                {plan.convention.map(|convention| view! { <a class="button-quiet unprinted" href=Route::FundingPlan(convention).path()><Glyph icon=Icon::EDIT /><span>{t!(plan_edit)}</span></a> })}
            </div>
            <p class="soft">{summary}</p>
            <div class="figures-wide" tabindex="0" role="group" aria-label=t!(funding_table)>
                <table class="figures money">
                    <thead><tr><th scope="col">{t!(funding_funder)}</th>{years.collect_view()}</tr></thead>
                    <tbody>{plan.rows.iter().map(row).collect_view()}</tbody>
                    <tfoot>
                        {has_state.then(|| view! { <tr><th scope="row">{t!(plan_without_state)}</th>{sums(&plan.totals_without_state)}</tr> })}
                        <tr><th scope="row">{t!(planning_total)}</th>{sums(&plan.totals)}</tr>
                    </tfoot>
                </table>
            </div>
            <Remarks remarks=plan.remarks.clone() />
        </section>
    }
}

/// A funder's name, or that there is none.
pub(super) fn name(label: &str) -> String {
    match label.is_empty() {
        true => t!(funder_unknown).to_owned(),
        false => label.to_owned(),
    }
}

fn funders() -> Listed {
    Listed {
        kind: Funder::ID,
        title: t!(funders_title),
        empty: t!(funders_empty),
        line: |record, _| Line {
            order: 0,
            record: record.id,
            title: text_of(record, funder::LABEL).unwrap_or_default(),
            about: aliases(record),
        },
        way: Route::Entry,
        new: Some((t!(funder_new), Route::NewEntry(Entry::Funder))),
    }
}

fn aliases(record: &RecordView) -> String {
    let names = values_of(record, funder::ALIASES.id()).iter();
    let names: Vec<_> = names.filter_map(Value::as_text).collect();
    match names.is_empty() {
        true => String::new(),
        false => t!(funder_also, names = names.join(", ")),
    }
}

/// The latest first.
fn order_of_year(year: Option<i64>) -> u32 {
    u32::try_from(10_000 - year.unwrap_or(0).clamp(0, 10_000)).unwrap_or(0)
}

fn conventions() -> Listed {
    Listed {
        kind: Convention::ID,
        title: t!(conventions_title),
        empty: t!(conventions_empty),
        line: |record, _| {
            let first = number_of(record, convention::FIRST_YEAR.id());
            let last =
                number_of(record, convention::LAST_YEAR.id()).filter(|last| Some(*last) != first);
            let years = [first, last]
                .into_iter()
                .flatten()
                .map(|year| year.to_string());
            Line {
                order: order_of_year(first),
                record: record.id,
                title: text_of(record, convention::LABEL).unwrap_or_default(),
                about: years.collect::<Vec<_>>().join("–"),
            }
        },
        way: Route::Entry,
        new: Some((t!(convention_new), Route::NewEntry(Entry::Convention))),
    }
}

fn stated_totals() -> Listed {
    Listed {
        kind: StatedTotal::ID,
        title: t!(stated_totals_title),
        empty: t!(stated_totals_empty),
        line: |record, _| {
            let year = number_of(record, stated_total::YEAR.id());
            Line {
                order: order_of_year(year),
                record: record.id,
                title: year.map(|year| year.to_string()).unwrap_or_default(),
                about: text_of(record, stated_total::SOURCE).unwrap_or_default(),
            }
        },
        way: Route::Entry,
        new: Some((t!(stated_total_new), Route::NewEntry(Entry::StatedTotal))),
    }
}
