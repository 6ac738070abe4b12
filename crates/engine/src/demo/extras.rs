//! What the demonstration shows beside the partnership's figures: partners, and what hangs on the latest open cases. Figures
//! count none of it.

use casework::choices::{
    ChildExposure, Danger, PartnerKind, ProcedureKind, ProcedureSide, ProcedureStatus, TaskKind,
};
use casework::grid::{self, Answer, Grid};
use casework::{
    Case, Child, Evaluation, Partner, Procedure, Task, case, child, evaluation, partner, procedure,
    task,
};
use chrono::{Days, NaiveDate};
use record::{Field, FieldType, RecordId, Scalar};

use crate::message::{FieldEdit, RecordEdit};

/// Partners: name, town, hours, kind, free places of a shelter.
type Listed = (
    &'static str,
    &'static str,
    &'static str,
    PartnerKind,
    Option<u32>,
);

const PARTNERS: [Listed; 5] = [
    (
        "Antenne de Forbach",
        "Forbach",
        "9:00-17:00",
        PartnerKind::WomensRights,
        None,
    ),
    (
        "Antenne de Sarreguemines",
        "Sarreguemines",
        "9:00-12:00",
        PartnerKind::VictimSupport,
        None,
    ),
    ("Écoute 115", "Metz", "24/24", PartnerKind::Siao, None),
    (
        "Les Tilleuls",
        "Saint-Avold",
        "24/24",
        PartnerKind::Shelter,
        Some(2),
    ),
    (
        "Unité de Metz",
        "Metz",
        "8:00-18:00",
        PartnerKind::ForensicMedicine,
        None,
    ),
];

/// The first byte of the ids made here; those of the partnership are drawn.
const OWN: u8 = 0xD0;

/// A record to make, field by field.
struct Made(RecordEdit);

impl Made {
    fn new(kind: &str, number: u8) -> Self {
        let mut id = [OWN; 16];
        let kind_byte = casework::KINDS.iter().position(|known| *known == kind);
        id[1] = kind_byte
            .and_then(|place| u8::try_from(place).ok())
            .unwrap_or(u8::MAX);
        id[2] = number;
        Self(RecordEdit {
            id: RecordId::from_bytes(id),
            kind: kind.to_owned(),
            fields: Vec::new(),
        })
    }

    fn with<T: FieldType>(mut self, field: Field<T>, value: T) -> Self {
        self.0.fields.push(FieldEdit {
            field: field.id().to_owned(),
            values: value.into_values(),
            dots: Vec::new(),
        });
        self
    }
}

/// The records, for those of the partnership as of that day.
pub(super) fn records(
    language: &str,
    today: NaiveDate,
    partnership: &mut [RecordEdit],
) -> Vec<RecordEdit> {
    let latest = latest_open(partnership);
    let mut made: Vec<Made> = (0..)
        .zip(PARTNERS)
        .map(|(number, one)| listed(number, one, today))
        .collect();
    if let [first, second, third, ..] = latest.as_slice() {
        judge(partnership, *first);
        made.extend(household(*first));
        made.extend(procedures(*first, *second, today));
        made.extend(evaluations(language, *first, today));
        made.extend(tasks(language, [*first, *second, *third], today));
    }
    made.into_iter().map(|made| made.0).collect()
}

/// The case has the level that its latest evaluation holds, as when it was signed.
fn judge(partnership: &mut [RecordEdit], case: RecordId) {
    let Some(record) = partnership.iter_mut().find(|record| record.id == case) else {
        return;
    };
    record
        .fields
        .retain(|field| field.field != case::DANGER.id());
    record.fields.push(FieldEdit {
        field: case::DANGER.id().to_owned(),
        values: vec![Danger::High.into_value()],
        dots: Vec::new(),
    });
}

/// The open cases, the latest opened first.
fn latest_open(partnership: &[RecordEdit]) -> Vec<RecordId> {
    let value = |record: &RecordEdit, field: &str| {
        let field = record.fields.iter().find(|known| known.field == field)?;
        field.values.first()?.as_date()
    };
    let mut open: Vec<_> = partnership
        .iter()
        .filter(|record| record.kind == Case::ID && value(record, case::CLOSED.id()).is_none())
        .map(|record| (value(record, case::OPENED.id()), record.id))
        .collect();
    open.sort_by(|a, b| b.cmp(a));
    open.into_iter().map(|(_, id)| id).collect()
}

