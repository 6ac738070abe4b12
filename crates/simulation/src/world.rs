//! Devices with their disks, tabs with their engines, and a team made of them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use engine::message::{
    CaseQuery, Event, Opened, PairingStep, RecordEdit, RecordView, Reply, Request, SyncProblem,
    SyncState, TeamSetup,
};
use engine::{Engine, Next};
use futures_util::future::join;
use record::RecordId;

use crate::chance::Chance;
use crate::disk::{Disk, Life, SimStore};
use crate::executor::{give_way, run};
use crate::network::Network;
use crate::ports::{SimClock, SimPorts, SimTransport};

/// Opens every device of the invented team.
pub const PASSPHRASE: &str = "cerise tambour lavande ourson";
/// Lets the invented team use the endpoint.
pub const INVITATION: &str = "INVITED-ONE";
/// When the world begins: 2 March 2026, 09:00 UTC, milliseconds.
const BEGINNING_MS: i64 = 1_772_442_000_000;
/// Changed records from which pages are written: teams here are small.
const CHANGES_A_COMPACTION: usize = 8;
/// Steps after which background work is taken to hang.
const MOST_STEPS: usize = 100_000;

/// A world of one seed.
#[derive(Debug, Clone)]
pub struct World {
    /// What all draw from.
    pub chance: Chance,
    /// The true time, milliseconds since 1970.
    pub now_ms: Rc<Cell<i64>>,
    /// The way to the endpoint.
    pub network: Rc<Network>,
}

/// A device: what stays when it is switched off.
#[derive(Debug, Clone)]
pub struct Device {
    /// Its disk.
    pub disk: Disk,
    /// Its clock.
    pub clock: SimClock,
    chance: Chance,
    network: Rc<Network>,
    changes_a_compaction: usize,
}

/// A tab: one engine, one process.
#[derive(Clone)]
pub struct Tab {
    /// The production engine.
    pub engine: Rc<Engine<SimPorts>>,
    /// How long the process lives.
    pub life: Life,
    events: Rc<RefCell<Vec<Event>>>,
}

impl World {
    /// A world of this seed, whose endpoint expects one team.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let chance = Chance::new(seed);
        let now_ms = Rc::new(Cell::new(BEGINNING_MS));
        let network = Network::new(chance.fork(), Rc::clone(&now_ms));
        network.endpoint.borrow_mut().invite(INVITATION);
        Self {
            network: Rc::new(network),
            chance,
            now_ms,
        }
    }

    /// A new device with an empty disk.
    #[must_use]
    pub fn device(&self) -> Device {
        Device {
            disk: Disk::default(),
            clock: SimClock {
                world_ms: Rc::clone(&self.now_ms),
                skew_ms: Rc::default(),
            },
            chance: self.chance.fork(),
            network: Rc::clone(&self.network),
            changes_a_compaction: CHANGES_A_COMPACTION,
        }
    }

    /// A device with a team of its own, open and exchanged.
    ///
    /// # Panics
    /// When the team cannot be made.
    #[must_use]
    pub fn founder(&self) -> (Device, Tab) {
        self.found_on(self.device())
    }

    /// The same on this device.
    ///
    /// # Panics
    /// When the team cannot be made.
    #[must_use]
    pub fn found_on(&self, device: Device) -> (Device, Tab) {
        let tab = device.start();
        let made = tab.ask(Request::CreateTeam(Box::new(setup(Some(INVITATION)))));
        assert!(matches!(made, Reply::Opened(_)), "a team is made: {made:?}");
        tab.settle();
        assert_eq!(tab.exchange(), None, "the endpoint takes the team");
        (device, tab)
    }
}

/// A team to make.
#[must_use]
pub fn setup(invitation: Option<&str>) -> TeamSetup {
    TeamSetup {
        passphrase: PASSPHRASE.to_owned(),
        team_name: "Permanence de Valmont".to_owned(),
        worker_name: "Inès Caradec".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        records: Vec::new(),
        invitation: invitation.map(str::to_owned),
        setup_file: None,
    }
}

