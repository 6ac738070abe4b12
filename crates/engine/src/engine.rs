//! The engine as its driver sees it: requests in, replies and events out, and pieces of background work.
//!
//! One lock guards the open store and is held for short pieces only: never while a passphrase is stretched, never
//! while the endpoint is waited for. So a save answers while an endpoint hangs, and a list while pages are read.

use std::cell::{Cell, RefCell};

use futures_util::lock::{Mutex, MutexGuard};

use crate::exchange::Line;
use crate::found;
use crate::layout::{DEMO_KEY, FORMAT, FORMAT_KEY, SLOT_KEY};
use crate::library::ENOUGH_TO_COMPACT;
use crate::link::Link;
use crate::message::{CasePage, DeviceState, Event, Failure, Opened, Reply, Request, SyncState};
use crate::open::{Loading, Open};
use crate::pairing::Pairing;
use crate::ports::{Clock, Durability, Ports, Store, Table, Transaction, Write};

/// Wrong secrets before the delay begins to grow.
const FREE_TRIES: u32 = 3;
/// The longest delay after a wrong secret, milliseconds.
const LONGEST_WAIT_MS: u32 = 60_000;

/// The client of one worker on one device.
pub struct Engine<P: Ports> {
    pub(crate) ports: P,
    build: String,
    on_event: Box<dyn Fn(Event)>,
    open: Mutex<Option<Box<Open>>>,
    pub(crate) link: Link,
    pub(crate) line: RefCell<Line>,
    pub(crate) pairing: RefCell<Option<Pairing>>,
    wrong_secrets: Cell<u32>,
    try_again_at_ms: Cell<i64>,
    changes_a_compaction: usize,
}

/// Whether background work is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Next {
    /// Call again soon, after requests that wait.
    Again,
    /// Nothing to do until something changes.
    Idle,
}

/// The open store, while its lock is held.
pub(crate) struct Held<'e>(MutexGuard<'e, Option<Box<Open>>>);

impl Held<'_> {
    /// The open store.
    pub(crate) fn get(&mut self) -> Result<&mut Open, Failure> {
        self.0.as_deref_mut().ok_or(Failure::Locked)
    }
}

impl<P: Ports> Engine<P> {
    /// An engine over these ports; nothing is read yet. `build` is shaken hands on with the application.
    pub fn new(ports: P, build: &str, on_event: Box<dyn Fn(Event)>) -> Self {
        Self {
            ports,
            build: build.to_owned(),
            on_event,
            open: Mutex::new(None),
            link: Link::default(),
            line: RefCell::default(),
            pairing: RefCell::default(),
            wrong_secrets: Cell::new(0),
            try_again_at_ms: Cell::new(0),
            changes_a_compaction: ENOUGH_TO_COMPACT,
        }
    }

    /// Writes pages from so many changed records on. For the simulation, whose teams are small.
    #[must_use]
    pub const fn compacting_from(mut self, changes: usize) -> Self {
        self.changes_a_compaction = changes;
        self
    }

    /// The ports, for a driver that looks at what they kept.
    pub const fn ports(&self) -> &P {
        &self.ports
    }

    /// Every record this device can read, encoded (`record::codec`), in the order of ids: equal on devices that
    /// hold the same. For tests and the simulation; no driver calls it.
    ///
    /// # Errors
    /// Locked, or a page that cannot be read.
    pub async fn encoded_records(&self) -> Result<Vec<Vec<u8>>, Failure> {
        let mut held = self.held().await;
        let open = held.get()?;
        open.load_all(&self.ports).await?;
        let records = open.all_records(&self.ports).await?;
        let encoded = records.iter().map(record::codec::encode_record);
        encoded
            .collect::<Result<_, _>>()
            .map_err(|_| Failure::Internal)
    }

    /// Answers a request. Several may be under way at once.
    pub async fn handle(&self, request: Request) -> Reply {
        self.answer(request).await.unwrap_or_else(Reply::Failed)
    }