fn listed(number: u8, (label, town, hours, kind, places): Listed, today: NaiveDate) -> Made {
    let made = Made::new(Partner::ID, number)
        .with(partner::LABEL, label.to_owned())
        .with(partner::TOWN, town.to_owned())
        .with(partner::HOURS, hours.to_owned())
        .with(partner::KIND, kind);
    match places {
        Some(places) => made
            .with(partner::FREE_PLACES, places)
            .with(partner::PLACES_ON, today),
        None => made,
    }
}

fn household(case: RecordId) -> [Made; 2] {
    let child = |number: u8, name: &str, age: u32, exposure: ChildExposure| {
        Made::new(Child::ID, number)
            .with(child::CASE, case)
            .with(child::GIVEN_NAMES, name.to_owned())
            .with(child::AGE, age)
            .with(child::EXPOSURE, exposure)
    };
    [
        child(0, "Léo", 8, ChildExposure::Exposed),
        child(1, "Maya", 3, ChildExposure::Present),
    ]
}

fn procedures(first: RecordId, second: RecordId, today: NaiveDate) -> [Made; 3] {
    let procedure = |number: u8, case: RecordId, side: ProcedureSide, kind: ProcedureKind| {
        Made::new(Procedure::ID, number)
            .with(procedure::CASE, case)
            .with(procedure::SIDE, side)
            .with(procedure::KIND, kind)
            .with(procedure::STATUS, ProcedureStatus::UnderWay)
            .with(procedure::STARTED, before(today, 21))
    };
    [
        procedure(0, first, ProcedureSide::Penal, ProcedureKind::Inquiry),
        procedure(
            1,
            first,
            ProcedureSide::Civil,
            ProcedureKind::ProtectionOrder,
        )
        .with(procedure::NEXT_HEARING, after(today, 4)),
        procedure(
            2,
            second,
            ProcedureSide::Civil,
            ProcedureKind::ParentalAuthority,
        ),
    ]
}

fn evaluations(language: &str, case: RecordId, today: NaiveDate) -> [Made; 2] {
    let grid = Grid::shipped();
    let answers = |yes: usize| {
        let said = grid.questions().enumerate().map(|(place, question)| {
            let answer = match place {
                place if place < yes => Answer::Yes,
                place if place % 3 == 0 => Answer::Unknown,
                _ => Answer::No,
            };
            grid::write_answer(&question.id, answer)
        });
        said.collect()
    };
    let evaluation = |number: u8, days: u64, level: Danger, yes: usize| {
        let day = before(today, days);
        Made::new(Evaluation::ID, number)
            .with(evaluation::CASE, case)
            .with(evaluation::DATE, day)
            .with(evaluation::GRID, grid.name())
            .with(evaluation::ANSWERS, answers(yes))
            .with(evaluation::JUDGEMENT, level)
            .with(evaluation::SIGNED, day)
    };
    let reason = in_language(
        language,
        "Les menaces reprennent.",
        "The threats begin again.",
    );
    [
        evaluation(0, 20, Danger::Moderate, 2),
        evaluation(1, 3, Danger::High, 5)
            .with(evaluation::REASON, reason)
            .with(evaluation::NEXT_DUE, after(today, 7)),
    ]
}

fn tasks(language: &str, cases: [RecordId; 3], today: NaiveDate) -> [Made; 3] {
    let [first, second, third] = cases;
    let task = |number: u8, case: RecordId, due: NaiveDate, (french, english): (&str, &str)| {
        Made::new(Task::ID, number)
            .with(task::CASE, case)
            .with(task::DUE, due)
            .with(task::TITLE, in_language(language, french, english))
    };
    [
        task(
            0,
            first,
            before(today, 1),
            ("Rappeler le foyer", "Call the shelter back"),
        ),
        task(
            1,
            second,
            today,
            (
                "Accompagner au dépôt de plainte",
                "Go with her to file the complaint",
            ),
        )
        .with(task::KIND, TaskKind::Appointment),
        task(
            2,
            third,
            after(today, 2),
            ("Demander des nouvelles", "Ask for news"),
        ),
    ]
}

fn in_language(language: &str, french: &str, english: &str) -> String {
    if language == "en" { english } else { french }.to_owned()
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
