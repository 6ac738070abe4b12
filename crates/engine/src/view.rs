//! What screens see of an open store: records with who wrote what, a case with all that hangs on it, drafts.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use casework::DueKind;
use casework::grid::Grid;
use record::{FieldSpec, Reader, Record, RecordId, Schema, Stamp, Value, Write};

use crate::layout::{self, schema as schemas_of_rows};
use crate::message::{
    BinRow, CasePage, CaseQuery, CaseView, DeviceView, DueRow, Excerpt, Failure, FieldView,
    ParticipantView, RecordView, RivalView, Written,
};
use crate::open::{Loading, Open};
use crate::ports::{Durability, Ports, Store, Table, Transaction};
use crate::seals::RowName;

/// Cases on the first screen.
const LATEST: u32 = 50;

impl Open {
    /// A part of the list; while pages are still read, of what is there so far.
    pub(crate) fn cases(&self, query: &CaseQuery) -> CasePage {
        let page = self.library.index.page(query);
        CasePage {
            is_complete: self.loading == Loading::Ready,
            ..page
        }
    }

    /// The latest cases.
    pub(crate) fn latest(&self) -> CasePage {
        self.cases(&CaseQuery {
            limit: LATEST,
            ..CaseQuery::default()
        })
    }

    /// A case with all that hangs on it.
    pub(crate) async fn case_view<P: Ports>(
        &mut self,
        ports: &P,
        id: RecordId,
    ) -> Result<CaseView, Failure> {
        self.load_all(ports).await?;
        let parts = self.library.index.parts_of(id).ok_or(Failure::NotFound)?;
        let case = self.record_view(ports, id).await?;
        let mut people = Vec::new();
        for (participation, person) in parts.participations {
            let participation = self.record_view(ports, participation).await?;
            let person = match person {
                Some(person) => self.participant(ports, person).await?,
                None => None,
            };
            people.push(ParticipantView {
                participation,
                person,
            });
        }
        let interviews = self.record_views(ports, parts.interviews).await?;
        let acts = self.record_views(ports, parts.acts).await?;
        let others = self.record_views(ports, parts.others).await?;
        let attachments = self.attachment_views(ports, parts.attachments).await?;
        let persons = people.iter().filter_map(|part| part.person.as_ref());
        let kept: BTreeSet<RecordId> = persons.map(|person| person.id).collect();
        let merged = self.merged_records(ports, kept.into_iter()).await?;
        Ok(CaseView {
            case,
            people,
            interviews,
            acts,
            others,
            attachments,
            merged,
        })
    }

    /// What is due in these days or overdue, with what tasks say.
    pub(crate) async fn due<P: Ports>(
        &mut self,
        ports: &P,
        days: RangeInclusive<chrono::NaiveDate>,
    ) -> Result<Vec<DueRow>, Failure> {
        self.load_all(ports).await?;
        let mut rows = self.library.index.due_in(&days, self.worker());
        for row in &mut rows {
            if !matches!(row.kind, DueKind::Task | DueKind::Appointment) {
                continue;
            }
            let task = self.record(ports, row.record).await?;
            row.title = task
                .and_then(|task| task.get(casework::task::TITLE))
                .unwrap_or_default();
        }
        Ok(rows)
    }

    /// What lies in the bin, each with what it is called where that is not the case's name.
    pub(crate) async fn bin<P: Ports>(
        &mut self,
        ports: &P,
        most: u32,
    ) -> Result<Excerpt<BinRow>, Failure> {
        self.load_all(ports).await?;
        let worker = self.worker();
        let mut bin = Excerpt::of(self.library.index.bin(worker), most);
        for row in &mut bin.rows {
            let field = match row.kind.as_str() {
                casework::Task::ID => casework::task::TITLE,
                casework::Child::ID => casework::child::GIVEN_NAMES,
                casework::Attachment::ID => casework::attachment::LABEL,
                _ => continue,
            };
            let record = self.record(ports, row.record).await?;
            let own = record.and_then(|record| record.get(field));
            let parts = [own, Some(std::mem::take(&mut row.name))];
            let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
            row.name = parts.collect::<Vec<_>>().join(" · ");
        }
        Ok(bin)
    }

    /// The grid of that name; without a name the one to ask now: the team's latest, else the program's.
    pub(crate) fn grid(&self, name: Option<&str>) -> Result<Grid, Failure> {
        let teams = self.library.index.small_of(casework::Team::ID);
        let files = teams.filter_map(|team| team.get(casework::team::GRIDS));
        let loaded: Vec<Grid> = files
            .flat_map(|files| {
                files
                    .iter()
                    .map(|file| Grid::parse(file))
                    .collect::<Vec<_>>()
            })
            .flatten()
            .collect();
        let all = std::iter::once(Grid::shipped()).chain(loaded.iter().cloned());
        match name {
            Some(name) => all
                .into_iter()
                .find(|grid| grid.name() == name)
                .ok_or(Failure::NotFound),
            None => Ok(Grid::asked(&loaded)),
        }
    }

