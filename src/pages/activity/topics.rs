//! What was done in the period, broken down by what was answered. Every number leads to its records.

use leptos::prelude::*;
use report::{Activity, Breakdown, Delay, Dimension, Figure, Slice, Topic};

use super::Both;
use super::tables::Number;
use super::words;
use crate::components::choice::ChoiceOf;
use crate::i18n::labels;
use crate::schemas;
use crate::t;

/// The place of the role among the dimensions of persons.
const ROLE: usize = 1;
/// Those that persons may be told apart by beside their role.
const BESIDE_ROLE: [usize; 3] = [0, 2, 3];

/// Every topic that has something in it.
#[component]
pub(super) fn Topics(both: Both) -> impl IntoView {
    let Both { now, topics, .. } = both;
    let section = move |topic: Breakdown| {
        let now = now.clone();
        view! { <OfTopic topic now /> }
    };
    topics.into_iter().map(section).collect_view()
}

#[component]
fn OfTopic(topic: Breakdown, now: Activity) -> impl IntoView {
    let id = format!("topic-{}", topic.topic.name());
    let labelled = id.clone();
    let median = topic
        .median_days
        .map(|days| t!(topic_median, days = words::tenths(days)));
    let participants = topic.participants.filter(|count| *count > 0);
    let participants = participants.map(|count| t!(topic_participants, count = count));
    let title = words::topic(topic.topic);
    let tables = match topic.topic {
        Topic::People => view! { <People topic now /> }.into_any(),
        Topic::Referrals | Topic::Sessions => {
            view! { <Cross topic now row=0 column=Some(1) /> }.into_any()
        }
        _ => view! { <Cross topic now row=0 column=None /> }.into_any(),
    };
    view! {
        <section class="section" aria-labelledby=labelled>
            <h2 id=id class="section-title">{title}</h2>
            {median.map(|text| view! { <p class="soft" id="delay-median">{text}</p> })}
            {participants.map(|text| view! { <p class="soft">{text}</p> })}
            {tables}
        </section>
    }
}

/// Persons by role, and by what is chosen beside.
#[component]
fn People(topic: Breakdown, now: Activity) -> impl IntoView {
    let row = RwSignal::new(BESIDE_ROLE[0]);
    let options = BESIDE_ROLE.map(|place| (place, name(topic.topic.dimensions(), place)));
    view! {
        <ChoiceOf name="people-by" label=t!(topic_rows) options=options.into() value=row on_choose=Callback::new(move |place| row.set(place)) />
        {move || view! { <Cross topic=topic.clone() now=now.clone() row=row.get() column=Some(ROLE) /> }}
    }
}

/// What a dimension is called.
pub(in crate::pages) fn name(dimensions: &[Dimension], place: usize) -> String {
    match dimensions.get(place) {
        Some(Dimension::Answer { kind, field }) => labels::field(kind, field),
        Some(Dimension::Delay) => t!(topic_delays).to_owned(),
        Some(Dimension::Report) => t!(topic_child_reports).to_owned(),
        None => String::new(),
    }
}

/// The answers along a dimension that something gives, with their words, in the order of their list; what was not said comes last.
pub(super) fn named_answers(topic: &Breakdown, place: usize) -> Vec<(String, String)> {
    let unsaid = || (String::new(), t!(topic_unsaid).to_owned());
    let listed: Vec<(String, String)> = match topic.topic.dimensions().get(place) {
        Some(Dimension::Answer { kind, field }) => {
            let choices = schemas::field(kind, field).and_then(|spec| spec.choices);
            let words = choices.iter().flat_map(|choices| {
                choices
                    .ids()
                    .map(|id| (id.to_owned(), labels::choice_of(choices, id)))
            });
            words.collect()
        }
        Some(Dimension::Delay) => Delay::ALL
            .map(|delay| (delay.id().to_owned(), of_delay(delay).to_owned()))
            .into(),
        Some(Dimension::Report) => [
            ("concern", t!(report_concern)),
            ("prosecutor", t!(report_prosecutor)),
        ]
        .map(|(id, word)| (id.to_owned(), word.to_owned()))
        .into(),
        None => Vec::new(),
    };
    // What a newer version or another device's list knows is told by its id.
    let mut foreign: Vec<_> = topic
        .cells
        .iter()
        .filter_map(|cell| cell.answers.get(place).cloned())
        .collect();
    foreign.retain(|id| !id.is_empty() && listed.iter().all(|(known, _)| known != id));
    foreign.sort_unstable();
    foreign.dedup();
    let foreign = foreign.into_iter().map(|id| (id.clone(), id));
    let all = listed.into_iter().chain(foreign).chain([unsaid()]);
    all.filter(|(id, _)| topic.count(&asked(&[(place, id)])) > 0)
        .collect()
}

