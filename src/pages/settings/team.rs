//! The team: its name and holidays, its stations and companies, its workers. What figures and the rota rest on.

use casework::choices::{StationKind, Zone};
use casework::{
    Company, Post, Station, Team as TeamKind, Worker, company, post, station, team, worker,
};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{Choice, RecordId, Scalar};

use super::setup_file::SetupFile;
use super::walk::Walk;
use crate::browser::random;
use crate::components::icon::{Glyph, Icon};
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::i18n::{dates, labels};
use crate::pages::form::{OpenedForm, Opening};
use crate::pages::heading::{BackLink, Heading};
use crate::pages::planning::words::Names;
use crate::pages::reading::{day_of, text_of, value_of};
use crate::pages::small_lines::{Line, Listed, SmallLines};
use crate::route::{Route, SettingsPart, TeamPart, WalkStep};
use crate::session::Session;
use crate::t;

/// What is set elsewhere, or when the team is made.
const SET_ELSEWHERE: Pick = Pick::AllBut(&["time_zone", "grids", "intake_paths"]);

/// The team.
#[component]
pub(super) fn Team() -> impl IntoView {
    let names = Names::load(expect_context::<Session>());
    view! {
        <p class="soft">{t!(team_text)}</p>
        <p><a class="button-quiet" id="walk-begin" href=Route::Walk(WalkStep::Stations).path()><Glyph icon=Icon::FORWARD /><span>{t!(walk_begin)}</span></a></p>
        <SmallLines of=teams() names />
        <SmallLines of=stations() names />
        <SmallLines of=companies() names />
        <SmallLines of=workers() names />
        <SmallLines of=posts() names />
        <SetupFile />
    }
}

fn teams() -> Listed {
    Listed {
        kind: TeamKind::ID,
        title: t!(team_itself),
        empty: t!(team_none),
        line: team_line,
        way: Route::TeamPart,
        new: None,
    }
}

pub(super) fn stations() -> Listed {
    Listed {
        kind: Station::ID,
        title: t!(team_stations),
        empty: t!(team_stations_empty),
        line: station_line,
        way: Route::TeamPart,
        new: Some((t!(team_station_new), Route::NewTeamPart(TeamPart::Station))),
    }
}

pub(super) fn companies() -> Listed {
    Listed {
        kind: Company::ID,
        title: t!(team_companies),
        empty: t!(team_companies_empty),
        line: company_line,
        way: Route::TeamPart,
        new: Some((t!(team_company_new), Route::NewTeamPart(TeamPart::Company))),
    }
}

pub(super) fn workers() -> Listed {
    Listed {
        kind: Worker::ID,
        title: t!(team_workers),
        empty: t!(team_workers_empty),
        line: worker_line,
        way: Route::TeamPart,
        new: None,
    }
}

pub(super) fn posts() -> Listed {
    Listed {
        kind: Post::ID,
        title: t!(team_posts),
        empty: t!(team_posts_empty),
        line: post_line,
        way: Route::TeamPart,
        new: Some((t!(team_post_new), Route::NewTeamPart(TeamPart::Post))),
    }
}

fn zone_of(record: &RecordView, field: &str) -> Option<String> {
    let zone = value_of(record, field).and_then(Zone::from_value);
    zone.map(|zone| labels::choice(Zone::LIST.name, zone.id()))
}

fn said(record: &RecordView, field: record::Field<bool>) -> bool {
    value_of(record, field.id())
        .and_then(bool::from_value)
        .unwrap_or(false)
}

