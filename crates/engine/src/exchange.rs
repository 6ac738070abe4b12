//! An exchange with the endpoint: register, roster, keys out, entries out, keys in, entries in, acknowledge; then the
//! contents of attachments, which nothing waits for.
//!
//! Each step plans under the lock, asks without it, and takes in the answer under it again. Everything may be cut
//! short and begun anew: delivery is at least once, and applying is idempotent. Nothing is believed because the
//! endpoint says so: batches are opened by generation keys, entries verified by the roster, the log by its digest.

use std::rc::Rc;

use minicbor::bytes::ByteArray;
use sync::message::{
    self, Acknowledgement, BatchAccepted, KeyringPage, LogPage, RosterPage, SegmentInfo,
};
use sync::{Cursor, DeviceId, Digest, ErrorCode, Roster, TeamId, request};
use vault::Keyring;

use crate::engine::Engine;
use crate::layout::{self, Account, Sending, schema};
use crate::link::{Ask, Asker, Refusal, decoded};
use crate::message::{Event, Failure, SyncProblem, SyncState, Work};
use crate::open::Open;
use crate::ports::{Clock, Committed, Ports, Store, Table, Write};
use crate::receive::{Batch, Received};
use crate::seals::RowName;

/// Bytes of entries that go together in one batch.
const BATCH_BYTES: usize = 2 << 20;
/// Bytes of the log asked for at a time.
const PAGE_BYTES: usize = 4 << 20;
/// How often a batch is sealed anew in one exchange because the endpoint refused its name or its generation.
const MOST_REFUSED: usize = 2;
/// Seconds a long poll may wait.
const FOLLOW_SECONDS: u64 = 25;

/// What the sync line shows beside what the head knows.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Something was saved since the last exchange began.
    pub(crate) is_wanted: bool,
    is_running: bool,
    problem: Option<SyncProblem>,
    /// How sending attachments goes.
    pub(crate) attachments: crate::uploads::Uploads,
    /// The bench measures a step at a time: nothing goes by itself.
    #[cfg(feature = "bench")]
    pub(crate) is_held: bool,
}

/// What may go to the endpoint next.
enum Sendable {
    /// Keys that entries use: always before them.
    KeysFirst,
    /// A batch.
    Batch(Sending),
    /// All is sent.
    Nothing,
}

/// Why an exchange stops.
pub(crate) enum Stop {
    /// The endpoint, or what it sent.
    Problem(Refusal),
    /// This device.
    Failure(Failure),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Problem(refusal)
    }
}