fn of_delay(delay: Delay) -> &'static str {
    match delay {
        Delay::SameDay => t!(delay_same_day),
        Delay::Week => t!(delay_week),
        Delay::Month => t!(delay_month),
        Delay::Longer => t!(delay_longer),
        Delay::Before => t!(delay_before),
    }
}

/// Answers asked for at some places, any at the others.
fn asked<'a>(at: &[(usize, &'a str)]) -> Vec<Option<&'a str>> {
    let mut asked = vec![None; at.iter().map(|(place, _)| place + 1).max().unwrap_or(0)];
    for (place, answer) in at {
        if let Some(one) = asked.get_mut(*place) {
            *one = Some(*answer);
        }
    }
    asked
}

/// A table of one dimension, or of one by another.
#[component]
pub(in crate::pages) fn Cross(
    /// What is counted.
    topic: Breakdown,
    /// In which period.
    now: Activity,
    /// The dimension that goes down.
    row: usize,
    /// The dimension that goes across, if one does.
    column: Option<usize>,
    /// Whether its numbers lead nowhere.
    #[prop(optional)]
    is_printed: bool,
) -> impl IntoView {
    let of = topic.topic;
    let rows = named_answers(&topic, row);
    let columns = column.map_or_else(Vec::new, |column| named_answers(&topic, column));
    let number = {
        let topic = topic.clone();
        move |at: &[(usize, &str)]| {
            let answers = asked(at);
            let count = topic.count(&answers);
            let mut whole = answers;
            whole.resize(of.dimensions().len(), None);
            let figure = Figure::Part(of, Slice::of(of, &whole));
            let now = now.clone();
            let number = match is_printed {
                true => words::count(count).into_any(),
                false => view! { <Number figure of=now count /> }.into_any(),
            };
            view! { <td class="num">{number}</td> }
        }
    };
    let line = |(id, word): &(String, String)| {
        let cells = columns
            .iter()
            .zip(column)
            .map(|((other, _), column)| number(&[(row, id), (column, other)]));
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{word.clone()}</th>{cells}{number(&[(row, id)])}</tr> }
    };
    let lines = rows.iter().map(line).collect_view();
    let heads = columns
        .iter()
        .map(|(_, word)| view! { <th scope="col">{word.clone()}</th> });
    let heads = heads.collect_view();
    let totals = columns
        .iter()
        .zip(column)
        .map(|((other, _), column)| number(&[(column, other)]));
    let totals = totals.collect_view();
    // Of a case two reports may leave: their sum is no number of cases.
    let total = (of != Topic::ChildReports).then(|| view! { <tfoot><tr><th scope="row">{t!(planning_total)}</th>{totals}{number(&[])}</tr></tfoot> });
    view! {
        <div class="figures-wide">
            <table class="figures crossed" data-topic=of.name()>
                <thead><tr><th scope="col">{name(of.dimensions(), row)}</th>{heads}<th scope="col">{t!(planning_total)}</th></tr></thead>
                <tbody>{lines}</tbody>
                {total}
            </table>
        </div>
    }
}
