//! The plan of a convention as one sheet to type in: funders by years. What is typed is kept; one save takes all of it.

use std::collections::{BTreeMap, BTreeSet};

use casework::{Funder, FundingLine, convention, funder, funding_line, money};
use engine::message::{RecordEdit, RecordView};
use leptos::prelude::*;
use record::{RecordId, Value};
use serde::{Deserialize, Serialize};

use crate::browser::random;
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::Icon;
use crate::components::notice::{LiveNotice, Weight};
use crate::engine_client::AskError;
use crate::engine_client::drafts::DraftKeeper;
use crate::forms::Draft;
use crate::i18n::amounts;
use crate::i18n::language;
use crate::pages::form::{KeptNotice, SaveBar, Saving};
use crate::pages::heading::{BackLink, Heading};
use crate::pages::reading::{is_binned, number_of, text_of, value_of};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Years of a sheet at the most.
const MOST_YEARS: i64 = 12;

/// Where an amount stands.
type Cell = (RecordId, i64);

/// What was typed, by funder and year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Typed {
    cells: BTreeMap<Cell, String>,
}

/// The sheet as it was opened.
#[derive(Debug, Clone)]
struct Sheet {
    label: String,
    years: Vec<i64>,
    funders: Vec<(RecordId, String)>,
    lines: BTreeMap<Cell, Vec<RecordView>>,
}

/// What a sheet begins with.
#[derive(Clone)]
struct Begun {
    sheet: Sheet,
    typed: Typed,
    is_kept: bool,
    round: u32,
}

/// The plan of a convention to change.
#[component]
pub(in crate::pages) fn PlanPage(
    /// The convention.
    convention: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let keeper = DraftKeeper::new(session.engine, format!("plan/{convention}"));
    let begun = RwSignal::new(None::<Begun>);
    let error = RwSignal::new(None::<AskError>);
    let open = move |with_kept: bool| {
        leptos::task::spawn_local(async move {
            let kept = match with_kept {
                true => keeper.read::<Typed>().await,
                false => None,
            };
            let round =
                begun.try_with_untracked(|begun| begun.as_ref().map_or(0, |begun| begun.round + 1));
            let found = read(session, convention).await.map(|sheet| Begun {
                is_kept: kept.is_some(),
                typed: kept.unwrap_or_else(|| sheet.typed()),
                sheet,
                round: round.unwrap_or_default(),
            });
            // The page may have gone.
            let _ = match found {
                Ok(found) => begun.try_set(Some(found)).map(drop),
                Err(refused) => error.try_set(Some(refused)).map(drop),
            };
        });
    };
    open(true);
    let afresh = Callback::new(move |()| {
        keeper.forget();
        open(false);
    });
    let sentence =
        Signal::derive(move || error.with(|error| error.as_ref().map(AskError::sentence)));
    view! {
        <div class="page">
            <BackLink to=Route::Funding word=t!(funding_title) />
            <header class="page-header"><Heading text=Signal::stored(t!(plan_edit).to_owned()) /></header>
            <LiveNotice weight=Weight::Problem text=sentence />
            {move || begun.with(Option::is_none).then(|| view! { <ListSkeleton /> })}
            <For each=move || begun.get() key=|begun| begun.round children=move |begun| view! {
                {begun.is_kept.then(|| view! { <KeptNotice afresh /> })}
                <SheetForm convention sheet=begun.sheet first=begun.typed keeper />
            } />
        </div>
    }
}

async fn read(session: Session, id: RecordId) -> Result<Sheet, AskError> {
    let agreement = session.engine.record(id).await?;
    let funders = session.engine.records(Funder::ID).await?;
    let lines = session.engine.records(FundingLine::ID).await?;
    Ok(Sheet::of(&agreement, &funders, lines))
}

