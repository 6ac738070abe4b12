//! The set-up of a team as one walk: its stations, the schema of its territory, its workers and posts, its lists, the texts of its report.
//! Each step shows what is there and leads to the same forms as the settings, which come back to the step they were opened from.

use casework::choices::ReportSection;
use casework::{ReportText, Station, report_text, station};
use chrono::Datelike;
use engine::message::RecordView;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use record::{Choice, RecordId, Value};

use super::fields::Fields;
use super::team;
use crate::browser::{clock, page};
use crate::components::empty::ListSkeleton;
use crate::components::notice::{LiveNotice, Weight};
use crate::components::territory::{Disc, Territory, place_at};
use crate::components::toast::Toasts;
use crate::forms::Draft;
use crate::i18n::{labels, language};
use crate::pages::activity::{disc_of, spot_of};
use crate::pages::followed::Followed;
use crate::pages::heading::{BackLink, Heading};
use crate::pages::planning::words::Names;
use crate::pages::reading::{choice_of, text_of};
use crate::pages::small_lines::SmallLines;
use crate::route::{Route, SettingsPart, WalkStep};
use crate::session::Session;
use crate::t;

/// The step that forms come back to, while the walk goes on.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Walk(RwSignal<Option<WalkStep>>);

impl Walk {
    /// No walk.
    pub(in crate::pages) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The walk is over: forms lead back to their own place.
    pub(in crate::pages) fn end() {
        expect_context::<Self>().0.set(None);
    }

    /// Where a form leads back to, and what that is called.
    pub(in crate::pages) fn back(place: Route, word: &'static str) -> (Route, &'static str) {
        match expect_context::<Self>().0.get_untracked() {
            Some(step) => (Route::Walk(step), t!(walk_title)),
            None => (place, word),
        }
    }
}

/// A step of the walk.
#[component]
pub(in crate::pages) fn WalkPage(
    /// Which.
    step: WalkStep,
) -> impl IntoView {
    expect_context::<Walk>().0.set(Some(step));
    let names = Names::load(expect_context::<Session>());
    let body = match step {
        WalkStep::Stations => view! { <SmallLines of=team::stations() names /><SmallLines of=team::companies() names /> }.into_any(),
        WalkStep::Territory => view! { <Places /> }.into_any(),
        WalkStep::Workers => view! { <SmallLines of=team::workers() names /><SmallLines of=team::posts() names /> }.into_any(),
        WalkStep::Lists => view! { <Fields /> }.into_any(),
        WalkStep::Texts => view! { <Texts /> }.into_any(),
    };
    let place = WalkStep::ALL
        .iter()
        .position(|one| *one == step)
        .unwrap_or_default();
    let number = u32::try_from(place + 1).unwrap_or_default();
    let total = u32::try_from(WalkStep::ALL.len()).unwrap_or_default();
    let (title, text) = words(step);
    let before = place
        .checked_sub(1)
        .and_then(|place| WalkStep::ALL.get(place).copied());
    let next = WalkStep::ALL.get(place + 1).copied();
    let back = before.map(|step| view! { <a class="button-quiet" id="walk-back" href=Route::Walk(step).path()>{t!(action_back)}</a> });
    let onward = match next {
        Some(step) => {
            view! { <a class="button" id="walk-next" href=Route::Walk(step).path()>{t!(action_next)}</a> }
        }
        None => {
            view! { <a class="button" id="walk-next" href=Route::Today.path()>{t!(walk_done)}</a> }
        }
    };
    view! {
        <div class="page walk">
            <BackLink to=Route::Settings(SettingsPart::Team) word=t!(settings_team) />
            <header class="page-header">
                <div class="grow"><p class="page-kicker">{t!(step_of, step = number, total = total)}</p><Heading text=Signal::stored(title.to_owned()) /></div>
            </header>
            <p class="lead">{text}</p>
            {body}
            <div class="step-actions">{back}{onward}</div>
        </div>
    }
}

