//! The fields that the team adds to its forms: they are asked, searched, exported and kept in the history like all others.

use casework::{Case, Interview, Person, TeamField, field};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Value};

use super::Block;
use super::choices::OwnChoices;
use crate::browser::random;
use crate::components::empty::Empty;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::engine_client::attempt::Attempt;
use crate::forms::{Draft, Pick, RecordForm};
use crate::i18n::labels;
use crate::pages::actions::Actions;
use crate::pages::followed::Followed;
use crate::pages::form::load_options;
use crate::pages::reading::{text_of, value_of};
use crate::session::Session;
use crate::t;

/// What may have fields of the team.
const KINDS: [&str; 3] = [Case::ID, Person::ID, Interview::ID];
/// What is asked of a new one.
const ASKED: Pick = Pick::Only(&["label", "kind", "choices", "is_counted", "is_searchable"]);

/// The team's fields, and one more.
#[component]
pub(super) fn Fields() -> impl IntoView {
    let session = expect_context::<Session>();
    let fields = Followed::of(session, move || async move {
        session.engine.records(TeamField::ID).await
    });
    let asked = Memo::new(move |_| {
        fields
            .found
            .with(|fields| in_use(fields.as_deref().unwrap_or_default()))
    });
    view! {
        <Block id="fields-title" title=t!(fields_asked)>
            <p class="soft">{t!(fields_text)}</p>
            <LiveNotice weight=Weight::Problem text=fields.sentence() />
            {move || {
                let fields = asked.get();
                match fields.is_empty() {
                    true => view! { <Empty icon=Icon::NOTE title=t!(fields_empty_title) text=t!(fields_empty) /> }.into_any(),
                    false => view! { <ul class="list">{fields.into_iter().map(|line| view! { <FieldLine line /> }).collect_view()}</ul> }.into_any(),
                }
            }}
        </Block>
        <Block id="field-new-title" title=t!(team_field_new)><NewField /></Block>
        <OwnChoices />
    }
}

/// A field in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    id: RecordId,
    label: String,
    about: String,
}

/// The fields that forms ask for. Pure.
fn in_use(fields: &[RecordView]) -> Vec<Line> {
    let is_retired =
        |one: &&RecordView| value_of(one, field::IS_RETIRED.id()) == Some(&Value::Bool(true));
    let line = |one: &RecordView| {
        let kind = value_of(one, field::KIND.id()).and_then(Value::as_choice);
        let about = [
            text_of(one, field::RECORD_KIND).map(|kind| labels::kind(&kind)),
            kind.map(|kind| labels::choice("team_field_kind", kind)),
        ];
        Line {
            id: one.id,
            label: text_of(one, field::LABEL).unwrap_or_default(),
            about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        }
    };
    let asked = fields.iter().filter(|one| !is_retired(one));
    asked.map(line).collect()
}

#[component]
fn FieldLine(line: Line) -> impl IntoView {
    let actions = Actions::of_page();
    let Line { id, label, about } = line;
    let named = t!(team_field_retire_what, what = label.clone());
    view! {
        <li class="line">
            <span class="grow"><b>{label}</b><span class="soft">{about}</span></span>
            <button type="button" class="button-quiet" aria-label=named on:click=move |_| actions.retire_field(id)>
                <Glyph icon=Icon::REMOVE /><span>{t!(team_field_retire)}</span>
            </button>
        </li>
    }
}

fn blank() -> Draft {
    let mut draft = Draft::new(TeamField::ID, random::make_record_id());
    let of_case = Value::Text(Case::ID.to_owned());
    draft.set_one(field::RECORD_KIND.id(), Some(of_case));
    draft
}

/// Whether the draft says what a field needs: a name, what it holds, and what may be chosen.
fn is_complete(draft: &Draft) -> bool {
    let kind = draft.value(field::KIND.id()).and_then(Value::as_choice);
    let chooses = kind.is_some_and(|kind| kind.starts_with("choice"));
    let has = |field: &str| draft.value(field).is_some();
    has(field::LABEL.id()) && kind.is_some() && (!chooses || has(field::CHOICES.id()))
}

#[component]
fn NewField() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let options = load_options(session);
    let draft = RwSignal::new(blank());
    // Drawn again once a field is added, so that the next one begins blank.
    let round = RwSignal::new(0_u32);
    let missing = RwSignal::new(None::<String>);
    let attempt = Attempt::new();
    let add = move || {
        let typed = draft.get_untracked();
        missing.set((!is_complete(&typed)).then(|| t!(team_field_incomplete).to_owned()));
        if missing.with_untracked(Option::is_some) {
            return;
        }
        let edits = typed.edit().into_iter().collect();
        let saving = async move { session.engine.save(edits).await };
        attempt.begin(saving, move |_| {
            toasts.say(t!(saved_on_device));
            attempt.is_busy.set(false);
            draft.set(blank());
            round.update(|round| *round = round.wrapping_add(1));
        });
    };
    let choose = move |kind: String| {
        draft.update(|draft| draft.set_one(field::RECORD_KIND.id(), Some(Value::Text(kind))));
    };
    let inputs = move |_: u32| {
        view! {
            <div class="field">
                <label class="field-label" for="field-of">{t!(team_field_of)}</label>
                <select class="field-input" id="field-of" on:change:target=move |event| choose(event.target().value())>{KINDS.into_iter().map(|kind| view! { <option value=kind>{labels::kind(kind)}</option> }).collect_view()}</select>
            </div>
            <RecordForm draft pick=ASKED options />
        }
    };
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); add(); }>
            <For each=move || [round.get()] key=|round| *round children=inputs />
            <p class="soft">{t!(team_field_choices_hint)}</p>
            <LiveNotice weight=Weight::Waiting text=missing />
            <LiveNotice weight=Weight::Problem text=attempt.sentence() />
            <Submit id="field-add" label=Signal::stored(t!(team_field_add).to_owned()) busy_label=t!(action_saving) is_busy=attempt.is_busy />
        </form>
    }
}
