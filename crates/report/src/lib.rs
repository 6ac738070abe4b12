//! Figures over records. Pure.

use serde::{Deserialize, Serialize};

/// The activity of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// First day.
    pub from: chrono::NaiveDate,
    /// The day after the last.
    pub to: chrono::NaiveDate,
}