    async fn answer(&self, request: Request) -> Result<Reply, Failure> {
        match request {
            Request::Hello { .. } => Ok(Reply::Hello {
                build: self.build.clone(),
                device: self.device_state().await?,
            }),
            Request::OfferPassphrase => {
                let words = vault::generate_passphrase(&mut self.ports.random());
                // EXPOSE: shown to the person who will use it.
                Ok(Reply::Passphrase(words.expose().clone()))
            }
            Request::CreateTeam(setup) => self.create_team(*setup).await,
            Request::CreateDemo { language } => self.create_demo(&language).await,
            Request::LeaveDemo => self.leave_demo().await,
            Request::Unlock { passphrase } => self.unlock(&passphrase).await,
            Request::ChangePassphrase { current, new } => {
                self.change_passphrase(&current, &new).await
            }
            Request::History { of, most } => self.history(of, most).await,
            Request::SyncState => Ok(Reply::Sync(self.sync_state().await)),
            Request::SyncNow => {
                {
                    let mut line = self.line.borrow_mut();
                    line.is_wanted = true;
                    line.attachments.hurry();
                }
                Ok(Reply::Sync(self.sync_state().await))
            }
            Request::SetInvitation { code } => self.set_invitation(&code).await,
            Request::JoinTeam { passphrase } => self.join_team(&passphrase).await,
            Request::AcceptDevice {
                secret,
                worker_name,
            } => self.accept_device(&secret, &worker_name).await,
            Request::ConfirmDevice { digits } => self.confirm_device(&digits).await,
            Request::CancelPairing => {
                self.pairing.borrow_mut().take();
                Ok(Reply::Done)
            }
            #[cfg(feature = "bench")]
            Request::Bench(asked) => Box::pin(self.answer_bench(asked)).await,
            asked @ (Request::BeginAttachment { .. }
            | Request::AddPiece { .. }
            | Request::FinishAttachment { .. }
            | Request::DropAttachment { .. }
            | Request::AttachmentPiece { .. }
            | Request::AttachmentTotals) => Box::pin(self.answer_attachments(asked)).await,
            asked => self.answer_open(asked).await,
        }
    }

    /// Requests that need an open store and nothing else.
    async fn answer_open(&self, request: Request) -> Result<Reply, Failure> {
        let mut held = self.held().await;
        let open = held.get()?;
        let ports = &self.ports;
        match request {
            Request::Cases(query) => Ok(Reply::Cases(open.cases(&query))),
            Request::Case(id) => open
                .case_view(ports, id)
                .await
                .map(|view| Reply::Case(view.into())),
            Request::Due { since, until } => open.due(ports, since..=until).await.map(Reply::Due),
            Request::Bin { most } => open.bin(ports, most).await.map(Reply::Bin),
            Request::Incomplete { worker } => {
                open.load_all(ports).await?;
                Ok(Reply::Incomplete(open.library.index.incomplete(worker)))
            }
            Request::Grid { name } => {
                open.load_all(ports).await?;
                open.grid(name.as_deref())
                    .map(|grid| Reply::Grid(grid.into()))
            }
            Request::Records { kind } => Ok(Reply::Records(open.records_of(ports, &kind).await?)),
            Request::Record(id) => open
                .record_view(ports, id)
                .await
                .map(|view| Reply::Record(view.into())),
            Request::Import(asked) => {
                let view = open.import(ports, &asked).await?;
                drop(held);
                if asked.is_saved {
                    self.saved(Some(0)).await?;
                }
                Ok(Reply::Import(view))
            }
            Request::Save { edits } => {
                open.refuse_secrets(&edits)?;
                let sequence = open.save(ports, &edits).await?;
                drop(held);
                self.saved(sequence).await
            }
            Request::KeepDraft { form, content } => open
                .keep_draft(ports, &form, &content)
                .await
                .map(|()| Reply::Done),
            Request::Draft { form } => open.draft(ports, &form).await.map(Reply::Draft),
            Request::Devices => Ok(Reply::Devices(open.devices())),
            Request::Export => open.export(ports).await.map(Reply::Export),
            Request::Letters => Ok(Reply::Letters(casework::template::Template::shipped())),
            Request::Persons { text } => open.persons(ports, &text).await.map(Reply::Persons),
            Request::Person(id) => open
                .person_view(ports, id)
                .await
                .map(|view| Reply::Person(view.into())),
            asked => open.answer_days(ports, asked).await,
        }
    }

