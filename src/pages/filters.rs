//! The filters of the list of cases: set one by one, told, cleared, written into saved lists and read from them.

use casework::choices::Danger;
use chrono::{Days, NaiveDate};
use engine::message::{CaseMark, CaseQuery, CaseStatus};
use leptos::prelude::*;
use record::{Choice, RecordId};

use super::form::load_options;
use super::saved_lists::SaveList;
use crate::components::icon::{Glyph, Icon};
use crate::i18n::labels;
use crate::session::Session;
use crate::t;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filters {
    pub(super) text: String,
    status: CaseStatus,
    station: Option<RecordId>,
    danger: Option<String>,
    worker: Option<RecordId>,
    /// In contact or opened in the last so many days.
    days: Option<u32>,
    /// Marks to look for, in the order of [`Mark::ALL`].
    marks: Vec<Mark>,
}

/// A mark of a case that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Overdue,
    ToDecide,
    ExposedChildren,
}

impl Mark {
    const ALL: [Self; 3] = [Self::Overdue, Self::ToDecide, Self::ExposedChildren];

    const fn id(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::ToDecide => "to_decide",
            Self::ExposedChildren => "exposed_children",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Overdue => t!(mark_overdue),
            Self::ToDecide => t!(case_to_decide),
            Self::ExposedChildren => t!(mark_exposed_children),
        }
    }

    const fn asked(self, today: NaiveDate) -> CaseMark {
        match self {
            Self::Overdue => CaseMark::OverdueOn(today),
            Self::ToDecide => CaseMark::ToDecide,
            Self::ExposedChildren => CaseMark::ExposedChildren,
        }
    }
}

impl Filters {
    /// As the engine is asked. Pure.
    pub(super) fn query(&self, limit: u32, today: NaiveDate) -> CaseQuery {
        CaseQuery {
            text: self.text.clone(),
            status: self.status,
            station: self.station,
            danger: self.danger.clone(),
            worker: self.worker,
            since: self
                .days
                .and_then(|days| today.checked_sub_days(Days::new(days.into()))),
            marks: self.marks.iter().map(|mark| mark.asked(today)).collect(),
            offset: 0,
            limit,
        }
    }

    /// Whether it looks for anything less than all.
    pub(super) fn is_narrow(&self) -> bool {
        !self.text.trim().is_empty() || self.count() > 0
    }

    /// How many filters are set, the text not counted.
    pub(super) fn count(&self) -> usize {
        self.said().len()
    }

    /// The filters that are set, by name. The text is not among them: a list that is saved bears no name of a person.
    fn said(&self) -> Vec<(&'static str, String)> {
        let single = [
            ("status", Some(status_id(self.status).to_owned())),
            ("station", Some(id_of(self.station))),
            ("danger", self.danger.clone()),
            ("worker", Some(id_of(self.worker))),
            ("days", self.days.map(|days| days.to_string())),
        ];
        let single = single
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .filter(|(_, value)| !value.is_empty());
        let marks = self.marks.iter();
        let marks = marks.map(|mark| ("mark", mark.id().to_owned()));
        single.chain(marks).collect()
    }

    /// As a saved list holds them: `status=open danger=high`. Pure.
    pub(super) fn to_words(&self) -> String {
        let said = self.said().into_iter();
        let words = said.map(|(name, value)| format!("{name}={value}"));
        words.collect::<Vec<_>>().join(" ")
    }

    /// What a saved list holds. A filter that this version does not know is passed over. Pure.
    pub(super) fn of_words(words: &str) -> Self {
        let mut filters = Self::default();
        let pairs = words.split(' ').filter_map(|word| word.split_once('='));
        for (name, value) in pairs {
            match name {
                "status" => filters.status = status_of(value),
                "station" => filters.station = value.parse().ok(),
                "danger" => filters.danger = Some(value.to_owned()),
                "worker" => filters.worker = value.parse().ok(),
                "days" => filters.days = value.parse().ok(),
                "mark" => {
                    let known = Mark::ALL.into_iter().find(|mark| mark.id() == value);
                    known
                        .into_iter()
                        .for_each(|mark| filters.set_mark(mark, true));
                }
                _ => {}
            }
        }
        filters
    }

    fn set_mark(&mut self, mark: Mark, is_set: bool) {
        self.marks.retain(|one| *one != mark);
        self.marks.extend(is_set.then_some(mark));
        self.marks.sort_unstable();
    }

    /// The same filters with what is typed in the search now.
    pub(super) fn with_text(self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..self
        }
    }
}

/// The filters of the list, folded until asked for; how many are set is always to be seen.
#[component]
pub(super) fn FilterBar(filters: RwSignal<Filters>) -> impl IntoView {
    let count = move || filters.with(Filters::count);
    let word = move || match count() {
        0 => t!(filters_title).to_owned(),
        count => t!(filters_set, count = count),
    };
    let clear = move |_| {
        filters.update(|filters| {
            *filters = Filters {
                text: std::mem::take(&mut filters.text),
                ..Filters::default()
            }
        });
    };
    view! {
        <details class="filters" id="filters">
            <summary class="button-quiet"><Glyph icon=Icon::FILTER /><span>{word}</span></summary>
            <FilterSelects filters />
            <MarkBoxes filters />
            {move || (count() > 0).then(|| view! {
                <p class="row"><button type="button" id="filters-clear" class="button-quiet" on:click=clear>{t!(filters_clear)}</button></p>
                <SaveList filters />
            })}
        </details>
    }
}

