//! Companies and stations to begin with: those of a partnership whose tables are known (`tests/facts/stations.json`),
//! as records to make. Pure but for the identifiers, which the caller gives.

use casework::company::{self, Company};
use casework::station::{self, Station};
use engine::message::{FieldEdit, RecordEdit};
use record::{ChoiceId, RecordId, Value};
use serde::Deserialize;

const PARTNERSHIP: &str = include_str!("../../../tests/facts/stations.json");

#[derive(Deserialize)]
struct Partnership {
    companies: Vec<CompanyFact>,
    stations: Vec<StationFact>,
    other_sectors: Vec<StationFact>,
}

#[derive(Deserialize)]
struct CompanyFact {
    id: String,
    label: String,
    zone: String,
}

#[derive(Deserialize)]
struct StationFact {
    id: String,
    label: String,
    zone: String,
    kind: Option<String>,
    company: Option<String>,
    funder: Option<String>,
    #[serde(default)]
    in_convention: bool,
    #[serde(default)]
    aliases: Vec<String>,
}

/// A company to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CompanyDraft {
    id: RecordId,
    code: String,
    label: String,
    zone: String,
}

/// A station to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StationDraft {
    /// Its record.
    pub(super) id: RecordId,
    /// Its name.
    pub(super) label: String,
    /// The choice's id; none for a sector of others.
    pub(super) kind: Option<String>,
    /// The choice's id.
    pub(super) zone: String,
    /// Whether the convention covers it.
    pub(super) is_in_convention: bool,
    /// A sector outside the convention, which cases may come from all the same.
    pub(super) is_other_sector: bool,
    code: Option<String>,
    company: Option<RecordId>,
    funder: Option<String>,
    aliases: Vec<String>,
}

/// What a team begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Companies of brigades.
    pub(super) companies: Vec<CompanyDraft>,
    /// Stations, then the sectors of others.
    pub(super) stations: Vec<StationDraft>,
}

impl StationDraft {
    /// A station that a person adds: of the police or of the gendarmerie, covered by the convention.
    pub(super) fn added(id: RecordId, label: String, kind: &str) -> Self {
        let zone = if kind == "commissariat" { "zpn" } else { "zgn" };
        Self {
            id,
            label,
            kind: Some(kind.to_owned()),
            zone: zone.to_owned(),
            is_in_convention: true,
            is_other_sector: false,
            code: None,
            company: None,
            funder: None,
            aliases: Vec::new(),
        }
    }

    fn of_fact(fact: StationFact, id: RecordId, companies: &[CompanyDraft]) -> Self {
        let company = companies
            .iter()
            .find(|company| Some(&company.code) == fact.company.as_ref());
        Self {
            id,
            label: fact.label,
            zone: fact.zone.to_ascii_lowercase(),
            is_in_convention: fact.in_convention,
            is_other_sector: fact.kind.is_none(),
            company: company.map(|company| company.id),
            code: Some(fact.id),
            kind: fact.kind,
            funder: fact.funder,
            aliases: fact.aliases,
        }
    }

    fn edit(&self) -> RecordEdit {
        let text = |text: &String| Value::Text(text.clone());
        let fields = [
            one(station::LABEL.id(), Some(text(&self.label))),
            one(station::CODE.id(), self.code.as_ref().map(text)),
            one(station::KIND.id(), self.kind.as_deref().map(choice)),
            one(station::ZONE.id(), Some(choice(&self.zone))),
            one(station::COMPANY.id(), self.company.map(Value::Reference)),
            one(station::FUNDER.id(), self.funder.as_ref().map(text)),
            one(
                station::IS_IN_CONVENTION.id(),
                Some(Value::Bool(self.is_in_convention)),
            ),
            one(
                station::IS_OTHER_SECTOR.id(),
                Some(Value::Bool(self.is_other_sector)),
            ),
            several(
                station::ALIASES.id(),
                self.aliases.iter().map(text).collect(),
            ),
        ];
        RecordEdit {
            id: self.id,
            kind: Station::ID.to_string(),
            fields: fields.into_iter().flatten().collect(),
        }
    }
}

impl CompanyDraft {
    fn edit(&self) -> RecordEdit {
        let fields = [
            one(company::LABEL.id(), Some(Value::Text(self.label.clone()))),
            one(company::CODE.id(), Some(Value::Text(self.code.clone()))),
            one(company::ZONE.id(), Some(choice(&self.zone))),
        ];
        RecordEdit {
            id: self.id,
            kind: Company::ID.to_string(),
            fields: fields.into_iter().flatten().collect(),
        }
    }
}

impl Places {
    /// The places of the known partnership; none should its file not be readable, which a test excludes.
    pub(super) fn of_partnership(mut make_id: impl FnMut() -> RecordId) -> Self {
        let Ok(known) = serde_json::from_str::<Partnership>(PARTNERSHIP) else {
            return Self::default();
        };
        let companies: Vec<CompanyDraft> = known
            .companies
            .into_iter()
            .map(|fact| CompanyDraft {
                id: make_id(),
                code: fact.id,
                label: fact.label,
                zone: fact.zone.to_ascii_lowercase(),
            })
            .collect();
        let facts = known.stations.into_iter().chain(known.other_sectors);
        let stations = facts
            .map(|fact| StationDraft::of_fact(fact, make_id(), &companies))
            .collect();
        Self {
            companies,
            stations,
        }
    }

    /// The records to make: the companies that a station belongs to, then the stations.
    pub(super) fn edits(&self) -> Vec<RecordEdit> {
        let is_needed = |company: &&CompanyDraft| {
            self.stations
                .iter()
                .any(|station| station.company == Some(company.id))
        };
        let companies = self
            .companies
            .iter()
            .filter(is_needed)
            .map(CompanyDraft::edit);
        companies
            .chain(self.stations.iter().map(StationDraft::edit))
            .collect()
    }
}

fn choice(id: &str) -> Value {
    Value::Choice(ChoiceId::shared(id))
}

fn one(field: &str, value: Option<Value>) -> Option<FieldEdit> {
    several(field, value.into_iter().collect())
}

fn several(field: &str, values: Vec<Value>) -> Option<FieldEdit> {
    (!values.is_empty()).then(|| FieldEdit {
        field: field.to_owned(),
        values,
        dots: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let mut last = 0_u8;
        Places::of_partnership(|| {
            last += 1;
            RecordId::from_bytes([last; 16])
        })
    }

    #[test]
    fn the_partnership_has_its_stations_and_the_sectors_of_others() {
        let places = places();
        assert_eq!(places.companies.len(), 2);
        assert_eq!(
            places
                .stations
                .iter()
                .filter(|station| station.is_in_convention)
                .count(),
            10
        );
        assert_eq!(
            places
                .stations
                .iter()
                .filter(|station| station.is_other_sector)
                .count(),
            6
        );
        assert_eq!(places.edits().len(), 18);
    }

    #[test]
    fn every_value_belongs_to_a_field_of_its_kind() {
        for edit in places().edits() {
            let schema = casework::schema(&edit.kind).expect("a known kind");
            for field in edit.fields {
                assert!(
                    schema.field(&field.field).is_some(),
                    "{}.{}",
                    edit.kind,
                    field.field
                );
            }
        }
    }

    #[test]
    fn a_company_without_stations_is_not_made() {
        let mut places = places();
        places.stations.retain(|station| station.company.is_none());
        assert!(places.edits().iter().all(|edit| edit.kind != Company::ID));
    }
}
