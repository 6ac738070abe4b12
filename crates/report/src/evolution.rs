//! What changed from one period to another.

use serde::{Deserialize, Serialize};

use crate::activity::Activity;
use crate::number::Change;

/// The changes of the figures of two periods, usually a year and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evolution {
    /// Of the cases handled.
    pub cases_handled: Change,
    /// Of the cases opened.
    pub cases_opened: Change,
    /// Of the number of cases handled that are conjugal violence, in percent.
    pub conjugal_violence: Change,
    /// Of their share of the cases handled, in points. The two are easily taken for each other.
    pub conjugal_violence_share: Change,
    /// Of the interviews held.
    pub interviews_held: Change,
    /// Of the interviews with professionals.
    pub interviews_with_professionals: Change,
    /// Of the victims of sexual violence.
    pub sexual_violence_victims: Change,
    /// Of the shifts held, both zones together.
    pub shifts_held: Change,
}

impl Evolution {
    /// From the period before to the one after.
    pub fn between(before: &Activity, after: &Activity) -> Self {
        let of = |count: fn(&Activity) -> u32| Change::of_count(count(before), count(after));
        Self {
            cases_handled: of(|activity| activity.cases_handled),
            cases_opened: of(|activity| activity.cases_opened),
            conjugal_violence: of(|activity| activity.conjugal_violence.part),
            conjugal_violence_share: Change::of_share(
                before.conjugal_violence,
                after.conjugal_violence,
            ),
            interviews_held: of(|activity| activity.interviews_held),
            interviews_with_professionals: of(|activity| activity.interviews_with_professionals),
            sexual_violence_victims: of(|activity| activity.sexual_violence_victims),
            shifts_held: of(|activity| activity.shifts.total.held),
        }
    }
}
