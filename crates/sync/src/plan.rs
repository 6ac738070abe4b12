//! What to do with entries that arrived: a plan, decided from what is known, applied elsewhere.
//!
//! Delivery is at least once and in any order. An entry is applied when it continues its
//! device's chain; what was applied before is a duplicate; what comes too early waits; two
//! entries at one place are a fork, which freezes that device's chain and no other.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::VerifiedEntry;
use crate::ids::{DeviceId, EntryHash};
use crate::roster::Cutoff;

/// The last applied entry of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// Its sequence, from 1.
    pub sequence: u64,
    /// Its hash.
    pub hash: EntryHash,
}

/// What this device has applied so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The last applied entry of each chain.
    pub heads: BTreeMap<DeviceId, ChainHead>,
    /// Hashes of applied entries at the places the incoming ones name. A place at or below the
    /// head without a hash here (replaced by a snapshot) counts as a duplicate.
    pub hashes: BTreeMap<(DeviceId, u64), EntryHash>,
    /// Chains that a fork froze.
    pub frozen: BTreeSet<DeviceId>,
    /// Cut-offs of revoked devices, from [`crate::roster::Roster::cutoffs`].
    pub cutoffs: BTreeMap<DeviceId, Cutoff>,
    /// The highest Lamport value of any applied entry.
    pub lamport: u64,
}

/// What the plan needs to know of a verified entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Whose chain.
    pub device: DeviceId,
    /// Place in the chain, from 1.
    pub sequence: u64,
    /// Hash of the entry before.
    pub previous: EntryHash,
    /// Its own hash.
    pub hash: EntryHash,
    /// Its Lamport value.
    pub lamport: u64,
}

impl From<&VerifiedEntry> for Incoming {
    fn from(verified: &VerifiedEntry) -> Self {
        let entry = verified.entry();
        Self {
            device: entry.device,
            sequence: entry.sequence,
            previous: entry.previous,
            hash: verified.hash(),
            lamport: entry.lamport,
        }
    }
}

/// Sequences of one chain that were never seen, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The first missing sequence.
    pub from: u64,
    /// The last missing sequence.
    pub to: u64,
}

/// What to do with one incoming entry. All but `Apply` and `Duplicate` keep its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It continues its chain: apply it, in the order of [`Plan::order`].
    Apply,
    /// Applied before: nothing to do.
    Duplicate,
    /// Entries before it are missing: keep it, plan again when others arrive.
    Park(Gap),
    /// It follows an incoming entry that waits itself: keep it, plan again.
    Wait,
    /// Another entry holds its place, or it continues another entry than ours: freeze this
    /// device's chain and report. Nothing applied is undone by it.
    Fork(DeviceId),
    /// Its chain is frozen: keep it until an administrator decides.
    Frozen,
    /// Its Lamport value is more than one above every value known: keep it, plan again when
    /// others arrive. An honest chain is released as soon as what it saw has arrived.
    Quarantine,
    /// It comes after the cut-off of a revoked device: keep it until an administrator decides.
    Revoked,
}

/// The decision on a set of incoming entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// One action an entry, in the order they were given.
    pub actions: Vec<Action>,
    /// The positions of the entries to apply, in the order to apply them.
    pub order: Vec<usize>,
}

/// Decides what to do with verified entries. The outcome does not depend on their order.
#[must_use]
pub fn plan(known: &Known, incoming: &[Incoming]) -> Plan {
    let mut state = State::new(known, incoming);
    while state.pass() {}
    state.finish()
}

/// The places of other chains that a frontier names and this device has not applied. One that
/// stays unseen for 24 hours means that entries are withheld.
#[must_use]
pub fn unseen(known: &Known, frontier: &[(DeviceId, u64)]) -> Vec<(DeviceId, Gap)> {
    let gap = |(device, to): &(DeviceId, u64)| {
        let from = head_of(&known.heads, device).sequence.checked_add(1)?;
        (from <= *to).then_some((*device, Gap { from, to: *to }))
    };
    frontier.iter().filter_map(gap).collect()
}

const NO_HEAD: ChainHead = ChainHead {
    sequence: 0,
    hash: EntryHash::NONE,
};

fn head_of(heads: &BTreeMap<DeviceId, ChainHead>, device: &DeviceId) -> ChainHead {
    heads.get(device).copied().unwrap_or(NO_HEAD)
}

/// Whether an entry is decided, or may be decided later in this very plan.
enum Verdict {
    Settled(Action),
    NotYet(Action),
}

struct State<'a> {
    known: Known,
    incoming: &'a [Incoming],
    /// Undecided entries a device, lowest sequence first.
    queues: BTreeMap<DeviceId, Vec<usize>>,
    actions: Vec<Action>,
    order: Vec<usize>,
}