    pub(crate) async fn held(&self) -> Held<'_> {
        Held(self.open.lock().await)
    }

    /// Puts an open store in place.
    pub(crate) async fn put_open(&self, open: Open) {
        *self.open.lock().await = Some(Box::new(open));
    }

    pub(crate) fn tell(&self, event: Event) {
        (self.on_event)(event);
    }

    /// Tells of work that failed in the background. Only a store that is gone closes the engine: on a full one or
    /// a damaged one, everything else can be read and done.
    pub(crate) fn tell_failure(&self, failure: Failure) {
        match failure {
            Failure::Locked | Failure::StorageFull | Failure::Busy => {}
            Failure::StorageDamaged { rows } => self.tell(Event::Damaged { rows }),
            failure => self.tell(Event::Closed(failure)),
        }
    }

    pub(crate) async fn saved(&self, sequence: Option<u64>) -> Result<Reply, Failure> {
        if sequence.is_some() {
            self.line.borrow_mut().is_wanted = true;
            self.tell(Event::Changed);
        }
        let sync = self.sync_state().await;
        self.tell(Event::Sync(sync.clone()));
        Ok(Reply::Saved { sequence, sync })
    }

    pub(crate) async fn device_state(&self) -> Result<DeviceState, Failure> {
        let store = self.ports.store();
        let Some(format) = store.get(Table::Meta, FORMAT_KEY).await? else {
            return Ok(DeviceState::Empty);
        };
        if format.as_slice() > FORMAT.to_be_bytes().as_slice() {
            return Ok(DeviceState::Newer);
        }
        let is_demo = store.get(Table::Meta, DEMO_KEY).await?.is_some();
        Ok(if is_demo {
            DeviceState::Demo
        } else {
            DeviceState::Sealed
        })
    }

    async fn unlock(&self, typed: &str) -> Result<Reply, Failure> {
        self.check_wait()?;
        let stored = self.ports.store().get(Table::Meta, SLOT_KEY).await?;
        let stored = stored.ok_or(Failure::NotFound)?;
        let is_read_only = self.device_state().await? == DeviceState::Newer;
        let passphrase = found::typed(&self.ports, typed);
        let device_key = match found::open_slot(&self.ports, &stored, &passphrase).await {
            Err(Failure::WrongSecret { .. }) => return Err(self.wrong_secret()),
            opened => opened?,
        };
        self.wrong_secrets.set(0);
        let mut open = Open::read(&self.ports, device_key, is_read_only).await?;
        open.finish_beginning(&self.ports).await?;
        // Thrown away now or at another unlock: nothing rests on it.
        let _ = open.throw_begun_away(&self.ports).await;
        self.opened(open).await
    }

    fn check_wait(&self) -> Result<(), Failure> {
        let left_ms = self
            .try_again_at_ms
            .get()
            .saturating_sub(self.ports.clock().now_ms());
        match u32::try_from(left_ms) {
            Ok(wait_ms @ 1..=LONGEST_WAIT_MS) => Err(Failure::WrongSecret { wait_ms }),
            // More than the longest delay is no delay: the clock was put back.
            _ => Ok(()),
        }
    }

    fn wrong_secret(&self) -> Failure {
        let wrong = self.wrong_secrets.get().saturating_add(1);
        self.wrong_secrets.set(wrong);
        let doublings = wrong.saturating_sub(FREE_TRIES).min(6);
        let wait_ms = if wrong < FREE_TRIES {
            0
        } else {
            (1000 << doublings).min(LONGEST_WAIT_MS)
        };
        let now_ms = self.ports.clock().now_ms();
        self.try_again_at_ms
            .set(now_ms.saturating_add(i64::from(wait_ms)));
        Failure::WrongSecret { wait_ms }
    }

    /// Puts an open store in place and says what the first screen shows.
    pub(crate) async fn opened(&self, mut open: Open) -> Result<Reply, Failure> {
        let opened = self.first_screen(&mut open);
        self.put_open(open).await;
        let sync = self.sync_state().await;
        Ok(Reply::Opened(Box::new(Opened { sync, ..opened })))
    }

    pub(crate) fn first_screen(&self, open: &mut Open) -> Opened {
        if open.loading == Loading::Ready {
            open.refresh_names();
        }
        let is_mine = open.glance.build == self.build;
        let latest: Option<CasePage> = postcard::from_bytes(&open.glance.latest).ok();
        let latest = match open.loading {
            Loading::Ready => open.latest(),
            _ => latest.filter(|_| is_mine).unwrap_or_default(),
        };
        Opened {
            team_name: open.glance.team_name.clone(),
            worker_name: open.glance.worker_name.clone(),
            worker: open.worker(),
            is_administrator: open.is_administrator(),
            is_demo: open.account.is_demo,
            is_read_only: open.is_read_only,
            latest,
            sync: SyncState::default(),
        }
    }

    async fn change_passphrase(&self, current: &str, new: &str) -> Result<Reply, Failure> {
        self.check_wait()?;
        let new = found::chosen(&self.ports, new)?;
        let current = found::typed(&self.ports, current);
        let changer = self.held().await.get()?.slot_changer();
        match changer.change(&self.ports, &current, &new).await {
            Err(Failure::WrongSecret { .. }) => Err(self.wrong_secret()),
            changed => changed.map(|()| Reply::Done),
        }
    }

    async fn leave_demo(&self) -> Result<Reply, Failure> {
        if self.device_state().await? != DeviceState::Demo {
            return Err(Failure::NotAllowed);
        }
        self.open.lock().await.take();
        let mut writes = Vec::new();
        for table in Table::ALL {
            let rows = self.ports.store().scan(table, &[], usize::MAX).await?;
            writes.extend(rows.into_iter().map(|(key, _)| Write::delete(table, key)));
        }
        let transaction = Transaction {
            expect: None,
            writes,
            durability: Durability::Strict,
        };
        // Without an expectation there is no conflict.
        let _ = self.ports.store().commit(transaction).await?;
        Ok(Reply::Done)
    }

    /// Does a piece of background work: reading the store after unlock, writing pages, refreshing the row that
    /// the first screen comes from.
    pub async fn step(&self) -> Next {
        match self.try_step().await {
            Ok(next) => next,
            Err(failure) => {
                self.tell_failure(failure);
                Next::Idle
            }
        }
    }

    async fn try_step(&self) -> Result<Next, Failure> {
        let mut held = self.held().await;
        let open = held.get()?;
        if open.load_step(&self.ports).await? {
            return Ok(Next::Again);
        }
        // A request that needs everything may have read the rest meanwhile.
        if !open.is_ready_told {
            open.is_ready_told = true;
            let cases = open.library.index.len();
            let damaged = open.damaged;
            drop(held);
            self.tell(Event::Ready { cases });
            if damaged > 0 {
                self.tell(Event::Damaged { rows: damaged });
            }
            return Ok(Next::Again);
        }
        if open.is_read_only {
            return Ok(Next::Idle);
        }
        if open.library.changed() >= self.changes_a_compaction && !open.has_lost_keys {
            let _held = self.ports.store().exclusive().await?;
            let is_behind = open.catch_up(&self.ports).await?;
            // A conflict means that another tab was first: the next step tries again.
            let _ = open.compact(&self.ports).await?;
            drop(held);
            if is_behind {
                self.tell(Event::Changed);
            }
            return Ok(Next::Again);
        }
        if open.is_glance_stale {
            open.write_glance(&self.ports, &self.build).await?;
            return Ok(Next::Again);
        }
        Ok(Next::Idle)
    }

    /// Another tab committed: takes in what it wrote.
    pub async fn catch_up(&self) {
        let mut held = self.held().await;
        let Ok(open) = held.get() else { return };
        let caught_up = open.catch_up(&self.ports).await;
        drop(held);
        match caught_up {
            Ok(true) => {
                self.tell(Event::Changed);
                self.tell(Event::Sync(self.sync_state().await));
            }
            Ok(false) => {}
            Err(failure) => self.tell_failure(failure),
        }
    }
}
