//! A line of a list of cases.

use engine::message::CaseRow;
use leptos::prelude::*;

use super::danger::DangerChip;
use super::icon::{Glyph, Icon};
use crate::i18n::dates;
use crate::route::Route;
use crate::t;

/// The name shown for a case: the person's, else the file number, else words for neither.
pub fn case_title(row: &CaseRow) -> String {
    match (row.name.trim(), row.number.trim()) {
        ("", "") => t!(case_without_name).to_owned(),
        ("", number) => t!(case_by_number, number = number),
        (name, _) => name.to_owned(),
    }
}

/// Station and last contact in one line.
pub fn case_summary(row: &CaseRow) -> String {
    let day = row
        .last_contact
        .map(|day| t!(case_last_contact, day = dates::day(day)));
    let day = day.or_else(|| row.opened.map(|day| t!(case_opened, day = dates::day(day))));
    let parts: Vec<String> = [Some(row.station_label.clone()), day]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// A case in a list, a link to it.
#[component]
pub fn CaseLine(
    /// The case.
    row: CaseRow,
    /// Whether it is the one shown beside the list.
    #[prop(optional, into)]
    is_current: Signal<bool>,
) -> impl IntoView {
    let title = case_title(&row);
    let summary = case_summary(&row);
    view! {
        <li class="case-line">
            <a class="case-link" href=Route::Case(row.id).path() aria-current=move || is_current.get().then_some("true")>
                <span class="case-name">{title}</span>
                <span class="case-marks">
                    {row.needs_decision.then(|| view! { <span class="chip"><Glyph icon=Icon::DECIDE />{t!(case_to_decide)}</span> })}
                    {row.is_closed.then(|| view! { <span class="chip">{t!(case_closed)}</span> })}
                    {row.danger.map(|level| view! { <DangerChip level /> })}
                </span>
                <span class="case-summary">{summary}</span>
            </a>
        </li>
    }
}
