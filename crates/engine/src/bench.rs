//! What the bench asks beside what screens ask. Built with the feature `bench` alone, and never shipped.
//!
//! The bench is given a random key in the place of a passphrase, so nothing is stretched: the slot's secret
//! follows from the key, as it will from a security key's. A team of the bench is founded by a dormant
//! administrator whose keys follow from that key too, as a recovery kit's follow from its paper. So a fresh device
//! that knows the key lets itself in, with keys of its own, by the same roster, wrap and log as any other.

use std::convert::Infallible;
use std::rc::Rc;

use rand_core::{TryCryptoRng, TryRng};
use serde::{Deserialize, Serialize};
use sync::message::RosterPage;
use sync::{Change, Digest, MachineId, Role, Roster, RosterEntry, RosterHash, TeamId, request};
use vault::{
    DeviceKey, Generation, Identity, Keyring, Slot, SlotParameters, SlotSecret, SlotStrength,
};

use crate::engine::{Engine, Next};
use crate::exchange::Stop;
use crate::found::{self, Beginnings};
use crate::layout::{Account, Glance, SLOT_KEY};
use crate::link::{Ask, Asker, decoded};
use crate::message::{CaseQuery, DeviceState, Event, Failure, Reply, SyncProblem, TeamSetup, Work};
use crate::open::Open;
use crate::ports::{Clock, Ports, Store, Table, Transaction, Write};
use crate::search::Class;

/// The draft that keeps the administrator's wrap until the endpoint knows the team.
const KIT_WRAP: &str = "bench.kit-wrap";
/// Between two tries where the endpoint asks for patience, milliseconds at the most.
const LONGEST_PAUSE_MS: u32 = 60_000;

/// What the bench asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum BenchRequest {
    /// Opens this device's store with the key, joins the key's team where the endpoint knows it, or makes it. What
    /// is saved is held back from the endpoint. → [`Reply::Opened`]
    Open {
        /// Any text; whoever has it has the team.
        key: String,
    },
    /// Sends all that was saved, then takes in all that others sent. A team that the endpoint does not know is
    /// registered first. → [`Reply::Sync`]
    Push {
        /// The same as at opening.
        key: String,
        /// The code that lets the team use the endpoint.
        invitation: Option<String>,
    },
    /// Joins the key's team where this device has not, then does as [`BenchRequest::Push`]. → [`Reply::Sync`]
    Pull {
        /// The same as at opening.
        key: String,
    },
    /// From now on, exchanges go on by themselves, as they do for a person. → [`Reply::Done`]
    Follow,
    /// Does all background work that is due. → [`Reply::Done`]
    Settle,
    /// As [`crate::message::Request::Cases`], in names alone. → [`Reply::Cases`]
    FindNames(CaseQuery),
    /// How much memory the engine has taken, which it never gives back: 8 bytes, little-endian. → [`Reply::Export`]
    Memory,
}

impl<P: Ports> Engine<P> {
    pub(crate) async fn answer_bench(&self, request: BenchRequest) -> Result<Reply, Failure> {
        match request {
            BenchRequest::Open { key } => self.open_bench(&key).await,
            BenchRequest::Push { key, invitation } => {
                self.register_bench(&key, invitation.as_deref()).await?;
                self.exchange_bench().await
            }
            BenchRequest::Pull { key } => {
                self.join_late(&key).await?;
                self.exchange_bench().await
            }
            BenchRequest::Follow => {
                self.line.borrow_mut().is_held = false;
                Ok(Reply::Done)
            }
            BenchRequest::Settle => {
                while self.step().await == Next::Again {}
                Ok(Reply::Done)
            }
            BenchRequest::Memory => Ok(Reply::Export(memory_bytes().to_le_bytes().to_vec())),
            BenchRequest::FindNames(query) => {
                let mut held = self.held().await;
                Ok(Reply::Cases(
                    held.get()?
                        .library
                        .index
                        .page_within(&query, Some(Class::Name)),
                ))
            }
        }
    }

    async fn open_bench(&self, key: &str) -> Result<Reply, Failure> {
        self.line.borrow_mut().is_held = true;
        let open = match self.device_state().await? {
            DeviceState::Empty => match self.join_bench(key).await? {
                Some(open) => open,
                None => self.create_bench(key).await?,
            },
            _ => {
                let stored = self.ports.store().get(Table::Meta, SLOT_KEY).await?;
                let slot = Slot::parse(&stored.ok_or(Failure::NotFound)?)
                    .map_err(|_| Failure::StorageDamaged { rows: 1 })?;
                let device_key = slot
                    .open(&slot_secret(key))
                    .map_err(|_| Failure::WrongSecret { wait_ms: 0 })?;
                let mut open = Open::read(&self.ports, device_key, false).await?;
                open.finish_beginning(&self.ports).await?;
                open
            }
        };
        self.opened(open).await
    }

