//! Notes that their author alone reads, on whichever of her devices holds her key (docs/adr/0009).
//!
//! A note is sealed under the worker's key before it becomes a value, and travels as base64 inside the case like anything else. The key
//! is drawn with the first note, or when the worker lets a second device of her own in, and goes to each of her devices in a wrap that
//! only that device opens. A device let in by somebody else gets none: a colleague could otherwise pass for her.

use data_encoding::BASE64;
use record::{Operation, Reader, RecordId, Schema, Value};
use vault::{DevicePublicKeys, Keyring, WorkerKey};

use crate::message::{Failure, RecordEdit};
use crate::open::Open;
use crate::ports::Ports;
use crate::save::field_for;

impl Open {
    /// Opens the wraps of the worker's keys that this device can open, once they are in the keyring.
    pub(crate) fn learn_worker_keys(&mut self) {
        let own = self.identity.device_id();
        let known: Vec<_> = self.worker_keys.iter().map(WorkerKey::id).collect();
        let wraps = self.keyring.worker_wraps(own);
        let new = wraps.filter(|wrap| !known.contains(&wrap.key));
        let opened: Vec<WorkerKey> = new
            .filter_map(|wrap| {
                let mut keys = self.identity.kem_keys();
                keys.find_map(|key| wrap.open(&self.account.team, key).ok())
            })
            .collect();
        self.worker_keys.extend(opened);
    }

    /// Draws the worker's key where an edit says something for its author alone and there is none yet.
    pub(crate) fn draw_worker_key<P: Ports>(&mut self, ports: &P, edits: &[RecordEdit]) {
        if field_for(self.library.index.schemas(), edits, Reader::Author).is_some() {
            self.worker_key_or_draw(ports);
        }
    }

    fn worker_key_or_draw<P: Ports>(&mut self, ports: &P) -> Option<&WorkerKey> {
        if self.worker_keys.is_empty() {
            let worker = self.worker()?;
            let key = WorkerKey::generate(*worker.as_bytes(), &mut ports.random());
            let keys = self.identity.public_keys();
            let wraps = self.wrapped(ports, &key, &keys)?;
            self.unsaved_wraps.merge(wraps);
            self.worker_keys.push(key);
        }
        self.worker_keys.first()
    }

    fn wrapped<P: Ports>(
        &self,
        ports: &P,
        key: &WorkerKey,
        recipient: &DevicePublicKeys,
    ) -> Option<Keyring> {
        let generation = self.keyring.latest_generation()?;
        let mut wraps = Keyring::new();
        wraps.insert_worker_wrap(key.wrap(
            &self.account.team,
            generation,
            &recipient.device_id(),
            &recipient.kem,
            &mut ports.random(),
        ));
        Some(wraps)
    }

    /// The worker's keys for another device of hers, which she lets in herself. They go out with the next save.
    pub(crate) fn share_worker_keys<P: Ports>(&mut self, ports: &P, recipient: &DevicePublicKeys) {
        if self.worker_key_or_draw(ports).is_none() {
            return;
        }
        let keys = self.worker_keys.iter();
        let wraps: Vec<Keyring> = keys
            .filter_map(|key| self.wrapped(ports, key, recipient))
            .collect();
        for wrap in wraps {
            self.unsaved_wraps.merge(wrap);
        }
    }

    /// Seals what is for its author alone.
    pub(crate) fn seal_for_author<P: Ports>(
        &self,
        ports: &P,
        schema: &Schema,
        operations: &mut [Operation],
    ) -> Result<(), Failure> {
        if schema.fields().all(|spec| spec.reader != Reader::Author) {
            return Ok(());
        }
        for operation in operations {
            let spec = schema.field(operation.field.as_str());
            if spec.is_none_or(|spec| spec.reader != Reader::Author) {
                continue;
            }
            let Some(Value::Text(text)) = &mut operation.value else {
                continue;
            };
            let key = self.worker_keys.first().ok_or(Failure::Internal)?;
            let record = operation.record.as_bytes();
            let mut rng = ports.random();
            let note = key.seal_note(&self.account.team, record, text.as_bytes(), &mut rng);
            *text = BASE64.encode(&note);
        }
        Ok(())
    }

    /// A value that is for its author alone, in the clear for her; none for anybody else.
    pub(crate) fn open_for_author(&self, record: RecordId, value: &Value) -> Option<Value> {
        let note = BASE64.decode(value.as_text()?.as_bytes()).ok()?;
        let open = |key: &WorkerKey| {
            let plain = key.open_note(&self.account.team, record.as_bytes(), &note);
            // EXPOSE: shown to its author.
            String::from_utf8(plain.ok()?.into_inner()).ok()
        };
        self.worker_keys.iter().find_map(open).map(Value::Text)
    }
}
