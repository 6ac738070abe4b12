//! A period read once: which rows stand behind each number.
//!
//! Counts and the records behind them come from the same selections, so they cannot differ.

use casework::choices::{InterviewStatus, InterviewWith, Role, ShiftStatus};
use chrono::NaiveDate;
use record::RecordId;

use crate::breakdown;
use crate::facts::{Day, Facts, Span};
use crate::figure::{Figure, Gap};
use crate::shifts::{ShiftOfDay, shifts};
use crate::stations::{Place, Zone, place_of};

/// The facts, a period, and the cases handled in it.
pub(crate) struct Reading<'a> {
    pub(crate) facts: &'a Facts,
    from: NaiveDate,
    pub(crate) to: NaiveDate,
    pub(crate) span: Span,
    /// One flag a row of the table of cases.
    pub(crate) handled: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(facts: &'a Facts, from: NaiveDate, to: NaiveDate) -> Self {
        let span = Span::new(from, to);
        Self {
            facts,
            from,
            to,
            span,
            handled: handled(facts, span),
        }
    }

    /// The rows of the cases handled.
    pub(crate) fn cases_handled(&self) -> impl Iterator<Item = usize> {
        (0..self.handled.len()).filter(|case| self.handled[*case])
    }

    /// The rows of the cases opened.
    pub(crate) fn cases_opened(&self) -> impl Iterator<Item = usize> {
        let cases = &self.facts.cases;
        cases
            .here()
            .filter(|case| self.span.holds(cases.opened[*case]))
    }

    /// The rows of the cases handled that are conjugal violence.
    pub(crate) fn conjugal_violence(&self) -> impl Iterator<Item = usize> {
        let cases = &self.facts.cases;
        self.cases_handled()
            .filter(|case| cases.is_conjugal_violence[*case] == Some(true))
    }

    /// The rows of the interviews kept, with that party; `None` where it was not said.
    pub(crate) fn interviews_kept(
        &self,
        with: Option<InterviewWith>,
    ) -> impl Iterator<Item = usize> {
        let interviews = &self.facts.interviews;
        self.interviews(Some(InterviewStatus::Kept))
            .filter(move |row| interviews.with[*row] == with)
    }

    /// The rows of the persons who are victims in a case handled that is sexual violence, each
    /// once however many records were merged into it, and the rows of such cases that have no victim.
    pub(crate) fn sexual_violence(&self) -> SexualViolence {
        let Facts {
            cases,
            participations,
            ..
        } = self.facts;
        let mut lacks_victim: Vec<_> = (0..self.handled.len())
            .map(|case| self.handled[case] && cases.is_sexual_violence[case])
            .collect();
        let is_counted = lacks_victim.clone();
        let mut victims = Vec::new();
        for row in participations.here() {
            let links = (
                participations.case[row].row(),
                participations.person[row].row(),
            );
            let (Some(case), Some(person)) = links else {
                continue;
            };
            if participations.role[row] == Some(Role::Victim) && is_counted[case] {
                lacks_victim[case] = false;
                victims.push(self.facts.kept_person(person));
            }
        }
        victims.sort_unstable();
        victims.dedup();
        let cases_without_victim = (0..lacks_victim.len())
            .filter(|case| lacks_victim[*case])
            .collect();
        SexualViolence {
            victims,
            cases_without_victim,
        }
    }

    /// The records behind a number, sorted, each once.
    pub(crate) fn ids(&self, figure: Figure) -> Vec<RecordId> {
        let Facts {
            cases,
            persons,
            interviews,
            ..
        } = self.facts;
        match figure {
            Figure::CasesHandled => ids(&cases.ids, self.cases_handled()),
            Figure::CasesOpened => ids(&cases.ids, self.cases_opened()),
            Figure::ConjugalViolence => ids(&cases.ids, self.conjugal_violence()),
            Figure::InterviewsHeld => ids(
                &interviews.ids,
                self.interviews_kept(Some(InterviewWith::Beneficiary)),
            ),
            Figure::InterviewsWithProfessionals => ids(
                &interviews.ids,
                self.interviews_kept(Some(InterviewWith::Professional)),
            ),
            Figure::SexualViolenceVictims => ids(&persons.ids, self.sexual_violence().victims),
            Figure::CasesOfStation(_)
            | Figure::CasesOfCompany(..)
            | Figure::CasesOfZone(_)
            | Figure::CasesOfOtherSectors(_) => ids(&cases.ids, self.cases_of_place(figure)),
            Figure::CasesAnswering(key) => {
                let gives = |case: &usize| cases.answers[*case].iter().any(|(_, one)| *one == key);
                ids(&cases.ids, self.cases_handled().filter(gives))
            }
            Figure::ShiftsScheduled(zone) => self.shift_ids(zone, |_| true),
            Figure::ShiftsHeld(zone) => {
                self.shift_ids(zone, |shift| shift.status == ShiftStatus::Held)
            }
            Figure::ShiftsCancelled(zone) => {
                self.shift_ids(zone, |shift| shift.status == ShiftStatus::Cancelled)
            }
            Figure::Part(topic, slice) => breakdown::behind(self, topic, slice),
            Figure::Gap(gap) => self.gap(gap),
        }
    }

    /// The records a gap keeps out of figures, sorted, each once.
    pub(crate) fn gap(&self, gap: Gap) -> Vec<RecordId> {
        let Facts {
            cases,
            interviews,
            acts,
            ..
        } = self.facts;
        match gap {
            Gap::InterviewsWithoutStatus => ids(&interviews.ids, self.interviews(None)),
            Gap::InterviewsWithoutParty => ids(&interviews.ids, self.interviews_kept(None)),
            Gap::InterviewsWithoutCase => {
                let kept = self.interviews(Some(InterviewStatus::Kept));
                ids(
                    &interviews.ids,
                    kept.filter(|row| interviews.case[*row].row().is_none()),
                )
            }
            Gap::InterviewsWithoutDate => ids(
                &interviews.ids,
                self.facts
                    .interviews_here()
                    .filter(|row| interviews.day[*row] == Day::NONE),
            ),
            Gap::ActsWithoutDate => ids(
                &acts.ids,
                self.facts
                    .acts_here()
                    .filter(|row| acts.day[*row] == Day::NONE),
            ),
            Gap::CasesWithoutOpening => ids(
                &cases.ids,
                cases.here().filter(|row| cases.opened[*row] == Day::NONE),
            ),
            Gap::ConjugalViolenceNotStated => {
                let not_stated = |row: &usize| cases.is_conjugal_violence[*row].is_none();
                ids(&cases.ids, self.cases_handled().filter(not_stated))
            }
            Gap::SexualViolenceWithoutVictim => {
                ids(&cases.ids, self.sexual_violence().cases_without_victim)
            }
            Gap::CasesWithoutStation => {
                let no_station = |row: &usize| cases.station[*row].row().is_none();
                ids(&cases.ids, self.cases_handled().filter(no_station))
            }
            Gap::ShiftsWithoutOutcome => self.shifts_without_outcome(),
        }
    }

    fn interviews(&self, status: Option<InterviewStatus>) -> impl Iterator<Item = usize> {
        let interviews = &self.facts.interviews;
        self.facts.interviews_here().filter(move |row| {
            interviews.status[*row] == status && self.span.holds(interviews.day[*row])
        })
    }

    fn cases_of_place(&self, figure: Figure) -> impl Iterator<Item = usize> {
        self.cases_handled().filter(move |case| {
            let Some(station) = self.facts.cases.station[*case].row() else {
                return false;
            };
            let id = self.facts.stations.ids[station];
            match (figure, place_of(self.facts, station)) {
                (Figure::CasesOfStation(wanted), _) => id == wanted,
                (Figure::CasesOfCompany(zone, wanted), Ok(Place::Company(found, company))) => {
                    zone == found && self.facts.companies.ids[company] == wanted
                }
                (Figure::CasesOfZone(wanted), Ok(place)) => place.zone() == wanted,
                (Figure::CasesOfOtherSectors(wanted), Ok(place)) => {
                    place == Place::OtherSector(wanted)
                }
                _ => false,
            }
        })
    }

    fn shift_ids(
        &self,
        zone: Option<Zone>,
        is_counted: impl Fn(&ShiftOfDay) -> bool,
    ) -> Vec<RecordId> {
        let of_zone = self.shifts().filter(|shift| shift.zone == zone);
        sorted(of_zone.filter(is_counted).flat_map(|shift| shift.ids))
    }

    fn shifts_without_outcome(&self) -> Vec<RecordId> {
        let open = self
            .shifts()
            .filter(|shift| shift.status == ShiftStatus::Planned);
        sorted(open.flat_map(|shift| shift.ids))
    }

    fn shifts(&self) -> impl Iterator<Item = ShiftOfDay> {
        shifts(self.facts, self.from, self.to)
    }
}

