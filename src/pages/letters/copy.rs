//! A letter that left, as it left: to be read and printed again.

use casework::act;
use casework::template::Recipient;
use engine::message::RecordView;
use leptos::prelude::*;
use record::RecordId;

use super::recipient_word;
use super::sheet::Sheet;
use crate::browser::{clock, page};
use crate::components::empty::ListSkeleton;
use crate::components::icon::{Glyph, Icon};
use crate::components::notice::{LiveNotice, Weight};
use crate::pages::followed::Followed;
use crate::pages::heading::{BackLink, Heading};
use crate::pages::reading::{day_of, text_of};
use crate::route::Route;
use crate::session::Session;
use crate::t;

/// A letter that left.
#[component]
pub(in crate::pages) fn CopyPage(
    /// The case.
    case: RecordId,
    /// The act that notes it.
    letter: RecordId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let noted = Followed::of(session, move || async move {
        session.engine.record(letter).await
    });
    let title = Signal::derive(move || {
        let title = |act: &RecordView| text_of(act, act::LETTER);
        let found = noted.found.with(|act| act.as_ref().and_then(title));
        found.unwrap_or_else(|| t!(letter_title).to_owned())
    });
    view! {
        <div class="page">
            <BackLink to=Route::Case(case) word=t!(back_to_case) />
            <header class="page-header">
                <Heading text=title />
                <a class="button-quiet" id="letter-edit" href=Route::Edit { case, record: letter }.path()><Glyph icon=Icon::EDIT /><span>{t!(action_edit)}</span></a>
                <button type="button" id="letter-print" class="button" on:click=|_| page::print()>
                    <Glyph icon=Icon::PRINT /><span>{t!(letter_print_again)}</span>
                </button>
            </header>
            <LiveNotice weight=Weight::Problem text=noted.sentence() />
            {move || match noted.found.get() {
                None => view! { <ListSkeleton /> }.into_any(),
                Some(act) => view! { <Copy act /> }.into_any(),
            }}
        </div>
    }
}

fn is_word_for_recipient(to: &str) -> bool {
    let all = [
        Recipient::Partner,
        Recipient::ChildProtection,
        Recipient::Colleague,
        Recipient::Person,
    ];
    all.into_iter().any(|one| recipient_word(one) == to)
}

#[component]
fn Copy(act: RecordView) -> impl IntoView {
    let session = expect_context::<Session>();
    let team = session.opened.with_untracked(|opened| {
        let name = opened.as_ref().map(|opened| opened.team_name.clone());
        name.unwrap_or_default()
    });
    let day = day_of(&act, act::DATE).unwrap_or_else(clock::today);
    // Who gets such letters is noted where nobody was named; the letter itself did not say it.
    let to = text_of(&act, act::LETTER_TO).filter(|to| !is_word_for_recipient(to));
    let to = to.unwrap_or_default();
    let text = text_of(&act, act::LETTER_TEXT).unwrap_or_default();
    view! { <Sheet team day to=Signal::stored(to) text=Signal::stored(text) is_printed_only=false /> }
}
