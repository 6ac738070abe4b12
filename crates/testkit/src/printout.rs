//! The figures of a year and the one before, as `permanence-figures` prints them.
//!
//! The numbers are those of the crate `report`, which the engine uses. Names of rows and places
//! in the JSON are those of `tests/facts`, so that the two can be laid side by side.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use casework::{company, station};
use record::{Record, RecordId};
use report::{
    Activity, Change, DoesNotAddUp, Evolution, Facts, Figure, Half, Period, ShiftRow, StationRow,
    StationTable, Total,
};
use serde::Serialize;

use crate::acceptance;

/// The figures of a year, of its halves, and of the year before.
#[derive(Debug, Serialize)]
pub struct Printout {
    /// The year.
    pub year: i32,
    /// Where the records come from.
    pub source: String,
    /// Activity of both years, halves apart.
    pub activity: ActivityPrintout,
    /// Cases of the year by station; in the JSON the table itself, or its refusal, which has a `message`.
    #[serde(serialize_with = "either")]
    pub zones: Result<ZonesPrintout, RefusalPrintout>,
    /// Shifts of the year.
    pub shifts: BTreeMap<String, ShiftsPrintout>,
    /// How the cases handled in the year answer the fields.
    pub answers: Vec<report::Answers>,
    /// What was done in the year, by what was answered.
    pub breakdowns: Vec<report::Breakdown>,
    /// What conventions plan for the year, and the grants of the year, in cents.
    pub funding: FundingPrintout,
    /// Where the printed report of the partnership differs; empty for other records.
    pub differences: Vec<Difference>,
    /// What the printed report leaves open; empty for other records.
    pub remarks: Vec<String>,
    #[serde(skip)]
    table: Result<StationTable, DoesNotAddUp>,
}

/// The money of a year.
#[derive(Debug, Serialize)]
pub struct FundingPrintout {
    /// What a convention plans, if one does.
    pub plan: Option<report::funding::Plan>,
    /// The grants, if there are any.
    pub grants: Option<report::funding::GrantYear>,
}

/// Writes whichever it is, without saying which.
fn either<T: Serialize, E: Serialize, S: serde::Serializer>(
    result: &Result<T, E>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match result {
        Ok(table) => table.serialize(serializer),
        Err(refusal) => refusal.serialize(serializer),
    }
}

/// Activity by column.
#[derive(Debug, Serialize)]
pub struct ActivityPrintout {
    /// `2019-H1`, `2019-H2`, `2019`…
    pub columns: Vec<String>,
    /// One number a column.
    pub rows: BTreeMap<&'static str, Vec<u32>>,
    /// Of those numbers, what was typed in by hand, where anything was.
    pub typed: BTreeMap<&'static str, Vec<u32>>,
    /// In percent, by what and by column.
    pub shares_of_files_handled: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// From the year before to the year.
    pub evolution: BTreeMap<&'static str, String>,
    /// What was left blank in the year, by what.
    pub gaps: BTreeMap<String, u32>,
}

/// Cases by station, company and zone. Places are named by their code, or id if they have none.
#[derive(Debug, Serialize)]
pub struct ZonesPrintout {
    /// The year.
    pub year: i32,
    /// Stations that are no other sector.
    pub by_station: BTreeMap<String, u32>,
    /// Companies.
    pub by_company: BTreeMap<String, u32>,
    /// Other sectors, by zone.
    pub other_sectors: BTreeMap<String, u32>,
    /// All, by zone.
    pub by_zone: BTreeMap<String, u32>,
    /// All.
    pub total: u32,
}

/// The table by station refuses.
#[derive(Debug, Serialize)]
pub struct RefusalPrintout {
    /// In words.
    pub message: String,
    /// What to mend.
    pub reasons: Vec<report::Discrepancy>,
}

/// Shifts of a zone.
#[derive(Debug, Serialize)]
pub struct ShiftsPrintout {
    /// All of the rota.
    pub scheduled: u32,
    /// Those held.
    pub held: u32,
    /// Those cancelled.
    pub cancelled: u32,
    /// Those of which nothing is known yet.
    pub open: u32,
    /// Held in the station.
    pub station: u32,
    /// Held in the association's own premises.
    pub own_premises: u32,
    /// Held from elsewhere.
    pub remote: u32,
    /// Held, nobody said where.
    pub not_stated: u32,
    /// Minutes held.
    pub held_minutes: u32,
    /// Minutes planned.
    pub scheduled_minutes: u32,
}

/// A number that the report prints otherwise than it is.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// Which.
    pub figure: String,
    /// In the report.
    pub printed: String,
    /// From the counts.
    pub exact: String,
    /// Why they differ.
    pub why: String,
}

