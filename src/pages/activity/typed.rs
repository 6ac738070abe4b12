//! Totals typed in by hand: beside each number, as a table of their own, and as lines that can be changed.

use casework::{TypedTotal as Kind, typed_total};
use engine::message::RecordView;
use leptos::prelude::*;
use record::Value;
use report::{Activity, Total, TypedRemark, TypedTotal};

use super::words;
use crate::components::notice::{Notice, Weight};
use crate::i18n::dates;
use crate::pages::planning::words::Names;
use crate::pages::reading::{day_of, text_of, value_of};
use crate::pages::small_lines::{Line, Listed, latest_first};
use crate::route::{Entry, Route};
use crate::t;

/// What was typed in beside a number, and both together; nothing where nothing was.
pub(super) fn beside(total: Total) -> Option<impl IntoView + use<>> {
    (total.typed > 0).then(|| {
        let word = t!(typed_beside, typed = total.typed, sum = total.sum());
        view! { <small class="typed-beside">{word}</small> }
    })
}

/// The totals that count in a period, in a table; nothing where there are none.
#[component]
pub(in crate::pages) fn TypedTable(
    /// The figures of the period.
    of: Activity,
) -> impl IntoView {
    let heads = Activity::HEADLINES.map(|(figure, _)| words::figure(figure));
    let heads = heads.into_iter().chain([t!(figure_shifts).to_owned()]);
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> });
    let row = |one: &TypedTotal| {
        let numbers = one.headlines.into_iter().chain([one.shifts_held]);
        let cells = numbers.map(|number| view! { <td class="num">{words::count(number)}</td> });
        view! { <tr><th scope="row">{title(one)}</th>{cells.collect_view()}<td>{one.note.clone()}</td></tr> }
    };
    (!of.typed.is_empty()).then(|| view! {
        <section class="section" aria-labelledby="typed">
            <h2 id="typed" class="section-title">{t!(typed_title)}</h2>
            <p class="soft">{t!(typed_text)}</p>
            <div class="figures-wide" tabindex="0" role="group" aria-label=t!(typed_title)>
                <table class="figures" id="typed-table">
                    <thead><tr><th scope="col">{t!(typed_days)}</th>{heads.collect_view()}<th scope="col">{t!(typed_note)}</th></tr></thead>
                    <tbody>{of.typed.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    })
}

/// Its days, and its station where it is of one.
fn title(one: &TypedTotal) -> String {
    let last = one.to.pred_opt().unwrap_or(one.to);
    let days = t!(
        rota_days,
        from = dates::written(one.from),
        until = dates::written(last)
    );
    match one.place.as_str() {
        "" => days,
        place => format!("{days} · {place}"),
    }
}

/// What is doubtful about the totals of a period, each with the way to them.
#[component]
pub(super) fn TypedRemarks(
    /// The figures of the period.
    of: Activity,
) -> impl IntoView {
    let line = |remark: &TypedRemark| {
        let (record, text) = match *remark {
            TypedRemark::WithoutDays { record } => (record, t!(typed_without_days).to_owned()),
            TypedRemark::Straddles { record } => (record, t!(typed_straddles).to_owned()),
            TypedRemark::Doubled { record, .. } => (record, t!(typed_doubled).to_owned()),
            TypedRemark::AlsoRecorded { record, cases } => {
                (record, t!(typed_also_recorded, count = cases))
            }
        };
        view! { <li><a href=Route::Entry(record).path()>{text}</a></li> }
    };
    (!of.typed_remarks.is_empty()).then(|| view! {
        <Notice weight=Weight::Waiting text=t!(typed_remarks)>
            <ul class="planning-conflicts" id="typed-remarks">{of.typed_remarks.iter().map(line).collect_view()}</ul>
        </Notice>
    })
}

/// All of them, whatever their period, to be changed.
pub(super) fn listed() -> Listed {
    Listed {
        kind: Kind::ID,
        title: t!(typed_all),
        empty: t!(typed_empty),
        line,
        way: Route::Entry,
        new: Some((t!(typed_new), Route::NewEntry(Entry::TypedTotal))),
    }
}

/// The latest first.
fn line(record: &RecordView, names: &Names) -> Line {
    let [from, until] = [typed_total::FROM, typed_total::UNTIL].map(|field| day_of(record, field));
    let title = match (from, until) {
        (Some(from), Some(until)) => t!(
            rota_days,
            from = dates::written(from),
            until = dates::written(until)
        ),
        _ => t!(typed_without_days).to_owned(),
    };
    let station = value_of(record, typed_total::STATION.id()).and_then(Value::as_reference);
    let about = [
        station.map(|station| names.of_record(Some(station))),
        text_of(record, typed_total::NOTE),
    ];
    let about: Vec<_> = about.into_iter().flatten().collect();
    Line {
        order: latest_first(from),
        record: record.id,
        title,
        about: about.join(" · "),
    }
}
