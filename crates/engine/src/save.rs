//! A save: from edits to one signed entry of this device's chain, committed in one strict transaction.
//!
//! Identifiers and counters are fixed before anything is written, all sealing happens before the transaction
//! opens, and the head is compared and swapped: a save that meets another tab's is made again on top of it.

use std::collections::{BTreeMap, BTreeSet};

use record::{DeviceId, Edit, Operation, Reader, Record, RecordId, Schema, Stamp, Value};
use sync::{Entry, EntryHash, RosterHash, SealedGroup, Signature, VerifiedEntry};
use vault::{Compartment, GroupAddress, Keyring, Scope, ScopeKey};

use crate::layout::{Head, KeysRow, Ledger, Parked, encode, number_key, schema};
use crate::letters;
use crate::message::{Failure, RecordEdit};
use crate::open::Open;
use crate::ports::{Clock, Committed, Ports, Store, Table, Write};
use crate::publications;
use crate::scopes::{compartment_of, scope_of};
use crate::seals::RowName;

/// How often a save that meets other tabs' saves is made again.
pub(crate) const TRIES: usize = 64;
/// Changes from which a save is followed by a compaction: an import.
pub(crate) const MANY_CHANGES: usize = 4096;

/// An entry ready to be written, and what it does.
struct Prepared {
    entry: VerifiedEntry,
    operations: Vec<(Operation, Stamp)>,
    keys: Keyring,
}

impl Open {
    /// Saves edits as one entry. The sequence of the entry; none where nothing changed.
    pub(crate) async fn save<P: Ports>(
        &mut self,
        ports: &P,
        edits: &[RecordEdit],
    ) -> Result<Option<u64>, Failure> {
        self.save_with(ports, edits, |_| Ok(None)).await
    }

    /// The same, with a change of the ledger in the same transaction: `noted` makes it from what is there then.
    pub(crate) async fn save_with<P: Ports>(
        &mut self,
        ports: &P,
        edits: &[RecordEdit],
        noted: impl Fn(&Ledger) -> Result<Option<Ledger>, Failure>,
    ) -> Result<Option<u64>, Failure> {
        if self.is_read_only {
            return Err(Failure::NewerFormat);
        }
        self.load_all(ports).await?;
        let _held = ports.store().exclusive().await?;
        self.draw_worker_key(ports, edits);
        for _ in 0..TRIES {
            self.catch_up(ports).await?;
            let operations = self.operations(ports, edits).await?;
            if operations.is_empty() {
                return Ok(None);
            }
            let sequence = self.head.sequence.saturating_add(1);
            let ledger = noted(&self.attachments.ledger)?;
            if self.save_operations(ports, operations, ledger).await? == Committed::Yes {
                if self.library.changed() >= MANY_CHANGES {
                    // It is saved: if the pages cannot be written now, they are later.
                    let _ = self.compact(ports).await;
                }
                return Ok(Some(sequence));
            }
        }
        Err(Failure::Busy)
    }

    async fn save_operations<P: Ports>(
        &mut self,
        ports: &P,
        operations: Vec<Operation>,
        ledger: Option<Ledger>,
    ) -> Result<Committed, Failure> {
        let prepared = self.prepare(ports, operations).await?;
        let (mut writes, head) = self.writes_of(ports, &prepared);
        writes.extend(
            ledger
                .as_ref()
                .map(|ledger| self.ledger_write(ports, ledger)),
        );
        let end = self.commit(ports, writes, head).await?;
        if end == Committed::Yes {
            if let Some(ledger) = ledger {
                self.attachments.ledger = ledger;
            }
            self.keep_own_keys(prepared.keys);
            self.unsaved_wraps = Keyring::new();
            // It is saved, whatever becomes of the picture in memory.
            let applied = self.apply_operations(ports, &prepared.operations).await;
            let _ = self.or_reload(applied);
        }
        Ok(end)
    }

