//! What the office keeps beside the cases: the money, sessions for others, the yearly report.

mod entries;
mod export;
mod funding;
mod grants;
mod plan;
mod report;
mod sessions;
mod words;

pub(super) use entries::{EntryPage, NewEntryPage, missing};
pub(super) use funding::FundingPage;
pub(super) use plan::PlanPage;
pub(super) use report::{ExtractPage, ReportPage, TextPage};
pub(super) use sessions::SessionsPage;

use leptos::prelude::*;

use crate::route::Route;
use crate::t;

/// The ways between the pages of the activity, above each of them.
#[component]
pub(super) fn ActivityPlaces(
    /// The page that is shown.
    current: Route,
) -> impl IntoView {
    let places = [
        (Route::Activity, t!(activity_figures)),
        (Route::Funding, t!(funding_title)),
        (Route::Sessions, t!(sessions_title)),
        (Route::Report, t!(report_title)),
    ];
    let link = move |(route, word): (Route, &'static str)| {
        view! { <li><a class="tab" href=route.path() aria-current=(route == current).then_some("page")>{word}</a></li> }
    };
    view! {
        <nav class="tabs" aria-label=t!(activity_title)>
            <ul>{places.into_iter().map(link).collect_view()}</ul>
        </nav>
    }
}
