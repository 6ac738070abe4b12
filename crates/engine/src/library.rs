//! The records of an open store: which page holds each, which changed since, and what is derived from them.
//!
//! Memory holds the derived things (index, fact table, places) and the records that are newer than their page.
//! All others are decoded from their page when somebody asks.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use record::codec::{self, DecodeError, Page};
use record::{Operation, Record, RecordId, Stamp, Vocabulary};

use crate::by_id::FastMap;
use crate::index::Index;
use crate::layout::{Head, number_key, schema};
use crate::message::Failure;
use crate::open::Open;
use crate::ports::{Committed, Ports, Store, Table, Write};
use crate::seals::RowName;

/// Records of a page, where they are of the usual size.
const RECORDS_A_PAGE: usize = 256;
/// Opened pages kept at hand.
const PAGES_AT_HAND: usize = 12;
/// Changed records from which a compaction pays.
pub(crate) const ENOUGH_TO_COMPACT: usize = 256;

/// The records of an open store.
pub(crate) struct Library {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) index: Index,
    pub(crate) facts: report::Facts,
    places: FastMap<RecordId, u64>,
    changed: BTreeMap<RecordId, Record>,
    at_hand: VecDeque<(u64, Vec<u8>)>,
    /// The last page and how many records it has: the next new record goes there.
    last_page: Option<(u64, usize)>,
}

impl Default for Library {
    fn default() -> Self {
        Self {
            vocabulary: casework::vocabulary(),
            index: Index::default(),
            facts: report::Facts::default(),
            places: FastMap::default(),
            changed: BTreeMap::new(),
            at_hand: VecDeque::new(),
            last_page: None,
        }
    }
}

impl Library {
    /// Takes in a page at opening.
    pub(crate) fn take_page(&mut self, number: u64, plain: &[u8]) -> Result<(), DecodeError> {
        let page = Page::open(plain, &self.vocabulary)?;
        for record in page.records() {
            let record = record?;
            self.places.insert(record.id(), number);
            self.derive(&record);
        }
        self.note_page(number, page.len());
        Ok(())
    }

    /// Reads the words of a page's records again, but for those that changed since.
    pub(crate) fn take_words(&mut self, plain: &[u8]) -> Result<(), DecodeError> {
        let page = Page::open(plain, &self.vocabulary)?;
        for record in page.records() {
            let record = record?;
            if !self.changed.contains_key(&record.id()) {
                self.index.put_words(&record);
            }
        }
        Ok(())
    }

    /// Reads the words of the changed records again.
    pub(crate) fn take_words_of_changed(&mut self) {
        for record in self.changed.values() {
            self.index.put_words(record);
        }
    }

    /// Takes in where the records of a page are, which another tab wrote.
    fn take_places(&mut self, number: u64, plain: &[u8]) -> Result<(), DecodeError> {
        let page = Page::open(plain, &self.vocabulary)?;
        self.places.extend(page.ids().map(|id| (id, number)));
        self.note_page(number, page.len());
        Ok(())
    }

    fn note_page(&mut self, number: u64, records: usize) {
        if self.last_page.is_none_or(|(last, _)| number >= last) {
            self.last_page = Some((number, records));
        }
    }

    pub(crate) fn forget_cached_pages(&mut self) {
        self.at_hand.clear();
    }

    /// How many records are newer than their page.
    pub(crate) fn changed(&self) -> usize {
        self.changed.len()
    }

    /// The changed records are in these pages now.
    fn settle(&mut self, pages: &[PlannedPage]) {
        for page in pages {
            self.places
                .extend(page.ids.iter().map(|id| (*id, page.number)));
            self.note_page(page.number, page.ids.len());
        }
        self.changed.clear();
        self.at_hand.clear();
    }

    fn derive(&mut self, record: &Record) {
        self.index.put(record);
        self.facts.upsert(record);
    }

    fn keep_at_hand(&mut self, number: u64, plain: Vec<u8>) {
        if self.at_hand.len() >= PAGES_AT_HAND {
            self.at_hand.pop_front();
        }
        self.at_hand.push_back((number, plain));
    }

    fn page_at_hand(&self, number: u64, id: RecordId) -> Option<Result<Record, DecodeError>> {
        let (_, plain) = self
            .at_hand
            .iter()
            .find(|(at_hand, _)| *at_hand == number)?;
        let found = Page::open(plain, &self.vocabulary).and_then(|page| {
            let place = page
                .ids()
                .position(|known| known == id)
                .ok_or(DecodeError::Malformed)?;
            page.record(place)
        });
        Some(found)
    }

