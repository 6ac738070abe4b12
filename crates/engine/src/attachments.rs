//! The contents of attachments: sealed piece by piece as they are added, kept beside the drafts, opened piece by piece.
//!
//! Parts are durable before the record that names them is saved, and the ledger, which says what is here, changes with
//! the head. So no record names a content that was not here, and what was begun and never saved is found at the next
//! unlock and thrown away. A part is opened when somebody looks at it, and never kept in clear.

use std::collections::BTreeMap;

use casework::{Attachment, attachment};
use data_encoding::HEXLOWER;
use record::{Field, FieldType, Record, RecordId};
use sync::{BlobManifest, Digest, blob};
use vault::{BlobId, BlobKey, BlobPlan};

use crate::engine::Engine;
use crate::layout::{self, Kept, Ledger, Stage, part_name, schema};
use crate::link::{Ask, Refusal};
use crate::message::{
    AttachmentPlace, AttachmentTotals, AttachmentView, Event, Failure, FieldEdit,
    MOST_ATTACHMENT_BYTES, RecordEdit, Reply, Request,
};
use crate::open::{self, Open};
use crate::ports::{Committed, Durability, Ports, Store, StoreError, Table, Transaction, Write};
use crate::save::TRIES;
use crate::seals::{RowName, Seals};

/// What an open store knows of the contents of attachments.
#[derive(Default)]
pub(crate) struct Attachments {
    /// What is on this device.
    pub(crate) ledger: Ledger,
    /// Those being added in this session, by their number.
    adding: BTreeMap<u32, Adding>,
    last: u32,
    /// Digests of the parts that were seen, of contents that come from the endpoint.
    arriving: BTreeMap<[u8; 16], BTreeMap<u32, Digest>>,
}

/// A content that is being added.
struct Adding {
    blob: [u8; 16],
    key: BlobKey,
    plan: BlobPlan,
    /// Of the sealed parts that are here.
    digests: Vec<Option<Digest>>,
}

/// Where the content of a record is, and what opens it.
pub(crate) struct Content {
    key: BlobKey,
    plan: BlobPlan,
    manifest: BlobManifest,
}

impl Content {
    /// What the record says; none where it names no content, or one that no program wrote.
    fn of(record: &Record) -> Option<Self> {
        let manifest = hexadecimal(&record.get(attachment::MANIFEST)?)?;
        let manifest = BlobManifest::decode(&manifest).ok()?;
        let key = hexadecimal(&record.get(attachment::CONTENT_KEY)?)?;
        let plan = BlobPlan::new(usize::try_from(manifest.length).ok()?).ok()?;
        let is_whole = plan.count() == manifest.parts && manifest.length <= MOST_ATTACHMENT_BYTES;
        is_whole.then_some(Self {
            key: BlobKey::from_bytes(key.try_into().ok()?),
            plan,
            manifest,
        })
    }

    const fn blob(&self) -> [u8; 16] {
        self.manifest.blob.to_bytes()
    }

    /// The piece of the content in a part; none where it is not that part.
    fn open(&self, index: u32, part: &[u8]) -> Option<Vec<u8>> {
        let blob = BlobId(self.blob());
        let piece = self.key.open_piece(blob, &self.plan, index, part).ok()?;
        // EXPOSE: shown to the person who asked for it.
        Some(piece.into_inner())
    }

    fn kept(&self, stage: Stage) -> Kept {
        Kept {
            blob: self.blob(),
            parts: self.plan.count(),
            bytes: self.plan.sealed_bytes(),
            stage,
        }
    }
}

impl Attachments {
    /// Reads what is on this device.
    pub(crate) async fn read<P: Ports>(ports: &P, seals: &Seals) -> Result<Self, Failure> {
        let mut read = Self::default();
        read.read_again(ports, seals).await?;
        Ok(read)
    }

    /// Another tab committed: reads what is on this device now.
    pub(crate) async fn read_again<P: Ports>(
        &mut self,
        ports: &P,
        seals: &Seals,
    ) -> Result<(), Failure> {
        // One that does not open makes nothing unreadable: contents are asked of the endpoint again.
        let ledger = open::cached(ports, seals, layout::LEDGER_KEY, schema::LEDGER).await?;
        self.ledger = ledger.unwrap_or_default();
        Ok(())
    }
}

