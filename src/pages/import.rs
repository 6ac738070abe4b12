//! An old spreadsheet taken in: the file, what its columns say, what comes of it, and one touch that saves it, or takes all of it back.

use casework::{Case, case};
use engine::message::table::{RawSheet, Refusal};
use engine::message::{FieldEdit, ImportAsk, ImportView, RecordEdit, RowTrouble, Target, Trouble};
use leptos::prelude::*;
use record::{ChoiceId, RecordId, Value};

use super::heading::{BackLink, Heading};
use crate::browser::clock;
use crate::browser::contents::{self, Picked};
use crate::components::notice::{LiveNotice, Notice, Weight};
use crate::components::toast::Toasts;
use crate::engine_client::AskError;
use crate::files;
use crate::i18n::labels;
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// Longer files are not read.
const MOST_BYTES: u64 = 20 << 20;
/// Rows with trouble that are told one by one.
const MOST_TOLD: usize = 50;
/// Rows of the file that are shown.
const SHOWN: usize = 4;
/// Cases put in the bin by one save.
const AT_ONCE: usize = 200;

/// What is being taken in.
#[derive(Clone, Copy)]
struct Taking {
    session: Session,
    sheets: RwSignal<Vec<RawSheet>>,
    sheet: RwSignal<usize>,
    targets: RwSignal<Vec<Target>>,
    view: RwSignal<Option<ImportView>>,
    sentence: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
}

/// An old spreadsheet taken in.
#[component]
pub(super) fn ImportPage() -> impl IntoView {
    let taking = Taking {
        session: expect_context(),
        sheets: RwSignal::new(Vec::new()),
        sheet: RwSignal::new(0),
        targets: RwSignal::new(Vec::new()),
        view: RwSignal::new(None),
        sentence: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    let has_sheet = move || taking.sheets.with(|sheets| !sheets.is_empty());
    view! {
        <div class="page">
            <BackLink to=Route::Cases word=t!(place_cases) />
            <header class="page-header"><Heading text=Signal::stored(t!(import_title).to_owned()) /></header>
            <p class="lead">{t!(import_text)}</p>
            <div class="field">
                <label class="field-label" for="import-file">{t!(import_file)}</label>
                <input class="field-input" id="import-file" type="file" accept=".xlsx,.ods,.csv,.txt" on:change:target=move |event| taking.open(contents::picked(&event.target())) />
            </div>
            <LiveNotice weight=Weight::Problem text=taking.sentence />
            {move || taking.is_busy.get().then(|| view! { <p role="status"><span class="spinner" aria-hidden="true"></span>{t!(import_busy)}</p> })}
            {move || has_sheet().then(|| view! { <Columns taking /><Outcome taking /> })}
        </div>
    }
}

impl Taking {
    /// Reads the file that was chosen.
    fn open(self, picked: Option<Picked>) {
        let Some(picked) = picked else { return };
        self.is_busy.set(true);
        leptos::task::spawn_local(async move {
            let read = read(&picked).await;
            // The page may have gone.
            let _ = self.is_busy.try_set(false);
            let _ = self
                .sentence
                .try_set(read.as_ref().err().map(|refused| sentence(*refused)));
            let _ = self.view.try_set(None);
            let sheets = read.unwrap_or_default();
            let has_some = !sheets.is_empty();
            let is_gone = self.sheets.try_set(sheets).is_some();
            if has_some && !is_gone {
                self.choose_sheet(0);
            }
        });
    }

    fn choose_sheet(self, sheet: usize) {
        self.sheet.set(sheet);
        let titles = self.sheets.with_untracked(|sheets| {
            sheets
                .get(sheet)
                .and_then(|sheet| sheet.rows.first().cloned())
        });
        self.targets.set(
            titles
                .unwrap_or_default()
                .iter()
                .map(|title| Target::guess(title))
                .collect(),
        );
        self.look();
    }

    fn choose_target(self, column: usize, target: Target) {
        self.targets.update(|targets| {
            if let Some(one) = targets.get_mut(column) {
                *one = target;
            }
        });
        self.look();
    }

    fn asked(self, is_saved: bool) -> ImportAsk {
        let sheet = self.sheet.get_untracked();
        let rows = self
            .sheets
            .with_untracked(|sheets| sheets.get(sheet).map(|sheet| sheet.rows.clone()));
        let words = Target::OF_LISTS.into_iter().flat_map(|(target, list)| {
            list.ids
                .iter()
                .map(move |id| (target, labels::choice(list.name, id), ChoiceId::shared(id)))
        });
        ImportAsk {
            rows: rows.unwrap_or_default(),
            targets: self.targets.get_untracked(),
            words: words.collect(),
            is_saved,
        }
    }

    /// What would come of it.
    fn look(self) {
        let asked = self.asked(false);
        leptos::task::spawn_local(async move {
            let looked = self.session.engine.import(asked).await;
            let _ = self
                .sentence
                .try_set(looked.as_ref().err().map(AskError::sentence));
            let _ = self.view.try_set(looked.ok());
        });
    }

    /// Saves it, and offers to take it back.
    fn save(self, toasts: Toasts) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        let asked = self.asked(true);
        leptos::task::spawn_local(async move {
            let saved = self.session.engine.import(asked).await;
            let _ = self.is_busy.try_set(false);
            match saved {
                Ok(view) => {
                    let undo = undo(self.session, toasts, view.made.clone());
                    toasts.offer_undo(t!(import_done, count = view.cases), undo);
                    let _ = self.sheets.try_set(Vec::new());
                }
                Err(refused) => drop(self.sentence.try_set(Some(refused.sentence()))),
            }
        });
    }
}

