//! The stations a team begins with: a known partnership's or none, with rows to take out and to add.

use leptos::prelude::*;

use super::template::{Places, StationDraft};
use crate::browser::random;
use crate::components::choice::ChoiceOf;
use crate::components::field::TextField;
use crate::components::icon::{Glyph, Icon};
use crate::i18n::labels;
use crate::t;

/// The stations being put together.
#[derive(Clone, Copy)]
pub(super) struct StationChoice {
    has_template: RwSignal<bool>,
    places: RwSignal<Places>,
}

impl StationChoice {
    /// Begins with the known partnership.
    pub(super) fn new() -> Self {
        let places = Places::of_partnership(random::make_record_id);
        Self {
            has_template: RwSignal::new(true),
            places: RwSignal::new(places),
        }
    }

    /// What was put together.
    pub(super) fn places(&self) -> Places {
        self.places.get_untracked()
    }

    fn begin_with(&self, has_template: bool) {
        self.has_template.set(has_template);
        self.places.set(if has_template {
            Places::of_partnership(random::make_record_id)
        } else {
            Places::default()
        });
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
            options=vec![(true, t!(stations_template).to_owned()), (false, t!(stations_blank).to_owned())]
            value=choice.has_template
            on_choose=Callback::new(move |has_template| choice.begin_with(has_template))
        />
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
