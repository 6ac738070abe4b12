//! What happened in a case: interviews, acts, evaluations and tasks by day, the latest first.

use casework::choices::{ActKind, TaskKind};
use casework::{Act, Evaluation, Interview, Task, act, evaluation, interview, task};
use engine::message::{CaseView, RecordView};
use leptos::prelude::*;
use record::{RecordId, Value};

use crate::components::empty::Empty;
use crate::components::icon::{Glyph, Icon};
use crate::i18n::{dates, labels};
use crate::pages::part;
use crate::pages::reading::{choice_of, day_of, text_of, value_of};
use crate::route::{Part, Route};
use crate::t;

/// A line of what happened in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    day: Option<chrono::NaiveDate>,
    icon: Icon,
    summary: String,
    note: Option<String>,
    route: Route,
}

/// What happened, the latest first. Pure.
fn entries(found: &CaseView) -> Vec<Entry> {
    let case = found.case.id;
    let all = found
        .interviews
        .iter()
        .chain(&found.acts)
        .chain(&found.others);
    let mut entries: Vec<Entry> = all.filter_map(|record| entry_of(case, record)).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    entries
}

/// The line of a record; none for what stands elsewhere on the page: children, procedures.
fn entry_of(case: RecordId, record: &RecordView) -> Option<Entry> {
    let edit = Route::Edit {
        case,
        record: record.id,
    };
    Some(match record.kind.as_str() {
        Interview::ID => Entry {
            day: day_of(record, interview::DATE),
            icon: Icon::NOTE,
            summary: words_of(
                record,
                &[
                    ("interview_with", interview::WITH.id()),
                    ("interview_mode", interview::MODE.id()),
                    ("interview_status", interview::STATUS.id()),
                ],
            ),
            note: text_of(record, interview::FACTS)
                .or_else(|| text_of(record, interview::SHARED_NOTE)),
            route: Route::Interview {
                case,
                interview: record.id,
            },
        },
        Act::ID => Entry {
            day: day_of(record, act::DATE),
            icon: icon_of_act(record),
            summary: words_of(
                record,
                &[
                    ("act_kind", act::KIND.id()),
                    ("measure", act::MEASURE.id()),
                    ("partner_kind", act::PARTNER_KIND.id()),
                    ("outcome", act::OUTCOME.id()),
                ],
            ),
            note: word_of_letter(record)
                .or_else(|| text_of(record, act::PARTNER))
                .or_else(|| text_of(record, act::NOTE))
                .or_else(|| text_of(record, act::PURPOSE)),
            route: match choice_of(record, act::KIND) {
                Some(ActKind::Letter) => Route::Letter {
                    case,
                    letter: record.id,
                },
                _ => edit,
            },
        },
        Evaluation::ID => Entry {
            day: day_of(record, evaluation::DATE),
            icon: Icon::WARNING,
            summary: word_of_evaluation(record),
            note: text_of(record, evaluation::REASON),
            route: Route::Evaluation {
                case,
                evaluation: record.id,
            },
        },
        Task::ID => Entry {
            day: day_of(record, task::DUE),
            icon: Icon::TODAY,
            summary: word_of_task(record),
            note: text_of(record, task::TITLE),
            route: edit,
        },
        _ => return None,
    })
}

fn icon_of_act(record: &RecordView) -> Icon {
    let part = match choice_of(record, act::KIND) {
        Some(ActKind::Referral) => Part::Referral,
        Some(ActKind::Measure) => Part::Measure,
        Some(ActKind::Call) => Part::Call,
        Some(ActKind::Letter) => return Icon::MAIL,
        Some(ActKind::Step) | None => Part::Step,
    };
    part::look(part).0
}

/// Which letter, and to whom.
fn word_of_letter(record: &RecordView) -> Option<String> {
    let letter = text_of(record, act::LETTER)?;
    let to = text_of(record, act::LETTER_TO).unwrap_or_default();
    let parts = [letter.as_str(), to.lines().next().unwrap_or_default()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    Some(parts.collect::<Vec<_>>().join(" · "))
}

/// The level held, and whether it is signed.
fn word_of_evaluation(record: &RecordView) -> String {
    let level = words_of(record, &[("danger", evaluation::JUDGEMENT.id())]);
    let state = match day_of(record, evaluation::SIGNED) {
        Some(_) => t!(evaluation_signed_short),
        None => t!(evaluation_open),
    };
    [t!(part_evaluation).to_owned(), level, state.to_owned()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn word_of_task(record: &RecordView) -> String {
    if let Some(done) = day_of(record, task::DONE) {
        return t!(task_done_on, day = dates::on_day(done));
    }
    let kind = choice_of(record, task::KIND).unwrap_or(TaskKind::Task);
    labels::choice("task_kind", record::Choice::id(kind))
}

fn words_of(record: &RecordView, fields: &[(&str, &str)]) -> String {
    let words = fields.iter().filter_map(|(list, field)| {
        value_of(record, field)
            .and_then(Value::as_choice)
            .map(|id| labels::choice(list, id))
    });
    words.collect::<Vec<_>>().join(" · ")
}

/// What happened in a case.
#[component]
pub(super) fn Timeline(
    /// The case.
    found: CaseView,
) -> impl IntoView {
    let entries = entries(&found);
    if entries.is_empty() {
        return view! { <Empty icon=Icon::NOTE title=t!(interviews_empty_title) text=t!(interviews_empty) /> }.into_any();
    }
    let line = |entry: Entry| {
        let day = entry
            .day
            .map_or_else(|| t!(date_unknown).to_owned(), dates::day);
        view! {
            <li class="entry-line">
                <a class="case-link" href=entry.route.path()>
                    <span class="entry-date num"><Glyph icon=entry.icon /><span class="entry-day">{day}</span></span>
                    <span class="case-summary">{entry.summary}</span>
                    {entry.note.map(|note| view! { <span class="entry-note">{note}</span> })}
                </a>
            </li>
        }
    };
    view! { <ul class="list">{entries.into_iter().map(line).collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::record;
    use super::*;

    #[test]
    fn what_happened_stands_together_the_latest_first() {
        let date = |text: &str| Value::Date(text.parse().expect("a date of the test table"));
        let view = CaseView {
            case: record(9, "case", &[]),
            people: Vec::new(),
            interviews: vec![
                record(1, "interview", &[("date", date("2026-11-02"))]),
                record(2, "interview", &[]),
            ],
            acts: vec![record(3, "act", &[("date", date("2026-11-09"))])],
            others: vec![
                record(4, "task", &[("due", date("2026-11-05"))]),
                record(5, "child", &[]),
            ],
            attachments: Vec::new(),
            merged: Vec::new(),
        };
        let days: Vec<Option<String>> = entries(&view)
            .into_iter()
            .map(|entry| entry.day.map(|day| day.to_string()))
            .collect();
        let expected = [
            Some("2026-11-09"),
            Some("2026-11-05"),
            Some("2026-11-02"),
            None,
        ];
        assert_eq!(days, expected.map(|day| day.map(str::to_owned)));
    }
}