/// Puts all the cases that were made in the bin.
fn undo(session: Session, toasts: Toasts, made: Vec<RecordId>) -> Callback<()> {
    Callback::new(move |()| {
        let made = made.clone();
        leptos::task::spawn_local(async move {
            for cases in made.chunks(AT_ONCE) {
                let edits = cases.iter().map(|case| binned(*case)).collect();
                if let Err(refused) = session.engine.save(edits).await {
                    return toasts.refuse(refused.sentence());
                }
            }
            toasts.say(t!(import_undone));
        });
    })
}

fn binned(case: RecordId) -> RecordEdit {
    RecordEdit {
        id: case,
        kind: Case::ID.to_owned(),
        fields: vec![FieldEdit {
            field: case::BINNED.id().to_owned(),
            values: vec![Value::Date(clock::today())],
            dots: Vec::new(),
        }],
    }
}

async fn read(picked: &Picked) -> Result<Vec<RawSheet>, Refusal> {
    // Its size comes first: nothing of one that is too large is read.
    if picked.content.bytes() > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let bytes = picked.content.read(0, picked.content.bytes()).await;
    files::read(bytes.ok_or(Refusal::Broken)?).await
}

fn sentence(refused: Refusal) -> String {
    match refused {
        Refusal::TooLarge => t!(import_too_large),
        Refusal::Protected => t!(import_protected),
        Refusal::Broken => t!(import_broken),
        Refusal::Empty => t!(import_empty),
        Refusal::Fault => t!(export_fault),
    }
    .to_owned()
}

fn word(target: Target) -> String {
    match target {
        Target::Nothing => t!(import_nothing).to_owned(),
        Target::Number => labels::field("case", "number"),
        Target::Opened => labels::field("case", "opened"),
        Target::Station => labels::field("case", "station"),
        Target::FamilyName => labels::field("person", "family_name"),
        Target::GivenNames => labels::field("person", "given_names"),
        Target::Sex => labels::field("person", "sex"),
        Target::BirthDate => labels::field("person", "birth_date"),
        Target::Phone => labels::field("person", "phone"),
        Target::Origin => labels::field("case", "origin"),
        Target::ConjugalViolence => labels::field("case", "conjugal_violence"),
        Target::Violences => labels::field("case", "violences"),
        Target::Relationship => labels::field("case", "relationship"),
        Target::Complaint => labels::field("case", "complaint"),
        Target::Children => labels::field("case", "children"),
        Target::Town => labels::field("person", "town"),
        Target::Contact => t!(import_contact).to_owned(),
        Target::Professional => t!(import_professional).to_owned(),
        Target::Referral => t!(import_referral).to_owned(),
        Target::Note => labels::field("case", "notes"),
    }
}

