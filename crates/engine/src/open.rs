//! An open store: what stands in memory between unlock and lock, and how it gets there and stays true.
//!
//! The log is the truth. [`Open::read`] takes the head and the keys; [`Open::load_step`] brings pages and the
//! tail of the log into memory piece by piece, so that requests are answered in between; [`Open::catch_up`]
//! replays what another tab committed. Nothing here talks to the endpoint.

use std::collections::BTreeSet;
use std::rc::Rc;

use futures_util::future::{try_join, try_join5};
use sync::{Roster, TeamId};
use vault::{DeviceKey, Identity, Keyring, WorkerKey};

use crate::attachments::Attachments;
use crate::layout::{self, Account, Glance, Head, KeysRow, RosterRow, key_number, schema};
use crate::library::Library;
use crate::message::Failure;
use crate::ports::{Committed, Durability, Ports, Store, StoreError, Table, Transaction, Write};
use crate::seals::{RowName, Seals};

/// Pages read in one step.
const PAGES_A_STEP: usize = 6;
/// Keyring rows from which gathering them pays.
const KEY_ROWS_TO_GATHER: usize = 64;
/// Rows of the keyring read in one step: an import's have a thousand keys each.
const KEY_ROWS_A_STEP: usize = 4;
/// Rows of the log read in one step.
const ROWS_A_STEP: usize = 64;

/// An open store.
pub(crate) struct Open {
    pub(crate) seals: Seals,
    pub(crate) device_key: DeviceKey,
    pub(crate) identity: Rc<Identity>,
    pub(crate) account: Account,
    pub(crate) roster: Roster,
    pub(crate) roster_entries: Vec<Vec<u8>>,
    pub(crate) keyring: Keyring,
    pub(crate) head: Head,
    /// The head row as stored: what the next commit expects.
    pub(crate) head_value: Vec<u8>,
    pub(crate) library: Library,
    pub(crate) loading: Loading,
    /// The screen knows that all of it is in memory, and what is damaged.
    pub(crate) is_ready_told: bool,
    pub(crate) glance: Glance,
    /// The glance row is older than the library.
    pub(crate) is_glance_stale: bool,
    pub(crate) is_read_only: bool,
    /// The pages are damaged: the next compaction writes all of them anew, after the old ones.
    pub(crate) must_remake_pages: bool,
    /// Parked rows applied since, which the next compaction deletes.
    pub(crate) unparked: BTreeSet<u64>,
    /// Keys drawn here that the endpoint does not hold yet.
    pub(crate) unsent_keys: Keyring,
    /// The keys of this device's worker, the one to seal with first.
    pub(crate) worker_keys: Vec<WorkerKey>,
    /// Wraps of them that the next save writes.
    pub(crate) unsaved_wraps: Keyring,
    /// Groups that wait for a key.
    pub(crate) waiting: u32,
    /// Rows that did not open.
    pub(crate) damaged: u32,
    /// Keyring rows did not open: the endpoint is asked for them again.
    pub(crate) has_lost_keys: bool,
    /// Contents of attachments.
    pub(crate) attachments: Attachments,
}

/// How far the store is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loading {
    /// From this row of the keyring on.
    Keys(u64),
    /// From this page on.
    Pages(u64),
    /// From this position of the log on.
    Tail(u64),
    /// The words of records from this page on, once more: the team's fields changed.
    Words(u64),
    /// All of it is in memory.
    Ready,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::StorageFull,
            StoreError::Unavailable => Self::StorageUnavailable,
            StoreError::Busy => Self::Busy,
        }
    }
}

pub(crate) const DAMAGED: Failure = Failure::StorageDamaged { rows: 1 };