impl<P: Ports> Engine<P> {
    /// What concerns the contents of attachments.
    pub(crate) async fn answer_attachments(&self, request: Request) -> Result<Reply, Failure> {
        if let Request::AttachmentPiece { record, index } = request {
            return self.attachment_piece(record, index).await;
        }
        let mut held = self.held().await;
        let open = held.get()?;
        let ports = &self.ports;
        match request {
            Request::BeginAttachment { bytes } => open.begin_attachment(ports, bytes).await,
            Request::AddPiece {
                adding,
                index,
                bytes,
            } => open.add_piece(ports, adding, index, &bytes).await,
            Request::FinishAttachment { adding, edit } => {
                let sequence = open.finish_attachment(ports, adding, edit).await?;
                drop(held);
                self.saved(sequence).await
            }
            Request::DropAttachment { adding } => open.drop_attachment(ports, adding).await,
            Request::AttachmentTotals => {
                let totals = open.attachment_totals();
                let problem = self.line.borrow().attachments.problem.clone();
                let totals = AttachmentTotals { problem, ..totals };
                Ok(Reply::AttachmentTotals(totals))
            }
            _ => Err(Failure::Mismatch),
        }
    }

    /// A piece of a content: from this device, else from the endpoint, and kept.
    async fn attachment_piece(&self, record: RecordId, index: u32) -> Result<Reply, Failure> {
        let ports = &self.ports;
        let content = {
            let mut held = self.held().await;
            let open = held.get()?;
            let content = open.content(ports, record).await?;
            if index >= content.plan.count() {
                return Err(Failure::NotFound);
            }
            if let Some((piece, part)) = open.kept_piece(ports, &content, index).await? {
                open.note_seen(ports, &content, index, &part).await?;
                return Ok(Reply::Piece(piece));
            }
            content
        };
        let part = self.fetch_part(&content, index).await?;
        let piece = content
            .open(index, &part)
            .ok_or(Failure::Sync(crate::message::SyncProblem::Tampered))?;
        let mut held = self.held().await;
        // Where there is no room to keep it, it can be looked at all the same.
        let is_whole = held.get()?.keep_part(ports, &content, index, &part).await;
        drop(held);
        if is_whole == Ok(true) {
            self.tell(Event::Changed);
        }
        Ok(Reply::Piece(piece))
    }

    async fn fetch_part(&self, content: &Content, index: u32) -> Result<Vec<u8>, Failure> {
        let asker = self.asker().await.ok_or(Failure::NotHereYet)?;
        let path = sync::request::part_path(&content.manifest.blob, index);
        let asked = self.link.ask(&self.ports, &asker, Ask::get(path).long());
        match asked.await {
            Ok(response) => Ok(response.body),
            Err(Refusal {
                code: Some(sync::ErrorCode::NotFound),
                ..
            }) => Err(Failure::NotSentYet),
            Err(_) => Err(Failure::NotHereYet),
        }
    }
}

impl Open {
    async fn begin_attachment<P: Ports>(
        &mut self,
        ports: &P,
        bytes: u64,
    ) -> Result<Reply, Failure> {
        if self.is_read_only {
            return Err(Failure::NewerFormat);
        }
        if bytes > MOST_ATTACHMENT_BYTES {
            return Err(Failure::AttachmentTooLarge);
        }
        let length = usize::try_from(bytes).map_err(|_| Failure::AttachmentTooLarge)?;
        let plan = BlobPlan::new(length).map_err(|_| Failure::AttachmentTooLarge)?;
        self.load_all(ports).await?;
        let mut rng = ports.random();
        let mut blob = [0; 16];
        rand_core::Rng::fill_bytes(&mut rng, &mut blob);
        let begun = Kept {
            blob,
            parts: plan.count(),
            bytes: plan.sealed_bytes(),
            stage: Stage::Begun,
        };
        self.change_ledger(ports, &[], |ledger| ledger.note(begun.clone()))
            .await?;
        let key = BlobKey::generate(&mut rng);
        let digests = (0..plan.count()).map(|_| None).collect();
        let own = &mut self.attachments;
        own.last = own.last.wrapping_add(1);
        let number = own.last;
        let adding = Adding {
            blob,
            key,
            plan,
            digests,
        };
        own.adding.insert(number, adding);
        let pieces = (0..plan.count()).filter_map(|index| plan.content_of(index));
        let lengths = pieces.filter_map(|piece| u32::try_from(piece.len()).ok());
        Ok(Reply::Adding {
            adding: number,
            pieces: lengths.collect(),
        })
    }