/// The columns of the sheet, with what each says, and its first rows.
#[component]
fn Columns(taking: Taking) -> impl IntoView {
    let sheet_of = move || {
        let sheet = taking.sheet.get();
        taking
            .sheets
            .with(|sheets| sheets.get(sheet).cloned().unwrap_or_default())
    };
    let table = move || {
        let sheet = sheet_of();
        let titles = sheet.rows.first().cloned().unwrap_or_default();
        let width = titles.len();
        let line = |row: &Vec<String>| {
            let cells = (0..width).map(|column| view! { <td>{row.get(column).cloned()}</td> });
            view! { <tr>{cells.collect_view()}</tr> }
        };
        let lines = sheet
            .rows
            .iter()
            .skip(1)
            .take(SHOWN)
            .map(line)
            .collect_view();
        let titles = titles.into_iter().enumerate();
        let heads = titles.map(|(column, title)| view! { <ColumnHead taking column title /> });
        let heads = heads.collect_view();
        view! {
            <div class="figures-wide" tabindex="0" role="group" aria-label=t!(funding_table)>
                <table class="figures words-table" id="import-columns">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
    };
    view! {
        <section class="section" aria-label=t!(import_columns)>
            <h2 class="section-title">{t!(import_columns)}</h2>
            <SheetChoice taking />
            {table}
        </section>
    }
}

/// Which sheet of several.
#[component]
fn SheetChoice(taking: Taking) -> impl IntoView {
    let names = move || {
        taking.sheets.with(|sheets| {
            sheets
                .iter()
                .map(|sheet| sheet.name.clone())
                .collect::<Vec<_>>()
        })
    };
    let option =
        |(place, name): (usize, String)| view! { <option value=place.to_string()>{name}</option> };
    move || {
        let names = names();
        (names.len() > 1).then(|| view! {
            <div class="field">
                <label class="field-label" for="import-sheet">{t!(import_sheet)}</label>
                <select class="field-input" id="import-sheet" on:change:target=move |event| taking.choose_sheet(event.target().value().parse().unwrap_or(0))>
                    {names.into_iter().enumerate().map(option).collect_view()}
                </select>
            </div>
        })
    }
}

/// The title of a column, and what it is taken to say.
#[component]
fn ColumnHead(taking: Taking, column: usize, title: String) -> impl IntoView {
    let options = move || {
        let now = taking.targets.with(|targets| targets.get(column).copied());
        let option = move |(place, target): (usize, Target)| {
            let is_chosen = now == Some(target);
            view! { <option value=place.to_string() selected=is_chosen>{word(target)}</option> }
        };
        Target::ALL
            .into_iter()
            .enumerate()
            .map(option)
            .collect_view()
    };
    let choose = move |value: String| {
        let target = value
            .parse()
            .ok()
            .and_then(|place: usize| Target::ALL.get(place).copied());
        taking.choose_target(column, target.unwrap_or(Target::Nothing));
    };
    view! {
        <th scope="col">
            <span class="soft">{title.clone()}</span>
            <select class="field-input" id=format!("import-column-{column}") aria-label=t!(import_column, title = title) on:change:target=move |event| choose(event.target().value())>{options}</select>
        </th>
    }
}

/// What comes of it, and the one way to take it in.
#[component]
fn Outcome(taking: Taking) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let told = move |view: ImportView| {
        let troubles = view.troubles.len();
        let lines = view
            .troubles
            .iter()
            .take(MOST_TOLD)
            .map(|trouble| view! { <li>{trouble_sentence(trouble)}</li> });
        let lines = lines.collect_view();
        let count = u32::try_from(troubles).unwrap_or(u32::MAX);
        let notice = (troubles > 0).then(|| view! {
            <Notice weight=Weight::Waiting text=t!(import_troubles, count = count)><ul class="planning-conflicts" id="import-troubles">{lines}</ul></Notice>
        });
        let known = (view.known > 0).then(|| view! { <p class="soft" id="import-known">{t!(import_known, count = view.known)}</p> });
        let save = (view.cases > 0).then(|| view! {
            <button type="button" class="button" id="import-save" aria-disabled=move || taking.is_busy.get().then_some("true") on:click=move |_| taking.save(toasts)>{t!(import_save, count = view.cases)}</button>
        });
        view! {
            <p id="import-outcome" role="status">{t!(import_outcome, cases = view.cases, interviews = view.interviews)}</p>
            {known}
            {notice}
            {save}
        }
    };
    view! { <section class="section" aria-label=t!(import_outcome_title)>{move || taking.view.get().map(told)}</section> }
}

fn trouble_sentence(trouble: &RowTrouble) -> String {
    let (row, text) = (trouble.row, trouble.text.clone());
    match trouble.why {
        Trouble::NoDay => t!(import_no_day, row = row, text = text),
        Trouble::NoStation => t!(import_no_station, row = row, text = text),
        Trouble::NoAnswer => t!(import_no_answer, row = row, text = text),
        Trouble::NoNumber => t!(import_no_number, row = row, text = text),
        Trouble::NoDayOfReferral => t!(import_no_day_of_referral, row = row),
        Trouble::Nobody => t!(import_nobody, row = row),
    }
}
