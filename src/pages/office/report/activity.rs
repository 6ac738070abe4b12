//! The table of activity of the report: halves and years side by side, the evolution last; and its picture.

use leptos::prelude::*;
use report::deck::Column;
use report::{Activity, Change, Deck, Evolution, Figure};

use super::words::span;
use crate::components::chart::{BarLine, Bars};
use crate::pages::activity::words;
use crate::t;

/// A line: its figure, how it is read from a column, and its change.
type Row = (Figure, fn(&Activity) -> u32, Change);

fn rows(evolution: &Evolution) -> [Row; 6] {
    [
        (
            Figure::CasesHandled,
            |of| of.cases_handled,
            evolution.cases_handled,
        ),
        (
            Figure::CasesOpened,
            |of| of.cases_opened,
            evolution.cases_opened,
        ),
        (
            Figure::ConjugalViolence,
            |of| of.conjugal_violence.part,
            evolution.conjugal_violence,
        ),
        (
            Figure::InterviewsHeld,
            |of| of.interviews_held,
            evolution.interviews_held,
        ),
        (
            Figure::InterviewsWithProfessionals,
            |of| of.interviews_with_professionals,
            evolution.interviews_with_professionals,
        ),
        (
            Figure::SexualViolenceVictims,
            |of| of.sexual_violence_victims,
            evolution.sexual_violence_victims,
        ),
    ]
}

/// The table.
#[component]
pub(super) fn ActivityTable(deck: Deck) -> impl IntoView {
    let heads = deck.columns.iter().map(|column| {
        let Column { span: of, activity } = column;
        view! { <th scope="col">{span(*of, activity.from, activity.to)}</th> }
    });
    let heads = heads.collect_view();
    let line = |(figure, count, change): Row| {
        let cells = deck
            .columns
            .iter()
            .map(|column| view! { <td class="num">{words::count(count(&column.activity))}</td> });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{words::figure(figure)}</th>{cells}<td class="num">{words::change(change)}</td></tr> }
    };
    let lines = rows(&deck.evolution).map(line).collect_view();
    let shares = deck.columns.iter().map(
        |column| view! { <td class="num">{words::share(column.activity.conjugal_violence)}</td> },
    );
    let shares = shares.collect_view();
    let share_change = words::change(deck.evolution.conjugal_violence_share);
    let held = deck.columns.iter().map(
        |column| view! { <td class="num">{words::count(column.activity.shifts.total.held)}</td> },
    );
    let held = held.collect_view();
    view! {
        <div class="figures-wide" tabindex="0" role="group" aria-label=t!(funding_table)>
            <table class="figures deck-table" id="report-activity">
                <thead><tr><th scope="col">{t!(activity_figure)}</th>{heads}<th scope="col">{t!(activity_evolution)}</th></tr></thead>
                <tbody>
                    {lines}
                    <tr><th scope="row">{t!(figure_conjugal_share)}</th>{shares}<td class="num">{share_change}</td></tr>
                    <tr><th scope="row">{t!(figure_shifts)}</th>{held}<td class="num">{words::change(deck.evolution.shifts_held)}</td></tr>
                </tbody>
            </table>
        </div>
    }
}

/// The period beside that a year before, as bars.
#[component]
pub(super) fn EvolutionBars(deck: Deck) -> impl IntoView {
    let Some(now) = deck.columns.last() else {
        return ().into_any();
    };
    let before = deck
        .columns
        .get((deck.columns.len() / 2).saturating_sub(1))
        .unwrap_or(now);
    let line = |(figure, count, _): Row| {
        let bars = [before, now].map(|column| {
            let count = count(&column.activity);
            (count, words::count(count))
        });
        BarLine {
            label: words::figure(figure),
            bars: bars.into(),
        }
    };
    let lines = rows(&deck.evolution).map(line).into();
    let [first, last] =
        [before, now].map(|column| span(column.span, column.activity.from, column.activity.to));
    let summary = t!(
        report_evolution_summary,
        before = first.clone(),
        now = last.clone(),
        cases = words::change(deck.evolution.cases_handled),
        interviews = words::change(deck.evolution.interviews_held)
    );
    view! { <Bars lines series=vec![first, last] summary /> }.into_any()
}
