//! What every request handler shares.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sync::TeamId;
use tokio::sync::watch;

use crate::app::AppFiles;
use crate::limits::{Budgets, Limits};
use crate::rendezvous::Rendezvous;
use crate::store::Store;
use crate::token::Mint;
use crate::trust::Trust;

/// The running endpoint, shared by all handlers.
pub(crate) struct Endpoint {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) limits: Limits,
    pub(crate) budgets: Budgets,
    pub(crate) mint: Mint,
    pub(crate) rendezvous: Rendezvous,
    pub(crate) changes: Changes,
    /// The origins a client may name.
    pub(crate) origins: Vec<String>,
    pub(crate) behind_proxy: bool,
    pub(crate) app: AppFiles,
    /// The local certificate authority, when there is one.
    pub(crate) trust: Option<Arc<Trust>>,
}

/// What handlers receive.
pub(crate) type Shared = Arc<Endpoint>;

/// Wakes those who wait for news of a team.
#[derive(Default)]
pub(crate) struct Changes {
    teams: Mutex<HashMap<TeamId, watch::Sender<u64>>>,
}

impl Changes {
    /// Something of the team changed.
    pub(crate) fn announce(&self, team: &TeamId) {
        let teams = self.teams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = teams.get(team) {
            sender.send_modify(|count| *count = count.wrapping_add(1));
        }
    }

    /// To be asked for before looking, so that no change falls in between.
    pub(crate) fn follow(&self, team: TeamId) -> watch::Receiver<u64> {
        let mut teams = self.teams.lock().unwrap_or_else(PoisonError::into_inner);
        teams.retain(|known, sender| *known == team || sender.receiver_count() > 0);
        teams
            .entry(team)
            .or_insert_with(|| watch::Sender::new(0))
            .subscribe()
    }
}
