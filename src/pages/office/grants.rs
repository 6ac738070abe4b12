//! The grants of a year: asked for, agreed, paid, and the gaps. Each row leads to its entry.

use leptos::prelude::*;
use report::funding::{GrantRow, GrantYear};

use super::funding::{Remarks, name};
use super::words;
use crate::i18n::amounts::{money, signed_money};
use crate::i18n::dates;
use crate::route::Route;
use crate::t;

/// The grants of a year.
#[component]
pub(super) fn Grants(year: GrantYear) -> impl IntoView {
    let title = t!(grants_of, year = year.year.to_string());
    let named = title.clone();
    let amount = |cents: Option<i64>| cents.map_or_else(|| "–".to_owned(), money);
    let row = |row: &GrantRow| {
        view! {
            <tr>
                <th scope="row"><a class="quiet-link" href=Route::Entry(row.grant).path()>{name(&row.funder.label)}</a></th>
                <td class="num">{amount(row.requested)}</td>
                <td class="num">{amount(row.agreed)}</td>
                <td class="num">{amount(row.paid)}</td>
                <td class="num">{row.gap().filter(|gap| *gap != 0).map(signed_money)}</td>
                <td class="num">{row.paid_on.map(dates::day)}</td>
            </tr>
        }
    };
    let totals = year.totals;
    let gap = totals.paid.saturating_sub(totals.agreed);
    let unpaid: Vec<_> = year
        .rows
        .iter()
        .filter(|row| row.unpaid() > 0)
        .cloned()
        .collect();
    let summary = words::grants(&year);
    view! {
        <section class="section grants" aria-label=named>
            <h2 class="section-title">{title}</h2>
            <p class="soft">{summary}</p>
            <div class="figures-wide" tabindex="0" role="group" aria-label=t!(funding_table)>
                <table class="figures money">
                    <thead><tr>
                        <th scope="col">{t!(funding_funder)}</th>
                        <th scope="col">{t!(grant_requested)}</th>
                        <th scope="col">{t!(grant_agreed)}</th>
                        <th scope="col">{t!(grant_paid)}</th>
                        <th scope="col">{t!(grant_gap)}</th>
                        <th scope="col">{t!(grant_paid_on)}</th>
                    </tr></thead>
                    <tbody>{year.rows.iter().map(row).collect_view()}</tbody>
                    <tfoot><tr>
                        <th scope="row">{t!(planning_total)}</th>
                        <td class="num">{money(totals.requested)}</td>
                        <td class="num">{money(totals.agreed)}</td>
                        <td class="num">{money(totals.paid)}</td>
                        <td class="num">{(gap != 0).then(|| signed_money(gap))}</td>
                        <td></td>
                    </tr></tfoot>
                </table>
            </div>
            <Remarks remarks=year.remarks.clone() />
            <Unpaid rows=unpaid />
        </section>
    }
}

/// What was agreed and is not paid.
#[component]
fn Unpaid(rows: Vec<GrantRow>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let line = |row: &GrantRow| {
            let text = t!(
                unpaid_line,
                funder = name(&row.funder.label),
                amount = money(row.unpaid())
            );
            view! { <li><a href=Route::Entry(row.grant).path()>{text}</a></li> }
        };
        let lines = rows.iter().map(line).collect_view();
        view! {
            <h3 class="section-title">{t!(unpaid_title)}</h3>
            <ul class="planning-conflicts unpaid">{lines}</ul>
        }
    })
}
