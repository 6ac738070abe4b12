//! Writing operations and pages.

use std::collections::BTreeMap;
use std::convert::Infallible;

use minicbor::Encoder;

use super::{EncodeError, EntryStamp, MAX_BYTES, MAX_ID_BYTES, MAX_ITEMS, VERSION, value};
use crate::ids::{DeviceId, Dot};
use crate::key::Key;
use crate::operation::Operation;
use crate::record::Record;
use crate::register::{Register, Write};

/// Writes operations; see the head of [`super`] for the format.
pub(super) fn operations(
    first_index: u32,
    operations: &[Operation],
) -> Result<Vec<u8>, EncodeError> {
    let count = u32::try_from(operations.len()).map_err(|_| EncodeError::TooLarge)?;
    first_index
        .checked_add(count)
        .ok_or(EncodeError::TooLarge)?;
    let mut tables = Places::default();
    let mut body = Writer::default();
    let of_one_record = |a: &Operation, b: &Operation| a.record == b.record && a.kind == b.kind;
    let runs = operations.chunk_by(of_one_record);
    body.list(runs.clone().count())?;
    for run in runs {
        write_run(&mut body, &mut tables, run)?;
    }
    let mut head = Writer::default();
    head.array(5).u64(VERSION);
    head.devices(&tables.devices)?;
    head.keys(&tables.keys)?;
    head.u64(first_index.into());
    head.followed_by(&body)
}

/// Writes a page; see the head of [`super`] for the format.
pub(super) fn page<'a>(
    records: impl IntoIterator<Item = &'a Record>,
) -> Result<Vec<u8>, EncodeError> {
    let mut tables = Places::default();
    let mut bodies = Writer::default();
    let mut count = 0_usize;
    for record in records {
        let body = record_body(record, &mut tables)?;
        bodies.bytes(record.id().as_bytes()).bytes(&body.finish());
        count = count.saturating_add(1);
    }
    let mut head = Writer::default();
    head.array(5).u64(VERSION);
    head.devices(&tables.devices)?;
    head.keys(&tables.keys)?;
    head.entries(&tables.entries, &mut tables.devices)?;
    head.list(count.saturating_mul(2))?;
    head.followed_by(&bodies)
}

fn write_run(body: &mut Writer, tables: &mut Places, run: &[Operation]) -> Result<(), EncodeError> {
    let Some(first) = run.first() else {
        return Ok(());
    };
    body.array(3).bytes(first.record.as_bytes());
    body.u64(tables.keys.place(&first.kind.0));
    body.list(run.len())?;
    for operation in run {
        body.array(3).u64(tables.keys.place(&operation.field.0));
        value::encode_optional(operation.value.as_ref(), body, tables)?;
        body.dots(&operation.replaces, tables)?;
    }
    Ok(())
}

fn record_body(record: &Record, tables: &mut Places) -> Result<Writer, EncodeError> {
    let mut body = Writer::default();
    body.array(2).u64(tables.keys.place(&record.kind().0));
    body.list(record.registers().len())?;
    for (key, register) in record.registers() {
        let has_replaced = !register.replaced().is_empty();
        body.array(if has_replaced { 3 } else { 2 });
        body.u64(tables.keys.place(&key.0));
        write_register(&mut body, tables, register)?;
    }
    Ok(body)
}

fn write_register(
    body: &mut Writer,
    tables: &mut Places,
    register: &Register,
) -> Result<(), EncodeError> {
    body.list(register.writes().len().saturating_mul(3))?;
    for write in register.writes() {
        body.u64(tables.entry(write))
            .u64(write.stamp.dot.index.into());
        value::encode_optional(write.value.as_ref(), body, tables)?;
    }
    if !register.replaced().is_empty() {
        body.dots(register.replaced(), tables)?;
    }
    Ok(())
}

/// The tables of an encoding, as they fill.
#[derive(Default)]
pub(super) struct Places {
    devices: Table<DeviceId>,
    pub(super) keys: Table<Key>,
    entries: Table<EntryStamp>,
}

impl Places {
    /// The place of the entry of a write. Its device takes its place at once, so that the table
    /// of devices is complete when the head is written.
    fn entry(&mut self, write: &Write) -> u64 {
        let stamp = write.stamp;
        self.devices.place(&stamp.dot.device);
        self.entries.place(&EntryStamp {
            device: stamp.dot.device,
            sequence: stamp.dot.sequence,
            lamport: stamp.lamport,
            at_ms: stamp.at_ms,
        })
    }
}

