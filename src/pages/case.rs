//! A case: how dangerous and how to reach the person first, then what waits for a decision, what happened, the file.

mod attachments;
mod decisions;
#[cfg(test)]
pub(super) mod fixture;
mod household;
mod merged;
pub(super) mod people;
mod safety;
mod timeline;
mod trend;

use casework::{Evaluation, case, evaluation, interview, person};
use engine::message::{AttachmentView, CaseView, RecordView};
use leptos::prelude::*;
use record::RecordId;

use self::attachments::{Attachments, LookedAt};
use self::decisions::Decisions;
use self::household::{Children, Procedures};
use self::merged::Merged;
use self::people::{Present, beneficiary, display_name, once_each};
use self::safety::{OtherGuard, Safety};
use self::timeline::Timeline;
use self::trend::Trend;
use super::actions::Actions;
use super::edit::ToBin;
use super::form::load_options;
use super::heading::{BackLink, Heading};
use super::part;
use super::reading::{answer_of, day_of, text_of};
use crate::components::empty::ListSkeleton;
use crate::components::facts::{Facts, Spoken};
use crate::components::icon::{Glyph, Icon};
use crate::components::menu::{Fold, Menu};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::engine_client::AskError;
use crate::forms::Options;
use crate::i18n::{dates, labels};
use crate::route::{Part, Route};
use crate::session::Session;
use crate::t;

/// A case.
#[component]
pub fn CasePage(
    /// The case.
    case: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let view = RwSignal::new(None::<CaseView>);
    let looked_at = RwSignal::new(None::<AttachmentView>);
    let error = RwSignal::new(None::<AskError>);
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        session.engine.news.changes.track();
        asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let number = asked.get_value();
        leptos::task::spawn_local(async move {
            let answer = session.engine.case(case).await;
            // A newer question was asked meanwhile, or the page has gone.
            if asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(found) => {
                    let is_known = view.with_untracked(|known| {
                        known.as_ref().is_some_and(|known| is_same(known, &found))
                    });
                    if !is_known {
                        view.set(Some(found));
                    }
                    error.set(None);
                }
                Err(refused) => error.set(Some(refused)),
            }
        });
    });
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <LiveNotice weight=Weight::Problem text=Signal::derive(move || error.get().map(|error| error.sentence())) />
            {move || match view.get() {
                Some(found) => view! { <CaseBody found looked_at /> }.into_any(),
                None => view! { <ListSkeleton /> }.into_any(),
            }}
            <LookedAt looked_at />
        </div>
    }
}

/// Whether two views of a case say the same: a change elsewhere does not draw the page again under the eyes.
fn is_same(left: &CaseView, right: &CaseView) -> bool {
    let bytes = |view| postcard::to_allocvec(view).ok();
    bytes(left) == bytes(right)
}

#[component]
fn CaseBody(found: CaseView, looked_at: RwSignal<Option<AttachmentView>>) -> impl IntoView {
    let options = load_options(expect_context::<Session>());
    let case = found.case.id;
    let persons = found.people.iter().filter_map(|part| part.person.clone());
    let records: Vec<RecordView> = std::iter::once(found.case.clone())
        .chain(persons)
        .chain(found.interviews.clone())
        .chain(found.acts.clone())
        .chain(found.others.iter().filter(|one| !is_signed(one)).cloned())
        .chain(found.attachments.iter().map(|one| one.record.clone()))
        .chain(found.merged.iter().map(|one| disputed(&one.person)))
        .collect();
    let first = beneficiary(&found.people).map(|person| person.id);
    let spoken = StoredValue::new(spoken(&found.interviews));
    let people = once_each(found.people.clone(), &found.merged);
    let people = people.into_iter().map(|present| {
        let is_first = Some(present.person.id) == first;
        view! { <PersonFacts case present is_first options spoken /> }
    });
    let people = people.collect_view();
    view! {
        <CaseHeader found=found.clone() />
        <ClosedNotice record=found.case.clone() />
        <Decisions records />
        <div class="case-columns">
            <div class="case-happened">
                <Trend case others=found.others.clone() />
                <Procedures case others=found.others.clone() />
                <section aria-labelledby="interviews">
                    <div class="section-head"><h2 id="interviews" class="section-title">{t!(case_interviews)}</h2></div>
                    <Timeline found=found.clone() />
                </section>
            </div>
            <div class="case-facts">
                {people}
                <Children case others=found.others />
                <Attachments case attachments=found.attachments looked_at />
                <RecordFacts case record=found.case.clone() title=t!(case_file).to_owned() options spoken />
                <EndOfCase record=found.case />
            </div>
        </div>
    }
}

/// The entries by which intakes were taken over into the case. Pure.
fn spoken(interviews: &[RecordView]) -> Spoken {
    let told = interviews
        .iter()
        .filter(|one| answer_of(one, interview::INTAKE) == Some(true));
    let marks = told.flat_map(|one| &one.fields);
    let marks = marks.filter(|field| field.field == interview::INTAKE.id());
    let dots = marks.flat_map(|field| &field.dots);
    dots.map(|dot| (dot.device, dot.sequence)).collect()
}

/// What was signed can be decided no more.
fn is_signed(record: &RecordView) -> bool {
    record.kind == Evaluation::ID && day_of(record, evaluation::SIGNED).is_some()
}

/// Says that the case is closed, and offers to open it again.
#[component]
fn ClosedNotice(record: RecordView) -> impl IntoView {
    let case = record.id;
    day_of(&record, case::CLOSED).map(|day| {
        let text = t!(case_closed_on, day = dates::on_day(day));
        view! {
            <Notice weight=Weight::Information text>
                <a class="button-quiet" id="reopen" href=Route::Reopen { case }.path()>{t!(reopen_action)}</a>
            </Notice>
        }
    })
}

