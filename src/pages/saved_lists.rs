//! Filters of the list of cases kept under a name, one's own and those shared with the team: chips above the list.

use casework::{SavedList, saved_list};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Value};

use super::actions::Actions;
use super::filters::Filters;
use super::followed::Followed;
use super::form::load_options;
use super::reading::{answer_of, day_of, text_of};
use crate::browser::random;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::forms::{Draft, Pick, RecordForm};
use crate::i18n::language;
use crate::session::Session;
use crate::t;

/// What a list is asked for.
const ASKED: Pick = Pick::Only(&["label", "is_shared"]);

/// A list, as it is offered.
#[derive(Debug, Clone, PartialEq)]
struct Offered {
    id: RecordId,
    label: String,
    filters: Filters,
    is_shared: bool,
}

/// The lists by name, in the order of the language; what lies in the bin is left out. Pure.
fn offered(records: &[RecordView]) -> Vec<Offered> {
    let is_here = |one: &&RecordView| day_of(one, saved_list::BINNED).is_none();
    let lists = records.iter().filter(is_here).map(|one| Offered {
        id: one.id,
        label: text_of(one, saved_list::LABEL).unwrap_or_default(),
        filters: Filters::of_words(&text_of(one, saved_list::FILTERS).unwrap_or_default()),
        is_shared: answer_of(one, saved_list::IS_SHARED) == Some(true),
    });
    let mut lists: Vec<Offered> = lists.collect();
    lists.sort_by(|a, b| language::compare(&a.label, &b.label));
    lists
}

/// The saved lists, each a touch away; the one on the screen can be changed and put away.
#[component]
pub(super) fn SavedLists(filters: RwSignal<Filters>) -> impl IntoView {
    let session = expect_context::<Session>();
    let lists = Followed::of(session, move || async move {
        let records = session.engine.records(SavedList::ID).await?;
        Ok(offered(&records))
    });
    let current = Memo::new(move |_| {
        let set = filters.with(|filters| filters.clone().with_text(""));
        let lists = lists.found.get().unwrap_or_default();
        lists.into_iter().find(|list| list.filters == set)
    });
    let is_shown = move || {
        lists
            .found
            .with(|lists| lists.as_ref().is_some_and(|lists| !lists.is_empty()))
    };
    let chip = move |list: Offered| view! { <ListChip list filters current /> };
    // A list that cannot be read is no loss: the filters are there.
    view! {
        {move || is_shown().then(|| view! {
            <div class="saved-lists" role="group" aria-label=t!(lists_title)>
                <For each=move || lists.found.get().unwrap_or_default() key=|list| (list.id, list.label.clone(), list.filters.to_words(), list.is_shared) children=chip />
            </div>
        })}
        {move || current.get().map(|list| view! { <ListActions list /> })}
    }
}

#[component]
fn ListChip(
    list: Offered,
    filters: RwSignal<Filters>,
    current: Memo<Option<Offered>>,
) -> impl IntoView {
    let id = list.id;
    let is_current = move || current.with(|current| current.as_ref().map(|one| one.id) == Some(id));
    let set = list.filters;
    let show = move |_| {
        let is_current =
            current.with_untracked(|current| current.as_ref().map(|one| one.id) == Some(id));
        let set = if is_current {
            Filters::default()
        } else {
            set.clone()
        };
        filters.update(|filters| *filters = set.with_text(&filters.text));
    };
    let shared = list.is_shared.then(|| view! { <Glyph icon=Icon::TEAM /><span class="visually-hidden">{t!(list_is_shared)}</span> });
    view! {
        <button type="button" class="choice-option saved-list" aria-pressed=move || is_current().to_string() on:click=show>
            {shared}<span>{list.label}</span>
        </button>
    }
}

/// What can be done to the list on the screen.
#[component]
fn ListActions(list: Offered) -> impl IntoView {
    let actions = Actions::of_page();
    let id = list.id;
    let is_open = RwSignal::new(false);
    let remove = move |_| actions.put_in_bin(id, Callback::new(|()| {}));
    view! {
        <p class="row list-actions">
            <button type="button" id="list-change" class="button-quiet" aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                <Glyph icon=Icon::EDIT /><span>{t!(list_change)}</span>
            </button>
            <button type="button" id="list-remove" class="button-quiet" on:click=remove>
                <Glyph icon=Icon::REMOVE /><span>{t!(list_remove)}</span>
            </button>
        </p>
        {move || is_open.get().then(|| view! { <ChangeList id is_open /> })}
    }
}

