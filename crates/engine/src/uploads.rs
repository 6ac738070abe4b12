//! Contents of attachments on their way to the endpoint: last of an exchange, part by part, each once.
//!
//! The log never waits for them: they give way as soon as something was saved, and what goes wrong with them is told
//! beside them and tried again after a pause of its own.

use std::collections::BTreeSet;

use sync::message::{BlobComplete, BlobStatus};
use sync::{BlobId, Digest, ErrorCode, request};

use crate::engine::Engine;
use crate::exchange::Stop;
use crate::layout::{Kept, Stage};
use crate::link::{Ask, Asker, Refusal, decoded};
use crate::message::{Event, Failure, SyncProblem, Work};
use crate::ports::{Clock, Ports};

/// The pause after a first try that failed, milliseconds; each next one is twice as long.
const FIRST_PAUSE_MS: i64 = 2_000;
/// The longest such pause, milliseconds.
const LONGEST_PAUSE_MS: i64 = 5 * 60_000;
/// The longest pause that the endpoint may ask for, milliseconds. More is no pause: the clock was put back.
const LONGEST_WAIT_MS: i64 = 60 * 60_000;

/// How sending attachments goes.
#[derive(Debug, Default)]
pub(crate) struct Uploads {
    /// Why the last try did not end well.
    pub(crate) problem: Option<SyncProblem>,
    failures: u32,
    /// Nothing is tried before.
    again_at_ms: Option<i64>,
    /// Contents that cannot be sent: a part is damaged here, or the endpoint has another under its name.
    unsendable: BTreeSet<[u8; 16]>,
}

impl Uploads {
    /// Somebody wants it now.
    pub(crate) const fn hurry(&mut self) {
        self.again_at_ms = None;
    }

    fn failed(&mut self, problem: SyncProblem, now_ms: i64) {
        let pause_ms = match problem {
            SyncProblem::TooMany { retry_after_s } => i64::from(retry_after_s)
                .saturating_mul(1000)
                .min(LONGEST_WAIT_MS),
            _ => (FIRST_PAUSE_MS << self.failures.min(16)).min(LONGEST_PAUSE_MS),
        };
        self.failures = self.failures.saturating_add(1);
        self.again_at_ms = Some(now_ms.saturating_add(pause_ms));
        self.problem = Some(problem);
    }
}

/// How far the sending of one content came.
enum Sent {
    /// The endpoint has it.
    Whole,
    /// It gave way to something more urgent.
    GaveWay,
    /// It cannot be sent.
    Never,
}

impl<P: Ports> Engine<P> {
    /// Milliseconds until attachments that could not be sent are tried again; none where nothing waits for that.
    pub fn attachments_again_in_ms(&self) -> Option<u32> {
        let again_at_ms = self.line.borrow().attachments.again_at_ms?;
        let left_ms = again_at_ms.saturating_sub(self.ports.clock().now_ms());
        Some(u32::try_from(left_ms.clamp(0, LONGEST_WAIT_MS)).unwrap_or_default())
    }

    /// Sends what waits, for as long as nothing more urgent does. Only what happens on this device stops the exchange.
    pub(crate) async fn push_attachments(&self, asker: &Asker) -> Result<(), Stop> {
        let now_ms = self.ports.clock().now_ms();
        let is_early =
            |again_at_ms: i64| (1..=LONGEST_WAIT_MS).contains(&again_at_ms.saturating_sub(now_ms));
        if self
            .line
            .borrow()
            .attachments
            .again_at_ms
            .is_some_and(is_early)
        {
            return Ok(());
        }
        match self.try_push_attachments(asker).await {
            Ok(()) => {
                let uploads = &mut self.line.borrow_mut().attachments;
                (uploads.problem, uploads.failures, uploads.again_at_ms) = (None, 0, None);
                Ok(())
            }
            Err(Stop::Problem(refusal)) => {
                let now_ms = self.ports.clock().now_ms();
                let uploads = &mut self.line.borrow_mut().attachments;
                uploads.failed(refusal.problem, now_ms);
                Ok(())
            }
            Err(stop) => Err(stop),
        }
    }