impl<'a> State<'a> {
    fn new(known: &Known, incoming: &'a [Incoming]) -> Self {
        let mut queues: BTreeMap<DeviceId, Vec<usize>> = BTreeMap::new();
        for (position, entry) in incoming.iter().enumerate() {
            queues.entry(entry.device).or_default().push(position);
        }
        for queue in queues.values_mut() {
            queue.sort_by_key(|position| {
                incoming
                    .get(*position)
                    .map(|entry| (entry.sequence, entry.hash))
            });
        }
        let actions = vec![Action::Wait; incoming.len()];
        Self {
            known: known.clone(),
            incoming,
            queues,
            actions,
            order: Vec::new(),
        }
    }

    /// Goes once through every chain; says whether anything was applied, as that may release
    /// others.
    fn pass(&mut self) -> bool {
        let before = self.order.len();
        let devices: Vec<DeviceId> = self.queues.keys().copied().collect();
        for device in devices {
            let queue = self.queues.remove(&device).unwrap_or_default();
            let rest = self.advance(queue);
            if !rest.is_empty() {
                self.queues.insert(device, rest);
            }
        }
        self.order.len() > before
    }

    /// Decides what can be decided of one chain and returns what is left.
    fn advance(&mut self, queue: Vec<usize>) -> Vec<usize> {
        let mut left = Vec::new();
        let mut highest_waiting = None;
        for position in queue {
            let Some(entry) = self.incoming.get(position).copied() else {
                continue;
            };
            let action = match self.judge(&entry, highest_waiting) {
                Verdict::Settled(action) => action,
                Verdict::NotYet(action) => {
                    highest_waiting = Some(entry.sequence);
                    left.push(position);
                    action
                }
            };
            self.settle(position, &entry, action);
        }
        left
    }

    fn judge(&self, entry: &Incoming, highest_waiting: Option<u64>) -> Verdict {
        let head = head_of(&self.known.heads, &entry.device);
        if self.known.frozen.contains(&entry.device) {
            return Verdict::Settled(self.judge_frozen(entry, head));
        }
        if entry.sequence <= head.sequence {
            return Verdict::Settled(self.judge_past(entry));
        }
        if self.is_cut_off(entry) {
            return Verdict::Settled(Action::Revoked);
        }
        let seen = highest_waiting.unwrap_or(0).max(head.sequence);
        if entry.sequence > seen.saturating_add(1) {
            let gap = Gap {
                from: seen.saturating_add(1),
                to: entry.sequence.saturating_sub(1),
            };
            return Verdict::NotYet(Action::Park(gap));
        }
        if highest_waiting.is_some() {
            return Verdict::NotYet(Action::Wait);
        }
        if entry.previous != head.hash {
            return Verdict::Settled(Action::Fork(entry.device));
        }
        if entry.lamport > self.known.lamport.saturating_add(1) {
            return Verdict::NotYet(Action::Quarantine);
        }
        Verdict::Settled(Action::Apply)
    }

    fn judge_past(&self, entry: &Incoming) -> Action {
        match self.known.hashes.get(&(entry.device, entry.sequence)) {
            Some(hash) if *hash != entry.hash => Action::Fork(entry.device),
            _ => Action::Duplicate,
        }
    }

    fn judge_frozen(&self, entry: &Incoming, head: ChainHead) -> Action {
        let past = entry.sequence <= head.sequence;
        let known = self.known.hashes.get(&(entry.device, entry.sequence));
        if past && known == Some(&entry.hash) {
            Action::Duplicate
        } else {
            Action::Frozen
        }
    }

    fn is_cut_off(&self, entry: &Incoming) -> bool {
        self.known.cutoffs.get(&entry.device).is_some_and(|cutoff| {
            entry.sequence > cutoff.sequence
                || (entry.sequence == cutoff.sequence && entry.hash != cutoff.hash)
        })
    }

    fn settle(&mut self, position: usize, entry: &Incoming, action: Action) {
        if let Some(slot) = self.actions.get_mut(position) {
            *slot = action;
        }
        match action {
            Action::Apply => {
                let head = ChainHead {
                    sequence: entry.sequence,
                    hash: entry.hash,
                };
                self.known.heads.insert(entry.device, head);
                self.known
                    .hashes
                    .insert((entry.device, entry.sequence), entry.hash);
                self.known.lamport = self.known.lamport.max(entry.lamport);
                self.order.push(position);
            }
            Action::Fork(device) => {
                self.known.frozen.insert(device);
            }
            _ => {}
        }
    }

    fn finish(self) -> Plan {
        Plan {
            actions: self.actions,
            order: self.order,
        }
    }
}
