//! Something to add to a case: a referral, a measure, a procedure, a child, a task… A form over its schema.

use casework::choices::{ActKind, Consent, TaskKind};
use casework::{Act, Child, Procedure, Task, act, case, child, procedure, task};
use leptos::prelude::*;
use record::{Choice, RecordId, Scalar, Value};

use super::form::{OpenedForm, Opening};
use super::heading::{BackLink, Heading};
use super::planning::shifts;
use super::reading::value_of;
use crate::browser::{clock, random};
use crate::components::icon::Icon;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::{Draft, Pick};
use crate::i18n::dates;
use crate::route::{Part, Route};
use crate::session::Session;
use crate::t;

/// Something to add to a case.
#[component]
pub(super) fn PartPage(
    /// The case.
    case: RecordId,
    /// What.
    part: Part,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let form = format!("part/{}", Route::NewPart { case, part }.path());
    let keeper = DraftKeeper::new(session.engine, form);
    let proposal = RwSignal::new(None::<String>);
    let opening = Opening::of(keeper, move || async move {
        let mut draft = blank(part, case, random::make_record_id(), session.worker());
        if part == Part::Task {
            // The page may have gone.
            let _ = proposal.try_set(propose_day(session, case, &mut draft).await);
        }
        Ok(draft)
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(look(part).1.to_owned()) /></header>
            {move || proposal.get().map(|proposal| view! { <p class="soft" id="proposal">{proposal}</p> })}
            <OpenedForm opening pick=pick_of(part) then=Route::Case(case) />
        </div>
    }
}

/// What is to follow is proposed for one's next shift, at the station of the case before any other; says so. Without a rota
/// nothing is proposed.
async fn propose_day(session: Session, case: RecordId, draft: &mut Draft) -> Option<String> {
    let record = session.engine.record(case).await.ok()?;
    let station = value_of(&record, case::STATION.id()).and_then(Value::as_reference);
    let next = shifts::next_for(session, station).await?;
    draft.set_one(task::DUE.id(), Some(Value::Date(next.day)));
    let place = shifts::name_of_station(session, next.station).await;
    Some(t!(task_proposed, day = dates::day(next.day), place = place))
}

/// The icon and the word of a part.
pub(super) fn look(part: Part) -> (Icon, &'static str) {
    match part {
        Part::Referral => (Icon::FORWARD, t!(part_referral)),
        Part::Measure => (Icon::SHIELD, t!(part_measure)),
        Part::Call => (Icon::PHONE, t!(part_call)),
        Part::Step => (Icon::NOTE, t!(part_step)),
        Part::Procedure => (Icon::DECIDE, t!(part_procedure)),
        Part::Child => (Icon::TEAM, t!(part_child)),
        Part::Task => (Icon::TODAY, t!(part_task)),
    }
}

/// The fields that a part asks for.
fn pick_of(part: Part) -> Pick {
    match part {
        Part::Referral => pick_of_act(Some(ActKind::Referral)),
        Part::Measure => pick_of_act(Some(ActKind::Measure)),
        Part::Call | Part::Step => pick_of_act(Some(ActKind::Call)),
        Part::Procedure | Part::Child | Part::Task => Pick::AllBut(&[]),
    }
}

/// The fields of an act: those of a referral, or of a measure, or neither's.
pub(super) fn pick_of_act(kind: Option<ActKind>) -> Pick {
    Pick::AllBut(match kind {
        Some(ActKind::Referral) => &["measure", "letter"],
        Some(ActKind::Measure) => &["referral", "letter"],
        Some(ActKind::Call | ActKind::Step) => &["referral", "measure", "letter"],
        Some(ActKind::Letter) => &["referral", "measure"],
        None => &[],
    })
}

/// What must be said before the record may be saved; none where it may be.
pub(super) fn missing(draft: &Draft) -> Option<&'static str> {
    let choice = |field: &str| draft.value(field).and_then(Value::as_choice);
    let is_referral =
        draft.kind == Act::ID && choice(act::KIND.id()) == Some(ActKind::Referral.id());
    let consent = choice(act::CONSENT.id()).and_then(Consent::from_id);
    let reason = draft
        .value(act::WITHOUT_CONSENT.id())
        .and_then(Value::as_text);
    (is_referral && !casework::may_refer(consent, reason)).then(|| t!(referral_without_consent))
}

/// A new record of a part, with what is known. Pure but for the day.
fn blank(part: Part, case: RecordId, id: RecordId, worker: Option<RecordId>) -> Draft {
    let today = Some(Value::Date(clock::today()));
    let worker = worker.map(Value::Reference);
    let of_case = |kind: &str, field: &str| {
        let mut draft = Draft::new(kind, id);
        draft.set_one(field, Some(Value::Reference(case)));
        draft
    };
    let act = |kind: ActKind| {
        let mut draft = of_case(Act::ID, act::CASE.id());
        draft.set_one(act::KIND.id(), Some(kind.into_value()));
        draft.set_one(act::DATE.id(), today.clone());
        draft.set_one(act::WORKER.id(), worker.clone());
        draft
    };
    match part {
        Part::Referral => {
            let mut draft = act(ActKind::Referral);
            draft.set_one(act::CONSENT.id(), Some(Consent::NotAsked.into_value()));
            draft
        }
        Part::Measure => act(ActKind::Measure),
        Part::Call => act(ActKind::Call),
        Part::Step => act(ActKind::Step),
        Part::Procedure => of_case(Procedure::ID, procedure::CASE.id()),
        Part::Child => of_case(Child::ID, child::CASE.id()),
        Part::Task => {
            let mut draft = of_case(Task::ID, task::CASE.id());
            draft.set_one(task::KIND.id(), Some(TaskKind::Task.into_value()));
            draft.set_one(task::ASSIGNEE.id(), worker);
            draft
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fields: &[(&str, Value)], is_missing: bool) {
        let mut draft = Draft::new(Act::ID, RecordId::from_bytes([1; 16]));
        for (field, value) in fields {
            draft.set_one(field, Some(value.clone()));
        }
        assert_eq!(missing(&draft).is_some(), is_missing, "{fields:?}");
    }

    #[test]
    fn a_referral_rests_on_consent_or_on_a_reason() {
        let referral = ("kind", ActKind::Referral.into_value());
        let consent = |consent: Consent| ("consent", consent.into_value());
        let reason = (
            "without_consent",
            Value::Text("Enfant en danger".to_owned()),
        );
        check(std::slice::from_ref(&referral), true);
        check(&[referral.clone(), consent(Consent::NotAsked)], true);
        check(&[referral.clone(), consent(Consent::Yes)], false);
        check(&[referral.clone(), consent(Consent::No)], true);
        check(&[referral, consent(Consent::No), reason], false);
        check(&[("kind", ActKind::Call.into_value())], false);
    }
}
