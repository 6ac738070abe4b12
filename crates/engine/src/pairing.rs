//! A new device joins a team, in person: what each side leaves at the meeting point, and in which order.
//!
//! The cryptography is in [`vault::pairing`]; here are the steps. Keys go out only after the six digits agree and
//! the roster entry stands; the new device makes its store only once it belongs to the roster.

use std::rc::Rc;

use sync::{
    Change, Digest, ErrorCode, MachineId, RendezvousId, Role, Roster, RosterEntry, TeamId, request,
};
use vault::pairing::{Joined, PairingStep as Step};
use vault::{
    DevicePublicKeys, Identity, Inviting, Joining, Keyring, PairingCheck, PairingSecret,
    Passphrase, TeamOffer,
};

use crate::engine::Engine;
use crate::exchange::Stop;
use crate::found::{self, Beginnings};
use crate::layout::{Account, Glance};
use crate::link::{Ask, Asker, Refusal, decoded};
use crate::message::{Event, Failure, FieldEdit, PairingStep, RecordEdit, Reply, SyncProblem};
use crate::open::Open;
use crate::ports::{Clock, Ports};

/// How long each side waits for the other, milliseconds: as long as a message stays at the meeting point. It is
/// counted in pauses: a clock may be put forward or back meanwhile.
const PATIENCE_MS: u32 = 300_000;
/// How often a roster entry is made again because another administrator was first.
const MOST_ENTRIES: usize = 8;
/// Between two looks, milliseconds.
const PAUSE_MS: u32 = 1_500;

/// A pairing under way, on either side.
pub(crate) enum Pairing {
    Joining(Rc<JoiningSide>),
    Inviting(Rc<InvitingSide>),
}

pub(crate) struct JoiningSide {
    secret: PairingSecret,
    joining: std::cell::RefCell<Joining>,
    identity: std::cell::RefCell<Option<Identity>>,
    passphrase: Passphrase,
}

pub(crate) struct InvitingSide {
    secret: PairingSecret,
    inviting: Inviting,
    worker_name: String,
    check: std::cell::RefCell<Option<PairingCheck>>,
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Problem(refusal) => Self::Sync(refusal.problem),
            Stop::Failure(failure) => failure,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Sync(refusal.problem)
    }
}

impl<P: Ports> Engine<P> {
    /// The new device: leaves its public keys at the meeting point and shows the secret.
    pub(crate) async fn join_team(&self, passphrase: &str) -> Result<Reply, Failure> {
        if self.device_state().await? != crate::message::DeviceState::Empty {
            return Err(Failure::AlreadyThere);
        }
        let passphrase = found::chosen(&self.ports, passphrase)?;
        let mut rng = self.ports.random();
        let secret = PairingSecret::generate(&mut rng);
        let identity = Identity::generate(&mut rng);
        let joining = Joining::start(&secret, &identity.public_keys(), &mut rng);
        self.leave(&secret, Step::Hello, joining.hello()).await?;
        // EXPOSE: shown to the person who pairs.
        let text = secret.to_text().expose().clone();
        let side = JoiningSide {
            secret,
            joining: joining.into(),
            identity: Some(identity).into(),
            passphrase,
        };
        *self.pairing.borrow_mut() = Some(Pairing::Joining(Rc::new(side)));
        Ok(Reply::PairingSecret(text))
    }

    /// A device of the team: reads the new device's keys and answers with the team.
    pub(crate) async fn accept_device(
        &self,
        secret: &str,
        worker_name: &str,
    ) -> Result<Reply, Failure> {
        let secret = PairingSecret::parse(secret).map_err(|_| Failure::WrongPairing)?;
        let offer = {
            let mut held = self.held().await;
            let open = held.get()?;
            if !open.is_administrator() {
                return Err(Failure::NotAllowed);
            }
            if !open.head.is_registered {
                return Err(Failure::Sync(SyncProblem::NotInvited));
            }
            TeamOffer {
                team: open.account.team,
                roster_head: open.roster.head().to_bytes(),
                inviter: open.identity.device_id(),
            }
        };
        let hello = self
            .look(&secret, Step::Hello)
            .await?
            .ok_or(Failure::WrongPairing)?;
        let inviting = Inviting::start(&secret, &hello, &offer, &mut self.ports.random())
            .map_err(|_| Failure::WrongPairing)?;
        self.leave(&secret, Step::Offer, inviting.offer()).await?;
        let worker_name = worker_name.trim().to_owned();
        let side = InvitingSide {
            secret,
            inviting,
            worker_name,
            check: None.into(),
        };
        *self.pairing.borrow_mut() = Some(Pairing::Inviting(Rc::new(side)));
        Ok(Reply::Done)
    }