fn join(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

fn team_line(record: &RecordView, _: &Names) -> Line {
    let local = said(record, team::HAS_LOCAL_HOLIDAYS);
    Line {
        order: 0,
        record: record.id,
        title: text_of(record, team::NAME).unwrap_or_default(),
        about: join([local.then(|| labels::field(TeamKind::ID, team::HAS_LOCAL_HOLIDAYS.id()))]),
    }
}

fn station_line(record: &RecordView, names: &Names) -> Line {
    let kind = value_of(record, station::KIND.id()).and_then(StationKind::from_value);
    let company = value_of(record, station::COMPANY.id()).and_then(RecordId::from_value);
    let zone = zone_of(record, station::ZONE.id());
    let is_other = said(record, station::IS_OTHER_SECTOR);
    Line {
        order: u32::from(is_other),
        record: record.id,
        title: text_of(record, station::LABEL).unwrap_or_default(),
        about: join([
            zone.or_else(|| Some(t!(planning_no_zone).to_owned())),
            kind.map(|kind| labels::choice(StationKind::LIST.name, kind.id())),
            Some(names.of_record(company)),
            is_other.then(|| t!(activity_others).to_owned()),
        ]),
    }
}

fn company_line(record: &RecordView, _: &Names) -> Line {
    Line {
        order: 0,
        record: record.id,
        title: text_of(record, company::LABEL).unwrap_or_default(),
        about: zone_of(record, company::ZONE.id()).unwrap_or_default(),
    }
}

fn worker_line(record: &RecordView, _: &Names) -> Line {
    let has_left = said(record, worker::HAS_LEFT);
    Line {
        order: u32::from(has_left),
        record: record.id,
        title: text_of(record, worker::NAME).unwrap_or_default(),
        about: join([has_left.then(|| labels::field(Worker::ID, worker::HAS_LEFT.id()))]),
    }
}

fn post_line(record: &RecordView, names: &Names) -> Line {
    let worker = value_of(record, post::WORKER.id()).and_then(RecordId::from_value);
    let percent = value_of(record, post::FULL_TIME.id()).and_then(u32::from_value);
    let day = |field: record::Field<chrono::NaiveDate>| day_of(record, field);
    Line {
        order: u32::from(day(post::UNTIL).is_some()),
        record: record.id,
        title: text_of(record, post::LABEL).unwrap_or_default(),
        about: join([
            Some(names.of_record(worker)),
            percent.map(|percent| t!(team_post_percent, percent = percent)),
            day(post::FROM).map(|day| t!(rota_from, day = dates::written(day))),
            day(post::UNTIL).map(|day| t!(rota_until, day = dates::written(day))),
        ]),
    }
}

/// A station, a company or a post to make.
#[component]
pub(in crate::pages) fn NewTeamPartPage(
    /// What.
    part: TeamPart,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let (kind, title) = match part {
        TeamPart::Station => (Station::ID, t!(team_station_new)),
        TeamPart::Company => (Company::ID, t!(team_company_new)),
        TeamPart::Post => (Post::ID, t!(team_post_new)),
    };
    let keeper = DraftKeeper::new(session.engine, format!("team/new/{kind}"));
    let opening = Opening::of(keeper, move || async move {
        Ok(Draft::new(kind, random::make_record_id()))
    });
    view! { <TeamForm title=Signal::stored(title.to_owned()) opening /> }
}

/// A record of the team to change.
#[component]
pub(in crate::pages) fn TeamPartPage(
    /// The record.
    record: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("team/{record}"));
    let opening = Opening::of(keeper, move || async move {
        session
            .engine
            .record(record)
            .await
            .map(|view| Draft::of(&view))
    });
    let kind = move || {
        opening
            .first
            .with(|first| first.as_ref().map(|first| first.draft.kind.clone()))
    };
    let title = Signal::derive(move || kind().map(|kind| labels::kind(&kind)).unwrap_or_default());
    view! { <TeamForm title opening /> }
}

#[component]
fn TeamForm(title: Signal<String>, opening: Opening) -> impl IntoView {
    let (then, word) = Walk::back(Route::Settings(SettingsPart::Team), t!(settings_team));
    view! {
        <div class="page">
            <BackLink to=then word />
            <header class="page-header"><Heading text=title /></header>
            <OpenedForm opening pick=SET_ELSEWHERE then />
        </div>
    }
}
