//! How the engine lays its data out in a store: the rows of each table, and the plain text inside sealed rows.
//!
//! The store's own version never rises. The engine's format is the row [`FORMAT_KEY`], the only one that is not
//! sealed beside the slots; an engine that meets a higher one opens read-only. Formats are added, never edited:
//! every one here has a golden vector in `tests/golden`.

use minicbor::{Decode, Encode};

/// The format this engine writes.
pub const FORMAT: u16 = 1;

/// Row of [`Table::Meta`](crate::ports::Table): the engine's format, two bytes, big-endian, in clear.
pub const FORMAT_KEY: &[u8] = b"format";
/// Row of `Meta`: the passphrase slot, which wraps the device key.
pub const SLOT_KEY: &[u8] = b"slot.passphrase";
/// Row of `Meta`, in clear: there where the team is invented.
pub const DEMO_KEY: &[u8] = b"demo";
/// Row of `Meta`, sealed: [`Head`]. Every commit compares and swaps it.
pub const HEAD_KEY: &[u8] = b"head";
/// Row of `Meta`, sealed: the latest cases, for the first screen.
pub const GLANCE_KEY: &[u8] = b"glance";
/// Row of `Meta`, sealed: the device's secret keys.
pub const IDENTITY_KEY: &[u8] = b"identity";
/// Row of `Meta`, sealed: [`Account`].
pub const ACCOUNT_KEY: &[u8] = b"account";
/// Row of `Meta`, sealed: the roster's entries as received or made.
pub const ROSTER_KEY: &[u8] = b"roster";
/// Row of `Meta`, sealed: the batch being sent, kept so that a retry is the same bytes.
pub const SENDING_KEY: &[u8] = b"sending";
/// Row of `Meta`, sealed: [`Ledger`].
pub const LEDGER_KEY: &[u8] = b"attachments";

/// The versions of the plain texts inside sealed rows, part of their associated data.
pub mod schema {
    /// Of [`super::Head`].
    pub const HEAD: u32 = 1;
    /// Of [`super::Glance`].
    pub const GLANCE: u32 = 1;
    /// Of the identity's encoding (vault).
    pub const IDENTITY: u32 = 1;
    /// Of [`super::Account`].
    pub const ACCOUNT: u32 = 1;
    /// Of [`super::RosterRow`].
    pub const ROSTER: u32 = 1;
    /// Of [`super::Sending`].
    pub const SENDING: u32 = 1;
    /// Of a row of the log: the entry's own bytes.
    pub const LOG: u32 = 1;
    /// Of a page (`record::codec`).
    pub const PAGE: u32 = 1;
    /// Of a keyring row (vault).
    pub const KEYS: u32 = 1;
    /// Of an outbox row: the position in the log.
    pub const OUTBOX: u32 = 1;
    /// Of [`super::Parked`].
    pub const PARKED: u32 = 1;
    /// Of a draft: the screen's bytes.
    pub const DRAFT: u32 = 1;
    /// Of [`super::Ledger`].
    pub const LEDGER: u32 = 1;
    /// Of a part of an attachment, which lies among the drafts: the part as it travels, sealed by its own key.
    pub const PART: u32 = 1;
}

