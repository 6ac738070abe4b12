//! What arrives and what leaves, as bytes: batches opened, entries verified and planned, the outbox read.
//!
//! Order of belief: a generation key opens the batch, the roster's key verifies the entry, the plan decides what
//! to do with it, a scope key opens its operations. What cannot be used yet is parked, never dropped.

use std::collections::{BTreeMap, BTreeSet};

use sync::{
    Action, BatchHeader, BatchId, ChainHead, Cursor, DeviceId, Digest, EntryHash, Incoming, Known,
    Plan, VerifiedEntry, WireError,
};

use crate::layout::{self, Head, Parked, Sending, number_key, schema};
use crate::message::Failure;
use crate::open::Open;
use crate::ports::{Committed, Ports, Store, Table, Write};
use crate::seals::RowName;

/// A batch of the log as it came.
pub(crate) struct Batch {
    /// Of its bytes.
    pub(crate) digest: Digest,
    /// As sealed.
    pub(crate) bytes: Vec<u8>,
}

impl Batch {
    /// Whether it is the one of that digest.
    pub(crate) fn is(&self, digest: &[u8; 32]) -> bool {
        self.digest.as_bytes() == digest
    }
}

/// What came of received batches.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Received {
    /// Entries applied.
    pub(crate) applied: usize,
    /// Something was altered, forged or of nobody's hand; it was not applied.
    pub(crate) is_tampered: bool,
    /// This device's own chain goes on elsewhere.
    pub(crate) is_cloned: bool,
}

/// Verified entries of a reception, and where each came from.
#[derive(Default)]
struct Arrived {
    entries: Vec<VerifiedEntry>,
    /// Entries that nobody of the roster signed, as bytes: a later roster may know the signer.
    unsigned: Vec<Vec<u8>>,
    /// Rows of `Parked` that hold an entry and are looked at again.
    parked_rows: Vec<u64>,
    is_tampered: bool,
    is_cloned: bool,
}

impl Open {
    /// Takes in batches of the log, whose end is then `end`.
    pub(crate) async fn receive<P: Ports>(
        &mut self,
        ports: &P,
        batches: &[Batch],
        end: Cursor,
    ) -> Result<Received, Failure> {
        loop {
            let mut arrived = Arrived::default();
            self.take_parked_entries(ports, &mut arrived).await?;
            for batch in batches {
                self.open_batch(&batch.bytes, &mut arrived);
            }
            let incoming: Vec<Incoming> = arrived.entries.iter().map(Incoming::from).collect();
            let plan = sync::plan(&self.known(), &incoming);
            let (writes, head) = self.writes_for(ports, &arrived, &plan, (batches, end));
            if self.commit(ports, writes, head).await? == Committed::Conflict {
                self.catch_up(ports).await?;
                continue;
            }
            let applied = self.apply_all(ports, &arrived.entries, &plan.order).await;
            self.or_reload(applied)?;
            if self.library.changed() >= crate::save::MANY_CHANGES {
                // If the pages cannot be written now, they are later.
                let _ = self.compact(ports).await;
            }
            let has_fork = plan
                .actions
                .iter()
                .any(|action| matches!(action, Action::Fork(_)));
            return Ok(Received {
                applied: plan.order.len(),
                is_tampered: arrived.is_tampered || has_fork,
                is_cloned: arrived.is_cloned,
            });
        }
    }

    async fn apply_all<P: Ports>(
        &mut self,
        ports: &P,
        entries: &[VerifiedEntry],
        order: &[usize],
    ) -> Result<(), Failure> {
        for entry in order.iter().filter_map(|place| entries.get(*place)) {
            self.apply_entry(ports, entry.entry()).await?;
        }
        self.retry_parked(ports).await
    }

    /// Entries parked earlier come before the plan again: what they waited for may be here now.
    async fn take_parked_entries<P: Ports>(
        &self,
        ports: &P,
        arrived: &mut Arrived,
    ) -> Result<(), Failure> {
        for (key, value) in ports.store().scan(Table::Parked, &[], usize::MAX).await? {
            let Some(number) = layout::key_number(&key) else {
                continue;
            };
            if let Some(Parked::Entry { bytes }) = self.open_parked(number, &value) {
                arrived.parked_rows.push(number);
                self.take_entry(&bytes, arrived);
            }
        }
        Ok(())
    }

    pub(crate) fn open_parked(&self, number: u64, value: &[u8]) -> Option<Parked> {
        let name = RowName::Numbered(number);
        let plain = self
            .seals
            .open(Table::Parked, name, schema::PARKED, value)
            .ok()?;
        layout::decode(&plain)
    }

