//! The records that are one person with the one shown, and the way to find others.

use engine::message::RecordView;
use leptos::prelude::*;
use record::RecordId;

use crate::components::icon::{Glyph, Icon};
use crate::pages::compare::name_of;
use crate::pages::merging::Merging;
use crate::route::Route;
use crate::t;

/// The records that were merged into that of a person, each to look at or to take apart; and a way to compare her with others.
#[component]
pub(super) fn Merged(
    /// The record that stands for the person.
    kept: RecordId,
    /// Those that were merged into it.
    merged: Vec<RecordView>,
) -> impl IntoView {
    let count = merged.len() + 1;
    let lines = (count > 1).then(|| {
        view! {
            <p class="soft">{t!(persons_together, count = count)}</p>
            <ul class="list merged">{merged.into_iter().map(|merged| view! { <MergedLine kept merged /> }).collect_view()}</ul>
        }
    });
    view! {
        <div class="merged-records">
            {lines}
            <a class="button-quiet compare-with" href=Route::CompareWith(kept).path()>
                <Glyph icon=Icon::TEAM /><span>{t!(compare_with)}</span>
            </a>
        </div>
    }
}

#[component]
fn MergedLine(kept: RecordId, merged: RecordView) -> impl IntoView {
    let merging = Merging::of_page();
    let (other, name) = (merged.id, name_of(&merged));
    let label = t!(persons_separate_what, name = name.clone());
    view! {
        <li class="line">
            <a class="case-link grow" href=Route::Compare { kept, other }.path()>{name}</a>
            <button type="button" class="button-quiet separate" aria-label=label on:click=move |_| merging.separate(other)>
                <Glyph icon=Icon::UNDO /><span>{t!(persons_separate)}</span>
            </button>
        </li>
    }
}