    async fn found_bench(&self, key: &str, beginnings: Beginnings) -> Result<Open, Failure> {
        let mut rng = self.ports.random();
        let device_key = DeviceKey::generate(&mut rng);
        // Their cost is never paid: nothing is stretched.
        let parameters = SlotParameters::generate(SlotStrength::Floor, &mut rng);
        let slot = Slot::create(&slot_secret(key), &parameters, &device_key, &mut rng);
        found::found_under(&self.ports, device_key, &slot, beginnings).await
    }

    /// A new team, on this device alone until it is registered.
    async fn create_bench(&self, key: &str) -> Result<Open, Failure> {
        let kit = Kit::of(key)?;
        let mut rng = self.ports.random();
        let identity = Identity::generate(&mut rng);
        let generation = Generation::generate(1, &mut rng);
        let kit_wrap = found::wrap_for(
            &generation,
            &kit.team,
            &kit.identity.public_keys(),
            &mut rng,
        );
        let first = kit.generation_entry(&kit_wrap)?;
        let roster =
            Roster::verify(&[kit.genesis.clone(), first.clone()]).map_err(|_| Failure::Internal)?;
        let (wrap, addition, _) = kit.addition(&self.ports, &roster, &generation, &identity)?;
        let (setup, worker) = bench_setup(&mut rng);
        let device = identity.device_id();
        let records = crate::team::first_records(
            &setup,
            record::RecordId::from_bytes(worker),
            device,
            &mut rng,
        )?;
        let mut keyring = Keyring::new();
        keyring.insert_generation(generation);
        let beginnings = Beginnings {
            identity,
            account: Account {
                team: kit.team,
                worker: Some(worker),
                own_wrap: Some(wrap.into()),
                ..Account::default()
            },
            roster_entries: vec![kit.genesis, first, addition],
            keyring,
            glance: Glance {
                team_name: setup.team_name,
                worker_name: setup.worker_name,
                ..Glance::default()
            },
            is_registered: false,
            first_records: postcard::to_allocvec(&records).map_err(|_| Failure::Internal)?,
        };
        let mut open = self.found_bench(key, beginnings).await?;
        open.keep_draft(&self.ports, KIT_WRAP, &kit_wrap).await?;
        open.finish_beginning(&self.ports).await?;
        Ok(open)
    }

    /// Lets this device into the key's team; none where the endpoint does not know it or cannot be reached.
    async fn join_bench(&self, key: &str) -> Result<Option<Open>, Failure> {
        let kit = Rc::new(Kit::of(key)?);
        let asker = kit.asker();
        self.link.forget_token();
        let Ok(entries) = self.roster_entries(&asker).await else {
            self.link.forget_token();
            return Ok(None);
        };
        let joined = self.let_in_bench(&kit, &asker, entries).await;
        self.link.forget_token();
        self.found_bench(key, joined?).await.map(Some)
    }

    async fn let_in_bench(
        &self,
        kit: &Kit,
        asker: &Asker,
        mut entries: Vec<Vec<u8>>,
    ) -> Result<Beginnings, Failure> {
        let identity = Identity::generate(&mut self.ports.random());
        let device = sync::DeviceId::from_bytes(identity.device_id());
        loop {
            let roster = Roster::verify(&entries).map_err(|_| tampered())?;
            let generation = self.fetch_generation(asker, &roster).await?;
            if roster.live(&device).is_some() {
                let mut keyring = Keyring::new();
                keyring.insert_generation(generation);
                return Ok(Beginnings {
                    identity,
                    account: Account {
                        team: kit.team,
                        ..Account::default()
                    },
                    roster_entries: entries,
                    keyring,
                    glance: Glance::default(),
                    is_registered: true,
                    first_records: Vec::new(),
                });
            }
            let (wrap, entry, head) = kit.addition(&self.ports, &roster, &generation, &identity)?;
            self.put_wrap(asker, &device, &wrap).await?;
            let ask = Ask {
                if_match: Some(head.to_string()),
                ..Ask::post(request::ROSTER, &entry)
            };
            // Another device may have been first; then it is made again.
            let _ = self.link.ask(&self.ports, asker, ask).await;
            entries = self.roster_entries(asker).await?;
        }
    }

