//! The money: what conventions plan, what was asked for, agreed and paid, and what contradicts itself.
//!
//! Amounts are whole cents. Sums, shares and gaps are computed from the rows, never read: a total that a paper states is held against
//! the sum of its rows and told where it differs.

mod grants;
mod plan;
mod reading;
mod remark;

use casework::choices::FunderKind;
use record::{Record, RecordId};
use serde::{Deserialize, Serialize};

pub use grants::{GrantRow, GrantSums, GrantYear};
pub use plan::{Plan, PlanCell, PlanRow};
pub use remark::{Column, Remark};

use reading::Entries;

/// All that is known of the money.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Funding {
    /// Who pays, in order of name; one that bears the name of another is told as that other.
    pub funders: Vec<FunderName>,
    /// What conventions plan, the latest first.
    pub plans: Vec<Plan>,
    /// The grants by year, the latest first.
    pub years: Vec<GrantYear>,
    /// Funders that are one and were entered as two.
    pub remarks: Vec<Remark>,
}

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunderName {
    /// Its record; `None` for amounts that name nobody, or somebody who is not here.
    pub funder: Option<RecordId>,
    /// Its name.
    pub label: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub is_state: bool,
}

impl Funding {
    /// What these records say of the money; records of other kinds are passed over, like those in the bin.
    pub fn of<'r>(records: impl IntoIterator<Item = &'r Record>) -> Self {
        let entries = Entries::read(records);
        let plans = plan::plans(&entries);
        let years = grants::years(&entries);
        Self {
            funders: entries.names(),
            remarks: entries.twice_named(),
            plans,
            years,
        }
    }

    /// The grants of a year, if there are any.
    pub fn year(&self, year: i32) -> Option<&GrantYear> {
        self.years.iter().find(|one| one.year == year)
    }

    /// What conventions plan for a year, if any does.
    pub fn plan_of(&self, year: i32) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.years.contains(&year))
    }
}

/// Amounts added up. What is beyond any amount of money stays at the most there is.
fn sum(amounts: impl IntoIterator<Item = i64>) -> i64 {
    amounts.into_iter().fold(0, i64::saturating_add)
}

fn is_state(kind: Option<FunderKind>) -> bool {
    kind == Some(FunderKind::State)
}
