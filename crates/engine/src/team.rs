//! A new team on this device: its keys and roster, then its first entry, so that it is there whole or to be finished.
//!
//! The first entry is kept as a sealed draft in the very transaction that makes the store. Should the device be
//! switched off in between, the next unlock saves it.

use casework::{Casework, Team, Worker, team, worker};
use record::{RecordId, Value};

use crate::engine::Engine;
use crate::found;
use crate::layout::{Account, Glance};
use crate::message::{Event, Failure, FieldEdit, RecordEdit, Reply, TeamSetup, Work};
use crate::open::Open;
use crate::pairing::device_value;
use crate::ports::{Clock, Ports};
use crate::setup;
use vault::Passphrase;

/// The draft that holds what a new store begins with.
pub(crate) const BEGINNING: &str = "beginning";

/// Records saved as one entry when many are made at once.
pub(crate) const RECORDS_A_BOX: usize = 500;

impl<P: Ports> Engine<P> {
    /// Makes a team; needs no network.
    pub(crate) async fn create_team(&self, setup: TeamSetup) -> Result<Reply, Failure> {
        let passphrase = found::chosen(&self.ports, &setup.passphrase)?;
        let invitation = setup
            .invitation
            .clone()
            .filter(|code| !code.trim().is_empty());
        let account = Account {
            invitation,
            ..Account::default()
        };
        let open = self.found_team(&passphrase, account, &setup).await?;
        self.opened(open).await
    }

    /// Makes a team of invented data that is never sent.
    pub(crate) async fn create_demo(&self, language: &str) -> Result<Reply, Failure> {
        let passphrase = crate::found::typed(&self.ports, crate::message::DEMO_PASSPHRASE);
        let account = Account {
            is_demo: true,
            ..Account::default()
        };
        let setup = crate::demo::setup(language);
        let mut open = self.found_team(&passphrase, account, &setup).await?;
        let now = chrono::DateTime::from_timestamp_millis(self.ports.clock().now_ms());
        let records = crate::demo::records(language, now.unwrap_or_default().date_naive());
        let boxes: Vec<_> = records.chunks(RECORDS_A_BOX).collect();
        let total = u32::try_from(boxes.len()).unwrap_or(u32::MAX);
        for (done, edits) in (1..).zip(boxes) {
            open.save(&self.ports, edits).await?;
            self.tell(Event::Progress {
                work: Work::Importing,
                done,
                total,
            });
        }
        self.opened(open).await
    }

    async fn found_team(
        &self,
        passphrase: &Passphrase,
        account: Account,
        setup: &TeamSetup,
    ) -> Result<Open, Failure> {
        let mut rng = self.ports.random();
        let mut worker = [0; 16];
        rand_core::Rng::fill_bytes(&mut rng, &mut worker);
        let account = Account {
            worker: Some(worker),
            ..account
        };
        let glance = Glance {
            team_name: setup.team_name.clone(),
            worker_name: setup.worker_name.clone(),
            ..Glance::default()
        };
        let mut beginnings = found::new_team(&self.ports, account, glance)?;
        let device = beginnings.identity.device_id();
        let first = first_records(setup, RecordId::from_bytes(worker), device, &mut rng)?;
        beginnings.first_records = postcard::to_allocvec(&first).map_err(|_| Failure::Internal)?;
        let mut open = found::found(&self.ports, passphrase, beginnings).await?;
        open.finish_beginning(&self.ports).await?;
        Ok(open)
    }
}

impl Open {
    /// Saves what a new store begins with, where that was not done yet.
    pub(crate) async fn finish_beginning<P: Ports>(&mut self, ports: &P) -> Result<(), Failure> {
        if self.head.sequence > 0 || self.is_read_only {
            return Ok(());
        }
        let Some(draft) = self.draft(ports, BEGINNING).await? else {
            return Ok(());
        };
        let edits: Vec<RecordEdit> =
            postcard::from_bytes(&draft).map_err(|_| Failure::StorageDamaged { rows: 1 })?;
        self.save(ports, &edits).await?;
        self.keep_draft(ports, BEGINNING, &[]).await
    }
}

/// The team, its first worker, and the stations it was set up with.
pub(crate) fn first_records(
    asked: &TeamSetup,
    worker_id: RecordId,
    device: [u8; 16],
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Vec<RecordEdit>, Failure> {
    let mut team_id = [0; 16];
    rng.fill_bytes(&mut team_id);
    let text = |field: &str, text: &str| one(field, Value::Text(text.to_owned()));
    let mut team = RecordEdit {
        id: RecordId::from_bytes(team_id),
        kind: Team::ID.to_owned(),
        fields: vec![
            text(team::NAME.id(), &asked.team_name),
            text(team::TIME_ZONE.id(), &asked.time_zone),
        ],
    };
    let worker = RecordEdit {
        id: worker_id,
        kind: Worker::ID.to_owned(),
        fields: vec![
            text(worker::NAME.id(), &asked.worker_name),
            one(worker::DEVICES.id(), device_value(device)),
        ],
    };
    let mut brought = match &asked.setup_file {
        Some(file) => setup::edits(&Casework::default(), file, team.id, rng)?,
        None => Vec::new(),
    };
    // What the file says of the team itself is said in the team's first words.
    brought.retain_mut(|edit| {
        let is_of_team = edit.id == team.id;
        if is_of_team {
            team.fields.append(&mut edit.fields);
        }
        !is_of_team
    });
    let records = [team, worker]
        .into_iter()
        .chain(asked.records.iter().cloned());
    Ok(records.chain(brought).collect())
}

/// A field of a new record.
pub(crate) fn one(field: &str, value: Value) -> FieldEdit {
    FieldEdit {
        field: field.to_owned(),
        values: vec![value],
        dots: Vec::new(),
    }
}