    /// What stays inside the engine is not for screens to write.
    pub(crate) fn refuse_secrets(&self, edits: &[RecordEdit]) -> Result<(), Failure> {
        let schemas = self.library.index.schemas();
        match field_for(schemas, edits, Reader::Program) {
            Some(field) => Err(Failure::BadValue {
                field: field.to_owned(),
            }),
            None => Ok(()),
        }
    }

    async fn operations<P: Ports>(
        &mut self,
        ports: &P,
        edits: &[RecordEdit],
    ) -> Result<Vec<Operation>, Failure> {
        let mut operations = Vec::new();
        for edit in edits {
            letters::check(edit)?;
            let known = self.record(ports, edit.id).await?;
            let schemas = self.library.index.schemas();
            let schema = schemas.schema(&edit.kind).ok_or(Failure::NotFound)?;
            if known
                .as_ref()
                .is_some_and(|known| is_sealed_from(known, edit))
            {
                return Err(Failure::Signed);
            }
            if known
                .as_ref()
                .is_some_and(|known| publications::is_published(known, edit))
            {
                return Err(Failure::Published);
            }
            let mut made = operations_of(schema, edit, known.as_ref())?;
            made.extend(signature_of(schema, edit, known.as_ref(), &made)?);
            self.seal_for_author(ports, schema, &mut made)?;
            operations.extend(made);
        }
        Ok(operations)
    }

    /// Groups operations by scope key, seals and signs them.
    async fn prepare<P: Ports>(
        &mut self,
        ports: &P,
        operations: Vec<Operation>,
    ) -> Result<Prepared, Failure> {
        let mut groups: BTreeMap<(Scope, Compartment), Vec<Operation>> = BTreeMap::new();
        let scopes = self.scopes(ports, &operations).await?;
        for operation in operations {
            let scope = scopes
                .get(&operation.record)
                .copied()
                .ok_or(Failure::Internal)?;
            let compartment = compartment_of(self.library.index.schemas(), &operation);
            groups
                .entry((scope, compartment))
                .or_default()
                .push(operation);
        }
        let sequence = self.head.sequence.saturating_add(1);
        let lamport = self.head.lamport.saturating_add(1);
        let at_ms = ports.clock().now_ms();
        let address = self.address(self.identity.device_id(), sequence);
        let mut keys = self.unsaved_wraps.clone();
        let mut stamped = Vec::new();
        let mut sealed = Vec::with_capacity(groups.len());
        let mut rng = ports.random();
        for ((scope, compartment), operations) in groups {
            let first = u32::try_from(stamped.len()).map_err(|_| Failure::Internal)?;
            let plain = record::codec::encode_operations(first, &operations)
                .map_err(|_| too_long(&operations))?;
            let key = self.key_for(scope, compartment, &mut keys, &mut rng)?;
            let key_id = sync::KeyId::from_bytes(key.id().0);
            sealed.push(SealedGroup {
                key_id,
                sealed: key.seal_group(&address, &plain, &mut rng),
            });
            let group = record::codec::OperationGroup {
                first_index: first,
                operations,
            };
            let device = self.device();
            let with_stamps = group.stamped(device, sequence, lamport, at_ms);
            stamped.extend(with_stamps.map(|(operation, stamp)| (operation.clone(), stamp)));
        }
        let entry = Entry {
            device: sync::DeviceId::from_bytes(self.identity.device_id()),
            sequence,
            previous: EntryHash::from_bytes(self.head.hash),
            roster_head: RosterHash::from_bytes(self.roster.head().to_bytes()),
            lamport,
            at_ms,
            frontier: self.frontier_changes(),
            groups: sealed,
        };
        let signer = |message: &[u8]| Signature::from_bytes(self.identity.sign(message));
        let entry = entry
            .sign(&self.team(), signer)
            .map_err(|_| Failure::Internal)?;
        Ok(Prepared {
            entry,
            operations: stamped,
            keys,
        })
    }

