//! What is done with what is asked: one strict commit each, both or nothing.

use engine::ports::{Committed, Durability, Store, StoreError, Table, Transaction, Write};
use intake::desk::{Asked, ItemId, Progress, Refusal, Ticket, Told};
use rand_core::CryptoRng;
use vault::{IntakeItemId, IntakePublicKey, KemPublicKey, KeyId};

/// Row of [`Table::Meta`]: the ticket.
const TICKET: &[u8] = b"ticket";
/// Row of [`Table::Meta`]: how far it is.
const PROGRESS: &[u8] = b"progress";
/// Where sealed items lie, by their names.
const ITEMS: Table = Table::Parked;
/// Items read in one step.
const STEP: usize = 200;

/// What keeps an intake.
#[derive(Debug)]
pub struct Desk<S> {
    store: S,
}

impl<S: Store> Desk<S> {
    /// A desk over a store of its own.
    pub const fn new(store: S) -> Self {
        Self { store }
    }

    /// Does what is asked.
    pub async fn answer(&self, asked: Asked, rng: &mut impl CryptoRng) -> Told {
        let done = match asked {
            Asked::Prepare { ticket, begun } => self.prepare(&ticket, &begun, rng).await,
            Asked::Where => return self.place().await,
            Asked::Keep { content, progress } => self.keep(&content, &progress, rng).await,
            Asked::Reach(progress) => self.commit(vec![progress_write(&progress)]).await,
            Asked::Items => return self.items().await,
            Asked::Forget(items) => {
                let forgotten = items.iter().map(|item| Write::delete(ITEMS, *item));
                self.commit(forgotten.collect()).await
            }
            Asked::Close => {
                let rows = [TICKET, PROGRESS];
                let writes = rows.map(|row| Write::delete(Table::Meta, row.to_vec()));
                self.commit(writes.into()).await
            }
        };
        done.map_or_else(Told::Refused, |()| Told::Done)
    }

    /// Keeps a ticket with the first item; one that is there already is of an intake that has not ended.
    async fn prepare(
        &self,
        ticket: &Ticket,
        begun: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<(), Refusal> {
        if self.ticket().await?.is_some() {
            return Err(Refusal::NoTicket);
        }
        let item = sealed(ticket, begun, rng)?;
        let bytes = postcard::to_allocvec(ticket).map_err(|_| Refusal::Mismatch)?;
        let row = Write::put(Table::Meta, TICKET.to_vec(), bytes);
        let progress = Progress {
            sequence: 1,
            ..Progress::default()
        };
        self.commit(vec![row, item, progress_write(&progress)])
            .await
    }

    async fn place(&self) -> Told {
        match (self.ticket().await, self.row(PROGRESS).await) {
            (Ok(Some(ticket)), Ok(progress)) => {
                let progress = progress.and_then(|bytes| postcard::from_bytes(&bytes).ok());
                Told::Where(Some(Box::new((ticket, progress.unwrap_or_default()))))
            }
            (Ok(None), Ok(_)) => Told::Where(None),
            (Err(refused), _) | (_, Err(refused)) => Told::Refused(refused),
        }
    }

    /// Seals the content under a name of its own, and keeps it with how far the intake is then.
    async fn keep(
        &self,
        content: &[u8],
        progress: &Progress,
        rng: &mut impl CryptoRng,
    ) -> Result<(), Refusal> {
        let ticket = self.ticket().await?.ok_or(Refusal::NoTicket)?;
        let item = sealed(&ticket, content, rng)?;
        self.commit(vec![item, progress_write(progress)]).await
    }

    async fn items(&self) -> Told {
        let mut items: Vec<(ItemId, Vec<u8>)> = Vec::new();
        let mut from = Vec::new();
        loop {
            let rows = match self.store.scan(ITEMS, &from, STEP).await {
                Ok(rows) => rows,
                Err(error) => return Told::Refused(refusal(error)),
            };
            let Some((last, _)) = rows.last() else {
                return Told::Items(items);
            };
            from.clone_from(last);
            from.push(0);
            let named = rows
                .into_iter()
                .filter_map(|(key, sealed)| Some((key.try_into().ok()?, sealed)));
            items.extend(named);
        }
    }

    async fn ticket(&self) -> Result<Option<Ticket>, Refusal> {
        let row = self.row(TICKET).await?;
        Ok(row.and_then(|bytes| postcard::from_bytes(&bytes).ok()))
    }

    async fn row(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
        self.store.get(Table::Meta, key).await.map_err(refusal)
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), Refusal> {
        let transaction = Transaction {
            expect: None,
            writes,
            durability: Durability::Strict,
        };
        match self.store.commit(transaction).await {
            Ok(Committed::Yes) => Ok(()),
            Ok(Committed::Conflict) => Err(Refusal::NoStore),
            Err(error) => Err(refusal(error)),
        }
    }
}

/// A sealed item under a name of its own.
fn sealed(ticket: &Ticket, content: &[u8], rng: &mut impl CryptoRng) -> Result<Write, Refusal> {
    let key = key_of(ticket)?;
    let mut id: ItemId = [0; 16];
    rng.fill_bytes(&mut id);
    let sealed = key.seal_item(&ticket.team, IntakeItemId(id), content, rng);
    let sealed = sealed.map_err(|_| Refusal::Unsealable)?;
    Ok(Write::put(ITEMS, id.to_vec(), sealed))
}

fn progress_write(progress: &Progress) -> Write {
    // Three short values: writing them to memory does not fail.
    let bytes = postcard::to_allocvec(progress).unwrap_or_default();
    Write::put(Table::Meta, PROGRESS.to_vec(), bytes)
}

fn key_of(ticket: &Ticket) -> Result<IntakePublicKey, Refusal> {
    let key = KemPublicKey::from_bytes(&ticket.key).map_err(|_| Refusal::Unsealable)?;
    Ok(IntakePublicKey {
        generation: ticket.generation,
        id: KeyId(ticket.key_id),
        key,
    })
}

fn refusal(error: StoreError) -> Refusal {
    match error {
        StoreError::Full => Refusal::Full,
        _ => Refusal::NoStore,
    }
}
