//! Who changed what in a case, and what it said before. What was replaced can be put back.

use casework::person;
use engine::message::{HistoryLine, Written};
use leptos::prelude::*;
use record::{FieldSpec, Kind, RecordId, Value};

use super::actions::Actions;
use super::followed::Followed;
use super::form::load_options;
use super::heading::{BackLink, Heading};
use crate::components::empty::{Empty, ListSkeleton};
use crate::components::icon::{Glyph, Icon};
use crate::components::more::{More, ROWS_AT_A_TIME, Shown};
use crate::components::notice::{LiveNotice, Weight};
use crate::forms::Options;
use crate::i18n::{dates, labels};
use crate::route::Route;
use crate::schemas;
use crate::session::Session;
use crate::t;

/// Who changed what in a case.
#[component]
pub(super) fn HistoryPage(
    /// The case.
    case: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let options = load_options(session);
    let most = RwSignal::new(ROWS_AT_A_TIME);
    let lines = Followed::of(session, move || {
        let most = most.get();
        async move { session.engine.history(case, most).await }
    });
    let shown = move || lines.found.with(|lines| lines.as_ref().map(Shown::from));
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header"><Heading text=Signal::stored(t!(history_title).to_owned()) /></header>
            <p class="lead">{t!(history_text)}</p>
            <LiveNotice weight=Weight::Problem text=lines.sentence() />
            {move || match lines.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(lines) => {
                    let said: Vec<Said> = options.with(|options| lines.rows.iter().filter_map(|line| said(line, options)).collect());
                    view! { <Lines said /> }.into_any()
                }
            }}
            <More shown=Signal::derive(shown) most />
        </div>
    }
}

/// A line of the history in words.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    /// Which field of what.
    what: String,
    /// What became of it.
    change: String,
    /// Who and when.
    who: String,
    /// What can be put back, in words and as it was.
    undo: Option<(String, Undo)>,
}

/// A value to put back.
#[derive(Debug, Clone, PartialEq)]
struct Undo {
    record: RecordId,
    field: String,
    value: Value,
}

/// A line in words; none for what only says where a record hangs.
fn said(line: &HistoryLine, options: &Options) -> Option<Said> {
    let spec = &schemas::field(&line.kind, &line.field)?;
    if spec.id.as_str() == person::MERGED_INTO.id() {
        return Some(said_of_merge(line));
    }
    if spec.kind == Kind::Reference && !spec.is_asked {
        return None;
    }
    let field = labels::of_spec(&line.kind, spec);
    let before = words(spec, &line.before, options);
    let after = words(spec, line.after.as_slice(), options);
    // A number is shown once the rule for calling it was read, and nowhere else.
    let is_guarded = casework::is_guarded(&line.kind, &line.field);
    let change = match (before.is_empty(), after.is_empty()) {
        _ if is_guarded => t!(history_hidden).to_owned(),
        (true, true) => t!(history_cleared_nothing).to_owned(),
        (true, false) => t!(history_added, after = after),
        (false, true) => t!(history_cleared, before = before.clone()),
        (false, false) => t!(history_changed, before = before.clone(), after = after),
    };
    let replaced = match line.before.as_slice() {
        [value] if spec.merge.is_single() && line.after.as_ref() != Some(value) => Some(value),
        _ => None,
    };
    let undo = replaced.map(|value| {
        let undo = Undo {
            record: line.record,
            field: line.field.clone(),
            value: value.clone(),
        };
        let before = if is_guarded { field.clone() } else { before };
        (t!(history_restore_what, before = before), undo)
    });
    Some(Said {
        what: format!("{} · {field}", labels::kind(&line.kind)),
        change,
        who: who(&line.written),
        undo,
    })
}

/// That two records of a person became one, or two again. It is undone where the person is shown.
fn said_of_merge(line: &HistoryLine) -> Said {
    let change = match line.after {
        Some(_) => t!(history_merged),
        None => t!(history_separated),
    };
    Said {
        what: labels::kind(&line.kind),
        change: change.to_owned(),
        who: who(&line.written),
        undo: None,
    }
}

