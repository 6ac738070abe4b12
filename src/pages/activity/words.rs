//! Figures in words, as the language writes numbers.

use casework::Case;
use record::FieldSpec;
use report::{Activity, AnswerKey, Change, Discrepancy, Figure, Gap, Share, Tenths, Topic, Zone};

use super::period::{Part, Shown};
use crate::browser::intl;
use crate::i18n::{labels, language};
use crate::schemas;
use crate::t;

/// A whole number: "1 204".
pub(in crate::pages) fn count(number: u32) -> String {
    intl::number(language::current().locale(), i64::from(number))
}

/// A sum of numbers.
pub(in crate::pages) fn whole(number: i64) -> String {
    intl::number(language::current().locale(), number)
}

/// A number with one decimal: "90,2".
pub(in crate::pages) fn tenths(number: Tenths) -> String {
    let abs = number.0.unsigned_abs();
    let whole = intl::number(
        language::current().locale(),
        i64::try_from(abs / 10).unwrap_or(i64::MAX),
    );
    t!(
        figure_decimal,
        whole = whole,
        tenth = (abs % 10).to_string()
    )
}

fn signed(number: Tenths) -> String {
    let sign = if number.0 < 0 { "−" } else { "+" };
    format!("{sign}{}", tenths(number))
}

/// A share in percent: "90,2 %"; nothing of nothing.
pub(in crate::pages) fn share(share: Share) -> Option<String> {
    share
        .percent()
        .map(|percent| t!(figure_percent, number = tenths(percent)))
}

/// A number of percent.
pub(super) fn percent(number: Tenths) -> String {
    t!(figure_percent, number = tenths(number))
}

/// A change, as it is printed: "+4,3 %", "+12,3 points", "n.s.".
pub(in crate::pages) fn change(change: Change) -> String {
    match change {
        Change::Percent(number) => t!(figure_percent, number = signed(number)),
        Change::Points(number) => t!(figure_points, number = signed(number)),
        Change::NotSignificant => t!(figure_not_significant).to_owned(),
    }
}

/// The period that is shown: "2020", "premier semestre 2020".
pub(in crate::pages) fn period(shown: Shown) -> String {
    let year = shown.year.to_string();
    match shown.part {
        Part::Whole => year,
        Part::First => t!(activity_first_half_of, year = year),
        Part::Second => t!(activity_second_half_of, year = year),
    }
}

/// Cases handled, with what was typed in by hand.
pub(in crate::pages) fn handled(of: &Activity) -> u32 {
    sum(of, Figure::CasesHandled)
}

fn sum(of: &Activity, figure: Figure) -> u32 {
    of.headline(figure).sum()
}

/// The activity in a sentence or two.
pub(in crate::pages) fn summary(before: &Activity, now: &Activity, shown: Shown) -> String {
    let of_year = period(shown);
    if [before, now].map(handled) == [0, 0] {
        return t!(activity_nothing, period = of_year);
    }
    t!(
        activity_summary,
        period = of_year,
        cases = handled(now),
        interviews = sum(now, Figure::InterviewsHeld),
        change = change(Change::of_count(handled(before), handled(now))),
        before = period(shown.before())
    )
}

/// What a number counts, in a few words.
pub(in crate::pages) fn figure(figure: Figure) -> String {
    let of_zone = |zone: Option<Zone>| zone.map_or(t!(planning_no_zone), Zone::initials);
    match figure {
        Figure::CasesHandled => t!(figure_cases_handled).to_owned(),
        Figure::CasesOpened => t!(figure_cases_opened).to_owned(),
        Figure::ConjugalViolence => t!(figure_conjugal_violence).to_owned(),
        Figure::InterviewsHeld => t!(figure_interviews_held).to_owned(),
        Figure::InterviewsWithProfessionals => t!(figure_interviews_with_professionals).to_owned(),
        Figure::SexualViolenceVictims => t!(figure_sexual_violence_victims).to_owned(),
        Figure::CasesOfStation(_) => t!(figure_of_station).to_owned(),
        Figure::CasesOfCompany(zone, _) => t!(figure_of_company, zone = zone.initials()),
        Figure::CasesOfZone(zone) => t!(figure_of_zone, zone = zone.initials()),
        Figure::CasesOfOtherSectors(zone) => t!(figure_of_others, zone = zone.initials()),
        Figure::ShiftsScheduled(zone) => t!(figure_shifts_scheduled, zone = of_zone(zone)),
        Figure::ShiftsHeld(zone) => t!(figure_shifts_held, zone = of_zone(zone)),
        Figure::ShiftsCancelled(zone) => t!(figure_shifts_cancelled, zone = of_zone(zone)),
        Figure::CasesAnswering(key) => answering(key),
        Figure::Part(of, _) => topic(of).to_owned(),
        Figure::Gap(one) => gap(one).to_owned(),
    }
}

/// What is broken down.
pub(in crate::pages) fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::People => t!(topic_people),
        Topic::Referrals => t!(topic_referrals),
        Topic::MeasuresAsked => t!(topic_measures_asked),
        Topic::MeasuresGranted => t!(topic_measures_granted),
        Topic::Children => t!(topic_children),
        Topic::ChildReports => t!(topic_child_reports),
        Topic::Delays => t!(topic_delays),
        Topic::Sessions => t!(topic_sessions),
    }
}

