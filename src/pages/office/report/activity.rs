//! The table of activity of the report: halves and years side by side, the evolution last; and its picture.

use leptos::prelude::*;
use report::deck::Column;
use report::{Activity, Change, Deck, Figure, Headline, Total};

use super::words::span;
use crate::pages::activity::{EvolutionBars, Number, words};
use crate::t;

/// The table. Its numbers lead to what they count, but for those that were published: what they counted may have changed since.
#[component]
pub(super) fn ActivityTable(
    /// What it prints.
    deck: Deck,
    /// Whether it is frozen.
    is_frozen: bool,
) -> impl IntoView {
    let heads = deck.columns.iter().map(|column| {
        let Column { span: of, activity } = column;
        view! { <th scope="col">{span(*of, activity.from, activity.to)}</th> }
    });
    let heads = heads.collect_view();
    let line = |(figure, _): Headline| {
        let sum = |of: &Activity| of.headline(figure).sum();
        let change = deck.before().zip(deck.now());
        let change =
            change.map(|(before, now)| words::change(Change::of_count(sum(before), sum(now))));
        let cells = deck.columns.iter().map(|column| {
            let of = &column.activity;
            let total = of.headline(figure);
            let number = number(figure, total, (!is_frozen).then_some(of));
            view! { <td class="num">{number}{typed(total)}</td> }
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{words::figure(figure)}</th>{cells}<td class="num">{change}</td></tr> }
    };
    let lines = Activity::HEADLINES.map(line).collect_view();
    let shares = deck.columns.iter().map(
        |column| view! { <td class="num">{words::share(column.activity.conjugal_share())}</td> },
    );
    let shares = shares.collect_view();
    let evolution = deck.evolution();
    let share_change = evolution.map(|evolution| words::change(evolution.conjugal_violence_share));
    let held_change = evolution.map(|evolution| words::change(evolution.shifts_held));
    let held = deck.columns.iter().map(|column| {
        let total = column.activity.shifts_held();
        view! { <td class="num">{words::count(total.sum())}{typed(total)}</td> }
    });
    let held = held.collect_view();
    view! {
        <div class="figures-wide" tabindex="0" role="group" aria-label=t!(funding_table)>
            <table class="figures deck-table" id="report-activity">
                <thead><tr><th scope="col">{t!(activity_figure)}</th>{heads}<th scope="col">{t!(activity_evolution)}</th></tr></thead>
                <tbody>
                    {lines}
                    <tr><th scope="row">{t!(figure_conjugal_share)}</th>{shares}<td class="num">{share_change}</td></tr>
                    <tr><th scope="row">{t!(figure_shifts)}</th>{held}<td class="num">{held_change}</td></tr>
                </tbody>
            </table>
        </div>
    }
}

/// A number, which leads to the records it counts where it is of figures that are not frozen.
pub(super) fn number(figure: Figure, total: Total, of: Option<&Activity>) -> AnyView {
    match of.cloned() {
        Some(of) => view! { <Number figure of count=total.counted shown=total.sum() /> }.into_any(),
        None => words::count(total.sum()).into_any(),
    }
}

/// What of a number was typed in by hand.
fn typed(total: Total) -> Option<impl IntoView> {
    (total.typed > 0).then(|| {
        view! { <small class="typed-beside">{t!(typed_of_these, typed = total.typed)}</small> }
    })
}

/// The period beside that a year before, as bars.
#[component]
pub(super) fn Bars(deck: Deck) -> impl IntoView {
    let both = deck.before().cloned().zip(deck.now().cloned());
    let name = |activity: &Activity| {
        let columns = deck.columns.iter();
        let of = columns.rev().find(|column| column.activity == *activity);
        of.map(|column| span(column.span, activity.from, activity.to))
            .unwrap_or_default()
    };
    both.map(|(before, now)| {
        let names = [name(&before), name(&now)];
        view! { <EvolutionBars activities=[before, now] names /> }
    })
}
