//! The yearly report (fr: *bilan*) as data: everything it prints, in one value that can be shown, printed, frozen and compared.

mod columns;
mod difference;
mod place;
mod text;

use casework::{Team, team};
use chrono::{Datelike, NaiveDate};
use record::{Record, Schema};
use serde::{Deserialize, Serialize};

pub use columns::{Column, Span};
pub use difference::{Counted, Difference, differences};
pub use place::{PlaceRow, RotaLine};
pub use text::{TextBlock, id_of_text};

use crate::activity::Activity;
use crate::answers::{Answers, answers};
use crate::breakdown::{Breakdown, breakdowns};
use crate::evolution::Evolution;
use crate::facts::Facts;
use crate::funding::{Funding, GrantYear, Plan};

/// The version of the definitions by which figures count: raised where one counts otherwise than before.
pub const DEFINITIONS: u16 = 1;

/// Everything that a report prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deck {
    /// The version of the definitions: [`DEFINITIONS`].
    pub definitions: u16,
    /// First day of the period.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// The name of the team.
    pub team: String,
    /// Texts, as they stand for that period.
    pub texts: Vec<TextBlock>,
    /// Stations and sectors, in the order of zone, company and name.
    pub places: Vec<PlaceRow>,
    /// The lines of the rota that hold on the last day.
    pub rota: Vec<RotaLine>,
    /// The activity of the year before and of the period, halves apart; the last is the period itself.
    pub columns: Vec<Column>,
    /// How the cases handled answer the fields.
    pub answers: Vec<Answers>,
    /// What was done, by what was answered.
    pub topics: Vec<Breakdown>,
    /// What a convention plans for the year, if one does.
    pub plan: Option<Plan>,
    /// The grants of the year, if there are any.
    pub grants: Option<GrantYear>,
    /// Who is thanked: every funder.
    pub funders: Vec<String>,
}

impl Deck {
    /// The report of a period, from the facts, the schema of cases, and the records of the team.
    pub fn of<'r>(
        facts: &Facts,
        schema: &Schema,
        team: impl IntoIterator<Item = &'r Record>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Self {
        let team: Vec<&Record> = team.into_iter().collect();
        let funding = Funding::of(team.iter().copied());
        let year = from.year();
        Self {
            definitions: DEFINITIONS,
            from,
            to,
            team: name_of_team(&team),
            texts: text::texts(&team, year),
            places: place::places(&team),
            rota: place::rota(&team, to.pred_opt().unwrap_or(to)),
            columns: columns::columns(facts, from, to),
            answers: answers(facts, schema, from, to),
            topics: breakdowns(facts, from, to),
            plan: funding.plan_of(year).cloned(),
            grants: funding.year(year).cloned(),
            funders: thanked(&funding),
        }
    }

    /// The same period a year before: the last column of the first half.
    pub fn before(&self) -> Option<&Activity> {
        let place = (self.columns.len() / 2).checked_sub(1)?;
        self.columns.get(place).map(|column| &column.activity)
    }

    /// From the period a year before to the period.
    pub fn evolution(&self) -> Option<Evolution> {
        Some(Evolution::between(self.before()?, self.now()?))
    }

    /// The activity of the period.
    pub fn now(&self) -> Option<&Activity> {
        self.columns.last().map(|column| &column.activity)
    }
}

fn name_of_team(records: &[&Record]) -> String {
    let mut teams = records.iter().filter(|record| *record.kind() == Team::KIND);
    teams
        .find_map(|record| record.get(team::NAME))
        .unwrap_or_default()
}

/// The funders, each under one name.
fn thanked(funding: &Funding) -> Vec<String> {
    let names = funding.funders.iter().map(|funder| funder.label.clone());
    names.filter(|label| !label.is_empty()).collect()
}
