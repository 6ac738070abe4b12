//! What contradicts itself in the money, to be said in words beside the exact numbers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A column of the grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// What was asked for.
    Requested,
    /// What was agreed.
    Agreed,
    /// What was paid.
    Paid,
}

impl Column {
    /// In the order printed.
    pub const ALL: [Self; 3] = [Self::Requested, Self::Agreed, Self::Paid];
}

/// Something that contradicts itself. Amounts in cents; funders by their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// A total that a paper states is not the sum of its rows.
    StatedTotalDiffers {
        /// Of which column.
        column: Column,
        /// Which paper says so.
        source: String,
        /// What it states.
        stated: i64,
        /// What the rows come to.
        sum: i64,
    },
    /// The lines of a plan do not come to what the convention plans.
    PlanDiffers {
        /// For which year.
        year: i32,
        /// What the convention plans.
        planned: i64,
        /// What the lines come to.
        sum: i64,
    },
    /// A line of a plan is for a year that its convention does not cover.
    OutsideConvention {
        /// Which year.
        year: i32,
    },
    /// What was agreed is not what the convention plans.
    AgreedDiffersFromPlan {
        /// Who pays.
        funder: String,
        /// What the convention plans.
        planned: i64,
        /// What was agreed.
        agreed: i64,
    },
    /// More was paid than was agreed, by some who were to pay the same and paid the same.
    PaidAboveAgreed {
        /// Who.
        funders: Vec<String>,
        /// What was agreed, each.
        agreed: i64,
        /// What was paid, each.
        paid: i64,
        /// How much too much, all together.
        excess: i64,
    },
    /// Something was paid and nothing was agreed.
    PaidWithoutAgreement {
        /// Who.
        funder: String,
        /// How much.
        paid: i64,
    },
    /// A payment comes before the year it is for.
    PaidBeforeYear {
        /// Who paid.
        funder: String,
        /// When.
        day: NaiveDate,
    },
    /// A payment comes after the end of the year it is for.
    PaidAfterYear {
        /// Who paid.
        funder: String,
        /// When.
        day: NaiveDate,
    },
    /// A payment comes so long before every other that its day is to be checked.
    PaidLongBeforeOthers {
        /// Who paid.
        funder: String,
        /// When.
        day: NaiveDate,
        /// The whole months to the next one.
        months: u32,
    },
    /// A payment without a day.
    PaidWithoutDay {
        /// Who paid.
        funder: String,
        /// How much.
        paid: i64,
    },
    /// Two records are one funder under two names; both are counted as one.
    OneUnderTwoNames {
        /// The name it is told under.
        funder: String,
        /// The other one.
        other: String,
    },
}