impl From<SyncProblem> for Stop {
    fn from(problem: SyncProblem) -> Self {
        Self::Problem(problem.into())
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<crate::ports::StoreError> for Stop {
    fn from(error: crate::ports::StoreError) -> Self {
        Self::Failure(error.into())
    }
}

impl<P: Ports> Engine<P> {
    /// One whole exchange. What went wrong with the endpoint, if anything; a locked engine and an invented team
    /// exchange nothing.
    pub async fn exchange(&self) -> Option<SyncProblem> {
        let asker = self.asker().await?;
        {
            let mut line = self.line.borrow_mut();
            (line.is_running, line.is_wanted) = (true, false);
        }
        self.tell(Event::Sync(self.sync_state().await));
        let ended = self.exchange_as(&asker).await;
        let problem = match ended {
            Ok(()) => None,
            Err(Stop::Problem(refusal)) => Some(refusal.problem),
            Err(Stop::Failure(failure)) => {
                self.tell_failure(failure);
                Some(SyncProblem::Unreachable)
            }
        };
        {
            let mut line = self.line.borrow_mut();
            (line.is_running, line.problem) = (false, problem.clone());
        }
        self.tell(Event::Sync(self.sync_state().await));
        problem
    }

    async fn exchange_as(&self, asker: &Asker) -> Result<(), Stop> {
        self.catch_up().await;
        self.register(asker).await?;
        self.pull_roster(asker).await?;
        self.push_keys(asker).await?;
        let pushed = self.push_entries(asker).await;
        // What cannot be read here any more cannot be sent; what others sent is taken in all the same.
        let damaged = match pushed {
            Err(Stop::Failure(failure @ Failure::StorageDamaged { .. })) => Some(failure),
            pushed => pushed.map(|()| None)?,
        };
        let is_keyring_tampered = self.pull_keys(asker).await?;
        self.pull_entries(asker).await?;
        if is_keyring_tampered {
            return Err(SyncProblem::Tampered.into());
        }
        if let Some(damaged) = damaged {
            return Err(damaged.into());
        }
        self.acknowledge(asker).await?;
        let now_ms = self.ports.clock().now_ms();
        self.commit_head(|head| head.synced_at_ms = Some(now_ms))
            .await?;
        self.push_attachments(asker).await
    }

    /// Waits until the endpoint has something new, or for the time of a long poll. True when there is.
    pub async fn follow(&self) -> Result<bool, SyncProblem> {
        let Some(asker) = self.asker().await else {
            return Ok(false);
        };
        let path = {
            let mut held = self.held().await;
            let Ok(open) = held.get() else {
                return Ok(false);
            };
            format!(
                "{}?log={}&roster={}&keyring={}&inbox=0&wait_s={FOLLOW_SECONDS}",
                request::HEAD,
                open.head.cursor.sequence,
                open.roster.head(),
                open.head.segments_received,
            )
        };
        let asked = self
            .link
            .ask(&self.ports, &asker, Ask::get(path).long())
            .await;
        let response = asked.map_err(|refusal| refusal.problem)?;
        let head: message::Head = decoded(&response).map_err(|refusal| refusal.problem)?;
        let mut held = self.held().await;
        let Ok(open) = held.get() else {
            return Ok(false);
        };
        Ok(head.log.position > open.head.cursor.sequence
            || head.roster_index > open.roster.index()
            || head.keyring > open.head.segments_received)
    }

    /// Who asks; none where nothing may be asked.
    pub(crate) async fn asker(&self) -> Option<Asker> {
        #[cfg(feature = "bench")]
        if self.line.borrow().is_held {
            return None;
        }
        let mut held = self.held().await;
        let open = held.get().ok()?;
        let may_ask = !open.account.is_demo && !open.is_read_only && !open.head.is_cloned;
        may_ask.then(|| open.asker())
    }

    /// What the sync line shows.
    pub(crate) async fn sync_state(&self) -> SyncState {
        let mut held = self.held().await;
        let Ok(open) = held.get() else {
            return SyncState::default();
        };
        let line = self.line.borrow();
        let is_cloned = open.head.is_cloned.then_some(SyncProblem::Cloned);
        SyncState {
            pending: u32::try_from(open.head.pending()).unwrap_or(u32::MAX),
            synced_at_ms: open.head.synced_at_ms,
            is_running: line.is_running,
            problem: is_cloned.or_else(|| line.problem.clone()),
            clock_skew_ms: self.link.skew_ms(),
            waiting: open.waiting,
        }
    }

    /// Changes the head alone.
    async fn commit_head(&self, change: impl Fn(&mut layout::Head)) -> Result<(), Stop> {
        self.commit_with(|_, head| {
            change(head);
            Vec::new()
        })
        .await
    }

    /// Commits writes made from the present state; made again when another tab committed meanwhile.
    pub(crate) async fn commit_with(
        &self,
        make: impl Fn(&Open, &mut layout::Head) -> Vec<Write>,
    ) -> Result<(), Stop> {
        let mut held = self.held().await;
        let open = held.get()?;
        loop {
            let mut head = open.head.clone();
            let writes = make(open, &mut head);
            if open.commit(&self.ports, writes, head).await? == Committed::Yes {
                return Ok(());
            }
            open.catch_up(&self.ports).await?;
        }
    }

    /// Makes the team known to the endpoint: genesis, the wrap of the first generation, its roster entry.
    async fn register(&self, asker: &Asker) -> Result<(), Stop> {
        let (genesis, rest, account) = {
            let mut held = self.held().await;
            let open = held.get()?;
            if open.head.is_registered {
                return Ok(());
            }
            let (genesis, rest) = open.roster_entries.split_first().ok_or(Failure::Internal)?;
            (genesis.clone(), rest.to_vec(), open.account.clone())
        };
        let code = account
            .invitation
            .as_deref()
            .ok_or(SyncProblem::NotInvited)?;
        let ask = Ask {
            invitation: Some(code),
            ..Ask::post(request::ROSTER, &genesis)
        };
        match self.link.ask_openly(&self.ports, ask).await {
            Err(Refusal {
                code: Some(ErrorCode::Forbidden),
                ..
            }) => {
                return Err(SyncProblem::InvitationRefused.into());
            }
            answered => answered.map(drop)?,
        }
        if let Some(wrap) = &account.own_wrap {
            let path = format!("{}?generation=1", request::wrap_path(&asker.device));
            self.link
                .ask(&self.ports, asker, Ask::put(path, wrap))
                .await?;
        }
        self.post_roster_entries(asker, &genesis, &rest).await?;
        let account = Account {
            invitation: None,
            own_wrap: None,
            ..account
        };
        self.commit_with(|open, head| {
            head.is_registered = true;
            vec![open.put_named(&self.ports, layout::ACCOUNT_KEY, schema::ACCOUNT, &account)]
        })
        .await?;
        self.held().await.get()?.account = account;
        Ok(())
    }

    /// Posts the entries that follow the one in `before`; those the endpoint has already are passed over.
    pub(crate) async fn post_roster_entries(
        &self,
        asker: &Asker,
        before: &[u8],
        entries: &[Vec<u8>],
    ) -> Result<(), Stop> {
        let mut previous = sync::RosterHash::of(before);
        for entry in entries {
            let if_match = Some(previous.to_string());
            let ask = Ask {
                if_match,
                ..Ask::post(request::ROSTER, entry)
            };
            match self.link.ask(&self.ports, asker, ask).await {
                Err(Refusal {
                    code: Some(ErrorCode::RosterMoved),
                    ..
                }) => {}
                answered => answered.map(drop)?,
            }
            previous = sync::RosterHash::of(entry);
        }
        // Something on the way may have said yes in the endpoint's place.
        let path = format!("{}?from=0", request::ROSTER);
        let page: RosterPage = decoded(&self.link.ask(&self.ports, asker, Ask::get(path)).await?)?;
        let kept = page.entries.iter().skip(1).map(|entry| entry.as_slice());
        let is_kept = kept
            .take(entries.len())
            .eq(entries.iter().map(Vec::as_slice));
        if is_kept {
            Ok(())
        } else {
            Err(SyncProblem::NotOurEndpoint.into())
        }
    }

    /// Takes in new roster entries, and the generation they may have begun.
    pub(crate) async fn pull_roster(&self, asker: &Asker) -> Result<(), Stop> {
        let (mut roster, mut entries) = {
            let mut held = self.held().await;
            let open = held.get()?;
            open.load_keys(&self.ports).await?;
            (open.roster.clone(), open.roster_entries.clone())
        };
        let known = entries.len();
        self.extend_roster(asker, &mut roster, &mut entries).await?;
        if entries.len() > known {
            self.commit_with(|open, _| vec![open.roster_write(&self.ports, &entries)])
                .await?;
            let mut held = self.held().await;
            let open = held.get()?;
            (open.roster, open.roster_entries) = (roster.clone(), entries);
        }
        self.pull_generation(asker, &roster).await
    }

    async fn extend_roster(
        &self,
        asker: &Asker,
        roster: &mut Roster,
        entries: &mut Vec<Vec<u8>>,
    ) -> Result<(), Stop> {
        loop {
            let path = format!(
                "{}?from={}",
                request::ROSTER,
                roster.index().saturating_add(1)
            );
            let response = self.link.ask(&self.ports, asker, Ask::get(path)).await?;
            let page: RosterPage = decoded(&response)?;
            if page.entries.is_empty() {
                return Ok(());
            }
            for entry in page.entries {
                let entry = Vec::from(entry);
                roster.apply(&entry).map_err(|_| SyncProblem::Tampered)?;
                entries.push(entry);
            }
        }
    }

    async fn pull_generation(&self, asker: &Asker, roster: &Roster) -> Result<(), Stop> {
        let has_it = {
            let mut held = self.held().await;
            held.get()?.keyring.latest_generation() >= Some(roster.generation())
        };
        if has_it {
            return Ok(());
        }
        let generation = self.fetch_generation(asker, roster).await?;
        let mut keys = Keyring::new();
        keys.insert_generation(generation);
        self.keep_keys(keys).await
    }

    /// The secret of the present generation, from the wrap made for this device.
    pub(crate) async fn fetch_generation(
        &self,
        asker: &Asker,
        roster: &Roster,
    ) -> Result<vault::Generation, Stop> {
        let path = request::wrap_path(&asker.device);
        let response = self.link.ask(&self.ports, asker, Ask::get(path)).await?;
        let wrap: message::Wrap = decoded(&response)?;
        let due = roster.live(&asker.device).and_then(|member| member.wrap);
        if due != Some(Digest::of(&wrap.bytes)) {
            return Err(SyncProblem::Tampered.into());
        }
        let generation = vault::open_generation(
            &wrap.bytes,
            asker.team.as_bytes(),
            roster.generation(),
            asker.device.as_bytes(),
            asker.identity.kem_keys(),
        );
        generation.map_err(|_| SyncProblem::Tampered.into())
    }

    /// Keeps keys that came from elsewhere, and applies what waited for them.
    async fn keep_keys(&self, keys: Keyring) -> Result<(), Stop> {
        self.commit_with(|open, head| {
            vec![open.keys_write(head, &keys, false, &mut self.ports.random())]
        })
        .await?;
        let mut held = self.held().await;
        let open = held.get()?;
        open.keyring.merge(keys);
        open.learn_worker_keys();
        Ok(())
    }

    /// Uploads the keys drawn here: always before the entries that use them.
    async fn push_keys(&self, asker: &Asker) -> Result<(), Stop> {
        let (unsent, keyring, upto) = {
            let mut held = self.held().await;
            let open = held.get()?;
            open.load_all(&self.ports).await?;
            if open.unsent_keys.is_empty() {
                return Ok(());
            }
            let rows = open.head.next_key_row;
            (
                std::mem::take(&mut open.unsent_keys),
                open.keyring.clone(),
                rows,
            )
        };
        let sent = match self.push_segments(asker, &unsent, &keyring).await {
            Ok(sent) => sent,
            Err(stop) => {
                self.held().await.get()?.unsent_keys.merge(unsent);
                return Err(stop);
            }
        };
        self.commit_head(|head| {
            head.key_rows_sent = head.key_rows_sent.max(upto);
            let new = sent
                .iter()
                .filter(|info| info.position > head.segments_received);
            let names = new.map(|info| ByteArray::from(info.segment.to_bytes()));
            head.awaited_segments.extend(names);
        })
        .await
    }

    /// What was sent, as the endpoint lists it.
    async fn push_segments(
        &self,
        asker: &Asker,
        unsent: &Keyring,
        keyring: &Keyring,
    ) -> Result<Vec<SegmentInfo>, Stop> {
        let number = keyring.latest_generation().ok_or(Failure::Internal)?;
        let generation = keyring
            .generations(number)
            .next()
            .ok_or(Failure::Internal)?;
        let known = ReceivedKeys::of(&self.held().await.get()?.head);
        let mut names = Vec::new();
        for piece in unsent.clone().for_segment(number).split() {
            let segment = piece
                .seal_segment(generation, asker.team.as_bytes(), &mut self.ports.random())
                .map_err(|_| Failure::Internal)?;
            let name = Digest::from_bytes(segment.id);
            let path = format!("{}?generation={number}", request::segment_path(&name));
            self.link
                .ask(&self.ports, asker, Ask::put(path, &segment.bytes).long())
                .await?;
            names.push(name);
        }
        // Something on the way may have said yes in the endpoint's place.
        let after = known.position.saturating_sub(1);
        let mut kept = self.list_segments(asker, after).await?.segments;
        if !known.is_in(&kept) {
            return self.start_over(asker.team, known.restarts).await;
        }
        kept.retain(|info| names.contains(&info.segment));
        if kept.len() == names.len() {
            Ok(kept)
        } else {
            Err(SyncProblem::NotOurEndpoint.into())
        }
    }

    async fn list_segments(&self, asker: &Asker, after: u64) -> Result<KeyringPage, Stop> {
        let path = format!("{}?after={after}", request::KEYRING);
        let response = self.link.ask(&self.ports, asker, Ask::get(path)).await?;
        Ok(decoded(&response)?)
    }

    /// Sends what was saved, batch by batch; a row leaves the outbox only once its batch is acknowledged.
    async fn push_entries(&self, asker: &Asker) -> Result<(), Stop> {
        let total = {
            let mut held = self.held().await;
            u32::try_from(held.get()?.head.pending()).unwrap_or(u32::MAX)
        };
        let mut refused = 0;
        loop {
            let sending = match self.next_sending().await? {
                Sendable::Batch(sending) => sending,
                Sendable::KeysFirst => {
                    self.push_keys(asker).await?;
                    continue;
                }
                Sendable::Nothing => return Ok(()),
            };
            let batch = sync::BatchId::from_bytes(sending.batch);
            let path = request::log_path(&batch);
            let ask = Ask::put(path, &sending.bytes).long();
            match self.link.ask(&self.ports, asker, ask).await {
                Err(Refusal {
                    code: Some(ErrorCode::Conflict | ErrorCode::Generation),
                    ..
                }) if refused < MOST_REFUSED => {
                    refused += 1;
                    self.drop_sending().await?;
                    continue;
                }
                answered => {
                    let accepted: BatchAccepted = decoded(&answered?)?;
                    if accepted.digest != Digest::of(&sending.bytes) {
                        return Err(SyncProblem::Tampered.into());
                    }
                    self.settle_sending(&sending, &accepted).await?;
                }
            }
            let left = self.sync_state().await.pending;
            let done = total.saturating_sub(left);
            self.tell(Event::Progress {
                work: Work::Sending,
                done,
                total,
            });
        }
    }

    /// The batch on its way, or the next one, kept before it is sent so that a retry is the same bytes.
    async fn next_sending(&self) -> Result<Sendable, Stop> {
        let mut held = self.held().await;
        let open = held.get()?;
        if !open.unsent_keys.is_empty() {
            return Ok(Sendable::KeysFirst);
        }
        let kept: Option<Sending> = crate::open::cached(
            &self.ports,
            &open.seals,
            layout::SENDING_KEY,
            schema::SENDING,
        )
        .await?;
        if let Some(kept) =
            kept.filter(|kept| kept.first == open.head.acknowledged.saturating_add(1))
        {
            return Ok(Sendable::Batch(kept));
        }
        let entries = open.outbox(&self.ports, BATCH_BYTES).await?;
        if entries.is_empty() {
            return Ok(Sendable::Nothing);
        }
        let sending = open.seal_batch(&self.ports, &entries)?;
        let write = open.put_named(&self.ports, layout::SENDING_KEY, schema::SENDING, &sending);
        put_relaxed(&self.ports, write).await?;
        Ok(Sendable::Batch(sending))
    }

    async fn drop_sending(&self) -> Result<(), Stop> {
        let mut held = self.held().await;
        let open = held.get()?;
        let write = open
            .seals
            .delete(Table::Meta, RowName::Named(layout::SENDING_KEY));
        put_relaxed(&self.ports, write).await?;
        Ok(())
    }

    async fn settle_sending(
        &self,
        sending: &Sending,
        accepted: &BatchAccepted,
    ) -> Result<(), Stop> {
        self.commit_with(|open, head| {
            if sending.first > head.acknowledged.saturating_add(1) {
                // Another tab began over meanwhile: all of it is offered again, this batch too.
                return Vec::new();
            }
            head.acknowledged = head.acknowledged.max(sending.last);
            if accepted.position > head.cursor.sequence {
                head.awaited_batches.push(accepted.digest.to_bytes().into());
            }
            let rows = sending.first..=sending.last;
            let mut writes: Vec<Write> = rows
                .map(|sequence| {
                    open.seals
                        .delete(Table::Outbox, RowName::Numbered(sequence))
                })
                .collect();
            writes.push(
                open.seals
                    .delete(Table::Meta, RowName::Named(layout::SENDING_KEY)),
            );
            writes
        })
        .await
    }

    /// Takes in keyring segments. One that does not open is asked for again next time and holds up no other.
    /// True when one did not open.
    async fn pull_keys(&self, asker: &Asker) -> Result<bool, Stop> {
        let (known, has_lost_keys) = {
            let mut held = self.held().await;
            let open = held.get()?;
            (ReceivedKeys::of(&open.head), open.has_lost_keys)
        };
        let after = if has_lost_keys { 0 } else { known.position };
        // The last one received is listed again: it tells a keyring that is not the one read before.
        let page = self.list_segments(asker, after.saturating_sub(1)).await?;
        if !known.is_in(&page.segments) {
            return self.start_over(asker.team, known.restarts).await;
        }
        let mut received = Some(after);
        let mut new = Keyring::new();
        for info in page.segments.iter().filter(|info| info.position > after) {
            let path = request::segment_path(&info.segment);
            let keys = match self
                .link
                .ask(&self.ports, asker, Ask::get(path).long())
                .await
            {
                Err(Refusal {
                    code: Some(ErrorCode::NotFound),
                    ..
                }) => None,
                answered => {
                    self.open_segment(asker, &info.segment, &answered?.body)
                        .await?
                }
            };
            match keys {
                Some(keys) => {
                    new.merge(keys);
                    received = received.map(|_| info.position);
                }
                None => received = None,
            }
        }
        if !new.is_empty() {
            self.keep_keys(new).await?;
            let mut held = self.held().await;
            let open = held.get()?;
            let tried = open.retry_parked(&self.ports).await;
            open.or_reload(tried)?;
        }
        let Some(position) = received else {
            return Ok(true);
        };
        if has_lost_keys {
            self.restore_keys().await?;
        }
        if position != after {
            self.note_segments(position, &page.segments).await?;
        }
        Ok(false)
    }

    /// All segments up to this position are received.
    async fn note_segments(&self, position: u64, listed: &[SegmentInfo]) -> Result<(), Stop> {
        self.commit_head(|head| {
            head.segments_received = position;
            for info in listed.iter().filter(|info| info.position <= position) {
                let name = info.segment.to_bytes();
                head.awaited_segments.retain(|awaited| **awaited != name);
                head.last_segment = Some(name.into());
            }
        })
        .await
    }

    /// The endpoint gave back the keys that could not be read here: one row holds them all from now on, and the
    /// log is read anew, because groups whose key was lost were passed over.
    async fn restore_keys(&self) -> Result<(), Stop> {
        self.commit_with(|open, head| {
            let rows = head.first_key_row..head.next_key_row;
            let mut writes: Vec<Write> = rows
                .map(|row| open.seals.delete(Table::Keys, RowName::Numbered(row)))
                .collect();
            head.first_key_row = head.next_key_row;
            let is_all_sent = open.unsent_keys.is_empty();
            writes.push(open.keys_write(
                head,
                &open.keyring,
                !is_all_sent,
                &mut self.ports.random(),
            ));
            if is_all_sent {
                head.key_rows_sent = head.next_key_row;
            }
            writes
        })
        .await?;
        let mut held = self.held().await;
        let open = held.get()?;
        open.has_lost_keys = false;
        open.rebuild();
        open.load_all(&self.ports).await?;
        Ok(())
    }

    async fn open_segment(
        &self,
        asker: &Asker,
        name: &Digest,
        bytes: &[u8],
    ) -> Result<Option<Keyring>, Stop> {
        if Digest::of(bytes) != *name {
            return Ok(None);
        }
        let mut held = self.held().await;
        let keyring = &held.get()?.keyring;
        let Ok(number) = vault::keyring::segment_generation(bytes) else {
            return Ok(None);
        };
        let team = asker.team.as_bytes();
        let mut opened = keyring
            .generations(number)
            .filter_map(|generation| Keyring::open_segment(generation, team, bytes).ok());
        Ok(opened.next())
    }

    /// Takes in the log from where this device stands to its end.
    async fn pull_entries(&self, asker: &Asker) -> Result<(), Stop> {
        loop {
            let (cursor, awaited, restarts) = {
                let mut held = self.held().await;
                let open = held.get()?;
                let head = &open.head;
                (open.cursor(), head.awaited_batches.clone(), head.restarts)
            };
            let path = format!(
                "{}?after={}&digest={}&max_bytes={PAGE_BYTES}",
                request::LOG,
                cursor.position,
                cursor.digest
            );
            let response = match self
                .link
                .ask(&self.ports, asker, Ask::get(path).long())
                .await
            {
                Err(Refusal {
                    code: Some(ErrorCode::Cursor),
                    ..
                }) => {
                    return self.start_over(asker.team, restarts).await;
                }
                answered => answered?,
            };
            let page: LogPage = decoded(&response)?;
            let total = page.head.position;
            let (batches, end) = checked(cursor, page).ok_or(SyncProblem::Tampered)?;
            let (done, total) = (end.position, total.max(end.position));
            let is_last = batches.is_empty() || done >= total;
            if is_last && !awaited.is_empty() && !are_all_in(&awaited, &batches) {
                return self.start_over(asker.team, restarts).await;
            }
            let is_empty = batches.is_empty();
            self.absorb(batches, end).await?;
            if is_empty {
                return Ok(());
            }
            self.tell(Event::Progress {
                work: Work::Receiving,
                done: u32::try_from(done).unwrap_or(u32::MAX),
                total: u32::try_from(total).unwrap_or(u32::MAX),
            });
            if is_last {
                return Ok(());
            }
        }
    }

    async fn absorb(&self, batches: Vec<Batch>, end: Cursor) -> Result<(), Stop> {
        let mut held = self.held().await;
        let open = held.get()?;
        open.load_all(&self.ports).await?;
        let received = open.receive(&self.ports, &batches, end).await?;
        drop(held);
        let Received {
            applied,
            is_tampered,
            is_cloned,
        } = received;
        if applied > 0 {
            self.tell(Event::Changed);
        }
        if is_cloned {
            return Err(SyncProblem::Cloned.into());
        }
        if is_tampered {
            Err(SyncProblem::Tampered.into())
        } else {
            Ok(())
        }
    }

    /// The endpoint's log is not the one read before: it came back from a backup. Everything own is offered again,
    /// and the log is read from its beginning; both are harmless repeats. Not where another tab did so since: `restarts`
    /// is the count when the endpoint was asked.
    async fn start_over<T>(&self, team: TeamId, restarts: u32) -> Result<T, Stop> {
        let own = {
            let mut held = self.held().await;
            let open = held.get()?;
            open.offer_again(&self.ports).await?;
            open.own_positions(&self.ports).await?
        };
        let start = Cursor::start(&team);
        self.commit_with(|open, head| {
            if head.restarts != restarts {
                return Vec::new();
            }
            head.restarts = restarts.wrapping_add(1);
            head.cursor = layout::Cursor {
                sequence: 0,
                digest: start.digest.to_bytes(),
            };
            (head.acknowledged, head.segments_received) = (0, 0);
            head.awaited_batches.clear();
            head.awaited_segments.clear();
            head.last_segment = None;
            let mut rng = self.ports.random();
            // Keys of others count too: who drew them may be gone.
            let keys = open.keys_write(head, &open.keyring, true, &mut rng);
            let rows = own.iter().map(|(sequence, position)| {
                let name = RowName::Numbered(*sequence);
                let plain = layout::number_key(*position);
                open.seals
                    .put(Table::Outbox, name, schema::OUTBOX, &plain, &mut rng)
            });
            rows.chain([keys]).collect()
        })
        .await?;
        {
            let mut held = self.held().await;
            let open = held.get()?;
            open.unsent_keys.merge(open.keyring.clone());
        }
        self.line.borrow_mut().is_wanted = true;
        Err(SyncProblem::EndpointFault.into())
    }

    async fn acknowledge(&self, asker: &Asker) -> Result<(), Stop> {
        let body = {
            let mut held = self.held().await;
            let open = held.get()?;
            let position = open.head.cursor.sequence;
            message::encode(&Acknowledgement {
                position,
                generation: open.roster.generation(),
            })
        };
        self.link
            .ask(&self.ports, asker, Ask::post(request::ACK, &body))
            .await?;
        Ok(())
    }

    /// Keeps the code that lets the team use the endpoint.
    pub(crate) async fn set_invitation(
        &self,
        code: &str,
    ) -> Result<crate::message::Reply, Failure> {
        let code = code.trim().to_owned();
        let mut held = self.held().await;
        let open = held.get()?;
        let account = Account {
            invitation: Some(code),
            ..open.account.clone()
        };
        let write = open.put_named(&self.ports, layout::ACCOUNT_KEY, schema::ACCOUNT, &account);
        put_relaxed(&self.ports, write).await?;
        open.account = account;
        self.line.borrow_mut().is_wanted = true;
        Ok(crate::message::Reply::Done)
    }
}

/// The batches of a page of the log and the cursor after them, if the page says the same and follows from ours
/// without a hole.
fn checked(cursor: Cursor, page: LogPage) -> Option<(Vec<Batch>, Cursor)> {
    if page.start != cursor {
        return None;
    }
    let mut end = cursor;
    let mut batches = Vec::with_capacity(page.items.len());
    for item in page.items {
        let digest = Digest::of(&item.bytes);
        end = end.after(&item.batch, &digest)?;
        batches.push(Batch {
            digest,
            bytes: item.bytes,
        });
    }
    (end == page.end).then_some((batches, end))
}

/// Whether all batches that the endpoint once accepted are among these.
fn are_all_in(awaited: &[ByteArray<32>], batches: &[Batch]) -> bool {
    awaited
        .iter()
        .all(|digest| batches.iter().any(|batch| batch.is(digest)))
}

/// What this device knows of the endpoint's keyring.
struct ReceivedKeys {
    position: u64,
    last: Option<ByteArray<32>>,
    awaited: Vec<ByteArray<32>>,
    restarts: u32,
}

impl ReceivedKeys {
    fn of(head: &layout::Head) -> Self {
        Self {
            position: head.segments_received,
            last: head.last_segment,
            awaited: head.awaited_segments.clone(),
            restarts: head.restarts,
        }
    }

    /// Whether what was received and what was sent stands in the list that the endpoint gives now. It does not when the
    /// endpoint came back from a backup.
    fn is_in(&self, listed: &[SegmentInfo]) -> bool {
        let is_at = |name: &ByteArray<32>, position: Option<u64>| {
            listed.iter().any(|info| {
                info.segment.as_bytes() == &**name
                    && position.is_none_or(|position| info.position == position)
            })
        };
        let has_last = self
            .last
            .as_ref()
            .is_none_or(|last| is_at(last, Some(self.position)));
        has_last && self.awaited.iter().all(|name| is_at(name, None))
    }
}

async fn put_relaxed<P: Ports>(ports: &P, write: Write) -> Result<(), crate::ports::StoreError> {
    let transaction = crate::ports::Transaction {
        expect: None,
        writes: vec![write],
        durability: crate::ports::Durability::Relaxed,
    };
    // Without an expectation there is no conflict.
    ports.store().commit(transaction).await.map(drop)
}

impl Open {
    pub(crate) fn asker(&self) -> Asker {
        Asker {
            identity: Rc::clone(&self.identity),
            team: self.team(),
            device: DeviceId::from_bytes(self.identity.device_id()),
        }
    }

    fn cursor(&self) -> Cursor {
        Cursor {
            position: self.head.cursor.sequence,
            digest: Digest::from_bytes(self.head.cursor.digest),
        }
    }
}