    async fn record_views<P: Ports>(
        &mut self,
        ports: &P,
        ids: Vec<RecordId>,
    ) -> Result<Vec<RecordView>, Failure> {
        let mut views = Vec::with_capacity(ids.len());
        for id in ids {
            views.push(self.record_view(ports, id).await?);
        }
        Ok(views)
    }

    /// One record.
    pub(crate) async fn record_view<P: Ports>(
        &mut self,
        ports: &P,
        id: RecordId,
    ) -> Result<RecordView, Failure> {
        self.load_all(ports).await?;
        let record = self.record(ports, id).await?.ok_or(Failure::NotFound)?;
        Ok(self.view_of(&record))
    }

    /// The records of a small kind.
    pub(crate) async fn records_of<P: Ports>(
        &mut self,
        ports: &P,
        kind: &str,
    ) -> Result<Vec<RecordView>, Failure> {
        self.load_all(ports).await?;
        Ok(self
            .library
            .index
            .small_of(kind)
            .filter(|record| casework::is_seen_by(record, self.worker()))
            .map(|record| self.view_of(record))
            .collect())
    }

    pub(crate) fn view_of(&self, record: &Record) -> RecordView {
        let schema = self.library.index.schemas().schema(record.kind().as_str());
        let fields = schema
            .map(|schema| self.fields_of(schema, record))
            .unwrap_or_default();
        RecordView {
            id: record.id(),
            kind: record.kind().as_str().to_owned(),
            fields,
        }
    }

    fn fields_of(&self, schema: &Schema, record: &Record) -> Vec<FieldView> {
        let written = schema
            .fields()
            .filter(|spec| record.register(spec.id.as_str()).is_some());
        let mut views: Vec<FieldView> = written
            .filter_map(|spec| self.field_of(spec, record))
            .collect();
        if let Some(signed) = casework::signature::signed_copy(record) {
            self.show_as_signed(schema, record, &signed, &mut views);
        }
        views
    }

    /// A field as screens show it; none where nobody but the program, or another worker, reads what it says.
    fn field_of(&self, spec: &FieldSpec, record: &Record) -> Option<FieldView> {
        let values = record.values(spec).into_iter();
        let values: Vec<Value> = match spec.reader {
            Reader::Everyone => values.cloned().collect(),
            Reader::Author => values
                .filter_map(|value| self.open_for_author(record.id(), value))
                .collect(),
            Reader::Program => return None,
        };
        if spec.reader == Reader::Author && values.is_empty() {
            return None;
        }
        let rivals = record.rivals(spec);
        Some(FieldView {
            field: spec.id.as_str().to_owned(),
            values,
            dots: record.dots(spec.id.as_str()),
            needs_decision: spec.merge.asks() && !rivals.is_empty(),
            rivals: rivals.iter().map(|write| self.rival(write)).collect(),
            written: record
                .displayed_write(spec)
                .map(|write| self.written(write)),
        })
    }

    /// Shows what was signed. What was written beside it at the same moment is told under the field that holds the copy: one rival
    /// for each field, its id as the value, and who wrote it.
    fn show_as_signed(
        &self,
        schema: &Schema,
        record: &Record,
        signed: &Record,
        views: &mut Vec<FieldView>,
    ) {
        let binned = casework::evaluation::BINNED.id();
        let copy = casework::evaluation::SIGNED_COPY.id();
        let signature = schema
            .field(copy)
            .and_then(|spec| record.displayed_write(spec))
            .map(|write| self.written(write));
        views.retain(|view| view.field == binned || signed.register(&view.field).is_some());
        for view in views.iter_mut().filter(|view| view.field != binned) {
            let spec = schema.field(&view.field);
            let values = spec.map(|spec| signed.values(spec)).unwrap_or_default();
            view.values = values.into_iter().cloned().collect();
            view.rivals.clear();
            view.needs_decision = false;
            view.written.clone_from(&signature);
        }
        let beside = casework::signature::written_beside(schema, record, signed);
        let latest = |spec: &FieldSpec| {
            let writes = record.register(spec.id.as_str())?.writes().iter();
            writes.max_by_key(|write| write.stamp.display_order())
        };
        let told = beside.into_iter().filter_map(|spec| {
            Some(RivalView {
                value: Some(Value::Text(spec.id.as_str().to_owned())),
                written: self.written(latest(spec)?),
            })
        });
        views.push(FieldView {
            field: copy.to_owned(),
            values: Vec::new(),
            dots: Vec::new(),
            needs_decision: false,
            rivals: told.collect(),
            written: signature,
        });
    }

    fn rival(&self, write: &Write) -> RivalView {
        RivalView {
            value: write.value.clone(),
            written: self.written(write),
        }
    }

