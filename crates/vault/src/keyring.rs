//! The keyring: every key a team shares, as a set that only grows, but for tombstones, which win.
//!
//! It travels as **segments**: immutable, each sealed under a generation's secret and named by the
//! digest of its bytes. Merging is a union, so segments may arrive in any order, twice, or late.
//!
//! ```text
//! segment v1      = version 1 | generation u32 | nonce (24) | XChaCha20-Poly1305(padded content)
//! associated data = label ‖ team (32) ‖ version ‖ generation
//! segment id      = SHA-256(segment)
//! content         = deterministic CBOR, a map without empty sections, in rising order:
//!   1 scope keys   [kind, scope (16), compartment, generation, key (32)] …      by key id
//!   2 tombstones   key id (16) …
//!   3 generations  [number, secret (32)] …                                     by number, id
//!   4 intake pairs [generation, seed (32)] …                                   by key id
//!   5 worker keys  [worker (16), key id (16), recipient (16), generation, wrap] …
//!   n              an array of items, of a newer build: kept byte for byte, by byte order
//! ```
//! Key ids are not stored: they derive from the keys, so an id cannot stand for another key.
//! A content has one encoding; any other is refused. Worker keys are inside wraps of their own
//! ([`crate::worker`]), since the keyring is open to every worker.
//!
//! # Invariants
//! - A segment sealed under `g` holds no secret of a later generation: a departed worker who kept
//!   `G_g` must learn nothing new from what is sealed under it. Sealing and opening both refuse.
//! - Merging is commutative, associative and idempotent.

use std::collections::{BTreeMap, BTreeSet};

use rand_core::CryptoRng;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    aead::{self, AadBuilder},
    cbor,
    generation::Generation,
    hash,
    hybrid::KemPrivateKey,
    intake::IntakeKeyPair,
    key::{KeyId, SecretBytes},
    padding,
    reader::Reader,
    scope::{Compartment, Scope, ScopeKey, ScopeKind},
    sensitive::Sensitive,
    worker::{self, WorkerKeyWrap},
};

const VERSION: u8 = 1;
const LABEL: &[u8] = b"permanence segment v1";
const PREFIX_BYTES: usize = 1 + 4;
const AAD_BYTES: usize = LABEL.len() + 32 + PREFIX_BYTES;
/// Longest segment that is read or made, in bytes.
pub const MAX_SEGMENT_BYTES: usize = 4 << 20;
/// Content of the segments that [`Keyring::split`] makes, in bytes, before padding.
const SPLIT_BYTES: usize = 1 << 20;

const SCOPE_KEYS: u8 = 1;
const TOMBSTONES: u8 = 2;
const GENERATIONS: u8 = 3;
const INTAKE_PAIRS: u8 = 4;
const WORKER_KEYS: u8 = 5;

/// A segment as sent and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedSegment {
    /// SHA-256 of the bytes: its name at the endpoint and in the roster.
    pub id: [u8; 32],
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a keyring is not sealed as one segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SealSegmentError {
    /// More than [`MAX_SEGMENT_BYTES`]: use [`Keyring::split`].
    #[error("the segment is too large")]
    TooLarge,
    /// It holds a secret of the sealing generation itself or of a later one.
    #[error("the segment holds a secret of a later generation")]
    LaterSecret,
}

/// Why a segment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenSegmentError {
    /// Written by a newer build.
    #[error("segment version {0} is not known")]
    UnknownVersion(u8),
    /// More than [`MAX_SEGMENT_BYTES`].
    #[error("the segment is too large")]
    TooLarge,
    /// Sealed under this other generation.
    #[error("the segment is sealed under generation {0}")]
    OtherGeneration(u32),
    /// Altered, truncated, or of another team.
    #[error("the segment is damaged")]
    Damaged,
    /// Opened, and not what the format says: made by somebody who holds `G_g`.
    #[error("the segment's content is malformed")]
    Malformed,
}

