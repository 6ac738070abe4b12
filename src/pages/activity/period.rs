//! Which period is shown, and the way to another.

use chrono::NaiveDate;
use leptos::prelude::*;
use report::{Half, Period};

use super::words;
use crate::components::choice::ChoiceOf;
use crate::components::icon::{Glyph, Icon};
use crate::t;

/// How much of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Part {
    /// All of it.
    Whole,
    /// January to June.
    First,
    /// July to December.
    Second,
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) struct Shown {
    /// The year.
    pub(in crate::pages) year: i32,
    /// How much of it.
    pub(in crate::pages) part: Part,
}

impl Shown {
    /// The first day, and the day after the last.
    pub(in crate::pages) fn days(self) -> (NaiveDate, NaiveDate) {
        let period = match self.part {
            Part::Whole => Period::year(self.year),
            Part::First => Period::half(self.year, Half::First),
            Part::Second => Period::half(self.year, Half::Second),
        };
        // The years of a calendar that people step through are in it.
        period.map_or((NaiveDate::MIN, NaiveDate::MIN), |period| {
            (period.from, period.to)
        })
    }

    /// The same a year before.
    pub(in crate::pages) fn before(self) -> Self {
        Self {
            year: self.year.saturating_sub(1),
            ..self
        }
    }

    /// The same a year after.
    pub(in crate::pages) fn after(self) -> Self {
        Self {
            year: self.year.saturating_add(1),
            ..self
        }
    }
}

/// The period that is shown, with the way to the one before and after, and to its halves.
#[component]
pub(in crate::pages) fn PeriodPicker(
    /// Begins the ids of its parts; unique on the page.
    id: &'static str,
    /// What is shown.
    shown: RwSignal<Shown>,
) -> impl IntoView {
    let parts = vec![
        (Part::Whole, t!(activity_year).to_owned()),
        (Part::First, t!(activity_first_half).to_owned()),
        (Part::Second, t!(activity_second_half).to_owned()),
    ];
    let choose = Callback::new(move |part| shown.update(|shown| shown.part = part));
    let step = move |step: fn(Shown) -> Shown| shown.update(|shown| *shown = step(*shown));
    view! {
        <div class="planning-steps">
            <button type="button" class="button-quiet" id=format!("{id}-before") aria-label=t!(planning_before) on:click=move |_| step(Shown::before)>
                <Glyph icon=Icon::BACK />
            </button>
            <h2 class="section-title grow" aria-live="polite" id=format!("{id}-where")>{move || words::period(shown.get())}</h2>
            <button type="button" class="button-quiet" id=format!("{id}-after") aria-label=t!(planning_after) on:click=move |_| step(Shown::after)>
                <Glyph icon=Icon::FORWARD />
            </button>
        </div>
        <ChoiceOf name=id label=t!(activity_period) options=parts value=Signal::derive(move || shown.get().part) on_choose=choose />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_compared_with_the_same_half_of_the_year_before() {
        let shown = Shown {
            year: 2020,
            part: Part::Second,
        };
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(shown.days(), (day("2020-07-01"), day("2021-01-01")));
        assert_eq!(
            shown.before().days(),
            (day("2019-07-01"), day("2020-01-01"))
        );
        assert_eq!(shown.before().after(), shown);
    }
}
