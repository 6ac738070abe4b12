//! An attachment of a case: a photo, a scan, a voice note. Its content lies beside the records, sealed in parts.

use chrono::NaiveDate;
use record::{Field, RecordId, fields};

use crate::case::Case;
use crate::choices::AttachmentKind;
use crate::worker::Worker;

fields! {
    /// An attachment (fr: *pièce jointe*).
    Attachment = "attachment" {
        /// The case.
        CASE: RecordId = Field::new("case").to(Case::ID).figures().unasked().since(3);
        /// What it is called.
        LABEL: String = Field::new("label").searchable().listed().since(3);
        /// What it is.
        KIND: AttachmentKind = Field::new("kind").listed().since(3);
        /// The day it was added.
        DATE: NaiveDate = Field::new("date").listed().since(3);
        /// Who added it.
        WORKER: RecordId = Field::new("worker").to(Worker::ID).unasked().since(3);
        /// The type of its content, as browsers name it: `image/jpeg`.
        MEDIA_TYPE: String = Field::new("media_type").unasked().since(3);
        /// How long its content is, in bytes.
        BYTES: u32 = Field::new("bytes").unasked().since(3);
        /// Where its parts are and what they must be (`sync::BlobManifest`), in hexadecimal.
        MANIFEST: String = Field::new("manifest").program_only().since(3);
        /// The key of its parts, in hexadecimal: it dies with the case.
        CONTENT_KEY: String = Field::new("content_key").program_only().since(3);

        /// The day it was put in the bin: hidden and uncounted until it is restored.
        BINNED: NaiveDate = Field::new("binned").ask().figures().unasked().since(3);
    }
}
