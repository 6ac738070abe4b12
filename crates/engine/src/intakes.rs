//! The intake, seen from the team: the public key that a tablet seals to, and what it sealed, opened.

use vault::{IntakeItemId, IntakeKeyPair, Keyring};

use crate::message::{Failure, IntakeItem, IntakeKey};
use crate::open::Open;
use crate::ports::{Committed, Ports};

impl Open {
    /// The public key of the generation in force, drawn now where there is none yet.
    ///
    /// Two devices that draw one at the same time draw two: both are in the keyring, and each item names its own.
    pub(crate) async fn intake_key<P: Ports>(&mut self, ports: &P) -> Result<IntakeKey, Failure> {
        loop {
            let generation = self.keyring.latest_generation().ok_or(Failure::Internal)?;
            let known = self.keyring.latest_intake_pair();
            if let Some(pair) = known.filter(|pair| pair.generation() == generation) {
                let public = pair.public_key();
                return Ok(IntakeKey {
                    team: self.account.team,
                    generation,
                    key_id: public.id.0,
                    key: public.key.as_bytes().to_vec(),
                });
            }
            let mut keys = Keyring::new();
            keys.insert_intake_pair(IntakeKeyPair::generate(generation, &mut ports.random()));
            let mut head = self.head.clone();
            let write = self.keys_write(&mut head, &keys, true, &mut ports.random());
            match self.commit(ports, vec![write], head).await? {
                Committed::Yes => self.keep_own_keys(keys),
                // Another tab committed meanwhile: perhaps it drew one.
                Committed::Conflict => drop(self.catch_up(ports).await?),
            }
        }
    }

    /// What items hold, in their order; none where an item does not open.
    pub(crate) fn open_intake(&self, items: &[IntakeItem]) -> Vec<Option<Vec<u8>>> {
        let open = |item: &IntakeItem| {
            let pair = self
                .keyring
                .intake_pair(&IntakeKeyPair::key_of(&item.sealed)?)?;
            let opened = pair.open_item(&self.account.team, IntakeItemId(item.id), &item.sealed);
            // EXPOSE: for the screen of who is at work, like any record.
            opened.ok().map(|content| content.expose().clone())
        };
        items.iter().map(open).collect()
    }
}