impl Sheet {
    /// Of a convention, with the lines that name it. Pure.
    fn of(agreement: &RecordView, funders: &[RecordView], lines: Vec<RecordView>) -> Self {
        let mut of_convention: BTreeMap<Cell, Vec<RecordView>> = BTreeMap::new();
        for line in lines {
            let reference = |field: &str| value_of(&line, field).and_then(Value::as_reference);
            let is_of = reference(funding_line::CONVENTION.id()) == Some(agreement.id);
            let cell =
                reference(funding_line::FUNDER.id()).zip(number_of(&line, funding_line::YEAR.id()));
            if let Some(cell) = cell.filter(|_| is_of && !is_binned(&line)) {
                of_convention.entry(cell).or_default().push(line);
            }
        }
        let first = number_of(agreement, convention::FIRST_YEAR.id());
        let last = number_of(agreement, convention::LAST_YEAR.id()).or(first);
        let mut years: BTreeSet<i64> = of_convention.keys().map(|(_, year)| *year).collect();
        if let (Some(first), Some(last)) = (first, last) {
            years.extend(first..=last.min(first + MOST_YEARS - 1));
        }
        let mut names: Vec<_> = funders
            .iter()
            .filter(|one| !is_binned(one))
            .map(|one| (one.id, text_of(one, funder::LABEL).unwrap_or_default()))
            .collect();
        names.sort_by(|one, other| language::compare(&one.1, &other.1));
        Self {
            label: text_of(agreement, convention::LABEL).unwrap_or_default(),
            years: years.into_iter().collect(),
            funders: names,
            lines: of_convention,
        }
    }

    /// The amount of a cell, in cents: the sum of its lines, should two devices have made one each.
    fn amount(&self, cell: Cell) -> Option<i64> {
        let amounts = self.lines.get(&cell)?.iter();
        let amounts: Vec<_> = amounts
            .filter_map(|line| number_of(line, funding_line::AMOUNT.id()))
            .collect();
        (!amounts.is_empty()).then(|| amounts.into_iter().fold(0, i64::saturating_add))
    }

    /// What stands in the cells as it is.
    fn typed(&self) -> Typed {
        let cells = self
            .lines
            .keys()
            .filter_map(|cell| Some((*cell, money::plain(self.amount(*cell)?, amounts::mark()))));
        Typed {
            cells: cells.collect(),
        }
    }

    /// The changes that what was typed brings; none where something is no amount. `new` names a line that is made.
    fn edits(
        &self,
        convention: RecordId,
        typed: &Typed,
        mut new: impl FnMut() -> RecordId,
    ) -> Option<Vec<RecordEdit>> {
        let mut edits = Vec::new();
        for (cell, text) in &typed.cells {
            let amount = match text.trim() {
                "" => None,
                text => Some(money::parse(text)?),
            };
            if amount == self.amount(*cell) {
                continue;
            }
            let lines = self.lines.get(cell).map_or(&[][..], Vec::as_slice);
            let mut drafts: Vec<Draft> = lines.iter().map(Draft::of).collect();
            if drafts.is_empty() {
                let mut draft = Draft::new(FundingLine::ID, new());
                draft.set_one(
                    funding_line::CONVENTION.id(),
                    Some(Value::Reference(convention)),
                );
                draft.set_one(funding_line::FUNDER.id(), Some(Value::Reference(cell.0)));
                draft.set_one(funding_line::YEAR.id(), Some(Value::Integer(cell.1)));
                drafts.push(draft);
            }
            // The first line says it all; what another device said in the same place is taken back.
            for (place, mut draft) in drafts.into_iter().enumerate() {
                let value = amount.filter(|_| place == 0).map(Value::Integer);
                draft.set_one(funding_line::AMOUNT.id(), value);
                edits.extend(draft.edit());
            }
        }
        Some(edits)
    }

    /// What a year comes to as typed, in cents; what is no amount yet counts as nothing.
    fn total(&self, typed: &Typed, year: i64) -> i64 {
        let of_year = self
            .funders
            .iter()
            .filter_map(|(funder, _)| typed.cells.get(&(*funder, year)));
        of_year
            .filter_map(|text| money::parse(text))
            .fold(0, i64::saturating_add)
    }
}