/// Where this device stands. One row; its change is the commit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Head {
    /// The next free position of the log.
    #[n(0)]
    pub next_position: u64,
    /// Sequence of the last own entry; 0 before the first.
    #[n(1)]
    pub sequence: u64,
    /// Its hash.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Highest Lamport value seen or made.
    #[n(3)]
    pub lamport: u64,
    /// The last entry applied of each other device and of this one.
    #[n(4)]
    pub frontier: Vec<Reached>,
    /// Positions below are in the pages.
    #[n(5)]
    pub compacted: u64,
    /// The next free page.
    #[n(6)]
    pub next_page: u32,
    /// Own entries up to this sequence are acknowledged by the endpoint.
    #[n(7)]
    pub acknowledged: u64,
    /// What was received from the endpoint.
    #[n(8)]
    pub cursor: Cursor,
    /// When the last exchange ended well, milliseconds since 1970 UTC.
    #[n(9)]
    pub synced_at_ms: Option<i64>,
    /// The next free row of the keyring.
    #[n(10)]
    pub next_key_row: u64,
    /// Keys drawn here and kept in rows below this were uploaded.
    #[n(11)]
    pub key_rows_sent: u64,
    /// The endpoint knows the team.
    #[n(12)]
    pub is_registered: bool,
    /// The next free row of what is parked.
    #[n(13)]
    pub next_parked: u64,
    /// The first keyring row that may still be there: earlier ones were gathered into one.
    #[n(15)]
    pub first_key_row: u64,
    /// Position of the last keyring segment received from the endpoint.
    #[n(16)]
    pub segments_received: u64,
    /// Chains that a fork froze, by device.
    #[n(17)]
    pub frozen: Vec<minicbor::bytes::ByteArray<16>>,
    /// The first page that may still be there: earlier ones were damaged and made again.
    #[n(18)]
    pub first_page: u32,
    /// Digests of own batches that the endpoint accepted and that were not met in its log yet.
    #[n(19)]
    pub awaited_batches: Vec<minicbor::bytes::ByteArray<32>>,
    /// Names of own keyring segments that the endpoint accepted and that were not received back yet.
    #[n(20)]
    pub awaited_segments: Vec<minicbor::bytes::ByteArray<32>>,
    /// Name of the last keyring segment received.
    #[n(21)]
    pub last_segment: Option<minicbor::bytes::ByteArray<32>>,
    /// How often everything was offered to the endpoint again.
    #[n(22)]
    pub restarts: u32,
    /// How often the pages were written: two may be written at one position, the second with what waited for a key.
    #[n(23)]
    pub compactions: u64,
    /// Entries on this device's own chain that the endpoint holds and this store does not: a clone.
    #[n(14)]
    pub is_cloned: bool,
}

impl Head {
    /// The last sequence and hash applied of a device.
    pub fn reached(&self, device: &[u8; 16]) -> Option<&Reached> {
        self.frontier
            .iter()
            .find(|reached| &reached.device == device)
    }

    /// Notes the last entry applied of a device.
    pub fn reach(&mut self, device: [u8; 16], sequence: u64, hash: [u8; 32]) {
        match self
            .frontier
            .iter_mut()
            .find(|reached| reached.device == device)
        {
            Some(reached) => {
                (reached.sequence, reached.hash, reached.is_new) = (sequence, hash, true);
            }
            None => self.frontier.push(Reached {
                device,
                sequence,
                hash,
                is_new: true,
            }),
        }
    }

    /// Takes no more of a device's chain.
    pub fn freeze(&mut self, device: [u8; 16]) {
        if !self.frozen.iter().any(|frozen| **frozen == device) {
            self.frozen.push(device.into());
        }
    }

    /// Own entries that the endpoint has not acknowledged.
    pub const fn pending(&self) -> u64 {
        self.sequence.saturating_sub(self.acknowledged)
    }
}

/// The last entry applied of a device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Reached {
    /// The device's id.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: [u8; 16],
    /// Its last sequence.
    #[n(1)]
    pub sequence: u64,
    /// The hash of that entry.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Applied since this device's last entry, which has not named it yet.
    #[n(3)]
    pub is_new: bool,
}

/// How far the endpoint's log was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Cursor {
    /// The endpoint's sequence.
    #[n(0)]
    pub sequence: u64,
    /// The running digest up to it.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub digest: [u8; 32],
}

/// What this store is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Account {
    /// Hash of the genesis entry of the roster.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub team: [u8; 32],
    /// An invented team, never sent.
    #[n(1)]
    pub is_demo: bool,
    /// The worker's record.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub worker: Option<[u8; 16]>,
    /// The code that lets the team use the endpoint, until it was taken.
    #[n(3)]
    pub invitation: Option<String>,
    /// The wrap of the first generation to this device, until the endpoint holds it.
    #[n(5)]
    pub own_wrap: Option<minicbor::bytes::ByteVec>,
}

