//! Bytes of operations and of records: deterministic CBOR, versioned, capped.
//!
//! Two formats, both of definite lengths and shortest integers, both with tables at the head so
//! that a device, a field id or the entry of a write costs a byte or two where it is used:
//!
//! ```text
//! operations = [1, devices, keys, first index, [+ of-record]]
//! of-record  = [record: bytes 16, kind: key, [+ [field: key, value / null, dots]]]
//!
//! page       = [1, devices, keys, entries, [* (record: bytes 16, body: bytes)]]
//! entries    = [* (device, sequence, lamport, at ms)]
//! body       = [kind: key, [* register]]
//! register   = [field: key, writes] / [field: key, writes, dots replaced]
//! writes     = [* (entry, index, value / null)]
//!
//! dots       = [* (device, sequence, index)]
//! devices    = [* bytes 16]      device = its place there
//! keys       = [* text]          key    = its place there
//! value      = bool / int / text / bytes
//!            / [0, days since 1970-01-01] / [1, minutes since midnight] / [2, ms UTC]
//!            / [3, choice: key] / [4, record: bytes 16]
//! ```
//!
//! `(a, b)` in a list are flat: `[* (a, b)]` is `[a, b, a, b…]`. Tables list items in the order of
//! first use, so the same content always has the same bytes.
//!
//! Any other well-formed value is [`Value::Unknown`](crate::Value::Unknown) and is written back
//! byte for byte, which is why **a kind of value added later must not refer to a table**.
//! Formats are added, never edited: the version stands first and a newer one is refused whole.

mod decode;
mod encode;
mod value;

use crate::ids::{DeviceId, RecordId, Stamp};
use crate::key::{Key, Vocabulary};
use crate::operation::Operation;
use crate::record::Record;

pub(crate) use self::value::decode_unknown;

/// The version of both formats.
pub const VERSION: u64 = 1;
/// The longest text, byte string or unknown value, in bytes.
pub const MAX_TEXT_BYTES: usize = 256 * 1024;
/// The longest id of a field, a kind or a choice, in bytes.
pub const MAX_ID_BYTES: usize = 256;
/// The longest encoding of operations or of a page, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The most list items in one encoding of operations, or in one record of a page: bounds what
/// decoding allocates.
pub const MAX_ITEMS: usize = 128 * 1024;
/// The deepest nesting of an unknown value.
pub const MAX_DEPTH: usize = 16;

/// Something cannot be written, because it could not be read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// A text or a byte string is longer than [`MAX_TEXT_BYTES`].
    #[error("a value is too long")]
    ValueTooLong,
    /// An id is longer than [`MAX_ID_BYTES`].
    #[error("an identifier is too long")]
    IdTooLong,
    /// The whole exceeds [`MAX_BYTES`] or [`MAX_ITEMS`].
    #[error("too much for one encoding")]
    TooLarge,
}

/// Bytes are not what they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Cut short, altered, or not in this format.
    #[error("the bytes are damaged or in another format")]
    Malformed,
    /// In a version this program does not know.
    #[error("format version {version} is newer than this program")]
    Newer {
        /// The version found.
        version: u64,
    },
    /// Beyond [`MAX_BYTES`], [`MAX_ITEMS`], [`MAX_TEXT_BYTES`] or [`MAX_ID_BYTES`].
    #[error("more than this program accepts")]
    TooLarge,
    /// An unknown value nests deeper than [`MAX_DEPTH`].
    #[error("nested too deep")]
    TooDeep,
}

/// Operations of one entry that are sealed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationGroup {
    /// The place in the entry of the first operation; the others follow.
    pub first_index: u32,
    /// The operations.
    pub operations: Vec<Operation>,
}

impl OperationGroup {
    /// Each operation with its stamp, in the entry `(device, sequence)`.
    pub fn stamped(
        &self,
        device: DeviceId,
        sequence: u64,
        lamport: u64,
        at_ms: i64,
    ) -> impl Iterator<Item = (&Operation, Stamp)> {
        let indexes = self.first_index..=u32::MAX;
        self.operations
            .iter()
            .zip(indexes)
            .map(move |(operation, index)| {
                let dot = crate::Dot {
                    device,
                    sequence,
                    index,
                };
                let stamp = Stamp {
                    dot,
                    lamport,
                    at_ms,
                };
                (operation, stamp)
            })
    }
}

