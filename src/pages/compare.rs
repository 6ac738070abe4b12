//! Two persons side by side: what they have in common, what differs, and one touch that makes them one.

use std::collections::BTreeSet;

use casework::{Person, person};
use engine::message::{CaseRow, PersonRow, PersonView, RecordView};
use leptos::prelude::*;
use record::{FieldSpec, RecordId, Value};

use super::followed::Followed;
use super::heading::{BackLink, Heading};
use super::merging::{Merging, Pair, Standing, pairs};
use super::reading::{day_of, text_of};
use crate::components::case_row::CaseLine;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::search_box::SearchBox;
use crate::engine_client::AskError;
use crate::i18n::{dates, labels};
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Cases of a person shown beside her.
const MOST_CASES: usize = 5;

/// Two persons to compare.
#[derive(Clone)]
struct Both {
    kept: PersonView,
    other: PersonView,
}

impl Both {
    /// The records asked for; where they were merged with others, those that stand for the persons.
    async fn load(session: Session, kept: RecordId, other: RecordId) -> Result<Self, AskError> {
        let engine = session.engine;
        let both = Self {
            kept: engine.person(kept).await?,
            other: engine.person(other).await?,
        };
        if both.are_one() {
            return Ok(both);
        }
        Ok(Self {
            kept: engine.person(both.kept.kept).await?,
            other: engine.person(both.other.kept).await?,
        })
    }

    fn are_one(&self) -> bool {
        self.kept.kept == self.other.kept
    }
}