/// A set of keys.
#[derive(Clone, Default)]
pub struct Keyring {
    scope_keys: BTreeMap<KeyId, ScopeKey>,
    /// The same keys by scope; the last of a range is the one in force.
    by_scope: BTreeSet<(Scope, Compartment, u32, KeyId)>,
    tombstones: BTreeSet<KeyId>,
    generations: BTreeMap<(u32, KeyId), Generation>,
    intake_pairs: BTreeMap<KeyId, IntakeKeyPair>,
    worker_wraps: BTreeMap<WorkerSlot, WorkerKeyWrap>,
    unknown: BTreeMap<u8, BTreeSet<RawItem>>,
}

/// Worker, key id, recipient.
type WorkerSlot = ([u8; 16], KeyId, [u8; 16]);

/// An item of a section of a newer build; may be secret.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Zeroize, ZeroizeOnDrop)]
struct RawItem(Vec<u8>);

/// One thing a keyring holds.
enum Item {
    ScopeKey(ScopeKey),
    Tombstone(KeyId),
    Generation(Generation),
    IntakePair(IntakeKeyPair),
    WorkerWrap(WorkerKeyWrap),
    Unknown(u8, RawItem),
}

impl Keyring {
    /// An empty keyring.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a scope key, unless it is tombstoned.
    pub fn insert_scope_key(&mut self, key: ScopeKey) {
        if self.tombstones.contains(&key.id()) {
            return;
        }
        self.by_scope
            .insert((key.scope(), key.compartment(), key.generation(), key.id()));
        self.scope_keys.insert(key.id(), key);
    }

    /// Adds the secret of a generation, so that its batches and segments open.
    pub fn insert_generation(&mut self, generation: Generation) {
        if !self.tombstones.contains(&generation.id()) {
            self.generations
                .insert((generation.number(), generation.id()), generation);
        }
    }

    /// Adds an intake pair.
    pub fn insert_intake_pair(&mut self, pair: IntakeKeyPair) {
        if !self.tombstones.contains(&pair.id()) {
            self.intake_pairs.insert(pair.id(), pair);
        }
    }

    /// Adds a worker key sealed to one device; of two to the same device, the later generation
    /// stays.
    pub fn insert_worker_wrap(&mut self, wrap: WorkerKeyWrap) {
        if self.tombstones.contains(&wrap.key) {
            return;
        }
        let slot = (wrap.worker, wrap.key, wrap.recipient);
        let is_later = |known: &WorkerKeyWrap| {
            (wrap.generation, &wrap.sealed) > (known.generation, &known.sealed)
        };
        if self.worker_wraps.get(&slot).is_none_or(is_later) {
            self.worker_wraps.insert(slot, wrap);
        }
    }

    /// Destroys whatever bears this name, here and in all that is merged later.
    pub fn insert_tombstone(&mut self, id: KeyId) {
        self.tombstones.insert(id);
        if let Some(key) = self.scope_keys.remove(&id) {
            self.by_scope
                .remove(&(key.scope(), key.compartment(), key.generation(), id));
        }
        self.intake_pairs.remove(&id);
        self.generations
            .retain(|(_, generation), _| *generation != id);
        self.worker_wraps.retain(|(_, key, _), _| *key != id);
    }

    /// Tombstones every key of one compartment of a scope; says which.
    pub fn forget(&mut self, scope: Scope, compartment: Compartment) -> Vec<KeyId> {
        let ids: Vec<KeyId> = self.ids_of(scope, compartment).collect();
        for id in &ids {
            self.insert_tombstone(*id);
        }
        ids
    }

    /// The key of this name.
    pub fn scope_key(&self, id: &KeyId) -> Option<&ScopeKey> {
        self.scope_keys.get(id)
    }

    /// The key in force for a scope: of the latest generation, then of the greatest id, so that
    /// all devices that know the same keys choose the same one.
    pub fn current(&self, scope: Scope, compartment: Compartment) -> Option<&ScopeKey> {
        self.ids_of(scope, compartment)
            .next_back()
            .and_then(|id| self.scope_keys.get(&id))
    }