/// The roster's entries, first to last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct RosterRow {
    /// Entries as bytes.
    #[n(0)]
    pub entries: Vec<minicbor::bytes::ByteVec>,
}

/// A batch on its way.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Sending {
    /// The batch's id.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub batch: [u8; 16],
    /// First own sequence in it.
    #[n(1)]
    pub first: u64,
    /// Last own sequence in it.
    #[n(2)]
    pub last: u64,
    /// The sealed bytes.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

/// Keys that came together.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct KeysRow {
    /// Drawn here, and not uploaded yet when the row was written.
    #[n(0)]
    pub is_unsent: bool,
    /// The keys in the vault's own encoding.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub keys: Vec<u8>,
}

/// What was received and waits.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Parked {
    /// A group of operations whose key is not here yet; its entry is in the log.
    #[n(0)]
    Group {
        /// Position of its entry in the log.
        #[n(0)]
        position: u64,
        /// Which of the entry's groups.
        #[n(1)]
        group: u32,
    },
    /// A whole entry: one before it is missing, its chain is frozen, or its signer is not known.
    #[n(1)]
    Entry {
        /// The entry as it travels.
        #[cbor(n(0), with = "minicbor::bytes")]
        bytes: Vec<u8>,
    },
}

/// The first screen, sealed beside the head so that it does not wait for the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Glance {
    /// Name of the team.
    #[n(0)]
    pub team_name: String,
    /// Name of the worker of this device.
    #[n(1)]
    pub worker_name: String,
    /// The latest cases as the screen takes them (postcard of `CasePage`), for this build only.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub latest: Vec<u8>,
    /// The build that wrote `latest`.
    #[n(3)]
    pub build: String,
}

/// The attachments that have parts on this device. Changes with the head, so that tabs agree on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Ledger {
    /// In the order they came.
    #[n(0)]
    pub kept: Vec<Kept>,
}

/// An attachment that has parts on this device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Kept {
    /// The random name of its content.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub blob: [u8; 16],
    /// How many parts it has.
    #[n(1)]
    pub parts: u32,
    /// Bytes of all its parts.
    #[n(2)]
    pub bytes: u64,
    /// How far it is.
    #[n(3)]
    pub stage: Stage,
}

/// How far an attachment is on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Stage {
    /// It is being added; no record names it yet. Still so at the next unlock, it is thrown away.
    #[n(0)]
    Begun,
    /// All of it is here; the endpoint has not all of it.
    #[n(1)]
    Waiting,
    /// All of it is here and at the endpoint.
    #[n(2)]
    Sent,
    /// It comes from the endpoint, part by part as somebody looks at it.
    #[n(3)]
    Arriving,
}

impl Ledger {
    /// What is kept of a content.
    pub fn kept(&self, blob: &[u8; 16]) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.blob == *blob)
    }

    /// Notes how far a content is, in place of what was noted before.
    pub fn note(&mut self, new: Kept) {
        match self.kept.iter_mut().find(|kept| kept.blob == new.blob) {
            Some(kept) => *kept = new,
            None => self.kept.push(new),
        }
    }

    /// Those that are so far.
    pub fn of(&self, stage: Stage) -> impl Iterator<Item = &Kept> {
        self.kept.iter().filter(move |kept| kept.stage == stage)
    }
}

/// The name of the row of a part.
pub fn part_name(blob: &[u8; 16], index: u32) -> Vec<u8> {
    [b"attachment part ".as_slice(), blob, &index.to_be_bytes()].concat()
}

/// A position, page or sequence as a key: big-endian, so that keys sort as numbers.
pub fn number_key(number: u64) -> [u8; 8] {
    number.to_be_bytes()
}

/// The number of a key made by [`number_key`].
pub fn key_number(key: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(key.try_into().ok()?))
}

/// CBOR of a row's plain text.
pub fn encode<T: Encode<()>>(row: &T) -> Vec<u8> {
    // A vector takes every write, and the derived encoders have no error of their own.
    minicbor::to_vec(row).unwrap_or_default()
}