/// Items in the order of first use, and the place of each.
pub(super) struct Table<T> {
    places: BTreeMap<T, u64>,
    items: Vec<T>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            places: BTreeMap::new(),
            items: Vec::new(),
        }
    }
}

impl<T: Ord + Clone> Table<T> {
    pub(super) fn place(&mut self, item: &T) -> u64 {
        if let Some(place) = self.places.get(item) {
            return *place;
        }
        let place = self.items.len() as u64;
        self.places.insert(item.clone(), place);
        self.items.push(item.clone());
        place
    }
}

/// An encoder into memory that counts the items of its lists.
pub(super) struct Writer {
    encoder: Encoder<Vec<u8>>,
    items: usize,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            encoder: Encoder::new(Vec::new()),
            items: 0,
        }
    }
}

type Written<'w> = Result<&'w mut Encoder<Vec<u8>>, minicbor::encode::Error<Infallible>>;

impl Writer {
    /// The head of an array of a length the format fixes.
    pub(super) fn array(&mut self, length: u64) -> &mut Self {
        self.write(|encoder| encoder.array(length))
    }

    /// The head of an array of a length the content decides.
    fn list(&mut self, length: usize) -> Result<&mut Self, EncodeError> {
        self.items = self.items.saturating_add(length);
        if self.items > MAX_ITEMS {
            return Err(EncodeError::TooLarge);
        }
        Ok(self.array(length as u64))
    }

    pub(super) fn u64(&mut self, number: u64) -> &mut Self {
        self.write(|encoder| encoder.u64(number))
    }

    pub(super) fn i64(&mut self, number: i64) -> &mut Self {
        self.write(|encoder| encoder.i64(number))
    }

    pub(super) fn bool(&mut self, answer: bool) -> &mut Self {
        self.write(|encoder| encoder.bool(answer))
    }

    pub(super) fn null(&mut self) -> &mut Self {
        self.write(|encoder| encoder.null())
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.write(|encoder| encoder.str(text))
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.write(|encoder| encoder.bytes(bytes))
    }

    /// An item that is encoded already.
    pub(super) fn raw(&mut self, item: &[u8]) {
        self.encoder.writer_mut().extend_from_slice(item);
    }

    fn devices(&mut self, devices: &Table<DeviceId>) -> Result<(), EncodeError> {
        self.list(devices.items.len())?;
        for device in &devices.items {
            self.bytes(device.as_bytes());
        }
        Ok(())
    }

    fn keys(&mut self, keys: &Table<Key>) -> Result<(), EncodeError> {
        self.list(keys.items.len())?;
        for key in &keys.items {
            if key.as_str().len() > MAX_ID_BYTES {
                return Err(EncodeError::IdTooLong);
            }
            self.text(key.as_str());
        }
        Ok(())
    }

    fn entries(
        &mut self,
        entries: &Table<EntryStamp>,
        devices: &mut Table<DeviceId>,
    ) -> Result<(), EncodeError> {
        self.list(entries.items.len().saturating_mul(4))?;
        for entry in &entries.items {
            self.u64(devices.place(&entry.device)).u64(entry.sequence);
            self.u64(entry.lamport).i64(entry.at_ms);
        }
        Ok(())
    }

    fn dots(&mut self, dots: &[Dot], tables: &mut Places) -> Result<(), EncodeError> {
        self.list(dots.len().saturating_mul(3))?;
        for dot in dots {
            let device = tables.devices.place(&dot.device);
            self.u64(device).u64(dot.sequence).u64(dot.index.into());
        }
        Ok(())
    }

    fn followed_by(mut self, body: &Self) -> Result<Vec<u8>, EncodeError> {
        self.raw(body.encoder.writer());
        let bytes = self.finish();
        if bytes.len() > MAX_BYTES {
            return Err(EncodeError::TooLarge);
        }
        Ok(bytes)
    }

    fn finish(self) -> Vec<u8> {
        self.encoder.into_writer()
    }

    fn write(&mut self, write: impl FnOnce(&mut Encoder<Vec<u8>>) -> Written<'_>) -> &mut Self {
        write(&mut self.encoder).expect("writing to memory cannot fail");
        self
    }
}