    /// Whether this key was destroyed on purpose, as opposed to not known yet.
    pub fn is_tombstoned(&self, id: &KeyId) -> bool {
        self.tombstones.contains(id)
    }

    /// The secrets known for generation `number`. One, unless somebody who held the keys forged
    /// another: then each is to be tried.
    pub fn generations(&self, number: u32) -> impl Iterator<Item = &Generation> {
        self.generations
            .range((number, KeyId([0; 16]))..=(number, KeyId([255; 16])))
            .map(|(_, generation)| generation)
    }

    /// The greatest number of a generation whose secret is known.
    pub fn latest_generation(&self) -> Option<u32> {
        self.generations
            .last_key_value()
            .map(|((number, _), _)| *number)
    }

    /// The intake pair that an item names ([`IntakeKeyPair::key_of`]).
    pub fn intake_pair(&self, id: &KeyId) -> Option<&IntakeKeyPair> {
        self.intake_pairs.get(id)
    }

    /// The intake pair of the latest generation that has one; the one with the greatest name of several.
    pub fn latest_intake_pair(&self) -> Option<&IntakeKeyPair> {
        let pairs = self.intake_pairs.values();
        pairs.max_by_key(|pair| (pair.generation(), pair.id()))
    }

    /// The wraps of worker keys sealed to this device or kit.
    pub fn worker_wraps(&self, recipient: [u8; 16]) -> impl Iterator<Item = &WorkerKeyWrap> {
        self.worker_wraps
            .values()
            .filter(move |wrap| wrap.recipient == recipient)
    }

    /// Number of scope keys.
    pub fn len(&self) -> usize {
        self.scope_keys.len()
    }

    /// Whether nothing at all is held.
    pub fn is_empty(&self) -> bool {
        self.section_count() == 0
    }

    /// Adds all that `other` holds; tombstones of either side win.
    pub fn merge(&mut self, other: Self) {
        for item in other.into_items() {
            self.insert(item);
        }
    }

    /// Leaves out what a segment of generation `number` may not hold: its own secret and later ones.
    #[must_use]
    pub fn for_segment(mut self, number: u32) -> Self {
        self.generations.retain(|(known, _), _| *known < number);
        self
    }