/// Which answer to which field; a field that is not known here any more has no words.
fn answering(key: AnswerKey) -> String {
    let schema = schemas::of_kind(Case::ID);
    let fields = schema.iter().flat_map(|schema| schema.fields());
    let mut said = fields.filter_map(|spec| {
        let ids = answers_of(spec).into_iter();
        let mut given = ids.filter(|answer| AnswerKey::of(spec.id.as_str(), answer) == key);
        let answer = given.next()?;
        Some(t!(
            figure_answer,
            field = labels::of_spec(Case::ID, spec),
            answer = self::answer(spec, &answer)
        ))
    });
    said.next()
        .unwrap_or_else(|| t!(figure_cases_handled).to_owned())
}

fn answers_of(spec: &FieldSpec) -> Vec<String> {
    match &spec.choices {
        Some(choices) => choices.ids().map(str::to_owned).collect(),
        None => ["true", "false", "number"].map(str::to_owned).into(),
    }
}

/// An answer as people say it.
pub(in crate::pages) fn answer(spec: &FieldSpec, id: &str) -> String {
    match (&spec.choices, id) {
        (Some(choices), id) => labels::choice_of(choices, id),
        (None, "true") => t!(answer_yes).to_owned(),
        (None, "number") => t!(activity_answered).to_owned(),
        (None, _) => t!(answer_no).to_owned(),
    }
}

/// Each figure, and what it counts.
pub(in crate::pages) fn definitions() -> Vec<(&'static str, &'static str)> {
    vec![
        (t!(figure_cases_handled), t!(definition_cases_handled)),
        (t!(figure_cases_opened), t!(definition_cases_opened)),
        (
            t!(figure_conjugal_violence),
            t!(definition_conjugal_violence),
        ),
        (t!(figure_interviews_held), t!(definition_interviews_held)),
        (
            t!(figure_interviews_with_professionals),
            t!(definition_interviews_with_professionals),
        ),
        (
            t!(figure_sexual_violence_victims),
            t!(definition_sexual_violence_victims),
        ),
        (t!(figure_shifts), t!(definition_shifts)),
        (t!(topic_people), t!(definition_people)),
        (t!(topic_delays), t!(definition_delays)),
        (t!(topic_referrals), t!(definition_referrals)),
        (t!(topic_measures_asked), t!(definition_measures)),
        (t!(topic_children), t!(definition_children)),
        (t!(topic_sessions), t!(definition_sessions)),
        (t!(activity_profile), t!(definition_profile)),
        (t!(typed_title), t!(definition_typed)),
        (t!(activity_evolution), t!(definition_evolution)),
    ]
}

/// What was left blank.
pub(in crate::pages) fn gap(gap: Gap) -> &'static str {
    match gap {
        Gap::InterviewsWithoutStatus => t!(gap_interviews_without_status),
        Gap::InterviewsWithoutParty => t!(gap_interviews_without_party),
        Gap::InterviewsWithoutCase => t!(gap_interviews_without_case),
        Gap::InterviewsWithoutDate => t!(gap_interviews_without_date),
        Gap::ActsWithoutDate => t!(gap_acts_without_date),
        Gap::CasesWithoutOpening => t!(gap_cases_without_opening),
        Gap::ConjugalViolenceNotStated => t!(gap_conjugal_violence_not_stated),
        Gap::SexualViolenceWithoutVictim => t!(gap_sexual_violence_without_victim),
        Gap::CasesWithoutStation => t!(gap_cases_without_station),
        Gap::ShiftsWithoutOutcome => t!(gap_shifts_without_outcome),
    }
}

/// Why the table by station is not shown.
pub(in crate::pages) fn discrepancy(one: &Discrepancy) -> String {
    match one {
        Discrepancy::UnknownCases { cases } => t!(refusal_unknown_cases, count = *cases),
        Discrepancy::CasesWithoutStation { cases } => t!(refusal_without_station, count = *cases),
        Discrepancy::UnknownStation { cases, .. } => t!(refusal_unknown_station, count = *cases),
        Discrepancy::StationWithoutZone { label, cases, .. } => {
            t!(refusal_without_zone, label = label, count = *cases)
        }
        Discrepancy::UnknownCompany { label, cases, .. } => {
            t!(refusal_unknown_company, label = label, count = *cases)
        }
        Discrepancy::CompanyInOtherZone { label, cases, .. } => {
            t!(refusal_other_zone, label = label, count = *cases)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, expected: &str) {
        assert_eq!(said.replace(['\u{a0}', '\u{202f}'], " "), expected);
    }

    #[test]
    fn the_printed_report_is_said_exactly() {
        language::set(language::Language::French);
        check(&change(Change::of_count(141, 147)), "+4,3 %");
        check(&change(Change::of_count(181, 163)), "−9,9 %");
        check(&change(Change::of_count(0, 3)), "n.s.");
        let [before, after] = [(141, 181), (147, 163)].map(|(part, whole)| Share { part, whole });
        check(&share(after).unwrap_or_default(), "90,2 %");
        check(&change(Change::of_share(before, after)), "+12,3 points");
        assert_eq!(share(Share { part: 0, whole: 0 }), None);
    }
}