/// A year outside the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such year")]
pub struct NoSuchYear;

/// What a row prints, and its name in the facts.
type Row = (&'static str, &'static str, Figure);

const ROWS: [Row; 6] = [
    ("files_handled", "Cases handled", Figure::CasesHandled),
    (
        "files_conjugal_violence",
        "  conjugal violence",
        Figure::ConjugalViolence,
    ),
    ("new_files", "New cases", Figure::CasesOpened),
    ("interviews_held", "Interviews held", Figure::InterviewsHeld),
    (
        "interviews_with_professionals",
        "  with professionals",
        Figure::InterviewsWithProfessionals,
    ),
    (
        "sexual_violence_victims",
        "Victims of sexual violence",
        Figure::SexualViolenceVictims,
    ),
];

impl Printout {
    /// The figures of a year from these records.
    ///
    /// # Errors
    /// The year, or the one before, is outside the calendar.
    pub fn new(year: i32, source: &str, records: &[Record]) -> Result<Self, NoSuchYear> {
        let facts: Facts = records.iter().collect();
        let before = year.checked_sub(1).ok_or(NoSuchYear)?;
        let mut columns = columns_of(before, &facts).ok_or(NoSuchYear)?;
        columns.extend(columns_of(year, &facts).ok_or(NoSuchYear)?);
        let [.., (_, before), _, _, (_, whole)] = columns.as_slice() else {
            return Err(NoSuchYear);
        };
        let codes = codes(records);
        let funding = report::Funding::of(records);
        let (before, whole) = (before.clone(), whole.clone());
        Ok(Self {
            year,
            source: source.to_owned(),
            zones: match &whole.stations {
                Ok(table) => Ok(zones(year, table, &codes)),
                Err(refusal) => Err(RefusalPrintout {
                    message: refusal.to_string(),
                    reasons: refusal.reasons.clone(),
                }),
            },
            shifts: shifts(&whole),
            answers: report::answers(&facts, casework::Case::SCHEMA, whole.from, whole.to),
            breakdowns: report::breakdowns(&facts, whole.from, whole.to),
            funding: FundingPrintout {
                plan: funding.plan_of(year).cloned(),
                grants: funding.year(year).cloned(),
            },
            differences: Vec::new(),
            remarks: Vec::new(),
            activity: activity(&columns, &before, &whole),
            table: whole.stations,
        })
    }

    /// The same, with what the partnership's report prints otherwise: for its invented data only.
    #[must_use]
    pub fn with_differences(mut self) -> Self {
        if self.year == 2020 {
            self.differences = differences();
            self.remarks = vec![acceptance::zones().note];
        }
        self
    }
}

fn columns_of(year: i32, facts: &Facts) -> Option<Vec<(String, Activity)>> {
    let periods = [
        (format!("{year}-H1"), Period::half(year, Half::First)?),
        (format!("{year}-H2"), Period::half(year, Half::Second)?),
        (format!("{year}"), Period::year(year)?),
    ];
    let columns =
        periods.map(|(name, period)| (name, Activity::compute(facts, period.from, period.to)));
    Some(columns.into())
}

fn activity(
    columns: &[(String, Activity)],
    before: &Activity,
    whole: &Activity,
) -> ActivityPrintout {
    let row = |part: fn(Total) -> u32| {
        let of_figure = move |figure| {
            let totals = columns.iter().flat_map(move |(_, activity)| {
                let headlines = activity.headlines();
                headlines.into_iter().find(|(one, _)| *one == figure)
            });
            totals.map(|(_, total)| part(total)).collect()
        };
        ROWS.iter()
            .map(move |(id, _, figure)| (*id, of_figure(*figure)))
    };
    let typed = row(|total| total.typed);
    let is_typed = |(_, numbers): &(&str, Vec<u32>)| numbers.iter().any(|number| *number > 0);
    let shares = columns.iter().filter_map(|(name, activity)| {
        Some((
            name.clone(),
            format!("{}%", activity.conjugal_share().percent()?),
        ))
    });
    let gaps = whole
        .gaps
        .iter()
        .map(|count| (format!("{:?}", count.gap), count.records));
    ActivityPrintout {
        columns: columns.iter().map(|(name, _)| name.clone()).collect(),
        rows: row(Total::sum).collect(),
        typed: typed.filter(is_typed).collect(),
        shares_of_files_handled: BTreeMap::from([("conjugal_violence", shares.collect())]),
        evolution: evolution(&Evolution::between(before, whole)),
        gaps: gaps.collect(),
    }
}