/// Closing the case, or putting it in the bin.
#[component]
fn EndOfCase(record: RecordView) -> impl IntoView {
    let case = record.id;
    let is_open = day_of(&record, case::CLOSED).is_none();
    view! {
        <p class="row">
            {is_open.then(|| view! {
                <a class="button-quiet" id="close-case" href=Route::Close { case }.path()><Glyph icon=Icon::CHECK /><span>{t!(close_action)}</span></a>
            })}
            <a class="button-quiet" id="hand-over" href=Route::HandOver { case }.path()><Glyph icon=Icon::FORWARD /><span>{t!(hand_over_action)}</span></a>
            <a class="button-quiet" id="history" href=Route::History { case }.path()><Glyph icon=Icon::WAITING /><span>{t!(history_title)}</span></a>
            <ToBin record=case then=Route::Cases />
        </p>
    }
}

/// Of a record that was merged, what people disagree on in that.
fn disputed(merged: &RecordView) -> RecordView {
    let mut merged = merged.clone();
    merged
        .fields
        .retain(|field| field.field == person::MERGED_INTO.id());
    merged
}

#[component]
fn PersonFacts(
    case: RecordId,
    present: Present,
    /// Whose rules stand at the head of the case.
    is_first: bool,
    options: Signal<Options>,
    spoken: StoredValue<Spoken>,
) -> impl IntoView {
    let Present {
        person,
        roles,
        merged,
    } = present;
    let roles = roles.iter().map(|role| labels::choice("role", role));
    let roles: Vec<String> = roles.collect();
    let title = match roles.is_empty() {
        true => t!(case_person).to_owned(),
        false => roles.join(" · "),
    };
    let guard = (!is_first).then(|| view! { <OtherGuard case person=person.clone() /> });
    let kept = person.id;
    view! {
        <div class="stack">
            <RecordFacts case record=person title options spoken />
            {guard}
            <Merged kept merged />
        </div>
    }
}

/// What a record says, and the way to change it.
#[component]
fn RecordFacts(
    case: RecordId,
    record: RecordView,
    title: String,
    options: Signal<Options>,
    spoken: StoredValue<Spoken>,
) -> impl IntoView {
    let heading = format!("facts-{}", record.id);
    let (labelled, kind) = (heading.clone(), record.kind.clone());
    let href = Route::Edit {
        case,
        record: record.id,
    }
    .path();
    let edit = t!(edit_what, what = title.clone());
    view! {
        <section aria-labelledby=labelled data-kind=kind>
            <div class="section-head">
                <h2 class="section-title grow" id=heading>{title}</h2>
                <a class="button-quiet" href=href aria-label=edit><Glyph icon=Icon::EDIT /><span>{t!(action_edit)}</span></a>
            </div>
            <Facts record options nothing=t!(facts_nothing) spoken=spoken.get_value() />
        </section>
    }
}

#[component]
fn CaseHeader(found: CaseView) -> impl IntoView {
    let case = found.case.id;
    let person = beneficiary(&found.people);
    let name = person.map(display_name).filter(|name| !name.is_empty());
    let number = text_of(&found.case, case::NUMBER);
    let by_number = number.map(|number| t!(case_by_number, number = number));
    let title = name.or_else(|| by_number.clone());
    let opened = day_of(&found.case, case::OPENED);
    let kicker: Vec<String> = [
        by_number,
        opened.map(|day| t!(case_opened, day = dates::day(day))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let title = title.unwrap_or_else(|| t!(case_without_name).to_owned());
    view! {
        <header class="page-header">
            <div class="grow">
                <p class="page-kicker">{kicker.join(" · ")}</p>
                <Heading id="case-title" text=Signal::stored(title) />
            </div>
            <AddMenu case />
            <a id="new-interview" class="button primary-action" href=Route::NewInterview { case }.path()>
                <Glyph icon=Icon::PLUS /><span>{t!(action_new_interview)}</span>
            </a>
        </header>
        <Safety found />
    }
}

/// What else may be added to the case.
#[component]
fn AddMenu(case: RecordId) -> impl IntoView {
    let item = move |part: Part| {
        let (icon, word) = part::look(part);
        view! { <li><a class="menu-item" href=Route::NewPart { case, part }.path()><Glyph icon /><span>{word}</span></a></li> }
    };
    let actions = Actions::of_page();
    let fold = Fold::new();
    let log = move |_| {
        actions.log_professional(case);
        fold.fold();
    };
    view! {
        <Menu id="add" word=t!(add_action) icon=Icon::PLUS fold>
            <li><a class="menu-item" href=Route::NewEvaluation { case }.path()><Glyph icon=Icon::WARNING /><span>{t!(part_evaluation)}</span></a></li>
            <li><button type="button" id="log-professional" class="menu-item" on:click=log><Glyph icon=Icon::TEAM /><span>{t!(part_professional)}</span></button></li>
            {Part::ALL.into_iter().map(item).collect_view()}
            <li><a class="menu-item" id="new-letter" href=Route::NewLetter { case }.path()><Glyph icon=Icon::MAIL /><span>{t!(letter_title)}</span></a></li>
            <li><a class="menu-item" href=Route::NewAttachment { case }.path()><Glyph icon=Icon::ATTACHMENT /><span>{t!(part_attachment)}</span></a></li>
        </Menu>
    }
}
