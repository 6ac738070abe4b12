//! Bars beside bars: two periods, or shares, as a picture that prints in black and white. It stands beside its table, and says itself in
//! a sentence.

use leptos::prelude::*;

/// A line of the chart: its label, and one number a series with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarLine {
    /// What it is of.
    pub label: String,
    /// One a series: the number and how it is said.
    pub bars: Vec<(u32, String)>,
}

/// The width of a bar among the widest, in thousandths.
fn thousandths(number: u32, most: u32) -> u64 {
    match most {
        0 => 0,
        most => u64::from(number) * 1000 / u64::from(most),
    }
}

/// The chart. The first series is drawn hollow, the last solid: they are told apart without colour.
#[component]
pub fn Bars(
    /// Its lines.
    lines: Vec<BarLine>,
    /// What the series are called; empty where there is one.
    series: Vec<String>,
    /// What it shows, in a sentence.
    summary: String,
) -> impl IntoView {
    let most = lines
        .iter()
        .flat_map(|line| &line.bars)
        .map(|(number, _)| *number)
        .max();
    let most = most.unwrap_or(0);
    let last = lines
        .iter()
        .map(|line| line.bars.len())
        .max()
        .unwrap_or(0)
        .saturating_sub(1);
    let bar = move |place: usize, (number, said): (u32, String)| {
        let width = thousandths(number, most).to_string();
        let is_before = place < last;
        view! {
            <span class="chart-bar">
                <svg class="chart-line" class:is-before=is_before viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect x="0" y="0" width=width height="10" />
                </svg>
                <span class="chart-number">{said}</span>
            </span>
        }
    };
    let line = move |line: BarLine| {
        let bars = line.bars.into_iter().enumerate();
        let bars = bars.map(|(place, one)| bar(place, one)).collect_view();
        view! { <li><span class="chart-label">{line.label}</span>{bars}</li> }
    };
    let key = move |(place, word): (usize, String)| {
        let is_before = place < last;
        view! { <li><span class="chart-key" class:is-before=is_before aria-hidden="true"></span>{word}</li> }
    };
    let keys = (series.len() > 1).then(|| {
        view! { <ul class="chart-keys">{series.into_iter().enumerate().map(key).collect_view()}</ul> }
    });
    view! {
        <figure class="chart">
            <figcaption>{summary}</figcaption>
            {keys}
            <ul class="chart-lines">{lines.into_iter().map(line).collect_view()}</ul>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_wide_as_its_part_of_the_widest() {
        assert_eq!(thousandths(0, 0), 0);
        assert_eq!(thousandths(5, 10), 500);
        assert_eq!(thousandths(u32::MAX, u32::MAX), 1000);
    }
}
