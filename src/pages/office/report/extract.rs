//! What one funder is given of a published report: its stations with small numbers masked, its amounts, the rota of its stations.

use casework::choices::ReportSection;
use leptos::prelude::*;
use record::{Choice, RecordId};
use report::extract::Extract;

use super::deck::{RotaTable, deck_words};
use super::words::section;
use crate::browser::page;
use crate::components::empty::ListSkeleton;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::i18n::amounts::money;
use crate::i18n::dates;
use crate::pages::activity::words;
use crate::pages::followed::Followed;
use crate::pages::heading::{BackLink, Heading};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// The texts that a funder is given.
const TEXTS: [ReportSection; 3] = [
    ReportSection::WhoWeAre,
    ReportSection::Remarks,
    ReportSection::Thanks,
];

/// The extract.
#[component]
pub(in crate::pages) fn ExtractPage(
    /// What was published.
    publication: RecordId,
    /// The place of the funder among those of the report.
    place: u32,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let found = Followed::of(session, move || async move {
        session.engine.extract(publication, place).await
    });
    let title = Signal::derive(move || {
        found.found.with(|found| {
            found
                .as_ref()
                .map(|found| found.funder.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <div class="page activity report-page">
            <BackLink to=Route::Report word=t!(report_title) />
            <header class="page-header unprinted">
                <Heading text=title />
                <button type="button" class="button-quiet" id="extract-print" on:click=move |_| page::print()>
                    <Glyph icon=Icon::PRINT /><span>{t!(activity_print)}</span>
                </button>
            </header>
            <LiveNotice weight=Weight::Problem text=found.sentence() />
            {move || match found.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(extract) => view! { <Filled extract /> }.into_any(),
            }}
        </div>
    }
}

/// A number, or the sign of one that is masked.
fn number(number: Option<u32>) -> String {
    number.map_or_else(|| t!(extract_masked).to_owned(), words::count)
}

#[component]
fn Filled(extract: Extract) -> impl IntoView {
    let last = extract.to.pred_opt().unwrap_or(extract.to);
    let period = t!(
        rota_days,
        from = dates::written(extract.from),
        until = dates::written(last)
    );
    let is_masked =
        extract.rows.iter().any(|row| row.cases.is_none()) || extract.subtotal.is_none();
    let text = |of: ReportSection| {
        let block = extract
            .texts
            .iter()
            .find(|block| block.section == of.id())?;
        Some(view! { <h2 class="slide-title">{section(of)}</h2>{deck_words(&block.text)} })
    };
    let texts = TEXTS.map(text).into_iter().flatten().collect_view();
    let has_rota = !extract.rota.is_empty();
    view! {
        {(extract.given_away > 0).then(|| view! { <div class="unprinted"><Notice weight=Weight::Problem text=t!(extract_given_away, count = extract.given_away) /></div> })}
        <article class="deck" id="extract">
            <section class="slide">
                <p class="deck-team">{extract.team.clone()}</p>
                <h2 class="slide-title">{t!(extract_cover, funder = extract.funder.clone())}</h2>
                <p class="soft">{period}</p>
                <Stations extract=extract.clone() />
                {is_masked.then(|| view! { <p class="soft" id="extract-note">{t!(extract_note)}</p> })}
                <Amounts extract=extract.clone() />
                {has_rota.then(|| view! { <RotaTable rota=extract.rota.clone() /> })}
            </section>
            <section class="slide">{texts}</section>
        </article>
    }
}

#[component]
fn Stations(extract: Extract) -> impl IntoView {
    let rows = extract.rows.iter().map(|row| view! { <tr><th scope="row">{row.label.clone()}</th><td class="num">{number(row.cases)}</td></tr> });
    let rows = rows.collect_view();
    let has_stations = !extract.rows.is_empty();
    view! {
        <table class="figures" id="extract-stations">
            <thead><tr><th scope="col">{t!(activity_place)}</th><th scope="col">{t!(figure_cases_handled)}</th></tr></thead>
            <tbody>
                {rows}
                {has_stations.then(|| view! { <tr class="of-zone"><th scope="row">{t!(extract_subtotal)}</th><td class="num">{number(extract.subtotal)}</td></tr> })}
            </tbody>
            <tfoot><tr><th scope="row">{t!(extract_total)}</th><td class="num">{number(extract.total)}</td></tr></tfoot>
        </table>
    }
}

/// What is planned of it, and what it agreed and paid.
#[component]
fn Amounts(extract: Extract) -> impl IntoView {
    let amount = |cents: Option<i64>| cents.map_or_else(|| "–".to_owned(), money);
    let plan = extract.plan.iter().map(|(year, cell)| {
        view! { <tr><th scope="row">{t!(report_planned, year = year.to_string())}</th><td class="num">{amount(cell.amount)}</td></tr> }
    });
    let plan = plan.collect_view();
    let grants = extract.grants.iter().map(|row| {
        let lines = [
            (t!(grant_requested), row.requested),
            (t!(grant_agreed), row.agreed),
            (t!(grant_paid), row.paid),
        ];
        lines.map(|(word, cents)| view! { <tr><th scope="row">{word}</th><td class="num">{amount(cents)}</td></tr> }).collect_view()
    });
    let grants = grants.collect_view();
    view! {
        <table class="figures" id="extract-amounts">
            <thead><tr><th scope="col">{t!(funding_title)}</th><th scope="col">{t!(extract_amount)}</th></tr></thead>
            <tbody>{plan}{grants}</tbody>
        </table>
    }
}