fn evolution(evolution: &Evolution) -> BTreeMap<&'static str, String> {
    let changes: [(&str, Change); 8] = [
        ("files_handled", evolution.cases_handled),
        ("new_files", evolution.cases_opened),
        ("files_conjugal_violence", evolution.conjugal_violence),
        ("share_conjugal_violence", evolution.conjugal_violence_share),
        ("interviews_held", evolution.interviews_held),
        (
            "interviews_with_professionals",
            evolution.interviews_with_professionals,
        ),
        ("sexual_violence_victims", evolution.sexual_violence_victims),
        ("shifts_held", evolution.shifts_held),
    ];
    changes
        .into_iter()
        .map(|(id, change)| (id, change.to_string()))
        .collect()
}

/// The code of each station and company that has one.
fn codes(records: &[Record]) -> BTreeMap<RecordId, String> {
    let code = |record: &Record| match record.kind().as_str() {
        casework::Station::ID => record.get(station::CODE),
        casework::Company::ID => record.get(company::CODE),
        _ => None,
    };
    records
        .iter()
        .filter_map(|record| Some((record.id(), code(record)?)))
        .collect()
}

fn zones(year: i32, table: &StationTable, codes: &BTreeMap<RecordId, String>) -> ZonesPrintout {
    let code = |id: &RecordId| codes.get(id).cloned().unwrap_or_else(|| id.to_string());
    let zone = |row: &report::ZoneRow| row.zone.initials().to_owned();
    let companies = || table.zones.iter().flat_map(|zone| &zone.companies);
    let named = companies().filter_map(|row| Some((code(&row.company?), row.cases)));
    let stations = companies().flat_map(|company| &company.stations);
    let others = table
        .zones
        .iter()
        .map(|row| (zone(row), row.other_sectors.cases));
    ZonesPrintout {
        year,
        by_station: summed(stations.map(|row| (code(&row.station), row.cases))),
        by_company: summed(named),
        other_sectors: others.collect(),
        by_zone: table
            .zones
            .iter()
            .map(|row| (zone(row), row.cases))
            .collect(),
        total: table.total,
    }
}

/// Numbers by name; those of one name together.
fn summed(numbers: impl Iterator<Item = (String, u32)>) -> BTreeMap<String, u32> {
    let mut sums = BTreeMap::<String, u32>::new();
    for (name, number) in numbers {
        *sums.entry(name).or_default() += number;
    }
    sums
}

fn shifts(activity: &Activity) -> BTreeMap<String, ShiftsPrintout> {
    let zone = |row: &ShiftRow| row.zone.map_or("?", report::Zone::initials).to_owned();
    let zones = activity
        .shifts
        .zones
        .iter()
        .map(|row| (zone(row), shifts_row(row)));
    zones
        .chain([("total".to_owned(), shifts_row(&activity.shifts.total))])
        .collect()
}

fn shifts_row(row: &ShiftRow) -> ShiftsPrintout {
    ShiftsPrintout {
        scheduled: row.scheduled,
        held: row.held,
        cancelled: row.cancelled,
        open: row.open,
        station: row.held_by_place.station,
        own_premises: row.held_by_place.own_premises,
        remote: row.held_by_place.remote,
        not_stated: row.held_by_place.not_stated,
        held_minutes: row.held_minutes,
        scheduled_minutes: row.scheduled_minutes,
    }
}

/// Where the printed report differs from its own counts, and why.
fn differences() -> Vec<Difference> {
    let facts = acceptance::activity();
    let shares = facts
        .shares_of_files_handled
        .iter()
        .flat_map(|(what, years)| {
            years
                .iter()
                .map(move |(year, number)| (format!("share of {what}, {year}"), number))
        });
    let evolutions = facts.evolution_2019_2020.iter();
    let evolutions = evolutions.map(|(row, number)| (format!("evolution of {row}"), number));
    let differing = shares
        .chain(evolutions)
        .filter(|(_, number)| !is_same(&number.printed, &number.exact));
    let difference = |(figure, number): (String, &acceptance::Printed)| Difference {
        figure,
        printed: number.printed.clone(),
        exact: number.exact.clone(),
        why: number.why.clone().unwrap_or_else(|| {
            let decimals = number
                .printed
                .split_once('.')
                .map_or(0, |(_, decimals)| decimals.len());
            let cause = if decimals > 2 {
                "printed with two decimals"
            } else {
                "cut, not rounded"
            };
            cause.to_owned()
        }),
    };
    differing.map(difference).collect()
}