    /// Applies operations to records that are all in `changed` or new. What is derived is derived again even where
    /// the record had the operation: it may come from a page that another tab wrote.
    fn apply<'o>(&mut self, operations: impl Iterator<Item = (&'o Operation, Stamp)>) {
        let mut touched = BTreeSet::new();
        for (operation, stamp) in operations {
            let new = || Record::new(operation.record, operation.kind.clone());
            let record = self.changed.entry(operation.record).or_insert_with(new);
            let _ = record.apply(operation, stamp);
            touched.insert(operation.record);
        }
        for id in touched {
            if let Some(record) = self.changed.remove(&id) {
                self.derive(&record);
                self.changed.insert(id, record);
            }
        }
    }
}

impl Open {
    /// The current state of a record; none where this device knows nothing of it.
    pub(crate) async fn record<P: Ports>(
        &mut self,
        ports: &P,
        id: RecordId,
    ) -> Result<Option<Record>, Failure> {
        if let Some(record) = self.library.changed.get(&id) {
            return Ok(Some(record.clone()));
        }
        let Some(number) = self.library.places.get(&id).copied() else {
            return Ok(None);
        };
        if self.library.page_at_hand(number, id).is_none() {
            let plain = self.page(ports, number).await?;
            self.library.keep_at_hand(number, plain);
        }
        match self.library.page_at_hand(number, id) {
            Some(Ok(record)) => Ok(Some(record)),
            _ => Err(Failure::StorageDamaged { rows: 1 }),
        }
    }

    /// Every record this device can read.
    pub(crate) async fn all_records<P: Ports>(&self, ports: &P) -> Result<Vec<Record>, Failure> {
        let numbers: BTreeSet<u64> = self.library.places.values().copied().collect();
        let mut records: BTreeMap<RecordId, Record> = BTreeMap::new();
        for number in numbers {
            let plain = self.page(ports, number).await?;
            let page = Page::open(&plain, &self.library.vocabulary).ok();
            let whole = page.iter().flat_map(Page::records).flatten();
            records.extend(whole.map(|record| (record.id(), record)));
        }
        let changed = self.library.changed.iter();
        records.extend(changed.map(|(id, record)| (*id, record.clone())));
        Ok(records.into_values().collect())
    }

    async fn page<P: Ports>(&self, ports: &P, number: u64) -> Result<Vec<u8>, Failure> {
        let value = ports.store().get(Table::Pages, &number_key(number)).await?;
        let value = value.ok_or(Failure::StorageDamaged { rows: 1 })?;
        let name = RowName::Numbered(number);
        let plain = self.seals.open(Table::Pages, name, schema::PAGE, &value);
        plain.map_err(|_| Failure::StorageDamaged { rows: 1 })
    }

    /// Applies operations, whatever their records are.
    pub(crate) async fn apply_operations<P: Ports>(
        &mut self,
        ports: &P,
        operations: &[(Operation, Stamp)],
    ) -> Result<(), Failure> {
        let ids: BTreeSet<RecordId> = operations.iter().map(|(one, _)| one.record).collect();
        for id in ids {
            let is_paged = self.library.places.contains_key(&id);
            if !is_paged || self.library.changed.contains_key(&id) {
                continue;
            }
            if let Some(record) = self.record(ports, id).await? {
                self.library.changed.insert(id, record);
            }
        }
        self.library.apply(
            operations
                .iter()
                .map(|(operation, stamp)| (operation, *stamp)),
        );
        self.is_glance_stale = true;
        self.refresh_words();
        Ok(())
    }

    /// Learns where another tab's compaction put records.
    pub(crate) async fn take_new_pages<P: Ports>(
        &mut self,
        ports: &P,
        from: u64,
    ) -> Result<(), Failure> {
        self.library.forget_cached_pages();
        let from = from.max(self.head.first_page.into());
        let rows = ports
            .store()
            .scan(Table::Pages, &number_key(from), usize::MAX)
            .await?;
        for (key, value) in rows {
            let Some(number) = crate::layout::key_number(&key) else {
                continue;
            };
            let name = RowName::Numbered(number);
            if let Ok(plain) = self.seals.open(Table::Pages, name, schema::PAGE, &value) {
                // A page that does not decode is found damaged when it is read.
                let _ = self.library.take_places(number, &plain);
            }
        }
        Ok(())
    }

    /// Writes the changed records to their pages, in one transaction with the head.
    pub(crate) async fn compact<P: Ports>(&mut self, ports: &P) -> Result<Committed, Failure> {
        if self.has_lost_keys {
            // What their groups say is not in memory: the pages would be without it for good.
            return Ok(Committed::Conflict);
        }
        let planned = self.plan_pages(ports).await;
        if matches!(planned, Err(Failure::StorageDamaged { .. })) {
            self.rebuild_damaged();
        }
        let (pages, mut head) = planned?;
        let mut writes = Vec::with_capacity(pages.len());
        for page in &pages {
            let name = RowName::Numbered(page.number);
            let mut rng = ports.random();
            writes.push(
                self.seals
                    .put(Table::Pages, name, schema::PAGE, &page.plain, &mut rng),
            );
        }
        self.drop_replaced_rows(ports, &mut head, &mut writes);
        head.compacted = head.next_position;
        head.compactions = head.compactions.wrapping_add(1);
        if self.must_remake_pages {
            head.first_page = self.head.next_page;
        }
        let end = self.commit(ports, writes, head).await?;
        if end == Committed::Yes {
            self.library.settle(&pages);
            self.must_remake_pages = false;
            self.unparked.clear();
        }
        Ok(end)
    }