#[component]
fn SheetForm(
    convention: RecordId,
    sheet: Sheet,
    first: Typed,
    keeper: DraftKeeper,
) -> impl IntoView {
    let typed = RwSignal::new(first);
    let sheet = StoredValue::new(sheet);
    Effect::new(move |before: Option<()>| {
        typed.with(|typed| {
            if before.is_some() {
                keeper.keep(typed);
            }
        });
    });
    let saving = Saving::new(keeper, Route::Funding);
    let missing = RwSignal::new(None::<String>);
    let save = move || {
        let edits = sheet.with_value(|sheet| {
            typed.with_untracked(|typed| sheet.edits(convention, typed, random::make_record_id))
        });
        missing.set(edits.is_none().then(|| t!(amount_broken).to_owned()));
        if let Some(edits) = edits {
            saving.save(edits);
        }
    };
    let (years, funders) = sheet.with_value(|sheet| (sheet.years.clone(), sheet.funders.clone()));
    if funders.is_empty() || years.is_empty() {
        return view! { <Empty icon=Icon::FIGURES title=t!(funders_title) text=t!(plan_needs_funders) /> }.into_any();
    }
    let heads = years
        .iter()
        .map(|year| view! { <th scope="col" class="num">{year.to_string()}</th> });
    let heads = heads.collect_view();
    let row = |(funder, name): (RecordId, String)| {
        let cells = years.iter().map(|year| view! { <td><AmountCell typed cell=(funder, *year) label=format!("{name}, {year}") /></td> });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }
    };
    let rows = funders.into_iter().map(row).collect_view();
    let totals = years.iter().map(|year| {
        let year = *year;
        view! { <td class="num" data-year=year.to_string()>{move || amounts::money(sheet.with_value(|sheet| typed.with(|typed| sheet.total(typed, year))))}</td> }
    });
    let totals = totals.collect_view();
    view! {
        <form class="form" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
            <p class="lead">{sheet.with_value(|sheet| sheet.label.clone())}</p>
            <div class="figures-wide">
                <table class="figures money sheet" id="plan-sheet">
                    <thead><tr><th scope="col">{t!(funding_funder)}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                    <tfoot><tr><th scope="row">{t!(planning_total)}</th>{totals}</tr></tfoot>
                </table>
            </div>
            <LiveNotice weight=Weight::Waiting text=missing />
            <SaveBar saving />
        </form>
    }
    .into_any()
}

#[component]
fn AmountCell(typed: RwSignal<Typed>, cell: Cell, label: String) -> impl IntoView {
    let first = typed.with_untracked(|typed| typed.cells.get(&cell).cloned().unwrap_or_default());
    let is_broken = move || {
        typed.with(|typed| {
            let text = typed
                .cells
                .get(&cell)
                .map(|text| text.trim())
                .unwrap_or_default();
            !text.is_empty() && money::parse(text).is_none()
        })
    };
    view! {
        <input class="field-input" type="text" inputmode="decimal" autocomplete="off" aria-label=label value=first
            aria-invalid=move || is_broken().then_some("true")
            on:input:target=move |event| typed.update(|typed| { typed.cells.insert(cell, event.target().value()); }) />
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::case::fixture::record;

    fn sheet() -> Sheet {
        let agreement = record(
            1,
            "convention",
            &[
                ("first_year", Value::Integer(2020)),
                ("last_year", Value::Integer(2021)),
            ],
        );
        let payer = record(
            2,
            "funder",
            &[("label", Value::Text("Une commune".to_owned()))],
        );
        let line = |byte: u8, amount: i64| {
            record(
                byte,
                "funding_line",
                &[
                    ("convention", Value::Reference(agreement.id)),
                    ("funder", Value::Reference(payer.id)),
                    ("year", Value::Integer(2020)),
                    ("amount", Value::Integer(amount)),
                ],
            )
        };
        let lines = vec![line(3, 100_000), line(4, 5_000)];
        Sheet::of(&agreement, &[payer], lines)
    }

    #[test]
    fn a_cell_that_is_typed_in_becomes_one_line() {
        let sheet = sheet();
        let (convention, payer) = (RecordId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
        let mut typed = sheet.typed();
        assert_eq!(sheet.years, [2020, 2021]);
        assert_eq!(
            typed.cells.get(&(payer, 2020)).map(String::as_str),
            Some("1050")
        );
        let new = || RecordId::from_bytes([9; 16]);
        assert_eq!(
            sheet
                .edits(convention, &typed, new)
                .map(|edits| edits.len()),
            Some(0)
        );
        typed.cells.insert((payer, 2021), "2 000,50".to_owned());
        let edits = sheet.edits(convention, &typed, new).unwrap_or_default();
        assert_eq!(
            edits.iter().map(|edit| edit.id).collect::<Vec<_>>(),
            [new()]
        );
        assert_eq!(sheet.total(&typed, 2021), 200_050);
        typed.cells.insert((payer, 2020), "900".to_owned());
        let edits = sheet.edits(convention, &typed, new).unwrap_or_default();
        assert_eq!(
            edits.len(),
            3,
            "the first line is changed, the second is emptied, one is new"
        );
        typed.cells.insert((payer, 2020), "neuf cents".to_owned());
        assert!(sheet.edits(convention, &typed, new).is_none());
    }
}
