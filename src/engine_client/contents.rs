//! Contents of attachments, to the engine and back, a piece at a time: no message is long, and the screen never waits for
//! a whole file.

use engine::message::{AttachmentTotals, Failure, RecordEdit, Reply, Request};
use record::RecordId;

use super::{AskError, Engine};
use crate::browser::contents::{Content, Pieces};

/// Any other answer than the one that belongs to the question comes from another build.
const MISMATCH: AskError = AskError::Refused(Failure::Mismatch);

/// Why a file was not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddError {
    /// The engine refused it, or stopped.
    Engine(AskError),
    /// The file cannot be read any more: it was moved, changed or taken out.
    Unreadable,
}

impl From<AskError> for AddError {
    fn from(refused: AskError) -> Self {
        Self::Engine(refused)
    }
}

impl AddError {
    /// The sentence to show.
    pub fn sentence(&self) -> String {
        match self {
            Self::Engine(refused) => refused.sentence(),
            Self::Unreadable => crate::t!(attachment_unreadable).to_owned(),
        }
    }
}

impl Engine {
    /// Adds a file with the record that owns it, all or nothing. `come` hears how many of its bytes are in.
    pub async fn add_attachment(
        &self,
        content: &Content,
        edit: RecordEdit,
        come: impl Fn(u64),
    ) -> Result<(), AddError> {
        let bytes = content.bytes();
        let (adding, pieces) = match self.ask(Request::BeginAttachment { bytes }).await? {
            Reply::Adding { adding, pieces } => (adding, pieces),
            _ => return Err(MISMATCH.into()),
        };
        let added = match self.add_pieces(content, adding, &pieces, come).await {
            Ok(()) => self.finish_attachment(adding, edit).await,
            Err(refused) => Err(refused),
        };
        if added.is_err() {
            // Where this fails too, it is thrown away at the next unlock.
            let _ = self.ask(Request::DropAttachment { adding }).await;
        }
        added
    }

    async fn add_pieces(
        &self,
        content: &Content,
        adding: u32,
        pieces: &[u32],
        come: impl Fn(u64),
    ) -> Result<(), AddError> {
        let mut from = 0;
        for (index, length) in (0..).zip(pieces).filter(|(_, length)| **length > 0) {
            let to = from + u64::from(*length);
            let bytes = content.read(from, to).await.ok_or(AddError::Unreadable)?;
            let piece = Request::AddPiece {
                adding,
                index,
                bytes,
            };
            match self.ask(piece).await? {
                Reply::Done => {}
                _ => return Err(MISMATCH.into()),
            }
            come(to);
            from = to;
        }
        Ok(())
    }

    async fn finish_attachment(&self, adding: u32, edit: RecordEdit) -> Result<(), AddError> {
        match self.ask(Request::FinishAttachment { adding, edit }).await? {
            Reply::Saved { sync, .. } => {
                leptos::prelude::Set::set(&self.news.sync, sync);
                Ok(())
            }
            _ => Err(MISMATCH.into()),
        }
    }

    /// The pieces of a content, in order. `come` hears how many are here; none once nobody wants them any more, which it
    /// says by answering false.
    pub async fn attachment(
        &self,
        record: RecordId,
        count: u32,
        come: impl Fn(u32) -> bool,
    ) -> Result<Option<Pieces>, AskError> {
        let pieces = Pieces::default();
        for index in 0..count {
            match self.ask(Request::AttachmentPiece { record, index }).await? {
                Reply::Piece(bytes) => pieces.push(&bytes),
                _ => return Err(MISMATCH),
            }
            if !come(index + 1) {
                return Ok(None);
            }
        }
        Ok(Some(pieces))
    }

    /// What attachments take on this device, and what of them waits.
    pub async fn attachment_totals(&self) -> Result<AttachmentTotals, AskError> {
        match self.ask(Request::AttachmentTotals).await? {
            Reply::AttachmentTotals(totals) => Ok(totals),
            _ => Err(MISMATCH),
        }
    }
}