    fn address(&self, device: [u8; 16], sequence: u64) -> GroupAddress {
        GroupAddress {
            team: self.account.team,
            device,
            sequence,
        }
    }

    /// What this device applied of others since its last entry.
    fn frontier_changes(&self) -> Vec<(sync::DeviceId, u64)> {
        let own = self.identity.device_id();
        let new = self
            .head
            .frontier
            .iter()
            .filter(|reached| reached.is_new && reached.device != own);
        new.map(|reached| (sync::DeviceId::from_bytes(reached.device), reached.sequence))
            .collect()
    }

    /// The key in force for a scope, drawn now where there is none yet.
    fn key_for(
        &self,
        scope: Scope,
        compartment: Compartment,
        keys: &mut Keyring,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<ScopeKey, Failure> {
        let known = self.keyring.current(scope, compartment);
        if let Some(key) = known.or_else(|| keys.current(scope, compartment)) {
            return Ok(key.clone());
        }
        let generation = self.keyring.latest_generation().ok_or(Failure::Internal)?;
        let key = ScopeKey::generate(scope, compartment, generation, rng);
        keys.insert_scope_key(key.clone());
        Ok(key)
    }

    /// The scope of each record written.
    async fn scopes<P: Ports>(
        &mut self,
        ports: &P,
        operations: &[Operation],
    ) -> Result<BTreeMap<RecordId, Scope>, Failure> {
        let mut scopes = BTreeMap::new();
        for run in operations.chunk_by(|a, b| a.record == b.record) {
            let Some(first) = run.first() else { continue };
            let known = self.record(ports, first.record).await?;
            let scope = scope_of(&first.kind, first.record, known.as_ref(), run);
            scopes.insert(first.record, scope.ok_or(Failure::Internal)?);
        }
        Ok(scopes)
    }

    /// The rows of a save, and the head after it.
    fn writes_of<P: Ports>(&self, ports: &P, prepared: &Prepared) -> (Vec<Write>, Head) {
        let mut rng = ports.random();
        let mut head = self.head.clone();
        let entry = prepared.entry.entry();
        let position = head.next_position;
        let mut writes = vec![
            self.log_write(position, prepared.entry.bytes(), &mut rng),
            self.seals.put(
                Table::Outbox,
                RowName::Numbered(entry.sequence),
                schema::OUTBOX,
                &number_key(position),
                &mut rng,
            ),
        ];
        if !prepared.keys.is_empty() {
            writes.push(self.keys_write(&mut head, &prepared.keys, true, &mut rng));
        }
        head.next_position = position.saturating_add(1);
        head.sequence = entry.sequence;
        head.hash = prepared.entry.hash().to_bytes();
        head.lamport = entry.lamport;
        for reached in &mut head.frontier {
            reached.is_new = false;
        }
        head.reach(self.identity.device_id(), head.sequence, head.hash);
        (writes, head)
    }

    pub(crate) fn log_write(
        &self,
        position: u64,
        entry: &[u8],
        rng: &mut impl rand_core::CryptoRng,
    ) -> Write {
        self.seals.put(
            Table::Log,
            RowName::Numbered(position),
            schema::LOG,
            entry,
            rng,
        )
    }

    /// A write of a new keyring row; the head counts it.
    pub(crate) fn keys_write(
        &self,
        head: &mut Head,
        keys: &Keyring,
        is_unsent: bool,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Write {
        // EXPOSE: sealed under the device key just below.
        let row = KeysRow {
            is_unsent,
            keys: keys.to_local_bytes().into_inner(),
        };
        let number = head.next_key_row;
        head.next_key_row = number.saturating_add(1);
        let name = RowName::Numbered(number);
        self.seals
            .put(Table::Keys, name, schema::KEYS, &encode(&row), rng)
    }

    pub(crate) fn keep_own_keys(&mut self, keys: Keyring) {
        if !keys.is_empty() {
            self.unsent_keys.merge(keys.clone());
            self.keyring.merge(keys);
            self.learn_worker_keys();
        }
    }

    /// Applies a verified entry, whoever wrote it. Groups whose key is not here yet are left out; who receives
    /// an entry parks them.
    pub(crate) async fn apply_entry<P: Ports>(
        &mut self,
        ports: &P,
        entry: &Entry,
    ) -> Result<(), Failure> {
        let mut operations = Vec::new();
        for group in &entry.groups {
            operations.extend(self.open_group(entry, group).unwrap_or_default());
        }
        self.apply_operations(ports, &operations).await
    }

    /// The operations of a group, with their stamps; none where its key is not here or it does not open.
    pub(crate) fn open_group(
        &self,
        entry: &Entry,
        group: &SealedGroup,
    ) -> Option<Vec<(Operation, Stamp)>> {
        let key = self
            .keyring
            .scope_key(&vault::KeyId(group.key_id.to_bytes()))?;
        let address = self.address(entry.device.to_bytes(), entry.sequence);
        let plain = key.open_group(&address, &group.sealed).ok()?;
        let vocabulary = &self.library.vocabulary;
        // EXPOSE: decoded into operations.
        let opened = record::codec::decode_operations(plain.expose(), vocabulary).ok()?;
        let device = record::DeviceId::from_bytes(entry.device.to_bytes());
        let stamped = opened.stamped(device, entry.sequence, entry.lamport, entry.at_ms);
        Some(
            stamped
                .map(|(operation, stamp)| (operation.clone(), stamp))
                .collect(),
        )
    }

    /// The groups of an entry whose key is not here, as rows to park.
    pub(crate) fn parked_writes<P: Ports>(
        &self,
        ports: &P,
        head: &mut Head,
        position: u64,
        entry: &Entry,
    ) -> Vec<Write> {
        let mut writes = Vec::new();
        for (place, group) in (0..).zip(&entry.groups) {
            let id = vault::KeyId(group.key_id.to_bytes());
            if self.keyring.scope_key(&id).is_some() || self.keyring.is_tombstoned(&id) {
                continue;
            }
            let row = encode(&Parked::Group {
                position,
                group: place,
            });
            writes.push(self.parked_write(head, &row, &mut ports.random()));
        }
        writes
    }

    /// Applies parked groups whose key came meanwhile. Their rows go with the next compaction, because until
    /// then the pages do not hold them.
    pub(crate) async fn retry_parked<P: Ports>(&mut self, ports: &P) -> Result<(), Failure> {
        let rows = ports.store().scan(Table::Parked, &[], usize::MAX).await?;
        self.waiting = 0;
        for (key, value) in rows {
            let Some(number) = crate::layout::key_number(&key) else {
                continue;
            };
            if self.unparked.contains(&number) {
                continue;
            }
            let operations = match self.open_parked(number, &value) {
                Some(Parked::Group { position, group }) => {
                    self.parked_operations(ports, position, group).await?
                }
                Some(Parked::Entry { .. }) | None => None,
            };
            match operations {
                Some(operations) => {
                    self.apply_operations(ports, &operations).await?;
                    self.unparked.insert(number);
                }
                None => self.waiting = self.waiting.saturating_add(1),
            }
        }
        Ok(())
    }

    async fn parked_operations<P: Ports>(
        &self,
        ports: &P,
        position: u64,
        group: u32,
    ) -> Result<Option<Vec<(Operation, Stamp)>>, Failure> {
        let value = ports.store().get(Table::Log, &number_key(position)).await?;
        let entry = value.and_then(|value| self.open_log_row(position, &value));
        let Some(entry) = entry else { return Ok(None) };
        let place = usize::try_from(group).unwrap_or(usize::MAX);
        let group = entry.entry().groups.get(place);
        Ok(group.and_then(|group| self.open_group(entry.entry(), group)))
    }
}

/// The operations that an edit asks for, on a record as it stands now.
fn operations_of(
    schema: &Schema,
    edit: &RecordEdit,
    known: Option<&Record>,
) -> Result<Vec<Operation>, Failure> {
    let blank = Record::new(edit.id, schema.kind().clone());
    let record = known.unwrap_or(&blank);
    let mut form = Edit::open(schema, record);
    let mut changed = BTreeSet::new();
    for field in &edit.fields {
        let bad = |_| Failure::BadValue {
            field: field.field.clone(),
        };
        let spec = schema.field(&field.field).ok_or(Failure::BadValue {
            field: field.field.clone(),
        })?;
        form.saw(&field.field, &field.dots);
        let seen = record
            .rivals(spec)
            .into_iter()
            .filter(|w| field.dots.contains(&w.stamp.dot));
        if seen.count() > 1 {
            form.decide(&field.field, field.values.first().cloned(), &field.dots)
                .map_err(bad)?;
        } else {
            form.put(&field.field, field.values.clone()).map_err(bad)?;
        }
        changed.insert(field.field.clone());
    }
    Ok(form.finish())
}

/// The first field that these edits name and that is for this reader alone.
pub(crate) fn field_for<'e>(
    schemas: &casework::Casework,
    edits: &'e [RecordEdit],
    reader: Reader,
) -> Option<&'e str> {
    edits.iter().find_map(|edit| {
        let schema = schemas.schema(&edit.kind)?;
        let mut of_reader = schema.fields().filter(|spec| spec.reader == reader);
        of_reader.find_map(|spec| {
            let named = edit.fields.iter().find(|field| spec.id == *field.field)?;
            Some(named.field.as_str())
        })
    })
}