impl Device {
    /// The same device on another disk: a damaged copy, a clone.
    #[must_use]
    pub fn with_disk(&self, disk: Disk) -> Self {
        Self {
            disk,
            ..self.clone()
        }
    }

    /// The same device, which keeps all it knows in the log and writes no pages.
    #[must_use]
    pub fn without_pages(self) -> Self {
        Self {
            changes_a_compaction: usize::MAX,
            ..self
        }
    }

    /// The same device, which writes its pages at each change.
    #[must_use]
    pub fn compacting_at_once(self) -> Self {
        Self {
            changes_a_compaction: 1,
            ..self
        }
    }

    /// Starts a process: an engine that has read nothing yet.
    #[must_use]
    pub fn start(&self) -> Tab {
        let life = Life::default();
        let ports = SimPorts {
            store: SimStore {
                disk: self.disk.clone(),
                life: life.clone(),
            },
            clock: self.clock.clone(),
            chance: self.chance.clone(),
            transport: SimTransport(Rc::clone(&self.network)),
        };
        let events: Rc<RefCell<Vec<Event>>> = Rc::default();
        let told = Rc::clone(&events);
        let engine = Engine::new(
            ports,
            "build",
            Box::new(move |event| told.borrow_mut().push(event)),
        );
        let engine = engine.compacting_from(self.changes_a_compaction);
        Tab {
            engine: Rc::new(engine),
            life,
            events,
        }
    }

    /// Starts a process and unlocks.
    ///
    /// # Panics
    /// When the store does not open.
    #[must_use]
    pub fn open(&self) -> Tab {
        let tab = self.start();
        let opened = tab.unlock(PASSPHRASE);
        assert!(
            matches!(opened, Reply::Opened(_)),
            "the store opens: {opened:?}"
        );
        tab.settle();
        tab
    }
}

impl Tab {
    /// Asks and waits for the answer.
    pub fn ask(&self, request: Request) -> Reply {
        run(Box::pin(self.engine.handle(request)))
    }

    /// Unlocks with what was typed.
    pub fn unlock(&self, passphrase: &str) -> Reply {
        self.ask(Request::Unlock {
            passphrase: passphrase.to_owned(),
        })
    }

    /// Does all background work.
    ///
    /// # Panics
    /// When there is no end of it.
    pub fn settle(&self) {
        run(async {
            for _ in 0..MOST_STEPS {
                if Box::pin(self.engine.step()).await == Next::Idle {
                    return;
                }
            }
            unreachable!("background work has no end");
        });
    }

    /// Exchanges once, and settles.
    pub fn exchange(&self) -> Option<SyncProblem> {
        let problem = run(Box::pin(self.engine.exchange()));
        self.settle();
        problem
    }

    /// Saves. The entry's sequence; none where nothing changed.
    ///
    /// # Panics
    /// When it is not saved.
    pub fn save(&self, edits: impl Into<Vec<RecordEdit>>) -> Option<u64> {
        let reply = self.ask(Request::Save {
            edits: edits.into(),
        });
        let Reply::Saved { sequence, .. } = reply else {
            unreachable!("not saved: {reply:?}")
        };
        self.settle();
        sequence
    }

    /// A record as the screen sees it.
    ///
    /// # Panics
    /// When it is not there.
    pub fn view(&self, id: RecordId) -> RecordView {
        let reply = self.ask(Request::Record(id));
        let Reply::Record(view) = reply else {
            unreachable!("no record: {reply:?}")
        };
        *view
    }

    /// How many cases a search finds.
    ///
    /// # Panics
    /// When the list is not given.
    pub fn found(&self, words: &str) -> u32 {
        let query = CaseQuery {
            text: words.to_owned(),
            limit: 50,
            ..CaseQuery::default()
        };
        let reply = self.ask(Request::Cases(query));
        let Reply::Cases(page) = reply else {
            unreachable!("no list: {reply:?}")
        };
        page.total
    }