    fn open_batch(&self, batch: &[u8], arrived: &mut Arrived) {
        match self.open_batch_body(batch) {
            Some(body) => match sync::batch::unframe(&body) {
                Ok(entries) => entries
                    .into_iter()
                    .for_each(|entry| self.take_entry(entry, arrived)),
                Err(_) => arrived.is_tampered = true,
            },
            None => arrived.is_tampered = true,
        }
    }

    fn open_batch_body(&self, batch: &[u8]) -> Option<Vec<u8>> {
        let (header, visible, sealed) = sync::batch::split(batch, &self.team()).ok()?;
        let mut opened = self
            .keyring
            .generations(header.generation)
            .filter_map(|generation| {
                generation
                    .open_batch(visible, header.batch.as_bytes(), sealed)
                    .ok()
            });
        // EXPOSE: split into entries, whose operations are sealed once more.
        opened.next().map(vault::Sensitive::into_inner)
    }

    fn take_entry(&self, bytes: &[u8], arrived: &mut Arrived) {
        let Ok(named) = sync::entry::peek(bytes) else {
            arrived.is_tampered = true;
            return;
        };
        if named.device.as_bytes() == &self.identity.device_id() {
            arrived.is_cloned |= named.sequence > self.head.sequence;
            return;
        }
        let reached = self.head.reached(named.device.as_bytes());
        if reached.is_some_and(|reached| named.sequence < reached.sequence) {
            return;
        }
        let Some(key) = self.roster.sign_key(&named.device) else {
            arrived.unsigned.push(bytes.to_vec());
            arrived.is_tampered = true;
            return;
        };
        match sync::entry::verify(bytes, &self.team(), key) {
            Ok(entry) => arrived.entries.push(entry),
            Err(sync::EntryError::Wire(WireError::Newer)) => arrived.unsigned.push(bytes.to_vec()),
            Err(_) => arrived.is_tampered = true,
        }
    }

    /// What this device has applied, as the plan wants it.
    fn known(&self) -> Known {
        let heads = self.head.frontier.iter().map(|reached| {
            let hash = EntryHash::from_bytes(reached.hash);
            (
                DeviceId::from_bytes(reached.device),
                ChainHead {
                    sequence: reached.sequence,
                    hash,
                },
            )
        });
        let heads: BTreeMap<DeviceId, ChainHead> = heads.collect();
        let hashes = heads
            .iter()
            .map(|(device, head)| ((*device, head.sequence), head.hash));
        Known {
            hashes: hashes.collect(),
            frozen: self
                .head
                .frozen
                .iter()
                .map(|id| DeviceId::from_bytes(**id))
                .collect(),
            cutoffs: self.roster.cutoffs(),
            lamport: self.head.lamport,
            heads,
        }
    }

    /// The rows of a reception, and the head after it.
    fn writes_for<P: Ports>(
        &self,
        ports: &P,
        arrived: &Arrived,
        plan: &Plan,
        (batches, end): (&[Batch], Cursor),
    ) -> (Vec<Write>, Head) {
        let mut rng = ports.random();
        let mut head = self.head.clone();
        head.cursor = layout::Cursor {
            sequence: end.position,
            digest: end.digest.to_bytes(),
        };
        head.is_cloned |= arrived.is_cloned;
        head.awaited_batches
            .retain(|awaited| !batches.iter().any(|batch| batch.is(awaited)));
        let parked = arrived.parked_rows.iter();
        let mut writes: Vec<Write> = parked
            .map(|row| self.seals.delete(Table::Parked, RowName::Numbered(*row)))
            .collect();
        for entry in plan
            .order
            .iter()
            .filter_map(|place| arrived.entries.get(*place))
        {
            let position = head.next_position;
            head.next_position = position.saturating_add(1);
            writes.push(self.log_write(position, entry.bytes(), &mut rng));
            let said = entry.entry();
            head.reach(
                said.device.to_bytes(),
                said.sequence,
                entry.hash().to_bytes(),
            );
            head.lamport = head.lamport.max(said.lamport);
            writes.extend(self.parked_writes(ports, &mut head, position, said));
        }
        let mut waiting: BTreeSet<&[u8]> = arrived.unsigned.iter().map(Vec::as_slice).collect();
        for (action, entry) in plan.actions.iter().zip(&arrived.entries) {
            match action {
                Action::Apply | Action::Duplicate => continue,
                Action::Fork(device) => head.freeze(device.to_bytes()),
                Action::Park(_)
                | Action::Wait
                | Action::Frozen
                | Action::Quarantine
                | Action::Revoked => {}
            }
            waiting.insert(entry.bytes());
        }
        for bytes in waiting {
            let row = layout::encode(&Parked::Entry {
                bytes: bytes.to_vec(),
            });
            writes.push(self.parked_write(&mut head, &row, &mut rng));
        }
        (writes, head)
    }