/// The name of a list, to change; what it was is a touch away.
#[component]
fn ChangeList(id: RecordId, is_open: RwSignal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let actions = Actions::of_page();
    let first = RwSignal::new(None::<Draft>);
    leptos::task::spawn_local(async move {
        // One that is not here any more has no form.
        let found = session.engine.record(id).await.ok();
        let _ = first.try_set(found.as_ref().map(Draft::of));
    });
    let save = Callback::new(move |draft: Draft| {
        actions.save_with_undo(draft.id, async { Ok(draft) }, t!(list_changed));
        is_open.set(false);
    });
    move || first.get().map(|draft| view! { <ListForm draft save /> })
}

/// Keeps the filters that are set as a list.
#[component]
pub(super) fn SaveList(filters: RwSignal<Filters>) -> impl IntoView {
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let actions = Actions::of_page();
    let is_open = RwSignal::new(false);
    let save = Callback::new(move |mut draft: Draft| {
        let words = filters.with_untracked(Filters::to_words);
        draft.set_one(saved_list::FILTERS.id(), Some(Value::Text(words)));
        let owner = session
            .opened
            .with_untracked(|opened| opened.as_ref()?.worker);
        draft.set_one(saved_list::OWNER.id(), owner.map(Value::Reference));
        is_open.set(false);
        leptos::task::spawn_local(async move {
            let edits = draft.edit().into_iter().collect();
            match session.engine.save(edits).await {
                Ok(_) => {
                    let undo = Callback::new(move |()| actions.take_back(draft.id));
                    toasts.offer_undo(t!(list_saved), undo);
                }
                Err(refused) => toasts.refuse(AskError::sentence(&refused)),
            }
        });
    });
    let blank = || Draft::new(SavedList::ID, random::make_record_id());
    move || {
        match is_open.get() {
        true => view! { <ListForm draft=blank() save /> }.into_any(),
        false => view! {
            <button type="button" id="list-save" class="button-quiet" on:click=move |_| is_open.set(true)>
                <Glyph icon=Icon::PLUS /><span>{t!(list_save)}</span>
            </button>
        }
        .into_any(),
    }
    }
}

/// What a list is called, and who sees it.
#[component]
fn ListForm(draft: Draft, save: Callback<Draft>) -> impl IntoView {
    let options = load_options(expect_context::<Session>());
    let draft = RwSignal::new(draft);
    let missing = RwSignal::new(None::<String>);
    let submit = move || {
        let typed = draft.get_untracked();
        let has_name = typed.value(saved_list::LABEL.id()).is_some();
        missing.set((!has_name).then(|| t!(list_without_name).to_owned()));
        if has_name {
            save.run(typed);
        }
    };
    view! {
        <form class="form list-form" autocomplete="off" on:submit=move |event| { event.prevent_default(); submit(); }>
            <RecordForm draft pick=ASKED options />
            <LiveNotice weight=Weight::Waiting text=missing />
            <button type="submit" id="list-keep" class="button">{t!(action_save)}</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::case::fixture::record;

    fn list(byte: u8, fields: &[(&str, Value)]) -> RecordView {
        record(byte, SavedList::ID, fields)
    }

    #[test]
    fn lists_stand_by_name_and_those_put_away_do_not() {
        let text = |text: &str| Value::Text(text.to_owned());
        let day = "2026-11-26".parse().expect("a date of the test table");
        let records = [
            list(
                1,
                &[
                    ("label", text("Urgents")),
                    ("filters", text("danger=immediate")),
                ],
            ),
            list(
                2,
                &[
                    ("label", text("Relances")),
                    ("is_shared", Value::Bool(true)),
                ],
            ),
            list(3, &[("label", text("Vieux")), ("binned", Value::Date(day))]),
        ];
        let found = offered(&records);
        let names: Vec<_> = found
            .iter()
            .map(|one| (one.label.as_str(), one.is_shared))
            .collect();
        assert_eq!(names, [("Relances", true), ("Urgents", false)]);
        assert_eq!(found[1].filters, Filters::of_words("danger=immediate"));
    }
}
