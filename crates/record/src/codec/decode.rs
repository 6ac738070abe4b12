//! Reading operations and pages, from bytes that may be anything.

use minicbor::Decoder;

use super::value;
use super::{
    DecodeError, EntryStamp, MAX_BYTES, MAX_ID_BYTES, MAX_ITEMS, OperationGroup, Page, Tables,
    VERSION,
};
use crate::ids::{DeviceId, Dot, RecordId, Stamp};
use crate::key::{FieldKey, Key, RecordKind, Vocabulary};
use crate::operation::Operation;
use crate::record::Record;
use crate::register::{Register, Write};

/// Reads operations; see the head of [`super`] for the format.
pub(super) fn operations(
    bytes: &[u8],
    vocabulary: &Vocabulary,
) -> Result<OperationGroup, DecodeError> {
    let mut reader = Reader::open(bytes)?;
    let tables = Tables {
        devices: reader.devices()?,
        keys: reader.keys(vocabulary)?,
        entries: Vec::new(),
    };
    let first_index = reader.u32()?;
    let mut operations = Vec::new();
    for _ in 0..reader.list(1)? {
        read_run(&mut reader, &tables, &mut operations)?;
    }
    reader.end()?;
    let count = u32::try_from(operations.len()).map_err(|_| DecodeError::TooLarge)?;
    first_index
        .checked_add(count)
        .ok_or(DecodeError::Malformed)?;
    Ok(OperationGroup {
        first_index,
        operations,
    })
}

/// Reads the head of a page; see the head of [`super`] for the format.
pub(super) fn page<'b>(bytes: &'b [u8], vocabulary: &Vocabulary) -> Result<Page<'b>, DecodeError> {
    let mut reader = Reader::open(bytes)?;
    let mut tables = Tables {
        devices: reader.devices()?,
        keys: reader.keys(vocabulary)?,
        entries: Vec::new(),
    };
    for _ in 0..reader.list(4)? {
        let entry = reader.entry(&tables)?;
        tables.entries.push(entry);
    }
    let count = reader.list(2)?;
    let mut bodies = Vec::with_capacity(count);
    for _ in 0..count {
        let id = RecordId::from_bytes(reader.bytes_16()?);
        bodies.push((id, reader.bytes()?));
    }
    reader.end()?;
    Ok(Page { tables, bodies })
}

/// Reads one record of a page.
pub(super) fn record(id: RecordId, body: &[u8], tables: &Tables) -> Result<Record, DecodeError> {
    let mut reader = Reader::new(body);
    reader.array(2)?;
    let kind = RecordKind(reader.key(tables)?);
    let count = reader.list(1)?;
    let mut registers = Vec::with_capacity(count);
    for _ in 0..count {
        registers.push(read_register(&mut reader, tables)?);
    }
    reader.end()?;
    Record::from_parts(id, kind, registers).ok_or(DecodeError::Malformed)
}

fn read_run(
    reader: &mut Reader<'_>,
    tables: &Tables,
    operations: &mut Vec<Operation>,
) -> Result<(), DecodeError> {
    reader.array(3)?;
    let record = RecordId::from_bytes(reader.bytes_16()?);
    let kind = RecordKind(reader.key(tables)?);
    let count = reader.list(1)?;
    operations.reserve(count);
    for _ in 0..count {
        reader.array(3)?;
        operations.push(Operation {
            record,
            kind: kind.clone(),
            field: FieldKey(reader.key(tables)?),
            value: value::decode_optional(reader, tables)?,
            replaces: reader.dots(tables)?,
        });
    }
    Ok(())
}

fn read_register(
    reader: &mut Reader<'_>,
    tables: &Tables,
) -> Result<(FieldKey, Register), DecodeError> {
    let has_replaced = match reader.any_array()? {
        2 => false,
        3 => true,
        _ => return Err(DecodeError::Malformed),
    };
    let key = FieldKey(reader.key(tables)?);
    let count = reader.list(3)?;
    let mut writes = Vec::with_capacity(count);
    for _ in 0..count {
        writes.push(read_write(reader, tables)?);
    }
    let replaced = if has_replaced {
        reader.dots(tables)?
    } else {
        Vec::new()
    };
    if has_replaced && replaced.is_empty() {
        return Err(DecodeError::Malformed);
    }
    let register = Register::from_parts(writes, replaced).ok_or(DecodeError::Malformed)?;
    Ok((key, register))
}

fn read_write(reader: &mut Reader<'_>, tables: &Tables) -> Result<Write, DecodeError> {
    let entry = reader.place(&tables.entries)?;
    let dot = Dot {
        device: entry.device,
        sequence: entry.sequence,
        index: reader.u32()?,
    };
    let stamp = Stamp {
        dot,
        lamport: entry.lamport,
        at_ms: entry.at_ms,
    };
    let value = value::decode_optional(reader, tables)?;
    Ok(Write { stamp, value })
}