/// What the cases of sexual violence of a period give.
pub(crate) struct SexualViolence {
    /// Rows of persons, each once.
    pub(crate) victims: Vec<usize>,
    /// Rows of cases.
    pub(crate) cases_without_victim: Vec<usize>,
}

/// The cases that an interview kept, whoever it was with, or an act of the span belongs to.
fn handled(facts: &Facts, span: Span) -> Vec<bool> {
    let Facts {
        cases,
        interviews,
        acts,
        ..
    } = facts;
    let mut handled = vec![false; cases.ids.len()];
    for row in facts.interviews_here() {
        let is_kept = interviews.status[row] == Some(InterviewStatus::Kept);
        if is_kept && span.holds(interviews.day[row]) {
            mark(&mut handled, interviews.case[row].row());
        }
    }
    for row in facts.acts_here().filter(|row| span.holds(acts.day[*row])) {
        mark(&mut handled, acts.case[row].row());
    }
    handled
}

fn mark(handled: &mut [bool], case: Option<usize>) {
    if let Some(flag) = case.and_then(|case| handled.get_mut(case)) {
        *flag = true;
    }
}

fn ids(ids: &[RecordId], rows: impl IntoIterator<Item = usize>) -> Vec<RecordId> {
    sorted(rows.into_iter().map(|row| ids[row]))
}

fn sorted(ids: impl Iterator<Item = RecordId>) -> Vec<RecordId> {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_unstable();
    ids
}