    /// Pages to write, and the head with the pages it will have.
    async fn plan_pages<P: Ports>(&self, ports: &P) -> Result<(Vec<PlannedPage>, Head), Failure> {
        let mut head = self.head.clone();
        let mut pages: BTreeMap<u64, Vec<Cow<'_, Record>>> = BTreeMap::new();
        let mut new = Vec::new();
        for record in self.library.changed.values() {
            let place = self
                .library
                .places
                .get(&record.id())
                .filter(|_| !self.must_remake_pages);
            match place {
                Some(number) => pages
                    .entry(*number)
                    .or_default()
                    .push(Cow::Borrowed(record)),
                None => new.push(record),
            }
        }
        let index = &self.library.index;
        new.sort_by_cached_key(|record| (index.case_of(record.id()), record.id()));
        let mut new = new.into_iter().map(Cow::Borrowed).peekable();
        let room = self
            .library
            .last_page
            .filter(|(_, records)| *records < RECORDS_A_PAGE);
        let room = room.filter(|_| !self.must_remake_pages);
        if let (Some((number, records)), true) = (room, new.peek().is_some()) {
            let fitting = new.by_ref().take(RECORDS_A_PAGE - records);
            pages.entry(number).or_default().extend(fitting);
        }
        for (number, records) in &mut pages {
            self.fill_page(ports, *number, records).await?;
        }
        while new.peek().is_some() {
            pages.insert(
                take_page_number(&mut head),
                new.by_ref().take(RECORDS_A_PAGE).collect(),
            );
        }
        let planned = encode_pages(pages, &mut head)?;
        Ok((planned, head))
    }

    /// Adds the records of a page that did not change.
    async fn fill_page<P: Ports>(
        &self,
        ports: &P,
        number: u64,
        records: &mut Vec<Cow<'_, Record>>,
    ) -> Result<(), Failure> {
        let plain = self.page(ports, number).await?;
        let damaged = |_| Failure::StorageDamaged { rows: 1 };
        let page = Page::open(&plain, &self.library.vocabulary).map_err(damaged)?;
        let newer: BTreeSet<RecordId> = records.iter().map(|record| record.id()).collect();
        for (place, id) in page.ids().enumerate() {
            if !newer.contains(&id) {
                records.push(Cow::Owned(page.record(place).map_err(damaged)?));
            }
        }
        Ok(())
    }

    /// What a compaction makes superfluous: parked groups that could be applied, pages of a damaged cache,
    /// keyring rows that one row can hold.
    fn drop_replaced_rows<P: Ports>(&self, ports: &P, head: &mut Head, writes: &mut Vec<Write>) {
        for number in &self.unparked {
            writes.push(self.seals.delete(Table::Parked, RowName::Numbered(*number)));
        }
        if self.must_remake_pages {
            let old = u64::from(self.head.first_page)..u64::from(self.head.next_page);
            writes.extend(old.map(|number| Write::delete(Table::Pages, number_key(number))));
        }
        self.gather_key_rows(ports, head, writes);
    }
}

/// A page about to be written.
struct PlannedPage {
    number: u64,
    ids: Vec<RecordId>,
    plain: Vec<u8>,
}

fn take_page_number(head: &mut Head) -> u64 {
    let number = u64::from(head.next_page);
    head.next_page = head.next_page.saturating_add(1);
    number
}

/// Encodes pages. One whose records are unusually long becomes several, so that it can be read back.
fn encode_pages(
    pages: BTreeMap<u64, Vec<Cow<'_, Record>>>,
    head: &mut Head,
) -> Result<Vec<PlannedPage>, Failure> {
    let mut left: Vec<_> = pages.into_iter().collect();
    let mut planned = Vec::with_capacity(left.len());
    while let Some((number, mut records)) = left.pop() {
        match codec::encode_page(records.iter().map(Cow::as_ref)) {
            Ok(plain) => {
                let ids = records.iter().map(|record| record.id()).collect();
                planned.push(PlannedPage { number, ids, plain });
            }
            Err(_) if records.len() > 1 => {
                let rest = records.split_off(records.len() / 2);
                left.push((number, records));
                left.push((take_page_number(head), rest));
            }
            Err(_) => return Err(Failure::Internal),
        }
    }
    Ok(planned)
}
