//! The records of one small kind as lines, each with the way to its form, and the way to a new one: lines of the rota,
//! stations, companies.

use chrono::{Datelike, NaiveDate};
use engine::message::RecordView;
use leptos::prelude::*;
use record::RecordId;

use super::followed::Followed;
use super::planning::words::Names;
use super::reading::is_binned;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::i18n::language;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// A line as it is shown. Lines stand in the order of `order`, then of their titles.
pub(super) struct Line {
    pub(super) order: u32,
    pub(super) record: RecordId,
    pub(super) title: String,
    pub(super) about: String,
}

/// The order by which the latest day stands first, and what has no day last.
pub(super) fn latest_first(day: Option<NaiveDate>) -> u32 {
    let days = day.map_or(0, |day| day.num_days_from_ce());
    u32::MAX - u32::try_from(days).unwrap_or(0)
}

/// What a list is of.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    /// The kind of its records.
    pub(super) kind: &'static str,
    /// What stands above it.
    pub(super) title: &'static str,
    /// What stands in its place while it is empty.
    pub(super) empty: &'static str,
    /// A record as a line.
    pub(super) line: fn(&RecordView, &Names) -> Line,
    /// Where a record is changed.
    pub(super) way: fn(RecordId) -> Route,
    /// What a new one is called, and where it is made; none where lines are not made here.
    pub(super) new: Option<(&'static str, Route)>,
}

/// The records of a kind; what lies in the bin is left out.
#[component]
pub(super) fn SmallLines(of: Listed, names: RwSignal<Names>) -> impl IntoView {
    let session = expect_context::<Session>();
    let found = Followed::of(session, move || async move {
        let records = session.engine.records(of.kind).await?;
        let is_there = |one: &RecordView| !is_binned(one);
        Ok(records.into_iter().filter(is_there).collect::<Vec<_>>())
    });
    let lines = move |found: Vec<RecordView>| {
        let mut lines: Vec<Line> =
            names.with(|names| found.iter().map(|one| (of.line)(one, names)).collect());
        lines.sort_by(|one, other| {
            let by_title = || language::compare(&one.title, &other.title);
            one.order.cmp(&other.order).then_with(by_title)
        });
        lines
            .into_iter()
            .map(move |line| view! { <SmallLine line way=of.way /> })
            .collect_view()
    };
    view! {
        <section class="section" aria-label=of.title>
            <div class="section-head">
                <h2 class="section-title">{of.title}</h2>
                {of.new.map(|(word, route)| view! { <a class="button-quiet" href=route.path()><Glyph icon=Icon::PLUS /><span>{word}</span></a> })}
            </div>
            <LiveNotice weight=Weight::Problem text=found.sentence() />
            {move || match found.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(found) if found.is_empty() => view! { <Empty icon=Icon::TODAY title=of.title text=of.empty /> }.into_any(),
                Some(found) => view! { <ul class="list">{lines(found)}</ul> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn SmallLine(line: Line, way: fn(RecordId) -> Route) -> impl IntoView {
    let title = match line.title.is_empty() {
        true => t!(line_without_name).to_owned(),
        false => line.title,
    };
    view! {
        <li><a class="case-link" href=way(line.record).path()>
            <span class="case-name">{title}</span>
            <span class="case-summary">{line.about}</span>
        </a></li>
    }
}
