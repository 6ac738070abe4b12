//! The records behind a number, each with the way to it.

use casework::{Act, Interview, Session as Meeting, Shift};
use chrono::NaiveDate;
use engine::message::FigureRow;
use engine::message::table::{Book, Cell};
use leptos::prelude::*;
use report::Figure;

use super::words;
use crate::components::case_row::{case_summary, case_title};
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::export::{Export, Making};
use crate::components::icon::Icon;
use crate::components::more::{More, ROWS_AT_A_TIME, Shown};
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
use crate::i18n::{dates, labels};
use crate::pages::followed::Followed;
use crate::pages::heading::{BackLink, Heading};
use crate::pages::listing;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Days of a period, at the most: no year is longer, and an address may name any two days.
const MOST_DAYS: i64 = 366;

/// The records behind a number.
#[component]
pub(in crate::pages) fn BehindPage(
    /// Which number.
    figure: Figure,
    /// The first day of its period.
    from: NaiveDate,
    /// The day after the last.
    to: NaiveDate,
) -> impl IntoView {
    if !(1..=MOST_DAYS).contains(&(to - from).num_days()) {
        return view! { <div class="page"><BackLink to=Route::Activity word=t!(activity_title) /><Heading text=Signal::stored(words::figure(figure)) /><Empty icon=Icon::FIGURES title=t!(behind_empty_title) text=t!(behind_empty) /></div> }.into_any();
    }
    let session = expect_context::<Session>();
    let most = RwSignal::new(ROWS_AT_A_TIME);
    let rows = Followed::of(session, move || {
        let most = most.get();
        async move { session.engine.behind(figure, (from, to), most).await }
    });
    let shown = move || rows.found.with(|rows| rows.as_ref().map(Shown::from));
    let last = to.pred_opt().unwrap_or(to);
    let period = t!(
        rota_days,
        from = dates::written(from),
        until = dates::written(last)
    );
    view! {
        <div class="page">
            <BackLink to=Route::Activity word=t!(activity_title) />
            <header class="page-header">
                <div class="grow"><p class="page-kicker">{period}</p><Heading text=Signal::stored(words::figure(figure)) /></div>
                <Export id="behind-export" name="activite" caution=t!(export_caution) book=Callback::new(move |()| Box::pin(every_row(session, figure, from, to)) as Making) />
            </header>
            <LiveNotice weight=Weight::Problem text=rows.sentence() />
            {move || match rows.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(found) if found.rows.is_empty() => view! { <Empty icon=Icon::FIGURES title=t!(behind_empty_title) text=t!(behind_empty) /> }.into_any(),
                Some(found) => view! {
                    <p class="soft" role="status" id="behind-total">{t!(behind_total, count = found.total)}</p>
                    <ul class="list" id="behind">{found.rows.into_iter().map(|row| view! { <Line row /> }).collect_view()}</ul>
                }.into_any(),
            }}
            <More shown=Signal::derive(shown) most />
        </div>
    }
    .into_any()
}

/// Every record behind the number, as a table.
async fn every_row(
    session: Session,
    figure: Figure,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Book, AskError> {
    let found = session.engine.behind(figure, (from, to), u32::MAX).await?;
    let rows = found.rows.iter().map(|row| {
        let (title, about) = told(row);
        let day = row.day.map_or(Cell::Blank, Cell::Day);
        vec![title.into(), about.into(), day]
    });
    let columns = [t!(export_what), t!(export_about), t!(report_day)];
    Ok(listing::one(
        &words::figure(figure),
        columns.map(str::to_owned).into(),
        rows.collect(),
    ))
}

#[component]
fn Line(row: FigureRow) -> impl IntoView {
    let (title, about) = told(&row);
    let text =
        view! { <span class="case-name">{title}</span><span class="case-summary">{about}</span> };
    match way(&row) {
        Some(route) => {
            view! { <li><a class="case-link" href=route.path()>{text}</a></li> }.into_any()
        }
        None => view! { <li class="case-link">{text}</li> }.into_any(),
    }
}

/// Where a record is read.
fn way(row: &FigureRow) -> Option<Route> {
    let case = row.case.as_ref().map(|case| case.id);
    match (row.kind.as_str(), case, row.day) {
        (Shift::ID, _, Some(day)) => Some(Route::Shift {
            shift: row.record,
            day,
        }),
        (Meeting::ID, ..) => Some(Route::Entry(row.record)),
        (Interview::ID, Some(case), _) => Some(Route::Interview {
            case,
            interview: row.record,
        }),
        (Act::ID, Some(case), _) => Some(Route::Edit {
            case,
            record: row.record,
        }),
        (_, Some(case), _) => Some(Route::Case(case)),
        _ => None,
    }
}

/// What a record is called, and what is to know of it.
fn told(row: &FigureRow) -> (String, String) {
    let day = row.day.map(dates::written);
    let of_case = row.case.as_ref().map(case_title);
    let (title, about) = match row.kind.as_str() {
        Shift::ID => (Some(row.name.clone()), day),
        Interview::ID | Act::ID => (of_case, day),
        _ if !row.name.is_empty() => (Some(row.name.clone()), of_case),
        _ => (of_case, row.case.as_ref().map(case_summary)),
    };
    let title = title.filter(|title| !title.is_empty());
    (
        title.unwrap_or_else(|| labels::kind(&row.kind)),
        about.unwrap_or_default(),
    )
}
