//! The throw-away team of the demonstration: invented people, the acceptance partnership's stations and figures.

use crate::message::{RecordEdit, TeamSetup};

/// The team, less its records.
pub(crate) fn setup(_language: &str) -> TeamSetup {
    TeamSetup {
        passphrase: String::new(),
        team_name: String::new(),
        worker_name: String::new(),
        time_zone: "Europe/Paris".to_owned(),
        records: Vec::new(),
        invitation: None,
    }
}

/// Its records.
pub(crate) fn records() -> Vec<RecordEdit> {
    Vec::new()
}