    async fn try_push_attachments(&self, asker: &Asker) -> Result<(), Stop> {
        let waiting: Vec<Kept> = {
            let mut held = self.held().await;
            let ledger = &held.get()?.attachments.ledger;
            ledger.of(Stage::Waiting).cloned().collect()
        };
        for kept in waiting {
            if self
                .line
                .borrow()
                .attachments
                .unsendable
                .contains(&kept.blob)
            {
                continue;
            }
            match self.push_attachment(asker, &kept).await? {
                Sent::Whole => self.note_sent(&kept).await?,
                Sent::GaveWay => return Ok(()),
                Sent::Never => {
                    let uploads = &mut self.line.borrow_mut().attachments;
                    uploads.unsendable.insert(kept.blob);
                }
            }
        }
        Ok(())
    }

    async fn push_attachment(&self, asker: &Asker, kept: &Kept) -> Result<Sent, Stop> {
        let blob = BlobId::from_bytes(kept.blob);
        let there = self.parts_there(asker, &blob).await?;
        let mut digests = Vec::new();
        for index in 0..kept.parts {
            if self.line.borrow().is_wanted {
                return Ok(Sent::GaveWay);
            }
            let part = {
                let mut held = self.held().await;
                let open = held.get()?;
                open.part(&self.ports, &kept.blob, index).await?
            };
            let Some(part) = part else {
                self.tell_failure(Failure::StorageDamaged { rows: 1 });
                return Ok(Sent::Never);
            };
            digests.push(Digest::of(&part));
            if !there.contains(&index) {
                let path = request::part_path(&blob, index);
                let ask = Ask::put(path, &part).long();
                match self.link.ask(&self.ports, asker, ask).await {
                    Err(Refusal {
                        code: Some(ErrorCode::Conflict),
                        ..
                    }) => return Ok(Sent::Never),
                    answered => answered.map(drop)?,
                }
            }
            self.tell(Event::Progress {
                work: Work::SendingAttachments,
                done: index.saturating_add(1),
                total: kept.parts,
            });
        }
        let body = sync::message::encode(&BlobComplete { digests });
        let ask = Ask::post(request::complete_path(&blob), &body);
        self.link.ask(&self.ports, asker, ask).await?;
        // Something on the way may have said yes in the endpoint's place.
        let there = self.parts_there(asker, &blob).await?;
        if (0..kept.parts).eq(there) {
            Ok(Sent::Whole)
        } else {
            Err(SyncProblem::NotOurEndpoint.into())
        }
    }

    /// The parts that the endpoint has.
    async fn parts_there(&self, asker: &Asker, blob: &BlobId) -> Result<BTreeSet<u32>, Stop> {
        let ask = Ask::get(request::blob_path(blob));
        match self.link.ask(&self.ports, asker, ask).await {
            Err(Refusal {
                code: Some(ErrorCode::NotFound),
                ..
            }) => Ok(BTreeSet::new()),
            answered => {
                let status: BlobStatus = decoded(&answered?)?;
                Ok(status.parts.into_iter().collect())
            }
        }
    }

    async fn note_sent(&self, kept: &Kept) -> Result<(), Stop> {
        let sent = Kept {
            stage: Stage::Sent,
            ..kept.clone()
        };
        let mut held = self.held().await;
        let open = held.get()?;
        open.change_ledger(&self.ports, &[], |ledger| ledger.note(sent.clone()))
            .await?;
        drop(held);
        self.tell(Event::Changed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{SyncProblem, Uploads};

    #[test]
    fn pauses_grow_and_end_and_are_those_the_endpoint_asks_for() {
        let mut uploads = Uploads::default();
        let mut pauses = Vec::new();
        for _ in 0..20 {
            uploads.failed(SyncProblem::TooLarge, 1_000);
            pauses.extend(uploads.again_at_ms.map(|again| again - 1_000));
        }
        assert_eq!(pauses.get(..3), Some([2_000, 4_000, 8_000].as_slice()));
        assert_eq!(pauses.last(), Some(&300_000));
        uploads.failed(SyncProblem::TooMany { retry_after_s: 7 }, 0);
        assert_eq!(uploads.again_at_ms, Some(7_000));
        uploads.hurry();
        assert_eq!(uploads.again_at_ms, None);
        assert_eq!(
            uploads.problem,
            Some(SyncProblem::TooMany { retry_after_s: 7 })
        );
    }
}