    /// Cuts the keyring into pieces that each fit a segment, tombstones first.
    pub fn split(self) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut piece = Self::new();
        let mut piece_bytes = 0;
        for item in self.into_items() {
            let item_bytes = item.encoded_bytes();
            if piece_bytes > 0 && piece_bytes + item_bytes > SPLIT_BYTES {
                pieces.push(core::mem::take(&mut piece));
                piece_bytes = 0;
            }
            piece_bytes += item_bytes;
            piece.insert(item);
        }
        if piece_bytes > 0 {
            pieces.push(piece);
        }
        pieces
    }

    /// Seals the whole as one segment.
    ///
    /// # Errors
    /// See [`SealSegmentError`].
    pub fn seal_segment(
        &self,
        generation: &Generation,
        team: &[u8; 32],
        rng: &mut impl CryptoRng,
    ) -> Result<SealedSegment, SealSegmentError> {
        if self.has_later_secret(generation.number()) {
            return Err(SealSegmentError::LaterSecret);
        }
        let bytes = self
            .seal_content(generation, team, rng)
            .ok_or(SealSegmentError::TooLarge)?;
        Ok(SealedSegment {
            id: segment_id(&bytes),
            bytes,
        })
    }

    /// Opens a segment. The result is merged into the keyring with [`merge`](Self::merge).
    ///
    /// # Errors
    /// See [`OpenSegmentError`].
    pub fn open_segment(
        generation: &Generation,
        team: &[u8; 32],
        segment: &[u8],
    ) -> Result<Self, OpenSegmentError> {
        let number = segment_generation(segment)?;
        if number != generation.number() {
            return Err(OpenSegmentError::OtherGeneration(number));
        }
        let (prefix, sealed) = segment
            .split_first_chunk()
            .ok_or(OpenSegmentError::Damaged)?;
        let aad = aad(team, prefix);
        let content = aead::open(generation.keyring_key(), aad.as_slice(), sealed)
            .ok_or(OpenSegmentError::Damaged)?;
        let content = padding::unpad(content).ok_or(OpenSegmentError::Malformed)?;
        // EXPOSE: decoded into keys.
        let keyring = Self::decode(content.expose()).ok_or(OpenSegmentError::Malformed)?;
        if keyring.has_later_secret(number) {
            Err(OpenSegmentError::Malformed)
        } else {
            Ok(keyring)
        }
    }

    /// The whole keyring, current generation included, for this device's own sealed store: the
    /// content encoding above, unsealed.
    pub fn to_local_bytes(&self) -> Sensitive<Vec<u8>> {
        Sensitive::new(core::mem::take(&mut *self.encode()))
    }

    /// Reads what [`to_local_bytes`](Self::to_local_bytes) wrote; `None` when it is anything else.
    pub fn from_local_bytes(bytes: &[u8]) -> Option<Self> {
        Self::decode(bytes)
    }

    /// `None` when it is too large.
    fn seal_content(
        &self,
        generation: &Generation,
        team: &[u8; 32],
        rng: &mut impl CryptoRng,
    ) -> Option<Vec<u8>> {
        let padded = padding::pad(&self.encode())?;
        let prefix = prefix(generation.number());
        let aad = aad(team, &prefix);
        let bytes = aead::seal(
            generation.keyring_key(),
            &prefix,
            aad.as_slice(),
            &[&padded],
            rng,
        );
        (bytes.len() <= MAX_SEGMENT_BYTES).then_some(bytes)
    }

    /// Seals what [`seal_segment`](Self::seal_segment) refuses.
    #[cfg(test)]
    pub(crate) fn seal_unchecked(
        &self,
        generation: &Generation,
        team: &[u8; 32],
        rng: &mut impl CryptoRng,
    ) -> Vec<u8> {
        self.seal_content(generation, team, rng).expect("small")
    }

    fn ids_of(
        &self,
        scope: Scope,
        compartment: Compartment,
    ) -> impl DoubleEndedIterator<Item = KeyId> {
        let first = (scope, compartment, 0, KeyId([0; 16]));
        let last = (scope, compartment, u32::MAX, KeyId([255; 16]));
        self.by_scope.range(first..=last).map(|(_, _, _, id)| *id)
    }

    fn has_later_secret(&self, number: u32) -> bool {
        self.latest_generation()
            .is_some_and(|latest| latest >= number)
            || self
                .scope_keys
                .values()
                .any(|key| key.generation() > number)
            || self
                .intake_pairs
                .values()
                .any(|pair| pair.generation() > number)
    }

    fn insert(&mut self, item: Item) {
        match item {
            Item::ScopeKey(key) => self.insert_scope_key(key),
            Item::Tombstone(id) => self.insert_tombstone(id),
            Item::Generation(generation) => self.insert_generation(generation),
            Item::IntakePair(pair) => self.insert_intake_pair(pair),
            Item::WorkerWrap(wrap) => self.insert_worker_wrap(wrap),
            Item::Unknown(section, item) => {
                self.unknown.entry(section).or_default().insert(item);
            }
        }
    }

    fn into_items(self) -> impl Iterator<Item = Item> {
        let tombstones = self.tombstones.into_iter().map(Item::Tombstone);
        let generations = self.generations.into_values().map(Item::Generation);
        let intake_pairs = self.intake_pairs.into_values().map(Item::IntakePair);
        let worker_wraps = self.worker_wraps.into_values().map(Item::WorkerWrap);
        let scope_keys = self.scope_keys.into_values().map(Item::ScopeKey);
        let unknown = self.unknown.into_iter().flat_map(|(section, items)| {
            items
                .into_iter()
                .map(move |item| Item::Unknown(section, item))
        });
        tombstones
            .chain(generations)
            .chain(intake_pairs)
            .chain(worker_wraps)
            .chain(scope_keys)
            .chain(unknown)
    }

    fn section_count(&self) -> usize {
        usize::from(!self.scope_keys.is_empty())
            + usize::from(!self.tombstones.is_empty())
            + usize::from(!self.generations.is_empty())
            + usize::from(!self.intake_pairs.is_empty())
            + usize::from(!self.worker_wraps.is_empty())
            + self.unknown.len()
    }
}

