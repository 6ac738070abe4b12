//! The stations a team begins with: a known partnership's or none, with rows to take out and to add.

use leptos::prelude::*;

use super::template::{Places, StationDraft};
use crate::browser::contents::{self, Picked};
use crate::browser::random;
use crate::components::choice::ChoiceOf;
use crate::components::field::TextField;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::i18n::labels;
use crate::t;

/// The stations being put together.
#[derive(Clone, Copy)]
pub(super) struct StationChoice {
    beginning: RwSignal<Beginning>,
    places: RwSignal<Places>,
    /// The set-up of another team: what its file is called, and the file.
    file: RwSignal<Option<(String, Vec<u8>)>>,
}

/// What a team begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beginning {
    /// A partnership whose tables are known.
    Template,
    /// Nothing.
    Blank,
    /// What another team gave.
    File,
}

/// Longer files are no set-ups.
const MOST_BYTES: u64 = 4 << 20;

impl StationChoice {
    /// Begins with the known partnership.
    pub(super) fn new() -> Self {
        let places = Places::of_partnership(random::make_record_id);
        Self {
            beginning: RwSignal::new(Beginning::Template),
            places: RwSignal::new(places),
            file: RwSignal::new(None),
        }
    }

    /// What was put together.
    pub(super) fn places(&self) -> Places {
        self.places.get_untracked()
    }

    /// The set-up of another team, where one was chosen.
    pub(super) fn file(&self) -> Option<Vec<u8>> {
        let is_asked = self.beginning.get_untracked() == Beginning::File;
        let file = self.file.get_untracked().filter(|_| is_asked);
        file.map(|(_, file)| file)
    }

    fn begin_with(&self, beginning: Beginning) {
        self.beginning.set(beginning);
        self.places.set(match beginning {
            Beginning::Template => Places::of_partnership(random::make_record_id),
            Beginning::Blank | Beginning::File => Places::default(),
        });
    }
}

/// The file of another team.
#[component]
fn SetupFile(choice: StationChoice) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let chosen = move |picked: Option<Picked>| {
        let Some(picked) = picked else { return };
        leptos::task::spawn_local(async move {
            let is_long = picked.content.bytes() > MOST_BYTES;
            let text = if is_long {
                None
            } else {
                picked.content.text().await
            };
            let sentence = text.is_none().then(|| t!(setup_unreadable).to_owned());
            // The page may have gone.
            let _ = refused.try_set(sentence);
            let _ = choice
                .file
                .try_set(text.map(|text| (picked.name, text.into_bytes())));
        });
    };
    let name = move || {
        choice
            .file
            .with(|file| file.as_ref().map(|(name, _)| name.clone()))
    };
    view! {
        <div class="field">
            <label class="field-label" for="setup-file">{t!(setup_file)}</label>
            <input class="field-input" id="setup-file" type="file" accept=".json,application/json" on:change:target=move |event| chosen(contents::picked(&event.target())) />
        </div>
        {move || name().map(|name| view! { <p class="soft" id="setup-chosen">{t!(setup_chosen, name = name)}</p> })}
        <LiveNotice weight=Weight::Problem text=refused />
    }
}

/// The choice of stations.
#[component]
pub(super) fn StationEditor(
    /// What is put together.
    choice: StationChoice,
) -> impl IntoView {
    let stations = move || choice.places.with(|places| places.stations.clone());
    view! {
        <ChoiceOf
            name="stations"
            label=t!(stations_begin)
            options=vec![(Beginning::Template, t!(stations_template).to_owned()), (Beginning::Blank, t!(stations_blank).to_owned()), (Beginning::File, t!(stations_file).to_owned())]
            value=choice.beginning
            on_choose=Callback::new(move |beginning| choice.begin_with(beginning))
        />
        {move || (choice.beginning.get() == Beginning::File).then(|| view! { <SetupFile choice /> })}
        <ul class="station-list" id="station-list" aria-label=t!(stations_list)>
            <For each=stations key=|station| station.id let:station><StationRow station choice /></For>
        </ul>
        <AddStation choice />
    }
}

#[component]
fn StationRow(station: StationDraft, choice: StationChoice) -> impl IntoView {
    let id = station.id;
    let remove = move |_| {
        choice
            .places
            .update(|places| places.stations.retain(|other| other.id != id));
    };
    let name = station.label.clone();
    let chip = if station.is_in_convention {
        labels::choice("zone", &station.zone)
    } else {
        t!(stations_other).to_owned()
    };
    view! {
        <li class="station-row">
            <span class="grow">{station.label}</span>
            <span class="chip">{chip}</span>
            <button type="button" class="button-quiet" on:click=remove>
                <Glyph icon=Icon::REMOVE />
                <span class="visually-hidden">{t!(stations_remove, name = name)}</span>
            </button>
        </li>
    }
}

#[component]
fn AddStation(choice: StationChoice) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let is_police = RwSignal::new(false);
    let add = move |_| {
        let label = name.get_untracked().trim().to_owned();
        if label.is_empty() {
            return;
        }
        let kind = if is_police.get_untracked() {
            "commissariat"
        } else {
            "brigade"
        };
        let station = StationDraft::added(random::make_record_id(), label, kind);
        choice.places.update(|places| places.stations.push(station));
        name.set(String::new());
    };
    let kinds = vec![
        (false, labels::choice("station_kind", "brigade")),
        (true, labels::choice("station_kind", "commissariat")),
    ];
    view! {
        <div class="card">
            <TextField id="station-name" label=t!(stations_name) value=name />
            <ChoiceOf
                name="station-kind"
                label=t!(stations_kind)
                options=kinds
                value=is_police
                on_choose=Callback::new(move |chosen| is_police.set(chosen))
            />
            <button type="button" id="station-add" class="button-quiet" on:click=add>
                <Glyph icon=Icon::PLUS /><span>{t!(stations_add)}</span>
            </button>
        </div>
    }
}
