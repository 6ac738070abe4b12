//! Trainings and awareness sessions: what is planned, what was held or called off.

use casework::choices::{SessionKind, SessionStatus};
use casework::{Session as Meeting, session};
use engine::message::RecordView;
use leptos::prelude::*;
use record::Choice;

use super::ActivityPlaces;
use crate::components::export::{Export, Making};
use crate::i18n::{dates, labels};
use crate::pages::heading::Heading;
use crate::pages::listing;
use crate::pages::planning::words::Names;
use crate::pages::reading::{choice_of, day_of, text_of};
use crate::pages::small_lines::{Line, Listed, SmallLines, latest_first};
use crate::route::{Entry, Route};
use crate::session::Session;
use crate::t;

/// The sessions.
#[component]
pub(in crate::pages) fn SessionsPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let names = Names::load(session);
    view! {
        <div class="page activity">
            <ActivityPlaces current=Route::Sessions />
            <header class="page-header"><Heading text=Signal::stored(t!(sessions_title).to_owned()) />
                <Export id="sessions-export" name="seances" book=Callback::new(move |()| Box::pin(listing::of_kind(session, Meeting::ID)) as Making) />
            </header>
            <p class="lead">{t!(sessions_text)}</p>
            <SmallLines of=sessions() names />
        </div>
    }
}

fn sessions() -> Listed {
    Listed {
        kind: Meeting::ID,
        title: t!(sessions_all),
        empty: t!(sessions_empty),
        line,
        way: Route::Entry,
        new: Some((t!(session_new), Route::NewEntry(Entry::Session))),
    }
}

/// The latest first.
fn line(record: &RecordView, _: &Names) -> Line {
    let day = day_of(record, session::DATE);
    let kind = choice_of(record, session::KIND)
        .map(|kind: SessionKind| labels::choice(SessionKind::LIST.name, kind.id()));
    let status = choice_of(record, session::STATUS)
        .map(|status: SessionStatus| labels::choice(SessionStatus::LIST.name, status.id()));
    let about = [
        day.map(dates::written),
        kind,
        status,
        text_of(record, session::AUDIENCE),
    ];
    let about: Vec<_> = about
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    Line {
        order: latest_first(day),
        record: record.id,
        title: text_of(record, session::LABEL).unwrap_or_default(),
        about: about.join(" · "),
    }
}
