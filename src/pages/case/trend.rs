//! How the danger went from one evaluation to the next, in the order of time: a level each, with its day.

use casework::{Evaluation, evaluation};
use engine::message::RecordView;
use leptos::prelude::*;
use record::{RecordId, Value};

use crate::components::danger::DangerChip;
use crate::i18n::dates;
use crate::pages::reading::{day_of, value_of};
use crate::route::Route;
use crate::t;

/// An evaluation that held a level.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Point {
    day: chrono::NaiveDate,
    id: RecordId,
    level: String,
}

/// The evaluations that held a level, the earliest first. Pure.
fn points(others: &[RecordView]) -> Vec<Point> {
    let evaluations = others.iter().filter(|one| one.kind == Evaluation::ID);
    let mut points: Vec<Point> = evaluations
        .filter_map(|one| {
            let level = value_of(one, evaluation::JUDGEMENT.id()).and_then(Value::as_choice)?;
            Some(Point {
                day: day_of(one, evaluation::DATE)?,
                id: one.id,
                level: level.to_owned(),
            })
        })
        .collect();
    points.sort_by_key(|point| (point.day, point.id));
    points
}

/// How the danger went; nothing before there are two levels to compare.
#[component]
pub(super) fn Trend(
    /// The case.
    case: RecordId,
    /// What hangs on it.
    others: Vec<RecordView>,
) -> impl IntoView {
    let points = points(&others);
    (points.len() > 1).then(|| {
        let point = |Point { day, id, level }: Point| {
            let evaluation = Route::Evaluation {
                case,
                evaluation: id,
            };
            view! {
                <li class="trend-point">
                    <a class="trend-link" href=evaluation.path()>
                        <DangerChip level />
                        <span class="soft">{dates::day(day)}</span>
                    </a>
                </li>
            }
        };
        view! {
            <section aria-labelledby="trend">
                <h2 id="trend" class="section-title">{t!(case_trend)}</h2>
                <ol class="trend">{points.into_iter().map(point).collect_view()}</ol>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::record;
    use super::*;

    #[test]
    fn levels_stand_in_the_order_of_time() {
        let evaluation = |byte: u8, day: &str, level: Option<&'static str>| {
            let day = Value::Date(day.parse().expect("a date of the test table"));
            let mut fields = vec![("date", day)];
            fields.extend(level.map(|level| ("judgement", Value::choice(level))));
            record(byte, "evaluation", &fields)
        };
        let others = [
            evaluation(1, "2026-11-20", Some("high")),
            evaluation(2, "2026-11-02", Some("moderate")),
            evaluation(3, "2026-11-10", None),
            record(4, "child", &[]),
        ];
        let levels: Vec<String> = points(&others).into_iter().map(|one| one.level).collect();
        assert_eq!(levels, ["moderate", "high"]);
    }
}