#[component]
fn FilterSelects(filters: RwSignal<Filters>) -> impl IntoView {
    let options = load_options(expect_context::<Session>());
    view! {
        <div class="form-grid">
            <FilterSelect id="filter-status" label=t!(filter_status) listed=Signal::stored(statuses())
                chosen=move |filters: &Filters| status_id(filters.status).to_owned()
                choose=move |id: &str| filters.update(|filters| filters.status = status_of(id)) filters />
            <FilterSelect id="filter-station" label=t!(filter_station) listed=Signal::derive(move || options.with(|options| options.of_kind(casework::Station::ID)))
                chosen=move |filters: &Filters| id_of(filters.station)
                choose=move |id: &str| filters.update(|filters| filters.station = id.parse().ok()) filters />
            <FilterSelect id="filter-danger" label=t!(case_danger) listed=Signal::stored(dangers())
                chosen=move |filters: &Filters| filters.danger.clone().unwrap_or_default()
                choose=move |id: &str| filters.update(|filters| filters.danger = (!id.is_empty()).then(|| id.to_owned())) filters />
            <FilterSelect id="filter-worker" label=t!(filter_worker) listed=Signal::derive(move || options.with(|options| options.of_kind(casework::Worker::ID)))
                chosen=move |filters: &Filters| id_of(filters.worker)
                choose=move |id: &str| filters.update(|filters| filters.worker = id.parse().ok()) filters />
            <FilterSelect id="filter-period" label=t!(filter_period) listed=Signal::stored(periods())
                chosen=move |filters: &Filters| filters.days.map(|days| days.to_string()).unwrap_or_default()
                choose=move |id: &str| filters.update(|filters| filters.days = id.parse().ok()) filters />
        </div>
    }
}

/// Marks to look for, each set or not.
#[component]
fn MarkBoxes(filters: RwSignal<Filters>) -> impl IntoView {
    let mark_box = move |mark: Mark| {
        let is_set = move || filters.with(|filters| filters.marks.contains(&mark));
        view! {
            <label class="choice-option">
                <input type="checkbox" id=format!("mark-{}", mark.id()) prop:checked=is_set
                    on:change:target=move |event| filters.update(|filters| filters.set_mark(mark, event.target().checked())) />
                <span>{mark.word()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field-label">{t!(filter_marks)}</legend>
            <div class="choice-options">{Mark::ALL.map(mark_box).collect_view()}</div>
        </fieldset>
    }
}

/// One filter: all, or one of a list.
#[component]
fn FilterSelect(
    id: &'static str,
    label: &'static str,
    listed: Signal<Vec<(String, String)>>,
    chosen: impl Fn(&Filters) -> String + Send + Sync + 'static,
    choose: impl Fn(&str) + Send + 'static,
    filters: RwSignal<Filters>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| filters.with(&chosen));
    let options = move || {
        let now = chosen.get();
        let option = |(id, word): (String, String)| {
            let is_chosen = id == now;
            view! { <option value=id selected=is_chosen>{word}</option> }
        };
        let all = (String::new(), t!(filter_all).to_owned());
        std::iter::once(all)
            .chain(listed.get())
            .map(option)
            .collect_view()
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            <select class="field-input" id=id on:change:target=move |event| choose(&event.target().value())>{options}</select>
        </div>
    }
}

fn id_of(id: Option<RecordId>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

const fn status_id(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::All => "",
        CaseStatus::Open => "open",
        CaseStatus::Closed => "closed",
    }
}

fn status_of(id: &str) -> CaseStatus {
    [CaseStatus::Open, CaseStatus::Closed]
        .into_iter()
        .find(|status| status_id(*status) == id)
        .unwrap_or_default()
}

fn statuses() -> Vec<(String, String)> {
    [
        (CaseStatus::Open, t!(filter_open)),
        (CaseStatus::Closed, t!(filter_closed)),
    ]
    .map(|(status, word)| (status_id(status).to_owned(), word.to_owned()))
    .to_vec()
}

fn dangers() -> Vec<(String, String)> {
    let levels = Danger::ALL.iter().rev();
    levels
        .map(|level| (level.id().to_owned(), labels::choice("danger", level.id())))
        .collect()
}

fn periods() -> Vec<(String, String)> {
    [7, 31, 92, 366]
        .map(|days: u32| (days.to_string(), t!(filter_days, days = days)))
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str, count: usize) {
        let filters = Filters::of_words(words);
        assert_eq!(filters.to_words(), expected);
        assert_eq!(filters.count(), count);
        assert_eq!(Filters::of_words(expected), filters);
    }

    #[test]
    fn filters_are_written_and_read_again() {
        let station = RecordId::from_bytes([7; 16]);
        check("", "", 0);
        let all = format!(
            "status=open station={station} danger=high worker={station} days=31 mark=overdue mark=to_decide"
        );
        check(&all, &all, 7);
        check(
            "mark=to_decide mark=overdue mark=overdue",
            "mark=overdue mark=to_decide",
            2,
        );
    }

    #[test]
    fn what_a_newer_version_or_a_hand_wrote_is_passed_over() {
        check(
            "status=strange moon=full days=many mark=none station=x status",
            "",
            0,
        );
        check("status=closed moon=full", "status=closed", 1);
    }

    #[test]
    fn the_words_of_a_search_are_not_saved() {
        let filters = Filters::of_words("status=open").with_text("Belkacem");
        assert_eq!(filters.to_words(), "status=open");
        assert!(filters.is_narrow());
    }
}