/// Two persons side by side.
#[component]
pub(super) fn ComparePage(
    /// Whose record is kept where they are one.
    kept: RecordId,
    /// The other one.
    other: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let both = Followed::of(session, move || Both::load(session, kept, other));
    let taken = RwSignal::new(BTreeSet::new());
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header"><Heading text=Signal::stored(t!(compare_title).to_owned()) /></header>
            <LiveNotice weight=Weight::Problem text=both.sentence() />
            {move || match both.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(both) => view! { <Compared both taken /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Compared(both: Both, taken: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let are_one = both.are_one();
    let (kept, other) = (both.kept.person.id, both.other.person.id);
    let all = pairs(&both.kept.person, &both.other.person);
    let of = |standing: Standing| {
        let found = all.iter().filter(|pair| pair.standing == standing);
        found.cloned().collect::<Vec<Pair>>()
    };
    let (differs, added) = (of(Standing::Differs), of(Standing::Added));
    let rest = [of(Standing::Same), of(Standing::Kept)].concat();
    let can_choose = !are_one;
    let swap = Route::Compare {
        kept: other,
        other: kept,
    };
    view! {
        <MergeState are_one kept=both.kept.kept one=kept other taken cases=both.kept.cases.clone() />
        <div class="compare">
            <Side view=both.kept caption=t!(compare_kept) />
            <Side view=both.other caption=t!(compare_other) />
        </div>
        {can_choose.then(|| view! {
            <p class="row"><a class="button-quiet" id="compare-swap" href=swap.path()><Glyph icon=Icon::REFRESH /><span>{t!(compare_swap)}</span></a></p>
        })}
        <Group id="differs" title=t!(compare_differs) pairs=differs can_choose taken />
        <Group id="added" title=t!(compare_added) pairs=added can_choose=false taken />
        <Group id="rest" title=t!(compare_rest) pairs=rest can_choose=false taken />
    }
}

/// What can be done: make them one, or two again.
#[component]
fn MergeState(
    are_one: bool,
    /// The record that stands for the first one.
    kept: RecordId,
    one: RecordId,
    other: RecordId,
    taken: RwSignal<BTreeSet<String>>,
    cases: Vec<CaseRow>,
) -> impl IntoView {
    let merging = Merging::of_page();
    let navigator = expect_context::<Navigator>();
    if one == other {
        return view! { <Notice weight=Weight::Information text=t!(compare_same_record) /> }
            .into_any();
    }
    if are_one {
        let merged = if kept == other { one } else { other };
        return view! {
            <Notice weight=Weight::Information text=t!(compare_are_one)>
                <button type="button" id="separate" class="button-quiet" on:click=move |_| merging.separate(merged)>
                    <Glyph icon=Icon::UNDO /><span>{t!(persons_separate)}</span>
                </button>
            </Notice>
        }
        .into_any();
    }
    let done = Callback::new(move |()| {
        if let Some(case) = cases.first() {
            navigator.replace(Route::Case(case.id));
        }
    });
    let merge = move |_| merging.merge(one, other, taken.get_untracked(), done);
    view! {
        <p class="lead">{t!(compare_text)}</p>
        <button type="button" id="merge" class="button" on:click=merge>
            <Glyph icon=Icon::CHECK /><span>{t!(persons_merge)}</span>
        </button>
    }
    .into_any()
}

/// One of the two: what to call her, and her cases.
#[component]
fn Side(view: PersonView, caption: &'static str) -> impl IntoView {
    let heading = format!("side-{}", view.person.id);
    let labelled = heading.clone();
    let cases = view.cases.into_iter().take(MOST_CASES);
    let cases: Vec<_> = cases
        .map(|row| view! { <CaseLine row=by_number(row) /> })
        .collect();
    let list = match cases.is_empty() {
        true => view! { <p class="soft">{t!(person_no_case)}</p> }.into_any(),
        false => view! { <ul class="list">{cases}</ul> }.into_any(),
    };
    view! {
        <section class="compare-side" aria-labelledby=labelled>
            <p class="page-kicker">{caption}</p>
            <h2 class="section-title" id=heading>{name_of(&view.person)}</h2>
            {list}
        </section>
    }
}

/// Given and family names, or the pseudonym, or words for neither.
pub(super) fn name_of(person: &RecordView) -> String {
    let names = [
        text_of(person, person::GIVEN_NAMES),
        text_of(person, person::FAMILY_NAME),
    ];
    let full: Vec<String> = names.into_iter().flatten().collect();
    let pseudonym = || text_of(person, person::PSEUDONYM);
    let full = Some(full.join(" ")).filter(|full| !full.is_empty());
    full.or_else(pseudonym)
        .unwrap_or_else(|| t!(case_without_name).to_owned())
}

/// Fields that stand alike; nothing where there are none.
#[component]
fn Group(
    id: &'static str,
    title: &'static str,
    pairs: Vec<Pair>,
    can_choose: bool,
    taken: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let line = move |pair: Pair| match can_choose {
        true => view! { <ChosenPair pair taken /> }.into_any(),
        false => view! { <ReadPair pair /> }.into_any(),
    };
    (!pairs.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby=id>
                <h2 class="section-title" id=id>{title}</h2>
                <div class="pairs">{pairs.into_iter().map(line).collect_view()}</div>
            </section>
        }
    })
}

/// A field that both say something of, to be read.
#[component]
fn ReadPair(pair: Pair) -> impl IntoView {
    let label = labels::of_spec(Person::ID, &pair.spec);
    let side = |caption: &'static str, values: &[Value]| {
        let words = words(&pair.spec, values);
        view! { <p class="pair-side"><span class="soft">{caption}</span><span>{words}</span></p> }
    };
    let sides = match pair.standing {
        Standing::Same => side(t!(compare_both), &pair.kept).into_any(),
        _ => (
            side(t!(compare_kept), &pair.kept),
            side(t!(compare_other), &pair.other),
        )
            .into_any(),
    };
    view! {
        <div class="pair" role="group" aria-label=label.clone()>
            <p class="field-label">{label.clone()}</p>
            {sides}
        </div>
    }
}

