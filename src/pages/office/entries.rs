//! What the office keeps, as forms: a funder, a convention, a grant, totals that a paper states, a session.

use casework::choices::{SessionKind, SessionStatus};
use casework::{
    Convention, Funder, Grant, Session as Meeting, StatedTotal, TypedTotal, convention, funder,
    grant, session, stated_total, typed_total,
};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use record::{RecordId, Scalar, Value};

use crate::browser::{clock, random};
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::i18n::labels;
use crate::pages::edit::ToBin;
use crate::pages::form::{OpenedForm, Opening};
use crate::pages::heading::{BackLink, Heading};
use crate::route::{Entry, Route};
use crate::session::Session;
use crate::t;

/// Years an entry may be of: others are slips of the finger.
const YEARS: std::ops::RangeInclusive<i64> = 1990..=2100;

/// Something to add.
#[component]
pub(in crate::pages) fn NewEntryPage(
    /// What.
    entry: Entry,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("entry/new/{}", kind_of(entry)));
    let worker = session.worker();
    let opening = Opening::of(keeper, move || async move {
        Ok(blank(entry, random::make_record_id(), worker))
    });
    let title = match entry {
        Entry::Funder => t!(funder_new),
        Entry::Convention => t!(convention_new),
        Entry::Grant => t!(grant_new),
        Entry::StatedTotal => t!(stated_total_new),
        Entry::Session => t!(session_new),
        Entry::TypedTotal => t!(typed_new),
    };
    view! { <EntryForm title=Signal::stored(title.to_owned()) opening kind=Signal::stored(kind_of(entry).to_owned()) /> }
}

/// An entry to change.
#[component]
pub(in crate::pages) fn EntryPage(
    /// The record.
    record: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("entry/{record}"));
    let opening = Opening::of(keeper, move || async move {
        let view = session.engine.record(record).await?;
        Ok(Draft::of(&view))
    });
    let kind = Memo::new(move |_| {
        let first = opening.first.get();
        first.map(|first| first.draft.kind).unwrap_or_default()
    });
    let title = Signal::derive(move || match kind.get() {
        kind if kind.is_empty() => String::new(),
        kind => labels::kind(&kind),
    });
    view! { <EntryForm title opening kind=kind.into() record /> }
}

#[component]
fn EntryForm(
    title: Signal<String>,
    opening: Opening,
    /// What it is a form of; empty until that is known.
    kind: Signal<String>,
    /// Where it is there already.
    #[prop(optional)]
    record: Option<RecordId>,
) -> impl IntoView {
    let form = move |then: Route, back: &'static str| {
        view! {
            <BackLink to=then word=back />
            <header class="page-header"><Heading text=title /></header>
            {lead(&kind.get_untracked()).map(|text| view! { <p class="lead">{text}</p> })}
            <OpenedForm opening pick=Pick::AllBut(&[]) then />
            {record.map(|record| view! { <ToBin record then /> })}
        }
    };
    view! {
        <div class="page">
            {move || match kind.get().as_str() {
                Meeting::ID => form(Route::Sessions, t!(sessions_title)),
                TypedTotal::ID => form(Route::Activity, t!(activity_title)),
                _ => form(Route::Funding, t!(funding_title)),
            }}
        </div>
    }
}

/// What a form is for, where its title does not say it.
fn lead(kind: &str) -> Option<&'static str> {
    match kind {
        Funder::ID => Some(t!(funder_text)),
        StatedTotal::ID => Some(t!(stated_total_text)),
        TypedTotal::ID => Some(t!(typed_text)),
        _ => None,
    }
}

fn kind_of(entry: Entry) -> &'static str {
    match entry {
        Entry::Funder => Funder::ID,
        Entry::Convention => Convention::ID,
        Entry::Grant => Grant::ID,
        Entry::StatedTotal => StatedTotal::ID,
        Entry::Session => Meeting::ID,
        Entry::TypedTotal => TypedTotal::ID,
    }
}

/// A new entry, with what is likely. Pure but for the day.
fn blank(entry: Entry, id: RecordId, worker: Option<RecordId>) -> Draft {
    let mut draft = Draft::new(kind_of(entry), id);
    let today = clock::today();
    let year = Some(Value::Integer(today.year().into()));
    match entry {
        Entry::Funder => {}
        Entry::Convention => draft.set_one(convention::FIRST_YEAR.id(), year),
        Entry::Grant => draft.set_one(grant::YEAR.id(), year),
        Entry::StatedTotal => draft.set_one(stated_total::YEAR.id(), year),
        Entry::TypedTotal => {
            let first = NaiveDate::from_ymd_opt(today.year(), 1, 1);
            draft.set_one(typed_total::FROM.id(), first.map(Value::Date));
        }
        Entry::Session => {
            draft.set_one(session::DATE.id(), Some(Value::Date(today)));
            draft.set_one(
                session::KIND.id(),
                Some(SessionKind::Awareness.into_value()),
            );
            draft.set_one(
                session::STATUS.id(),
                Some(SessionStatus::Planned.into_value()),
            );
            draft.set(
                session::WORKERS.id(),
                worker.map(Value::Reference).into_iter().collect(),
            );
        }
    }
    draft
}