impl Open {
    /// Reads what every later step rests on. Fast: its cost does not grow with the number of cases.
    pub(crate) async fn read<P: Ports>(
        ports: &P,
        device_key: DeviceKey,
        is_read_only: bool,
    ) -> Result<Self, Failure> {
        let seals = Seals::new(&device_key);
        let rows = try_join5(
            read_head(ports, &seals),
            named::<P, Account>(ports, &seals, layout::ACCOUNT_KEY, schema::ACCOUNT),
            read_identity(ports, &seals, &device_key),
            read_roster(ports, &seals),
            cached::<P, Glance>(ports, &seals, layout::GLANCE_KEY, schema::GLANCE),
        );
        let ((head, account, identity, roster, glance), attachments) =
            try_join(rows, Attachments::read(ports, &seals)).await?;
        let (head, head_value) = head.ok_or(DAMAGED)?;
        let account = account.ok_or(DAMAGED)?;
        let (roster, roster_entries) = roster;
        let glance = glance.unwrap_or_default();
        Ok(Self {
            seals,
            device_key,
            identity: Rc::new(identity),
            account,
            roster,
            roster_entries,
            keyring: Keyring::new(),
            head,
            head_value,
            library: Library::default(),
            loading: Loading::Keys(0),
            is_ready_told: false,
            glance,
            is_glance_stale: false,
            is_read_only,
            must_remake_pages: false,
            unparked: BTreeSet::new(),
            unsent_keys: Keyring::new(),
            worker_keys: Vec::new(),
            unsaved_wraps: Keyring::new(),
            waiting: 0,
            damaged: 0,
            has_lost_keys: false,
            attachments,
        })
    }

    pub(crate) fn team(&self) -> TeamId {
        TeamId::from_bytes(self.account.team)
    }

    pub(crate) fn device(&self) -> record::DeviceId {
        record::DeviceId::from_bytes(self.identity.device_id())
    }

    /// Brings the next piece of the store into memory. True when there is more.
    pub(crate) async fn load_step<P: Ports>(&mut self, ports: &P) -> Result<bool, Failure> {
        match self.loading {
            Loading::Keys(next) => {
                let reached = self.read_some_keys(ports, next, KEY_ROWS_A_STEP).await?;
                self.loading = reached.map_or(Loading::Pages(0), Loading::Keys);
            }
            Loading::Pages(next) => self.load_pages(ports, next).await?,
            Loading::Tail(next) => self.load_tail(ports, next).await?,
            Loading::Words(next) => self.load_words(ports, next).await?,
            Loading::Ready => {}
        }
        Ok(self.loading != Loading::Ready)
    }

    /// Brings the keys into memory, which exchanges need.
    pub(crate) async fn load_keys<P: Ports>(&mut self, ports: &P) -> Result<(), Failure> {
        while matches!(self.loading, Loading::Keys(_)) {
            self.load_step(ports).await?;
        }
        Ok(())
    }

    /// Brings all of it into memory.
    pub(crate) async fn load_all<P: Ports>(&mut self, ports: &P) -> Result<(), Failure> {
        while self.load_step(ports).await? {}
        Ok(())
    }

    async fn load_pages<P: Ports>(&mut self, ports: &P, next: u64) -> Result<(), Failure> {
        let rows = ports
            .store()
            .scan(Table::Pages, &layout::number_key(next), PAGES_A_STEP)
            .await?;
        let is_last = rows.len() < PAGES_A_STEP;
        let mut after = next.max(self.head.first_page.into());
        for (key, value) in rows {
            let Some(number) = key_number(&key) else {
                continue;
            };
            if number < after {
                continue;
            }
            let is_next = number == after;
            after = number.saturating_add(1);
            let name = RowName::Numbered(number);
            let plain = self.seals.open(Table::Pages, name, schema::PAGE, &value);
            let taken = plain
                .ok()
                .and_then(|plain| self.library.take_page(number, &plain).ok());
            if taken.is_none() || !is_next {
                self.rebuild_damaged();
                return Ok(());
            }
        }
        if is_last && after < u64::from(self.head.next_page) {
            self.rebuild_damaged();
            return Ok(());
        }
        self.loading = if is_last {
            Loading::Tail(self.head.compacted)
        } else {
            Loading::Pages(after)
        };
        Ok(())
    }

    pub(crate) fn rebuild_damaged(&mut self) {
        self.damaged = self.damaged.saturating_add(1);
        self.rebuild();
    }

    /// A page is damaged: pages are a cache, so the log is read from its beginning instead. The next compaction
    /// writes new pages after the old ones and deletes those; until then the stored head says nothing of it.
    pub(crate) fn rebuild(&mut self) {
        self.library = Library::default();
        self.must_remake_pages = true;
        self.unparked.clear();
        self.loading = Loading::Tail(0);
        self.is_ready_told = false;
    }

