//! The report in words: its columns, its texts, and numbers that changed.

use casework::Case;
use casework::choices::ReportSection;
use record::Choice;
use report::deck::{Counted, Difference, Span};
use report::funding;

use crate::i18n::amounts::money;
use crate::i18n::{dates, labels};
use crate::pages::activity::{name_of_dimension, words};
use crate::pages::planning::words::duration;
use crate::schemas;
use crate::t;

/// A column of the table of activity.
pub(super) fn span(span: Span, from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
    match span {
        Span::Year(year) => year.to_string(),
        Span::FirstHalf(year) => t!(report_first_half, year = year.to_string()),
        Span::SecondHalf(year) => t!(report_second_half, year = year.to_string()),
        Span::Days => days(from, to),
    }
}

fn days(from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
    let last = to.pred_opt().unwrap_or(to);
    t!(
        rota_days,
        from = dates::written(from),
        until = dates::written(last)
    )
}

/// A block of text.
pub(super) fn section(section: ReportSection) -> String {
    labels::choice(ReportSection::LIST.name, section.id())
}

/// Which number changed.
pub(super) fn counted(difference: &Difference) -> String {
    let named = |word: String| match difference.label.is_empty() {
        true => word,
        false => format!("{word} · {}", difference.label),
    };
    match &difference.of {
        Counted::Figure { from, to, figure } => {
            t!(
                report_of_days,
                what = named(words::figure(*figure)),
                days = days(*from, *to)
            )
        }
        Counted::Typed { from, to, figure } => {
            let what = figure.map_or_else(|| t!(figure_shifts).to_owned(), words::figure);
            let what = format!("{what} · {}", t!(typed_title));
            t!(report_of_days, what = what, days = days(*from, *to))
        }
        Counted::HeldMinutes { from, to, zone } => {
            let zone = zone.map_or(t!(planning_no_zone), report::Zone::initials);
            let what = format!("{} · {zone}", t!(activity_hours_held));
            t!(report_of_days, what = what, days = days(*from, *to))
        }
        Counted::Part { topic, answers } => {
            let answers = answers
                .iter()
                .enumerate()
                .map(|(place, id)| answer(*topic, place, id));
            format!(
                "{} · {}",
                words::topic(*topic),
                answers.collect::<Vec<_>>().join(", ")
            )
        }
        Counted::Answer { field, answer } => match schemas::field(Case::ID, field) {
            Some(spec) => t!(
                figure_answer,
                field = labels::of_spec(Case::ID, &spec),
                answer = words::answer(&spec, answer)
            ),
            None => field.clone(),
        },
        Counted::Sum { field } => labels::field(Case::ID, field),
        Counted::Grant { column, .. } => named(match column {
            funding::Column::Requested => t!(grant_requested).to_owned(),
            funding::Column::Agreed => t!(grant_agreed).to_owned(),
            funding::Column::Paid => t!(grant_paid).to_owned(),
        }),
        Counted::Plan { year, .. } => named(t!(report_planned, year = year.to_string())),
    }
}

fn answer(topic: report::Topic, place: usize, id: &str) -> String {
    let dimensions = topic.dimensions();
    match dimensions.get(place) {
        _ if id.is_empty() => t!(topic_unsaid).to_owned(),
        Some(report::Dimension::Answer { kind, field }) => {
            let choices = schemas::field(kind, field).and_then(|spec| spec.choices);
            choices.map_or_else(|| id.to_owned(), |choices| labels::choice_of(&choices, id))
        }
        _ => format!("{} : {id}", name_of_dimension(dimensions, place)),
    }
}

/// A number of the report, in its unit.
pub(super) fn number(of: &Counted, number: Option<i64>) -> String {
    let Some(number) = number else {
        return "–".to_owned();
    };
    match of {
        Counted::Grant { .. } | Counted::Plan { .. } => money(number),
        Counted::HeldMinutes { .. } => duration(u32::try_from(number).unwrap_or(u32::MAX)),
        _ => words::whole(number),
    }
}
