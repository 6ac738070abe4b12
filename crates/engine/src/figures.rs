//! The figures of a period, and the records behind each number; what is asked about days.

use std::collections::BTreeMap;

use casework::{Case, Person, Shift, Station, station};
use chrono::NaiveDate;
use record::RecordId;
use report::{Activity, Figure};

use crate::message::{Excerpt, Failure, FigureRow, Reply, Request};
use crate::open::Open;
use crate::ports::Ports;

impl Open {
    /// The figures of a period.
    pub(crate) fn activity(&self, from: NaiveDate, to: NaiveDate) -> Activity {
        Activity::compute(&self.library.facts, from, to)
    }

    /// How the cases handled answer the fields of the program and of the team.
    fn answers(&self, from: NaiveDate, to: NaiveDate) -> Vec<report::Answers> {
        let schema = self.library.index.schemas().schema(Case::ID);
        let counted = schema.map(|schema| report::answers(&self.library.facts, schema, from, to));
        counted.unwrap_or_default()
    }

    /// The records behind a number of a period, in order of day; so many at the most.
    pub(crate) async fn behind<P: Ports>(
        &mut self,
        ports: &P,
        figure: Figure,
        from: NaiveDate,
        to: NaiveDate,
        most: u32,
    ) -> Result<Excerpt<FigureRow>, Failure> {
        self.load_all(ports).await?;
        let ids = self.library.facts.ids(figure, from, to);
        let kind = figure.kind();
        if kind.as_str() == Shift::ID {
            return Ok(Excerpt::of(self.shift_rows(&ids, from, to), most));
        }
        let rows = ids.into_iter().map(|id| self.figure_row(kind.as_str(), id));
        let mut rows: Vec<FigureRow> = rows.collect();
        rows.sort_by_key(|row| {
            (
                row.day,
                row.case.as_ref().and_then(|case| case.opened),
                row.record,
            )
        });
        Ok(Excerpt::of(rows, most))
    }

    fn figure_row(&self, kind: &str, id: RecordId) -> FigureRow {
        let index = &self.library.index;
        let case = match kind {
            Case::ID => index.row(id),
            Person::ID => index.rows_of_person(id).into_iter().next(),
            _ => index.case_of(id).and_then(|case| index.row(case)),
        };
        FigureRow {
            record: id,
            kind: kind.to_owned(),
            case,
            day: index.day_of_part(id),
            name: match kind {
                Person::ID => index.name_of_person(id).to_owned(),
                _ => String::new(),
            },
        }
    }

    /// Shifts of these ids, of which some have no record.
    fn shift_rows(&self, ids: &[RecordId], from: NaiveDate, to: NaiveDate) -> Vec<FigureRow> {
        let stations = self.library.index.small_of(Station::ID);
        let labels: BTreeMap<RecordId, String> = stations
            .filter_map(|station| Some((station.id(), station.get(station::LABEL)?)))
            .collect();
        let Some(last) = to.pred_opt().filter(|last| from <= *last) else {
            return Vec::new();
        };
        let shifts = self.library.facts.rota().shifts(from..=last);
        let behind = shifts
            .into_iter()
            .filter(|shift| ids.binary_search(&shift.id).is_ok());
        let row = |shift: casework::rota::PlannedShift| FigureRow {
            record: shift.id,
            kind: Shift::ID.to_owned(),
            case: None,
            day: Some(shift.day),
            name: shift
                .station
                .and_then(|station| labels.get(&station))
                .cloned()
                .unwrap_or_default(),
        };
        behind.map(row).collect()
    }
}

impl Open {
    /// Requests about days: figures, shifts, and what leaves for a calendar.
    pub(crate) async fn answer_days<P: Ports>(
        &mut self,
        ports: &P,
        request: Request,
    ) -> Result<Reply, Failure> {
        match request {
            Request::Figure {
                figure,
                from,
                to,
                most,
            } => self
                .behind(ports, figure, from, to, most)
                .await
                .map(Reply::Figure),
            Request::Answers { from, to } => {
                self.load_all(ports).await?;
                Ok(Reply::Answers(self.answers(from, to)))
            }
            Request::Breakdowns { from, to } => {
                self.load_all(ports).await?;
                let facts = &self.library.facts;
                Ok(Reply::Breakdowns(report::breakdowns(facts, from, to)))
            }
            Request::Setup => self.setup(ports).await.map(Reply::Export),
            Request::ReadSetup { file } => self.read_setup(ports, &file).await.map(Reply::Edits),
            Request::IntakeKey => {
                let key = self.intake_key(ports).await?;
                Ok(Reply::IntakeKey(key.into()))
            }
            Request::OpenIntake(items) => Ok(Reply::OpenedIntake(self.open_intake(&items))),
            Request::Workload { from, to } => {
                self.load_all(ports).await?;
                Ok(Reply::Workload(report::workload(
                    &self.library.facts,
                    from,
                    to,
                )))
            }
            Request::Funding => {
                self.load_all(ports).await?;
                let funding = report::Funding::of(self.library.index.every_small());
                Ok(Reply::Funding(funding.into()))
            }
            Request::Activity { from, to } => {
                self.load_all(ports).await?;
                Ok(Reply::Activity(self.activity(from, to).into()))
            }
            Request::Agenda { from, until, words } => self
                .agenda(ports, from..=until, &words)
                .await
                .map(Reply::Export),
            Request::Rota { from, until } => self
                .rota(ports, from..=until)
                .await
                .map(|view| Reply::Rota(view.into())),
            Request::ShiftCalendar { from, until, word } => self
                .shift_calendar(ports, from..=until, &word)
                .await
                .map(Reply::Export),
            Request::Moments { from, until } => {
                self.moments(ports, from..=until).await.map(Reply::Moments)
            }
            asked => self.answer_report(ports, asked).await,
        }
    }
}