/// What an entry lacks to be one.
pub(in crate::pages) fn missing(draft: &Draft) -> Option<&'static str> {
    let is_blank = |field: &str| draft.value(field).is_none();
    let year = |field: &str| match draft.value(field) {
        Some(Value::Integer(year)) => YEARS.contains(year),
        _ => false,
    };
    match draft.kind.as_str() {
        Funder::ID => is_blank(funder::LABEL.id()).then(|| t!(entry_without_name)),
        Convention::ID if is_blank(convention::LABEL.id()) => Some(t!(entry_without_name)),
        Convention::ID => {
            let years = [convention::FIRST_YEAR.id(), convention::LAST_YEAR.id()];
            let is_right = years
                .into_iter()
                .all(|field| is_blank(field) || year(field));
            let has_first = year(convention::FIRST_YEAR.id());
            (!(is_right && has_first && are_in_order(draft))).then(|| t!(convention_without_years))
        }
        Grant::ID if is_blank(grant::FUNDER.id()) => Some(t!(grant_without_funder)),
        Grant::ID => (!year(grant::YEAR.id())).then(|| t!(entry_without_year)),
        StatedTotal::ID => (!year(stated_total::YEAR.id())).then(|| t!(entry_without_year)),
        TypedTotal::ID => {
            let day = |field: &str| draft.value(field).and_then(Value::as_date);
            let days = day(typed_total::FROM.id()).zip(day(typed_total::UNTIL.id()));
            let is_right = days.is_some_and(|(from, until)| from <= until);
            (!is_right).then(|| t!(typed_needs_days))
        }
        Meeting::ID => is_blank(session::DATE.id()).then(|| t!(session_without_day)),
        _ => None,
    }
}

/// Whether a convention does not end before it begins.
fn are_in_order(draft: &Draft) -> bool {
    let year = |field: &str| match draft.value(field) {
        Some(Value::Integer(year)) => Some(*year),
        _ => None,
    };
    let last = year(convention::LAST_YEAR.id());
    last.is_none_or(|last| year(convention::FIRST_YEAR.id()).is_none_or(|first| first <= last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(kind: &str, fields: &[(&str, Value)]) -> Draft {
        let mut draft = Draft::new(kind, RecordId::from_bytes([1; 16]));
        for (field, value) in fields {
            draft.set_one(field, Some(value.clone()));
        }
        draft
    }

    #[test]
    fn an_entry_says_what_it_lacks() {
        let name = Value::Text("Convention".to_owned());
        let year = |year: i64| Value::Integer(year);
        let whole = draft(
            Convention::ID,
            &[
                ("label", name.clone()),
                ("first_year", year(2020)),
                ("last_year", year(2022)),
            ],
        );
        assert_eq!(missing(&whole), None);
        for (label, first, last) in [
            (name.clone(), year(2022), year(2020)),
            (name, year(20), year(2022)),
        ] {
            let broken = draft(
                Convention::ID,
                &[("label", label), ("first_year", first), ("last_year", last)],
            );
            assert_eq!(missing(&broken), Some(t!(convention_without_years)));
        }
        assert_eq!(
            missing(&draft(Funder::ID, &[])),
            Some(t!(entry_without_name))
        );
        assert_eq!(
            missing(&draft(Grant::ID, &[])),
            Some(t!(grant_without_funder))
        );
        assert_eq!(
            missing(&draft(StatedTotal::ID, &[("year", year(20_200))])),
            Some(t!(entry_without_year))
        );
        assert_eq!(
            missing(&draft(Meeting::ID, &[])),
            Some(t!(session_without_day))
        );
        let day = |text: &str| Value::Date(text.parse().expect("a day of the calendar"));
        for (until, lack) in [
            ("2026-04-30", None),
            ("2025-12-31", Some(t!(typed_needs_days))),
        ] {
            let days = [("from", day("2026-01-01")), ("until", day(until))];
            assert_eq!(missing(&draft(TypedTotal::ID, &days)), lack);
        }
        assert_eq!(missing(&draft("case", &[])), None);
    }
}
