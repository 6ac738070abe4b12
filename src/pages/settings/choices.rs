//! The choices that the team adds to the lists of the program.

use casework::TeamChoice;
use casework::team_choice::{IS_RETIRED, LABEL, LIST, LISTS};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{Choices, RecordId, Value};

use super::Block;
use crate::browser::random;
use crate::components::field::TextField;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::submit::Submit;
use crate::components::toast::Toasts;
use crate::engine_client::attempt::Attempt;
use crate::forms::Draft;
use crate::i18n::labels;
use crate::pages::actions::Actions;
use crate::pages::followed::Followed;
use crate::pages::reading::{text_of, value_of};
use crate::session::Session;
use crate::t;

/// The team's choices, and one more.
#[component]
pub(super) fn OwnChoices() -> impl IntoView {
    let session = expect_context::<Session>();
    let choices = Followed::of(session, move || async move {
        session.engine.records(TeamChoice::ID).await
    });
    let offered = Memo::new(move |_| {
        choices
            .found
            .with(|found| in_use(found.as_deref().unwrap_or_default()))
    });
    view! {
        <Block id="choices-title" title=t!(choices_title)>
            <p class="soft">{t!(choices_text)}</p>
            <LiveNotice weight=Weight::Problem text=choices.sentence() />
            <ul class="list" id="own-choices"><For each=move || offered.get() key=|line| line.clone() children=|line| view! { <ChoiceLine line /> } /></ul>
            <NewChoice />
        </Block>
    }
}

/// A choice in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Line {
    id: RecordId,
    label: String,
    list: String,
}

/// The choices that forms offer, by list and label. Pure.
fn in_use(choices: &[RecordView]) -> Vec<Line> {
    let is_retired = |one: &&RecordView| value_of(one, IS_RETIRED.id()) == Some(&Value::Bool(true));
    let offered = choices.iter().filter(|one| !is_retired(one));
    let line = |one: &RecordView| Line {
        id: one.id,
        label: text_of(one, LABEL).unwrap_or_default(),
        list: text_of(one, LIST)
            .map(|list| name_of(&list))
            .unwrap_or_default(),
    };
    let mut lines: Vec<Line> = offered.map(line).collect();
    lines.sort_by(|a, b| (&a.list, &a.label).cmp(&(&b.list, &b.label)));
    lines
}

/// What a list is called: as the first field that chooses from it.
fn name_of(list: &str) -> String {
    let of_list = |schema: &record::Schema| {
        let spec = schema.fields().find(|spec| {
            let known = spec.choices.as_ref().and_then(Choices::list);
            known.is_some_and(|known| known.name == list)
        })?;
        Some(labels::of_spec(schema.kind().as_str(), spec))
    };
    casework::schemas()
        .find_map(of_list)
        .unwrap_or_else(|| list.to_owned())
}

#[component]
fn ChoiceLine(line: Line) -> impl IntoView {
    let actions = Actions::of_page();
    let Line { id, label, list } = line;
    let named = t!(team_field_retire_what, what = label.clone());
    view! {
        <li class="line">
            <span class="grow"><b>{label}</b><span class="soft">{list}</span></span>
            <button type="button" class="button-quiet" aria-label=named on:click=move |_| actions.retire_choice(id)>
                <Glyph icon=Icon::REMOVE /><span>{t!(team_field_retire)}</span>
            </button>
        </li>
    }
}

#[component]
fn NewChoice() -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let label = RwSignal::new(String::new());
    let list = RwSignal::new(LISTS.first().copied().unwrap_or_default().to_owned());
    let missing = RwSignal::new(None::<String>);
    let attempt = Attempt::new();
    let add = move || {
        let typed = label.get_untracked().trim().to_owned();
        missing.set(
            typed
                .is_empty()
                .then(|| t!(team_choice_incomplete).to_owned()),
        );
        if typed.is_empty() {
            return;
        }
        let mut draft = Draft::new(TeamChoice::ID, random::make_record_id());
        draft.set_one(LIST.id(), Some(Value::Text(list.get_untracked())));
        draft.set_one(LABEL.id(), Some(Value::Text(typed)));
        let edits = draft.edit().into_iter().collect();
        let saving = async move { session.engine.save(edits).await };
        attempt.begin(saving, move |_| {
            attempt.is_busy.set(false);
            label.set(String::new());
            toasts.say(t!(saved_on_device));
        });
    };
    let lists = LISTS.map(|list| (list, name_of(list)));
    let option =
        |(list, name): (&'static str, String)| view! { <option value=list>{name}</option> };
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); add(); }>
            <div class="field">
                <label class="field-label" for="choice-list">{t!(team_choice_list)}</label>
                <select class="field-input" id="choice-list" on:change:target=move |event| list.set(event.target().value())>{lists.map(option).collect_view()}</select>
            </div>
            <TextField id="choice-label" label=t!(team_choice_label) value=label error=missing />
            <LiveNotice weight=Weight::Problem text=attempt.sentence() />
            <Submit id="choice-add" label=Signal::stored(t!(team_choice_add).to_owned()) busy_label=t!(action_saving) is_busy=attempt.is_busy />
        </form>
    }
}