    /// Reads everything anew: what is in memory may not be what the head says.
    pub(crate) fn reload(&mut self) {
        self.is_ready_told = false;
        // What is damaged is met and counted again.
        self.damaged = 0;
        self.library = Library::default();
        self.must_remake_pages = false;
        self.unparked.clear();
        if !matches!(self.loading, Loading::Keys(_)) {
            self.loading = Loading::Pages(0);
        }
    }

    /// What was committed could not be taken into memory: it is read from the store instead.
    pub(crate) fn or_reload<T>(&mut self, taken: Result<T, Failure>) -> Result<T, Failure> {
        if taken.is_err() {
            self.reload();
        }
        taken
    }

    async fn load_tail<P: Ports>(&mut self, ports: &P, next: u64) -> Result<(), Failure> {
        let reached = self.replay(ports, next, ROWS_A_STEP).await?;
        self.loading = match reached {
            Some(after) => Loading::Tail(after),
            None => {
                self.retry_parked(ports).await?;
                Loading::Ready
            }
        };
        self.refresh_words();
        Ok(())
    }

    /// Where the team's fields changed, what search finds records by is read again.
    pub(crate) fn refresh_words(&mut self) {
        if self.loading == Loading::Ready && self.library.index.take_stale_words() {
            self.loading = Loading::Words(0);
        }
    }

    async fn load_words<P: Ports>(&mut self, ports: &P, next: u64) -> Result<(), Failure> {
        let rows = ports
            .store()
            .scan(Table::Pages, &layout::number_key(next), PAGES_A_STEP)
            .await?;
        let is_last = rows.len() < PAGES_A_STEP;
        let mut after = next;
        for (key, value) in rows {
            let Some(number) = key_number(&key) else {
                continue;
            };
            after = number.saturating_add(1);
            let name = RowName::Numbered(number);
            // A page that does not open is found damaged when a record of it is asked for.
            if let Ok(plain) = self.seals.open(Table::Pages, name, schema::PAGE, &value) {
                let _ = self.library.take_words(&plain);
            }
        }
        self.loading = if is_last {
            self.library.take_words_of_changed();
            Loading::Ready
        } else {
            Loading::Words(after)
        };
        Ok(())
    }

    /// Applies rows of the log from a position on. The position after them, or none at the end.
    async fn replay<P: Ports>(
        &mut self,
        ports: &P,
        from: u64,
        limit: usize,
    ) -> Result<Option<u64>, Failure> {
        if from >= self.head.next_position {
            return Ok(None);
        }
        let rows = ports
            .store()
            .scan(Table::Log, &layout::number_key(from), limit)
            .await?;
        let is_last = rows.len() < limit;
        let mut next = from;
        for (key, value) in rows {
            let Some(position) = key_number(&key) else {
                continue;
            };
            if position >= self.head.next_position {
                break;
            }
            self.note_missing(position.saturating_sub(next));
            next = position.saturating_add(1);
            match self.open_log_row(position, &value) {
                Some(entry) => self.apply_entry(ports, entry.entry()).await?,
                None => self.note_missing(1),
            }
        }
        if is_last {
            self.note_missing(self.head.next_position.saturating_sub(next));
            next = self.head.next_position;
        }
        Ok((next < self.head.next_position).then_some(next))
    }

    fn note_missing(&mut self, rows: u64) {
        self.damaged = self
            .damaged
            .saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
    }

    pub(crate) fn open_log_row(&self, position: u64, value: &[u8]) -> Option<sync::VerifiedEntry> {
        let name = RowName::Numbered(position);
        let plain = self.seals.open(Table::Log, name, schema::LOG, value).ok()?;
        sync::entry::reopen(&plain).ok()
    }