    async fn put_wrap(
        &self,
        asker: &Asker,
        device: &sync::DeviceId,
        wrap: &[u8],
    ) -> Result<(), Failure> {
        let path = format!("{}?generation=1", request::wrap_path(device));
        let asked = self
            .link
            .ask(&self.ports, asker, Ask::put(path, wrap))
            .await;
        asked.map(drop).map_err(Failure::from)
    }

    async fn roster_entries(&self, asker: &Asker) -> Result<Vec<Vec<u8>>, Failure> {
        let path = format!("{}?from=0", request::ROSTER);
        let asked = self.link.ask(&self.ports, asker, Ask::get(path)).await;
        let page: RosterPage = decoded(&asked?)?;
        Ok(page.entries.into_iter().map(Vec::from).collect())
    }

    /// Makes the team known to the endpoint, where it is not.
    async fn register_bench(&self, key: &str, invitation: Option<&str>) -> Result<(), Failure> {
        let (entries, own_wrap, kit_wrap, device) = {
            let mut held = self.held().await;
            let open = held.get()?;
            if open.head.is_registered {
                return Ok(());
            }
            (
                open.roster_entries.clone(),
                open.account.own_wrap.clone().ok_or(Failure::Internal)?,
                open.draft(&self.ports, KIT_WRAP)
                    .await?
                    .ok_or(Failure::Internal)?,
                open.asker().device,
            )
        };
        let (genesis, rest) = entries.split_first().ok_or(Failure::Internal)?;
        let invitation = invitation.ok_or(Failure::Sync(SyncProblem::NotInvited))?;
        let ask = Ask {
            invitation: Some(invitation),
            ..Ask::post(request::ROSTER, genesis)
        };
        self.link.ask_openly(&self.ports, ask).await?;
        let asker = Kit::of(key)?.asker();
        self.link.forget_token();
        self.put_wrap(&asker, &asker.device, &kit_wrap).await?;
        let [generation, addition] = rest else {
            return Err(Failure::Internal);
        };
        let first = std::slice::from_ref(generation);
        self.post_roster_entries(&asker, genesis, first).await?;
        self.put_wrap(&asker, &device, &own_wrap).await?;
        let ask = Ask {
            if_match: Some(RosterHash::of(generation).to_string()),
            ..Ask::post(request::ROSTER, addition)
        };
        self.link.ask(&self.ports, &asker, ask).await?;
        self.link.forget_token();
        self.note_registered().await?;
        Ok(())
    }

    async fn note_registered(&self) -> Result<(), Stop> {
        self.commit_with(|_, head| {
            head.is_registered = true;
            Vec::new()
        })
        .await
    }

    /// A device that made the team for itself alone, before the endpoint knew it, begins again as one of it.
    async fn join_late(&self, key: &str) -> Result<(), Failure> {
        if self.held().await.get()?.head.is_registered {
            return Ok(());
        }
        let mut writes = Vec::new();
        for table in Table::ALL {
            let rows = self.ports.store().scan(table, &[], usize::MAX).await?;
            writes.extend(rows.into_iter().map(|(key, _)| Write::delete(table, key)));
        }
        let emptying = Transaction {
            writes,
            ..Transaction::default()
        };
        // Without an expectation there is no conflict.
        let _ = self.ports.store().commit(emptying).await?;
        let joined = self.join_bench(key).await?;
        self.put_open(joined.ok_or(Failure::Sync(SyncProblem::Refused))?)
            .await;
        Ok(())
    }

    /// One whole exchange; begun again where the endpoint asked for patience.
    async fn exchange_bench(&self) -> Result<Reply, Failure> {
        self.line.borrow_mut().is_held = false;
        let problem = loop {
            match self.exchange().await {
                Some(SyncProblem::TooMany { retry_after_s }) => {
                    let pause_ms = retry_after_s.saturating_mul(1_000).min(LONGEST_PAUSE_MS);
                    self.tell(Event::Progress {
                        work: Work::Sending,
                        done: 0,
                        total: 1,
                    });
                    self.ports.clock().sleep(pause_ms).await;
                }
                ended => break ended,
            }
        };
        self.line.borrow_mut().is_held = true;
        match problem {
            Some(problem) => Err(Failure::Sync(problem)),
            None => Ok(Reply::Sync(self.sync_state().await)),
        }
    }
}

/// Bytes of memory taken; nothing where the engine has no memory of its own.
fn memory_bytes() -> u64 {
    #[cfg(target_arch = "wasm32")]
    let pages = core::arch::wasm32::memory_size(0);
    #[cfg(not(target_arch = "wasm32"))]
    let pages = 0_usize;
    u64::try_from(pages)
        .unwrap_or(u64::MAX)
        .saturating_mul(64 * 1024)
}

