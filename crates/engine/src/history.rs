//! Who changed what in a case or in the records of a person, and what it said before: read from the log, which nothing rewrites.
//!
//! Pages hold what is; only the log knows what was. It is read from its beginning, some hundred entries at a time, so that
//! other questions are answered in between; of each entry only the groups of the case and of its persons are opened.

use std::collections::{BTreeMap, BTreeSet};
use std::task::Poll;

use record::{Dot, Operation, Reader, RecordId, Stamp, Value};
use vault::{Scope, ScopeKind};

use crate::engine::Engine;
use crate::layout::{key_number, number_key};
use crate::message::{Excerpt, Failure, HistoryLine, Reply};
use crate::open::Open;
use crate::ports::{Ports, Store, Table};

/// Entries read at a time.
const ENTRIES_AT_A_TIME: usize = 256;

/// Lets whoever waits for the store have it first.
async fn give_way() {
    let mut has_waited = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut has_waited, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// A reading of the log under way.
pub(crate) struct Reading {
    scopes: BTreeSet<(ScopeKind, [u8; 16])>,
    next: u64,
    written: Vec<(Operation, Stamp)>,
}

impl<P: Ports> Engine<P> {
    /// Who changed what in a case or in the records of a person, the latest first.
    pub(crate) async fn history(&self, id: RecordId, most: u32) -> Result<Reply, Failure> {
        let ports = &self.ports;
        let mut reading = {
            let mut held = self.held().await;
            let open = held.get()?;
            open.load_all(ports).await?;
            open.begin_history(id)?
        };
        loop {
            let mut held = self.held().await;
            let open = held.get()?;
            if !open.read_on(ports, &mut reading).await? {
                return Ok(Reply::History(Excerpt::of(
                    open.lines_of(reading.written),
                    most,
                )));
            }
            drop(held);
            give_way().await;
        }
    }
}

impl Open {
    fn begin_history(&self, id: RecordId) -> Result<Reading, Failure> {
        let index = &self.library.index;
        let mut scopes = BTreeSet::new();
        let persons: Vec<RecordId> = match index.parts_of(id) {
            Some(parts) => {
                scopes.insert((ScopeKind::CASE, *id.as_bytes()));
                let persons = parts.participations.into_iter();
                persons.filter_map(|(_, id)| id).collect()
            }
            None if index.is_person(id) => vec![id],
            None => return Err(Failure::NotFound),
        };
        for person in persons {
            let kept = index.kept_person(person);
            let all = index.merged_into(kept).chain([kept, person]);
            scopes.extend(all.map(|id| (ScopeKind::PERSON, *id.as_bytes())));
        }
        Ok(Reading {
            scopes,
            next: 0,
            written: Vec::new(),
        })
    }

    /// Reads some entries; false once there are no more.
    async fn read_on<P: Ports>(&self, ports: &P, reading: &mut Reading) -> Result<bool, Failure> {
        let from = number_key(reading.next);
        let rows = ports
            .store()
            .scan(Table::Log, &from, ENTRIES_AT_A_TIME)
            .await?;
        let is_last = rows.len() < ENTRIES_AT_A_TIME;
        for (key, value) in rows {
            let Some(position) = key_number(&key) else {
                continue;
            };
            reading.next = position.saturating_add(1);
            // What is damaged is told elsewhere; its changes are missing here.
            let Some(entry) = self.open_log_row(position, &value) else {
                continue;
            };
            for group in &entry.entry().groups {
                if self.is_of(&reading.scopes, group.key_id) {
                    let operations = self.open_group(entry.entry(), group);
                    reading.written.extend(operations.unwrap_or_default());
                }
            }
        }
        Ok(!is_last)
    }

    fn is_of(&self, scopes: &BTreeSet<(ScopeKind, [u8; 16])>, key: sync::KeyId) -> bool {
        let key = self.keyring.scope_key(&vault::KeyId(key.to_bytes()));
        key.is_some_and(|key| {
            let Scope { kind, id } = key.scope();
            scopes.contains(&(kind, id))
        })
    }

    fn lines_of(&self, mut written: Vec<(Operation, Stamp)>) -> Vec<HistoryLine> {
        written.sort_by_key(|(_, stamp)| stamp.display_order());
        let values: BTreeMap<Dot, Value> = written
            .iter()
            .filter_map(|(operation, stamp)| Some((stamp.dot, operation.value.clone()?)))
            .collect();
        let lines = written.into_iter().rev().filter_map(|(operation, stamp)| {
            let after = self.told(&operation)?;
            let before = operation.replaces.iter();
            Some(HistoryLine {
                record: operation.record,
                kind: operation.kind.as_str().to_owned(),
                field: operation.field.as_str().to_owned(),
                before: before.filter_map(|dot| values.get(dot).cloned()).collect(),
                after,
                written: self.written_by(&stamp),
                dot: stamp.dot,
            })
        });
        lines.collect()
    }

    /// What a history says was written, which may be that the field was cleared; none where it says nothing of it: what the program
    /// alone reads, and what another worker keeps for herself.
    fn told(&self, operation: &Operation) -> Option<Option<Value>> {
        let schema = self.library.index.schemas().schema(operation.kind.as_str());
        let spec = schema.and_then(|schema| schema.field(operation.field.as_str()));
        match spec.map_or(Reader::Everyone, |spec| spec.reader) {
            Reader::Everyone => Some(operation.value.clone()),
            Reader::Program => None,
            Reader::Author => {
                let sealed = operation.value.as_ref()?;
                self.open_for_author(operation.record, sealed).map(Some)
            }
        }
    }
}
