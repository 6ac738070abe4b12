//! The acceptance facts of `tests/facts`, as data.
//!
//! They are read from the copy in the project, compiled in, so that a test binary stands alone.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `activity.json`.
#[derive(Debug, Deserialize)]
pub struct ActivityFacts {
    /// Names of the columns: `2019-H1`, `2019`…
    pub columns: Vec<String>,
    /// One number a column, by row.
    pub rows: BTreeMap<String, Vec<u32>>,
    /// By what, then by year.
    pub shares_of_files_handled: BTreeMap<String, BTreeMap<String, Printed>>,
    /// By row.
    pub evolution_2019_2020: BTreeMap<String, Printed>,
}

/// A number as the report prints it, and as it is.
#[derive(Debug, Deserialize)]
pub struct Printed {
    /// In the report.
    pub printed: String,
    /// From the counts.
    pub exact: String,
    /// Why they differ beyond rounding.
    pub why: Option<String>,
}

/// `zones.json`.
#[derive(Debug, Deserialize)]
pub struct ZoneFacts {
    /// Cases of each station of the convention, by code.
    pub by_station: BTreeMap<String, u32>,
    /// Cases of each company, by code.
    pub by_company: BTreeMap<String, u32>,
    /// Cases of other sectors, by zone.
    pub other_sectors: BTreeMap<String, u32>,
    /// Cases, by zone.
    pub by_zone: BTreeMap<String, u32>,
    /// All cases.
    pub total: u32,
    /// What the report leaves open.
    pub note: String,
}

/// `rota.json`.
#[derive(Debug, Deserialize)]
pub struct RotaFacts {
    /// The lines of the rota.
    pub rules: Vec<RuleFacts>,
    /// Hours of a week.
    pub exact: HoursFacts,
    /// Shifts held in 2020.
    pub held_2020: HeldFacts,
}

/// A line of the rota.
#[derive(Debug, Deserialize)]
pub struct RuleFacts {
    /// `monday`…
    pub weekday: String,
    /// `even`, `odd` or `every`.
    pub parity: String,
    /// Code of the station.
    pub station: String,
    /// From and to, as `09:00`.
    pub slots: Vec<[String; 2]>,
}

/// Hours of even and odd weeks.
#[derive(Debug, Deserialize)]
pub struct HoursFacts {
    /// Of all stations.
    pub hours_even_week: u32,
    /// Of all stations.
    pub hours_odd_week: u32,
    /// Of police territory.
    pub zpn_hours: ParityFacts,
    /// Of gendarmerie territory.
    pub zgn_hours: ParityFacts,
}

/// A number for even weeks and one for odd ones.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct ParityFacts {
    /// Of even weeks.
    pub even: u32,
    /// Of odd weeks.
    pub odd: u32,
}

/// Shifts held.
#[derive(Debug, Deserialize)]
pub struct HeldFacts {
    /// In police territory.
    #[serde(rename = "ZPN")]
    pub zpn: u32,
    /// In gendarmerie territory.
    #[serde(rename = "ZGN")]
    pub zgn: u32,
    /// In both.
    pub total: u32,
}

/// `stations.json`.
#[derive(Debug, Deserialize)]
pub struct StationFacts {
    /// Companies.
    pub companies: Vec<PlaceFacts>,
    /// Stations of the convention.
    pub stations: Vec<PlaceFacts>,
    /// Other sectors.
    pub other_sectors: Vec<PlaceFacts>,
}

/// A station or a company.
#[derive(Debug, Deserialize)]
pub struct PlaceFacts {
    /// Its code.
    pub id: String,
    /// As printed.
    pub label: String,
    /// Its zone.
    pub zone: String,
    /// Code of its company.
    pub company: Option<String>,
    /// Code of the body that pays.
    pub funder: Option<String>,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// `funding.json`: amounts in cents.
#[derive(Debug, Deserialize)]
pub struct FundingFacts {
    /// The plan of three years.
    pub plan: PlanFacts,
    /// The grants of 2020.
    pub grants_2020: GrantFacts,
    /// Second names of funders, and their first.
    pub aliases: BTreeMap<String, String>,
}

/// The funding plan.
#[derive(Debug, Deserialize)]
pub struct PlanFacts {
    /// Its years.
    pub years: Vec<i32>,
    /// What it plans each year.
    pub total_per_year: i64,
    /// One a funder.
    pub lines: Vec<PlanLineFacts>,
    /// All lines but the State's.
    pub subtotal_without_state: PlanAmounts,
}

/// What is planned of a funder.
#[derive(Debug, Deserialize)]
pub struct PlanLineFacts {
    /// Its code.
    pub funder: String,
    /// As printed.
    pub label: String,
    /// One amount a year, and its share.
    #[serde(flatten)]
    pub amounts: PlanAmounts,
}

/// Amounts by year.
#[derive(Debug, Deserialize)]
pub struct PlanAmounts {
    /// In cents.
    pub amounts: Vec<i64>,
    /// As printed: `11.71%`.
    pub printed_shares: Vec<String>,
}

/// The grants of a year.
#[derive(Debug, Deserialize)]
pub struct GrantFacts {
    /// One a funder.
    pub rows: Vec<GrantRowFacts>,
    /// As printed.
    pub printed_totals: GrantTotals,
    /// As the rows come to.
    pub exact_totals: GrantTotals,
    /// Paid more than agreed, all together.
    pub paid_above_agreed: i64,
    /// What contradicts itself, in words.
    pub remarks: Vec<String>,
}

/// A grant.
#[derive(Debug, Deserialize)]
pub struct GrantRowFacts {
    /// The funder's code, or another name of it.
    pub funder: String,
    /// In cents.
    pub requested: i64,
    /// In cents.
    pub after_convention: i64,
    /// In cents.
    pub paid: i64,
    /// When.
    pub paid_on: chrono::NaiveDate,
}

/// Totals of the grants, in cents.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct GrantTotals {
    /// Asked for.
    pub requested: i64,
    /// Agreed.
    pub after_convention: i64,
    /// Paid.
    pub paid: i64,
}

const ACTIVITY: &str = include_str!("../../../tests/facts/activity.json");
const ZONES: &str = include_str!("../../../tests/facts/zones.json");
const FUNDING: &str = include_str!("../../../tests/facts/funding.json");
const ROTA: &str = include_str!("../../../tests/facts/rota.json");
const STATIONS: &str = include_str!("../../../tests/facts/stations.json");

/// Why reading the facts cannot fail.
const WHOLE: &str = "the facts are part of the sources";

/// The activity of 2019 and 2020.
pub fn activity() -> ActivityFacts {
    serde_json::from_str(ACTIVITY).expect(WHOLE)
}

/// The cases of 2020 by station, company and zone.
pub fn zones() -> ZoneFacts {
    serde_json::from_str(ZONES).expect(WHOLE)
}

/// The shifts of 2020.
pub fn rota() -> RotaFacts {
    serde_json::from_str(ROTA).expect(WHOLE)
}

/// The stations and companies.
pub fn stations() -> StationFacts {
    serde_json::from_str(STATIONS).expect(WHOLE)
}

/// The funding plan and the grants of 2020.
pub fn funding() -> FundingFacts {
    serde_json::from_str(FUNDING).expect(WHOLE)
}