fn tampered() -> Failure {
    Failure::Sync(SyncProblem::Tampered)
}

/// The dormant administrator whose keys follow from the bench's key.
struct Kit {
    identity: Identity,
    machine: MachineId,
    genesis: Vec<u8>,
    team: [u8; 32],
}

impl Kit {
    /// The same for the same key: the team is named by it.
    fn of(key: &str) -> Result<Self, Failure> {
        let mut stream = Stream::of("kit", key);
        let identity = Identity::generate(&mut stream);
        let mut machine = [0; 16];
        rand_core::Rng::fill_bytes(&mut stream, &mut machine);
        let machine = MachineId::from_bytes(machine);
        let administrator =
            found::device_with(&identity.public_keys(), Role::Administrator, machine);
        let genesis = RosterEntry {
            team: TeamId::NONE,
            index: 0,
            previous: RosterHash::NONE,
            change: Change::Genesis { administrator },
            at_ms: 0,
            by: sync::DeviceId::from_bytes(identity.device_id()),
        };
        let genesis = found::sign_roster_entry(genesis, &identity)?;
        Ok(Self {
            team: genesis.hash().to_bytes(),
            genesis: genesis.bytes().to_vec(),
            identity,
            machine,
        })
    }

    fn asker(&self) -> Asker {
        Asker {
            device: sync::DeviceId::from_bytes(self.identity.device_id()),
            identity: Rc::new(self.identity.clone()),
            team: TeamId::from_bytes(self.team),
        }
    }

    fn generation_entry(&self, wrap: &[u8]) -> Result<Vec<u8>, Failure> {
        let entry = found::first_generation(
            self.team,
            RosterHash::of(&self.genesis),
            &self.identity,
            wrap,
            0,
        );
        Ok(found::sign_roster_entry(entry, &self.identity)?
            .bytes()
            .to_vec())
    }

    /// The wrap for a device, the roster entry that lets it in, and the head that entry follows.
    fn addition<P: Ports>(
        &self,
        ports: &P,
        roster: &Roster,
        generation: &Generation,
        identity: &Identity,
    ) -> Result<(Vec<u8>, Vec<u8>, RosterHash), Failure> {
        let keys = identity.public_keys();
        let wrap = found::wrap_for(generation, &self.team, &keys, &mut ports.random());
        let entry = RosterEntry {
            team: TeamId::from_bytes(self.team),
            index: roster.index().saturating_add(1),
            previous: roster.head(),
            change: Change::Add {
                device: found::device_with(&keys, Role::Administrator, self.machine),
                wrap: Some(Digest::of(&wrap)),
            },
            at_ms: ports.clock().now_ms(),
            by: sync::DeviceId::from_bytes(self.identity.device_id()),
        };
        let entry = found::sign_roster_entry(entry, &self.identity)?;
        Ok((wrap, entry.bytes().to_vec(), roster.head()))
    }
}

fn bench_setup(rng: &mut impl rand_core::CryptoRng) -> (TeamSetup, [u8; 16]) {
    let mut worker = [0; 16];
    rng.fill_bytes(&mut worker);
    let setup = TeamSetup {
        passphrase: String::new(),
        team_name: "Bench".to_owned(),
        worker_name: "Bench".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        records: Vec::new(),
        invitation: None,
        setup_file: None,
    };
    (setup, worker)
}

fn slot_secret(key: &str) -> SlotSecret {
    SlotSecret::from_bytes(Digest::of(format!("bench slot {key}").as_bytes()).to_bytes())
}

/// Bytes that follow from a key: SHA-256 over the key and a counter.
struct Stream {
    seed: [u8; 32],
    count: u64,
    left: Vec<u8>,
}

impl Stream {
    fn of(label: &str, key: &str) -> Self {
        Self {
            seed: Digest::of(format!("bench {label} {key}").as_bytes()).to_bytes(),
            count: 0,
            left: Vec::new(),
        }
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            if self.left.is_empty() {
                let block = [self.seed.as_slice(), &self.count.to_be_bytes()].concat();
                self.left = Digest::of(&block).to_bytes().to_vec();
                self.count = self.count.wrapping_add(1);
            }
            *byte = self.left.pop().unwrap_or_default();
        }
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes(self.array()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes(self.array()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Stream {}

#[cfg(test)]
mod tests {
    use super::Kit;

    #[test]
    fn a_key_names_one_team() {
        let team = |key| Kit::of(key).expect("a kit is made of any key").team;
        assert_eq!(team("a"), team("a"));
        assert_ne!(team("a"), team("b"));
    }
}