impl core::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Keyring")
            .field("scope_keys", &self.len())
            .finish_non_exhaustive()
    }
}

/// The generation a segment says it is sealed under; believed only once it opens.
///
/// # Errors
/// Unknown version, too large, or too short.
pub fn segment_generation(segment: &[u8]) -> Result<u32, OpenSegmentError> {
    if segment.len() > MAX_SEGMENT_BYTES {
        return Err(OpenSegmentError::TooLarge);
    }
    let mut reader = Reader::new(segment);
    match reader.byte() {
        Some(VERSION) => reader.u32().ok_or(OpenSegmentError::Damaged),
        Some(version) => Err(OpenSegmentError::UnknownVersion(version)),
        None => Err(OpenSegmentError::Damaged),
    }
}

/// The name of a segment: SHA-256 of its bytes.
pub fn segment_id(segment: &[u8]) -> [u8; 32] {
    hash::sha256(b"", &[segment])
}

fn prefix(number: u32) -> [u8; PREFIX_BYTES] {
    let [a, b, c, d] = number.to_be_bytes();
    [VERSION, a, b, c, d]
}

fn aad(team: &[u8; 32], prefix: &[u8; PREFIX_BYTES]) -> AadBuilder<AAD_BYTES> {
    AadBuilder::new().with(LABEL).with(team).with(prefix)
}

// The content encoding.

impl Item {
    /// An upper bound of what it takes in the content.
    fn encoded_bytes(&self) -> usize {
        match self {
            Self::ScopeKey(_) => 64,
            Self::Tombstone(_) => 17,
            Self::Generation(_) | Self::IntakePair(_) => 40,
            Self::WorkerWrap(wrap) => worker_wrap_bytes(wrap),
            Self::Unknown(_, item) => item.0.len(),
        }
    }
}

fn worker_wrap_bytes(wrap: &WorkerKeyWrap) -> usize {
    1 + 3 * 17 + 5 + 5 + wrap.sealed.len()
}

impl Keyring {
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut writer = cbor::Writer::with_capacity(self.encoded_bytes());
        writer.map(self.section_count());
        let out = &mut writer;
        write_section(out, SCOPE_KEYS, self.scope_keys.values(), write_scope_key);
        write_section(out, TOMBSTONES, &self.tombstones, write_tombstone);
        write_section(
            out,
            GENERATIONS,
            self.generations.values(),
            write_generation,
        );
        write_section(
            out,
            INTAKE_PAIRS,
            self.intake_pairs.values(),
            write_intake_pair,
        );
        write_section(
            out,
            WORKER_KEYS,
            self.worker_wraps.values(),
            write_worker_wrap,
        );
        for (section, items) in &self.unknown {
            write_section(out, *section, items, write_unknown);
        }
        writer.finish()
    }

    fn encoded_bytes(&self) -> usize {
        let unknown = self.unknown.values().flatten().map(|item| item.0.len());
        let wraps = self.worker_wraps.values().map(worker_wrap_bytes);
        let headers = 16 * (1 + self.section_count());
        headers
            + self.scope_keys.len() * 64
            + self.tombstones.len() * 17
            + (self.generations.len() + self.intake_pairs.len()) * 40
            + wraps.sum::<usize>()
            + unknown.sum::<usize>()
    }

    /// Decodes a content and checks that it is the one encoding of what it holds: rising order, no
    /// repetition, shortest lengths, nothing tombstoned, no empty section.
    fn decode(content: &[u8]) -> Option<Self> {
        let mut reader = cbor::Reader::new(content);
        let mut keyring = Self::new();
        for _ in 0..reader.map()? {
            let section = reader.u8()?;
            for _ in 0..reader.array()? {
                keyring.insert(read_item(&mut reader, section)?);
            }
        }
        let is_canonical = reader.is_at_end() && keyring.encode().as_slice() == content;
        is_canonical.then_some(keyring)
    }
}

