//! Cases by station → company → zone, where the sum is the total or nothing is printed.

use std::collections::BTreeMap;

use record::RecordId;
use serde::{Deserialize, Serialize};

use crate::facts::Facts;

/// Whose territory a station is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// The police's (fr: *zone police nationale*).
    Zpn,
    /// The gendarmerie's (fr: *zone gendarmerie nationale*).
    Zgn,
}

impl Zone {
    /// Both, in the order a report prints them.
    pub const ALL: [Self; 2] = [Self::Zpn, Self::Zgn];

    /// A short stable name, for paths and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zpn => "zpn",
            Self::Zgn => "zgn",
        }
    }

    /// The zone of a short name.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.code() == code)
    }

    /// The initials everyone in the field uses, in every language.
    pub const fn initials(self) -> &'static str {
        match self {
            Self::Zpn => "ZPN",
            Self::Zgn => "ZGN",
        }
    }
}

/// Cases handled, each in exactly one place. Known to add up: it cannot be made otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationTable {
    /// Cases handled in the period; the sum of `zones`.
    pub total: u32,
    /// Both zones, even empty.
    pub zones: Vec<ZoneRow>,
}

/// A zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneRow {
    /// Which.
    pub zone: Zone,
    /// The sum of `companies` and `other_sectors`.
    pub cases: u32,
    /// Its companies, by label; then the stations that belong to none.
    pub companies: Vec<CompanyRow>,
    /// Places outside the team's sector whose cases it handled all the same.
    pub other_sectors: SectorRows,
}

/// A company, or the stations of a zone that belong to none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyRow {
    /// The company's record; `None` for the stations that belong to none.
    pub company: Option<RecordId>,
    /// Its label, empty for none.
    pub label: String,
    /// The sum of `stations`.
    pub cases: u32,
    /// Its stations, by label, those without a case included.
    pub stations: Vec<StationRow>,
}

/// The other sectors of a zone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorRows {
    /// The sum of `sectors`.
    pub cases: u32,
    /// By label, those without a case included.
    pub sectors: Vec<StationRow>,
}

/// A station, or an other sector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationRow {
    /// The station's record.
    pub station: RecordId,
    /// Its label.
    pub label: String,
    /// Cases handled whose primary station it is.
    pub cases: u32,
}

/// The table by station refuses to print: its sum is not the total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{placed} of the {total} cases handled have a sure place in the table by station")]
pub struct DoesNotAddUp {
    /// Cases handled.
    pub total: u32,
    /// Those that have a sure place.
    pub placed: u32,
    /// What to mend, never empty.
    pub reasons: Vec<Discrepancy>,
}

/// Why cases have no sure place in the table by station. No personal data: ids, stations, counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Discrepancy {
    /// Interviews or acts point to cases that are not on this device.
    UnknownCases {
        /// How many.
        cases: u32,
    },
    /// Cases without a primary station; [`Gap::CasesWithoutStation`](crate::Gap) lists them.
    CasesWithoutStation {
        /// How many.
        cases: u32,
    },
    /// Cases point to a station that is not on this device.
    UnknownStation {
        /// The station.
        station: RecordId,
        /// How many cases.
        cases: u32,
    },
    /// The station is in no zone.
    StationWithoutZone {
        /// The station.
        station: RecordId,
        /// Its label.
        label: String,
        /// How many cases.
        cases: u32,
    },
    /// The station points to a company that is not on this device.
    UnknownCompany {
        /// The station.
        station: RecordId,
        /// Its label.
        label: String,
        /// How many cases.
        cases: u32,
    },
    /// The station and its company are in different zones.
    CompanyInOtherZone {
        /// The station.
        station: RecordId,
        /// Its label.
        label: String,
        /// How many cases.
        cases: u32,
    },
}

impl Discrepancy {
    /// How many cases it keeps out of the table.
    pub fn cases(&self) -> u32 {
        match self {
            Self::UnknownCases { cases }
            | Self::CasesWithoutStation { cases }
            | Self::UnknownStation { cases, .. }
            | Self::StationWithoutZone { cases, .. }
            | Self::UnknownCompany { cases, .. }
            | Self::CompanyInOtherZone { cases, .. } => *cases,
        }
    }
}

/// Where the cases of a station stand in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Under a company of the zone, by the company's row.
    Company(Zone, usize),
    /// In the zone, under no company.
    Alone(Zone),
    /// Among the other sectors of the zone.
    OtherSector(Zone),
}

impl Place {
    pub(crate) fn zone(self) -> Zone {
        match self {
            Self::Company(zone, _) | Self::Alone(zone) | Self::OtherSector(zone) => zone,
        }
    }
}

/// Why a station has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misplaced {
    NotHere,
    WithoutZone,
    UnknownCompany,
    CompanyInOtherZone,
}