    fn written(&self, write: &Write) -> Written {
        self.written_by(&write.stamp)
    }

    /// Who made a write, and when.
    pub(crate) fn written_by(&self, stamp: &Stamp) -> Written {
        let author = self.library.index.author(&stamp.dot.device);
        let is_mine = stamp.dot.device == self.device()
            || author.is_some_and(|(worker, _)| self.worker() == Some(*worker));
        Written {
            by: author.map(|(_, name)| name.clone()).unwrap_or_default(),
            is_mine,
            at_ms: stamp.at_ms,
        }
    }

    pub(crate) fn is_administrator(&self) -> bool {
        let device = sync::DeviceId::from_bytes(self.identity.device_id());
        self.roster
            .live(&device)
            .is_some_and(|member| member.device.role.administers())
    }

    /// The devices of the team.
    pub(crate) fn devices(&self) -> Vec<DeviceView> {
        let own = sync::DeviceId::from_bytes(self.identity.device_id());
        let live = self.roster.members().filter(|member| member.is_live());
        let views = live.map(|member| {
            let device = record::DeviceId::from_bytes(member.device.id.to_bytes());
            let author = self.library.index.author(&device);
            DeviceView {
                worker: author.map(|(_, name)| name.clone()).unwrap_or_default(),
                is_this: member.device.id == own,
                is_administrator: member.device.role.administers(),
            }
        });
        views.collect()
    }

    /// Keeps typed text, sealed, until it is saved.
    pub(crate) async fn keep_draft<P: Ports>(
        &self,
        ports: &P,
        form: &str,
        content: &[u8],
    ) -> Result<(), Failure> {
        let name = RowName::Named(form.as_bytes());
        let write = if content.is_empty() {
            self.seals.delete(Table::Drafts, name)
        } else {
            let mut rng = ports.random();
            self.seals.put(
                Table::Drafts,
                name,
                schemas_of_rows::DRAFT,
                content,
                &mut rng,
            )
        };
        let transaction = Transaction {
            expect: None,
            writes: vec![write],
            durability: Durability::Relaxed,
        };
        // Without an expectation there is no conflict.
        let _ = ports.store().commit(transaction).await?;
        Ok(())
    }

    /// The draft of a form. One that does not open is as good as none.
    pub(crate) async fn draft<P: Ports>(
        &self,
        ports: &P,
        form: &str,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let name = RowName::Named(form.as_bytes());
        let key = self.seals.key(Table::Drafts, name);
        let value = ports.store().get(Table::Drafts, &key).await?;
        Ok(value.and_then(|value| {
            self.seals
                .open(Table::Drafts, name, schemas_of_rows::DRAFT, &value)
                .ok()
        }))
    }

    /// Writes the row that the first screen comes from.
    pub(crate) async fn write_glance<P: Ports>(
        &mut self,
        ports: &P,
        build: &str,
    ) -> Result<(), Failure> {
        let latest = postcard::to_allocvec(&self.latest()).map_err(|_| Failure::Internal)?;
        self.glance.latest = latest;
        self.glance.build = build.to_owned();
        self.refresh_names();
        let write = self.put_named(
            ports,
            layout::GLANCE_KEY,
            schemas_of_rows::GLANCE,
            &self.glance,
        );
        let transaction = Transaction {
            expect: None,
            writes: vec![write],
            durability: Durability::Relaxed,
        };
        // Without an expectation there is no conflict.
        let _ = ports.store().commit(transaction).await?;
        self.is_glance_stale = false;
        Ok(())
    }

    /// The record of the worker of this device: the one it was made with, or the one that a colleague noted it
    /// with when it joined.
    pub(crate) fn worker(&self) -> Option<RecordId> {
        let noted = self
            .library
            .index
            .author(&self.device())
            .map(|(worker, _)| *worker);
        self.account.worker.map(RecordId::from_bytes).or(noted)
    }

    pub(crate) fn refresh_names(&mut self) {
        let index = &self.library.index;
        let team = index
            .small_of(casework::Team::ID)
            .find_map(|one| one.get(casework::team::NAME));
        let own = self.worker().and_then(|id| index.small(id));
        let worker = own.and_then(|own| own.get(casework::worker::NAME));
        self.glance.team_name = team.unwrap_or_else(|| std::mem::take(&mut self.glance.team_name));
        self.glance.worker_name =
            worker.unwrap_or_else(|| std::mem::take(&mut self.glance.worker_name));
    }

    /// Every record that can be read, as JSON.
    pub(crate) async fn export<P: Ports>(&mut self, ports: &P) -> Result<Vec<u8>, Failure> {
        self.load_all(ports).await?;
        let records = self.all_records(ports).await?;
        let schemas = self.library.index.schemas();
        Ok(exchange::json::records_to_json(schemas, records.iter()))
    }
}