    /// Seals a piece and puts its part on the disk.
    async fn add_piece<P: Ports>(
        &mut self,
        ports: &P,
        number: u32,
        index: u32,
        piece: &[u8],
    ) -> Result<Reply, Failure> {
        let adding = self.attachments.adding.get(&number);
        let adding = adding.ok_or(Failure::NotFound)?;
        let mut rng = ports.random();
        let part = adding
            .key
            .seal_piece(BlobId(adding.blob), &adding.plan, index, piece, &mut rng)
            .ok_or(Failure::Mismatch)?;
        let blob = adding.blob;
        self.put_part(ports, &blob, index, &part, Durability::Strict)
            .await?;
        let place = usize::try_from(index).unwrap_or(usize::MAX);
        let adding = self.attachments.adding.get_mut(&number);
        if let Some(digest) = adding.and_then(|adding| adding.digests.get_mut(place)) {
            *digest = Some(Digest::of(&part));
        }
        Ok(Reply::Done)
    }

    /// Saves the record, with the key and the manifest of the content, in one transaction with the ledger.
    async fn finish_attachment<P: Ports>(
        &mut self,
        ports: &P,
        number: u32,
        mut edit: RecordEdit,
    ) -> Result<Option<u64>, Failure> {
        self.refuse_secrets(std::slice::from_ref(&edit))?;
        if edit.kind != Attachment::ID || self.record(ports, edit.id).await?.is_some() {
            return Err(Failure::Mismatch);
        }
        let adding = self.attachments.adding.get(&number);
        let adding = adding.ok_or(Failure::NotFound)?;
        for index in adding.empty_pieces() {
            self.add_piece(ports, number, index, &[]).await?;
        }
        let adding = self.attachments.adding.get(&number);
        let adding = adding.ok_or(Failure::NotFound)?;
        let (blob, fields) = (adding.blob, adding.fields().ok_or(Failure::Mismatch)?);
        edit.fields.extend(fields);
        let sequence = self
            .save_with(ports, &[edit], |ledger| {
                let mut ledger = ledger.clone();
                // Another tab was unlocked meanwhile and threw it away.
                let begun = ledger.kept(&blob).ok_or(Failure::Busy)?.clone();
                ledger.note(Kept {
                    stage: Stage::Waiting,
                    ..begun
                });
                Ok(Some(ledger))
            })
            .await?;
        self.attachments.adding.remove(&number);
        Ok(sequence)
    }

    async fn drop_attachment<P: Ports>(
        &mut self,
        ports: &P,
        number: u32,
    ) -> Result<Reply, Failure> {
        if let Some(adding) = self.attachments.adding.remove(&number) {
            self.throw_away(ports, |kept| kept.blob == adding.blob)
                .await?;
        }
        Ok(Reply::Done)
    }

    /// Throws away what a session that ended had begun and never saved.
    pub(crate) async fn throw_begun_away<P: Ports>(&mut self, ports: &P) -> Result<(), Failure> {
        if self.is_read_only {
            return Ok(());
        }
        self.throw_away(ports, |_| true).await
    }

    /// Throws away what was begun, of those.
    async fn throw_away<P: Ports>(
        &mut self,
        ports: &P,
        is_meant: impl Fn(&Kept) -> bool,
    ) -> Result<(), Failure> {
        let is_thrown = |kept: &Kept| kept.stage == Stage::Begun && is_meant(kept);
        let thrown = self.attachments.ledger.kept.iter();
        let thrown: Vec<Kept> = thrown.filter(|kept| is_thrown(kept)).cloned().collect();
        if thrown.is_empty() {
            return Ok(());
        }
        let parts = thrown.iter().flat_map(|kept| {
            let names = (0..kept.parts).map(|index| part_name(&kept.blob, index));
            names.map(|name| self.seals.delete(Table::Drafts, RowName::Named(&name)))
        });
        let writes: Vec<Write> = parts.collect();
        self.change_ledger(ports, &writes, |ledger| {
            ledger.kept.retain(|kept| !is_thrown(kept));
        })
        .await
    }

    /// The content that a record names.
    async fn content<P: Ports>(&mut self, ports: &P, id: RecordId) -> Result<Content, Failure> {
        self.load_all(ports).await?;
        let record = self.record(ports, id).await?;
        let content = record.as_ref().and_then(Content::of);
        content.ok_or(Failure::NotFound)
    }

