//! What changed from one period to another.

use serde::{Deserialize, Serialize};

use crate::activity::Activity;
use crate::figure::Figure;
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
    /// From the period before to the one after, with what was typed in by hand in either.
    pub fn between(before: &Activity, after: &Activity) -> Self {
        let of = |figure| {
            let [before, after] = [before, after].map(|of| of.headline(figure).sum());
            Change::of_count(before, after)
        };
        Self {
            cases_handled: of(Figure::CasesHandled),
            cases_opened: of(Figure::CasesOpened),
            conjugal_violence: of(Figure::ConjugalViolence),
            conjugal_violence_share: Change::of_share(
                before.conjugal_share(),
                after.conjugal_share(),
            ),
            interviews_held: of(Figure::InterviewsHeld),
            interviews_with_professionals: of(Figure::InterviewsWithProfessionals),
            sexual_violence_victims: of(Figure::SexualViolenceVictims),
            shifts_held: Change::of_count(before.shifts_held().sum(), after.shifts_held().sum()),
        }
    }
}