fn words(step: WalkStep) -> (&'static str, &'static str) {
    match step {
        WalkStep::Stations => (t!(team_stations), t!(walk_stations)),
        WalkStep::Territory => (t!(walk_territory), t!(walk_territory_text)),
        WalkStep::Workers => (t!(walk_workers), t!(walk_workers_text)),
        WalkStep::Lists => (t!(walk_lists), t!(walk_lists_text)),
        WalkStep::Texts => (t!(walk_texts), t!(walk_texts_text)),
    }
}

/// By how much an arrow moves a station.
const STEP: i16 = 4;

/// The stations on the schema: one is chosen, and put where the schema is touched, or moved by arrows.
#[component]
fn Places() -> impl IntoView {
    let session = expect_context::<Session>();
    let found = Followed::of(session, move || async move {
        session.engine.records(Station::ID).await
    });
    let chosen = RwSignal::new(None::<RecordId>);
    view! {
        <LiveNotice weight=Weight::Problem text=found.sentence() />
        {move || match found.found.get() {
            None => view! { <ListSkeleton /> }.into_any(),
            Some(stations) => view! { <Schema stations=ordered(stations) chosen /> }.into_any(),
        }}
    }
}

/// By name.
fn ordered(mut stations: Vec<RecordView>) -> Vec<RecordView> {
    let name = |one: &RecordView| text_of(one, station::LABEL).unwrap_or_default();
    stations.sort_by(|one, other| language::compare(&name(one), &name(other)));
    stations
}

/// The stations being put on the schema.
#[derive(Clone, Copy)]
struct Placing {
    session: Session,
    toasts: Toasts,
    stations: StoredValue<Vec<RecordView>>,
    chosen: RwSignal<Option<RecordId>>,
}

impl Placing {
    /// Puts the chosen station somewhere; then the next one without a place is chosen, where that is wanted.
    fn put(self, (x, y): (u8, u8), and_next: bool) {
        let chosen = self.chosen.get_untracked();
        let is_chosen = |one: &&RecordView| Some(one.id) == chosen;
        let draft = self
            .stations
            .with_value(|all| all.iter().find(is_chosen).map(Draft::of));
        let Some(mut draft) = draft else { return };
        draft.set_one(station::MAP_X.id(), Some(Value::Integer(x.into())));
        draft.set_one(station::MAP_Y.id(), Some(Value::Integer(y.into())));
        let is_next = |one: &&RecordView| spot_of(one).is_none() && one.id != draft.id;
        let next = self
            .stations
            .with_value(|all| all.iter().find(is_next).map(|one| one.id));
        leptos::task::spawn_local(async move {
            match self
                .session
                .engine
                .save(draft.edit().into_iter().collect())
                .await
            {
                // The page may have gone.
                Ok(_) if and_next && next.is_some() => drop(self.chosen.try_set(next)),
                Ok(_) => {}
                Err(refused) => self.toasts.refuse(refused.sentence()),
            }
        });
    }

    /// Moves the chosen station; one without a place from the middle.
    fn shift(self, (x, y): (i16, i16)) {
        let chosen = self.chosen.get_untracked();
        let is_chosen = |one: &&RecordView| Some(one.id) == chosen;
        let now = self
            .stations
            .with_value(|all| all.iter().find(is_chosen).and_then(spot_of));
        let along =
            |now: u8, by: i16| u8::try_from((i16::from(now) + by).clamp(0, 100)).unwrap_or(now);
        let (across, down) = now.unwrap_or((50, 50));
        self.put((along(across, x), along(down, y)), false);
    }
}