    /// Goes on with a pairing until somebody is needed or it ends; what happens is told by events.
    pub async fn pair(&self) {
        let side = match self.pairing.borrow().as_ref() {
            Some(Pairing::Joining(side)) => Side::Joining(Rc::clone(side)),
            Some(Pairing::Inviting(side)) => Side::Inviting(Rc::clone(side)),
            None => return,
        };
        let ended = match &side {
            Side::Joining(side) => self.go_on_joining(side).await,
            Side::Inviting(side) => self.go_on_inviting(side).await,
        };
        let Err(failure) = ended else { return };
        if side.is_current(&self.pairing.borrow()) {
            self.pairing.borrow_mut().take();
            self.tell(Event::Pairing(PairingStep::Stopped(failure)));
        }
    }

    async fn go_on_inviting(&self, side: &Rc<InvitingSide>) -> Result<(), Failure> {
        let current = Side::Inviting(Rc::clone(side));
        let reveal = self.wait_for(&side.secret, Step::Reveal, &current).await?;
        let check = side
            .inviting
            .check(&reveal)
            .map_err(|_| Failure::WrongPairing)?;
        *side.check.borrow_mut() = Some(check);
        self.tell(Event::Pairing(PairingStep::AskDigits));
        Ok(())
    }

    /// The six digits as typed: if they agree, the new device is let in.
    pub(crate) async fn confirm_device(&self, digits: &str) -> Result<Reply, Failure> {
        let side = match self.pairing.borrow().as_ref() {
            Some(Pairing::Inviting(side)) => Rc::clone(side),
            _ => return Err(Failure::NotFound),
        };
        let is_right = side
            .check
            .borrow()
            .as_ref()
            .is_some_and(|check| check.is_typed(digits));
        // One try: digits that differ mean that somebody else may stand in between.
        self.pairing.borrow_mut().take();
        if !is_right {
            return Err(Failure::WrongPairing);
        }
        self.let_in(side.inviting.keys()).await?;
        self.name_worker(&side.worker_name, side.inviting.keys())
            .await?;
        self.line.borrow_mut().is_wanted = true;
        self.tell(Event::Pairing(PairingStep::Added));
        self.tell(Event::Changed);
        Ok(Reply::Done)
    }

    /// Puts the wrap and the roster entry in place; made again when another administrator was first.
    async fn let_in(&self, keys: &DevicePublicKeys) -> Result<(), Failure> {
        let asker = self.held().await.get()?.asker();
        let mut machine = [0; 16];
        rand_core::Rng::fill_bytes(&mut self.ports.random(), &mut machine);
        for _ in 0..MOST_ENTRIES {
            self.pull_roster(&asker).await?;
            let (wrap, entry, head) = {
                let mut held = self.held().await;
                held.get()?
                    .addition(&self.ports, keys, MachineId::from_bytes(machine))?
            };
            let device = sync::DeviceId::from_bytes(keys.device_id());
            let generation = self.held().await.get()?.roster.generation();
            let path = format!("{}?generation={generation}", request::wrap_path(&device));
            self.link
                .ask(&self.ports, &asker, Ask::put(path, &wrap))
                .await?;
            let if_match = Some(head.to_string());
            let ask = Ask {
                if_match,
                ..Ask::post(request::ROSTER, entry.bytes())
            };
            match self.link.ask(&self.ports, &asker, ask).await {
                Err(Refusal {
                    code: Some(ErrorCode::RosterMoved),
                    ..
                }) => {}
                answered => {
                    answered?;
                    self.pull_roster(&asker).await?;
                    // Something on the way may have said yes in the endpoint's place.
                    if self.held().await.get()?.roster.live(&device).is_some() {
                        return Ok(());
                    }
                }
            }
        }
        Err(Failure::Sync(SyncProblem::EndpointFault))
    }

    /// Notes who writes from the new device: the worker of that name, or a new one.
    async fn name_worker(&self, name: &str, keys: &DevicePublicKeys) -> Result<(), Failure> {
        let mut held = self.held().await;
        let open = held.get()?;
        open.load_all(&self.ports).await?;
        let edit = open.worker_edit(name, keys.device_id(), &mut self.ports.random());
        if open.worker() == Some(edit.id) {
            // Her own second device: let in by herself, it reads what she keeps for herself.
            open.share_worker_keys(&self.ports, keys);
        }
        open.save(&self.ports, &[edit]).await.map(drop)
    }