/// Whether two printed numbers are one: `+50%` and `+50.0%`.
fn is_same(printed: &str, exact: &str) -> bool {
    let whole = |text: &str| text.trim_end_matches('%').trim_end_matches(".0").to_owned();
    whole(printed) == whole(exact)
}

impl fmt::Display for Printout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Figures of {} · {}\n", self.year, self.source)?;
        self.write_activity(f)?;
        self.write_zones(f)?;
        self.write_shifts(f)?;
        self.write_differences(f)
    }
}

impl Printout {
    fn write_activity(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let activity = &self.activity;
        let mut head = String::new();
        for column in &activity.columns {
            write!(head, "{column:>9}")?;
        }
        writeln!(f, "{:<28}{head}{:>16}", "Activity", "change")?;
        for (id, label, _) in ROWS {
            write!(f, "{label:<28}")?;
            for number in activity.rows.get(id).into_iter().flatten() {
                write!(f, "{number:>9}")?;
            }
            let change = activity.evolution.get(id).map_or("", String::as_str);
            writeln!(f, "{change:>16}")?;
            if let Some(typed) = activity.typed.get(id) {
                write!(f, "{:<28}", "    of these typed in by hand")?;
                for number in typed {
                    write!(f, "{number:>9}")?;
                }
                writeln!(f)?;
            }
            if id == "files_conjugal_violence" {
                self.write_share(f)?;
            }
        }
        for (gap, records) in &activity.gaps {
            writeln!(f, "  left blank: {gap}: {records}")?;
        }
        writeln!(f)
    }

    fn write_share(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let activity = &self.activity;
        write!(f, "{:<28}", "  of cases handled")?;
        for column in &activity.columns {
            let share = activity.shares_of_files_handled.get("conjugal_violence");
            let share = share.and_then(|columns| columns.get(column));
            write!(f, "{:>9}", share.map_or("-", String::as_str))?;
        }
        let change = activity.evolution.get("share_conjugal_violence");
        writeln!(f, "{:>16}", change.map_or("", String::as_str))
    }

    fn write_zones(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Cases handled in {} by primary station", self.year)?;
        let table = match &self.table {
            Ok(table) => table,
            Err(refusal) => {
                writeln!(f, "  not printed: {refusal}")?;
                for reason in &refusal.reasons {
                    writeln!(f, "    {reason:?}")?;
                }
                return writeln!(f);
            }
        };
        let line = |f: &mut fmt::Formatter<'_>, depth: usize, label: &str, cases: u32| {
            writeln!(
                f,
                "{:<44}{cases:>5}",
                format!("{:1$}{label}", "", 2 * depth)
            )
        };
        let stations = |f: &mut fmt::Formatter<'_>, depth, rows: &[StationRow]| -> fmt::Result {
            rows.iter()
                .filter(|row| row.cases > 0)
                .try_for_each(|row| line(f, depth, &row.label, row.cases))
        };
        for zone in &table.zones {
            line(f, 1, zone.zone.initials(), zone.cases)?;
            for company in &zone.companies {
                if company.company.is_some() {
                    line(f, 2, &company.label, company.cases)?;
                    stations(f, 3, &company.stations)?;
                } else {
                    stations(f, 2, &company.stations)?;
                }
            }
            line(f, 2, "Other sectors", zone.other_sectors.cases)?;
            stations(f, 3, &zone.other_sectors.sectors)?;
        }
        line(f, 1, "Total", table.total)?;
        writeln!(f)
    }

    fn write_shifts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = [
            "planned",
            "held",
            "cancelled",
            "open",
            "station",
            "premises",
            "remote",
            "hours",
        ];
        write!(f, "{:<10}", "Shifts")?;
        head.iter().try_for_each(|name| write!(f, "{name:>10}"))?;
        writeln!(f)?;
        for (zone, row) in &self.shifts {
            write!(f, "{zone:<10}")?;
            let counts = [
                row.scheduled,
                row.held,
                row.cancelled,
                row.open,
                row.station,
                row.own_premises,
                row.remote,
            ];
            counts
                .iter()
                .try_for_each(|count| write!(f, "{count:>10}"))?;
            writeln!(
                f,
                "{:>10}",
                format!("{}:{:02}", row.held_minutes / 60, row.held_minutes % 60)
            )?;
        }
        Ok(())
    }

    fn write_differences(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.differences.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nWhere the printed report differs from its own counts")?;
        for difference in &self.differences {
            let Difference {
                figure,
                printed,
                exact,
                why,
            } = difference;
            writeln!(f, "  {figure}: printed {printed}, exactly {exact}: {why}")?;
        }
        self.remarks
            .iter()
            .try_for_each(|remark| writeln!(f, "  {remark}"))
    }
}