fn words(spec: &FieldSpec, values: &[Value], options: &Options) -> String {
    let word = |value: &Value| match value {
        Value::Reference(id) => options
            .name_of(&id.to_string())
            .unwrap_or_else(|| t!(value_other).to_owned()),
        value => labels::value(spec, value),
    };
    values.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn who(written: &Written) -> String {
    let when = dates::moment(written.at_ms);
    match (written.is_mine, written.by.as_str()) {
        (true, _) => t!(history_mine, when = when),
        (false, "") => t!(history_somebody, when = when),
        (false, by) => t!(history_by, by = by, when = when),
    }
}

#[component]
fn Lines(said: Vec<Said>) -> impl IntoView {
    let actions = Actions::of_page();
    if said.is_empty() {
        return view! { <Empty icon=Icon::WAITING title=t!(history_empty_title) text=t!(history_empty) /> }.into_any();
    }
    let line = move |said: Said| {
        let restore = said.undo.map(|(label, undo)| {
            let put_back = move |_| {
                let Undo {
                    record,
                    field,
                    value,
                } = undo.clone();
                actions.put_back_value(record, field, Some(value));
            };
            view! {
                <button type="button" class="button-quiet" aria-label=label on:click=put_back>
                    <Glyph icon=Icon::UNDO /><span>{t!(history_restore)}</span>
                </button>
            }
        });
        view! {
            <li class="line">
                <span class="grow">
                    <span class="soft">{said.what}</span>
                    <b class="change">{said.change}</b>
                    <span class="soft">{said.who}</span>
                </span>
                {restore}
            </li>
        }
    };
    view! { <ul class="list history">{said.into_iter().map(line).collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(field: &str, before: Vec<Value>, after: Option<Value>) -> HistoryLine {
        HistoryLine {
            record: RecordId::from_bytes([1; 16]),
            kind: "case".to_owned(),
            field: field.to_owned(),
            before,
            after,
            written: Written {
                by: "Inès".to_owned(),
                is_mine: false,
                at_ms: 0,
            },
            dot: record::Dot {
                device: record::DeviceId::from_bytes([3; 16]),
                sequence: 1,
                index: 0,
            },
        }
    }

    #[track_caller]
    fn check(line: &HistoryLine, change: &str, can_undo: bool) {
        crate::i18n::language::set(crate::i18n::Language::French);
        let said = said(line, &Options::default()).expect("a line");
        assert_eq!(said.change.replace('\u{a0}', " "), change);
        assert_eq!(said.undo.is_some(), can_undo);
    }

    #[test]
    fn a_change_says_what_was_before_and_offers_to_put_it_back() {
        let level = |id: &str| Value::Choice(record::ChoiceId::shared(id));
        check(
            &line("danger", vec![], Some(level("low"))),
            "« Faible »",
            false,
        );
        let raised = line("danger", vec![level("low")], Some(level("high")));
        check(&raised, "« Faible » est devenu « Élevé »", true);
        check(
            &line("danger", vec![level("low")], None),
            "« Faible » a été effacé",
            true,
        );
        let settled = line(
            "danger",
            vec![level("low"), level("high")],
            Some(level("high")),
        );
        check(&settled, "« Faible, Élevé » est devenu « Élevé »", false);
        let removed = line("violences", vec![level("verbal")], None);
        check(&removed, "« Verbales » a été effacé", false);
    }

    #[test]
    fn a_number_is_not_told() {
        let text = |text: &str| Value::Text(text.to_owned());
        let changed = HistoryLine {
            kind: "person".to_owned(),
            ..line("phone", vec![text("06 11")], Some(text("06 22")))
        };
        let said = said(&changed, &Options::default()).expect("a line");
        let undo = said.undo.map(|(label, _)| label).unwrap_or_default();
        let all = format!("{} {} {undo}", said.what, said.change);
        assert!(!all.contains("06"), "{all}");
        assert!(!undo.is_empty());
    }

    #[test]
    fn where_a_record_hangs_is_no_news() {
        let of_case = HistoryLine {
            kind: "interview".to_owned(),
            ..line(
                "case",
                vec![],
                Some(Value::Reference(RecordId::from_bytes([2; 16]))),
            )
        };
        assert!(said(&of_case, &Options::default()).is_none());
    }
}
