//! A letter as the paper shows it: the team at the head, the day, the recipient, the words.

use casework::template::{self, Block};
use chrono::NaiveDate;
use leptos::prelude::*;

use crate::i18n::dates;
use crate::t;

/// The letter. It is all that a print of its page holds.
#[component]
pub(super) fn Sheet(
    /// The name of the team.
    team: String,
    /// The day it was written.
    day: NaiveDate,
    /// To whom.
    #[prop(into)]
    to: Signal<String>,
    /// The words.
    #[prop(into)]
    text: Signal<String>,
    /// The screen shows it elsewhere.
    is_printed_only: bool,
) -> impl IntoView {
    let block = |block: Block| match block {
        Block::Heading(text) => view! { <h2 class="letter-heading">{text}</h2> }.into_any(),
        Block::Paragraph(text) => view! { <p class="letter-words">{text}</p> }.into_any(),
    };
    let blocks =
        move || text.with(|text| template::blocks(text).into_iter().map(block).collect_view());
    view! {
        <article class="letter" class:is-printed-only=is_printed_only>
            <header class="letter-head">
                <p class="letter-team">{team}</p>
                <p class="letter-to">{to}</p>
                <p class="letter-day">{t!(letter_day, day = dates::written(day))}</p>
            </header>
            {blocks}
        </article>
    }
}