/// A decoder that refuses indefinite lengths and counts the items of lists.
pub(super) struct Reader<'b> {
    pub(super) decoder: Decoder<'b>,
    items_left: usize,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self {
            decoder: Decoder::new(bytes),
            items_left: MAX_ITEMS,
        }
    }

    /// Opens a whole encoding: checks its size, its shape and its version.
    fn open(bytes: &'b [u8]) -> Result<Self, DecodeError> {
        if bytes.len() > MAX_BYTES {
            return Err(DecodeError::TooLarge);
        }
        let mut reader = Self::new(bytes);
        let length = reader.any_array()?;
        match reader.u64()? {
            VERSION if length == 5 => Ok(reader),
            version if version > VERSION => Err(DecodeError::Newer { version }),
            _ => Err(DecodeError::Malformed),
        }
    }

    /// Nothing follows.
    pub(super) fn end(&self) -> Result<(), DecodeError> {
        if self.remaining() == 0 {
            Ok(())
        } else {
            Err(DecodeError::Malformed)
        }
    }

    /// The length of an array.
    pub(super) fn any_array(&mut self) -> Result<u64, DecodeError> {
        let length = self.decoder.array().map_err(malformed)?;
        length.ok_or(DecodeError::Malformed)
    }

    /// The head of an array of a length the format fixes.
    pub(super) fn array(&mut self, length: u64) -> Result<(), DecodeError> {
        if self.any_array()? == length {
            Ok(())
        } else {
            Err(DecodeError::Malformed)
        }
    }

    /// The head of a list whose items are flat groups of `width`: how many groups follow.
    ///
    /// The answer is bounded by [`MAX_ITEMS`] and by the bytes left, so that it may be reserved.
    fn list(&mut self, width: usize) -> Result<usize, DecodeError> {
        let length = usize::try_from(self.any_array()?).map_err(|_| DecodeError::TooLarge)?;
        if length > self.remaining() || length % width != 0 {
            return Err(DecodeError::Malformed);
        }
        self.items_left = self
            .items_left
            .checked_sub(length)
            .ok_or(DecodeError::TooLarge)?;
        Ok(length / width)
    }

    pub(super) fn u64(&mut self) -> Result<u64, DecodeError> {
        self.decoder.u64().map_err(malformed)
    }

    pub(super) fn i64(&mut self) -> Result<i64, DecodeError> {
        self.decoder.i64().map_err(malformed)
    }

    fn u32(&mut self) -> Result<u32, DecodeError> {
        self.decoder.u32().map_err(malformed)
    }

    pub(super) fn bytes(&mut self) -> Result<&'b [u8], DecodeError> {
        self.decoder.bytes().map_err(malformed)
    }

    pub(super) fn bytes_16(&mut self) -> Result<[u8; 16], DecodeError> {
        self.bytes()?.try_into().map_err(|_| DecodeError::Malformed)
    }

    /// The item of a table, by its place.
    fn place<'t, T>(&mut self, table: &'t [T]) -> Result<&'t T, DecodeError> {
        let place = usize::try_from(self.u64()?).map_err(|_| DecodeError::Malformed)?;
        table.get(place).ok_or(DecodeError::Malformed)
    }

    pub(super) fn key(&mut self, tables: &Tables) -> Result<Key, DecodeError> {
        self.place(&tables.keys).cloned()
    }

    fn devices(&mut self) -> Result<Vec<DeviceId>, DecodeError> {
        let count = self.list(1)?;
        let mut devices = Vec::with_capacity(count);
        for _ in 0..count {
            devices.push(DeviceId::from_bytes(self.bytes_16()?));
        }
        Ok(devices)
    }

    fn keys(&mut self, vocabulary: &Vocabulary) -> Result<Vec<Key>, DecodeError> {
        let count = self.list(1)?;
        let mut keys = Vec::with_capacity(count);
        for _ in 0..count {
            let text = self.decoder.str().map_err(malformed)?;
            if text.len() > MAX_ID_BYTES {
                return Err(DecodeError::TooLarge);
            }
            keys.push(vocabulary.key(text));
        }
        Ok(keys)
    }

    fn entry(&mut self, tables: &Tables) -> Result<EntryStamp, DecodeError> {
        Ok(EntryStamp {
            device: *self.place(&tables.devices)?,
            sequence: self.u64()?,
            lamport: self.u64()?,
            at_ms: self.i64()?,
        })
    }

    fn dots(&mut self, tables: &Tables) -> Result<Vec<Dot>, DecodeError> {
        let count = self.list(3)?;
        let mut dots = Vec::with_capacity(count);
        for _ in 0..count {
            dots.push(Dot {
                device: *self.place(&tables.devices)?,
                sequence: self.u64()?,
                index: self.u32()?,
            });
        }
        Ok(dots)
    }

    fn remaining(&self) -> usize {
        let read = self.decoder.position();
        self.decoder.input().len().saturating_sub(read)
    }
}

/// The decoder's own message may quote the input: it is dropped.
pub(super) fn malformed(_: minicbor::decode::Error) -> DecodeError {
    DecodeError::Malformed
}