/// The schema as it is, and the two ways to put a station on it: a touch, and arrows.
#[component]
fn Schema(stations: Vec<RecordView>, chosen: RwSignal<Option<RecordId>>) -> impl IntoView {
    let placing = Placing {
        session: expect_context(),
        toasts: expect_context(),
        stations: StoredValue::new(stations.clone()),
        chosen,
    };
    let is_gone = |chosen: &Option<RecordId>| stations.iter().all(|one| Some(one.id) != *chosen);
    if chosen.with_untracked(is_gone) {
        let unplaced = stations.iter().find(|one| spot_of(one).is_none());
        chosen.set(unplaced.or(stations.first()).map(|one| one.id));
    }
    let touched = move |event: MouseEvent| {
        if let Some(within) = page::within_picture(&event) {
            placing.put(place_at(within), true);
        }
    };
    let discs: Vec<Disc> = stations.iter().filter_map(|one| disc_of(one, 0)).collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let said = t!(
        walk_placed,
        count = count(discs.len()),
        total = count(stations.len())
    );
    view! {
        <div class="walk-place"><StationSelect stations chosen /><Arrows placing /></div>
        <div class="walk-schema" id="walk-schema" on:click=touched><Territory discs summary=said /></div>
    }
}

/// Which station is put next.
#[component]
fn StationSelect(stations: Vec<RecordView>, chosen: RwSignal<Option<RecordId>>) -> impl IntoView {
    let option = |one: &RecordView| {
        let id = one.id;
        let name = text_of(one, station::LABEL).unwrap_or_default();
        let word = match spot_of(one) {
            Some(_) => name,
            None => t!(walk_unplaced, name = name),
        };
        view! { <option value=id.to_string() selected=move || chosen.get() == Some(id)>{word}</option> }
    };
    view! {
        <div class="field">
            <label class="field-label" for="walk-station">{t!(activity_place)}</label>
            <select class="field-input" id="walk-station" on:change:target=move |event| chosen.set(event.target().value().parse().ok())>
                {stations.iter().map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Arrows(placing: Placing) -> impl IntoView {
    let arrow = |(id, sign, by, word): (&'static str, &'static str, (i16, i16), &'static str)| {
        view! { <button type="button" class="button-quiet" id=id aria-label=word on:click=move |_| placing.shift(by)><span aria-hidden="true">{sign}</span></button> }
    };
    let arrows = [
        ("walk-left", "←", (-STEP, 0), t!(walk_left)),
        ("walk-up", "↑", (0, -STEP), t!(walk_up)),
        ("walk-down", "↓", (0, STEP), t!(walk_down)),
        ("walk-right", "→", (STEP, 0), t!(walk_right)),
    ];
    view! { <div class="walk-arrows" role="group" aria-label=t!(walk_move)>{arrows.map(arrow).collect_view()}</div> }
}

/// The texts of the report, each with whether it is written.
#[component]
fn Texts() -> impl IntoView {
    let session = expect_context::<Session>();
    let found = Followed::of(session, move || async move {
        session.engine.records(ReportText::ID).await
    });
    // A report is of a year that is over; its texts stand for the years after as well.
    let year = u32::try_from(clock::today().year() - 1).unwrap_or_default();
    let line = move |section: ReportSection, texts: &[RecordView]| {
        let of_section = |one: &&RecordView| choice_of(one, report_text::SECTION) == Some(section);
        let written = texts
            .iter()
            .filter(of_section)
            .find_map(|one| text_of(one, report_text::TEXT));
        let about = written
            .as_deref()
            .and_then(|text| text.lines().next())
            .unwrap_or(t!(walk_unwritten))
            .to_owned();
        let route = Route::ReportText { section, year };
        view! {
            <li><a class="case-link" href=route.path()>
                <span class="case-name">{labels::choice(ReportSection::LIST.name, section.id())}</span>
                <span class="case-summary">{about}</span>
            </a></li>
        }
    };
    view! {
        <LiveNotice weight=Weight::Problem text=found.sentence() />
        {move || match found.found.get() {
            None => view! { <ListSkeleton /> }.into_any(),
            Some(texts) => view! { <ul class="list" id="walk-texts">{ReportSection::ALL.iter().map(|section| line(*section, &texts)).collect_view()}</ul> }.into_any(),
        }}
    }
}