/// Where the edit signs the record: the copy of what it then says.
fn signature_of(
    schema: &Schema,
    edit: &RecordEdit,
    known: Option<&Record>,
    made: &[Operation],
) -> Result<Option<Operation>, Failure> {
    let signing = casework::evaluation::SIGNED.id();
    let is_signing = *schema.kind() == casework::Evaluation::KIND
        && made.iter().any(|one| one.field == *signing);
    if !is_signing {
        return Ok(None);
    }
    let blank = || Record::new(edit.id, schema.kind().clone());
    let mut signed = known.cloned().unwrap_or_else(blank);
    let group = record::codec::OperationGroup {
        first_index: 0,
        operations: made.to_vec(),
    };
    let was_signed = casework::is_signed(&signed);
    for (operation, stamp) in group.stamped(DeviceId::from_bytes([0; 16]), 0, u64::MAX, 0) {
        // Its own record, which only lives here.
        let _ = signed.apply(operation, stamp);
    }
    if was_signed || !casework::is_signed(&signed) {
        return Ok(None);
    }
    let copy = casework::signature::copy_of(schema, &signed).map_err(|_| too_long(made))?;
    Ok(Some(Operation {
        record: edit.id,
        kind: schema.kind().clone(),
        field: casework::evaluation::SIGNED_COPY.key(),
        value: Some(Value::Text(copy)),
        replaces: Vec::new(),
    }))
}

/// Whether the edit would change what was signed. It may still be put in the bin, and restored.
fn is_sealed_from(known: &Record, edit: &RecordEdit) -> bool {
    let is_bin =
        |field: &crate::message::FieldEdit| field.field == casework::evaluation::BINNED.id();
    casework::is_signed(known) && !edit.fields.iter().all(is_bin)
}

/// A value too long to be written: the field to blame is the one with the longest text.
fn too_long(operations: &[Operation]) -> Failure {
    let length = |operation: &&Operation| {
        operation
            .value
            .as_ref()
            .and_then(|value| value.as_text())
            .map_or(0, str::len)
    };
    let longest = operations.iter().max_by_key(length);
    longest.map_or(Failure::Internal, |operation| Failure::BadValue {
        field: operation.field.as_str().to_owned(),
    })
}