    /// Replays what another tab committed since this one last looked. True when there was something.
    pub(crate) async fn catch_up<P: Ports>(&mut self, ports: &P) -> Result<bool, Failure> {
        let key = self
            .seals
            .key(Table::Meta, RowName::Named(layout::HEAD_KEY));
        let value = ports
            .store()
            .get(Table::Meta, &key)
            .await?
            .ok_or(Failure::StorageUnavailable)?;
        if value == self.head_value {
            return Ok(false);
        }
        let plain =
            open_named(&self.seals, layout::HEAD_KEY, schema::HEAD, &value).ok_or(DAMAGED)?;
        let head: Head = layout::decode(&plain).ok_or(DAMAGED)?;
        let before = std::mem::replace(&mut self.head, head);
        if let Err(failure) = self.take_committed(ports, &before).await {
            // Not caught up: all of it is tried again, and taking in twice does no harm.
            self.head = before;
            return Err(failure);
        }
        self.head_value = value;
        Ok(true)
    }

    /// Takes in what stands between a former head and this one.
    async fn take_committed<P: Ports>(&mut self, ports: &P, before: &Head) -> Result<(), Failure> {
        // Before the keys are read, they are read with what is new.
        let mut next = (!matches!(self.loading, Loading::Keys(_))).then_some(before.next_key_row);
        while let Some(from) = next {
            next = self.read_some_keys(ports, from, ROWS_A_STEP).await?;
        }
        (self.roster, self.roster_entries) = read_roster(ports, &self.seals).await?;
        self.attachments.read_again(ports, &self.seals).await?;
        if self.head.compactions != before.compactions {
            if self.loading != Loading::Ready || self.waiting > 0 {
                // Pages that were read already may be written anew, and what waited for a key may be in them.
                self.reload();
                return Ok(());
            }
            // The last page may have taken new records in.
            self.take_new_pages(ports, u64::from(before.next_page).saturating_sub(1))
                .await?;
        }
        if self.loading == Loading::Ready {
            let mut next = Some(before.next_position);
            while let Some(from) = next {
                next = self.replay(ports, from, ROWS_A_STEP).await?;
            }
            self.retry_parked(ports).await?;
        }
        Ok(())
    }

    /// Reads rows of the keyring from one on. The row after them, or none at the end.
    async fn read_some_keys<P: Ports>(
        &mut self,
        ports: &P,
        from: u64,
        limit: usize,
    ) -> Result<Option<u64>, Failure> {
        let mut from = from.max(self.head.first_key_row);
        let rows = ports
            .store()
            .scan(Table::Keys, &layout::number_key(from), limit)
            .await?;
        if rows.is_empty() {
            if from < self.head.next_key_row {
                self.note_lost_keys();
            }
            return Ok(None);
        }
        for (key, value) in rows {
            let number = key_number(&key).unwrap_or_default();
            let is_next = number <= from;
            from = number.saturating_add(1);
            if self.read_key_row(number, &value).is_none() || !is_next {
                self.note_lost_keys();
            }
        }
        self.learn_worker_keys();
        Ok(Some(from))
    }

    /// Keys that cannot be read here are asked of the endpoint again; then the log is read anew.
    fn note_lost_keys(&mut self) {
        self.damaged = self.damaged.saturating_add(1);
        self.has_lost_keys = true;
    }

    fn read_key_row(&mut self, number: u64, value: &[u8]) -> Option<()> {
        let name = RowName::Numbered(number);
        let plain = self
            .seals
            .open(Table::Keys, name, schema::KEYS, value)
            .ok()?;
        let row: KeysRow = layout::decode(&plain)?;
        let keys = Keyring::from_local_bytes(&row.keys)?;
        if row.is_unsent && number >= self.head.key_rows_sent {
            self.unsent_keys.merge(keys.clone());
        }
        self.keyring.merge(keys);
        Some(())
    }

    /// Once many keyring rows are uploaded or received, one row holds them all.
    pub(crate) fn gather_key_rows<P: Ports>(
        &self,
        ports: &P,
        head: &mut Head,
        writes: &mut Vec<Write>,
    ) {
        let is_all_sent = head.key_rows_sent == head.next_key_row;
        let rows = head.first_key_row..head.next_key_row;
        if !is_all_sent || rows.clone().count() < KEY_ROWS_TO_GATHER {
            return;
        }
        writes.extend(rows.map(|row| self.seals.delete(Table::Keys, RowName::Numbered(row))));
        head.first_key_row = head.next_key_row;
        writes.push(self.keys_write(head, &self.keyring, false, &mut ports.random()));
        head.key_rows_sent = head.next_key_row;
    }

