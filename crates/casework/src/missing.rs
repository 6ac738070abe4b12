//! What a record still lacks for the yearly figures and for calling the person safely: a short list, because almost everything is
//! optional and a long one is boycotted.

use record::Record;
use serde::{Deserialize, Serialize};

use crate::choices::Consent;
use crate::{binned_on, case, display_name, is_closed, person};

/// Something that is not noted yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Missing {
    /// Nobody takes part in the case.
    Person,
    /// What to call the person.
    Name,
    /// The station, without which the case is in no sum.
    Station,
    /// How the case came.
    Origin,
    /// How dangerous the situation is.
    Danger,
    /// Whether the person agrees to be contacted.
    Consent,
    /// The sex of the person.
    Sex,
    /// The birth date or the age bracket of the person.
    Age,
}

impl Missing {
    /// In the order shown.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::Name,
        Self::Station,
        Self::Origin,
        Self::Danger,
        Self::Consent,
        Self::Sex,
        Self::Age,
    ];

    /// The stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Name => "name",
            Self::Station => "station",
            Self::Origin => "origin",
            Self::Danger => "danger",
            Self::Consent => "consent",
            Self::Sex => "sex",
            Self::Age => "age",
        }
    }
}

/// What an open case lacks; nothing where it is closed or in the bin.
pub fn missing_of_case(case: &Record) -> Vec<Missing> {
    if is_closed(case) || binned_on(case).is_some() {
        return Vec::new();
    }
    let is_asked = !matches!(
        case.get(case::CONTACT_CONSENT),
        None | Some(Consent::NotAsked)
    );
    listed([
        (Missing::Station, case.get(case::STATION).is_some()),
        (Missing::Origin, case.get(case::ORIGIN).is_some()),
        (Missing::Danger, case.get(case::DANGER).is_some()),
        (Missing::Consent, is_asked),
    ])
}

/// What is not noted of the person a case is about.
pub fn missing_of_person(person: &Record) -> Vec<Missing> {
    let has_age =
        person.get(person::BIRTH_DATE).is_some() || person.get(person::AGE_BRACKET).is_some();
    listed([
        (Missing::Name, !display_name(person).is_empty()),
        (Missing::Sex, person.get(person::SEX).is_some()),
        (Missing::Age, has_age),
    ])
}

fn listed<const N: usize>(noted: [(Missing, bool); N]) -> Vec<Missing> {
    let missing = noted.into_iter().filter(|(_, is_noted)| !is_noted);
    missing.map(|(missing, _)| missing).collect()
}
