//! What the rota is made of, as forms: a shift that comes again, one that does not, an absence, a change of parity.

use casework::choices::{RotaWeeks, ShiftPlace, WeekParity};
use casework::{Absence, RotaParity, RotaRule, Shift, absence, rota_parity, rota_rule, shift};
use leptos::prelude::*;
use record::{RecordId, Scalar, Value};

use crate::browser::{clock, random};
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick, are_hours_whole};
use crate::i18n::labels;
use crate::pages::edit::ToBin;
use crate::pages::form::{OpenedForm, Opening};
use crate::pages::heading::{BackLink, Heading};
use crate::route::{RotaPart, Route};
use crate::session::Session;
use crate::t;

/// What a shift says once it was held, which one that is to come does not.
const TO_COME: Pick = Pick::Only(&["date", "station", "slots", "worker", "place", "note"]);

/// Something to add to the rota.
#[component]
pub(in crate::pages) fn NewRotaPartPage(
    /// What.
    part: RotaPart,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("rota/new/{}", kind_of(part)));
    let worker = session.worker();
    let opening = Opening::of(keeper, move || async move {
        Ok(blank(part, random::make_record_id(), worker))
    });
    let (title, pick, then) = match part {
        RotaPart::Rule => (t!(rota_rule_new), Pick::AllBut(&[]), Route::Rota),
        RotaPart::Shift => (t!(rota_shift_new), TO_COME, Route::Planning),
        RotaPart::Absence => (t!(rota_absence_new), Pick::AllBut(&[]), Route::Rota),
        RotaPart::Parity => (t!(rota_parity_new), Pick::AllBut(&[]), Route::Rota),
    };
    view! {
        <div class="page">
            <BackLink to=Route::Planning word=t!(planning_title) />
            <header class="page-header"><Heading text=Signal::stored(title.to_owned()) /></header>
            {(part == RotaPart::Parity).then(|| view! { <p class="lead">{t!(rota_parity_text)}</p> })}
            <OpenedForm opening pick then />
        </div>
    }
}

/// A part of the rota to change.
#[component]
pub(in crate::pages) fn RotaPartPage(
    /// The record.
    record: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("rota/{record}"));
    let opening = Opening::of(keeper, move || async move {
        session
            .engine
            .record(record)
            .await
            .map(|view| Draft::of(&view))
    });
    let kind = Memo::new(move |_| {
        opening
            .first
            .with(|first| first.as_ref().map(|first| first.draft.kind.clone()))
    });
    let title = Signal::derive(move || {
        kind.get()
            .map(|kind| labels::kind(&kind))
            .unwrap_or_default()
    });
    let is_rule = move || kind.get().is_some_and(|kind| kind == RotaRule::ID);
    view! {
        <div class="page">
            <BackLink to=Route::Rota word=t!(rota_title) />
            <header class="page-header"><Heading text=title /></header>
            {move || is_rule().then(|| view! { <p class="lead">{t!(rota_rule_change)}</p> })}
            <OpenedForm opening pick=Pick::AllBut(&[]) then=Route::Rota />
            <ToBin record then=Route::Rota />
        </div>
    }
}

fn kind_of(part: RotaPart) -> &'static str {
    match part {
        RotaPart::Rule => RotaRule::ID,
        RotaPart::Shift => Shift::ID,
        RotaPart::Absence => Absence::ID,
        RotaPart::Parity => RotaParity::ID,
    }
}

/// A new part, with what is likely. Pure but for the day.
fn blank(part: RotaPart, id: RecordId, worker: Option<RecordId>) -> Draft {
    let mut draft = Draft::new(kind_of(part), id);
    let today = Some(Value::Date(clock::today()));
    let worker = worker.map(Value::Reference);
    match part {
        RotaPart::Rule => {
            draft.set_one(rota_rule::WEEKS.id(), Some(RotaWeeks::Every.into_value()));
            draft.set_one(
                rota_rule::PLACE.id(),
                Some(ShiftPlace::Station.into_value()),
            );
            draft.set_one(rota_rule::FROM.id(), today);
            draft.set_one(rota_rule::WORKER.id(), worker);
        }
        RotaPart::Shift => {
            draft.set_one(shift::DATE.id(), today);
            draft.set_one(shift::WORKER.id(), worker);
            draft.set_one(shift::PLACE.id(), Some(ShiftPlace::Station.into_value()));
        }
        RotaPart::Absence => {
            draft.set_one(absence::FROM.id(), today);
            draft.set_one(absence::WORKER.id(), worker);
        }
        RotaPart::Parity => {
            draft.set_one(rota_parity::FROM.id(), today);
            draft.set_one(
                rota_parity::PARITY.id(),
                Some(WeekParity::Even.into_value()),
            );
        }
    }
    draft
}

/// What a part of the rota lacks to be one.
pub(in crate::pages) fn missing(draft: &Draft) -> Option<&'static str> {
    let is_blank = |field: &str| draft.value(field).is_none();
    let has_broken_hours = || !are_hours_whole(draft, shift::SLOTS.id());
    match draft.kind.as_str() {
        Shift::ID if has_broken_hours() => Some(t!(hours_broken)),
        Shift::ID => is_blank(shift::DATE.id()).then(|| t!(shift_without_day)),
        RotaRule::ID if has_broken_hours() => Some(t!(hours_broken)),
        RotaRule::ID => {
            let needed = [
                rota_rule::STATION.id(),
                rota_rule::WEEKDAY.id(),
                rota_rule::SLOTS.id(),
            ];
            needed
                .into_iter()
                .any(is_blank)
                .then(|| t!(rota_rule_missing))
        }
        Absence::ID => {
            let (from, until) = (
                draft.value(absence::FROM.id()),
                draft.value(absence::UNTIL.id()),
            );
            let is_reversed = from
                .and_then(Value::as_date)
                .zip(until.and_then(Value::as_date));
            let is_reversed = is_reversed.is_some_and(|(from, until)| until < from);
            let is_missing = from.is_none() || is_blank(absence::WORKER.id());
            (is_missing || is_reversed).then(|| t!(absence_missing))
        }
        _ => None,
    }
}