/// Where a station stands, or why nowhere.
pub(crate) fn place_of(facts: &Facts, station: usize) -> Result<Place, Misplaced> {
    let (stations, companies) = (&facts.stations, &facts.companies);
    if !stations.is_here[station] {
        return Err(Misplaced::NotHere);
    }
    let zone = stations.zone[station].ok_or(Misplaced::WithoutZone)?;
    if stations.is_other_sector[station] {
        return Ok(Place::OtherSector(zone));
    }
    let Some(company) = stations.company[station].row() else {
        return Ok(Place::Alone(zone));
    };
    if !companies.is_here[company] {
        return Err(Misplaced::UnknownCompany);
    }
    match companies.zone[company] {
        Some(other) if other != zone => Err(Misplaced::CompanyInOtherZone),
        _ => Ok(Place::Company(zone, company)),
    }
}

/// The table of the cases handled, given as one flag a row of the table of cases.
pub(crate) fn table(facts: &Facts, handled: &[bool]) -> Result<StationTable, DoesNotAddUp> {
    let tally = Tally::of(facts, handled);
    let mut reasons = tally.cases_without_station();
    let mut places: BTreeMap<Place, Vec<StationRow>> = BTreeMap::new();
    for (station, &cases) in tally.by_station.iter().enumerate() {
        match place_of(facts, station) {
            Ok(place) => places.entry(place).or_default().push(StationRow {
                station: facts.stations.ids[station],
                label: facts.stations.label[station].clone(),
                cases,
            }),
            Err(why) if cases > 0 => reasons.push(discrepancy(facts, station, why, cases)),
            Err(_) => {}
        }
    }
    let zones: Vec<_> = Zone::ALL
        .map(|zone| zone_row(facts, zone, &mut places))
        .into();
    let placed = zones.iter().map(|row| row.cases).sum();
    if placed == tally.total {
        return Ok(StationTable {
            total: tally.total,
            zones,
        });
    }
    reasons.sort();
    Err(DoesNotAddUp {
        total: tally.total,
        placed,
        reasons,
    })
}

/// Cases handled, counted by station.
struct Tally {
    total: u32,
    unknown: u32,
    without_station: u32,
    by_station: Vec<u32>,
}

impl Tally {
    fn of(facts: &Facts, handled: &[bool]) -> Self {
        let mut tally = Self {
            total: 0,
            unknown: 0,
            without_station: 0,
            by_station: vec![0; facts.stations.ids.len()],
        };
        for (case, _) in handled
            .iter()
            .enumerate()
            .filter(|(_, is_handled)| **is_handled)
        {
            tally.total += 1;
            match facts.cases.station[case].row() {
                Some(station) => tally.by_station[station] += 1,
                None if facts.cases.is_here[case] => tally.without_station += 1,
                None => tally.unknown += 1,
            }
        }
        tally
    }

    fn cases_without_station(&self) -> Vec<Discrepancy> {
        let reasons = [
            Discrepancy::UnknownCases {
                cases: self.unknown,
            },
            Discrepancy::CasesWithoutStation {
                cases: self.without_station,
            },
        ];
        reasons
            .into_iter()
            .filter(|reason| reason.cases() > 0)
            .collect()
    }
}

fn discrepancy(facts: &Facts, station: usize, why: Misplaced, cases: u32) -> Discrepancy {
    let label = facts.stations.label[station].clone();
    let station = facts.stations.ids[station];
    match why {
        Misplaced::NotHere => Discrepancy::UnknownStation { station, cases },
        Misplaced::WithoutZone => Discrepancy::StationWithoutZone {
            station,
            label,
            cases,
        },
        Misplaced::UnknownCompany => Discrepancy::UnknownCompany {
            station,
            label,
            cases,
        },
        Misplaced::CompanyInOtherZone => Discrepancy::CompanyInOtherZone {
            station,
            label,
            cases,
        },
    }
}

fn zone_row(facts: &Facts, zone: Zone, places: &mut BTreeMap<Place, Vec<StationRow>>) -> ZoneRow {
    let mut companies = Vec::new();
    for company in facts.companies.here() {
        if let Some(stations) = places.remove(&Place::Company(zone, company)) {
            let id = Some(facts.companies.ids[company]);
            companies.push(company_row(
                id,
                facts.companies.label[company].clone(),
                stations,
            ));
        }
    }
    companies.sort_by(|a, b| (&a.label, a.company).cmp(&(&b.label, b.company)));
    if let Some(stations) = places.remove(&Place::Alone(zone)) {
        companies.push(company_row(None, String::new(), stations));
    }
    let sectors = sorted(places.remove(&Place::OtherSector(zone)).unwrap_or_default());
    let other_sectors = SectorRows {
        cases: sum(&sectors),
        sectors,
    };
    ZoneRow {
        zone,
        cases: companies.iter().map(|row| row.cases).sum::<u32>() + other_sectors.cases,
        companies,
        other_sectors,
    }
}

fn company_row(company: Option<RecordId>, label: String, stations: Vec<StationRow>) -> CompanyRow {
    CompanyRow {
        company,
        label,
        cases: sum(&stations),
        stations: sorted(stations),
    }
}

fn sum(rows: &[StationRow]) -> u32 {
    rows.iter().map(|row| row.cases).sum()
}

fn sorted(mut rows: Vec<StationRow>) -> Vec<StationRow> {
    rows.sort_by(|a, b| (&a.label, a.station).cmp(&(&b.label, b.station)));
    rows
}