    /// A piece whose part is here, and the part.
    async fn kept_piece<P: Ports>(
        &self,
        ports: &P,
        content: &Content,
        index: u32,
    ) -> Result<Option<(Vec<u8>, Vec<u8>)>, Failure> {
        let part = self.part(ports, &content.blob(), index).await?;
        let piece = part.and_then(|part| Some((content.open(index, &part)?, part)));
        let kept = self.attachments.ledger.kept(&content.blob());
        match piece {
            // What is nowhere else cannot be asked of the endpoint.
            None if kept.is_some_and(|kept| kept.stage == Stage::Waiting) => {
                Err(Failure::StorageDamaged { rows: 1 })
            }
            piece => Ok(piece),
        }
    }

    /// A part as it travels; none where it is not here, or does not open.
    pub(crate) async fn part<P: Ports>(
        &self,
        ports: &P,
        blob: &[u8; 16],
        index: u32,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let name = part_name(blob, index);
        let name = RowName::Named(&name);
        let key = self.seals.key(Table::Drafts, name);
        let value = ports.store().get(Table::Drafts, &key).await?;
        let open = |value: Vec<u8>| self.seals.open(Table::Drafts, name, schema::PART, &value);
        Ok(value.and_then(|value| open(value).ok()))
    }

    async fn put_part<P: Ports>(
        &self,
        ports: &P,
        blob: &[u8; 16],
        index: u32,
        part: &[u8],
        durability: Durability,
    ) -> Result<(), StoreError> {
        let name = part_name(blob, index);
        let mut rng = ports.random();
        let name = RowName::Named(&name);
        let write = self
            .seals
            .put(Table::Drafts, name, schema::PART, part, &mut rng);
        let transaction = Transaction {
            expect: None,
            writes: vec![write],
            durability,
        };
        // Without an expectation there is no conflict.
        ports.store().commit(transaction).await.map(drop)
    }

    /// Keeps a part that came from the endpoint. True once that makes its content whole.
    async fn keep_part<P: Ports>(
        &mut self,
        ports: &P,
        content: &Content,
        index: u32,
        part: &[u8],
    ) -> Result<bool, Failure> {
        if self.is_read_only {
            return Ok(false);
        }
        if self.attachments.ledger.kept(&content.blob()).is_none() {
            let arriving = content.kept(Stage::Arriving);
            self.change_ledger(ports, &[], |ledger| ledger.note(arriving.clone()))
                .await?;
        }
        // Lost, it comes again.
        self.put_part(ports, &content.blob(), index, part, Durability::Relaxed)
            .await?;
        self.note_seen(ports, content, index, part).await
    }

    /// A part of a content was seen here. True once that makes a content that comes from the endpoint whole.
    async fn note_seen<P: Ports>(
        &mut self,
        ports: &P,
        content: &Content,
        index: u32,
        part: &[u8],
    ) -> Result<bool, Failure> {
        let blob = content.blob();
        let kept = self.attachments.ledger.kept(&blob);
        if self.is_read_only || kept.is_none_or(|kept| kept.stage != Stage::Arriving) {
            return Ok(false);
        }
        let seen = self.attachments.arriving.entry(blob).or_default();
        seen.insert(index, Digest::of(part));
        let digests: Vec<Digest> = seen.values().copied().collect();
        let is_whole = (0..content.plan.count()).eq(seen.keys().copied());
        if !is_whole || blob::parts_digest(&digests) != content.manifest.digest {
            return Ok(false);
        }
        self.attachments.arriving.remove(&blob);
        let whole = content.kept(Stage::Sent);
        self.change_ledger(ports, &[], |ledger| ledger.note(whole.clone()))
            .await?;
        Ok(true)
    }

    /// What is noted as sent may be nowhere any more: all that is here is offered to the endpoint again.
    pub(crate) async fn offer_again<P: Ports>(&mut self, ports: &P) -> Result<(), Failure> {
        if self.attachments.ledger.of(Stage::Sent).next().is_none() {
            return Ok(());
        }
        self.change_ledger(ports, &[], |ledger| {
            for kept in &mut ledger.kept {
                if kept.stage == Stage::Sent {
                    kept.stage = Stage::Waiting;
                }
            }
        })
        .await
    }