    /// Commits writes and a new head together, if no other tab committed in between.
    pub(crate) async fn commit<P: Ports>(
        &mut self,
        ports: &P,
        mut writes: Vec<Write>,
        head: Head,
    ) -> Result<Committed, Failure> {
        let name = RowName::Named(layout::HEAD_KEY);
        let plain = layout::encode(&head);
        let write = self
            .seals
            .put(Table::Meta, name, schema::HEAD, &plain, &mut ports.random());
        let value = write.value.clone().unwrap_or_default();
        writes.push(write);
        let expected = Some(self.head_value.clone());
        let transaction = Transaction {
            expect: Some(self.seals.expect(Table::Meta, name, expected)),
            writes,
            durability: Durability::Strict,
        };
        let end = ports.store().commit(transaction).await?;
        if end == Committed::Yes {
            self.head = head;
            self.head_value = value;
        }
        Ok(end)
    }

    /// A write of a named row of `Meta`.
    pub(crate) fn put_named<P: Ports, T: minicbor::Encode<()>>(
        &self,
        ports: &P,
        name: &[u8],
        schema: u32,
        row: &T,
    ) -> Write {
        let plain = layout::encode(row);
        self.seals.put(
            Table::Meta,
            RowName::Named(name),
            schema,
            &plain,
            &mut ports.random(),
        )
    }
}

fn open_named(seals: &Seals, name: &[u8], schema: u32, value: &[u8]) -> Option<Vec<u8>> {
    seals
        .open(Table::Meta, RowName::Named(name), schema, value)
        .ok()
}

/// A named row of `Meta`; none where there is none.
pub(crate) async fn named<P: Ports, T: for<'b> minicbor::Decode<'b, ()>>(
    ports: &P,
    seals: &Seals,
    name: &[u8],
    schema: u32,
) -> Result<Option<T>, Failure> {
    let key = seals.key(Table::Meta, RowName::Named(name));
    let Some(value) = ports.store().get(Table::Meta, &key).await? else {
        return Ok(None);
    };
    let plain = open_named(seals, name, schema, &value).ok_or(DAMAGED)?;
    layout::decode(&plain).ok_or(DAMAGED).map(Some)
}

/// A named row of `Meta` that can be made again: one that does not open is as good as none.
pub(crate) async fn cached<P: Ports, T: for<'b> minicbor::Decode<'b, ()>>(
    ports: &P,
    seals: &Seals,
    name: &[u8],
    schema: u32,
) -> Result<Option<T>, Failure> {
    match named(ports, seals, name, schema).await {
        Err(Failure::StorageDamaged { .. }) => Ok(None),
        read => read,
    }
}

async fn read_head<P: Ports>(ports: &P, seals: &Seals) -> Result<Option<(Head, Vec<u8>)>, Failure> {
    let key = seals.key(Table::Meta, RowName::Named(layout::HEAD_KEY));
    let Some(value) = ports.store().get(Table::Meta, &key).await? else {
        return Ok(None);
    };
    let plain = open_named(seals, layout::HEAD_KEY, schema::HEAD, &value).ok_or(DAMAGED)?;
    let head = layout::decode(&plain).ok_or(DAMAGED)?;
    Ok(Some((head, value)))
}

async fn read_identity<P: Ports>(
    ports: &P,
    seals: &Seals,
    device_key: &DeviceKey,
) -> Result<Identity, Failure> {
    let key = seals.key(Table::Meta, RowName::Named(layout::IDENTITY_KEY));
    let value = ports.store().get(Table::Meta, &key).await?.ok_or(DAMAGED)?;
    Identity::open(device_key, &value).map_err(|_| DAMAGED)
}

async fn read_roster<P: Ports>(
    ports: &P,
    seals: &Seals,
) -> Result<(Roster, Vec<Vec<u8>>), Failure> {
    let row: RosterRow = named(ports, seals, layout::ROSTER_KEY, schema::ROSTER)
        .await?
        .ok_or(DAMAGED)?;
    let entries: Vec<Vec<u8>> = row.entries.into_iter().map(Vec::from).collect();
    let roster = Roster::reopen(&entries).map_err(|_| DAMAGED)?;
    Ok((roster, entries))
}