/// The row of a plain text.
pub fn decode<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Option<T> {
    minicbor::decode(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A head with every field set.
    fn head() -> Head {
        let reached = |byte: u8| Reached {
            device: [byte; 16],
            sequence: u64::from(byte),
            hash: [byte; 32],
            is_new: byte > 1,
        };
        Head {
            next_position: 1,
            sequence: 2,
            hash: [3; 32],
            lamport: 4,
            frontier: vec![reached(1), reached(2)],
            compacted: 5,
            next_page: 6,
            acknowledged: 7,
            cursor: Cursor {
                sequence: 8,
                digest: [9; 32],
            },
            synced_at_ms: Some(10),
            next_key_row: 11,
            key_rows_sent: 12,
            is_registered: true,
            next_parked: 13,
            first_key_row: 14,
            segments_received: 15,
            frozen: vec![[16; 16].into()],
            first_page: 17,
            awaited_batches: vec![[18; 32].into()],
            awaited_segments: vec![[19; 32].into()],
            last_segment: Some([20; 32].into()),
            restarts: 21,
            compactions: 22,
            is_cloned: true,
        }
    }

    /// Each row with every field set, by name.
    fn rows() -> Vec<(&'static str, Vec<u8>)> {
        let account = Account {
            team: [1; 32],
            is_demo: true,
            worker: Some([2; 16]),
            invitation: Some("INVITED".to_owned()),
            own_wrap: Some(vec![3, 4].into()),
        };
        let bytes = vec![1, 2, 3];
        let sending = Sending {
            batch: [1; 16],
            first: 2,
            last: 3,
            bytes: bytes.clone(),
        };
        let glance = Glance {
            team_name: "Permanence de Valmont".to_owned(),
            worker_name: "Inès Caradec".to_owned(),
            latest: bytes.clone(),
            build: "build".to_owned(),
        };
        let keys = KeysRow {
            is_unsent: true,
            keys: bytes.clone(),
        };
        let roster = RosterRow {
            entries: vec![bytes.clone().into(), vec![4].into()],
        };
        let kept = |byte: u8, stage| Kept {
            blob: [byte; 16],
            parts: 2,
            bytes: 3,
            stage,
        };
        let ledger = Ledger {
            kept: vec![
                kept(1, Stage::Begun),
                kept(2, Stage::Waiting),
                kept(3, Stage::Sent),
                kept(4, Stage::Arriving),
            ],
        };
        let group = Parked::Group {
            position: 1,
            group: 2,
        };
        vec![
            ("head", encode(&head())),
            ("account", encode(&account)),
            ("roster", encode(&roster)),
            ("sending", encode(&sending)),
            ("keys", encode(&keys)),
            ("parked-group", encode(&group)),
            ("parked-entry", encode(&Parked::Entry { bytes })),
            ("glance", encode(&glance)),
            ("ledger", encode(&ledger)),
        ]
    }

    #[test]
    fn rows_are_written_as_they_always_were() {
        let hex =
            |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
        let written: Vec<String> = rows()
            .iter()
            .map(|(name, bytes)| format!("{name} {}", hex(bytes)))
            .collect();
        let golden = include_str!("../tests/golden/layout-v1.txt");
        assert_eq!(written, golden.lines().collect::<Vec<_>>());
    }

    #[test]
    fn a_row_cut_anywhere_is_no_row() {
        for (name, bytes) in rows() {
            for length in 0..bytes.len() {
                let cut = bytes.get(..length).unwrap_or_default();
                let is_refused = match name {
                    "head" => decode::<Head>(cut).is_none(),
                    "account" => decode::<Account>(cut).is_none(),
                    "roster" => decode::<RosterRow>(cut).is_none(),
                    "sending" => decode::<Sending>(cut).is_none(),
                    "keys" => decode::<KeysRow>(cut).is_none(),
                    "glance" => decode::<Glance>(cut).is_none(),
                    "ledger" => decode::<Ledger>(cut).is_none(),
                    _ => decode::<Parked>(cut).is_none(),
                };
                assert!(is_refused, "{name} of {length} bytes");
            }
        }
    }
}