fn write_section<T>(
    writer: &mut cbor::Writer,
    section: u8,
    items: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
    write: impl Fn(&mut cbor::Writer, T),
) {
    let items = items.into_iter();
    if items.len() == 0 {
        return;
    }
    writer.uint(u32::from(section));
    writer.array(items.len());
    for item in items {
        write(writer, item);
    }
}

// EXPOSE, for the three that follow: secrets go into a buffer that is sealed next and wipes itself.

fn write_scope_key(writer: &mut cbor::Writer, key: &ScopeKey) {
    writer.array(5);
    writer.uint(u32::from(key.scope().kind.0));
    writer.bytes(&key.scope().id);
    writer.uint(u32::from(key.compartment().0));
    writer.uint(key.generation());
    writer.bytes(key.key().expose());
}

fn write_generation(writer: &mut cbor::Writer, generation: &Generation) {
    writer.array(2);
    writer.uint(generation.number());
    writer.bytes(generation.secret().expose());
}

fn write_intake_pair(writer: &mut cbor::Writer, pair: &IntakeKeyPair) {
    writer.array(2);
    writer.uint(pair.generation());
    writer.bytes(pair.private().0.expose());
}

fn write_tombstone(writer: &mut cbor::Writer, id: &KeyId) {
    writer.bytes(&id.0);
}

fn write_worker_wrap(writer: &mut cbor::Writer, wrap: &WorkerKeyWrap) {
    writer.array(5);
    writer.bytes(&wrap.worker);
    writer.bytes(&wrap.key.0);
    writer.bytes(&wrap.recipient);
    writer.uint(wrap.generation);
    writer.bytes(&wrap.sealed);
}

fn write_unknown(writer: &mut cbor::Writer, item: &RawItem) {
    writer.item(&item.0);
}

fn read_item(reader: &mut cbor::Reader<'_>, section: u8) -> Option<Item> {
    match section {
        SCOPE_KEYS => read_scope_key(reader).map(Item::ScopeKey),
        TOMBSTONES => Some(Item::Tombstone(KeyId(reader.fixed()?))),
        GENERATIONS => {
            reader.tuple(2)?;
            let number = reader.u32()?;
            let secret = SecretBytes::from_bytes(reader.fixed()?);
            Some(Item::Generation(Generation::from_secret(number, secret)))
        }
        INTAKE_PAIRS => {
            reader.tuple(2)?;
            let generation = reader.u32()?;
            let private = KemPrivateKey(SecretBytes::from_bytes(reader.fixed()?));
            Some(Item::IntakePair(IntakeKeyPair::from_private(
                generation, private,
            )))
        }
        WORKER_KEYS => read_worker_wrap(reader).map(Item::WorkerWrap),
        unknown => Some(Item::Unknown(unknown, RawItem(reader.item()?.to_vec()))),
    }
}

fn read_scope_key(reader: &mut cbor::Reader<'_>) -> Option<ScopeKey> {
    reader.tuple(5)?;
    let kind = ScopeKind(reader.u8()?);
    let scope = Scope {
        kind,
        id: reader.fixed()?,
    };
    let compartment = Compartment(reader.u8()?);
    let generation = reader.u32()?;
    let key = SecretBytes::from_bytes(reader.fixed()?);
    Some(ScopeKey::from_parts(scope, compartment, generation, key))
}

fn read_worker_wrap(reader: &mut cbor::Reader<'_>) -> Option<WorkerKeyWrap> {
    reader.tuple(5)?;
    let wrap = WorkerKeyWrap {
        worker: reader.fixed()?,
        key: KeyId(reader.fixed()?),
        recipient: reader.fixed()?,
        generation: reader.u32()?,
        sealed: reader.bytes()?.to_vec(),
    };
    (wrap.sealed.len() == worker::WRAP_BYTES).then_some(wrap)
}