    /// A write of a new row of `Parked`; the head counts it.
    pub(crate) fn parked_write(
        &self,
        head: &mut Head,
        row: &[u8],
        rng: &mut impl rand_core::CryptoRng,
    ) -> Write {
        let name = RowName::Numbered(head.next_parked);
        head.next_parked = head.next_parked.saturating_add(1);
        self.seals
            .put(Table::Parked, name, schema::PARKED, row, rng)
    }

    /// Own entries not yet acknowledged, in order, up to so many bytes; at least one where there is one.
    pub(crate) async fn outbox<P: Ports>(
        &self,
        ports: &P,
        most_bytes: usize,
    ) -> Result<Vec<(u64, Vec<u8>)>, Failure> {
        let mut entries = Vec::new();
        let mut total = 0_usize;
        let mut positions = None;
        for next in self.head.acknowledged.saturating_add(1)..=self.head.sequence {
            if total >= most_bytes {
                break;
            }
            let value = ports.store().get(Table::Outbox, &number_key(next)).await?;
            let position = match value.and_then(|value| self.outbox_position(next, &value)) {
                Some(position) => position,
                // The row is damaged; the log knows as well.
                None => {
                    if positions.is_none() {
                        let own = self.own_positions(ports).await?;
                        positions = Some(own.into_iter().collect::<BTreeMap<u64, u64>>());
                    }
                    let found = positions.as_ref().and_then(|own| own.get(&next)).copied();
                    found.ok_or(Failure::StorageDamaged { rows: 1 })?
                }
            };
            let entry = self.outbox_entry(ports, position).await?;
            total = total.saturating_add(entry.len());
            entries.push((next, entry));
        }
        Ok(entries)
    }

    fn outbox_position(&self, sequence: u64, value: &[u8]) -> Option<u64> {
        let name = RowName::Numbered(sequence);
        let plain = self
            .seals
            .open(Table::Outbox, name, schema::OUTBOX, value)
            .ok()?;
        layout::key_number(&plain)
    }

    async fn outbox_entry<P: Ports>(&self, ports: &P, position: u64) -> Result<Vec<u8>, Failure> {
        let row = ports.store().get(Table::Log, &number_key(position)).await?;
        let entry = row.and_then(|row| self.open_log_row(position, &row));
        entry
            .map(|entry| entry.into_parts().2)
            .ok_or(Failure::StorageDamaged { rows: 1 })
    }

    /// Seals entries as the next batch, under the generation in force.
    pub(crate) fn seal_batch<P: Ports>(
        &self,
        ports: &P,
        entries: &[(u64, Vec<u8>)],
    ) -> Result<Sending, Failure> {
        let mut rng = ports.random();
        let number = self.keyring.latest_generation().ok_or(Failure::Internal)?;
        let generation = self
            .keyring
            .generations(number)
            .next()
            .ok_or(Failure::Internal)?;
        let bytes: Vec<&[u8]> = entries.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        let body = sync::batch::frame(&bytes).map_err(|_| Failure::Internal)?;
        let mut id = [0; 16];
        rand_core::Rng::fill_bytes(&mut rng, &mut id);
        let batch = BatchId::from_bytes(id);
        let header = BatchHeader {
            team: self.team(),
            generation: number,
            batch,
        }
        .to_bytes();
        let sealed = generation.seal_batch(&header, &id, &body, &mut rng);
        let sequences = entries.iter().map(|(sequence, _)| *sequence);
        Ok(Sending {
            batch: id,
            first: sequences.clone().min().unwrap_or_default(),
            last: sequences.max().unwrap_or_default(),
            bytes: [header.as_slice(), &sealed].concat(),
        })
    }

    /// Where own entries stand in the log, by sequence.
    pub(crate) async fn own_positions<P: Ports>(
        &self,
        ports: &P,
    ) -> Result<Vec<(u64, u64)>, Failure> {
        let own = self.identity.device_id();
        let mut positions = Vec::new();
        for (key, value) in ports.store().scan(Table::Log, &[], usize::MAX).await? {
            let Some(position) = layout::key_number(&key) else {
                continue;
            };
            let entry = self.open_log_row(position, &value);
            let entry = entry.filter(|entry| entry.entry().device.as_bytes() == &own);
            positions.extend(entry.map(|entry| (entry.entry().sequence, position)));
        }
        Ok(positions)
    }
}
