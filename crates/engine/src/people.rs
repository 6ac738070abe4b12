//! Persons as screens see them, one each however many records were merged into hers.

use casework::{Person, person};
use record::{Kind, Record, RecordId};

use crate::message::{Failure, MergedRecord, PersonRow, PersonView, RecordView};
use crate::open::Open;
use crate::ports::Ports;

/// Persons given at a time.
const MOST_PERSONS: usize = 20;

impl Open {
    /// Persons by their names, telephone number or birth date, the nearest first.
    pub(crate) async fn persons<P: Ports>(
        &mut self,
        ports: &P,
        text: &str,
    ) -> Result<Vec<PersonRow>, Failure> {
        self.load_all(ports).await?;
        let mut found = self.library.index.persons_found(text);
        found.truncate(MOST_PERSONS);
        let mut rows = Vec::with_capacity(found.len());
        for id in found {
            if let Some(record) = self.record(ports, id).await? {
                rows.push(self.person_row(&record));
            }
        }
        Ok(rows)
    }

    fn person_row(&self, record: &Record) -> PersonRow {
        PersonRow {
            id: record.id(),
            name: casework::display_name(record),
            birth_date: record.get(person::BIRTH_DATE),
            town: record.get(person::TOWN).unwrap_or_default(),
            cases: self.library.index.rows_of_person(record.id()),
        }
    }

    /// A person's record, and what else is known of the person.
    pub(crate) async fn person_view<P: Ports>(
        &mut self,
        ports: &P,
        id: RecordId,
    ) -> Result<PersonView, Failure> {
        let person = self.record_view(ports, id).await?;
        if person.kind != Person::ID {
            return Err(Failure::NotFound);
        }
        let index = &self.library.index;
        let (kept, cases) = (index.kept_person(id), index.rows_of_person(id));
        Ok(PersonView {
            person,
            kept,
            cases,
            merged: self.views_merged_into(ports, id).await?,
        })
    }

    /// The record that stands for a person of a case, with the notes of those merged into it; where it is not here, her own.
    pub(crate) async fn participant<P: Ports>(
        &mut self,
        ports: &P,
        person: RecordId,
    ) -> Result<Option<RecordView>, Failure> {
        let kept = self.library.index.kept_person(person);
        let mut record = self.record(ports, kept).await?;
        if record.is_none() {
            record = self.record(ports, person).await?;
        }
        let Some(mut view) = record.map(|record| self.view_of(&record)) else {
            return Ok(None);
        };
        for merged in self.views_merged_into(ports, view.id).await? {
            take_notes(&mut view, merged);
        }
        Ok(Some(view))
    }

    /// What was merged into these records.
    pub(crate) async fn merged_records<P: Ports>(
        &mut self,
        ports: &P,
        kept: impl Iterator<Item = RecordId>,
    ) -> Result<Vec<MergedRecord>, Failure> {
        let mut all = Vec::new();
        for kept in kept {
            let views = self.views_merged_into(ports, kept).await?;
            all.extend(
                views
                    .into_iter()
                    .map(|person| MergedRecord { kept, person }),
            );
        }
        Ok(all)
    }

    async fn views_merged_into<P: Ports>(
        &mut self,
        ports: &P,
        kept: RecordId,
    ) -> Result<Vec<RecordView>, Failure> {
        let ids: Vec<RecordId> = self.library.index.merged_into(kept).collect();
        let mut views = Vec::with_capacity(ids.len());
        for id in ids {
            let record = self.record(ports, id).await?;
            views.extend(record.map(|record| self.view_of(&record)));
        }
        Ok(views)
    }
}

/// Shows the notes of a merged record with those of the one that stands for the person. Notes are only ever added, so that
/// a form over the view rewrites none of them.
fn take_notes(view: &mut RecordView, merged: RecordView) {
    let is_notes = |field: &str| {
        let spec = Person::SCHEMA.field(field);
        spec.is_some_and(|spec| spec.kind == Kind::Notes)
    };
    for field in merged.fields {
        if !is_notes(&field.field) {
            continue;
        }
        match view.fields.iter_mut().find(|one| one.field == field.field) {
            Some(known) => known.values.extend(field.values),
            None => view.fields.push(field),
        }
    }
}