    /// Changes the ledger together with the head and with these writes; made again when another tab committed meanwhile.
    pub(crate) async fn change_ledger<P: Ports>(
        &mut self,
        ports: &P,
        writes: &[Write],
        change: impl Fn(&mut Ledger),
    ) -> Result<(), Failure> {
        let _held = ports.store().exclusive().await?;
        for _ in 0..TRIES {
            self.catch_up(ports).await?;
            let mut ledger = self.attachments.ledger.clone();
            change(&mut ledger);
            let mut writes = writes.to_vec();
            writes.push(self.ledger_write(ports, &ledger));
            let head = self.head.clone();
            if self.commit(ports, writes, head).await? == Committed::Yes {
                self.attachments.ledger = ledger;
                return Ok(());
            }
        }
        Err(Failure::Busy)
    }

    pub(crate) fn ledger_write<P: Ports>(&self, ports: &P, ledger: &Ledger) -> Write {
        self.put_named(ports, layout::LEDGER_KEY, schema::LEDGER, ledger)
    }

    /// The attachments among these records, with where their contents are.
    pub(crate) async fn attachment_views<P: Ports>(
        &mut self,
        ports: &P,
        ids: Vec<RecordId>,
    ) -> Result<Vec<AttachmentView>, Failure> {
        let mut views = Vec::with_capacity(ids.len());
        for id in ids {
            let record = self.record(ports, id).await?.ok_or(Failure::NotFound)?;
            let content = Content::of(&record);
            let kept = content
                .as_ref()
                .and_then(|content| self.attachments.ledger.kept(&content.blob()));
            views.push(AttachmentView {
                record: self.view_of(&record),
                pieces: content.as_ref().map_or(0, |content| content.plan.count()),
                place: place_of(kept, self.account.is_demo),
            });
        }
        Ok(views)
    }

    fn attachment_totals(&self) -> AttachmentTotals {
        let mut totals = AttachmentTotals::default();
        let kept = &self.attachments.ledger.kept;
        for kept in kept.iter().filter(|kept| kept.stage != Stage::Begun) {
            totals.count = totals.count.saturating_add(1);
            totals.bytes = totals.bytes.saturating_add(kept.bytes);
            if kept.stage == Stage::Waiting && !self.account.is_demo {
                totals.waiting = totals.waiting.saturating_add(1);
                totals.waiting_bytes = totals.waiting_bytes.saturating_add(kept.bytes);
            }
        }
        totals
    }
}

impl Adding {
    /// Pieces that are padding alone, which nobody gives.
    fn empty_pieces(&self) -> Vec<u32> {
        let is_empty = |index: &u32| {
            let piece = self.plan.content_of(*index);
            piece.is_some_and(|piece| piece.is_empty())
        };
        (0..self.plan.count()).filter(is_empty).collect()
    }

    /// What the record says of the content; none before all of it is here.
    fn fields(&self) -> Option<Vec<FieldEdit>> {
        let digests = self
            .digests
            .iter()
            .copied()
            .collect::<Option<Vec<Digest>>>()?;
        let pieces = (0..self.plan.count()).filter_map(|index| self.plan.content_of(index));
        let length = pieces.map(|piece| piece.len()).sum::<usize>();
        let manifest = BlobManifest {
            blob: sync::BlobId::from_bytes(self.blob),
            length: u64::try_from(length).ok()?,
            parts: self.plan.count(),
            digest: blob::parts_digest(&digests),
        };
        // EXPOSE: put in the record that owns the content, which is sealed with its case.
        let key = HEXLOWER.encode(self.key.expose());
        Some(vec![
            first(attachment::MANIFEST, HEXLOWER.encode(&manifest.encode())),
            first(attachment::CONTENT_KEY, key),
            first(attachment::BYTES, u32::try_from(length).ok()?),
        ])
    }
}

/// The first write of a field of a new record.
fn first<T: FieldType>(field: Field<T>, value: T) -> FieldEdit {
    FieldEdit {
        field: field.id().to_owned(),
        values: value.into_values(),
        dots: Vec::new(),
    }
}

const fn place_of(kept: Option<&Kept>, is_demo: bool) -> AttachmentPlace {
    match kept {
        Some(kept) => match kept.stage {
            Stage::Waiting | Stage::Sent if is_demo => AttachmentPlace::Here,
            Stage::Waiting => AttachmentPlace::Waiting,
            Stage::Sent => AttachmentPlace::Sent,
            Stage::Begun | Stage::Arriving => AttachmentPlace::Elsewhere,
        },
        None => AttachmentPlace::Elsewhere,
    }
}

/// The bytes of a field that only the program reads.
fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    HEXLOWER.decode(text.as_bytes()).ok()
}