    async fn go_on_joining(&self, side: &Rc<JoiningSide>) -> Result<(), Failure> {
        let current = Side::Joining(Rc::clone(side));
        let offer = self.wait_for(&side.secret, Step::Offer, &current).await?;
        let answered = side.joining.borrow_mut().answer(&offer);
        let Joined {
            offer,
            reveal,
            check,
        } = answered.map_err(|_| Failure::WrongPairing)?;
        self.leave(&side.secret, Step::Reveal, &reveal).await?;
        self.tell(Event::Pairing(PairingStep::ShowDigits(check.to_text())));
        let identity = side.identity.borrow_mut().take().ok_or(Failure::Internal)?;
        let beginnings = self.wait_to_belong(identity, &offer, &current).await?;
        let open = found::found(&self.ports, &side.passphrase, beginnings).await?;
        self.put_open(open).await;
        self.pairing.borrow_mut().take();
        // What does not arrive now comes with a later exchange; the device belongs to the team already.
        let _ = self.exchange().await;
        let opened = {
            let mut held = self.held().await;
            let open = held.get()?;
            open.refresh_names();
            self.first_screen(open)
        };
        let sync = self.sync_state().await;
        let opened = crate::message::Opened { sync, ..opened };
        self.tell(Event::Pairing(PairingStep::Joined(Box::new(opened))));
        Ok(())
    }

    /// Asks for the roster until this device is in it, then takes what a store begins with.
    async fn wait_to_belong(
        &self,
        identity: Identity,
        offer: &TeamOffer,
        current: &Side,
    ) -> Result<Beginnings, Failure> {
        let asker = Asker {
            device: sync::DeviceId::from_bytes(identity.device_id()),
            identity: Rc::new(identity),
            team: TeamId::from_bytes(offer.team),
        };
        let mut looks = 0;
        let entries = loop {
            self.check_patience(&mut looks, current)?;
            let path = format!("{}?from=0", request::ROSTER);
            match self.link.ask(&self.ports, &asker, Ask::get(path)).await {
                Ok(response) => {
                    let page: sync::message::RosterPage = decoded(&response)?;
                    break page
                        .entries
                        .into_iter()
                        .map(Vec::from)
                        .collect::<Vec<Vec<u8>>>();
                }
                Err(_) => self.ports.clock().sleep(PAUSE_MS).await,
            }
        };
        let roster = checked_roster(&entries, offer, &asker)?;
        let keyring = self.first_keys(&asker, &roster).await?;
        let Ok(identity) = Rc::try_unwrap(asker.identity) else {
            return Err(Failure::Internal);
        };
        Ok(Beginnings {
            identity,
            account: Account {
                team: offer.team,
                ..Account::default()
            },
            roster_entries: entries,
            keyring,
            glance: Glance::default(),
            is_registered: true,
            first_records: Vec::new(),
        })
    }

    async fn first_keys(&self, asker: &Asker, roster: &Roster) -> Result<Keyring, Failure> {
        let generation = self.fetch_generation(asker, roster).await?;
        let mut keyring = Keyring::new();
        keyring.insert_generation(generation);
        Ok(keyring)
    }

    fn check_patience(&self, looks: &mut u32, current: &Side) -> Result<(), Failure> {
        *looks = looks.saturating_add(1);
        let is_over = *looks > PATIENCE_MS / PAUSE_MS;
        if is_over || !current.is_current(&self.pairing.borrow()) {
            return Err(Failure::PairingTimeout);
        }
        Ok(())
    }

    /// Leaves a message at the meeting point.
    async fn leave(&self, secret: &PairingSecret, step: Step, body: &[u8]) -> Result<(), Failure> {
        let place = RendezvousId::from_bytes(secret.rendezvous_id(step));
        let ask = Ask::put(request::rendezvous_path(&place), body);
        self.link
            .ask_openly(&self.ports, ask)
            .await
            .map(drop)
            .map_err(Failure::from)
    }

    /// Looks for a message at the meeting point.
    async fn look(&self, secret: &PairingSecret, step: Step) -> Result<Option<Vec<u8>>, Failure> {
        let place = RendezvousId::from_bytes(secret.rendezvous_id(step));
        let asked = Ask::get(request::rendezvous_path(&place));
        match self.link.ask_openly(&self.ports, asked).await {
            Ok(response) if response.status == 200 => Ok(Some(response.body)),
            Ok(_)
            | Err(Refusal {
                code: Some(ErrorCode::NotFound),
                ..
            }) => Ok(None),
            Err(refusal) => Err(refusal.into()),
        }
    }

