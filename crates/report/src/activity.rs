//! The activity of a period: the table a team prints once a year.

use casework::choices::InterviewWith;
use chrono::NaiveDate;
use record::RecordId;
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::figure::{Figure, Gap};
use crate::number::Share;
use crate::reading::Reading;
use crate::shifts::{self, ShiftTable};
use crate::stations::{self, DoesNotAddUp, StationTable};
use crate::typed::{self, TypedRemark, TypedTotal};

/// The activity of a period, first day included, last not.
///
/// An interview or an act lies in the period if its civil day does; its hour does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// First day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// Cases handled (fr: *dossiers traités*): distinct cases with, in the period, an interview
    /// that was kept, with a beneficiary or a professional, or an act of any kind.
    ///
    /// Missed and cancelled interviews do not make a case handled; neither does its opening. Not
    /// additive: a case seen in both halves of a year counts once in the year.
    pub cases_handled: u32,
    /// New cases (fr: *nouveaux dossiers*): those whose day of opening is in the period, handled
    /// or not. Additive.
    pub cases_opened: u32,
    /// Of the cases handled, those whose context is conjugal violence, as the case says now.
    pub conjugal_violence: Share,
    /// Interviews held (fr: *entretiens réalisés*): with a beneficiary, kept. Additive.
    pub interviews_held: u32,
    /// Interviews with professionals: kept, counted apart. Additive.
    pub interviews_with_professionals: u32,
    /// Distinct persons who are victims in a case handled in the period whose kinds of violence,
    /// as the case says now, include sexual violence.
    ///
    /// A person counts once whatever the number of cases; those accused, witnesses and relatives
    /// do not count. A case without any victim's record counts nobody: see [`Activity::gaps`].
    pub sexual_violence_victims: u32,
    /// Cases handled by station → company → zone, and other sectors; or why it cannot be printed.
    pub stations: Result<StationTable, DoesNotAddUp>,
    /// Shifts by zone and place.
    pub shifts: ShiftTable,
    /// What was left blank and keeps records out of the figures above; only what occurs.
    pub gaps: Vec<GapCount>,
    /// What was typed in by hand for days of the period: in none of the numbers above, see [`Activity::headlines`].
    #[serde(default)]
    pub typed: Vec<TypedTotal>,
    /// What is doubtful about it.
    #[serde(default)]
    pub typed_remarks: Vec<TypedRemark>,
}

/// How often something was left blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapCount {
    /// What.
    pub gap: Gap,
    /// How many records; never 0.
    pub records: u32,
}

/// A figure, and how it is read from an activity.
pub type Headline = (Figure, fn(&Activity) -> u32);

impl Activity {
    /// The figures of the table that a team prints, in its order.
    pub const HEADLINES: [Headline; 6] = [
        (Figure::CasesHandled, |of| of.cases_handled),
        (Figure::CasesOpened, |of| of.cases_opened),
        (Figure::ConjugalViolence, |of| of.conjugal_violence.part),
        (Figure::InterviewsHeld, |of| of.interviews_held),
        (Figure::InterviewsWithProfessionals, |of| {
            of.interviews_with_professionals
        }),
        (Figure::SexualViolenceVictims, |of| {
            of.sexual_violence_victims
        }),
    ];

    /// The activity from a day, included, to another, not included.
    pub fn compute(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Self {
        let reading = Reading::new(facts, from, to);
        let cases_handled = count(reading.cases_handled());
        let (typed, typed_remarks) = typed::typed(facts, from, to);
        Self {
            from,
            to,
            cases_handled,
            cases_opened: count(reading.cases_opened()),
            conjugal_violence: Share {
                part: count(reading.conjugal_violence()),
                whole: cases_handled,
            },
            interviews_held: count(reading.interviews_kept(Some(InterviewWith::Beneficiary))),
            interviews_with_professionals: count(
                reading.interviews_kept(Some(InterviewWith::Professional)),
            ),
            sexual_violence_victims: count(reading.sexual_violence().victims),
            stations: stations::table(facts, &reading.handled),
            shifts: shifts::table(facts, from, to),
            gaps: gaps(&reading),
            typed,
            typed_remarks,
        }
    }
}

impl Facts {
    /// The records behind a number of the activity of a period, sorted, each once.
    ///
    /// As many as the number says, except for shifts, where several records may make one shift. The id of a shift of which
    /// nothing was noted is that which its record will have: see [`casework::rota`].
    pub fn ids(&self, figure: Figure, from: NaiveDate, to: NaiveDate) -> Vec<RecordId> {
        Reading::new(self, from, to).ids(figure)
    }
}

fn gaps(reading: &Reading<'_>) -> Vec<GapCount> {
    let counts = Gap::ALL.map(|gap| GapCount {
        gap,
        records: count(reading.gap(gap)),
    });
    counts
        .into_iter()
        .filter(|count| count.records > 0)
        .collect()
}

/// Tables have at most `u32::MAX` rows.
fn count(rows: impl IntoIterator<Item = impl Sized>) -> u32 {
    u32::try_from(rows.into_iter().count()).unwrap_or(u32::MAX)
}
