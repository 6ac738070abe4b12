//! A text of the report: what stood the year before is there to be changed, and stays what it was for that year.

use casework::choices::ReportSection;
use casework::{ReportText, Team, report_text};
use leptos::prelude::*;
use record::{Choice, Scalar, Value};
use report::deck::id_of_text;

use super::words;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::pages::form::{OpenedForm, Opening};
use crate::pages::heading::{BackLink, Heading};
use crate::pages::reading::{choice_of, number_of, text_of};
use crate::pages::settings::Walk;
use crate::route::Route;
use crate::session::Session;
use crate::t;

const TEXT_ALONE: Pick = Pick::Only(&["text"]);

/// A text to write for a year.
#[component]
pub(in crate::pages) fn TextPage(
    /// Which block.
    section: ReportSection,
    /// For which year.
    year: u32,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(
        session.engine,
        format!("report-text/{}/{year}", section.id()),
    );
    let opening = Opening::of(keeper, move || async move {
        let texts = session.engine.records(ReportText::ID).await?;
        let teams = session.engine.records(Team::ID).await?;
        let of_section = texts
            .iter()
            .filter(|text| choice_of(text, report_text::SECTION) == Some(section));
        let number = |text: &&engine::message::RecordView| {
            let year = number_of(text, report_text::YEAR.id())?;
            u32::try_from(year).ok()
        };
        let mut known: Vec<_> = of_section
            .filter_map(|text| Some((number(&text)?, text)))
            .collect();
        known.retain(|(of, _)| *of <= year);
        known.sort_by_key(|(of, text)| (*of, text.id));
        let latest = known.pop();
        if let Some((of, text)) = &latest
            && *of == year
        {
            return Ok(Draft::of(text));
        }
        // Without a record of the team there is no store.
        let team = teams
            .first()
            .map(|team| team.id)
            .unwrap_or(record::RecordId::from_bytes([0; 16]));
        let mut draft = Draft::new(ReportText::ID, id_of_text(team, section, year));
        draft.set_one(report_text::SECTION.id(), Some(section.into_value()));
        draft.set_one(report_text::YEAR.id(), Some(Value::Integer(year.into())));
        let before = latest.and_then(|(_, text)| text_of(text, report_text::TEXT));
        draft.set_one(report_text::TEXT.id(), before.map(Value::Text));
        Ok(draft)
    });
    let (then, word) = Walk::back(Route::Report, t!(report_title));
    view! {
        <div class="page">
            <BackLink to=then word />
            <header class="page-header">
                <div class="grow"><p class="page-kicker">{year.to_string()}</p><Heading text=Signal::stored(words::section(section)) /></div>
            </header>
            <p class="lead">{t!(report_text_kept)}</p>
            <OpenedForm opening pick=TEXT_ALONE then />
        </div>
    }
}