    async fn wait_for(
        &self,
        secret: &PairingSecret,
        step: Step,
        current: &Side,
    ) -> Result<Vec<u8>, Failure> {
        let mut looks = 0;
        loop {
            self.check_patience(&mut looks, current)?;
            if let Some(message) = self.look(secret, step).await? {
                return Ok(message);
            }
            self.ports.clock().sleep(PAUSE_MS).await;
        }
    }
}

/// The side this device is on, while its task runs.
enum Side {
    Joining(Rc<JoiningSide>),
    Inviting(Rc<InvitingSide>),
}

impl Side {
    /// Whether nobody gave it up or began another meanwhile.
    fn is_current(&self, pairing: &Option<Pairing>) -> bool {
        match (self, pairing) {
            (Self::Joining(side), Some(Pairing::Joining(current))) => Rc::ptr_eq(side, current),
            (Self::Inviting(side), Some(Pairing::Inviting(current))) => Rc::ptr_eq(side, current),
            _ => false,
        }
    }
}

/// The roster of the team that was offered, if it is that one and has this device in it.
fn checked_roster(
    entries: &[Vec<u8>],
    offer: &TeamOffer,
    asker: &Asker,
) -> Result<Roster, Failure> {
    let tampered = || Failure::Sync(SyncProblem::Tampered);
    let roster = Roster::verify(entries).map_err(|_| tampered())?;
    let has_head = entries
        .iter()
        .any(|entry| sync::RosterHash::of(entry).as_bytes() == &offer.roster_head);
    let inviter = roster.live(&sync::DeviceId::from_bytes(offer.inviter));
    let is_invited = inviter.is_some_and(|member| member.device.role.administers());
    let is_member = roster.live(&asker.device).is_some();
    let is_right = roster.team().as_bytes() == &offer.team && has_head && is_invited && is_member;
    is_right.then_some(roster).ok_or_else(tampered)
}

impl Open {
    /// The wrap for a new device, the roster entry that lets it in, and the head that entry follows.
    fn addition<P: Ports>(
        &self,
        ports: &P,
        keys: &DevicePublicKeys,
        machine: MachineId,
    ) -> Result<(Vec<u8>, sync::SignedRosterEntry, sync::RosterHash), Failure> {
        let number = self.roster.generation();
        let generation = self
            .keyring
            .generations(number)
            .next()
            .ok_or(Failure::Internal)?;
        let wrap = found::wrap_for(generation, &self.account.team, keys, &mut ports.random());
        let entry = RosterEntry {
            team: self.team(),
            index: self.roster.index().saturating_add(1),
            previous: self.roster.head(),
            change: Change::Add {
                device: found::device_with(keys, Role::Administrator, machine),
                wrap: Some(Digest::of(&wrap)),
            },
            at_ms: ports.clock().now_ms(),
            by: sync::DeviceId::from_bytes(self.identity.device_id()),
        };
        let entry = found::sign_roster_entry(entry, &self.identity)?;
        Ok((wrap, entry, self.roster.head()))
    }

    /// The edit that notes a device with the worker of a name, who may be new.
    pub(crate) fn worker_edit(
        &self,
        name: &str,
        device: [u8; 16],
        rng: &mut impl rand_core::CryptoRng,
    ) -> RecordEdit {
        let field = |id: &str, values, dots| FieldEdit {
            field: id.to_owned(),
            values,
            dots,
        };
        let device = device_value(device);
        let known = self
            .library
            .index
            .small_of(casework::Worker::ID)
            .find(|worker| {
                worker
                    .get(casework::worker::NAME)
                    .is_some_and(|known| known.trim() == name)
            });
        let devices = casework::worker::DEVICES.id();
        if let Some(worker) = known {
            let seen = worker
                .register(devices)
                .map(record::Register::elements)
                .unwrap_or_default();
            let values = seen.into_iter().cloned().chain([device]).collect();
            let dots = worker.dots(devices);
            let fields = vec![field(devices, values, dots)];
            return RecordEdit {
                id: worker.id(),
                kind: casework::Worker::ID.to_owned(),
                fields,
            };
        }
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        RecordEdit {
            id: record::RecordId::from_bytes(id),
            kind: casework::Worker::ID.to_owned(),
            fields: vec![
                field(
                    casework::worker::NAME.id(),
                    vec![record::Value::Text(name.to_owned())],
                    vec![],
                ),
                field(devices, vec![device], vec![]),
            ],
        }
    }
}

/// A device id as the value of a field.
pub(crate) fn device_value(device: [u8; 16]) -> record::Value {
    use record::Scalar;
    record::DeviceId::from_bytes(device).into_value()
}