    /// The first page of the list of cases, as text: equal on tabs that hold the same.
    ///
    /// # Panics
    /// When the list is not given.
    pub fn list(&self) -> String {
        let query = CaseQuery {
            limit: 200,
            ..CaseQuery::default()
        };
        let reply = self.ask(Request::Cases(query));
        let Reply::Cases(page) = reply else {
            unreachable!("no list: {reply:?}")
        };
        format!("{page:?}")
    }

    /// What the sync line shows.
    ///
    /// # Panics
    /// When it is not given.
    pub fn sync(&self) -> SyncState {
        let reply = self.ask(Request::SyncState);
        let Reply::Sync(state) = reply else {
            unreachable!("no sync line: {reply:?}")
        };
        state
    }

    /// What was told since the last call.
    pub fn events(&self) -> Vec<Event> {
        self.events.borrow_mut().drain(..).collect()
    }

    /// Every record, encoded: equal on devices that hold the same.
    ///
    /// # Panics
    /// When the store cannot be read.
    pub fn records(&self) -> Vec<Vec<u8>> {
        run(Box::pin(self.engine.encoded_records())).expect("records can be read")
    }

    /// Takes in what another tab committed.
    pub fn catch_up(&self) {
        run(Box::pin(self.engine.catch_up()));
    }

    fn digits(&self) -> Option<String> {
        self.events.borrow().iter().find_map(|event| match event {
            Event::Pairing(PairingStep::ShowDigits(digits)) => Some(digits.clone()),
            _ => None,
        })
    }
}

/// Both sides of a pairing, to its end: what the inviter is answered, and what the new device shows.
///
/// # Panics
/// When the new device gets no secret.
pub fn try_pair(inviter: &Tab, newcomer: &Tab, worker_name: &str) -> (Reply, Option<Opened>) {
    let reply = newcomer.ask(Request::JoinTeam {
        passphrase: PASSPHRASE.to_owned(),
    });
    let Reply::PairingSecret(secret) = reply else {
        unreachable!("no secret: {reply:?}")
    };
    assert_eq!(
        secret.chars().filter(|c| c.is_alphanumeric()).count(),
        26,
        "26 characters"
    );
    let worker_name = worker_name.to_owned();
    let accepted = inviter.ask(Request::AcceptDevice {
        secret,
        worker_name,
    });
    assert!(
        matches!(accepted, Reply::Done),
        "the secret is right: {accepted:?}"
    );
    let inviting = Box::pin(async {
        inviter.engine.pair().await;
        let digits = loop {
            match newcomer.digits() {
                Some(digits) => break digits,
                None => give_way().await,
            }
        };
        let confirmed = inviter
            .engine
            .handle(Request::ConfirmDevice { digits })
            .await;
        if matches!(confirmed, Reply::Failed(_)) {
            newcomer.engine.handle(Request::CancelPairing).await;
        }
        confirmed
    });
    let (_, confirmed) = run(join(Box::pin(newcomer.engine.pair()), inviting));
    newcomer.settle();
    inviter.settle();
    let joined = newcomer.events().into_iter().find_map(|event| match event {
        Event::Pairing(PairingStep::Joined(opened)) => Some(*opened),
        _ => None,
    });
    (confirmed, joined)
}

/// A pairing that ends well. What the new device shows then.
///
/// # Panics
/// When it does not end well.
pub fn pair(inviter: &Tab, newcomer: &Tab, worker_name: &str) -> Opened {
    let (confirmed, joined) = try_pair(inviter, newcomer, worker_name);
    assert!(
        matches!(confirmed, Reply::Done),
        "the digits are right: {confirmed:?}"
    );
    joined.expect("the new device belongs to the team")
}

/// A second device of the team, paired, open and exchanged.
///
/// # Panics
/// When it cannot join.
#[must_use]
pub fn second(world: &World, inviter: &Tab, worker_name: &str) -> (Device, Tab) {
    let device = world.device();
    let tab = device.start();
    pair(inviter, &tab, worker_name);
    assert_eq!(inviter.exchange(), None, "the inviter sends the new worker");
    assert_eq!(tab.exchange(), None, "the new device takes it in");
    (device, tab)
}