/// The bytes of operations that are sealed together. `first_index` is the place in the entry of
/// the first; consecutive operations of one record share its id.
///
/// # Errors
/// A value or an id is too long, or there are too many.
pub fn encode_operations(
    first_index: u32,
    operations: &[Operation],
) -> Result<Vec<u8>, EncodeError> {
    encode::operations(first_index, operations)
}

/// Reads what [`encode_operations`] wrote. Ids of the vocabulary are not copied.
///
/// # Errors
/// The bytes are damaged, of a newer version, or exceed a cap.
pub fn decode_operations(
    bytes: &[u8],
    vocabulary: &Vocabulary,
) -> Result<OperationGroup, DecodeError> {
    decode::operations(bytes, vocabulary)
}

/// The bytes of a page of records. The same records in the same order give the same bytes.
///
/// # Errors
/// A value or an id is too long, a record has too many writes, or the page exceeds
/// [`MAX_BYTES`]: make two of it.
pub fn encode_page<'a>(
    records: impl IntoIterator<Item = &'a Record>,
) -> Result<Vec<u8>, EncodeError> {
    encode::page(records)
}

/// The bytes of one record: a page of one. Equal records have equal bytes, so its digest is
/// that of the state.
///
/// # Errors
/// A value or an id is too long, or the record exceeds a cap.
pub fn encode_record(record: &Record) -> Result<Vec<u8>, EncodeError> {
    encode::page([record])
}

/// Reads what [`encode_record`] wrote.
///
/// # Errors
/// The bytes are damaged, of a newer version, exceed a cap, or do not hold exactly one record.
pub fn decode_record(bytes: &[u8], vocabulary: &Vocabulary) -> Result<Record, DecodeError> {
    let page = Page::open(bytes, vocabulary)?;
    if page.len() != 1 {
        return Err(DecodeError::Malformed);
    }
    page.record(0)
}

/// A page whose head was read: records are decoded one by one, on demand.
#[derive(Clone, Debug)]
pub struct Page<'b> {
    tables: Tables,
    bodies: Vec<(RecordId, &'b [u8])>,
}

impl<'b> Page<'b> {
    /// Reads the head of a page. Ids of the vocabulary are not copied.
    ///
    /// # Errors
    /// The bytes are damaged, of a newer version, or exceed a cap.
    pub fn open(bytes: &'b [u8], vocabulary: &Vocabulary) -> Result<Self, DecodeError> {
        decode::page(bytes, vocabulary)
    }

    /// How many records the page holds.
    pub fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Whether the page holds no record.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// The ids of the records, in the order of the page.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = RecordId> {
        self.bodies.iter().map(|(id, _)| *id)
    }

    /// The record at this place.
    ///
    /// # Errors
    /// Its bytes are damaged or exceed a cap, or the page has no such place.
    pub fn record(&self, place: usize) -> Result<Record, DecodeError> {
        let (id, body) = self.bodies.get(place).ok_or(DecodeError::Malformed)?;
        decode::record(*id, body, &self.tables)
    }

    /// The records, in the order of the page. One that is damaged does not stop the others.
    pub fn records(&self) -> impl ExactSizeIterator<Item = Result<Record, DecodeError>> {
        let bodies = self.bodies.iter();
        bodies.map(|(id, body)| decode::record(*id, body, &self.tables))
    }
}

/// What the places used in an encoding refer to.
#[derive(Clone, Debug, Default)]
struct Tables {
    devices: Vec<DeviceId>,
    keys: Vec<Key>,
    entries: Vec<EntryStamp>,
}

/// What all writes of one entry share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct EntryStamp {
    device: DeviceId,
    sequence: u64,
    lamport: u64,
    at_ms: i64,
}

/// What a known kind of value is tagged with, as the first of two array items.
#[derive(Clone, Copy)]
enum ValueTag {
    Date = 0,
    Time = 1,
    Moment = 2,
    Choice = 3,
    Reference = 4,
}