/// A field where only one of two values can hold: the kept one's unless the other is chosen.
#[component]
fn ChosenPair(pair: Pair, taken: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let field = pair.spec.id.as_str().to_owned();
    let label = labels::of_spec(Person::ID, &pair.spec);
    let option = |is_other: bool, caption: &'static str, values: &[Value]| {
        let words = words(&pair.spec, values);
        let (name, of_checked) = (format!("pair-{field}"), field.clone());
        let of_chosen = field.clone();
        let is_chosen = move || taken.with(|taken| taken.contains(&of_checked)) == is_other;
        let choose = move |_| {
            taken.update(|taken| {
                taken.remove(&of_chosen);
                taken.extend(is_other.then(|| of_chosen.clone()));
            });
        };
        view! {
            <label class="choice-option pair-side">
                <input type="radio" name=name prop:checked=is_chosen on:change=choose />
                <span class="soft">{caption}</span><span>{words}</span>
            </label>
        }
    };
    let kept = option(false, t!(compare_kept), &pair.kept);
    let other = option(true, t!(compare_other), &pair.other);
    view! {
        <fieldset class="pair">
            <legend class="field-label">{label}</legend>
            {kept}
            {other}
        </fieldset>
    }
}

/// Values as people say them. A telephone number is told by its end.
fn words(spec: &FieldSpec, values: &[Value]) -> String {
    let is_guarded = casework::is_guarded(Person::ID, spec.id.as_str());
    let word = |value: &Value| match value.as_text() {
        Some(number) if is_guarded => labels::number_by_its_end(number),
        _ => labels::value(spec, value),
    };
    match values {
        [] => "—".to_owned(),
        values => values.iter().map(word).collect::<Vec<_>>().join(", "),
    }
}

/// To find whom to compare a person with.
#[component]
pub(super) fn CompareWithPage(
    /// The person.
    person: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let typed = RwSignal::new(None::<String>);
    let found = Followed::of(session, move || {
        let typed = typed.get();
        async move {
            let view = session.engine.person(person).await?;
            let text = typed.unwrap_or_else(|| first_words(&view.person));
            let mut rows = session.engine.persons(text).await?;
            rows.retain(|row| row.id != view.kept);
            Ok(rows)
        }
    });
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header">
                <Heading text=Signal::stored(t!(compare_with).to_owned()) />
                <SearchBox id="search-person" name=t!(compare_find) hint=t!(compare_search) on_type=move |text| typed.set(Some(text)) />
            </header>
            <LiveNotice weight=Weight::Problem text=found.sentence() />
            {move || match found.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(rows) if rows.is_empty() => view! { <Empty icon=Icon::TEAM title=t!(compare_nobody_title) text=t!(compare_nobody) /> }.into_any(),
                Some(rows) => view! { <ul class="list" id="persons">{rows.into_iter().map(|row| view! { <PersonLink kept=person row /> }).collect_view()}</ul> }.into_any(),
            }}
        </div>
    }
}

/// What a person is looked for by before anything is typed: those of about the same name come first to mind.
fn first_words(person: &RecordView) -> String {
    let names = [person::FAMILY_NAME, person::PSEUDONYM, person::GIVEN_NAMES];
    let mut names = names.into_iter().filter_map(|field| text_of(person, field));
    let born = || day_of(person, person::BIRTH_DATE).map(|day| day.to_string());
    names.next().or_else(born).unwrap_or_default()
}

#[component]
fn PersonLink(kept: RecordId, row: PersonRow) -> impl IntoView {
    let href = Route::Compare {
        kept,
        other: row.id,
    };
    view! {
        <li><a class="case-link" href=href.path()>
            <span class="case-name">{title_of(&row)}</span>
            <span class="case-summary">{about(&row)}</span>
        </a></li>
    }
}

/// A case as it stands under a person: by its number, her name being said already.
pub(super) fn by_number(row: CaseRow) -> CaseRow {
    CaseRow {
        name: String::new(),
        ..row
    }
}

/// What a person found is called.
pub(super) fn title_of(row: &PersonRow) -> String {
    match row.name.as_str() {
        "" => t!(case_without_name).to_owned(),
        name => name.to_owned(),
    }
}

/// What tells a person found from others, in one line.
pub(super) fn about(row: &PersonRow) -> String {
    let parts = [
        row.birth_date
            .map(|day| t!(person_born, day = dates::day(day))),
        Some(row.town.clone()).filter(|town| !town.is_empty()),
        Some(t!(person_cases, count = row.cases.len())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
