//! Where two devices meet while pairing: small messages, kept for five minutes, in memory only.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sync::RendezvousId;
use sync::request::RENDEZVOUS_SECONDS;
use tokio::sync::watch;

/// The most messages held at a time.
const MAX_MESSAGES: usize = 4096;

/// What became of a message left here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// It waits for whoever comes.
    New,
    /// The very same waits already.
    Same,
    /// Another one waits under this name.
    Other,
    /// Too many wait.
    Full,
}

/// All messages that wait.
pub(crate) struct Rendezvous {
    messages: Mutex<HashMap<RendezvousId, (Instant, Vec<u8>)>>,
    arrivals: watch::Sender<u64>,
}

impl Rendezvous {
    pub(crate) fn new() -> Self {
        Self {
            messages: Mutex::default(),
            arrivals: watch::Sender::new(0),
        }
    }

    pub(crate) fn leave(&self, id: RendezvousId, message: &[u8], now: Instant) -> Left {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        messages.retain(|_, (expires, _)| *expires > now);
        if let Some((_, waiting)) = messages.get(&id) {
            return if waiting == message {
                Left::Same
            } else {
                Left::Other
            };
        }
        if messages.len() >= MAX_MESSAGES {
            return Left::Full;
        }
        let expires = now + Duration::from_secs(RENDEZVOUS_SECONDS);
        messages.insert(id, (expires, message.to_vec()));
        drop(messages);
        self.arrivals
            .send_modify(|count| *count = count.wrapping_add(1));
        Left::New
    }

    pub(crate) fn look(&self, id: &RendezvousId, now: Instant) -> Option<Vec<u8>> {
        let messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        let (expires, message) = messages.get(id)?;
        (*expires > now).then(|| message.clone())
    }

    /// Looks again at each arrival, for so long.
    pub(crate) async fn wait(&self, id: &RendezvousId, wait: Duration) -> Option<Vec<u8>> {
        let mut arrivals = self.arrivals.subscribe();
        let look = async {
            loop {
                if let Some(message) = self.look(id, Instant::now()) {
                    return message;
                }
                if arrivals.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        tokio::time::timeout(wait, look).await.ok()
    }

    pub(crate) fn forget(&self, id: &RendezvousId) {
        self.messages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_waits_five_minutes_and_is_not_replaced() {
        let (rendezvous, now) = (Rendezvous::new(), Instant::now());
        let id = RendezvousId::from_bytes([1; 16]);
        assert_eq!(rendezvous.look(&id, now), None);
        assert_eq!(rendezvous.leave(id, b"one", now), Left::New);
        assert_eq!(rendezvous.leave(id, b"one", now), Left::Same);
        assert_eq!(rendezvous.leave(id, b"two", now), Left::Other);
        let soon = now + Duration::from_secs(299);
        assert_eq!(rendezvous.look(&id, soon), Some(b"one".to_vec()));
        let late = now + Duration::from_secs(301);
        assert_eq!(rendezvous.look(&id, late), None);
        assert_eq!(rendezvous.leave(id, b"two", late), Left::New);
        rendezvous.forget(&id);
        assert_eq!(rendezvous.look(&id, late), None);
    }

    #[test]
    fn there_is_an_end_to_them() {
        let (rendezvous, now) = (Rendezvous::new(), Instant::now());
        for number in 0..MAX_MESSAGES as u64 {
            let mut id = [0; 16];
            id[..8].copy_from_slice(&number.to_be_bytes());
            assert_eq!(rendezvous.leave(id.into(), b"x", now), Left::New);
        }
        assert_eq!(rendezvous.leave([9; 16].into(), b"x", now), Left::Full);
        let late = now + Duration::from_secs(301);
        assert_eq!(rendezvous.leave([9; 16].into(), b"x", late), Left::New);
    }
}
